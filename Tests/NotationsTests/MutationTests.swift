// SPDX-License-Identifier: Apache-2.0
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

    /// One of: flip a bit, cut, repeat a stretch, drop a stretch, put in a telling character.
    private func damage(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            let end = Swift.min(place + Int.random(in: 1...12, using: &random), bytes.count)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes.removeLast(bytes.count - place)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes.removeSubrange(place..<end)
            default: bytes.insert("\"'\\[]{}:,#&*<>!|-=.\n\r\t 0".utf8.randomElement(using: &random) ?? 0, at: place)
            }
        }
        return bytes
    }

    @Test(arguments: [
        (Notation.json, MutationTests.json), (.relaxed, MutationTests.relaxed), (.yaml, MutationTests.yaml),
        (.toml, MutationTests.toml),
    ])
    func `damaged documents are read or refused`(_ notation: Notation, _ text: String) throws {
        _ = try notation.tree(text)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            let bytes = damage(Array(text.utf8), &random)
            guard let tree = try? notation.tree(bytes, limits: .advisory) else { continue }
            // What was read is written as JSON that says the same.
            let written = tree.root.json.bytes()
            #expect(try Tree(json: written, limits: .document).root.json.bytes() == written)
        }
    }

    @Test func `damaged XML is read or refused`() throws {
        _ = try XMLTree(xml: Array(MutationTests.xml.utf8), limits: .document)
        var random = SeededGenerator(seed: 11)
        for _ in 0..<3_000 {
            let bytes = damage(Array(MutationTests.xml.utf8), &random)
            guard let tree = try? XMLTree(xml: bytes, limits: .advisory) else { continue }
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

/// SplitMix64, so that every run damages the same way.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
