// SPDX-License-Identifier: Apache-2.0
import Forges

enum Webhooks {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let hooks = facts.forge.value?.webhooks.value else {
            let why = facts.forge.value?.webhooks.reason.map { " \($0)" } ?? ""
            return [
                ProbeFinding(
                    secrets, .notAvailable, "The webhooks were not seen: the forge tells administrators alone.\(why)",
                    settledBy: .forge)
            ]
        }
        if hooks.isEmpty { return [ProbeFinding(secrets, .notApplicable, "The project has no webhook.")] }
        return hooks.map {
            ProbeFinding(
                secrets, $0.hasSecret ? .yes : .no, "The webhook \($0.url) has \($0.hasSecret ? "a" : "no") secret.",
                at: EvidenceLocation(.url, $0.url))
        }
    }

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: { $0.outcome == .notApplicable }) { return .score(10) }
        if findings.contains(where: \.isUnknown) { return .inconclusive("The webhooks were not seen.") }
        return .score(Proportion.score(findings.count { $0.outcome == .yes }, of: findings.count))
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        if findings.contains(where: { $0.outcome == .notApplicable }) { return 100 }
        return Proportion.points(findings.count { $0.outcome == .yes }, of: findings.count)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        guard let first = findings.first, first.outcome == .yes || first.outcome == .no else {
            return findings.first?.message ?? "The webhooks were not seen."
        }
        let good = findings.count { $0.outcome == .yes }
        return "\(good) of \(Words.count(findings.count, "webhook")) \(good == 1 ? "has" : "have") a secret."
    }
}
