// SPDX-License-Identifier: Apache-2.0

/// Finds many phrases in a sentence at once.
///
/// A phrase is words with one space between them: `a/b` stands for either word, `-` among them makes it optional, `~2` for up to two
/// words of any kind, `$name` for a set of words given to the book. Case, markup and punctuation do not count, except that a code
/// span is one word of its own, `$code`, and that the project's own name, where it is given, is `$self`.
package struct PhraseBook: Sendable {
    package struct Match: Sendable, Hashable {
        /// The phrase's place in the book.
        package var phrase: Int
        /// Of the words given.
        package var words: Range<Int>
    }

    /// A word of a text with its place in the text's bytes.
    package struct Word: Sendable, Hashable {
        /// 0 for a word the book does not know.
        var id: Int32
        package var bytes: Range<Int>
    }

    private struct Element: Sendable {
        var words: [Int32] = []
        var isOptional = false
        /// More than 0 for `~n`, and then nothing else.
        var gap = 0
    }

    static let codeID: Int32 = 1
    static let selfID: Int32 = 2

    private var vocabulary: [String: Int32] = ["$code": PhraseBook.codeID, "$self": PhraseBook.selfID]
    private var phrases: [[Element]] = []
    /// Phrases by the words they can begin with.
    private var starts: [Int32: [Int]] = [:]

    package init(_ phrases: [String], sets: [String: [String]] = [:]) {
        for phrase in phrases {
            let elements = phrase.split(separator: " ").map { element(String($0), sets: sets) }
            self.phrases.append(elements)
            var first = 0
            while first < elements.count {
                for word in elements[first].words { starts[word, default: []].append(self.phrases.count - 1) }
                guard elements[first].isOptional else { break }
                first += 1
            }
        }
    }

    private mutating func element(_ text: String, sets: [String: [String]]) -> Element {
        var element = Element()
        if text.hasPrefix("~"), let gap = Int(text.dropFirst()) {
            element.gap = gap
            return element
        }
        for part in text.split(separator: "/") {
            if part == "-" {
                element.isOptional = true
            } else if let set = sets[String(part)] {
                element.words += set.map { id($0) }
            } else {
                element.words.append(id(String(part)))
            }
        }
        return element
    }

    private mutating func id(_ word: String) -> Int32 {
        if let known = vocabulary[word] { return known }
        let id = Int32(vocabulary.count + 1)
        vocabulary[word] = id
        return id
    }

    /// Whether a word of the book.
    package func id(of word: String) -> Int32? { vocabulary[word] }

    // MARK: Words

    /// The words of a text.
    /// - Parameter names: the project's names, each as its words in lower case; nothing in them may be empty.
    package func words(of text: String, names: [[String]] = []) -> [Word] {
        var words: [Word] = []
        var spelled: [String] = []
        var text = text
        text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                if bytes[place] == UInt8(ascii: "`"),
                    let close = bytes[(place + 1)...].firstIndex(of: UInt8(ascii: "`"))
                {
                    let inner = PhraseBook.spellings(bytes[(place + 1)..<close])
                    let isName = names.contains { $0 == inner }
                    words.append(Word(id: isName ? PhraseBook.selfID : PhraseBook.codeID, bytes: place..<close + 1))
                    spelled.append("")
                    place = close + 1
                    continue
                }
                guard let word = PhraseBook.word(at: &place, in: bytes) else { continue }
                let spelling = PhraseBook.spelling(bytes[word])
                words.append(Word(id: vocabulary[spelling] ?? 0, bytes: word))
                spelled.append(spelling)
            }
        }
        for name in names { PhraseBook.mark(name, in: &words, spelled: &spelled) }
        return words
    }

    /// The next word from a place on, or nil where there is a mark; the place moves behind it.
    private static func word(at place: inout Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            if byte.isLetter || byte.isDigit {
                place += 1
            } else if place > start, let length = apostrophe(at: place, in: bytes), place + length < bytes.count,
                bytes[place + length].isLetter
            {
                place += length
            } else {
                break
            }
        }
        guard place > start else {
            place += 1
            return nil
        }
        return start..<place
    }

    /// The bytes of `'` or `’` at a place.
    private static func apostrophe(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if bytes[place] == UInt8(ascii: "'") { return 1 }
        let isCurly =
            place + 2 < bytes.count && bytes[place] == 0xE2 && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x99
        return isCurly ? 3 : nil
    }

    /// In lower case, `’` as `'`.
    private static func spelling(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 0xE2: output.append(UInt8(ascii: "'"))
            case 0x80...: continue
            default: output.append(byte.lowered)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func spellings(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [String] {
        guard bytes.count <= 200 else { return [] }
        return bytes.split { !$0.isLetter && !$0.isDigit }.map { String(decoding: $0.map(\.lowered), as: UTF8.self) }
    }

    /// The words of a project's name: `event-stream` is `event`, `stream`.
    package static func name(_ text: some StringProtocol) -> [String] {
        text.utf8.prefix(200).split { !$0.isLetter && !$0.isDigit }
            .map { String(decoding: $0.map(\.lowered), as: UTF8.self) }
    }

    /// Joins the words of a name into one.
    private static func mark(_ name: [String], in words: inout [Word], spelled: inout [String]) {
        guard !name.isEmpty, words.count >= name.count else { return }
        var kept: [Word] = []
        var keptSpellings: [String] = []
        kept.reserveCapacity(words.count)
        var place = 0
        while place < words.count {
            if place + name.count <= words.count, spelled[place..<place + name.count].elementsEqual(name) {
                let bytes = words[place].bytes.lowerBound..<words[place + name.count - 1].bytes.upperBound
                kept.append(Word(id: selfID, bytes: bytes))
                keptSpellings.append("")
                place += name.count
            } else {
                kept.append(words[place])
                keptSpellings.append(spelled[place])
                place += 1
            }
        }
        words = kept
        spelled = keptSpellings
    }

    // MARK: Matching

    /// Every phrase at every place it begins at, the longest form of each, in the order of the text and then of the book.
    package func matches(in words: [Word]) -> [Match] {
        var found: [Match] = []
        for place in words.indices {
            guard words[place].id != 0, let candidates = starts[words[place].id] else { continue }
            for phrase in candidates {
                if let end = match(phrases[phrase], from: 0, words, place), end > place {
                    found.append(Match(phrase: phrase, words: place..<end))
                }
            }
        }
        return found
    }

    /// Where the elements from `element` on end when they begin at `place`. Phrases are short and ours, so trying is bounded.
    private func match(_ elements: [Element], from element: Int, _ words: [Word], _ place: Int) -> Int? {
        guard element < elements.count else { return place }
        let wanted = elements[element]
        if wanted.gap > 0 {
            for skipped in 0...wanted.gap where place + skipped <= words.count {
                if let end = match(elements, from: element + 1, words, place + skipped) { return end }
            }
            return nil
        }
        if place < words.count, wanted.words.contains(words[place].id),
            let end = match(elements, from: element + 1, words, place + 1)
        {
            return end
        }
        return wanted.isOptional ? match(elements, from: element + 1, words, place) : nil
    }
}
