// SPDX-License-Identifier: Apache-2.0

// More scanning by UTF-8 bytes for line-based formats. All separators are ASCII, so that every cut is between scalars.

extension TextLine {
    /// How many blanks stand before the text; a tab counts as one.
    var indentation: Int { text.utf8.prefix { $0.isBlank }.count }
    /// The text without blanks around it.
    var content: Substring { text.trimmed }
}

extension Substring {
    /// What stands before the first `separator`; all of it where it does not occur.
    func before(_ separator: Unicode.Scalar) -> Substring {
        cut(at: separator)?.before ?? self
    }

    /// The runs between `separator`, trimmed, empty ones left out.
    func pieces(by separator: Unicode.Scalar) -> [Substring] {
        utf8.split(separator: UInt8(ascii: separator)).map { Substring($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Without the given ending, where it has it.
    func without(suffix: String) -> Substring {
        utf8.reversed().starts(with: suffix.utf8.reversed()) ? Substring(utf8.dropLast(suffix.utf8.count)) : self
    }

    /// Without the given beginning, where it has it.
    func without(prefix: String) -> Substring {
        utf8.starts(with: prefix.utf8) ? Substring(utf8.dropFirst(prefix.utf8.count)) : self
    }

    /// The text between a pair of equal quotation marks around the whole; the text itself where there are none.
    var unquoted: Substring {
        guard utf8.count >= 2, let first = utf8.first, first == utf8.last,
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        else { return self }
        return Substring(utf8.dropFirst().dropLast())
    }

    /// Whether the first byte is a decimal digit.
    var startsWithDigit: Bool { utf8.first?.isDigit ?? false }

    /// At most the first 80 characters, for a message.
    var excerpt: Substring { prefix(80) }
}

extension SubjectPath {
    /// The path of a file beside another one.
    static func sibling(_ name: String, of path: String) -> String {
        let folder = folder(path)
        return folder.isEmpty ? name : "\(folder)/\(name)"
    }

    /// The paths of a name in the folder of a file and in each folder above it, the nearest first.
    static func upward(_ name: String, from path: String) -> [String] {
        var paths: [String] = []
        var folder = folder(path)
        while !folder.isEmpty, paths.count < 64 {
            paths.append("\(folder)/\(name)")
            folder = SubjectPath.folder(folder)
        }
        return paths + [name]
    }

    /// What stands before `tail` in a path that is `tail` or ends in `/` and `tail`; nil for other paths.
    static func root(of path: String, above tail: String) -> String? {
        if path == tail { return "" }
        guard path.hasSuffix(tail), path.utf8.dropLast(tail.utf8.count).last == UInt8(ascii: "/") else { return nil }
        return String(path.utf8.dropLast(tail.utf8.count))
    }
}
