// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Shells

@Suite struct RefusalTests {
    @Test(arguments: [
        ("if \"%python%\"==\"3.8\" curl bla | bash", "1:1: The `if` has no `then`."),
        ("if a; then fi", "1:7: No command follows the `then`."),
        ("if a; then b", "1:1: The `if` has no `fi`."),
        ("while a; do done", "1:10: No command follows the `do`."),
        ("a; fi", "1:4: The `fi` closes nothing that is open here."),
        ("a )", "1:3: The `)` closes nothing that is open here."),
        ("a\n}", "2:1: The `}` closes nothing that is open here."),
        ("( a", "1:1: The `(` is never closed."),
        ("{ a", "1:1: The `{` has no `}`."),
        ("( a; done )", "1:6: The `done` closes nothing that is open here."),
        ("a 'b", "1:3: The `'` is never closed."),
        ("a \"b", "1:3: The `\"` is never closed."),
        ("a $'b\\'", "1:3: The `$'` is never closed."),
        ("a $(b", "1:3: The `$(` is never closed."),
        ("a ${b", "1:3: The `${` is never closed."),
        ("a <(b", "1:3: The `<(` is never closed."),
        ("a @(b", "1:3: The `(` is never closed."),
        ("a=(b", "1:3: The `(` of the array is never closed."),
        ("a[b", "1:2: The `[` is never closed."),
        ("a=(b; c)", "1:5: The `;` is not expected among the elements of an array."),
        ("echo a(b)", "1:7: The `(` is not expected here."),
        ("(a) b", "1:5: The `b` is not expected here."),
        ("a; ; b", "1:4: There is a `;` with no command before it."),
        ("a ;; b", "1:3: The `;;` stands outside of a `case`."),
        ("| a", "1:1: The `|` has no command before it."),
        ("a |", "1:3: No command follows the `|`."),
        ("a && ;", "1:3: No command follows the `&&`."),
        ("a || )", "1:3: No command follows the `||`."),
        ("a | ! b", "1:5: A `!` stands within a pipeline."),
        ("!", "1:1: No command follows the `!`."),
        ("a >", "1:3: No word follows the `>`."),
        ("a > #b", "1:3: No word follows the `>`."),
        ("for", "1:1: No variable follows the `for`."),
        ("for i in a | b; do c; done", "1:12: The `|` is not expected among the words of a loop."),
        ("for ((a; b; c) do d; done", "1:5: The `((` of the `for` is never closed."),
        ("for i in a; b", "1:13: The `b` is not expected here."),
        ("case a b) c;; esac", "1:1: The `case` has no `in`."),
        ("case a in b c) d;; esac", "1:11: The pattern of the `case` has no `)` behind it."),
        ("case a in ) d;; esac", "1:11: A branch of the `case` has no pattern."),
        ("case a in b) c; done", "1:17: The `done` closes nothing that is open here."),
        ("case a in b) c", "1:1: The `case` has no `esac`."),
        ("f() ", "1:1: The function has no body."),
        ("f(a) { b; }", "1:2: The `(` is not expected here."),
        ("function { a; }", "1:15: The `}` closes nothing that is open here."),
        ("[[ a b ]]", "1:6: No operator that `[[` knows stands between the two words."),
        ("[[ a ==", "1:1: The `[[` is never closed."),
        ("[[ ]]", "1:4: The `]` is not expected in the `[[`."),
        ("[[ ( a ]]", "1:8: The `]` is not expected in the `[[`."),
        ("[[ a && b", "1:1: The `[[` is never closed."),
        ("coproc", "1:1: No command follows the `coproc`."),
    ])
    func `what no shell reads is refused with its place`(_ text: String, _ expected: String) {
        #expect(refusal(text) == expected)
    }

    @Test func `hints say what to do`() {
        #expect(
            throws: ShellSyntaxError(
                line: 2, column: 5, message: "The `(` is not expected here.",
                hint: "Quote it, or begin a subshell after a `;`.")
        ) { try ShellScript(parsing: "\na b (c)") }
        #expect(
            throws: ShellSyntaxError(
                line: 1, column: 1, message: "The `if` has no `fi`.",
                hint: "Close it with `fi`.")
        ) { try ShellScript(parsing: "if a; then b") }
    }

    @Test func `limits are named`() {
        func refusal(_ text: String, _ limits: Limits) -> String? {
            do {
                _ = try ShellScript(parsing: text, limits: limits)
                return nil
            } catch {
                return "\(error.line):\(error.column): \(error.message)"
            }
        }
        #expect(refusal("echo", Limits(bytes: 3, depth: 9, nodes: 9)) == "1:1: The script has 4 bytes; the limit is 3.")
        #expect(
            refusal("( ( ( a ) ) )", Limits(bytes: 99, depth: 2, nodes: 99))
                == "1:5: Commands, quotes and substitutions are nested more than 2 levels deep.")
        #expect(refusal("( ( a ) )", Limits(bytes: 99, depth: 2, nodes: 99)) == nil)
        let fifty = String(repeating: "$(", count: 50) + "a" + String(repeating: ")", count: 50)
        #expect(refusal(fifty, .script) == nil)
        #expect(refusal("(\(fifty))", .script)?.hasSuffix("nested more than 50 levels deep.") == true)
        #expect(
            refusal("a b\nc", Limits(bytes: 99, depth: 9, nodes: 3))
                == "2:1: The script has more than 3 words and statements.")
    }
}
