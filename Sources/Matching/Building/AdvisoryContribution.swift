// SPDX-License-Identifier: Apache-2.0
package import Advisories
import Packages
import Wire

/// What the index needs of one advisory, packed: kept beside the record, so that the index can be built again without
/// reading its JSON. It holds what the record says and nothing derived from it; how names are normalised or versions
/// ordered may change without it.
///
/// Layout (numbers are LEB128, strings a length and UTF-8; strings marked ° may refer to a recent one, see
/// `RecentStrings`): version · flags · id · modified? · published? · withdrawn? · summary? · severity word? · aliases ·
/// upstream · severities · affected entries, each of flags · ecosystem°? · name°? · severity word°? · defect°? ·
/// severities · ranges (flags · repository°? · defect°? · events of kind and version°) · versions.
package enum AdvisoryContribution {
    /// Grows with every change of the layout.
    package static let version: UInt8 = 1
    /// The most bytes of a summary that are kept.
    package static let longestSummary = 240

    /// Packs a record.
    package static func encode(_ advisory: Advisory) -> [UInt8] {
        var encoder = ContributionEncoder()
        return encoder.encode(advisory)
    }

    enum Flag {
        static let modified = 1
        static let published = 2
        static let withdrawn = 4
        static let summary = 8
        static let severityWord = 16
    }

    enum EntryFlag {
        static let package = 1
        static let ecosystemIsKnown = 2
        static let severityWord = 4
        static let defect = 8
    }

    enum RangeFlag {
        static let kind = 3
        static let repository = 4
        static let defect = 8
    }
}

private struct ContributionEncoder {
    private var output = ByteWriter()
    private var recent = ByteWriter.Recent()

    mutating func encode(_ advisory: Advisory) -> [UInt8] {
        output.bytes.reserveCapacity(256)
        let summary = advisory.summary.map { $0.bounded(to: AdvisoryContribution.longestSummary) }
        output.bytes.append(AdvisoryContribution.version)
        output.number(
            flag(AdvisoryContribution.Flag.modified, advisory.modified)
                | flag(AdvisoryContribution.Flag.published, advisory.published)
                | flag(AdvisoryContribution.Flag.withdrawn, advisory.withdrawn)
                | flag(AdvisoryContribution.Flag.summary, summary)
                | flag(AdvisoryContribution.Flag.severityWord, advisory.severityWord))
        output.string(advisory.id)
        for instant in [advisory.modified, advisory.published, advisory.withdrawn] {
            if let instant { output.instant(instant) }
        }
        if let summary { output.string(summary) }
        if let word = advisory.severityWord { output.string(word) }
        for list in [advisory.aliases, advisory.upstream] {
            output.number(list.count)
            for text in list { output.string(text) }
        }
        severities(advisory.severity)
        output.number(advisory.affected.count)
        for entry in advisory.affected { affected(entry) }
        return output.bytes
    }

    private func flag(_ flag: Int, _ value: Any?) -> Int {
        value == nil ? 0 : flag
    }

    private mutating func severities(_ entries: [SeverityEntry]) {
        output.number(entries.count)
        for entry in entries {
            output.number(entry.kind.code)
            if case .other(let text) = entry.kind { output.string(text, recent: &recent) }
            output.string(entry.score, recent: &recent)
        }
    }

    private mutating func affected(_ entry: Affected) {
        output.number(
            flag(AdvisoryContribution.EntryFlag.package, entry.package)
                | flag(AdvisoryContribution.EntryFlag.ecosystemIsKnown, entry.package?.ecosystem)
                | flag(AdvisoryContribution.EntryFlag.severityWord, entry.severityWord)
                | flag(AdvisoryContribution.EntryFlag.defect, entry.defect))
        if let package = entry.package {
            output.string(package.ecosystem?.description ?? package.ecosystemText, recent: &recent)
            output.string(package.name, recent: &recent)
        }
        if let word = entry.severityWord { output.string(word, recent: &recent) }
        if let defect = entry.defect { output.string(defect, recent: &recent) }
        severities(entry.severity)
        output.number(entry.ranges.count)
        for range in entry.ranges {
            output.number(
                range.kind.code | flag(AdvisoryContribution.RangeFlag.repository, range.repository)
                    | flag(AdvisoryContribution.RangeFlag.defect, range.defect))
            if let repository = range.repository { output.string(repository, recent: &recent) }
            if let defect = range.defect { output.string(defect, recent: &recent) }
            output.number(range.events.count)
            for event in range.events {
                output.number(event.kind.code)
                output.string(event.version, recent: &recent)
            }
        }
        output.number(entry.versions.count)
        for version in entry.versions { output.string(version) }
    }
}

extension ByteWriter {
    mutating func instant(_ instant: Instant) {
        signedNumber(Int(instant.seconds))
        number(Int(instant.nanoseconds))
    }
}

extension ByteReader {
    mutating func instant() throws(Damage) -> Instant {
        let seconds = try signedNumber()
        return Instant(seconds: Int64(seconds), nanoseconds: Int32(truncatingIfNeeded: try number()))
    }
}

extension String {
    /// The text, or its beginning and an ellipsis; never half a scalar.
    func bounded(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        // A continuation byte is 10xxxxxx.
        while end > utf8.startIndex, utf8[end] & 0xC0 == 0x80 { utf8.formIndex(before: &end) }
        return String(self[..<end]) + "…"
    }
}
