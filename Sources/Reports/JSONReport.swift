// SPDX-License-Identifier: Apache-2.0
import Advisories
package import Inventories
import Matching
import Packages
import Severities
package import Wire

/// The report for programs. Documentation/User/scan-json.md documents every member; `schemaVersion` grows with any change
/// that is not an addition.
package enum JSONReport {
    package static let schemaVersion = "1.1"

    /// - Parameter health: documents about the health of those targets that are checkouts.
    package static func json(of report: ScanReport, health: [JSON] = []) -> JSON {
        let summary = report.summary
        return .present(
            ("schemaVersion", .string(schemaVersion)),
            ("tool", ["name": "mainstay", "version": .string(report.version)]),
            ("targets", .array(report.targets.map(JSON.string))),
            ("data", data(report.data)),
            (
                "summary",
                [
                    "sentence": .string(summary.sentence), "files": .integer(summary.files),
                    "components": .integer(summary.components),
                    "affectedPackages": .integer(summary.affectedPackages),
                    "vulnerabilities": .integer(summary.vulnerabilities),
                    "ratings": .object(
                        summary.ratings.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .integer($0.value)) }),
                    "notices": .integer(summary.notices), "notJudged": .integer(summary.notJudged),
                    "unreadable": .integer(summary.unreadable),
                ]
            ),
            ("files", .array(report.files.map(file))),
            ("components", .array(zip(report.components, report.judgements).map { component($0, $1, of: report) })),
            ("problems", .array(report.problems.map(problem))),
            (
                "skipped",
                .array(
                    report.skipped.map {
                        .present(
                            ("path", .string($0.path)), ("reason", .string($0.reason.rawValue)),
                            ("format", $0.format.map(JSON.string)))
                    })
            ),
            ("health", health.isEmpty ? nil : .array(health)))
    }

    private static func data(_ data: AdvisoryData) -> JSON {
        .present(
            ("kind", .string(data.kind == .starter ? "starter" : "database")),
            ("created", data.created.map { .string($0.rfc3339) }), ("advisories", .integer(data.advisories)),
            ("sources", .array(data.sources.map(JSON.string))),
            (
                "coverage",
                .array(
                    data.coverage.map {
                        ["ecosystem": .string($0.ecosystem), "advisories": .integer($0.advisories)]
                    })
            ))
    }

    private static func file(_ file: ScannedFile) -> JSON {
        ["path": .string(file.path), "format": .string(file.format), "components": .integer(file.components)]
    }

    private static func problem(_ problem: ScanProblem) -> JSON {
        .present(
            ("kind", .string(problem.kind.rawValue)), ("location", location(problem.location)),
            ("message", .string(problem.message)), ("hint", problem.hint.map(JSON.string)))
    }

    private static func component(
        _ component: Component, _ judgement: JudgedComponent, of report: ScanReport
    ) -> JSON {
        let own = ComponentJSON.json(of: component)
        guard case .object(let members) = own else { return own }
        let judged: JSON = .present(
            ("matches", .array(judgement.matches.map { match($0, of: report) })),
            ("fixedCount", .integer(judgement.fixedCount)),
            ("notAffectedCount", .integer(judgement.notAffectedCount)),
            ("notJudged", judgement.notJudged.map { .string($0.message) }),
            ("upgrade", judgement.upgrade.map(JSON.string)))
        guard case .object(let more) = judged else { return own }
        return .object(members + more)
    }

    private static func match(_ match: MatchExplanation, of report: ScanReport) -> JSON {
        let rating = report.rating(of: match)
        return .present(
            ("id", .string(match.group.id)), ("ids", .array(match.group.ids.map(JSON.string))),
            ("summary", report.headline(of: match).map(JSON.string)), ("verdict", .string(word(match.match.verdict))),
            ("reason", match.openReason.map(JSON.string)),
            (
                "rating",
                .present(
                    ("severity", .string(rating.word)), ("score", rating.score.map { .decimal($0.description) }),
                    ("vector", rating.vector.map(JSON.string)))
            ),
            ("fixedVersions", .array(match.fixedVersions.map(JSON.string))),
            ("evidence", .array(match.evidence.map(evidence))), ("dissent", .array(match.dissent.map(evidence))))
    }

    private static func evidence(_ evidence: Evidence) -> JSON {
        .present(
            ("advisory", .string(evidence.advisory.id)), ("source", .string(evidence.advisory.source)),
            ("summary", evidence.advisory.summary.map(JSON.string)),
            ("modified", evidence.advisory.modified.map { .string($0.rfc3339) }),
            ("upstream", .array(evidence.advisory.upstream.map(JSON.string))),
            ("verdict", .string(word(evidence.verdict))), ("ecosystem", .string(evidence.ecosystem.description)),
            ("package", .string(evidence.name)), ("route", .string("\(evidence.route)")),
            ("version", evidence.version.map(JSON.string)), ("decision", decision(evidence.decision)),
            ("fixedVersions", .array(evidence.fixedVersions.map(JSON.string))))
    }

    private static func decision(_ decision: Decision) -> JSON {
        switch decision {
        case .enumerated(let version): ["kind": "enumerated", "version": .string(version)]
        case .notEnumerated: ["kind": "notEnumerated"]
        case .nothing: ["kind": "nothing"]
        case .range(let range):
            .present(
                ("kind", "range"), ("type", range.kind.map { .string($0.rawValue) }),
                ("repository", range.repository.map(JSON.string)), ("events", .array(range.events.map(event))),
                ("deciding", range.deciding.map(event)))
        }
    }

    private static func event(_ event: RangeEvent) -> JSON {
        .object([JSON.Member(event.kind.rawValue, .string(event.version))])
    }

    private static func location(_ location: SourceLocation) -> JSON { ComponentJSON.json(of: location) }

    private static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .affected: "affected"
        case .notAffected: "notAffected"
        case .fixed: "fixed"
        case .unknown: "unknown"
        case .notEvaluable: "notEvaluable"
        }
    }
}

