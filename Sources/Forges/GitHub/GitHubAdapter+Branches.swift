// SPDX-License-Identifier: Apache-2.0
import Notations

extension GitHubAdapter {
    mutating func takeBranches(_ answer: QueryAnswer) throws(ForgeError) {
        guard let repository = answer.data?.object(at: "repository") else { throw ForgeError(answer.reason) }
        rulesets = repository.nodes(at: "rulesets").map(GitHubRuleset.init)
        if answer.lacks("rulesets") {
            lacksRulesets = true
            note("The rulesets of branches were not read. " + answer.reason)
        }
        guard let branch = repository.object(at: "defaultBranchRef") else {
            if answer.lacks("defaultBranchRef") { throw ForgeError(answer.reason) }
            branchesReason = "There is no default branch: the repository is empty."
            return
        }
        try take(branch, answer, path: "defaultBranchRef")
    }

    mutating func takeReleaseBranches(_ answer: QueryAnswer) throws(ForgeError) {
        guard let repository = answer.data?.object(at: "repository") else { throw ForgeError(answer.reason) }
        for position in 0..<releaseBranches.count {
            // A branch that is no more is null.
            guard let branch = repository.object(at: "b\(position)") else { continue }
            try take(branch, answer, path: "b\(position)")
        }
    }

    private mutating func take(_ node: Node, _ answer: QueryAnswer, path: String) throws(ForgeError) {
        var ref = GitHubRef(branch: try node.required("name"))
        if let rule = node.object(at: "branchProtectionRule") {
            ref.rule = GitHubRef.Rule(rule)
            ref.isAdministratorView = true
        } else if let rule = node.object(at: "refUpdateRule") {
            ref.rule = GitHubRef.Rule(rule)
        } else if answer.lacks("branchProtectionRule") || answer.lacks("refUpdateRule") {
            // Some tokens are refused the rules of the old kind: with rulesets there is something to say, otherwise not.
            guard rulesets.contains(where: { $0.applies(to: ref.branch, isDefault: path == "defaultBranchRef") }) else {
                throw ForgeError(
                    answer.reason + " Then \(need(.branchRules) ?? "")")
            }
            ref.hidesRule = true
        }
        refs.append(ref)
    }

    /// `GET /repos/…/branches/…`, which shows everybody whether there is a rule of the old kind and its status checks.
    mutating func takeBranch(_ name: String, _ node: Node) {
        var ref = GitHubRef(branch: name)
        let protection = node.object(at: "protection")
        if protection?.boolean(at: "enabled") ?? node.boolean(at: "protected") ?? false {
            ref.hidesRule = true
            let checks = protection?.object(at: "required_status_checks")
            let contexts = checks?.strings(at: "contexts") ?? []
            if !contexts.isEmpty, checks?.string(at: "enforcement_level") != "off" {
                ref.rule = GitHubRef.Rule()
                ref.rule?.contexts = contexts
            }
        }
        refs.append(ref)
    }

    /// `GET /repos/…/rules/branches/…`: the rules of every active ruleset that applies, without who may pass them by.
    mutating func takeRules(of name: String, _ nodes: [Node]) {
        let rules = nodes.compactMap(GitHubRule.init)
        guard !rules.isEmpty else { return }
        let pattern = name.unicodeScalars.reduce(into: "refs/heads/") { pattern, scalar in
            if "*?[]\\".unicodeScalars.contains(scalar) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(scalar)
        }
        rulesets.append(GitHubRuleset(include: [pattern], bypassers: nil, rules: rules))
    }

    /// Without one of the two answers the other one is something still.
    mutating func missBranch(_ name: String, _ reason: String) {
        if incomplete.insert(name).inserted {
            note("Not all rules of the branch '\(TextPart.shown(name))' were read. " + reason)
        } else if name == snapshot.project.value?.defaultBranch {
            branchesReason = reason
        }
    }

    func finishBranches(_ snapshot: inout ForgeSnapshot) {
        let main = snapshot.project.value?.defaultBranch
        if let branchesReason {
            snapshot.branches = .unseen(branchesReason)
        } else {
            // What only a ruleset was read of is a branch as well.
            let known =
                refs
                + incomplete.sorted().filter { name in !refs.contains { $0.branch == name } }
                .map { GitHubRef(branch: $0) }
            guard !known.isEmpty else { return }
            var names: Set<String> = []
            let sorted = known.filter { $0.branch == main } + known.filter { $0.branch != main }
            snapshot.branches = .seen(
                sorted.filter { names.insert($0.branch).inserted }.map {
                    $0.merged(
                        with: rulesets, isDefault: $0.branch == main,
                        isIncomplete: lacksRulesets || incomplete.contains($0.branch))
                })
        }
    }
}
