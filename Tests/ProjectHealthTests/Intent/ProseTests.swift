// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import ProjectHealth

@Suite struct ProseTests {
    private func lines(_ text: String, _ path: String = "README.md") -> [String] {
        Prose(text, path: path).passages.map { passage in
            switch passage.kind {
            case .heading(let level): "\(passage.line) H\(level) \(passage.text)"
            case .sentence: "\(passage.line) \(passage.text)"
            case .code: "\(passage.line) C \(passage.text)"
            }
        }
    }

    @Test func `a document is headings, sentences and code with their lines`() {
        let text = """
            # The *Tool*

            It does **things**. It does them
            well, e.g. quickly! Does it?

            ```sh
            make install
            ```

            Usage
            -----
            - first item
            - [x] second [item](https://example.org/a_b_c)

                indented code stays with the list

            > [!WARNING]
            > Quoted text.

            | a | b |
            |---|---|
            | c | d |
            """
        #expect(
            lines(text) == [
                "1 H1 The Tool", "3 It does things.", "3 It does them well, e.g. quickly!", "4 Does it?",
                "7 C make install",
                "10 H2 Usage", "12 first item", "13 second item", "15 indented code stays with the list",
                "18 Quoted text.",
                "20 a | b |", "22 c | d |",
            ])
    }

    @Test func `what readers do not see is left out`() {
        let text = """
            ---
            title: front matter
            ---
            <!-- This project is dead. -->
            Text &amp; more<br>After the break. <b>Bold</b>.
            <!-- open
            and closed --> end.
            """
        #expect(lines(text) == ["5 Text & more", "5 After the break.", "5 Bold.", "7 end."])
    }

    @Test func `links and images are kept with their places`() {
        let text = """
            [![alt text](https://img.example/b.svg)](https://ci.example) see <https://example.org> and
            [here][ref] or <img alt="pic" src="p.png"> <a href="https://a.example">a</a>

            [ref]: https://ref.example/x
            """
        let links = Prose(text, path: "README.md").links.map { "\($0.line) \($0.isImage) \($0.label)|\($0.target)" }
        #expect(
            links == [
                "1 false ![alt text](https://img.example/b.svg)|https://ci.example",
                "1 true alt text|https://img.example/b.svg",
                "1 false |https://example.org", "2 true pic|p.png", "2 false |https://a.example",
                "4 false ref|https://ref.example/x",
            ])
    }

    @Test func `reStructuredText and AsciiDoc are understood`() {
        let rst = """
            Title
            =====

            See `the docs <https://docs.example>`_ and ``code``::

                literal

            .. image:: https://img.example/x.svg
            .. note:: This matters.
            """
        #expect(
            lines(rst, "README.rst") == [
                "1 H1 Title", "4 See the docs and `code`::", "6 C literal", "9 This matters.",
            ])
        let adoc = """
            = Title
            :attribute: value

            == Section
            See https://example.org[the page] now.
            ----
            code
            ----
            """
        #expect(lines(adoc, "README.adoc") == ["1 H1 Title", "4 H2 Section", "5 See [the page] now.", "7 C code"])
    }

    @Test func `blocks of comments in AsciiDoc are no text`() {
        let text = "= Title\n\n////\nHidden words.\n// more\n/////\n////\n\nShown words.\n"
        #expect(lines(text, "a.adoc").last == lines("\n\n\n\n\n\n\n\nShown words.\n", "a.adoc").last)
        #expect(!lines(text, "a.adoc").contains { $0.contains("Hidden") || $0.contains("more") })
        #expect(lines(text, "a.md").contains { $0.contains("Hidden") })
    }

    @Test func `headings over a passage are found from the inside`() {
        let prose = Prose("# A\n## B\n### C\ntext\n## D\nmore\n", path: "x.md")
        #expect(prose.headings(over: 3).map(\.text) == ["C", "B", "A"])
        #expect(prose.headings(over: 5).map(\.text) == ["D", "A"])
    }

    @Test func `long and hostile texts cost no more than their length`() {
        for piece in [
            "[", "![", "`", "<", "*", "[a](", "_", "a. ", "# x\n", "| ", "&amp;", "<!--", "- ", "> ", "http://",
        ] {
            let text = String(repeating: piece, count: 60_000)
            let prose = Prose(text, path: "README.md")
            #expect(prose.passages.allSatisfy { $0.text.utf8.count <= ProseReader.longestPassage + 8 })
            #expect(prose.passages.count <= ProseReader.mostPassages)
        }
    }

    @Test func `damaged documents are read`() {
        let text = "# T\n\nA `b` [c](d) **e**\n<a href='f'>g</a>\n\n```\nh\n```\n| i | j |\n- k\n1. l\n.. image:: m\n"
        for path in ["a.md", "a.rst", "a.adoc", "a"] {
            Fuzzing(seed: 41, rounds: 500, share: 4).run { _, mutator in
                let prose = Prose(mutator.mutated(text), path: path)
                let book = PhraseBook(["a b", "~2 c/d", "e -/f g"])
                for passage in prose.passages { _ = book.matches(in: book.words(of: passage.text, names: [["t"]])) }
                for index in prose.passages.indices { _ = prose.headings(over: index) }
            }
        }
    }

    @Test func `phrases have alternatives, options, gaps and names`() {
        let book = PhraseBook(
            ["is/was now/- dead", "looking for ~2 $who", "$self ends", "uses $code"],
            sets: ["$who": ["maintainer", "help"]])
        func found(_ text: String) -> [Int] {
            book.matches(in: book.words(of: text, names: [["event", "stream"], ["x"]])).map(\.phrase)
        }
        #expect(found("It is dead.") == [0])
        #expect(found("It WAS now, dead") == [0])
        #expect(found("It is not dead.") == [])
        #expect(found("looking for a new maintainer") == [1])
        #expect(found("looking for a very new maintainer") == [])
        #expect(found("looking for help") == [1])
        #expect(found("event-stream ends; `event-stream` ends; x ends; event ends") == [2, 2, 2])
        #expect(found("uses `anything at all`") == [3])
    }

    @Test func `quotations are short and on one line`() {
        #expect(Quotation.line("a\n\t b\u{202E}c\u{0}") == "a b c")
        #expect(Quotation.line(String(repeating: "é", count: 200)).utf8.count <= 200)
        #expect(Quotation.line(String(repeating: "a", count: 201)).hasSuffix("…"))
        #expect(Quotation.line("") == "")
    }
}
