// SPDX-License-Identifier: Apache-2.0
import Wire

/// Reads XML without recursion: open elements are on a stack of its own.
struct XMLReader {
    let bytes: [UInt8]
    var position = 0
    var line: UInt32 = 1
    /// The offset that column 1 of this line has once the line's continuation bytes so far are left out.
    var lineOrigin = 0
    var pool: [UInt8] = []
    var attributes: [XMLStorage.AttributeRecord] = []
    private let limits: Limits
    private let deepest: Int
    private var elements: [XMLStorage.ElementRecord] = []
    private var open: [Open] = []
    private var bindings: [Binding] = []
    private var namespaces: [String] = []
    private var namespaceIndexes: [String: Int32] = [:]

    /// The most attributes of one element, and the most namespace prefixes at one place: both are searched linearly.
    private static let most = 256

    private struct Open {
        var index: Int
        /// The name with its prefix, for the end tag.
        var qualified: Range<Int>
        /// Namespace bindings before this element.
        var bindings: Int
        /// The character data so far.
        var text: [UInt8] = []
    }

    private struct Binding {
        var prefix: [UInt8]
        /// -1 undoes the default namespace.
        var namespace: Int32
    }

    init(_ text: SourceText, limits: Limits) {
        bytes = text.bytes
        self.limits = limits
        deepest = Swift.min(limits.depth, Tree.deepest)
    }

