// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Notations

@Suite struct YAMLTests {
    @Test(arguments: [
        ("~", "null"), ("null", "null"), ("Null", "null"), ("", "null"), ("nUll", "\"nUll\""),
        ("true", "true"), ("False", "false"), ("yes", "\"yes\""), ("on", "\"on\""), ("y", "\"y\""),
        ("0", "0"), ("-12", "-12"), ("+12", "12"), ("012", "12"), ("0o17", "15"), ("0x1F", "31"), ("0b11", "\"0b11\""),
        ("1_000", "\"1_000\""), ("1.10", "1.10"), (".5", "0.5"), ("5.", "5.0"), ("1e3", "1e3"), ("1.2.3", "\"1.2.3\""),
        ("-", "[null]"), ("+", "\"+\""), (".", "\".\""), ("1e", "\"1e\""), (".inf", "\".inf\""), ("-.INF", "\"-.INF\""),
        (".nan", "\".nan\""), ("2021-01-01", "\"2021-01-01\""), ("12:30:45", "\"12:30:45\""),
        ("2021-04-14T18:15:00Z", "\"2021-04-14T18:15:00Z\""), ("\"1\"", "\"1\""), ("'true'", "\"true\""),
        ("!!str 1", "\"1\""),
        ("! 1", "\"1\""), ("!!int 7", "7"), ("!custom 7", "\"7\""), ("|\n 1\n", "\"1\\n\""),
        ("99999999999999999999", "99999999999999999999"), ("<<", "\"<<\""), ("=", "\"=\""),
    ])
    func `plain scalars follow the core schema`(_ scalar: String, _ expected: String) {
        #expect(Notation.yaml.answer(scalar) == expected)
    }

