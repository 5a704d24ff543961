// SPDX-License-Identifier: Apache-2.0
package import ProjectHealth
package import Wire

/// The Baseline's results as a Gemara evaluation log, in YAML: what Privateer and its like read.
///
/// Names and values are those of Gemara's schema 1.4.1. The same report is the same bytes: every time in it is the facts' own.
package struct EvaluationLog: Sendable, Hashable {
    package static let schemaVersion = "1.4.1"
    /// How the log refers to the catalogue.
    private static let reference = "OSPS-B"

    package let report: BaselineReport
    package let subject: ProjectSubject
    package let asOf: Instant
    /// Of this program.
    package let toolVersion: String

    package init(_ report: BaselineReport, subject: ProjectSubject, asOf: Instant, toolVersion: String) {
        self.report = report
        self.subject = subject
        self.asOf = asOf
        self.toolVersion = toolVersion
    }

    /// Gemara's results, the worst first.
    private enum Result: String, CaseIterable {
        case failed = "Failed"
        case unknown = "Unknown"
        case needsReview = "Needs Review"
        case passed = "Passed"
        case notApplicable = "Not Applicable"
        case notRun = "Not Run"

        /// What somebody has only to look at needs review; what nobody could see is unknown.
        init(_ result: RequirementResult) {
            switch result.verdict {
            case .pass: self = .passed
            case .fail: self = .failed
            case .notApplicable: self = .notApplicable
            case .unknown: self = result.evidence.isEmpty ? .unknown : .needsReview
            }
        }

        static func worst(_ results: some Sequence<Result>) -> Result {
            let present = Set(results)
            return allCases.first { present.contains($0) } ?? .notRun
        }
    }

    package var yaml: [UInt8] { document.document }

    var document: YAMLText {
        .present(
            ("metadata", metadata), ("target", target),
            ("result", .string(Result.worst(report.results.map(Result.init)).rawValue)),
            ("evaluations", .list(evaluations)))
    }

    private var metadata: YAMLText {
        .present(
            ("id", .string("MAINSTAY-OSPS-BASELINE")), ("type", .string("EvaluationLog")),
            ("gemara-version", .string(Self.schemaVersion)), ("version", .string("1.0.0")),
            ("date", .string(asOf.rfc3339)),
            (
                "description",
                .string(
                    "How \(Quotation.line(subject.name)) meets the OSPS Baseline \(report.version), judged from its clone and what was seen besides."
                )
            ),
            (
                "author",
                .present(
                    ("id", .string("mainstay")), ("name", .string("Mainstay")), ("type", .string("Software")),
                    ("version", .string(toolVersion)))
            ),
            (
                "mapping-references",
                .list([
                    .present(
                        ("id", .string(Self.reference)), ("title", .string(BaselineCatalogue.title)),
                        ("version", .string(report.version)), ("url", .string(BaselineCatalogue.address)))
                ])
            ))
    }

    private var target: YAMLText {
        .present(
            ("id", .string(Quotation.line(subject.repository ?? subject.name))),
            ("name", .string(Quotation.line(subject.repository ?? subject.name))), ("type", .string("Software")),
            ("version", subject.commit.map { .string($0) }),
            ("uri", subject.repository.flatMap(Self.uri).map { .string($0) }))
    }

    private static func uri(_ repository: String) -> String? {
        let text = "https://" + repository
        return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? text : nil
    }

    /// By control, in the order of the catalogue.
    private var evaluations: [YAMLText] {
        var controls: [(id: String, results: [RequirementResult])] = []
        for result in report.results {
            let control = String(result.id.prefix { $0 != "." })
            if controls.last?.id == control {
                controls[controls.count - 1].results.append(result)
            } else {
                controls.append((control, [result]))
            }
        }
        return controls.map { control in
            let worst = Result.worst(control.results.map(Result.init))
            let message = control.results.first { Result($0) == worst }?.message ?? ""
            return .present(
                ("name", .string(control.id)), ("result", .string(worst.rawValue)), ("message", .string(message)),
                ("control", Self.entry(control.id)), ("assessment-logs", .list(control.results.map(assessment))))
        }
    }

    private static func entry(_ id: String) -> YAMLText {
        .present(("reference-id", .string(reference)), ("entry-id", .string(id)))
    }

    private func assessment(_ result: RequirementResult) -> YAMLText {
        let looksAt = BaselineCatalogue.requirement(result.id)?.looksAt ?? []
        let steps = looksAt.map { YAMLText.string("Look at \($0).") }
        return .present(
            ("requirement", Self.entry(result.id)), ("description", .string(result.question)),
            ("result", .string(Result(result).rawValue)), ("message", .string(result.message)),
            ("applicability", .list(result.levels.map { .string("maturity-\($0)") })),
            ("steps", .list(steps.isEmpty ? [.string("Look at the project.")] : steps)),
            ("steps-executed", .integer(max(1, steps.count))), ("start", .string(asOf.rfc3339)),
            ("end", .string(asOf.rfc3339)),
            ("recommendation", recommendation(result).map { .string($0) }),
            ("confidence-level", .string(Self.confidence(result.confidence))),
            (
                "evidence",
                result.evidence.isEmpty ? nil : .list(result.evidence.enumerated().map { evidence($1, $0, of: result) })
            ))
    }

    private func recommendation(_ result: RequirementResult) -> String? {
        switch result.verdict {
        case .unknown: result.settledBy
        case .fail: BaselineCatalogue.requirement(result.id)?.settledBy
        case .pass, .notApplicable: nil
        }
    }

    private static func confidence(_ confidence: Confidence) -> String {
        switch confidence {
        case .undetermined: "Undetermined"
        case .low: "Low"
        case .medium: "Medium"
        case .high: "High"
        }
    }

    private func evidence(_ place: EvidenceLocation, _ number: Int, of result: RequirementResult) -> YAMLText {
        var members: [YAMLText.Member] = [YAMLText.Member("path", .string(Quotation.line(place.path, longest: 1_000)))]
        if let line = place.line { members.append(YAMLText.Member("line", .integer(line))) }
        if let end = place.endLine, end != place.line { members.append(YAMLText.Member("end-line", .integer(end))) }
        if let snippet = place.snippet { members.append(YAMLText.Member("quote", .string(Quotation.line(snippet)))) }
        return .present(
            ("id", .string("\(result.id)-\(number + 1)")),
            ("type", .string(result.isSelfAsserted ? "self-assertion" : place.kind.rawValue)),
            ("collected-at", .string(asOf.rfc3339)), ("payload", .mapping(members)))
    }
}
