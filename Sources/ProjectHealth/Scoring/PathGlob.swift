// SPDX-License-Identifier: Apache-2.0

/// A pattern over paths: `*` and `?` within a name, `**` for any number of folders; a trailing `/` means everything
/// below.
///
/// It is held against the whole path: `*.jar` is a file at the root, `**/*.jar` one anywhere. Matching never goes back
/// more than one star, so its time is at most the product of the two lengths.
package struct PathGlob: Sendable, Hashable {
    package let pattern: String
    private let segments: [[Unicode.Scalar]]

    /// The longest pattern that is taken, in bytes.
    package static let longest = 1_000

    package init(_ pattern: String) {
        self.pattern = pattern
        var parts = PathGlob.names(pattern)
        if pattern.utf8.last == UInt8(ascii: "/") { parts.append(PathGlob.anyFolders) }
        segments = parts
    }

    private static let anyFolders = Array("**".unicodeScalars)

    private static func names(_ path: String) -> [[Unicode.Scalar]] {
        path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: true).map { Array($0) }
    }

    package func matches(_ path: String) -> Bool {
        return PathGlob.match(
            segments, PathGlob.names(path), isStar: { $0 == PathGlob.anyFolders },
            isOne: { pattern, name in PathGlob.name(pattern, name) })
    }

    private static func name(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
        match(pattern, name, isStar: { $0 == "*" }, isOne: { $0 == "?" || $0 == $1 })
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
