// SPDX-License-Identifier: Apache-2.0

/// All components one file names, with the graph between them where the format has one.
package struct Inventory: Sendable, Hashable {
    /// The identifier of the format that was read (`npm-package-lock`, `cyclonedx-json`).
    package var format: String
    /// In the order of the file.
    package var components: [Component]
    /// `from` needs `to`, both positions in `components`; in ascending order, no pair twice.
    package var edges: [Edge]
    /// What the reader could not understand, each with its place; never silent.
    package var warnings: [Warning]
    /// What the file describes, where it says so (the root component of an SBOM, the project of a lockfile).
    package var subject: String?

    package init(
        format: String, components: [Component] = [], edges: [Edge] = [], warnings: [Warning] = [],
        subject: String? = nil
    ) {
        self.format = format
        self.components = components
        self.edges = edges
        self.warnings = warnings
        self.subject = subject
    }

    /// One dependency.
    package struct Edge: Sendable, Hashable, Comparable {
        package var from: Int
        package var to: Int

        package init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }

        package static func < (left: Edge, right: Edge) -> Bool {
            (left.from, left.to) < (right.from, right.to)
        }
    }

    /// Something a reader met and did not use.
    package struct Warning: Sendable, Hashable {
        package var location: SourceLocation
        /// A sentence.
        package var message: String

        package init(location: SourceLocation, message: String) {
            self.location = location
            self.message = message
        }
    }
}
