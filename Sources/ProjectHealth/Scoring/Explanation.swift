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
    /// What would raise the score, each with what it brings to this check alone; those that bring most first. What brings
    /// nothing alone is there only where it does together with others.
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
        package var kind: Improvement.Kind
        package var text: String
        package var effort: Remedy.Effort
        package var findings: Int
        /// Tenths of a point that the lower end of the check's score gains; of evidence, at most.
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

    /// The places of findings that one change cures. Several remedies of a check may say the same.
    private struct Part {
        var text: String
        var effort: Remedy.Effort
        var kind: Improvement.Kind
        var findings: Set<Int>
    }

    /// What is only unseen is no fault to mend: where something in reach settles it, that is what to do.
    private static func parts(_ result: CheckResult) -> [Part] {
        var parts: [Part] = []
        for (position, finding) in result.findings.enumerated()
        where finding.exemption == nil && (finding.isBad || finding.isUnknown) {
            var part: Part
            if !finding.isBad, let source = finding.settledBy {
                part = Part(text: Improvements.title(source), effort: .low, kind: .evidence, findings: [])
            } else if let remedy = result.definition.remedies.first(where: { $0.probe == finding.probe }) {
                part = Part(text: remedy.text, effort: remedy.effort, kind: .change, findings: [])
            } else {
                continue
            }
            let index = parts.firstIndex { $0.text == part.text } ?? parts.endIndex
            if index < parts.endIndex { part = parts.remove(at: index) }
            part.findings.insert(position)
            parts.insert(part, at: index)
        }
        return parts
    }

    private static func changes(_ result: CheckResult) -> [Change] {
        guard let check = CheckCatalogue.check(result.definition.id) else { return [] }
        let lowest = result.adjusted.interval?.lowest ?? 0
        let before = result.adjusted.compatible.number
        let measured = { (part: Part) -> Change in
            let score = check.score(
                result.findings.enumerated().map { position, finding in
                    part.findings.contains(position) || finding.exemption != nil ? finding.cured : finding
                })
            let after = score.compatible.number
            return Change(
                kind: part.kind, text: part.text, effort: part.effort, findings: part.findings.count,
                gain: (score.interval?.lowest ?? 0) - lowest,
                compatibleGain: before >= 0 && after >= 0 ? after - before : 0)
        }
        let parts = parts(result)
        var found = parts.map(measured)
        let changing = parts.filter { $0.kind == .change }
        // Changes that bring nothing alone may bring much together.
        let together = measured(
            Part(
                text: "All of these together.", effort: changing.map(\.effort).max { $0.rank < $1.rank } ?? .high,
                kind: .change, findings: changing.reduce(into: []) { $0.formUnion($1.findings) }))
        let isMore = changing.count > 1 && found.allSatisfy { $0.kind == .evidence || $0.gain < together.gain }
        if isMore { found.append(together) }
        return found.filter { $0.gain > 0 || $0.compatibleGain > 0 || isMore && $0.kind == .change }.sorted {
            if $0.gain != $1.gain { return $0.gain > $1.gain }
            if $0.compatibleGain != $1.compatibleGain { return $0.compatibleGain > $1.compatibleGain }
            return ($0.effort.rank, $0.text) < ($1.effort.rank, $1.text)
        }
    }
}
