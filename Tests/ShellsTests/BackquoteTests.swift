// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Shells

@Suite struct BackquoteTests {
    @Test func `backquotes nest by escapes and keep their places`() throws {
        let text = "x=1\necho `a \\`b \\\\\\`c d\\\\\\`\\` e`\nf"
        let visits = try ShellScript(parsing: text).commands
        let source = Array(text.utf8)
        #expect(
            visits.map { $0.sourceText(in: source) } == [
                "x=1", "echo `a \\`b \\\\\\`c d\\\\\\`\\` e`", "a \\`b \\\\\\`c d\\\\\\`\\` e", "b \\\\\\`c d\\\\\\`",
                "c d",
                "f",
            ])
        #expect(visits.map(\.line) == [1, 2, 2, 2, 2, 3])
        #expect(visits.map(\.column) == [1, 1, 7, 11, 17, 1])
    }

    @Test func `between double quotes an escaped double quote is one inside`() throws {
        let visits = try ShellScript(parsing: "\"`dirname \\\"$0\\\"`\"").commands
        #expect(visits.count == 2)
        guard case .doubleQuoted(let parts) = visits[1].command.words[1].parts.first else {
            Issue.record("the second word is no quotation")
            return
        }
        guard case .parameter("0") = parts.first else {
            Issue.record("no parameter is in it")
            return
        }
    }

    @Test func `a comment and a here-document end with the backquotes`() throws {
        #expect(try commandLines("a `# b` c\nd `cat <<E\n$(e)\nE\n` f").map { $0.prefix(1) } == ["a", "d", "c", "e"])
        #expect(refusal("a `b") == "1:3: The backquote is never closed.")
        #expect(refusal("a `b )` c") == "1:6: The `)` closes nothing that is open here.")
    }

    @Test func `arithmetic within backquotes costs what it costs outside`() throws {
        // Each would copy what is known of all the others.
        let count = 20_000
        let text = String(repeating: "((1))\n", count: count) + String(repeating: "`((1))`\n", count: count)
        let time = try ContinuousClock().measure {
            let script = try ShellScript(parsing: text)
            #expect(script.statements.count == count * 2)
        }
        #expect(time < .seconds(10))
    }
}
