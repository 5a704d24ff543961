// SPDX-License-Identifier: Apache-2.0

/// What a value of a security insights file must be.
indirect enum InsightsShape: Sendable {
    case text
    /// At most 560 characters.
    case remark
    case url
    case email
    /// `2026-01-31`
    case date
    /// RFC 3339 with a time.
    case instant
    case boolean
    case integer
    /// `2.1.0`
    case version
    case choice([String])
    case list(InsightsShape, atLeast: Int)
    case record([InsightsField])
}

struct InsightsField: Sendable {
    var name: String
    var isRequired: Bool
    var shape: InsightsShape

    static func must(_ name: String, _ shape: InsightsShape) -> InsightsField {
        InsightsField(name: name, isRequired: true, shape: shape)
    }

    static func may(_ name: String, _ shape: InsightsShape) -> InsightsField {
        InsightsField(name: name, isRequired: false, shape: shape)
    }
}

/// The members of the two generations of the specification: facts of its schemas 1.0.0 and 2.1.0.
enum InsightsSchema {
    static let two: InsightsShape = .record([
        .must("header", header), .may("project", project), .may("repository", repository),
    ])

    private static let header: InsightsShape = .record([
        .must("last-reviewed", .date), .must("last-updated", .date), .must("schema-version", .version),
        .must("url", .url),
        .may("comment", .text), .may("project-si-source", .url),
    ])

    private static let contact: InsightsShape = .record([
        .must("name", .text), .must("primary", .boolean), .may("affiliation", .text), .may("email", .email),
        .may("social", .text),
    ])

    private static let link: InsightsShape = .record([.must("uri", .text), .must("comment", .text)])

    private static let license: InsightsShape = .record([.must("url", .url), .must("expression", .text)])

    private static let attestation: InsightsShape = .record([
        .must("name", .text), .must("location", .url), .must("predicate-uri", .text), .may("comment", .text),
    ])

    private static let assessment: InsightsShape = .record([
        .must("comment", .text), .may("name", .text), .may("evidence", .url), .may("date", .date),
    ])

    private static let project: InsightsShape = .record([
        .must("name", .text), .may("homepage", .url), .may("roadmap", .url), .may("funding", .url),
        .may("steward", link),
        .must("administrators", .list(contact, atLeast: 1)),
        .must(
            "repositories",
            .list(.record([.must("name", .text), .must("comment", .text), .must("url", .url)]), atLeast: 1)),
        .must(
            "vulnerability-reporting",
            .record([
                .must("reports-accepted", .boolean), .must("bug-bounty-available", .boolean),
                .may("bug-bounty-program", .url), .may("contact", contact), .may("comment", .text),
                .may("security-policy", .url), .may("pgp-key", .text), .may("in-scope", .list(.text, atLeast: 0)),
                .may("out-of-scope", .list(.text, atLeast: 0)),
            ])),
        .may(
            "documentation",
            .record([
                .may("detailed-guide", .url), .may("code-of-conduct", .url), .may("quickstart-guide", .url),
                .may("release-process", .url), .may("support-policy", .url), .may("signature-verification", .url),
            ])),
    ])

    private static let tool: InsightsShape = .record([
        .must("name", .text), .must("type", .choice(["fuzzing", "container", "secret", "SCA", "SAST", "other"])),
        .may("version", .text), .may("comment", .text), .must("rulesets", .list(.text, atLeast: 0)),
        .must(
            "integration",
            .record([.must("adhoc", .boolean), .must("ci", .boolean), .must("release", .boolean)])),
        .must("results", .record([.may("adhoc", attestation), .may("ci", attestation), .may("release", attestation)])),
    ])

    private static let repository: InsightsShape = .record([
        .must(
            "status",
            .choice(["active", "abandoned", "concept", "inactive", "moved", "suspended", "unsupported", "WIP"])),
        .must("url", .url), .must("accepts-change-request", .boolean),
        .must("accepts-automated-change-request", .boolean),
        .may("bug-fixes-only", .boolean), .may("no-third-party-packages", .boolean),
        .must("core-team", .list(contact, atLeast: 1)), .must("license", license),
        .must(
            "security",
            .record([
                .must(
                    "assessments",
                    .record([.must("self", assessment), .may("third-party", .list(assessment, atLeast: 0))])),
                .may("champions", .list(contact, atLeast: 0)), .may("tools", .list(tool, atLeast: 0)),
            ])),
        .may(
            "documentation",
            .record([
                .may("contributing-guide", .url), .may("dependency-management-policy", .url), .may("governance", .url),
                .may("review-policy", .url), .may("security-policy", .url),
            ])),
        .may(
            "release",
            .record([
                .must("automated-pipeline", .boolean), .must("distribution-points", .list(link, atLeast: 1)),
                .may("changelog", .url), .may("license", license), .may("attestations", .list(attestation, atLeast: 0)),
            ])),
    ])

