// SPDX-License-Identifier: Apache-2.0
package import Histories

/// A file, link or submodule of a commit's tree.
package struct TreeEntry: Sendable, Hashable {
    package enum Kind: UInt8, Sendable, Hashable {
        case file, executable, link, submodule
        /// A mode git does not write.
        case other
    }

    /// From the root, `/` between names. A hostile tree holds what it likes: `..`, line ends, an absolute path. It is a name to
    /// show and compare, never one to open. What is no UTF-8 is U+FFFD.
    package var path: String
    /// The path as it is, where it is no UTF-8.
    package var rawPath: [UInt8]?
    package var kind: Kind
    /// The blob; of a submodule, the commit.
    package var object: ObjectID
    /// Bytes; nil for a submodule, and for a blob that is not in the clone.
    package var size: Int?

    package init(path: String, rawPath: [UInt8]? = nil, kind: Kind, object: ObjectID, size: Int?) {
        self.path = path
        self.rawPath = rawPath
        self.kind = kind
        self.object = object
        self.size = size
    }
}

/// All entries of a commit's tree and its subtrees.
package struct TreeListing: Sendable, Hashable {
    /// In byte order of their paths.
    package var entries: [TreeEntry] = []
    /// How many more there are than were asked for; a million or more, where it is so many.
    package var omitted = 0
    /// A subtree is missing or damaged: there may be more.
    package var isDamaged = false

    package init() {}
}
