// SPDX-License-Identifier: Apache-2.0
import CSimdjson

/// Reads JSON (RFC 8259) at simdjson's speed. The parser is made once and used for many documents; each document lives
/// until the next one is loaded, and is looked at inside a closure.
///
/// Not for sharing between tasks: one parser a worker. Duplicate members are allowed, the last one counts. Numbers
/// outside 64 bits and lone surrogates are refused. A byte-order mark is skipped (RFC 8259 §8.1 allows that).
package final class JSONParser {
    package let limits: Limits

    /// The most levels of arrays and objects, whatever the limits allow: walking a document recursively is safe.
    package static let deepest = 1_000

    private let parser: OpaquePointer?
    fileprivate var loads = 0

    package init(limits: Limits) {
        self.limits = limits
        parser = csimdjson_parser_create(min(max(limits.depth, 1), JSONParser.deepest) + 1)
    }

    deinit { csimdjson_parser_destroy(parser) }

    /// Parses the bytes and gives the root to `body`. Neither the root nor anything reached from it may leave `body`.
    package func parse<Value>(
        _ bytes: UnsafeRawBufferPointer, _ body: (JSONValue) throws(WireError) -> Value
    ) throws(WireError) -> Value {
        try load(bytes).read(body)
    }

    /// Parses the bytes and gives the root to `body`. Neither the root nor anything reached from it may leave `body`.
    package func parse<Value>(
        _ bytes: [UInt8], _ body: (JSONValue) throws(WireError) -> Value
    ) throws(WireError) -> Value {
        try load(bytes).read(body)
    }

    /// Parses the bytes; for bodies that throw errors of their own, see ``JSONDocument/read(_:)``.
    package func load(_ bytes: [UInt8]) throws(WireError) -> JSONDocument {
        // withUnsafeBytes does not carry a typed error out.
        try bytes.withUnsafeBytes { bytes in Result { () throws(WireError) in try load(bytes) } }.get()
    }

    /// Parses the bytes, of which simdjson makes its own copy; the document before this one is gone.
    package func load(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> JSONDocument {
        loads += 1
        guard bytes.count <= limits.bytes else {
            throw WireError("The document has \(bytes.count) bytes, more than the \(limits.bytes) that are read.")
        }
        guard let parser else { throw WireError("There is not enough memory to read JSON.") }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeRawBufferPointer(rebasing: bytes[3...]) : bytes
        guard let start = text.baseAddress, !text.isEmpty else { throw WireError("The document is empty.") }
        let parsed = csimdjson_parse(parser, start.assumingMemoryBound(to: UInt8.self), text.count)
        guard parsed.error == CSIMDJSON_OK, let tape = parsed.tape, let strings = parsed.strings else {
            throw WireError(reading: parsed.error, limits: limits)
        }
        // Word 0 holds the number of words; a value takes at least one, so most documents need no count.
        let words = Int(tape[0] & JSONValue.payloadMask)
        if words > limits.nodes, JSONValue.count(tape: tape, words: words) > limits.nodes {
            throw WireError("The document holds more than the \(limits.nodes) values that are read.")
        }
        return JSONDocument(parser: self, load: loads, root: JSONValue(tape: tape, strings: strings, index: 1))
    }
}

/// One parsed document.
package struct JSONDocument {
    private let parser: JSONParser
    private let load: Int
    private let root: JSONValue

    fileprivate init(parser: JSONParser, load: Int, root: JSONValue) {
        self.parser = parser
        self.load = load
        self.root = root
    }

    /// A document with a parser of its own, for places that read one rather than thousands.
    package init(_ bytes: [UInt8], limits: Limits = .document) throws(WireError) {
        self = try JSONParser(limits: limits).load(bytes)
    }

    /// Shows the root. Neither the root nor anything reached from it may leave `body`.
    ///
    /// The parser must not have loaded another document since; that is a mistake in our code and stops the program.
    package func read<Value, Failure: Error>(_ body: (JSONValue) throws(Failure) -> Value) throws(Failure) -> Value {
        precondition(parser.loads == load, "the parser still holds this document")
        return try withExtendedLifetime(parser) { () throws(Failure) in try body(root) }
    }
}

extension WireError {
    fileprivate init(reading error: csimdjson_error, limits: Limits) {
        switch error {
        case CSIMDJSON_EMPTY: self.init("The document is empty.")
        case CSIMDJSON_MEMORY: self.init("There is not enough memory to read this JSON document.")
        case CSIMDJSON_TOO_LARGE: self.init("The document has more than the 4 GiB that JSON is read up to.")
        case CSIMDJSON_TOO_DEEP:
            let depth = min(limits.depth, JSONParser.deepest)
            self.init("The document is nested deeper than the \(depth) levels that are read, or does not end.")
        case CSIMDJSON_NOT_UTF8: self.init("The document is not UTF-8.", hint: "JSON is UTF-8 (RFC 8259 §8.1).")
        case CSIMDJSON_STRING: self.init("A string has an escape that JSON does not know, or half a surrogate pair.")
        case CSIMDJSON_CONTROL_CHARACTER:
            self.init("A string holds a bare control character.", hint: #"Write it as \n, \t or \u00XX."#)
        case CSIMDJSON_UNCLOSED_STRING: self.init("A string has no closing quotation mark.")
        case CSIMDJSON_NUMBER: self.init("A number is not in JSON's form, or does not fit 64 bits.")
        case CSIMDJSON_LITERAL: self.init("A word is none of true, false and null.")
        default: self.init("The document is not JSON: a bracket, comma, colon or value is missing or misplaced.")
        }
    }
}
