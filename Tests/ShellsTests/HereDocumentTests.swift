// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Shells

@Suite struct HereDocumentTests {
    @Test func `a body is read after the line of its operator`() throws {
        let script = try ShellScript(parsing: "cat <<A <<-'B' | d \"x\ny\"\na $(b) `c`\nA\n\t$(e)\n\tB\nf")
        let visits = script.commands
        #expect(visits.map { $0.command.words.first?.literal } == ["cat", "b", "c", "d", "f"])
        #expect(visits[0].hereDocuments.map(\.delimiter) == ["A", "B"])
        #expect(visits[0].hereDocuments.map(\.isQuoted) == [false, true])
        #expect(visits[0].hereDocuments.map(\.stripsTabs) == [false, true])
        #expect(visits[0].hereDocuments.map(\.line) == [3, 5])
        #expect(visits[0].hereDocuments.map { $0.endLine } == [3, 5])
        #expect(visits.map(\.line) == [1, 3, 3, 1, 7])
        guard case .literal("\t$(e)\n") = visits[0].hereDocuments[1].parts.first else {
            Issue.record("the quoted body is not one literal")
            return
        }
    }

    @Test(arguments: [
        ("cat <<E $(a\nb)\n$(c)\nE\nd", ["cat $(a\nb) <<E", "a", "b", "c", "d"]),
        ("x=$(cat <<E\n$(a)\nE\n) b", ["x=$(cat <<E\n$(a)\nE\n) b", "cat <<E", "a"]),
        ("x=$(cat <<E\n$(a)\nE) b", ["x=$(cat <<E\n$(a)\nE) b", "cat <<E", "a"]),
        ("cat <<E && a <<F\n1\nE\n$(b)\nF\nc", ["cat <<E", "a <<F", "b", "c"]),
        ("if cat <<E; then\nx\nE\na; fi", ["cat <<E", "a"]),
        ("cat <<\"E F\"\n$(a)\nE F\nb", ["cat <<\"E F\"", "b"]),
        ("cat <<\\E\n`\nE\nb", ["cat <<\\E", "b"]),
        ("cat <<E\na\\\nE\n\"' $(b)\nE\nc", ["cat <<E", "b", "c"]),
        ("cat <<E\r\n$(a)\r\nE\r\nb", ["cat <<E", "a", "b"]),
        ("cat <<E\n$(cat <<F\n$(a)\nF\n)\nE\nb", ["cat <<E", "cat <<F", "a", "b"]),
        ("cat <<''\na\n\nb", ["cat <<''", "b"]),
        ("f() {\ncat <<E\n${x:-$(a)}\nE\n}", ["@f cat <<E", "@f a"]),
    ])
    func `bodies belong to their operators`(_ text: String, _ expected: [String]) throws {
        #expect(try commandLines(text) == expected)
    }

    @Test func `a body without its end is refused`() {
        #expect(refusal("a\nb <<E\nc\n E\n") == "2:3: The here-document has no line `E` that ends it.")
        #expect(refusal("b <<E") == "1:3: The here-document has no line `E` that ends it.")
        #expect(refusal("b <<") == "1:3: No word follows the `<<`.")
        #expect(refusal("b <<E\n$(c\nE\n") == "2:1: The `$(` is never closed.")
    }
}