    @Test(arguments: [
        ("a: 1\nb:\n- x\n- y: [z]\n", #"{"a":1,"b":["x",{"y":["z"]}]}"#),
        ("1: a\ntrue: b\n~: c\n", #"{"1":"a","true":"b","~":"c"}"#),
        ("? [a, b]\n: 1\n? {c: d}\n: 2\n", #"{"[a, b]":1,"{c: d}":2}"#),
        ("a: &x {k: v}\nb: *x\nc: [*x, *x]\n", #"{"a":{"k":"v"},"b":{"k":"v"},"c":[{"k":"v"},{"k":"v"}]}"#),
        ("- &a one\n- *a\n- &a two\n- *a\n", #"["one","one","two","two"]"#),
        ("!!omap\n- a: 1\n- b: 2\n", #"[{"a":1},{"b":2}]"#),
        ("--- first\n--- second\n", #""first""#),
        ("# only a comment\n", "null"),
    ])
    func `collections, aliases and documents`(_ text: String, _ expected: String) {
        #expect(Notation.yaml.answer(text) == expected)
    }

    @Test(arguments: [
        ("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n", #"{"a":{"x":1,"y":2},"b":{"y":3,"x":1}}"#),
        ("b:\n  <<: [{x: 1}, {x: 2, y: 2}]\n", #"{"b":{"x":1,"y":2}}"#),
        (
            "a: &a {x: 1}\nb: &b {<<: *a, y: [2]}\nc: {<<: *b, z: 3}\n",
            #"{"a":{"x":1},"b":{"y":[2],"x":1},"c":{"z":3,"y":[2],"x":1}}"#
        ),
        ("b: {<<: {<<: {x: 1}, y: 2}}\n", #"{"b":{"y":2,"x":1}}"#),
        ("a: {'<<': 1}\n", #"{"a":{"<<":1}}"#),
        ("a: {<<: 1}\n", "1:9 A merge key '<<' needs a mapping or a sequence of mappings."),
    ])
    func `merge keys are followed`(_ text: String, _ expected: String) {
        #expect(Notation.yaml.answer(text) == expected)
    }

    @Test(arguments: [
        ("a: [1\n", "2:1 The text is not YAML: did not find expected ',' or ']' (while parsing a flow sequence)."),
        ("a: 1\na: 2\n", "1:1 A mapping has the key 'a' more than once."),
        ("- *x\n", "1:3 The text is not YAML: found undefined alias."),
        ("a: b: c\n", "1:5 The text is not YAML: mapping values are not allowed in this context."),
        ("'a", "1:3 The text is not YAML: found unexpected end of stream (while scanning a quoted scalar)."),
        ("--- a\n--- [\n", "3:1 The text is not YAML: did not find expected node content (while parsing a flow node)."),
    ])
    func `what is not YAML is refused with its place`(_ text: String, _ expected: String) {
        #expect(Notation.yaml.answer(text) == expected)
    }

    @Test func `control characters are refused`() {
        #expect(Notation.yaml.answer("a: \u{1}") == "0:0 The text is not YAML: control characters are not allowed.")
    }

    @Test func `values and names have places`() throws {
        let root = try Notation.yaml.tree("# c\nä: ö\nlist:\n  - x\n  -   {k: v}\n").root
        #expect((root.line, root.column) == (2, 1))
        let umlaut = try #require(root["ä"])
        #expect((umlaut.line, umlaut.column) == (2, 4))
        #expect(root.members.map(\.keyLine) == [2, 3])
        let value = try #require(root["list"]?[1]?["k"])
        #expect((value.line, value.column) == (5, 11))
    }

    @Test func `every document of a stream`() throws {
        let trees = try Tree.documents(yaml: Array("--- 1\n---\na: b\n...\n---\n- c\n".utf8), limits: .document)
        #expect(trees.map { $0.root.json.text() } == ["1", #"{"a":"b"}"#, #"["c"]"#])
        #expect(throws: NotationError.self) {
            try Tree.documents(yaml: Array("--- 1\n--- 2\n".utf8), limits: Limits(bytes: 99, depth: 9, nodes: 1))
        }
    }

    // MARK: Hostile texts

    /// Nineteen layers of ten aliases each: 10²⁰ values.
    private static let bomb =
        "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        + (1...19).map { "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ","))]\n" }
        .joined()

    @Test func `an alias bomb is counted, not expanded`() {
        #expect(Notation.yaml.answer(YAMLTests.bomb) == "7:0 The text holds more than 20000000 values, the limit.")
    }

    @Test(arguments: ["? *a19\n: 1\n", "*a19 : 1\n", "z: {[*a19]: 1}\n", "z: [ ? [*a19] : 1 ]\n"])
    func `an alias bomb as a key is refused before it is compared`(_ key: String) {
        #expect(
            Notation.yaml.answer(YAMLTests.bomb + key).hasSuffix(
                "A mapping may have an alias or a collection as a key here, and the text's aliases multiply."))
    }

    @Test func `anchors and emphasis in prose are no bomb`() throws {
        let anchors = (0..<12).map { "a\($0): &a\($0) {k: v}\nb\($0): [*a\($0), *a\($0), *a\($0)]\n" }.joined()
        let script = "run: |\n  # is *this* so & that: ${list[@]:1} [x]: y && z\n"
        #expect(try Notation.yaml.tree(anchors + script).root.count == 25)
    }

    @Test func `a bomb of merge keys is counted`() {
        let bomb =
            "a0: &a0 {x: 1}\n"
            + (1...19).map {
                "a\($0): &a\($0)\n  <<: [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ","))]\n"
            }.joined()
        #expect(Notation.yaml.answer(bomb).hasSuffix("The text holds more than 20000000 values, the limit."))
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[[], ", "- [", "a:\n "])
    func `a hundred thousand levels are refused`(_ opening: String) {
        let text =
            opening == "a:\n "
            ? (0..<1_500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
            : String(repeating: opening, count: 100_000)
        #expect(throws: NotationError.self) { try Notation.yaml.tree(text) }
    }

    @Test func `aliases cannot nest deeper than the limit`() {
        let text = "a0: &a0 [x]\n" + (1...400).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(Notation.yaml.answer(text).hasSuffix("The text nests deeper than 256 levels, the limit."))
    }

    @Test func `directives cannot be without number`() {
        let text = (0..<65).map { "%TAG !t\($0)! tag:\($0)\n" }.joined() + "--- a\n"
        #expect(Notation.yaml.answer(text) == "65:0 The text has more than 64 '%TAG' directives.")
    }
}
