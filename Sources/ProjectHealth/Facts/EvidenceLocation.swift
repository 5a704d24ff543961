// SPDX-License-Identifier: Apache-2.0

/// Where something was seen.
package struct EvidenceLocation: Sendable, Hashable, Comparable {
    package enum Kind: String, Sendable, Hashable {
        /// A file that is source code or configuration, a text, a binary.
        case source, text, binary
        /// A commit or tag; `path` is its id or name.
        case commit, tag
        /// An answer of a forge; `path` is its address.
        case url
    }

    package var kind: Kind
    package var path: String
    /// From 1; nil for the whole.
    package var line: Int?
    package var endLine: Int?
    /// At most 200 bytes on one line.
    package var snippet: String?

    package init(_ kind: Kind, _ path: String, line: Int? = nil, endLine: Int? = nil, snippet: String? = nil) {
        self.kind = kind
        self.path = path
        self.line = line
        self.endLine = endLine
        self.snippet = snippet
    }

    package static func < (left: EvidenceLocation, right: EvidenceLocation) -> Bool {
        (left.path, left.line ?? 0, left.endLine ?? 0, left.snippet ?? "", left.kind.rawValue)
            < (right.path, right.line ?? 0, right.endLine ?? 0, right.snippet ?? "", right.kind.rawValue)
    }
}
