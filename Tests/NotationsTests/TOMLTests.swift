// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notations

@Suite struct TOMLTests {
    @Test(arguments: [
        ("", "{}"), ("# c", "{}"), ("a=1", #"{"a":1}"#), ("a.b.'c d' = 1\na.e = 2", #"{"a":{"b":{"c d":1},"e":2}}"#),
        (
            "a = 1_000\nb = 0xDEAD_beef\nc = 0o17\nd = 0b101\ne = +5\nf = -0",
            #"{"a":1000,"b":3735928559,"c":15,"d":5,"e":5,"f":0}"#
        ),
        (
            "a = 1.5\nb = 1e3\nc = -1_0.2_5E-1\nd = inf\ne = -nan",
            #"{"a":1.5,"b":1e3,"c":-10.25E-1,"d":"inf","e":"-nan"}"#
        ),
        (
            "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.5-07:00\nc = 1979-05-27\nd = 07:32:00",
            #"{"a":"1979-05-27T07:32:00Z","b":"1979-05-27 07:32:00.5-07:00","c":"1979-05-27","d":"07:32:00"}"#
        ),
        (#"a = "x\u00e9\t\U0001d11e\\""#, #"{"a":"xé\t𝄞\\"}"#),
        ("a = '''\nx\\\ny'''", #"{"a":"x\\\ny"}"#),
        ("a = \"\"\"\nx \\\n\n   y\"\"\"\"\"", #"{"a":"x y\"\""}"#),
        ("a = [ 1, # c\n [2, 3,],\n]", #"{"a":[1,[2,3]]}"#),
        ("a = {b = 1, c.d = 2, e = {}}", #"{"a":{"b":1,"c":{"d":2},"e":{}}}"#),
        ("[a.b]\nx=1\n[a]\ny=2", #"{"a":{"b":{"x":1},"y":2}}"#),
        ("[[p]]\nn=1\n[p.q]\nr=2\n[[p]]\nn=3", #"{"p":[{"n":1,"q":{"r":2}},{"n":3}]}"#),
        ("[f]\na.c=1\n[f.a.t]\ns=2", #"{"f":{"a":{"c":1,"t":{"s":2}}}}"#),
        ("\"\" = 1\r\n'' .a = 2", "2:1 The key '' is already defined and cannot be defined again or added to."),
    ])
    func `documents are read`(_ text: String, _ expected: String) {
        #expect(Notation.toml.answer(text) == expected)
    }

    @Test(arguments: [
        ("a", "1:2 Expected '=' after a key, found the end of the text."),
        ("a = ", "1:5 Expected a value, found the end of the text."),
        ("= 1", "1:1 Expected a key, found '='."),
        ("a = 1 b = 2", "1:7 Expected the end of the line, found 'b'."),
        ("a = 1\na = 2", "2:1 The key 'a' is already defined and cannot be defined again or added to."),
        ("[a]\n[a]", "2:2 The key 'a' is already defined and cannot be defined again or added to."),
        ("a = [1]\n[[a]]", "2:3 The key 'a' is already defined and cannot be defined again or added to."),
        ("[[a]]\n[a]", "2:2 The key 'a' is already defined and cannot be defined again or added to."),
        ("a.b = 1\n[a]", "2:2 The key 'a' is already defined and cannot be defined again or added to."),
        ("a = {b = 1}\na.c = 2", "2:1 The key 'a' is already defined and cannot be defined again or added to."),
        ("a = {b.c = 1}\n[a.b]", "2:2 The key 'a' is already defined and cannot be defined again or added to."),
        ("[a.b.c]\n[a]\nb.c.t = 1", "3:1 The key 'b' is already defined and cannot be defined again or added to."),
        ("a = hello", "1:5 'hello' is not a value."),
        ("a = 01", "1:5 '01' is not a value."), ("a = 1__0", "1:5 '1__0' is not a value."),
        ("a = 1.", "1:5 '1.' is not a value."), ("a = +0x1", "1:5 '+0x1' is not a value."),
        ("a = 2021-02-29", "1:5 '2021-02-29' is not a value."), ("a = 24:00:00", "1:5 '24:00:00' is not a value."),
        ("a = 9223372036854775808", "1:5 The number 9223372036854775808 does not fit 64 bits."),
        ("a = \"x\ny\"", "1:5 A string that begins here has no end."),
        ("a = '''x", "1:5 A string that begins here has no end."),
        (#"a = "\q""#, "1:6 A string holds an escape that TOML does not have."),
        (#"a = "\ud800""#, "1:6 An escape stands for no Unicode scalar."),
        ("a = \"\u{1}\"", "1:6 The text holds the control character U+0001, which TOML does not allow here."),
        ("# \u{7F}", "1:3 The text holds the control character U+007F, which TOML does not allow here."),
        ("a = [1", "1:5 An array that begins here has no end."),
        ("a = [1 2]", "1:8 Expected ',' or ']' in an array, found '2'."),
        ("a = {b = 1,}", "1:12 A comma stands before the end of an inline table."),
        ("a = {b = 1", "1:11 Expected ',' or '}' in an inline table, found the end of the text."),
        ("[a", "1:3 Expected ']' after a table's name, found the end of the text."),
        ("[[a]", "1:4 Expected ']]' after a table's name, found ']'."),
        ("'''a''' = 1", "1:1 A key cannot be a string of several lines."),
        ("a = 1\rb = 2", "1:6 Expected the end of the line, found the end of the line."),
    ])
    func `invalid documents are refused with their place`(_ text: String, _ expected: String) {
        #expect(Notation.toml.answer(text) == expected)
    }

    @Test func `tables stand where their headers stand`() throws {
        let text = "v = 1\n\n[[package]]\nname = 'a'\n\n  [[package]]\nname = 'b'\n[t.u]\nx = 1\n[t]\n"
        let root = try Notation.toml.tree(text).root
        let packages = try #require(root["package"])
        #expect(packages.line == 3)
        #expect(packages.elements.map(\.line) == [3, 6])
        #expect(packages[1]?.column == 3)
        #expect(packages[1]?["name"]?.line == 7)
        #expect(root["t"]?.line == 10)
        #expect(root["t"]?["u"]?.line == 8)
        let place = try #require(root["t"]?["u"]?.place(ofKey: "x"))
        #expect(place == (9, 1))
    }

    @Test(arguments: ["a = [", "a = {a = ", "a.", "[a."])
    func `a hundred thousand levels are refused`(_ opening: String) {
        let prefix = String(opening.prefix(opening.hasPrefix("a =") ? 4 : opening.count))
        let text = prefix + String(repeating: String(opening.dropFirst(prefix.count)) + "a.", count: 100_000)
        #expect(throws: NotationError.self) { try Notation.toml.tree(text) }
        #expect(
            Notation.toml.answer("a = " + String(repeating: "[", count: 100_000))
                == "1:260 The text nests deeper than 256 levels, the limit.")
    }

    @Test func `many tables and keys are read in linear time`() throws {
        let text = (0..<20_000).map { "[[p]]\nn = \($0)\n[p.t]\nk\($0) = 1\n" }.joined()
        let root = try Notation.toml.tree(text).root
        #expect(root["p"]?.count == 20_000)
        #expect(root["p"]?[19_999]?["t"]?["k19999"]?.integer == 1)
    }
}