    // MARK: Version 1.0.0

    static let one: InsightsShape = .record([
        .must(
            "header",
            .record([
                .must("schema-version", .choice(["1.0.0"])), .must("expiration-date", .instant),
                .may("last-updated", .date),
                .may("last-reviewed", .date), .may("commit-hash", .text), .must("project-url", .url),
                .may("project-release", .text), .may("changelog", .url), .may("license", .url),
            ])),
        .must(
            "project-lifecycle",
            .record([
                .must("bug-fixes-only", .boolean), .may("core-maintainers", .list(.text, atLeast: 0)),
                .may("roadmap", .url),
                .may("release-cycle", .url), .may("release-process", .remark),
                .must(
                    "status",
                    .choice(["active", "inactive", "concept", "wip", "suspended", "abandoned", "unsupported", "moved"])),
            ])),
        .must(
            "contribution-policy",
            .record([
                .must("accepts-pull-requests", .boolean), .must("accepts-automated-pull-requests", .boolean),
                .may(
                    "automated-tools-list",
                    .list(
                        .record([
                            .must("automated-tool", .text), .must("action", .choice(["allowed", "denied"])),
                            .may("path", .list(.text, atLeast: 0)), .may("comment", .remark),
                        ]), atLeast: 0)),
                .may("contributing-policy", .url), .may("code-of-conduct", .url),
            ])),
        .may("documentation", .list(.url, atLeast: 0)), .must("distribution-points", .list(.text, atLeast: 0)),
        .may("security-artifacts", artifacts),
        .may("security-testing", .list(testing, atLeast: 0)),
        .may(
            "security-assessments",
            .list(
                .record([
                    .must("auditor-name", .text), .may("auditor-report", .url), .must("auditor-url", .url),
                    .must("report-year", .integer), .may("comment", .remark),
                ]), atLeast: 0)),
        .must(
            "security-contacts",
            .list(
                .record([
                    .may("primary", .boolean), .must("type", .choice(["email", "phone", "url"])), .must("value", .text),
                ]), atLeast: 0)),
        .must("vulnerability-reporting", reporting), .may("dependencies", dependencies),
    ])

    private static let artifacts: InsightsShape = .record([
        .may(
            "threat-model",
            .record([
                .must("threat-model-created", .boolean), .may("evidence-url", .list(.url, atLeast: 0)),
                .may("comment", .remark),
            ])),
        .may(
            "self-assessment",
            .record([
                .must("self-assessment-created", .boolean), .may("evidence-url", .list(.url, atLeast: 0)),
                .may("comment", .remark),
            ])),
        .may(
            "other-artifacts",
            .list(
                .record([
                    .may("artifact-name", .text), .may("artifact-created", .boolean),
                    .may("evidence-url", .list(.url, atLeast: 0)), .may("comment", .remark),
                ]), atLeast: 0)),
    ])

    private static let testing: InsightsShape = .record([
        .must(
            "integration",
            .record([.must("ad-hoc", .boolean), .must("before-release", .boolean), .must("ci", .boolean)])),
        .must("tool-name", .text), .may("tool-rulesets", .list(.text, atLeast: 0)),
        .must("tool-type", .choice(["sast", "dast", "iast", "fuzzer", "sca"])), .may("tool-url", .url),
        .must("tool-version", .text), .may("comment", .remark),
    ])

    private static let scopes: InsightsShape = .list(
        .choice([
            "broken access control", "cryptographic failures", "injection", "insecure design",
            "security misconfiguration", "vulnerable and outdated components",
            "identification and authentication failures", "software and data integrity failures",
            "security logging and monitoring failures", "ssrf", "other",
        ]), atLeast: 0)

    private static let reporting: InsightsShape = .record([
        .must("accepts-vulnerability-reports", .boolean), .may("bug-bounty-available", .boolean),
        .may("bug-bounty-url", .url), .may("email-contact", .email), .may("security-policy", .url),
        .may("pgp-key", .text), .may("in-scope", scopes), .may("out-scope", scopes), .may("comment", .remark),
    ])

    private static let dependencies: InsightsShape = .record([
        .may("third-party-packages", .boolean), .may("dependencies-lists", .list(.url, atLeast: 0)),
        .may(
            "sbom",
            .list(
                .record([
                    .may("sbom-file", .url), .may("sbom-format", .text), .may("sbom-url", .url),
                    .may("sbom-creation", .remark),
                ]), atLeast: 0)),
        .may("dependencies-lifecycle", .record([.may("policy-url", .url), .may("comment", .remark)])),
        .may("env-dependencies-policy", .record([.may("policy-url", .url), .may("comment", .remark)])),
    ])
}
