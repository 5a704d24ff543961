// SPDX-License-Identifier: Apache-2.0

/// What the path of a license file tells.
package struct LicenseFileNameMatch: Sendable, Hashable {
    /// The path.
    package let path: String
    /// What stands before or behind the word, such as `Apache-2.0` in `LICENSE-Apache-2.0.txt`; it may be no identifier of
    /// the list (`binary` in `LICENSE-binary`).
    package let spdxID: String?
}

/// OpenSSF Scorecard's rule for names of license files, as of its version 5.
///
/// A file at the root, or in a folder with such a name: the words patent(s), copying, copyright, license(s) or licence(s)
/// in any case, with an identifier before or behind, joined by `-`, `_`, `.` or `/`, and one of few extensions.
package enum LicenseFileName {
    /// The match of a path relative to the root; nil where it is no license file by its name.
    package static func match(path: String) -> LicenseFileNameMatch? {
        let bytes = Array(path.utf8)
        guard bytes.count <= 4096, let parts = Parts(bytes) else { return nil }
        let word = text(bytes, parts.word)
        if parts.word == bytes.indices { return LicenseFileNameMatch(path: path, spdxID: nil) }

        var id = text(bytes, parts.before.isEmpty ? parts.behind : parts.before)
        if id.lowercased() == "un" { id = "UNLICENSE" }
        var fileExtension = extensionOf(bytes)
        if contains(fileExtension, word) { fileExtension = "" }
        // The identifier and the extension may have taken from each other.
        if !id.isEmpty, !fileExtension.isEmpty {
            if contains(fileExtension, id) { id = "" }
            if !id.isEmpty, contains(id, fileExtension) {
                if !isAllowed(fileExtension), hasVersion(id) {
                    fileExtension = ""
                } else {
                    id = removing(fileExtension, from: id)
                }
            } else if !id.isEmpty, fileExtension != text(bytes, parts.tail) {
                id += text(bytes, parts.tail)
            }
        }
        if parts.end != bytes.count {
            let isFolder = parts.separator == 0x2F
            guard isFolder || !id.isEmpty,
                text(bytes, 0..<parts.end) + fileExtension == path
            else { return nil }
        } else if !isAllowed(fileExtension) {
            return nil
        }
        return LicenseFileNameMatch(path: path, spdxID: id.isEmpty ? nil : id)
    }

    /// The pieces of a name, in order: identifier, separator, word, separator, identifier, letters.
    private struct Parts {
        var before = 0..<0
        var word = 0..<0
        var separator: UInt8?
        var behind = 0..<0
        var tail = 0..<0
        /// Where the pieces end.
        var end = 0

        /// Takes the last word that an identifier can stand before; nil where there is none.
        init?(_ bytes: [UInt8]) {
            var found: (before: Int, word: Range<Int>)?
            if let word = Parts.word(bytes, 0) ?? Parts.wordBehindSeparator(bytes, 0) { found = (0, word) }
            for end in Parts.identifierEnds(bytes, 0) {
                if let word = Parts.wordBehindSeparator(bytes, end) ?? Parts.word(bytes, end) { found = (end, word) }
            }
            guard let found else { return nil }
            before = 0..<found.before
            word = found.word
            var at = word.upperBound
            if at < bytes.count, [0x2D, 0x5F, 0x2E, 0x2F].contains(bytes[at]) {
                separator = bytes[at]
                at += 1
            }
            behind = at..<(Parts.identifierEnds(bytes, at).last ?? at)
            at = behind.upperBound
            var letters = at < bytes.count && bytes[at] == 0x2E ? at + 1 : at
            let start = letters
            while letters < bytes.count, Parts.isLetter(bytes[letters]) { letters += 1 }
            tail = at..<(letters > start ? letters : at)
            end = tail.upperBound
        }

        /// Where an identifier that begins here may end: letters, digits and dots, with single `-` and `_` between.
        private static func identifierEnds(_ bytes: [UInt8], _ start: Int) -> [Int] {
            guard start < bytes.count, isAlphanumeric(bytes[start]) else { return [] }
            var ends: [Int] = []
            var at = start
            while at < bytes.count {
                let isSeparator = bytes[at] == 0x2D || bytes[at] == 0x5F
                let place = isSeparator ? at + 1 : at
                guard place < bytes.count, isAlphanumeric(bytes[place]) || bytes[place] == 0x2E else { break }
                at = place + 1
                ends.append(at)
            }
            return ends
        }

        private static func wordBehindSeparator(_ bytes: [UInt8], _ at: Int) -> Range<Int>? {
            guard at < bytes.count, bytes[at] == 0x2D || bytes[at] == 0x5F else { return nil }
            return word(bytes, at + 1)
        }

        private static let words = [
            "patents", "patent", "copying", "copyright", "licenses", "license", "licences", "licence",
        ].map { Array($0.utf8) }

        private static func word(_ bytes: [UInt8], _ at: Int) -> Range<Int>? {
            for word in words where bytes.count - at >= word.count {
                if zip(bytes[at...], word).allSatisfy({ $0 | 0x20 == $1 && isLetter($0) }) {
                    return at..<(at + word.count)
                }
            }
            return nil
        }

        private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
        private static func isAlphanumeric(_ byte: UInt8) -> Bool {
            isLetter(byte) || byte >= 0x30 && byte <= 0x39
        }
    }

    private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// From the last dot of the last path component.
    private static func extensionOf(_ bytes: [UInt8]) -> String {
        for at in bytes.indices.reversed() {
            if bytes[at] == 0x2F { break }
            if bytes[at] == 0x2E { return String(decoding: bytes[at...], as: UTF8.self) }
        }
        return ""
    }

    private static func isAllowed(_ fileExtension: String) -> Bool {
        let allowed = [".adoc", ".asc", ".doc", ".ext", ".html", ".markdown", ".md", ".rst", ".txt", ".xml"]
        let lower = fileExtension.lowercased()
        return fileExtension.isEmpty || allowed.contains { contains(lower, $0) }
    }

    /// A dot with a digit behind.
    private static func hasVersion(_ id: String) -> Bool {
        zip(id.utf8, id.utf8.dropFirst()).contains { $0 == 0x2E && $1 >= 0x30 && $1 <= 0x39 }
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let (text, part) = (Array(text.utf8), Array(part.utf8))
        guard !part.isEmpty, text.count >= part.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }

    private static func removing(_ part: String, from text: String) -> String {
        let (bytes, part) = (Array(text.utf8), Array(part.utf8))
        var kept: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at...].starts(with: part) {
                at += part.count
            } else {
                kept.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
