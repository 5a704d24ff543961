// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notations

@Suite struct JSONTests {
    @Test(arguments: [
        ("{}", "{}"), ("[]", "[]"), (" [ ] ", "[]"), ("null", "null"), ("\"\"", "\"\""), ("-0", "0"),
        ("[1,-2]", "[1,-2]"),
        (#""\"\\\/\b\f\n\r\t\u0041""#, #""\"\\/\b\f\n\r\tA""#),
        (#""\ud834\udd1e é""#, #""𝄞 é""#),
        ("9223372036854775807", "9223372036854775807"),
        ("9223372036854775808", "9223372036854775808"),
        ("[1.50, 1e400, -0.0E+2]", "[1.50,1e400,-0.0E+2]"),
        (#"{"a":{"b":[{"c":[]}]}}"#, #"{"a":{"b":[{"c":[]}]}}"#),
    ])
    func `valid text is read`(_ text: String, _ expected: String) {
        #expect(Notation.json.answer(text) == expected)
        #expect(Notation.relaxed.answer(text) == expected)
    }

    @Test(arguments: [
        ("", "1:1 The text ends where a value is expected."),
        ("[1,", "1:4 The text ends where a value is expected."),
        ("[1", "1:3 The text ends where ',' or ']' in an array is expected."),
        ("[1 2]", "1:4 Expected ',' or ']' in an array, found '2'."),
        ("[1,]", "1:4 A comma stands before the end of an array."),
        ("{\"a\" 1}", "1:6 Expected ':' after a member's name, found '1'."),
        ("{\"a\":1,}", "1:8 A comma stands before the end of an object."),
        ("{a:1}", "1:2 Expected a member's name in quotes, found 'a'."),
        ("{\"a\":1]", "1:7 Expected ',' or '}' in an object, found ']'."),
        ("[\n\"abc\n\"]", "2:1 A string that begins here has no end."),
        ("\"a\u{1}\"", "1:3 A string holds the control character U+0001 without an escape."),
        (#""\x41""#, "1:2 A string holds an escape that JSON does not have."),
        (#""\u12g4""#, "1:2 '\\u' needs four hexadecimal digits."),
        (#""\ud800""#, "1:2 '\\u' stands for half of a surrogate pair without the other half."),
        (#""\udc00\ud800""#, "1:2 '\\u' stands for half of a surrogate pair without the other half."),
        ("01", "1:1 A number begins with a needless zero."),
        ("1.", "1:3 The text ends where a digit after the decimal point is expected."),
        ("1e+", "1:4 The text ends where a digit in the exponent is expected."),
        ("+1", "1:1 Expected a value, found '+'."),
        ("-", "1:2 The text ends where a value is expected."),
        ("nul", "1:1 Expected a value, found 'n'."),
        ("trueish", "1:1 Expected a value, found 't'."),
        ("1 2", "1:3 Expected the end of the document after its one value, found '2'."),
        ("[1] // x", "1:5 Expected the end of the document after its one value, found '/'."),
        ("NaN", "1:1 Expected a value, found 'N'."),
        ("[\u{FEFF}1]", "1:2 Expected a value, found '\u{FEFF}'."),
    ])
    func `invalid text is refused with its place`(_ text: String, _ expected: String) {
        #expect(Notation.json.answer(text) == expected)
    }

    @Test func `a comment in strict JSON gives a hint`() {
        let error = #expect(throws: NotationError.self) { try Notation.json.tree("// x\n{}") }
        #expect(error?.hint == "Comments and single quotes are not JSON.")
    }

    @Test(arguments: [
        ("// c\n/* d\n*/ {/**/'a' /**/: 1, // e\n}", #"{"a":1}"#),
        ("{$a_1: 1, ünï: 2}", #"{"$a_1":1,"ünï":2}"#),
        ("[+1, .5, 5., -.5e1, 0x1F, -0x10, +Infinity, NaN]", #"[1,0.5,5.0,-0.5e1,31,-16,"+Infinity","NaN"]"#),
        ("['it\\'s', \"a\\\nb\", '\\x41\\v\\0\\q']", #"["it's","ab","A\u000b\u0000q"]"#),
        ("['\\é']", #"["é"]"#),
        ("[1,\u{A0}\u{B}\u{C}2]", "[1,2]"),
    ])
    func `JSON5 is read where it is wanted`(_ text: String, _ expected: String) {
        #expect(Notation.relaxed.answer(text) == expected)
        #expect(Notation.json.answer(text) != expected)
    }

    @Test(arguments: [
        ("[1,,]", "1:4 Expected a value, found ','."),
        ("{1a: 1}", "1:2 Expected a member's name in quotes, found '1'."),
        ("[1 /* x", "1:4 A comment that begins here has no end."),
        ("['a\"]", "1:2 A string that begins here has no end."),
        ("[.]", "1:3 Expected a digit after the decimal point, found ']'."),
        ("[0x]", "1:4 Expected a hexadecimal digit, found ']'."),
        (#"'\1'"#, "1:2 A string holds an escape that JSON5 does not have."),
        (#"'\x4'"#, "1:2 '\\x' needs two hexadecimal digits."),
    ])
    func `JSON5 has its own mistakes`(_ text: String, _ expected: String) {
        #expect(Notation.relaxed.answer(text) == expected)
    }

    @Test func `lines are counted inside comments and continued strings`() throws {
        let root = try Notation.relaxed.tree("/*\n\n*/ [ 'a\\\nb', // c\n 2]").root
        #expect(root.line == 3)
        #expect(root[1]?.line == 5)
        #expect(root[1]?.column == 2)
    }
}
