// SPDX-License-Identifier: Apache-2.0
import Advisories
import Inventories
import Matching
import Packages
import Wire

/// Advisories in a few words, and indexes of them.
enum Fixture {
    static let created = Instant(seconds: 1_800_000_000)

    /// `introduced: 0, fixed: 1.2` as events.
    static func events(_ text: String) throws -> [RangeEvent] {
        try text.split(separator: ",").map { part in
            let words = part.split(separator: ":", maxSplits: 1).map { $0.trimmed }
            guard words.count == 2, let kind = RangeEvent.Kind(rawValue: words[0]) else { throw FixtureError(text) }
            return RangeEvent(kind, words[1])
        }
    }

    static func range(_ kind: AffectedRange.Kind?, _ text: String, repository: String? = nil) throws -> AffectedRange {
        AffectedRange(kind: kind, repository: repository, events: try events(text))
    }

    static func affected(
        _ ecosystem: String, _ name: String, _ ranges: [AffectedRange] = [], versions: [String] = []
    ) throws -> Affected {
        Affected(
            package: AffectedPackage(
                ecosystemText: ecosystem, ecosystem: try EcosystemName(parsing: ecosystem), name: name),
            ranges: ranges, versions: versions)
    }

    static func advisory(
        _ id: String, aliases: [String] = [], withdrawn: Bool = false, modified: Int64 = 0, _ affected: Affected...
    ) -> Advisory {
        Advisory(
            id: id, modified: Instant(seconds: modified), withdrawn: withdrawn ? created : nil, aliases: aliases,
            affected: affected)
    }

    /// The bytes of an index of records with the names of their sources.
    static func bytes(_ records: [(source: String, advisory: Advisory)], generation: Int = 1) throws -> [UInt8] {
        let sources = Set(records.map(\.source)).sorted()
        var builder = IndexBuilder(
            origin: IndexOrigin(created: created, generation: generation, sources: sources), spill: .inMemory())
        for (source, advisory) in records {
            try builder.add(advisory, source: sources.firstIndex(of: source) ?? 0)
        }
        let output = Output()
        let summary = try builder.finish { output.bytes.append(contentsOf: $0) }
        guard summary.length == output.bytes.count else { throw FixtureError("length") }
        return output.bytes
    }

    static func index(_ advisories: Advisory...) throws -> AdvisoryIndex {
        try index(advisories)
    }

    static func index(_ advisories: [Advisory]) throws -> AdvisoryIndex {
        try AdvisoryIndex(ByteRegion(copying: bytes(advisories.map { ("test", $0) })))
    }

    static func component(
        _ ecosystem: String?, _ name: String, _ version: String?, requirement: String? = nil, pin: Pin = .registry,
        sources: [SourcePackage] = []
    ) throws -> Component {
        Component(
            purl: nil, name: name, version: version, ecosystem: try ecosystem.map { try EcosystemName(parsing: $0) },
            requirement: requirement, pin: pin, location: SourceLocation(path: "lock"), sources: sources)
    }

    private final class Output {
        var bytes: [UInt8] = []
    }
}

struct FixtureError: Error {
    let text: String
    init(_ text: String) { self.text = text }
}

extension AdvisoryIndex {
    /// The judgement of one component, everything listed.
    func judge(_ component: Component, git: GitAnswering = .none) throws -> ComponentJudgement {
        let judgements = try Matcher(index: self, listing: .all, git: git).judge([component])
        guard let first = judgements.first, judgements.count == 1 else { throw FixtureError("one judgement") }
        return first
    }

    /// The only match of a component.
    func match(_ component: Component, git: GitAnswering = .none) throws -> MatchExplanation {
        let matcher = Matcher(index: self, listing: .all, git: git)
        let matches = try matcher.explain(matcher.judge([component]).flatMap(\.matches))
        guard let first = matches.first, matches.count == 1 else { throw FixtureError("\(matches.count) matches") }
        return first
    }
}

extension Verdict {
    /// The verdict without its reason.
    var word: String {
        switch self {
        case .affected: "affected"
        case .notAffected: "notAffected"
        case .fixed: "fixed"
        case .unknown: "unknown"
        case .notEvaluable: "notEvaluable"
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
