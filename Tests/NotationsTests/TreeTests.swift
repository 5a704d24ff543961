// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Notations

/// Readers by name, so that one table serves all.
enum Notation: String, Sendable, CaseIterable {
    case json, relaxed, yaml, toml

    func tree(_ text: String, limits: Limits = .document) throws(NotationError) -> Tree {
        try tree(Array(text.utf8), limits: limits)
    }

    func tree(_ bytes: [UInt8], limits: Limits = .document) throws(NotationError) -> Tree {
        switch self {
        case .json: try Tree(json: bytes, limits: limits)
        case .relaxed: try Tree(json: bytes, dialect: .relaxed, limits: limits)
        case .yaml: try Tree(yaml: bytes, limits: limits)
        case .toml: try Tree(toml: bytes, limits: limits)
        }
    }

    /// The document as compact JSON, or the error as `line:column message`.
    func answer(_ text: String) -> String {
        do {
            return try tree(text).root.json.text()
        } catch {
            return "\(error.line ?? 0):\(error.column ?? 0) \(error.message)"
        }
    }
}

@Suite struct TreeTests {
    @Test func `the notations say the same`() {
        let expected = #"{"name":"a","list":[1,2.5,true],"nested":{"x":"ä\n"}}"#
        #expect(
            Notation.json.answer(#"{"name": "a", "list": [1, 2.5, true], "nested": {"x": "\u00e4\n"}}"#) == expected)
        #expect(Notation.relaxed.answer(#"{name: 'a', list: [1, 2.5, true,], nested: {x: "ä\n"}} // end"#) == expected)
        #expect(Notation.yaml.answer("name: a\nlist: [1, 2.5, true]\nnested:\n  x: \"\\u00e4\\n\"\n") == expected)
        #expect(Notation.toml.answer("name = 'a'\nlist = [1, 2.5, true]\n[nested]\nx = \"\\u00e4\\n\"\n") == expected)
    }

    @Test func `values and names have places`() throws {
        let root = try Notation.json.tree("{\n  \"ä\": \"ö\", \"b\": [\n    1,\n    {\"c\": null}\n  ]\n}").root
        #expect((root.line, root.column) == (1, 1))
        let umlaut = try #require(root["ä"])
        #expect((umlaut.line, umlaut.column) == (2, 8))
        let place = try #require(root.place(ofKey: "b"))
        #expect(place == (2, 13))
        let inner = try #require(root["b"]?[1]?["c"])
        #expect((inner.line, inner.column) == (4, 11))
        #expect(root.members.map(\.keyLine) == [2, 2])
    }

    @Test func `what is not there is nil`() throws {
        let root = try Notation.json.tree(#"{"a": [1], "b": "text"}"#).root
        #expect(root["c"] == nil)
        #expect(root[0] == nil)
        #expect(root["a"]?["a"] == nil)
        #expect(root["a"]?[1] == nil)
        #expect(root["a"]?[-1] == nil)
        #expect(root["b"]?.count == 0)
        #expect(root["b"]?.integer == nil)
        #expect(root["a"]?[0]?.string == nil)
        #expect(root["a"]?[0]?.text == "1")
        #expect(root["b"]?.elements.map(\.line) == [])
        #expect(root["a"]?.members.map(\.key) == [])
    }

    @Test(arguments: [2, 200]) func `of duplicate names the last counts`(_ count: Int) throws {
        let members = (0..<count).map { "\"k\($0)\": \($0)" } + [#""k1": "last""#]
        let root = try Notation.json.tree("{\(members.joined(separator: ","))}").root
        #expect(root["k1"]?.string == "last")
        #expect(root.count == count + 1)
        #expect(root.members.count { $0.key == "k1" } == 2)
    }

    @Test func `large containers are looked up quickly`() throws {
        let count = 60_000
        let members = (0..<count).map { "\"k\($0)\": [\($0)]" }.joined(separator: ",")
        let elements = (0..<count).map(String.init).joined(separator: ",")
        let root = try Notation.json.tree("{\"m\": {\(members)}, \"e\": [\(elements)]}").root
        let (object, array) = (try #require(root["m"]), try #require(root["e"]))
        // Quadratic work would take minutes here.
        #expect((0..<count).allSatisfy { object["k\($0)"]?[0]?.integer == $0 && array[$0]?.integer == $0 })
        #expect(object["k\(count)"] == nil)
    }

    @Test(arguments: Notation.allCases) func `limits are kept and named`(_ notation: Notation) throws {
        let text = notation == .toml ? "a = [[[1, 2]]]" : "{\"a\": [[[1, 2]]]}"
        #expect(throws: Never.self) { try notation.tree(text, limits: Limits(bytes: 100, depth: 4, nodes: 6)) }
        let tooDeep = #expect(throws: NotationError.self) {
            try notation.tree(text, limits: Limits(bytes: 100, depth: 3, nodes: 6))
        }
        #expect(tooDeep?.message == "The text nests deeper than 3 levels, the limit.")
        #expect(tooDeep?.line == 1)
        let tooMany = #expect(throws: NotationError.self) {
            try notation.tree(text, limits: Limits(bytes: 100, depth: 4, nodes: 5))
        }
        #expect(tooMany?.message == "The text holds more than 5 values, the limit.")
        let tooLong = #expect(throws: NotationError.self) {
            try notation.tree(text, limits: Limits(bytes: 10, depth: 4, nodes: 6))
        }
        #expect(tooLong?.message == "The text has \(text.utf8.count) bytes; the limit is 10.")
    }

    @Test(arguments: Notation.allCases) func `bytes that are not UTF-8 are refused with their place`(
        _ notation: Notation
    ) {
        let start = notation == .toml ? "a = 1\nb = \"" : "[1,\n\""
        for bad: [UInt8] in [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80], [0x80],
        ] {
            let error = #expect(throws: NotationError.self) { try notation.tree(Array(start.utf8) + bad + [0x22]) }
            #expect(error?.line == 2)
            #expect(error?.message == "The text is not UTF-8: byte \(start.utf8.count) is invalid.")
        }
    }

    @Test func `a byte order mark is tolerated, and UTF-16 with one is read`() throws {
        let text = #"{"a": "ä𝄞"}"#
        for notation in [Notation.json, .yaml] {
            #expect(try notation.tree([0xEF, 0xBB, 0xBF] + Array(text.utf8)).root["a"]?.column == 7)
            let little = utf16(text, low: 0)
            let big = utf16(text, low: 1)
            #expect(try notation.tree(little).root["a"]?.string == "ä𝄞")
            #expect(try notation.tree(big).root["a"]?.string == "ä𝄞")
            #expect(throws: NotationError.self) { try notation.tree(Array(big.dropLast())) }
            #expect(throws: NotationError.self) { try notation.tree([0xFE, 0xFF, 0xD8, 0x00]) }
        }
    }

    /// With a byte order mark; `low` is the place of each unit's low byte.
    private func utf16(_ text: String, low: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in [0xFEFF] + Array(text.utf16) {
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            bytes += [pair[low], pair[1 - low]]
        }
        return bytes
    }

    @Test func `numbers stay as they are written where that is wanted`() throws {
        let text = "versions: [1.10, 2, 0x1F, '3', null, true]\nextra: {n: 1.10}\n"
        let root = try Notation.yaml.tree(text).root
        #expect(
            root.json.text()
                == #"{"versions":[1.10,2,31,"3",null,true],"extra":{"n":1.10}}"#)
        #expect(
            root.json(numbers: .text(exceptBelow: ["extra"])).text()
                == #"{"versions":["1.10","2","0x1F","3",null,true],"extra":{"n":1.10}}"#)
    }
}
