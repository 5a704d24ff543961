// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages
import TestSupport

/// Small random records over few packages and versions, so that they meet often.
enum RandomAdvisories {
    static let packages = 12
    static let ecosystems = ["npm", "PyPI", "Debian:11", "Debian:12", "Debian"]

    static func make(_ count: Int, using generator: inout SeededGenerator) throws -> [Advisory] {
        var advisories: [Advisory] = []
        for number in 1...count {
            var aliases: [String] = []
            for _ in 0..<Int.random(in: 0...1, using: &generator) {
                aliases.append("CVE-000\(Int.random(in: 0...9, using: &generator))-\(number / 40)")
            }
            var entries: [Affected] = []
            for _ in 0..<Int.random(in: 1...3, using: &generator) { entries.append(try entry(using: &generator)) }
            var advisory = Advisory(
                id: "X-\(number)", modified: Fixture.created, aliases: aliases, summary: "number \(number)",
                severity: [SeverityEntry(kind: .cvssV3, score: "CVSS:3.1/AV:N/AC:\(number % 2 == 0 ? "L" : "H")")],
                affected: entries)
            if Int.random(in: 0..<10, using: &generator) == 0 { advisory.withdrawn = Fixture.created }
            advisories.append(advisory)
        }
        return advisories
    }

    static func version(using generator: inout SeededGenerator) -> String {
        "\(Int.random(in: 0...4, using: &generator)).\(Int.random(in: 0...4, using: &generator)).0"
    }

    private static func entry(using generator: inout SeededGenerator) throws -> Affected {
        let ecosystem = ecosystems.randomElement(using: &generator) ?? "npm"
        let name = "package-\(Int.random(in: 1...packages, using: &generator))"
        var ranges: [AffectedRange] = []
        for _ in 0..<Int.random(in: 0...2, using: &generator) {
            var events: [RangeEvent] = []
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let start = Int.random(in: 0..<3, using: &generator) == 0 ? "0" : version(using: &generator)
                events.append(RangeEvent(.introduced, start))
            }
            let kind = [RangeEvent.Kind.fixed, .lastAffected].randomElement(using: &generator) ?? .fixed
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                let text = Int.random(in: 0..<12, using: &generator) == 0 ? "?!" : version(using: &generator)
                events.append(RangeEvent(kind, text))
            }
            if Int.random(in: 0..<6, using: &generator) == 0 {
                events.append(RangeEvent(.limit, version(using: &generator)))
            }
            events.shuffle(using: &generator)
            ranges.append(AffectedRange(kind: ecosystem == "npm" ? .semver : .ecosystem, events: events))
        }
        var versions: [String] = []
        for _ in 0..<Int.random(in: 0...2, using: &generator) { versions.append(version(using: &generator)) }
        return try Fixture.affected(ecosystem, name, ranges, versions: versions)
    }
}
