// SPDX-License-Identifier: Apache-2.0
package import Packages
package import Wire

/// The compiled index of affected ranges, read where it lies: nothing is copied out of the region but answers.
///
/// Look-ups are safe on any bytes: what is damaged answers with a `MatchingError` of kind `damaged`, once it is met;
/// ``verify()`` looks for damage everywhere.
package final class AdvisoryIndex: Sendable {
    /// Invariant: every range of `sections` lies inside it.
    let region: ByteRegion
    let sections: IndexSections
    let releases: ReleaseDirectory
    let longestPackageProbe: Int
    let longestIdentifierProbe: Int

    /// When and from what the index was made.
    package let origin: IndexOrigin
    /// The number of advisories of each of the origin's sources.
    package let sourceCounts: [Int]
    /// Withdrawn ones included.
    package let advisoryCount: Int
    package let withdrawnCount: Int
    package let packageCount: Int
    /// Affected entries, one for each package or repository they speak of.
    package let ruleCount: Int
    /// Alias groups of at least two ids.
    package let groupCount: Int
    /// Of the contents: equal for indexes of equal contents.
    package let checksum: UInt64

    /// Opens an index, in time that does not depend on its size.
    ///
    /// - Throws: `MatchingError` of kind `notAnIndex`, `newer`, `outdated` or `damaged`.
    package init(_ region: ByteRegion) throws(MatchingError) {
        self.region = region
        let sections = try region.read { bytes throws(MatchingError) in try IndexSections(bytes) }
        self.sections = sections
        checksum = sections.checksum
        do {
            let information = try region.read { bytes throws(Damage) in
                try IndexInformation(UnsafeRawBufferPointer(rebasing: bytes[sections[.information]]))
            }
            origin = information.origin
            sourceCounts = information.sourceCounts
            advisoryCount = information.advisories
            withdrawnCount = information.withdrawn
            packageCount = information.packages
            ruleCount = information.rules
            groupCount = information.groups
            longestPackageProbe = information.longestPackageProbe
            longestIdentifierProbe = information.longestIdentifierProbe
            releases = try region.read { bytes throws(Damage) in
                try ReleaseDirectory(UnsafeRawBufferPointer(rebasing: bytes[sections[.ecosystems]]))
            }
        } catch {
            throw MatchingError.damaged("its description")
        }
    }

    func bytes(_ section: IndexFormat.Section) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: region.bytes[sections[section]])
    }

    /// A record of a table.
    func record(
        _ number: Int, ends: IndexFormat.Section, records: IndexFormat.Section
    ) throws(Damage) -> UnsafeRawBufferPointer {
        let ends = bytes(ends)
        let records = bytes(records)
        guard let end = ends.word(number, as: UInt32.self) else { throw Damage() }
        var start: UInt32 = 0
        if number > 0 {
            guard let previous = ends.word(number - 1, as: UInt32.self) else { throw Damage() }
            start = previous
        }
        guard start <= end, end <= records.count else { throw Damage() }
        return UnsafeRawBufferPointer(rebasing: records[Int(start)..<Int(end)])
    }

    /// A string that many records share.
    func sharedString(_ number: Int) throws(Damage) -> String {
        String(decoding: try record(number, ends: .sharedEnds, records: .shared), as: UTF8.self)
    }

    /// Runs `body` while the region is held, and makes a sentence of damage.
    func reading<Value>(
        _ part: @autoclosure () -> String, _ body: () throws(Damage) -> Value
    ) throws(MatchingError) -> Value {
        do {
            return try withExtendedLifetime(self) { () throws(Damage) in try body() }
        } catch {
            throw MatchingError.damaged(part())
        }
    }

    /// How many advisories that are not withdrawn speak of packages of an ecosystem, of any release.
    package func coverage(of ecosystem: Ecosystem) -> Int {
        releases.entries[ecosystem]?.advisories ?? 0
    }

    /// Every ecosystem with the number of its advisories, by name.
    package var coverage: [(ecosystem: Ecosystem, advisories: Int)] {
        releases.entries.map { ($0.key, $0.value.advisories) }.sorted { $0.ecosystem.rawValue < $1.ecosystem.rawValue }
    }

    /// Every release of an ecosystem with the number of its advisories; one without a suffix where advisories name none.
    package func releases(of ecosystem: Ecosystem) throws(MatchingError) -> [(name: EcosystemName, advisories: Int)] {
        try reading("the list of releases") { () throws(Damage) in
            var found: [(EcosystemName, Int)] = []
            for number in releases.entries[ecosystem]?.releases ?? 0..<0 {
                var reader = try ByteReader(try record(number, ends: .releaseEnds, records: .releases))
                let suffix = try reader.text()
                found.append((EcosystemName(ecosystem, suffix: suffix.isEmpty ? nil : suffix), try reader.number()))
            }
            return found
        }
    }

    /// The release with a number that a rule names.
    func release(_ number: Int, of ecosystem: Ecosystem) throws(Damage) -> EcosystemName {
        var reader = try ByteReader(try record(number, ends: .releaseEnds, records: .releases))
        let suffix = try reader.text()
        return EcosystemName(ecosystem, suffix: suffix.isEmpty ? nil : suffix)
    }
}

/// The section that says what the index is.
private struct IndexInformation {
    let origin: IndexOrigin
    let sourceCounts: [Int]
    let advisories, withdrawn, packages, rules, groups, longestPackageProbe, longestIdentifierProbe: Int

    init(_ bytes: UnsafeRawBufferPointer) throws(Damage) {
        var reader = try ByteReader(bytes)
        let created = try reader.instant()
        let generation = try reader.number()
        advisories = try reader.number()
        withdrawn = try reader.number()
        packages = try reader.number()
        rules = try reader.number()
        groups = try reader.number()
        longestPackageProbe = try reader.number()
        longestIdentifierProbe = try reader.number()
        var sources: [String] = []
        var counts: [Int] = []
        for _ in 0..<(try reader.count()) {
            sources.append(try reader.text())
            counts.append(try reader.number())
        }
        origin = IndexOrigin(created: created, generation: generation, sources: sources)
        sourceCounts = counts
    }
}

/// The ecosystems an index speaks of, and where their releases are.
struct ReleaseDirectory: Sendable {
    struct Entry: Sendable {
        var advisories: Int
        var releases: Range<Int>
    }

    private(set) var entries: [Ecosystem: Entry] = [:]
    /// By the number packages name them with.
    private(set) var ecosystems: [Ecosystem] = []

    init(_ bytes: UnsafeRawBufferPointer) throws(Damage) {
        var reader = try ByteReader(bytes)
        var start = 0
        let count = try reader.count()
        guard count <= Ecosystem.allCases.count else { throw Damage() }
        for _ in 0..<count {
            guard let ecosystem = Ecosystem(rawValue: try reader.text()) else { throw Damage() }
            let advisories = try reader.number()
            let (end, overflow) = start.addingReportingOverflow(try reader.number())
            guard !overflow, entries[ecosystem] == nil else { throw Damage() }
            entries[ecosystem] = Entry(advisories: advisories, releases: start..<end)
            ecosystems.append(ecosystem)
            start = end
        }
    }
}
