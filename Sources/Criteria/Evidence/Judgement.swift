// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// What the evidence says of one requirement.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
    case pass, fail, notApplicable, unknown
}

/// How far the evidence carries the verdict.
package enum Confidence: Int, Sendable, Hashable, Comparable, CaseIterable {
    case undetermined, low, medium, high

    package static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }

    package var word: String {
        switch self {
        case .undetermined: "undetermined"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }
}

/// A verdict with its reason, before the requirement's own scope is laid over it.
struct Judgement: Sendable, Hashable {
    /// The most places one judgement quotes.
    static let mostEvidence = 10

    var verdict: Verdict
    /// A sentence.
    var message: String
    var evidence: [EvidenceLocation]
    /// Of an unknown one: what would settle it; nil for the requirement's own words.
    var settledBy: String?
    var confidence: Confidence
    /// Nothing but the project's own declaration stands behind it.
    var isSelfAsserted = false

    /// Without credentials that the project's files have in them.
    var redacted: Judgement {
        var judgement = self
        judgement.message = Redaction.text(message)
        judgement.evidence = evidence.map(Redaction.location)
        return judgement
    }

    static func pass(
        _ confidence: Confidence, _ message: String, _ evidence: [EvidenceLocation] = []
    ) -> Judgement {
        Judgement(verdict: .pass, message: message, evidence: evidence, confidence: confidence)
    }

    static func fail(
        _ confidence: Confidence, _ message: String, _ evidence: [EvidenceLocation] = []
    ) -> Judgement {
        Judgement(verdict: .fail, message: message, evidence: evidence, confidence: confidence)
    }

    static func notApplicable(
        _ confidence: Confidence, _ message: String, _ evidence: [EvidenceLocation] = []
    ) -> Judgement {
        Judgement(verdict: .notApplicable, message: message, evidence: evidence, confidence: confidence)
    }

    static func unknown(
        _ message: String, _ evidence: [EvidenceLocation] = [], settledBy: String? = nil
    ) -> Judgement {
        Judgement(
            verdict: .unknown, message: message, evidence: evidence, settledBy: settledBy, confidence: .undetermined)
    }
}
