// SPDX-License-Identifier: Apache-2.0
import Forges

enum BranchProtection {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let branchName = "branchName"
    static let reviewers = "numberOfRequiredReviewers"
    /// `solo` where approvals are not asked for.
    static let profile = "profile"

    private static let probes = definition.probes.filter { !$0.isOwn }

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let solo = facts.knownDigest?.profile.isSolo == true ? [profile: "solo"] : [:]
        guard let branches = facts.forge.value?.branches.value else {
            let why = facts.forge.unknown?.reason ?? facts.forge.value?.branches.reason ?? ""
            let hint = facts.forge.unknown?.hint.map { " \($0)" } ?? ""
            let branch = facts.subject.branch ?? "the default branch"
            return probes.map { probe in
                ProbeFinding(
                    probe, .notAvailable, "The rules for \(branch) were not seen. \(why)\(hint)",
                    values: solo.merging([branchName: branch]) { $1 }, settledBy: .forge)
            }
        }
        guard !branches.isEmpty else {
            return probes.map { ProbeFinding($0, .notApplicable, "The forge tells of no branch to protect.") }
        }
        let hasOwners = facts.tree.documents.contains { $0.kind == .codeOwners }
        let address = facts.forge.value.map { EvidenceLocation(.url, $0.url) }
        return branches.flatMap { findings($0, hasOwners: hasOwners, at: address, solo) }
    }

    private static func findings(
        _ rules: ForgeSnapshot.BranchRules, hasOwners: Bool, at address: EvidenceLocation?, _ solo: [String: String]
    ) -> [ProbeFinding] {
        let branch = rules.branch
        let values = solo.merging([branchName: branch]) { $1 }
        let isOpen = rules.isProtected == false
        func answer(_ probe: ProbeDefinition, _ value: Bool?, _ yes: String, _ no: String) -> ProbeFinding {
            guard let value = value ?? (isOpen ? false : nil) else {
                return ProbeFinding(
                    probe, .notAvailable, "Branch '\(branch)': whether \(yes) was not seen; it takes a token that may.",
                    at: address, values: values, settledBy: .forge)
            }
            return ProbeFinding(
                probe, value ? .yes : .no, "Branch '\(branch)': \(value ? yes : no).", at: address, values: values)
        }
        var owners = answer(
            requiresCodeOwners, rules.requiresCodeOwners.map { $0 && hasOwners }, "code owners must approve",
            rules.requiresCodeOwners == true
                ? "code owners must approve, but no CODEOWNERS file names any" : "code owners need not approve")
        owners.location = address
        var all = [
            answer(blocksDelete, rules.allowsDeletions.map { !$0 }, "it cannot be deleted", "it can be deleted"),
            answer(
                blocksForcePush, rules.allowsForcePushes.map { !$0 }, "its history cannot be rewritten",
                "its history can be rewritten"),
            answer(areProtected, rules.isProtected ?? false, "a rule protects it", "no rule protects it"),
            answer(
                appliesToAdmins, rules.appliesToAdmins, "the rule holds for administrators",
                "administrators may pass the rule by"),
            answer(
                dismissesStale, rules.dismissesStaleReviews, "approvals lapse when something is pushed",
                "approvals outlast what is pushed after them"),
            approvers(rules, isOpen, at: address, values), owners,
            answer(
                requiresLastPush, rules.requiresLastPushApproval, "somebody else must approve the last push",
                "nobody need approve the last push"),
            answer(
                requiresUpToDate, rules.requiresUpToDate, "changes must be up to date", "changes need not be up to date"
            ),
            answer(
                runsChecks, checks(rules), "checks must succeed before a merge", "no check must succeed before a merge"),
            answer(
                requiresRequests, rules.requiresChangeRequests, "every change takes a change request",
                "changes can be pushed without a change request"),
        ]
        if let count = rules.requiredApprovals ?? (isOpen ? 0 : nil) {
            all.append(
                ProbeFinding(
                    requiresTwo, count >= 2 ? .yes : .no,
                    "Branch '\(branch)': \(Words.count(count, "approval")) \(count == 1 ? "is" : "are") required.",
                    at: address,
                    values: values))
        }
        return all
    }

    private static func checks(_ rules: ForgeSnapshot.BranchRules) -> Bool? {
        if let contexts = rules.statusChecks { return !contexts.isEmpty }
        return rules.requiresStatusChecks == false ? false : nil
    }

    private static func approvers(
        _ rules: ForgeSnapshot.BranchRules, _ isOpen: Bool, at address: EvidenceLocation?, _ values: [String: String]
    ) -> ProbeFinding {
        guard let count = rules.requiredApprovals ?? (isOpen ? 0 : nil) else {
            return ProbeFinding(
                requiresApprovers, .notAvailable,
                "Branch '\(rules.branch)': how many must approve was not seen; it takes a token that may.", at: address,
                values: values, settledBy: .forge)
        }
        return ProbeFinding(
            requiresApprovers, count > 0 ? .yes : .no,
            "Branch '\(rules.branch)': \(count > 0 ? Words.count(count, "approval") + " needed" : "nobody need approve a change").",
            at: address, values: values.merging([reviewers: String(count)]) { $1 })
    }

    // MARK: - Scores

    /// What one branch has of a step, and what it could have.
    private struct Step {
        var got = 0
        var most = 0

        mutating func add(_ isGood: Bool, weight: Int = 1) {
            most += weight
            if isGood { got += weight }
        }
    }

    private static let worth = [3, 3, 2, 1, 1]

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return .inconclusive("The forge tells of no branch to protect.")
        }
        if findings.contains(areProtected, .notAvailable) {
            return .inconclusive("The rules of the branches were not seen.")
        }
        guard findings.allSatisfy({ !($0.values[branchName] ?? "").isEmpty }) else {
            return .inconclusive("An answer names no branch.")
        }
        let steps = branches(findings).map { name in
            compatibleSteps(findings.filter { $0.values[branchName] == name })
        }
        return .score(total(steps, scale: 1, mostOfFirst: true))
    }

    /// Scorecard's items, of which some leave the calculation when they were not seen.
    private static func compatibleSteps(_ findings: [ProbeFinding]) -> [Step] {
        var steps = Array(repeating: Step(), count: worth.count)
        for finding in findings {
            let isGood = finding.outcome == .yes
            let wasSeen = finding.outcome != .notAvailable
            switch finding.probe {
            case blocksDelete.id, blocksForcePush.id: steps[0].add(isGood)
            case requiresApprovers.id:
                let count = finding.isCured ? (finding.values[reviewers] == nil ? 2 : 1) : finding.count(reviewers) ?? 0
                steps[1].add(isGood && count > 0, weight: 2)
                steps[3].add(isGood && count >= 2)
            case requiresUpToDate.id, requiresLastPush.id, requiresRequests.id: if wasSeen { steps[1].add(isGood) }
            case runsChecks.id: steps[2].add(isGood)
            case requiresCodeOwners.id: steps[3].add(isGood)
            case dismissesStale.id, appliesToAdmins.id: if wasSeen { steps[4].add(isGood) }
            default: break
            }
        }
        return steps
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        if findings.contains(where: { $0.outcome == .notApplicable }) { return nil }
        let steps = branches(findings).map { name in ownSteps(findings.filter { $0.values[branchName] == name }) }
        return total(steps, scale: 10, mostOfFirst: false)
    }

    /// All items, without those that a person alone cannot meet where one person writes the project.
    private static func ownSteps(_ findings: [ProbeFinding]) -> [Step] {
        let isSolo = findings.contains { $0.values[profile] == "solo" }
        var steps = Array(repeating: Step(), count: worth.count)
        let hasTwo = findings.contains(requiresTwo, .yes)
        for finding in findings {
            let isGood = finding.outcome == .yes
            switch finding.probe {
            case blocksDelete.id, blocksForcePush.id: steps[0].add(isGood)
            case requiresUpToDate.id, requiresRequests.id: steps[1].add(isGood)
            case runsChecks.id: steps[2].add(isGood)
            case appliesToAdmins.id: steps[4].add(isGood)
            case requiresApprovers.id where !isSolo:
                steps[1].add(isGood, weight: 2)
                let count = finding.count(reviewers) ?? 0
                steps[3].add(hasTwo || isGood && (count >= 2 || finding.values[reviewers] == nil))
            case requiresLastPush.id where !isSolo: steps[1].add(isGood)
            case requiresCodeOwners.id where !isSolo: steps[3].add(isGood)
            case dismissesStale.id where !isSolo: steps[4].add(isGood)
            default: break
            }
        }
        return steps
    }

    private static func branches(_ findings: [ProbeFinding]) -> [String] {
        var seen: Set<String> = []
        return findings.compactMap { $0.values[branchName] }.filter { seen.insert($0).inserted }
    }

    /// Step by step, as long as every step before is complete; rounded down at the end.
    ///
    /// - Parameter mostOfFirst: What each branch could have is taken from the first one, as Scorecard does.
    private static func total(_ branches: [[Step]], scale: Int, mostOfFirst: Bool) -> Int {
        guard let first = branches.first else { return 0 }
        var whole = 0
        for (index, worth) in worth.enumerated() {
            let got = branches.reduce(0) { $0 + $1[index].got }
            let most = mostOfFirst ? first[index].most * branches.count : branches.reduce(0) { $0 + $1[index].most }
            guard most > 0, got < most else {
                whole += worth * scale
                continue
            }
            return whole + got * worth * scale / most
        }
        return whole
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let solo =
            findings.contains { $0.values[profile] == "solo" }
            ? " Nearly all commits are by one person, so approvals are not asked for." : ""
        if let open = findings.of(areProtected).first(where: \.isUnknown) { return open.message + solo }
        if let none = findings.of(areProtected).first(where: \.isBad) { return none.message + solo }
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return "The forge tells of no branch to protect."
        }
        let bad = findings.filter(\.isBad)
        let open = findings.count(where: \.isUnknown)
        if let first = bad.first { return first.message + solo }
        return
            (open > 0
            ? "\(Words.count(open, "setting")) of the branches \(open == 1 ? "was" : "were") not seen."
            : "Every setting protects the branches.")
            + solo
    }
}
