// SPDX-License-Identifier: Apache-2.0

/// A pattern over paths: `*` and `?` within a name, `**` for any number of folders; a trailing `/` means everything below.
///
/// It is held against the whole path: `*.jar` is a file at the root, `**/*.jar` one anywhere. Matching never goes back more than one
/// star, so its time is at most the product of the two lengths.
package struct PathGlob: Sendable, Hashable {
    package let pattern: String
    private let segments: [[UInt8]]

    /// The longest pattern that is taken, in bytes.
    package static let longest = 1_000

    package init(_ pattern: String) {
        self.pattern = pattern
        var parts = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map(Array.init)
        if pattern.utf8.last == UInt8(ascii: "/") { parts.append(PathGlob.anyFolders) }
        segments = parts
    }

    private static let anyFolders = Array("**".utf8)

    package func matches(_ path: String) -> Bool {
        let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map(Array.init)
        return PathGlob.match(
            segments, names, isStar: { $0 == PathGlob.anyFolders },
            isOne: { pattern, name in PathGlob.name(pattern, name) })
    }

    private static func name(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
        match(
            pattern, name, isStar: { $0 == UInt8(ascii: "*") },
            isOne: { $0 == UInt8(ascii: "?") && $1 & 0xC0 != 0x80 || $0 == $1 })
    }

    /// The widely known way with one place to go back to: a later star makes every earlier one's choice final.
    private static func match<Part, Piece>(
        _ pattern: [Part], _ text: [Piece], isStar: (Part) -> Bool, isOne: (Part, Piece) -> Bool
    ) -> Bool {
        var part = 0
        var piece = 0
        var star: (part: Int, piece: Int)?
        while piece < text.count {
            if part < pattern.count, isStar(pattern[part]) {
                star = (part, piece)
                part += 1
            } else if part < pattern.count, isOne(pattern[part], text[piece]) {
                part += 1
                piece += 1
            } else if let last = star {
                star = (last.part, last.piece + 1)
                part = last.part + 1
                piece = last.piece + 1
            } else {
                return false
            }
        }
        while part < pattern.count, isStar(pattern[part]) { part += 1 }
        return part == pattern.count
    }
}
