// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Shells

@Suite struct WordTests {
    /// The second word of `echo …`.
    private func word(_ text: String, dialect: ShellDialect = .bash) throws -> ShellWord {
        let words = try #require(try ShellScript(parsing: "echo \(text)", dialect: dialect).commands.first).command
            .words
        return try #require(words.dropFirst().first)
    }

    @Test(arguments: [
        ("abc", "abc"), ("'a b'", "a b"), ("\"a b\"", "a b"), ("a\\ b", "a b"), ("a'b'\"c\"\\d", "abcd"), ("''", ""),
        ("\"\\$x \\\" \\\\ \\a\"", "$x \" \\ \\a"), ("'a\\b'", "a\\b"), ("a\\\nb", "ab"), ("\"a\\\nb\"", "ab"),
        ("$'a\\n\\x41\\u00e9\\101\\'\\q\\e\\cA'", "a\nA\u{E9}A'\\q\u{1B}\u{1}"), ("$\"a\"", "a"), ("$", "$"),
        ("a$", "a$"),
        ("\"$\"", "$"), ("{a,b}*[c]?", "{a,b}*[c]?"), ("https://x.y/?a=b#c", "https://x.y/?a=b#c"),
        ("--x='a b'", "--x=a b"),
        ("~/a", "~/a"), ("a=b", "a=b"), ("\\", "\\"),
    ])
    func `quotes and escapes are removed`(_ text: String, _ expected: String) throws {
        #expect(try word(text).literal == expected)
    }

    @Test(arguments: [
        "$x", "\"$x\"", "a${x}b", "$(a)", "`a`", "\"`a`\"", "$((1))", "<(a)", "@(a|b)", "$1", "\"a$@\"", "${#x}",
        "$[1]",
    ])
    func `what is expanded has no literal`(_ text: String) throws {
        let word = try word(text)
        #expect(word.literal == nil)
        #expect(word.sourceText(in: Array("echo \(text)".utf8)) == text)
    }

