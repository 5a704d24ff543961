// SPDX-License-Identifier: Apache-2.0
import ProjectHealth
package import Wire

/// Every probe's answers, in the shape of OpenSSF Scorecard's probe format; Mainstay's own probes are among them.
package enum ProbeJSON {
    package static func json(of report: HealthReport) -> JSON {
        [
            "date": .string(report.asOf.rfc3339),
            "repo": [
                "name": .string(report.subject.repository ?? report.subject.name),
                "commit": .string(report.subject.commit ?? "unknown"),
            ],
            "scorecard": ["version": .string("mainstay-\(report.version)"), "commit": "unknown"],
            "findings": .array(
                report.results.flatMap { result in result.findings.map { finding($0, of: result.definition) } }),
        ]
    }

    private static func finding(_ finding: ProbeFinding, of definition: CheckDefinition) -> JSON {
        let remedy = finding.isBad ? definition.remedies.first { $0.probe == finding.probe } : nil
        let values = finding.values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        return .present(
            ("probe", .string(finding.probe)), ("message", .string(finding.message)),
            ("outcome", .string(finding.outcome.rawValue)),
            ("location", finding.location.map(HealthJSON.scorecardLocation)),
            (
                "remediation",
                remedy.map { ["text": .string($0.text), "effort": .string($0.effort.rawValue.capitalizedWord)] }
            ),
            ("values", values.isEmpty ? nil : .object(values)))
    }
}

extension String {
    /// `low` as `Low`.
    fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
