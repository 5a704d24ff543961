// SPDX-License-Identifier: Apache-2.0
package import Wire

/// An XML 1.0 document (with Namespaces in XML 1.0) as elements that know their lines.
///
/// Document type declarations are refused, and with them every entity but the five of XML itself: no format the house
/// reads needs them. Comments and processing instructions are left out. Read are UTF-8, UTF-16 with a byte order mark,
/// and the declared encodings US-ASCII, ISO-8859-1 and windows-1252.
package struct XMLTree: Sendable {
    private let storage: XMLStorage

    package init(xml bytes: [UInt8], limits: Limits) throws(NotationError) {
        let text = try SourceText(try XMLEncoding.utf8(bytes, limits: limits), limits: limits)
        var reader = XMLReader(text, limits: limits)
        storage = try reader.read()
    }

    /// The document's one outermost element.
    package var root: Element { Element(storage: storage, index: 0) }
}

/// One element of an ``XMLTree``.
package struct Element: Sendable {
    let storage: XMLStorage
    let index: Int

    private var record: XMLStorage.ElementRecord { storage.elements[index] }

    /// The local name, without prefix.
    package var name: String { storage.text(record.name) }
    /// The namespace's URI; nil for none, and for a prefix that is not declared.
    package var namespace: String? { storage.namespace(record.namespace) }
    /// From 1: the line of the start tag's `<`.
    package var line: Int { Int(record.line) }
    /// From 1, in Unicode scalars.
    package var column: Int { Int(record.column) }
    /// The character data directly inside, joined, without white space at both ends.
    package var text: String { storage.text(record.text) }

    /// The attributes in order under their local names, namespace declarations left out.
    package var attributes: [(name: String, value: String)] {
        storage.attributes[record.attributes].map { (storage.text($0.name), storage.text($0.value)) }
    }

    /// An attribute's value by its local name; one without a prefix is preferred.
    package subscript(attribute name: String) -> String? {
        let candidates = storage.attributes[record.attributes].filter { storage.isText($0.name, name) }
        return (candidates.first { !$0.hasPrefix } ?? candidates.first).map { storage.text($0.value) }
    }

    /// The elements directly inside, in order.
    package var children: [Element] {
        var children: [Element] = []
        forEachChild { children.append($0) }
        return children
    }

    /// The first element directly inside with this local name.
    package func first(_ name: String) -> Element? {
        var child = index + 1
        while child < Int(record.next) {
            if storage.isText(storage.elements[child].name, name) { return Element(storage: storage, index: child) }
            child = Int(storage.elements[child].next)
        }
        return nil
    }

    /// Every element directly inside with this local name, in order.
    package func all(_ name: String) -> [Element] {
        var found: [Element] = []
        forEachChild { if storage.isText(storage.elements[$0.index].name, name) { found.append($0) } }
        return found
    }

    private func forEachChild(_ body: (Element) -> Void) {
        var child = index + 1
        while child < Int(record.next) {
            body(Element(storage: storage, index: child))
            child = Int(storage.elements[child].next)
        }
    }
}

/// What a document's elements share: flat arrays in the order of the text.
final class XMLStorage: Sendable {
    /// A piece of the source or of the pool of decoded text.
    struct Text {
        var start: UInt32 = 0
        var count: UInt32 = 0
        var isPooled = false
    }

    struct ElementRecord {
        var name: Text
        /// An index into the namespaces; -1 for none.
        var namespace: Int32 = -1
        var line: UInt32
        var column: UInt32
        var text = Text()
        var attributes: Range<Int>
        /// The element after everything inside this one.
        var next: UInt32 = 0
    }

    struct AttributeRecord {
        /// The name with its prefix in the source.
        var qualified: Range<Int>
        var name: Text
        var value: Text

        var hasPrefix: Bool { Int(name.count) < qualified.count }
    }

    let source: [UInt8]
    let pool: [UInt8]
    let elements: [ElementRecord]
    let attributes: [AttributeRecord]
    private let namespaces: [String]

    init(
        source: [UInt8], pool: [UInt8], elements: [ElementRecord], attributes: [AttributeRecord], namespaces: [String]
    ) {
        self.source = source
        self.pool = pool
        self.elements = elements
        self.attributes = attributes
        self.namespaces = namespaces
    }

    func namespace(_ index: Int32) -> String? { index < 0 ? nil : namespaces[Int(index)] }

    func text(_ text: Text) -> String { String(decoding: utf8(text), as: UTF8.self) }

    func isText(_ text: Text, _ wanted: String) -> Bool {
        Int(text.count) == wanted.utf8.count && utf8(text).elementsEqual(wanted.utf8)
    }

    private func utf8(_ text: Text) -> ArraySlice<UInt8> {
        (text.isPooled ? pool : source)[Int(text.start)..<Int(text.start) + Int(text.count)]
    }
}