    @Test(arguments: [
        ("${x}", "x|false|false|-|"), ("${#x}", "x|true|false|-|"), ("${!x}", "x|false|true|-|"),
        ("${x:-y z}", "x|false|false|-|:-"),
        ("${x-}", "x|false|false|-|-"), ("${x##*/}", "x|false|false|-|##"), ("${x%.*}", "x|false|false|-|%"),
        ("${x/a/b}", "x|false|false|-|/"), ("${x//a}", "x|false|false|-|//"), ("${x:1:2}", "x|false|false|-|:"),
        ("${x^^}", "x|false|false|-|^^"), ("${x@Q}", "x|false|false|-|@Q"), ("${!x@}", "x|false|true|-|@"),
        ("${!x*}", "x|false|true|-|*"), ("${x[1]}", "x|false|false|1|"), ("${!x[@]}", "x|false|true|1|"),
        ("${#x[@]}", "x|true|false|1|"), ("${x[a[b]]:=c}", "x|false|false|1|:="), ("${#}", "#|false|false|-|"),
        ("${##}", "#|true|false|-|"), ("${#-}", "-|true|false|-|"), ("${#-x}", "#|false|false|-|-"),
        ("${?}", "?|false|false|-|"),
        ("${!}", "!|false|false|-|"), ("${!#}", "#|false|true|-|"), ("${!-x}", "!|false|false|-|-"),
        ("${@:2}", "@|false|false|-|:"),
        ("${10}", "10|false|false|-|"), ("${x'}'y}", "x|false|false|-|"), ("${(M)x}", "|false|false|-|"),
        ("${x:-'}'}", "x|false|false|-|:-"), ("${x:-\"}\"}", "x|false|false|-|:-"), ("${x:-\\}}", "x|false|false|-|:-"),
        ("${x:-${y:-z}}", "x|false|false|-|:-"),
    ])
    func `parameter expansions are told apart`(_ text: String, _ expected: String) throws {
        let word = try word(text)
        #expect(word.sourceText(in: Array("echo \(text)".utf8)) == text)
        switch word.parts.first {
        case .parameter(let name): #expect("\(name)|false|false|-|" == expected)
        case .expansion(let e):
            #expect(
                "\(e.name)|\(e.isLength)|\(e.isIndirect)|\(e.subscripts.map { "\($0.count)" } ?? "-")|\(e.operation)"
                    == expected)
        default: Issue.record("no expansion")
        }
    }

    @Test(arguments: [
        ("a", 1), ("a$", 2), ("foo[bar]", 2), ("[a][b]", 1), ("\\[a]", 1), ("\"a\"", 1), ("a\\\nb", 1), ("a'b'c", 3),
        ("$x$y", 2), ("*[ab]*", 2), ("a@(b)c", 3), ("$10", 2),
    ])
    func `words fall into parts`(_ text: String, _ count: Int) throws {
        #expect(try word(text).parts.count == count)
    }

    @Test func `places are lines, columns and bytes`() throws {
        let text = "a  \u{E9} \\\n  'b\nc'd >x\n"
        let visit = try #require(try ShellScript(parsing: text).commands.first)
        let words = visit.command.words
        #expect(words.map(\.line) == [1, 1, 2])
        #expect(words.map(\.column) == [1, 4, 3])
        #expect(words.map(\.endLine) == [1, 1, 3])
        #expect(words.map(\.range) == [0..<1, 3..<5, 10..<16])
        #expect(visit.redirections.map(\.range) == [17..<19])
        #expect(visit.range == 0..<16)
        #expect(visit.pipeline.range == 0..<19)
        #expect((visit.line, visit.endLine) == (1, 3))
        #expect(words[2].sourceText(in: []) == "")
    }

    @Test func `the command of a stage is told that before it`() throws {
        let visits = try ShellScript(parsing: "a | b |& c\n(d) | e").commands
        #expect(visits.map { $0.pipeline.previous?.words.first?.literal } == [nil, "a", "b", nil, nil])
        #expect(visits.map { $0.pipeline.joint } == [nil, .output, .outputAndErrors, nil, .output])
        #expect(visits.map { $0.pipeline.id } == [0, 0, 0, 2, 1])
        #expect(visits.map { $0.depth } == [0, 0, 0, 1, 0])
        #expect(visits.map { $0.pipeline.line } == [1, 1, 1, 2, 2])
    }

    @Test func `dialects differ in what is a keyword or an operator`() throws {
        #expect(
            try commandLines("[[ a ]] && time b; declare c; a &>d", dialect: .posix) == [
                "[[ a ]]", "time b", "declare c", "a",
            ])
        #expect(try commandLines("((a); b)", dialect: .posix) == ["a", "b"])
        #expect(refusal("a=(b)", dialect: .posix) == "1:3: The `(` is not expected here.")
        #expect(try commandLines("echo \"${x:-it's}\" $'a'", dialect: .posix) == ["echo \"${x:-it's}\" $'a'"])
        #expect(refusal("echo \"${x:-it's}\"") == "1:14: The `'` is never closed.")
        #expect(try commandLines("x=${ a; } ${|b;}", dialect: .mksh) == ["x=${ a; } ${|b;}", "a", "b"])
        #expect(try commandLines("case a in b) c;| d) e;; esac", dialect: .mksh) == ["c", "e"])
        #expect(refusal("a <(b)", dialect: .mksh) == "1:3: No word follows the `<`.")
    }
}

@Suite struct ShellInterpreterTests {
    @Test(arguments: [
        ("#!/bin/sh", "sh"), ("#! /usr/bin/env bash\necho", "bash"), ("#!/usr/bin/env -S bash -e", "bash"),
        ("#!/usr/bin/env -S A=1 python3 -u", "python3"), ("#!/usr/bin/env -i -u X -Szsh", "zsh"),
        ("#!mksh -e\r\n", "mksh"),
        ("#!/usr/bin/env --split-string=ksh -x", "ksh"), ("#!env dash", "dash"), ("", nil), ("#!", nil),
        ("#!/usr/bin/env", nil),
        ("# /bin/sh", nil), ("#!/", nil), ("#!\t/bin/bash\t-e", "bash"),
    ])
    func `a shebang names its interpreter`(_ text: String, _ expected: String?) {
        #expect(ShellInterpreter.name(ofShebang: Array(text.utf8)[...]) == expected)
    }
}
