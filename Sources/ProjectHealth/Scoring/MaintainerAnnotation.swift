// SPDX-License-Identifier: Apache-2.0
import Notations
package import Wire

/// What maintainers told Scorecard about checks in `scorecard.yml`: shown beside the check, it changes no score, here
/// as there.
package struct MaintainerAnnotation: Sendable, Hashable {
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        case testData = "test-data"
        case remediated
        case notApplicable = "not-applicable"
        case notSupported = "not-supported"
        case notDetected = "not-detected"

        /// A sentence.
        package var sentence: String {
            switch self {
            case .testData: "What was found is test data."
            case .remediated: "The project has dealt with it in another way."
            case .notApplicable: "The question does not apply to the project."
            case .notSupported: "The project uses something that the check does not know."
            case .notDetected: "The project does it where the check does not look."
            }
        }
    }

    package var checks: [String]
    package var reasons: [Reason]
    package var location: EvidenceLocation

    package init(checks: [String], reasons: [Reason], location: EvidenceLocation) {
        self.checks = checks
        self.reasons = reasons
        self.location = location
    }

    /// Names of checks are compared without regard to case.
    package func speaks(of check: String) -> Bool {
        checks.contains { $0.lowercased() == check.lowercased() }
    }

    package static let limits = Limits(bytes: 256 << 10, depth: 8, nodes: 20_000)

    /// The annotations of the first such file, and what of it was not understood.
    package static func read(_ documents: [TextDocument]) -> (
        annotations: [MaintainerAnnotation], problems: [ExemptionFile.Problem]
    ) {
        guard let document = documents.first(where: { $0.kind == .annotations }) else { return ([], []) }
        return read(document.text, path: document.path)
    }

    package static func read(
        _ text: String, path: String
    ) -> (annotations: [MaintainerAnnotation], problems: [ExemptionFile.Problem]) {
        let root: Node
        do {
            root = try Tree(yaml: Array(text.utf8), limits: limits).root
        } catch {
            let location = EvidenceLocation(.source, path, line: error.line)
            return (
                [],
                [ExemptionFile.Problem(location: location, message: "The annotations cannot be read: \(error.message)")]
            )
        }
        var annotations: [MaintainerAnnotation] = []
        var problems: [ExemptionFile.Problem] = []
        for entry in root["annotations"].map({ Array($0.elements.prefix(200)) }) ?? [] {
            var reasons: [Reason] = []
            for node in entry["reasons"].map({ Array($0.elements.prefix(20)) }) ?? [] {
                guard let word = node["reason"]?.string else { continue }
                if let reason = Reason(rawValue: word) {
                    reasons.append(reason)
                } else {
                    problems.append(
                        ExemptionFile.Problem(
                            location: EvidenceLocation(.source, path, line: node.line),
                            message:
                                "`\(word.prefix(60))` is none of Scorecard's reasons: \(Words.list(Reason.allCases.map(\.rawValue)))."
                        ))
                }
            }
            let checks = entry["checks"].map { $0.elements.prefix(100).compactMap(\.string) } ?? []
            guard !checks.isEmpty, !reasons.isEmpty else { continue }
            annotations.append(
                MaintainerAnnotation(
                    checks: checks, reasons: reasons, location: EvidenceLocation(.source, path, line: entry.line)))
        }
        return (annotations, problems)
    }
}
