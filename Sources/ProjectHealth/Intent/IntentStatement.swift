// SPDX-License-Identifier: Apache-2.0

/// What the people of a project say about its future, in their own words.
package struct IntentStatement: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Read-only, kept for the record.
        case archived
        /// Something else is to be used.
        case deprecated
        /// Nobody looks after it.
        case unmaintained
        case endOfLife
        case movedElsewhere
        case seekingMaintainers
        /// Mended, but not developed further.
        case maintenanceOnly
        case experimental
        case activelyMaintained

        /// Whether it says that the project comes to an end, or has.
        package var isEnding: Bool {
            switch self {
            case .archived, .deprecated, .unmaintained, .endOfLife, .movedElsewhere: true
            case .seekingMaintainers, .maintenanceOnly, .experimental, .activelyMaintained: false
            }
        }
    }

    package enum Certainty: Int, Sendable, Hashable, Comparable, CaseIterable {
        /// Said in passing, or deep in a text.
        case possible
        /// Said in a sentence about the project.
        case likely
        /// Said where a machine reads it: the forge's setting, a manifest, a status badge.
        case certain

        package static func < (left: Certainty, right: Certainty) -> Bool { left.rawValue < right.rawValue }
    }

    package var kind: Kind
    package var certainty: Certainty
    /// The words themselves, at most 200 bytes on one line.
    package var quote: String
    /// Its snippet is the quote.
    package var location: EvidenceLocation

    package init(kind: Kind, certainty: Certainty, quote: String, location: EvidenceLocation) {
        self.kind = kind
        self.certainty = certainty
        self.quote = quote
        self.location = location
    }
}
