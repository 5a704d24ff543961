// SPDX-License-Identifier: Apache-2.0
import Criteria
import Forges
import Histories
import Licenses
import ProjectHealth
import Secrets
package import Wire

/// The whole report as JSON, documented in Documentation/User/health-json.md. What is not known is an object with `unknown` (a
/// sentence) and, where something would settle it, `hint`; it is never left out and never zero.
package enum HealthJSON {
    package static let format = "mainstay-health"
    package static let formatVersion = 1

    package static func json(of report: HealthReport) -> JSON {
        .present(
            ("format", .string(format)), ("formatVersion", .integer(formatVersion)),
            ("mainstay", .string(report.version)), ("subject", subject(report.subject)),
            ("asOf", .string(report.asOf.rfc3339)), ("score", score(report.score)),
            ("adjustedScore", report.results.contains(where: \.isAdjusted) ? score(report.adjusted) : nil),
            ("checks", .array(report.results.map(check))),
            ("improvements", .array(report.improvements.map(improvement))),
            ("evidenceWanted", .array(report.settling.map(improvement))), ("tree", tree(report.tree)),
            ("metrics", known(report.metrics, MetricsJSON.metrics)), ("gaps", .array(report.gaps.map(gap))),
            ("forgeMetrics", known(report.forgeMetrics, MetricsJSON.forge)),
            ("observations", known(report.observations) { .array($0.map(observation)) }),
            ("intent", .array(report.intent.map(intent))),
            ("criticality", .array(report.criticality.map(criticality))),
            ("baseline", asked(report.baseline, CriteriaJSON.baseline)),
            ("badge", asked(report.badge, CriteriaJSON.badge)),
            ("securityInsights", report.insights.map(CriteriaJSON.insights)),
            ("pastSecrets", known(report.pastSecrets) { .array($0.map(pastSecret)) }),
            ("signatures", known(report.signatures) { .array($0.map(signature)) }),
            (
                "problems",
                .array(
                    report.problems.map {
                        .present(("place", $0.place.map(JSON.string)), ("message", .string($0.message)))
                    })
            ))
    }

    static func known<Value>(_ known: Known<Value>, _ json: (Value) -> JSON) -> JSON {
        switch known {
        case .known(let value): json(value)
        case .unknown(let unknown):
            .present(("unknown", .string(unknown.reason)), ("hint", unknown.hint.map(JSON.string)))
        }
    }

    private static func asked<Value>(_ value: Value?, _ json: (Value) -> JSON) -> JSON {
        value.map(json) ?? ["unknown": "It was not asked for."]
    }

    private static func subject(_ subject: ProjectSubject) -> JSON {
        .present(
            ("name", .string(subject.name)), ("repository", subject.repository.map(JSON.string)),
            ("commit", subject.commit.map(JSON.string)), ("commitTime", subject.commitTime.map { .string($0.rfc3339) }),
            ("branch", subject.branch.map(JSON.string)))
    }

    static func score(_ score: HealthScore) -> JSON {
        .present(
            ("lowest", score.interval.map { .decimal(ScoreText.points($0.lowest)) }),
            ("highest", score.interval.map { .decimal(ScoreText.points($0.highest)) }),
            ("coverage", .integer(score.coverage)),
            ("compatible", score.compatible.map { .decimal(ScoreText.decimal($0)) } ?? .null))
    }

    static func score(_ score: CheckScore) -> JSON {
        .present(
            ("applies", .boolean(score.interval != nil)),
            ("lowest", score.interval.map { .decimal(ScoreText.points($0.lowest)) }),
            ("highest", score.interval.map { .decimal(ScoreText.points($0.highest)) }),
            ("compatible", .integer(score.compatible.number)), ("reason", .string(score.reason)))
    }

    private static func check(_ result: CheckResult) -> JSON {
        .present(
            ("id", .string(result.definition.id)), ("risk", .string(result.definition.risk.rawValue)),
            ("question", .string(result.definition.question)), ("score", score(result.score)),
            ("adjustedScore", result.isAdjusted ? score(result.adjusted) : nil),
            ("findings", .array(result.findings.map(finding))),
            (
                "annotations",
                result.annotations.isEmpty
                    ? nil : .array(result.annotations.flatMap { $0.reasons.map { JSON.string($0.sentence) } })
            ))
    }

    private static func finding(_ finding: ProbeFinding) -> JSON {
        let values = finding.values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        return .present(
            ("probe", .string(finding.probe)), ("outcome", .string(finding.outcome.rawValue)),
            ("bad", .boolean(finding.isBad)), ("compatible", .boolean(finding.isCompatible)),
            ("message", .string(finding.message)), ("location", finding.location.map(location)),
            ("values", values.isEmpty ? nil : .object(values)),
            (
                "exemption",
                finding.exemption.map {
                    [
                        "owner": .string($0.owner), "reason": .string($0.reason), "expires": .string($0.expires),
                        "location": location($0.location),
                    ]
                }
            ))
    }

    static func location(_ location: EvidenceLocation) -> JSON {
        .present(
            ("kind", .string(location.kind.rawValue)), ("path", .string(location.path)),
            ("line", location.line.map(JSON.integer)), ("endLine", location.endLine.map(JSON.integer)),
            ("snippet", location.snippet.map(JSON.string)))
    }

    /// The location in the words of Scorecard's finding format.
    static func scorecardLocation(_ location: EvidenceLocation) -> JSON {
        let type =
            switch location.kind {
            case .source: "Source"
            case .text: "Text"
            case .binary: "Binary"
            case .commit, .tag, .url: "URL"
            }
        return .present(
            ("path", .string(location.path)), ("type", .string(type)), ("lineStart", location.line.map(JSON.integer)),
            ("lineEnd", (location.endLine ?? location.line).map(JSON.integer)),
            ("snippet", location.snippet.map(JSON.string)))
    }

    static func improvement(_ improvement: Improvement) -> JSON {
        [
            "kind": .string(improvement.kind.rawValue), "title": .string(improvement.title),
            "effort": .string(improvement.effort.rawValue), "checks": .array(improvement.checks.map(JSON.string)),
            "probes": .array(improvement.probes.map(JSON.string)), "files": .array(improvement.files.map(JSON.string)),
            "findings": .integer(improvement.findings), "gain": .decimal(hundredths(improvement.gain)),
            "compatibleGain": .decimal(ScoreText.points(improvement.compatibleGain)),
        ]
    }

    private static func hundredths(_ value: Int) -> String {
        let rest = value % 100
        return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func tree(_ tree: TreeSummary) -> JSON {
        [
            "files": .integer(tree.files),
            "languages": .array(
                tree.languages.map {
                    ["language": .string($0.language), "lines": .integer($0.lines), "files": .integer($0.files)]
                }),
            "headers": [
                "sources": .integer(tree.headers.sources), "withLicense": .integer(tree.headers.withLicense),
                "withCopyright": .integer(tree.headers.withCopyright),
                "expressions": .array(
                    tree.headers.expressions.map { ["expression": .string($0.text), "files": .integer($0.count)] }),
            ],
            "licenses": .array(tree.licenses.map(license)), "secrets": .array(tree.secrets.map(secret)),
            "unsafeCode": .array(
                tree.unsafeCode.map {
                    [
                        "language": .string($0.language), "name": .string($0.name), "path": .string($0.path),
                        "line": .integer($0.line), "count": .integer($0.count),
                    ]
                }), "unread": .array(tree.unread.map(unread)),
            "omitted": .integer(tree.omitted), "damaged": .boolean(tree.isDamaged),
        ]
    }

    private static func license(_ file: LicenseFile) -> JSON {
        .present(
            ("path", .string(file.path)), ("nameID", file.nameID.map(JSON.string)),
            (
                "matches",
                .array(
                    file.matches.map {
                        .present(
                            ("id", .string($0.id)), ("kind", .string($0.kind.rawValue)),
                            ("confidence", .integer($0.confidence)), ("startLine", .integer($0.startLine)),
                            ("endLine", .integer($0.endLine)), ("note", $0.note.map(JSON.string)))
                    })
            ))
    }

    private static func secret(_ secret: SecretInFile) -> JSON {
        [
            "rule": .string(secret.finding.ruleID), "title": .string(secret.finding.title),
            "path": .string(secret.path),
            "line": .integer(secret.finding.line), "redacted": .string(secret.finding.redacted),
            "confidence": .string(secret.finding.confidence.name), "reason": .string(secret.finding.reason),
        ]
    }

    private static func pastSecret(_ past: PastSecret) -> JSON {
        .present(
            ("secret", secret(past.secret)), ("object", .string(past.object.hexadecimal)),
            ("commit", past.commit.map { .string($0.hexadecimal) }))
    }

    private static func signature(_ signature: VerifiedSignature) -> JSON {
        let verdict: [JSON.Member] =
            switch signature.verdict {
            case .good(let key, let signer):
                [
                    JSON.Member("verdict", "good"), JSON.Member("key", .string(key)),
                    JSON.Member("signer", .string(signer)),
                ]
            case .bad(let reason): [JSON.Member("verdict", "bad"), JSON.Member("reason", .string(reason))]
            case .unknown(let reason): [JSON.Member("verdict", "unknown"), JSON.Member("reason", .string(reason))]
            }
        return .object([JSON.Member(signature.isTag ? "tag" : "commit", .string(signature.name))] + verdict)
    }

    private static func unread(_ file: UnreadFile) -> JSON {
        ["path": .string(file.path), "reason": .string(ReportWords.reason(file.reason))]
    }

    private static func gap(_ gap: History.Gap) -> JSON { .string(ReportWords.sentence(gap)) }

    private static func observation(_ observation: Observation) -> JSON {
        .present(
            ("id", .string(observation.kind.rawValue)), ("attention", .string("\(observation.attention)")),
            ("time", .string(observation.time.rfc3339)), ("observation", .string(observation.sentence)),
            ("harmlessExplanation", .string(observation.harmless)), ("person", observation.person.map(JSON.string)),
            (
                "evidence",
                .array(
                    observation.evidence.map {
                        .present(
                            ("commit", $0.commit.map { .string($0.hexadecimal) }), ("tag", $0.tag.map(JSON.string)),
                            ("time", .string($0.time.rfc3339)), ("path", $0.path.map(JSON.string)),
                            ("note", .string($0.note)))
                    })
            ))
    }

    private static func intent(_ statement: IntentStatement) -> JSON {
        [
            "intent": .string(statement.kind.rawValue), "certainty": .string("\(statement.certainty)"),
            "quote": .string(statement.quote), "location": location(statement.location),
        ]
    }

    private static func criticality(_ criticality: Criticality) -> JSON {
        .present(
            ("formula", .string(criticality.formula.rawValue)),
            ("score", criticality.score.map { .decimal($0.description) } ?? .null),
            ("lowest", .decimal(criticality.lowest.description)),
            ("highest", .decimal(criticality.highest.description)),
            ("present", .array(criticality.present.map { .string($0.rawValue) })),
            ("missing", .array(criticality.missing.map { .string($0.rawValue) })))
    }
}
