// SPDX-License-Identifier: Apache-2.0
import ProjectHealth
package import Wire

/// The report as OpenSSF Scorecard's JSON, schema version 2: what Scorecard's own readers take. Only what Scorecard knows is in it.
package enum ScorecardJSON {
    package static func json(of report: HealthReport) -> JSON {
        [
            "date": .string(String(report.asOf.rfc3339.prefix(19)) + "Z"),
            "repo": [
                "name": .string(report.subject.repository ?? report.subject.name),
                "commit": .string(report.subject.commit ?? "unknown"),
            ],
            "scorecard": ["version": .string("mainstay-\(report.version)"), "commit": "unknown"],
            "score": .decimal(report.score.compatible.map(ScoreText.decimal) ?? "-1.0"),
            "checks": .array(report.results.map(check)),
            "metadata": [],
        ]
    }

    private static func check(_ result: CheckResult) -> JSON {
        var seen: Set<String> = []
        let details = result.findings.filter(\.isCompatible).map(detail).filter { seen.insert($0).inserted }
            .map(JSON.string)
        let annotations = result.annotations.flatMap { $0.reasons.map { JSON.string($0.sentence) } }
        return .present(
            ("details", details.isEmpty ? .null : .array(details)),
            ("score", .integer(result.score.compatible.number)),
            ("reason", .string(reason(result))),
            ("name", .string(result.definition.id)),
            (
                "documentation",
                [
                    "url": .string(
                        "https://github.com/ossf/scorecard/blob/main/docs/checks.md#\(result.definition.id.lowercased())"
                    ),
                    "short": .string(result.definition.question),
                ]
            ),
            ("annotations", annotations.isEmpty ? nil : .array(annotations)))
    }

    private static func reason(_ result: CheckResult) -> String {
        if case .inconclusive(let reason) = result.score.compatible { return reason }
        return result.score.reason
    }

    /// `Warn: sentence: path:line`, as Scorecard writes its details.
    private static func detail(_ finding: ProbeFinding) -> String {
        let level = finding.isBad ? "Warn" : finding.isUnknown ? "Debug" : "Info"
        guard let location = finding.location else { return "\(level): \(finding.message)" }
        return "\(level): \(finding.message): \(location.path)\(location.line.map { ":\($0)" } ?? "")"
    }
}
