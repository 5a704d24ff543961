// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Notations

@Suite struct XMLTests {
    private func root(_ text: String, limits: Limits = .document) throws(NotationError) -> Element {
        try XMLTree(xml: Array(text.utf8), limits: limits).root
    }

    private func refusal(_ text: String) -> String {
        do {
            _ = try root(text)
            return "read"
        } catch {
            return "\(error.line ?? 0):\(error.column ?? 0) \(error.message)"
        }
    }

    @Test func `elements, attributes and text`() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- comment -->
            <project xmlns="http://maven.example/4" xmlns:x='urn:x'>
              <a b="1" x:b='&lt;2&#x26;&#51;' c=" t&#9;\n"/>
              text <![CDATA[<raw> & ]]]]><![CDATA[>]]> more &amp; <?pi ?>more
              <x:d>\r\n line\r\n two </x:d><a/>
            </project>

            """
        let project = try root(text)
        #expect(project.name == "project")
        #expect(project.namespace == "http://maven.example/4")
        #expect((project.line, project.column) == (3, 1))
        #expect(project.attributes.isEmpty)
        #expect(project.text == "text <raw> & ]]> more & more")
        #expect(project.children.map(\.name) == ["a", "d", "a"])
        #expect(project.all("a").map(\.line) == [4, 9])
        let first = try #require(project.first("a"))
        #expect(first[attribute: "b"] == "1")
        #expect(first[attribute: "c"] == " t\t ")
        #expect(first.attributes.map(\.value) == ["1", "<2&3", " t\t "])
        #expect(first[attribute: "z"] == nil)
        let second = try #require(project.first("d"))
        #expect(second.namespace == "urn:x")
        #expect(second.text == "line\n two")
        #expect(project.first("z") == nil)
    }

    @Test func `namespaces end with their element`() throws {
        let root = try root("<r><a xmlns='u'><b xmlns=''/><c/></a><d/><p:e/></r>")
        let inner = try #require(root.first("a"))
        #expect(inner.namespace == "u")
        #expect(inner.children.map(\.namespace) == [nil, "u"])
        #expect(root.first("d")?.namespace == nil)
        #expect(root.first("e")?.namespace == nil)
    }

    @Test(arguments: [
        ("", "1:1 The document has no element."),
        ("text", "1:1 Expected an element, found 't'."),
        ("<a>", "1:1 The element 'a' that begins here has no end tag."),
        ("<a>\n</b>", "2:1 The end tag 'b' does not match the element that is open."),
        ("<a></a></a>", "1:8 The end tag 'a' does not match the element that is open."),
        ("<a/><b/>", "1:5 The document has more than one outermost element."),
        ("<a/>x", "1:5 Expected the end of the document after its one element, found 'x'."),
        ("<a b>", "1:5 Expected '=' after an attribute's name, found '>'."),
        ("<a b=c>", "1:6 Expected an attribute's value in quotes, found 'c'."),
        ("<a b='c'd='e'/>", "1:9 Expected white space, '/>' or '>' in a start tag, found 'd'."),
        ("<a b='1' b='2'/>", "1:10 An element has the attribute 'b' more than once."),
        ("<a b='<'/>", "1:7 An attribute's value holds '<'."),
        ("<a b='", "1:6 An attribute's value that begins here has no end."),
        ("<a>&b;</a>", "1:4 The entity '&b;' is not one of XML's five, and declared ones are not read."),
        ("<a>&</a>", "1:4 '&' does not begin a reference."),
        ("<a>&#0;</a>", "1:4 '&#0;' stands for no character that XML allows."),
        ("<a>&#xD800;</a>", "1:4 '&#xD800;' stands for no character that XML allows."),
        ("<a>&#+65;</a>", "1:4 '&#+65;' stands for no character that XML allows."),
        ("<a>\u{1}</a>", "1:4 The text holds the control character U+0001, which XML does not allow."),
        ("<a><!-- </a>", "1:4 The comment that begins here has no end."),
        ("<a><![CDATA[ </a>", "1:4 A CDATA section that begins here has no end."),
        ("<a><1/></a>", "1:5 Expected a name, found '1'."),
        ("<a><!ELEMENT></a>", "1:4 Expected an element, a comment or text, found '<'."),
    ])
    func `what is not well-formed is refused with its place`(_ text: String, _ expected: String) {
        #expect(refusal(text) == expected)
    }

    @Test func `entity bombs and external entities are refused`() {
        let bomb = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]><a>&c;</a>"
        let expected =
            "2:1 The XML has a document type declaration, which is refused: its entities could grow without bound."
        #expect(refusal(bomb) == expected)
        #expect(refusal("\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>") == expected)
    }

    @Test func `limits are kept`() {
        #expect(refusal(String(repeating: "<a>", count: 100_000)).hasSuffix("nests deeper than 256 levels, the limit."))
        let attributes = (0...256).map { "a\($0)=''" }.joined(separator: " ")
        #expect(refusal("<a \(attributes)/>").hasSuffix("more than 256 attributes, the limit."))
        let namespaces = (0...256).map { "xmlns:a\($0)='u'" }.joined(separator: " ")
        #expect(
            refusal("<a \(namespaces)/>").hasSuffix("more than 256 namespace declarations at one place, the limit."))
        #expect(throws: NotationError.self) {
            try self.root("<a><b/><b/></a>", limits: Limits(bytes: 99, depth: 9, nodes: 2))
        }
    }

    @Test func `declared encodings are read`() throws {
        let head = { (name: String) in Array("<?xml version='1.0' encoding=\"\(name)\"?><a>".utf8) }
        let latin = try XMLTree(xml: head("ISO-8859-1") + [0xE4] + Array("</a>".utf8), limits: .document)
        #expect(latin.root.text == "ä")
        let windows = try XMLTree(xml: head("windows-1252") + [0x80] + Array("</a>".utf8), limits: .document)
        #expect(windows.root.text == "€")
        let units = Array("<?xml version='1.0' encoding='utf-16'?><a>ä</a>".utf16)
        let wide = try XMLTree(
            xml: [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, limits: .document)
        #expect(wide.root.text == "ä")
        #expect(
            refusal("<?xml version='1.0' encoding='EBCDIC'?><a/>").hasPrefix(
                "1:0 The XML is declared to be in the encoding 'EBCDIC'"))
        #expect(throws: NotationError.self) { try XMLTree(xml: head("utf-8") + [0xE4], limits: .document) }
    }
}
