// SPDX-License-Identifier: Apache-2.0
import Advisories
import Matching
import Packages
import TestSupport
import Testing

/// The specification's evaluation, written down without an index, without sharing and without haste.
private struct NaiveEvaluation {
    let scheme: VersionScheme

    /// Nil where the answer is open.
    func isAffected(_ version: String, _ entry: Affected) -> Bool? {
        var isOpen = false
        if entry.versions.contains(where: { scheme.compare(version, $0) == .equal }) { return true }
        for range in entry.ranges {
            switch isAffected(version, range) {
            case true: return true
            case nil: isOpen = true
            default: break
            }
        }
        if entry.ranges.isEmpty, entry.versions.isEmpty { return nil }
        return isOpen ? nil : false
    }

    /// All ways in which the events without an order could lie: they are before or behind the version and each other.
    private func isAffected(_ version: String, _ range: AffectedRange) -> Bool? {
        let limits = range.events.filter { $0.kind == .limit }
        if !limits.isEmpty, !limits.contains(where: { scheme.compare(version, $0.version) == .less }) { return false }
        let known = range.events.filter { $0.kind != .limit && isOrdered($0) }
        let unknown = range.events.filter { $0.kind != .limit && !isOrdered($0) }
        var answers: Set<Bool> = [walk(version, known)]
        // An event of unknown place decides when it is the last one reached, and does nothing when it is not reached.
        for event in unknown { answers.insert(event.kind == .introduced) }
        return answers.count == 1 ? answers.first : nil
    }

    private func isOrdered(_ event: RangeEvent) -> Bool {
        event.version == "0" || scheme.problem(with: event.version) == nil
    }

    private func walk(_ version: String, _ events: [RangeEvent]) -> Bool {
        let sorted = events.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if isFloor(first) != isFloor(second) { return isFloor(first) }
            switch scheme.compare(first.version, second.version) {
            case .less: return true
            case .greater: return false
            default:
                if (first.kind == .lastAffected) != (second.kind == .lastAffected) {
                    return second.kind == .lastAffected
                }
                return left.offset < right.offset
            }
        }
        var isAffected = false
        for (_, event) in sorted {
            let comparison = isFloor(event) ? .greater : scheme.compare(version, event.version)
            switch event.kind {
            case .introduced: if comparison == .equal || comparison == .greater { isAffected = true }
            case .fixed: if comparison == .equal || comparison == .greater { isAffected = false }
            case .lastAffected: if comparison == .greater { isAffected = false }
            case .limit: break
            }
        }
        return isAffected
    }

    private func isFloor(_ event: RangeEvent) -> Bool { event.kind == .introduced && event.version == "0" }
}

struct NaiveEvaluationTests {
    @Test(arguments: 1...12)
    func `the index answers as the specification does`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let advisories = try RandomAdvisories.make(80, using: &generator)
        let index = try Fixture.index(advisories)
        for _ in 0..<60 {
            let ecosystem = ["npm", "PyPI", "Debian:12"].randomElement(using: &generator) ?? "npm"
            let name = "package-\(Int.random(in: 1...RandomAdvisories.packages, using: &generator))"
            let version = RandomAdvisories.version(using: &generator)
            let judgement = try index.judge(try Fixture.component(ecosystem, name, version))
            let expected = try naive(advisories, ecosystem, name, version)
            let found = Dictionary(
                uniqueKeysWithValues: judgement.matches.map {
                    ($0.id, $0.verdict == .affected ? true : $0.verdict.isSettled ? false : nil as Bool?)
                })
            #expect(found == expected, "\(ecosystem) \(name) \(version), seed \(seed)")
            let open = try Matcher(index: index).judge([try Fixture.component(ecosystem, name, version)])[0]
            #expect(open.matches == judgement.matches.filter { !$0.verdict.isSettled })
            #expect(open.fixedCount + open.notAffectedCount + open.matches.count == judgement.matches.count)
        }
    }

    /// By the name of the group.
    private func naive(
        _ advisories: [Advisory], _ ecosystem: String, _ name: String, _ version: String
    ) throws -> [String: Bool?] {
        let component = try EcosystemName(parsing: ecosystem)
        let evaluation = NaiveEvaluation(scheme: try #require(component.versionScheme))
        var collector = AliasCollector()
        for advisory in advisories {
            collector.add(id: advisory.id, aliases: advisory.aliases, isWithdrawn: advisory.isWithdrawn)
        }
        let groups = collector.groups()
        var answers: [String: Bool?] = [:]
        for advisory in advisories where !advisory.isWithdrawn {
            let entries = advisory.affected.filter {
                $0.package?.name == name && $0.package?.ecosystem?.covers(component) == .same
            }
            guard !entries.isEmpty else { continue }
            let all = entries.map { evaluation.isAffected(version, $0) }
            let answer: Bool? = all.contains(true) ? true : all.contains(nil) ? nil : false
            let group = groups.representative(try #require(groups.group(of: advisory.id)))
            let before = answers[group] ?? answer
            let both: Bool? = before == true || answer == true ? true : before == nil || answer == nil ? nil : false
            answers[group] = .some(both)
        }
        return answers
    }
}
