// SPDX-License-Identifier: Apache-2.0
package import Severities

extension SeverityEntry {
    /// The vector of a CVSS entry, read tolerantly; nil for other entries and for what is no vector.
    package var vector: CVSSVector? {
        switch kind {
        case .cvssV2, .cvssV3, .cvssV4: try? CVSSVector(parsing: score, tolerant: true)
        case .ubuntu, .other: nil
        }
    }

    /// How bad the entry says it is; nil where it cannot be read.
    package var rating: Severity? {
        kind == .ubuntu ? Severity(word: score) : vector?.severity
    }

    /// How bad entries that hold for one thing say it is together: the worst by the newest CVSS version that can be
    /// read, or else by Ubuntu's word, or else by the database's own word; nil where nothing can be read.
    package static func rating(of entries: [SeverityEntry], word: String?) -> Severity? {
        for kind in [Kind.cvssV4, .cvssV3, .cvssV2, .ubuntu] {
            let ratings = entries.compactMap { $0.kind == kind ? $0.rating : nil }
            if let worst = ratings.max() { return worst }
        }
        return word.flatMap(Severity.init(word:))
    }
}

extension Advisory {
    /// How bad the record says it is for one of ``affected`` (``SeverityEntry/rating(of:word:)``).
    package func rating(of affected: Affected) -> Severity? {
        SeverityEntry.rating(of: severity(of: affected), word: severityWord(of: affected))
    }
}
