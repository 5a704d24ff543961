// SPDX-License-Identifier: Apache-2.0
import Criteria
import ProjectHealth
package import Wire

/// Requirements and criteria as JSON.
enum CriteriaJSON {
    static func baseline(_ report: BaselineReport) -> JSON {
        [
            "version": .string(report.version), "reached": .integer(report.reached),
            "reachable": .integer(report.reachable),
            "levels": .array(
                report.levels.map {
                    [
                        "level": .integer($0.level), "pass": .integer($0.pass), "fail": .integer($0.fail),
                        "notApplicable": .integer($0.notApplicable), "unknown": .integer($0.unknown),
                    ]
                }), "requirements": .array(report.results.map(requirement)),
        ]
    }

    private static func requirement(_ result: RequirementResult) -> JSON {
        .present(
            ("id", .string(result.id)), ("levels", .array(result.levels.map(JSON.integer))),
            ("question", .string(result.question)), ("verdict", .string(result.verdict.rawValue)),
            ("message", .string(result.message)), ("confidence", .string(result.confidence.word)),
            ("selfAsserted", .boolean(result.isSelfAsserted)), ("settledBy", result.settledBy.map(JSON.string)),
            ("evidence", .array(result.evidence.map(HealthJSON.location))))
    }

    static func insights(_ insights: SecurityInsights) -> JSON {
        .present(
            ("path", .string(insights.path)), ("version", insights.version.map(JSON.string)),
            (
                "problems",
                .array(
                    insights.problems.map {
                        .present(
                            ("severity", .string($0.severity.rawValue)), ("line", $0.line.map(JSON.integer)),
                            ("message", .string($0.message)))
                    })
            ))
    }
}

extension CriteriaJSON {
    static func badge(_ report: BadgeReport) -> JSON {
        [
            "levels": .array(
                report.levels.map {
                    [
                        "level": .string($0.level.rawValue), "met": .integer($0.met), "unmet": .integer($0.unmet),
                        "notApplicable": .integer($0.notApplicable), "unknown": .integer($0.unknown),
                    ]
                }),
            "answers": .array(
                report.answers.map {
                    [
                        "id": .string($0.id), "status": .string($0.status.rawValue),
                        "justification": .string($0.justification), "confidence": .string($0.confidence.word),
                        "selfAsserted": .boolean($0.isSelfAsserted),
                        "evidence": .array($0.evidence.map(HealthJSON.location)),
                    ]
                }),
        ]
    }
}

/// The badge in a table: a line a level.
enum BadgeText {
    static func rows(_ report: BadgeReport) -> [(label: String, text: String)] {
        report.levels.filter { !$0.level.isBaseline }.map { level in
            (
                "badge, \(level.level.rawValue)",
                "\(level.met) met, \(level.unmet) unmet, \(level.unknown) to be answered by people, \(level.notApplicable) not applicable"
            )
        }
    }
}

/// The answers for the Best Practices Badge, as the badge reads them from a repository.
package enum BestPracticesFile {
    package static func json(of report: HealthReport) -> JSON { report.badge?.bestPracticesJSON ?? .object([]) }
}

/// The evaluation log of the OSPS Baseline, as Gemara's readers take it.
package enum HealthGemara {
    package static func text(of report: HealthReport) -> String {
        guard let baseline = report.baseline else { return "" }
        return String(
            decoding: EvaluationLog(
                baseline, subject: report.subject, asOf: report.asOf, toolVersion: report.version
            ).yaml, as: UTF8.self)
    }
}
