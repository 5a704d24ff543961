// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@Suite struct JSONReadingTests {
    @Test func `every kind of value is seen as what it is`() throws {
        let text = #"""
            {"null": null, "true": true, "false": false, "integer": -42, "largest": 9223372036854775807,
             "beyond": 18446744073709551615, "number": 1.5e3, "string": "a\"\u00e9\ud83d\ude00\n", "empty": "",
             "array": [1, [2], {}], "object": {"a": {"b": []}}}
            """#
        try JSONParser(limits: .document).parse(Array(text.utf8)) { root in
            #expect(root.kind == .object)
            #expect(root.count == 11)
            #expect(root["null"]?.isNull == true)
            #expect(root["true"]?.boolean == true)
            #expect(root["false"]?.boolean == false)
            #expect(root["integer"]?.integer == -42)
            #expect(root["integer"]?.number == -42)
            #expect(root["largest"]?.integer == .max)
            #expect(root["beyond"]?.integer == nil)
            #expect(root["beyond"]?.number == 0x1p64)
            #expect(root["number"]?.number == 1500)
            #expect(root["number"]?.integer == nil)
            #expect(root["string"]?.string == "a\"é😀\n")
            #expect(root["string"]?.text?.count == 9)
            #expect(root["empty"]?.string == "")
            #expect(root["array"]?.count == 3)
            #expect(root["array"]?.elements.map(\.kind) == [.integer, .array, .object])
            #expect(root["object"]?["a"]?["b"]?.count == 0)
            #expect(root["absent"] == nil)
            #expect(root["null"]?["x"] == nil)
            #expect(root["string"]?.elements.map(\.kind) == [])
            #expect(root["array"]?.string == nil)
        }
    }

    @Test func `members keep their order, and the last of duplicates counts`() throws {
        try JSONParser(limits: .document).parse(Array(#"{"b": 1, "a": 2, "b": 3}"#.utf8)) { root in
            #expect(root.members.map { $0.key.string } == ["b", "a", "b"])
            #expect(root["b"]?.integer == 3)
        }
    }

    @Test func `a parser reads one document after the other, larger and smaller`() throws {
        let parser = JSONParser(limits: .document)
        for count in [1, 50_000, 3, 200_000, 0] {
            let text = "[" + (0..<count).map(String.init).joined(separator: ",") + "]"
            let sum = try parser.parse(Array(text.utf8)) { root in
                root.elements.reduce(0) { $0 + ($1.integer ?? 0) }
            }
            #expect(sum == count * (count - 1) / 2)
        }
    }

    @Test func `a byte-order mark is skipped`() throws {
        #expect(try JSONDocument([0xEF, 0xBB, 0xBF] + Array("7".utf8)).read { $0.integer } == 7)
    }

    @Test func `a body's own error type comes out unchanged`() throws {
        struct Refusal: Error, Equatable {}
        let document = try JSONDocument(Array("{}".utf8))
        #expect(throws: Refusal()) {
            try document.read { (_: JSONValue) throws(Refusal) in throw Refusal() }
        }
    }

    @Test(arguments: [
        ("", "The document is empty."),
        (" \n", "The document is empty."),
        ("{", "The document is not JSON: a bracket, comma, colon or value is missing or misplaced."),
        ("[1,]", "The document is not JSON: a bracket, comma, colon or value is missing or misplaced."),
        ("[1] x", "The document is not JSON: a bracket, comma, colon or value is missing or misplaced."),
        (#"["a"#, "A string has no closing quotation mark."),
        (#"["\x"]"#, "A string has an escape that JSON does not know, or half a surrogate pair."),
        (#"["\ud800"]"#, "A string has an escape that JSON does not know, or half a surrogate pair."),
        ("[\"\u{1}\"]", "A string holds a bare control character."),
        ("[tru]", "A word is none of true, false and null."),
        ("[01]", "A number is not in JSON's form, or does not fit 64 bits."),
        ("[123456789012345678901234567890]", "A number is not in JSON's form, or does not fit 64 bits."),
    ])
    func `what is not JSON is refused with a sentence`(text: String, message: String) {
        let error = #expect(throws: WireError.self) { try JSONDocument(Array(text.utf8)) }
        #expect(error?.message == message)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        let error = #expect(throws: WireError.self) { try JSONDocument([0x22, 0xFF, 0x22]) }
        #expect(error?.message == "The document is not UTF-8.")
    }

    @Test func `each limit refuses one step beyond and names itself`() throws {
        let depth = Limits(bytes: 1000, depth: 3, nodes: 1000)
        #expect(try JSONDocument(Array("[[[1]]]".utf8), limits: depth).read { $0.count } == 1)
        let tooDeep = #expect(throws: WireError.self) { try JSONDocument(Array("[[[[1]]]]".utf8), limits: depth) }
        #expect(tooDeep?.message == "The document is nested deeper than the 3 levels that are read, or does not end.")

        let bytes = Limits(bytes: 3, depth: 3, nodes: 1000)
        #expect(try JSONDocument(Array("[1]".utf8), limits: bytes).read { $0.count } == 1)
        let tooLong = #expect(throws: WireError.self) { try JSONDocument(Array("[12]".utf8), limits: bytes) }
        #expect(tooLong?.message == "The document has 4 bytes, more than the 3 that are read.")

        let nodes = Limits(bytes: 1000, depth: 9, nodes: 5)
        let five = #"{"a": [1.5, "x", {"b": null}]}"#
        let six = #"{"a": [1.5, "x", {"b": null}, 2]}"#
        let seven = #"{"a": [1.5, "x", {"b": null, "c": 3}]}"#
        let exactly = Limits(bytes: 1000, depth: 9, nodes: 6)
        #expect(try JSONDocument(Array(five.utf8), limits: exactly).read { $0.count } == 1)
        for text in [five, six] {
            let tooMany = #expect(throws: WireError.self) { try JSONDocument(Array(text.utf8), limits: nodes) }
            #expect(tooMany?.message == "The document holds more than the 5 values that are read.")
        }
        #expect(throws: WireError.self) { try JSONDocument(Array(seven.utf8), limits: exactly) }
    }

    @Test func `a hundred thousand open brackets are refused`() {
        #expect(throws: WireError.self) { try JSONDocument(Array(repeating: UInt8(ascii: "["), count: 100_000)) }
    }

    @Test func `what is written reads back as itself`() throws {
        let value: JSON = [
            "text": "\u{0}\u{1f}\u{7f}\"\\/é\u{2028}😀", "list": [1, -2, true, .null, .decimal("9.8"), [], [:]],
        ]
        for layout in [JSON.Layout.compact, .pretty] {
            let copy = try JSONDocument(value.bytes(layout)).read { JSON($0) }
            #expect(copy == value)
        }
    }
}

@Suite struct JSONMutationTests {
    @Test func `damaged documents never crash the reader, and what is read is written alike`() {
        let original = Array(
            #"{"id":"X-1","list":[1,-2.5e3,true,null,"\u00e9\\"],"deep":{"a":{"b":[[],{}]}},"long":"\#(String(repeating: "é", count: 60))"}"#
                .utf8)
        let parser = JSONParser(limits: Limits(bytes: 4096, depth: 6, nodes: 100))
        var read = 0
        Fuzzing(seed: 7, rounds: 5_000).run { _, mutator in
            if let copy = try? parser.parse(mutator.mutated(original), { JSON($0) }) {
                read += 1
                #expect((try? JSONDocument(copy.bytes()).read { JSON($0) }) == copy)
            }
        }
        #expect(read > 0)
    }
}
