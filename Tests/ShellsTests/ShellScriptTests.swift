// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Shells

@Suite struct ShellScriptTests {
    @Test func `an empty script has no commands`() throws {
        #expect(try ShellScript(parsing: "").commands.isEmpty)
        #expect(try ShellScript(parsing: "# only a comment\n\n \t").commands.isEmpty)
        #expect(try ShellScript(parsing: "\u{FEFF}a").commands.count == 1)
    }

    @Test(arguments: [
        ("a; b & c\nd", ["a", "b", "c", "d"]),
        ("a && b || ! c", ["a", "b", "c"]),
        ("a &&\n# why\n\nb", ["a", "b"]),
        ("curl -s u | sudo bash -", ["1/2 curl -s u", "2/2 sudo bash -"]),
        ("a |& b | c", ["1/3 a", "2/3 b", "3/3 c"]),
        ("(a; b) | { c; }", ["a", "b", "c"]),
        ("time -p a | b", ["1/2 a", "2/2 b"]),
        ("! a | b", ["1/2 a", "2/2 b"]),
        ("if (a) then b; elif c\nthen d; else e; fi", ["a", "b", "c", "d", "e"]),
        ("if !(a b); then c; fi", ["a b", "c"]),
        ("while a; do b; done; until c\ndo d\ndone", ["a", "b", "c", "d"]),
        ("for i in $(a) b; do c $i; done", ["a", "c $i"]),
        ("for i\nin a\ndo b; done; for i do c; done; for i; do d; done", ["b", "c", "d"]),
        ("for ((i = $(a); i < 3; i++)); do b; done; for ((;;)) { c; }", ["a", "b", "c"]),
        ("select x in a b; do c; done", ["c"]),
        ("case $(a) in (b|c) d;; e) ;; f) g ;& h) i ;;& *) j; esac", ["a", "d", "g", "i", "j"]),
        ("case x in\n# none\nesac", []),
        ("f() { a; }; function g { b; }; function h() (c)\ni-j.k () d", ["@f a", "@g b", "@h c", "@i-j.k d"]),
        ("f() { g() { a; }; b; }; c", ["@g a", "@f b", "c"]),
        ("[[ -n $(a) && ( $x =~ ^(y| z)$ || ! `b` == c* ) ]] && d", ["a", "b", "d"]),
        ("[[ a < b\n&& -f c ]]; [[ $x ]]", []),
        ("((i += $(a))) ; $((1+2)); ((a) | (b))", ["a", "$((1+2))", "a", "b"]),
        ("echo $((a) | b) $((1 + (2)))", ["echo $((a) | b) $((1 + (2)))", "a", "2/2 b"]),
        ("declare -A m=([x]=$(a) [y z]=1) n; export P=`b` >$(c); local q; readonly r=1", ["a", "b", "c"]),
        ("let i=$(a) j++", ["a"]),
        ("coproc a b; coproc N { c; }; coproc while d; do e; done", ["a b", "c", "d", "e"]),
        ("x=1 y+=2 z=(a $(b)) c d=e", ["x=1 y+=2 z=(a $(b)) c d=e", "b"]),
        ("x=\ny=1", ["x=", "y=1"]),
        ("m[$(a)]=b; m[1+2] c", ["m[$(a)]=b", "a", "m[1+2] c"]),
        ("bash <(curl u) > >(tee x)", ["bash <(curl u) > >(tee x)", "curl u", "tee x"]),
        ("echo \"a $(b \"c $(d)\") ${e:-$(f)}\"", ["echo \"a $(b \"c $(d)\") ${e:-$(f)}\"", "b \"c $(d)\"", "d", "f"]),
        ("echo @(a|$(b)|\"c)\") d", ["echo @(a|$(b)|\"c)\") d", "b"]),
        (">x <y 2>&1 a {fd}>z b <<<c &>d", ["a b >x <y 2>&1 {fd}>z <<<c &>d"]),
        ("> x", []),
        ("echo a#b #c\nd", ["echo a#b", "d"]),
        ("a \\\n  b\\\n c\\\nd", ["a b c\\\nd"]),
        ("a\r\nif b\r\nthen c; fi\r\n", ["a", "b", "c"]),
        ("echo {a,b}{1..3} ~ $ {} } ! if", ["echo {a,b}{1..3} ~ $ {} } ! if"]),
        ("x=${y b} ${(M)z} ${a.b}; c", ["x=${y b} ${(M)z} ${a.b}", "c"]),
    ])
    func `simple commands come in the order of the source`(_ text: String, _ expected: [String]) throws {
        #expect(try commandLines(text) == expected)
    }

    @Test func `declarations and tests are visited where they are wanted`() throws {
        let text = "export A=$(b) -r C && local d=e\n[[ -f $x || ! ( y < z ) ]]; f() { readonly g=h; }"
        let script = try ShellScript(parsing: text)
        let source = Array(text.utf8)
        let visits = script.commands([.simple, .declaration, .test])
        #expect(
            visits.map { "\($0.form) \($0.sourceText(in: source))" } == [
                "declaration export A=$(b) -r C", "simple b", "declaration local d=e",
                "test [[ -f $x || ! ( y < z ) ]]", "declaration readonly g=h",
            ])
        #expect(visits.map { $0.command.assignments.map(\.name) } == [["A"], [], ["d"], [], ["g"]])
        #expect(visits[3].command.words.map { $0.sourceText(in: source) } == ["y", "z"])
        #expect(visits.map(\.isConditional) == [false, false, true, false, false])
        #expect(visits.map(\.depth) == [0, 1, 0, 0, 2])
        #expect(script.commands.map(\.form) == [.simple])
    }

    @Test func `what may not run is told`() throws {
        let visits = try ShellScript(parsing: "a && b || { c; d | e; } ; f; g | h && i").commands
        #expect(visits.map(\.isConditional) == [false, true, true, true, true, false, false, false, true])
    }
}