    mutating func read() throws(NotationError) -> XMLStorage {
        if starts(with: "<?xml"), isSpace(byte(at: position + 5)) { try skip(past: "?>", what: "XML declaration") }
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<") {
                try readMarkup()
            } else if open.isEmpty {
                guard isSpace(bytes[position]) else {
                    throw unexpected(elements.isEmpty ? "an element" : "the end of the document after its one element")
                }
                advance()
            } else {
                try readText()
            }
        }
        if let last = open.last {
            let record = elements[last.index]
            throw NotationError(
                line: Int(record.line), column: Int(record.column),
                message: "The element '\(name(last.qualified))' that begins here has no end tag.")
        }
        guard !elements.isEmpty else { throw error("The document has no element.") }
        return XMLStorage(
            source: bytes, pool: pool, elements: elements, attributes: attributes, namespaces: namespaces)
    }

    // MARK: Markup

    private mutating func readMarkup() throws(NotationError) {
        switch byte(at: position + 1) {
        case UInt8(ascii: "/"): try readEndTag()
        case UInt8(ascii: "?"): try skip(past: "?>", what: "processing instruction")
        case UInt8(ascii: "!"):
            if starts(with: "<!--") { return try skip(past: "-->", what: "comment") }
            if starts(with: "<![CDATA["), !open.isEmpty { return try readLiteralText() }
            if starts(with: "<!DOCTYPE") {
                throw error(
                    "The XML has a document type declaration, which is refused: its entities could grow without bound.",
                    hint: "Remove the '<!DOCTYPE …>' declaration.")
            }
            throw unexpected("an element, a comment or text")
        default: try readStartTag()
        }
    }

    private mutating func readStartTag() throws(NotationError) {
        guard !open.isEmpty || elements.isEmpty else {
            throw error("The document has more than one outermost element.")
        }
        guard open.count < deepest else {
            throw error("The XML nests deeper than \(deepest) levels, the limit.")
        }
        guard elements.count + attributes.count < limits.nodes else {
            throw error("The XML holds more than \(limits.nodes) elements and attributes, the limit.")
        }
        let (startLine, startColumn) = (line, UInt32(truncatingIfNeeded: column))
        position += 1
        let qualified = try readName()
        let firstAttribute = attributes.count
        let firstBinding = bindings.count
        var isEmpty = false
        while true {
            let hasSpace = skipSpace()
            if current == UInt8(ascii: ">") {
                position += 1
                break
            }
            if current == UInt8(ascii: "/"), byte(at: position + 1) == UInt8(ascii: ">") {
                position += 2
                isEmpty = true
                break
            }
            guard hasSpace, position < bytes.count else { throw unexpected("white space, '/>' or '>' in a start tag") }
            try readAttribute(first: firstAttribute)
        }
        var record = XMLStorage.ElementRecord(
            name: local(qualified), line: startLine, column: startColumn, attributes: firstAttribute..<attributes.count)
        record.namespace = namespace(of: qualified)
        let index = elements.count
        record.next = UInt32(truncatingIfNeeded: index + 1)
        elements.append(record)
        if isEmpty {
            bindings.removeLast(bindings.count - firstBinding)
        } else {
            open.append(Open(index: index, qualified: qualified, bindings: firstBinding))
        }
    }

    private mutating func readEndTag() throws(NotationError) {
        let place = error("")
        position += 2
        let qualified = try readName()
        _ = skipSpace()
        guard current == UInt8(ascii: ">") else { throw unexpected("'>' in an end tag") }
        position += 1
        guard let last = open.popLast(), bytes[last.qualified] == bytes[qualified] else {
            throw NotationError(
                line: place.line, column: place.column,
                message: "The end tag '\(name(qualified))' does not match the element that is open.")
        }
        let text = last.text.drop { isSpace($0) }
        if let end = text.lastIndex(where: { !isSpace($0) }) {
            elements[last.index].text = pooled(text[...end])
        }
        elements[last.index].next = UInt32(truncatingIfNeeded: elements.count)
        bindings.removeLast(bindings.count - last.bindings)
    }

    private mutating func readAttribute(first: Int) throws(NotationError) {
        let place = error("")
        let qualified = try readName()
        _ = skipSpace()
        guard current == UInt8(ascii: "=") else { throw unexpected("'=' after an attribute's name") }
        position += 1
        _ = skipSpace()
        let value = try readAttributeValue()
        let name = local(qualified)
        let hasPrefix = Int(name.count) < qualified.count
        let isDefault = bytes[qualified].elementsEqual("xmlns".utf8)
        if isDefault || hasPrefix && bytes[qualified].starts(with: "xmlns:".utf8) {
            guard bindings.count < XMLReader.most else {
                throw error("The XML has more than \(XMLReader.most) namespace declarations at one place, the limit.")
            }
            let prefix = isDefault ? [] : Array(bytes[Int(name.start)..<qualified.upperBound])
            bindings.append(Binding(prefix: prefix, namespace: intern(value)))
            return
        }
        guard attributes.count - first < XMLReader.most else {
            throw error("An element has more than \(XMLReader.most) attributes, the limit.")
        }
        let isKnown = attributes[first...].contains { bytes[$0.qualified] == bytes[qualified] }
        guard !isKnown else {
            throw NotationError(
                line: place.line, column: place.column,
                message: "An element has the attribute '\(self.name(qualified))' more than once.")
        }
        attributes.append(XMLStorage.AttributeRecord(qualified: qualified, name: name, value: value))
    }

    // MARK: Names and namespaces

    private mutating func readName() throws(NotationError) -> Range<Int> {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: ":"), 0x80...:
                advance()
                continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if position > start {
                    position += 1
                    continue
                }
            default: break
            }
            break
        }
        guard position > start else { throw unexpected("a name") }
        return start..<position
    }

    private func name(_ qualified: Range<Int>) -> String {
        String(decoding: bytes[qualified].prefix(80), as: UTF8.self)
    }

    private func local(_ qualified: Range<Int>) -> XMLStorage.Text {
        let colon = bytes[qualified].firstIndex(of: UInt8(ascii: ":"))
        let start = colon.map { $0 + 1 < qualified.upperBound ? $0 + 1 : qualified.lowerBound } ?? qualified.lowerBound
        return XMLStorage.Text(
            start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: qualified.upperBound - start))
    }

    private func namespace(of qualified: Range<Int>) -> Int32 {
        let prefix = bytes[qualified].firstIndex(of: UInt8(ascii: ":")).map { bytes[qualified.lowerBound..<$0] } ?? []
        return bindings.last { $0.prefix.elementsEqual(prefix) }?.namespace ?? -1
    }

    private mutating func intern(_ uri: XMLStorage.Text) -> Int32 {
        guard uri.count > 0 else { return -1 }
        let start = Int(uri.start)
        let text = String(
            decoding: (uri.isPooled ? pool : bytes)[start..<start + Int(uri.count)], as: UTF8.self)
        if let known = namespaceIndexes[text] { return known }
        let index = Int32(truncatingIfNeeded: namespaces.count)
        namespaces.append(text)
        namespaceIndexes[text] = index
        return index
    }

    // MARK: Text

    mutating func pooled(_ text: some Collection<UInt8>) -> XMLStorage.Text {
        let start = pool.count
        pool.append(contentsOf: text)
        return XMLStorage.Text(
            start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: text.count), isPooled: true)
    }

    private mutating func readText() throws(NotationError) {
        let last = open.count - 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            if bytes[position] == UInt8(ascii: "&") {
                let scalar = try readReference()
                open[last].text.append(contentsOf: scalar)
            } else if let byte = try readCharacter() {
                open[last].text.append(byte)
            }
        }
    }

    private mutating func readLiteralText() throws(NotationError) {
        let failure = error("A CDATA section that begins here has no end.")
        let last = open.count - 1
        position += 9
        while !starts(with: "]]>") {
            guard position < bytes.count else { throw failure }
            if let byte = try readCharacter() { open[last].text.append(byte) }
        }
        position += 3
    }
}
