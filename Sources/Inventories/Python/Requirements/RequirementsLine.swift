// SPDX-License-Identifier: Apache-2.0

/// A logical line of a requirements file: physical ones joined at a `\`, without the comment.
struct RequirementsLine {
    /// Of the first physical line.
    var number: Int
    var text: String

    /// pip joins first and takes comments off then; a comment line itself is never continued.
    static func logical(_ lines: [TextLine]) -> [RequirementsLine] {
        var joined: [RequirementsLine] = []
        var open: RequirementsLine?
        for line in lines {
            let isComment = line.text.trimmed.utf8.first == UInt8(ascii: "#")
            let continues = !isComment && line.text.utf8.last == UInt8(ascii: "\\")
            let text = continues ? line.text.dropLast() : line.text
            let isContinued = open != nil
            // Taken out, so that a text of many lines is added to and not copied with each of them.
            var current = open.take() ?? RequirementsLine(number: line.number, text: "")
            current.text += isComment && isContinued ? " \(text)" : text
            if continues { open = current } else { joined.append(current) }
        }
        if let open { joined.append(open) }
        return joined.compactMap { line in
            let text = withoutComment(Substring(line.text)).trimmed
            return text.isEmpty ? nil : RequirementsLine(number: line.number, text: String(text))
        }
    }

    /// A `#` begins a comment at the start of the line and behind a blank.
    private static func withoutComment(_ text: Substring) -> Substring {
        var isBehindBlank = true
        for position in text.utf8.indices {
            let byte = text.utf8[position]
            if byte == UInt8(ascii: "#"), isBehindBlank { return text[..<position] }
            isBehindBlank = byte.isBlank
        }
        return text
    }

    /// The requirement, and the digests among the options behind it (`--hash=sha256:…`).
    var parts: (requirement: Substring, hashes: [Digest]) {
        let text = Substring(text)
        var end = text.utf8.startIndex
        var isBehindBlank = false
        while end < text.utf8.endIndex {
            let byte = text.utf8[end]
            if byte == UInt8(ascii: "-"), isBehindBlank { break }
            isBehindBlank = byte.isBlank
            end = text.utf8.index(after: end)
        }
        var hashes: [Digest] = []
        var isValue = false
        for word in text[end...].words {
            if let value = word.dropping("--hash=") ?? (isValue ? word : nil) {
                if let digest = Digest.prefixed(value) { hashes.append(digest) }
            }
            isValue = word == "--hash"
        }
        return (text[..<end].trimmed, hashes)
    }

    /// The option and its value where the line is an option of the whole file: `-r x`, `-rx`, `--requirement=x`.
    var option: (name: Substring, value: Substring)? {
        let text = Substring(text)
        guard text.utf8.first == UInt8(ascii: "-") else { return nil }
        if text.hasPrefix("--") {
            let end = text.utf8.firstIndex { $0.isBlank || $0 == UInt8(ascii: "=") } ?? text.utf8.endIndex
            let value = text[end...].trimmed
            return (text[..<end], (value.dropping("=") ?? value).trimmed)
        }
        return (text.prefix(2), (text.dropFirst(2).trimmed.dropping("=") ?? text.dropFirst(2)).trimmed)
    }
}