/// A component as `scan --format json` and `inventory --format json` write it.
package enum ComponentJSON {
    package static func json(of component: Component) -> JSON {
        .present(
            ("name", .string(component.name)), ("version", component.version.map(JSON.string)),
            ("purl", component.purl.map { .string($0.description) }),
            ("ecosystem", component.ecosystem.map { .string($0.description) }),
            ("requirement", component.requirement.map(JSON.string)),
            ("groups", .array(component.groups.sorted().map { .string($0.rawValue) })),
            ("relationship", .string(component.relationship.rawValue)), ("pin", pin(component.pin)),
            ("location", json(of: component.location)),
            (
                "sources",
                component.sources.isEmpty
                    ? nil
                    : .array(
                        component.sources.map {
                            .present(("name", .string($0.name)), ("version", $0.version.map(JSON.string)))
                        })
            ),
            (
                "hashes",
                component.hashes.isEmpty
                    ? nil
                    : .array(
                        component.hashes.map { ["algorithm": .string($0.algorithm), "value": .string($0.value)] })
            ),
            ("licences", component.licences.isEmpty ? nil : .array(component.licences.map(JSON.string))))
    }

    package static func json(of location: SourceLocation) -> JSON {
        .present(("path", .string(location.path)), ("line", location.line.map(JSON.integer)))
    }

    private static func pin(_ pin: Pin) -> JSON? {
        switch pin {
        case .registry: nil
        case .revision(let repository, let revision):
            ["kind": "revision", "repository": .string(repository), "revision": .string(revision)]
        case .branch(let repository, let reference, let revision):
            .present(
                ("kind", "branch"), ("repository", .string(repository)), ("reference", .string(reference)),
                ("revision", revision.map(JSON.string)))
        case .path(let path): ["kind": "path", "path": .string(path)]
        case .url(let url): ["kind": "url", "url": .string(url)]
        }
    }
}
