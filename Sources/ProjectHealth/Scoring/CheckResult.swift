// SPDX-License-Identifier: Apache-2.0

/// What a check says of a project: raw, and with the waivers that the project has written.
package struct CheckResult: Sendable, Hashable {
    package var definition: CheckDefinition
    /// In the order of the definition's probes, then of places. Those a waiver covers carry it.
    package var findings: [ProbeFinding]
    /// Over all findings, whatever a waiver says.
    package var score: CheckScore
    /// Over the findings with those that a waiver covers taken for good; the same as `score` where none does.
    package var adjusted: CheckScore
    /// What the maintainers told Scorecard about this check. Shown; it changes no score.
    package var annotations: [MaintainerAnnotation]

    package init(
        definition: CheckDefinition, findings: [ProbeFinding], score: CheckScore, adjusted: CheckScore,
        annotations: [MaintainerAnnotation] = []
    ) {
        self.definition = definition
        self.findings = findings
        self.score = score
        self.adjusted = adjusted
        self.annotations = annotations
    }

    package var isAdjusted: Bool { findings.contains { $0.exemption != nil } }

    /// What is bad and no waiver covers.
    package var openFindings: [ProbeFinding] { findings.filter { $0.isBad && $0.exemption == nil } }
}
