// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Shells

/// The parser on damaged and hostile scripts: it may refuse, it must not crash, and it must answer soon.
@Suite struct MutationTests {
    private static let script = """
        #!/bin/bash
        set -e; X=1 Y+=2 a[1+2]=3 z=(1 [k]="v $w" # c
          $(q)) cmd "a $b ${c:-"d"} `e \\`f\\`` $((1 + $(g)))" 'h' $'i\\n' $"j" >k 2>&1 {l}<m <<<n &>o
        if a && ! b || c; then d | e |& f & elif (g); then :; else { h; } fi
        for i in 1 2; do a; done; for ((;;)) { b; }; while c; do d; done; select s in $@; do e; done
        case "$x" in (a|b*) c;; d) ;& e) f;;& esac
        f() { local v=1 w; }; function g { [[ -n $a && ( b =~ ^(c| d)$ || e == f ) ]]; }
        cat <<A <<-'B' | tee >(h) <(i)
        $(j) `k`
        A
        \tl
        \tB
        (( m++ )); let n+=1; coproc N { o; }; time p @(q|r) ${s[t]/u/v} ${!w*} ${#x} \\
          y
        """

    @Test(arguments: ShellDialect.allCases) func `damaged scripts are read or refused`(_ dialect: ShellDialect) throws {
        let original = Array(MutationTests.script.utf8)
        _ = try ShellScript(parsing: original)
        let pieces =
            ByteMutator.marks + [
                "$((", "))", "$(", "${", "<<A\n", "\nA\n", "[[ ", " ]]", "case x in ", "esac", "if ", "fi", "do ",
                "done", "`",
                "\\`", "\\\n", "$'", "<(", "@(", ";;", "&&", "||", "{ ", "; }", "a=(", "a[", "((",
            ]
        Fuzzing(seed: 5, rounds: 500, share: 3, pieces: pieces).run { _, mutator in
            let bytes = mutator.mutated(original)
            guard let script = try? ShellScript(parsing: bytes, dialect: dialect) else { return }
            script.forEachCommand { visit in
                #expect(visit.range.upperBound <= bytes.count)
                #expect(visit.line >= 1 && visit.column >= 1 && visit.endLine >= visit.line)
                for word in visit.command.words {
                    _ = word.literal
                    #expect(!word.sourceText(in: bytes).isEmpty)
                }
            }
        }
    }

    @Test func `every beginning of a script is read or refused`() {
        let bytes = Array(MutationTests.script.utf8)
        for length in bytes.indices { _ = try? ShellScript(parsing: Array(bytes[..<length])) }
    }

    /// 128 KiB of each, in a build without optimisation.
    @Test(arguments: [
        "(", "((", "$(", "$((", "`", "\\`", "\"", "'", "\"$(", "\"`", "${", "${a:-", "${a:-\"", "$[", "<(", "@(", "[",
        "a[",
        "a[ ", "a=(", "a=([", "{ ", "[[ ", "[[ ( ", "[[ ! ", "case a in ", "case a in b) ", "case ", "if ", "for ",
        "for ((",
        "while ", "f() ", "function f ", "coproc ", "coproc a ", "time ", "! ", "<<A ", "<<A\n", "<<A\nA\n", "a <<A;\n",
        "a |", "a &&",
        "a&", ";;", "\\\n", "\\", "$'", "$\"", "$", "a\n", "a ", "1", "1>", "{a", "{a}>", "#", "# \n", "\u{0}", "\r",
        "((a) ",
        "$((a) ", "$(( ' $(( \" ", "(( ( ", "$(cat <<A\n", "`a` ", "\\`\\\\\\`", "'a'\"b\"", "x=", "é", "((a)); ",
        "$((a)) ",
        "[[ a =~ (", "declare a=", "let ", "export a[", "(a)|", "\t", "if a; then ", "((;", "a()", "\"${a#\"", "<<<",
        "&>",
    ])
    func `much of one thing is answered soon`(_ piece: String) {
        let unit = Array(piece.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 << 17)
        while bytes.count + unit.count <= 1 << 17 { bytes += unit }
        let start = ContinuousClock.now
        let script = try? ShellScript(parsing: bytes)
        script?.forEachCommand { _ in }
        let duration = start.duration(to: .now)
        #expect(duration < .seconds(5), "\(piece): \(duration)")
    }
}
