// SPDX-License-Identifier: Apache-2.0
import ProjectHealth
import Reports
package import Wire

/// The report as SARIF 2.1.0: one rule a check, one result a bad finding, with its place. A waived finding is suppressed, not left
/// out; what is unknown is a notification.
package enum HealthSARIF {
    package static func json(of report: HealthReport) -> JSON {
        SARIFReport.log([run(report)])
    }

    /// The run alone, for a log that has others beside it.
    package static func run(_ report: HealthReport) -> JSON {
        var results: [JSON] = []
        for (index, result) in report.results.enumerated() {
            for finding in result.findings where finding.isBad {
                results.append(self.result(finding, of: result, rule: index))
            }
        }
        return [
            "tool": [
                "driver": [
                    "name": "Mainstay", "semanticVersion": .string(report.version),
                    "rules": .array(report.results.map { rule($0.definition) }),
                ]
            ],
            "automationDetails": ["id": "mainstay/health/"],
            "invocations": [
                ["executionSuccessful": true, "toolExecutionNotifications": .array(notifications(report))]
            ], "columnKind": "utf16CodeUnits", "results": .array(results),
        ]
    }

    private static func rule(_ definition: CheckDefinition) -> JSON {
        let severity =
            switch definition.risk {
            case .critical: "9.0"
            case .high: "7.0"
            case .medium: "4.0"
            case .low: "1.0"
            }
        return [
            "id": .string(definition.id), "name": .string(definition.id),
            "shortDescription": ["text": .string(definition.question)],
            "fullDescription": ["text": .string(definition.why)],
            "help": ["text": .string(definition.decision)],
            "defaultConfiguration": ["level": .string(level(definition.risk))],
            "properties": [
                "security-severity": .string(severity), "tags": ["supply-chain", "security", "mainstay"],
                "precision": "high",
            ],
        ]
    }

    private static func result(_ finding: ProbeFinding, of result: CheckResult, rule: Int) -> JSON {
        // A result needs a place; what is about the project as a whole is put at its first file's place, as others do.
        let location = finding.location.flatMap { isFile($0) ? $0 : nil }
        let region = location?.line.map { line -> JSON in
            .present(
                ("startLine", .integer(line)), ("endLine", location?.endLine.map(JSON.integer)),
                ("snippet", location?.snippet.map { ["text": .string($0)] }))
        }
        let physical: JSON = .present(
            (
                "artifactLocation",
                .present(
                    ("uri", .string(SARIFText.reference(location?.path ?? "."))), ("uriBaseId", "%SRCROOT%"))
            ),
            ("region", region ?? ["startLine": 1]))
        let remedy = result.definition.remedies.first { $0.probe == finding.probe }
        let text = finding.message + (remedy.map { " Remedy: \($0.text)" } ?? "")
        return .present(
            ("ruleId", .string(result.definition.id)), ("ruleIndex", .integer(rule)),
            ("level", .string(finding.exemption == nil ? level(result.definition.risk) : "note")),
            ("message", ["text": .string(SARIFText.literal(text))]),
            ("locations", [["physicalLocation": physical]]),
            (
                "partialFingerprints",
                [
                    "mainstayFinding/v1": .string(
                        [finding.probe, location?.path ?? "", location?.snippet ?? finding.message].joined(
                            separator: "|"))
                ]
            ),
            (
                "suppressions",
                finding.exemption.map {
                    [["kind": "inSource", "justification": .string("\($0.reason) (\($0.owner), until \($0.expires))")]]
                }
            ))
    }

    private static func notifications(_ report: HealthReport) -> [JSON] {
        let unknown = report.results.flatMap { result in
            result.findings.filter(\.isUnknown).map { finding -> JSON in
                [
                    "level": "note", "descriptor": ["id": .string(result.definition.id)],
                    "message": ["text": .string(SARIFText.literal(finding.message))],
                ]
            }
        }
        let problems = report.problems.map { problem -> JSON in
            ["level": "warning", "message": ["text": .string(SARIFText.literal(problem.message))]]
        }
        let gaps = report.gaps.map { gap -> JSON in
            ["level": "note", "message": ["text": .string(ReportWords.sentence(gap))]]
        }
        let signatures = ReportWords.signatures(report).filter { $0.verdict != "good" }.map { row -> JSON in
            [
                "level": row.verdict == "bad" ? "warning" : "note",
                "message": ["text": .string(SARIFText.literal("The signature is \(row.verdict): \(row.text)"))],
            ]
        }
        return problems + gaps + signatures + unknown
    }

    private static func level(_ risk: CheckDefinition.Risk) -> String {
        switch risk {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low: "note"
        }
    }

    private static func isFile(_ location: EvidenceLocation) -> Bool {
        switch location.kind {
        case .source, .text, .binary: true
        case .commit, .tag, .url: false
        }
    }
}
