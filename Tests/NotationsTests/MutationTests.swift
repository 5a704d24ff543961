// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Notations

/// Every reader on damaged texts: it may refuse, it must not crash, and what it reads it must be able to write.
@Suite struct MutationTests {
    private static let json = """
        {"name": "p\\u00e4\\ud834\\udd1e", "list": [1, -2.5e3, true, null, {"k": "v"}], "nested": {"a": {"b": [[]]}}}
        """
    private static let relaxed = "// c\n{name: 'p\\x41', /* d */ list: [+1, .5, 0x1F, NaN,], \"s\": \"a\\\nb\",}"
    private static let yaml = """
        # c
        base: &base {x: 1, y: [a, "b\\n", 'c']}
        use:
          <<: *base
          text: |
            line
             two
          folded: >-
            a
            b
        ? [k]
        : - *base
          - !!str 1
        """
    private static let toml = """
        title = "a\\u00e9" # c
        d = 1979-05-27T07:32:00Z
        [t.'u'."v"]
        n = [1_0, 0x1F, 1.5e3, inf, { a.b = '''x''', c = \"\"\"
        y\\
          z\"\"\" }]
        [[p]]
        q = true
        """
    private static let xml = """
        <?xml version="1.0" encoding="UTF-8"?><!-- c -->
        <a xmlns="u" xmlns:p='v'><p:b c="&lt;&#65;">t &amp; <![CDATA[x]]></p:b><d/></a>
        """

    @Test(arguments: [
        (Notation.json, MutationTests.json), (.relaxed, MutationTests.relaxed), (.yaml, MutationTests.yaml),
        (.toml, MutationTests.toml),
    ])
    func `damaged documents are read or refused`(_ notation: Notation, _ text: String) throws {
        _ = try notation.tree(text)
        try Fuzzing(seed: 7, rounds: 3_000, share: 4).run { _, mutator in
            let bytes = mutator.mutated(Array(text.utf8))
            guard let tree = try? notation.tree(bytes, limits: .advisory) else { return }
            // What was read is written as JSON that says the same.
            let written = tree.root.json.bytes()
            let again = try Tree(json: written, limits: .document).root.json.bytes()
            #expect(again == written)
        }
    }

    @Test func `damaged XML is read or refused`() throws {
        _ = try XMLTree(xml: Array(MutationTests.xml.utf8), limits: .document)
        Fuzzing(seed: 11, rounds: 3_000).run { _, mutator in
            let bytes = mutator.mutated(Array(MutationTests.xml.utf8))
            guard let tree = try? XMLTree(xml: bytes, limits: .advisory) else { return }
            walk(tree.root)
        }
    }

    private func walk(_ element: Element) {
        _ = (element.name, element.namespace, element.text, element.attributes)
        for child in element.children { walk(child) }
    }

    @Test(arguments: Notation.allCases) func `every beginning of a document is read or refused`(_ notation: Notation) {
        let text: String =
            switch notation {
            case .json: MutationTests.json
            case .relaxed: MutationTests.relaxed
            case .yaml: MutationTests.yaml
            case .toml: MutationTests.toml
            }
        let bytes = Array(text.utf8)
        for length in bytes.indices { _ = try? notation.tree(Array(bytes[..<length])).root.json }
    }
}
