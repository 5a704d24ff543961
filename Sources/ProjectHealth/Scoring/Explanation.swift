// SPDX-License-Identifier: Apache-2.0

/// All there is to say of one check: what it asks, why, how it decides, what was found, and what would change it.
package struct Explanation: Sendable, Hashable {
    package var id: String
    package var question: String
    package var why: String
    package var decision: String
    package var beyond: String
    package var reason: String
    package var compatible: CompatibleScore
    package var interval: ScoreInterval?
    /// With waivers; nil where none covers anything.
    package var adjusted: CheckScore?
    package var evidence: [Evidence]
    /// What would raise the score, each with what it brings to this check alone; those that bring most first.
    package var changes: [Change]

    package struct Evidence: Sendable, Hashable {
        package enum Verdict: String, Sendable, Hashable { case good, bad, unknown, waived, neutral }

        package var verdict: Verdict
        package var message: String
        package var location: EvidenceLocation?
        /// Why a waiver lets it stand, by whom and until when; nil where none does.
        package var waiver: String?
    }

    package struct Change: Sendable, Hashable {
        package var text: String
        package var effort: Remedy.Effort
        package var findings: Int
        /// Tenths of a point that the lower end of the check's score gains.
        package var gain: Int
        /// Points that the compatible score gains; 0 where it has none before or after.
        package var compatibleGain: Int
    }

    package init(_ result: CheckResult) {
        let definition = result.definition
        id = definition.id
        question = definition.question
        why = definition.why
        decision = definition.decision
        beyond = definition.beyond
        reason = result.score.reason
        compatible = result.score.compatible
        interval = result.score.interval
        adjusted = result.isAdjusted ? result.adjusted : nil
        evidence = result.findings.filter { $0.outcome != .notApplicable || !$0.message.isEmpty }.map(
            Explanation.evidence)
        changes = Explanation.changes(result)
    }

    private static func evidence(_ finding: ProbeFinding) -> Evidence {
        let verdict: Evidence.Verdict =
            finding.exemption != nil
            ? .waived
            : finding.isBad
                ? .bad
                : finding.isUnknown
                    ? .unknown
                    : finding.outcome == .notApplicable || finding.outcome == .notSupported
                        || finding.outcome == (finding.yesIsBad ? .yes : .no) ? .neutral : .good
        return Evidence(
            verdict: verdict, message: finding.message, location: finding.location,
            waiver: finding.exemption.map { "\($0.reason) (\($0.owner), until \($0.expires))" })
    }

    /// Where each change alone brings less than all of them.
    private static func together(
        _ found: [Change], _ result: CheckResult, _ check: Check, _ lowest: Int
    ) -> [Change] {
        guard found.count > 1 else { return [] }
        let isOpen = { (finding: ProbeFinding) in finding.exemption != nil || finding.isBad || finding.isUnknown }
        let score = check.score(result.findings.map { isOpen($0) ? $0.cured : $0 })
        let gain = (score.interval?.lowest ?? 0) - lowest
        let before = result.adjusted.compatible.number
        let after = score.compatible.number
        guard gain > found.reduce(0, { max($0, $1.gain) }) else { return [] }
        return [
            Change(
                text: "All of these together.", effort: found.map(\.effort).max { $0.rank < $1.rank } ?? .high,
                findings: found.reduce(0) { $0 + $1.findings }, gain: gain,
                compatibleGain: before >= 0 && after >= 0 ? after - before : 0)
        ]
    }

    private static func changes(_ result: CheckResult) -> [Change] {
        guard let check = CheckCatalogue.check(result.definition.id) else { return [] }
        let lowest = result.adjusted.interval?.lowest ?? 0
        let found = result.definition.remedies.compactMap { remedy -> Change? in
            let isCured = { (finding: ProbeFinding) in
                finding.probe == remedy.probe && finding.exemption == nil && (finding.isBad || finding.isUnknown)
            }
            let count = result.findings.count(where: isCured)
            guard count > 0 else { return nil }
            let score = check.score(result.findings.map { isCured($0) || $0.exemption != nil ? $0.cured : $0 })
            let before = result.adjusted.compatible.number
            let after = score.compatible.number
            return Change(
                text: remedy.text, effort: remedy.effort, findings: count, gain: (score.interval?.lowest ?? 0) - lowest,
                compatibleGain: before >= 0 && after >= 0 ? after - before : 0)
        }
        return (found + together(found, result, check, lowest)).sorted {
            if $0.gain != $1.gain { return $0.gain > $1.gain }
            if $0.compatibleGain != $1.compatibleGain { return $0.compatibleGain > $1.compatibleGain }
            return ($0.effort.rank, $0.text) < ($1.effort.rank, $1.text)
        }
    }
}
