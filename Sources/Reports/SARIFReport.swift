// SPDX-License-Identifier: Apache-2.0
import Inventories
import Matching
import Severities
package import Wire

/// The report as SARIF 2.1.0: one rule an alias group, one result a component and vulnerability, at the lockfile's line.
package struct SARIFReport {
    private let report: ScanReport
    private var rules: [JSON] = []
    private var ruleIndex: [String: Int] = [:]
    private var results: [JSON] = []

    /// - Parameter beside: runs of other reports in the same log.
    package static func json(of report: ScanReport, beside runs: [JSON] = []) -> JSON {
        var sarif = SARIFReport(report: report)
        for (component, judgement) in zip(report.components, report.judgements) {
            for match in judgement.matches where match.match.verdict == .affected { sarif.add(match, of: component) }
        }
        return log([sarif.run] + runs)
    }

    /// A log of runs.
    package static func log(_ runs: [JSON]) -> JSON {
        [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": .array(runs),
        ]
    }

    private init(report: ScanReport) {
        self.report = report
    }

    private var run: JSON {
        [
            "tool": [
                "driver": [
                    "name": "Mainstay", "semanticVersion": .string(report.version), "rules": .array(rules),
                ]
            ],
            "invocations": [
                [
                    "executionSuccessful": .boolean(!report.problems.contains { $0.kind == .unreadable }),
                    "toolExecutionNotifications": .array(notifications),
                ]
            ],
            "columnKind": "utf16CodeUnits",
            "results": .array(results),
        ]
    }

    /// What could not be judged or read is said here; SARIF has no result for "unknown".
    private var notifications: [JSON] {
        let problems = report.problems.map { problem -> JSON in
            [
                "level": problem.kind == .unreadable ? "error" : "warning",
                "message": ["text": .string(SARIFText.literal(problem.message))],
                "locations": [location(problem.location)],
            ]
        }
        let open = report.openQuestions.map { question -> JSON in
            let subject = question.group.map { "\($0.id): " } ?? ""
            return [
                "level": "note",
                "message": [
                    "text": .string(SARIFText.literal(subject + "could not be judged: " + question.reason + "."))
                ],
                "locations": .array(question.components.prefix(100).map { location(report.components[$0].location) }),
            ]
        }
        return problems + open
    }

    private mutating func add(_ match: MatchExplanation, of component: Component) {
        let rating = report.rating(of: match)
        let index = rule(for: match, rating: rating)
        let name = [component.name, component.version].compactMap(\.self).joined(separator: " ")
        let fixes = match.fixedVersions
        let remedy =
            rating.isMalicious
            ? "The package is malicious; remove it."
            : fixes.isEmpty ? "No fixed version is known." : "Fixed in \(fixes.joined(separator: ", "))."
        results.append([
            "ruleId": .string(match.group.id), "ruleIndex": .integer(index), "level": .string(level(rating)),
            "message": [
                "text": .string(SARIFText.literal("\(name) is affected by \(match.group.id). \(remedy)"))
            ],
            "locations": [location(component.location)],
            "partialFingerprints": [
                "mainstayMatch/v1": .string("\(match.group.id)|\(component.identity)|\(component.location.path)")
            ],
        ])
    }

    private mutating func rule(for match: MatchExplanation, rating: Rating) -> Int {
        if let index = ruleIndex[match.group.id] { return index }
        let summary = report.headline(of: match) ?? match.group.id
        let ids = match.group.ids.joined(separator: ", ")
        var properties: [JSON.Member] = [JSON.Member("tags", ["security", "vulnerability"])]
        if let score = rating.score { properties.append(JSON.Member("security-severity", .string(score.description))) }
        rules.append([
            "id": .string(match.group.id),
            "shortDescription": ["text": .string(summary)],
            "fullDescription": ["text": .string("\(summary) (\(ids))")],
            "help": ["text": .string("Known as \(ids).")],
            "defaultConfiguration": ["level": .string(level(rating))],
            "properties": .object(properties),
        ])
        ruleIndex[match.group.id] = rules.count - 1
        return rules.count - 1
    }

    private func level(_ rating: Rating) -> String {
        if rating.isMalicious { return "error" }
        switch rating.severity {
        case .critical, .high: return "error"
        case .medium, nil: return "warning"
        case .low, .some(.none): return "note"
        }
    }

    private func location(_ location: SourceLocation) -> JSON {
        let artifact: JSON = ["uri": .string(SARIFText.reference(location.path))]
        return [
            "physicalLocation": .present(
                ("artifactLocation", artifact), ("region", location.line.map { ["startLine": .integer($0)] }))
        ]
    }
}
