// SPDX-License-Identifier: Apache-2.0

/// A document as a reader sees it: headings, sentences and lines of code with their places, markup taken off.
///
/// Markdown, reStructuredText, AsciiDoc and plain text are read by one forgiving reader; comments are not there for readers and
/// are left out. Time and space are linear in the text.
package struct Prose: Sendable, Hashable {
    /// In the order of the text.
    package var passages: [Passage] = []
    package var links: [Link] = []

    package init() {}

    /// - Parameters:
    ///   - text: at most ``ProseReader/longest`` bytes of it are read.
    ///   - path: its extension says which markup it is.
    package init(_ text: String, path: String) {
        var reader = ProseReader(markup: ProseMarkup(path: path))
        self = reader.read(text)
    }

    package init(_ document: TextDocument) {
        self.init(document.text, path: document.path)
    }

    /// A heading, a sentence or a line of code.
    package struct Passage: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            /// 1 is the document's title.
            case heading(Int)
            case sentence
            case code
        }

        package var kind: Kind
        /// On one line, at most ``ProseReader/longestPassage`` bytes; code spans keep their backticks.
        package var text: String
        /// From 1: where it begins.
        package var line: Int
        /// The passage that heads the section this one stands in; of a heading, the one above it. Nil before the first heading.
        package var section: Int?

        package var isHeading: Bool {
            guard case .heading = kind else { return false }
            return true
        }
    }

    /// An address the document names.
    package struct Link: Sendable, Hashable {
        package var target: String
        /// What a reader sees of it, or an image's alternative text; may be empty.
        package var label: String
        package var line: Int
        package var isImage: Bool
    }

    /// The headings over a passage, the innermost first.
    package func headings(over passage: Int) -> [Passage] {
        var found: [Passage] = []
        var next = passages.indices.contains(passage) ? passages[passage].section : nil
        while let index = next, found.count < 8 {
            found.append(passages[index])
            next = passages[index].section
        }
        return found
    }
}

/// How a document is marked up.
package enum ProseMarkup: Sendable, Hashable {
    case markdown, restructuredText, asciiDoc, plain

    package init(path: String) {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else {
            self = .plain
            return
        }
        switch String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased() {
        case "rst", "rest": self = .restructuredText
        case "adoc", "asciidoc", "asc": self = .asciiDoc
        case "txt", "text": self = .plain
        default: self = .markdown
        }
    }
}
