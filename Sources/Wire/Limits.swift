// SPDX-License-Identifier: Apache-2.0

/// What a parser may take of one input before it refuses it with a sentence that names the limit.
///
/// Every parser of the house takes one of these; nothing is read without it.
package struct Limits: Sendable, Hashable {
    /// The most bytes one input may have.
    package var bytes: Int
    /// The deepest nesting of arrays, objects, elements or tables.
    package var depth: Int
    /// The most values one input may hold, aliases counted each time they are used.
    package var nodes: Int

    package init(bytes: Int, depth: Int, nodes: Int) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
    }

    /// One lockfile, manifest or SBOM: 256 MiB, 256 levels, 20 million values.
    package static let document = Limits(bytes: 256 << 20, depth: 256, nodes: 20_000_000)
    /// One advisory: 16 MiB, 64 levels, 2 million values.
    package static let advisory = Limits(bytes: 16 << 20, depth: 64, nodes: 2_000_000)
}
