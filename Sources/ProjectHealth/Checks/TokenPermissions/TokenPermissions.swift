// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines

enum TokenPermissions {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let workflows = facts.tree.pipelines.filter { $0.kind == .githubWorkflow && !$0.isBlank }
        guard !workflows.isEmpty else {
            return [unknownValue, jobLevel, topLevel].map {
                ProbeFinding($0, .notApplicable, "There are no GitHub workflows.")
            }
        }
        var all: [ProbeFinding] = []
        for workflow in workflows {
            if let problem = workflow.wholeProblem {
                all.append(ProbeFinding(topLevel, .error, problem.sentence, at: EvidenceLocation(problem.location)))
                continue
            }
            all += workflow.permissions.compactMap { finding($0, in: workflow) }
            all += undeclaredJobs(workflow)
        }
        for probe in [unknownValue, jobLevel, topLevel] where all.first(probe) == nil {
            all.append(ProbeFinding(probe, .yes, quietMessage(probe)))
        }
        if all.contains(where: { $0.probe == topLevel.id && $0.values[level] == undeclared }) {
            all.append(defaultTokenFinding(facts))
        }
        return all
    }

    static let level = "permissionLevel"
    static let token = "tokenName"
    static let undeclared = "undeclared"
    /// What Scorecard calls the token of a `write-all`.
    static let writeAll = "write-all"

    /// Scopes whose write access endangers the repository.
    static let scopesOfInterest: Set<String> = [
        "actions", "checks", "contents", "deployments", "packages", "security-events", "statuses",
    ]

    private static func quietMessage(_ probe: ProbeDefinition) -> String {
        switch probe.id {
        case unknownValue.id: "Every permission has a value that GitHub knows."
        case jobLevel.id: "No job states permissions."
        default: "No workflow states permissions at its top that matter here."
        }
    }

    private static func finding(_ grant: PermissionGrant, in workflow: PipelineFileFacts) -> ProbeFinding? {
        let location = EvidenceLocation(grant.location)
        let place = grant.location.place
        let probe: ProbeDefinition
        let holder: String
        switch grant.level {
        case .top:
            probe = topLevel
            holder = "the workflow"
        case .job(let name):
            probe = jobLevel
            holder = "job '\(name)'"
        }
        let scope = grant.scope ?? "all scopes"
        switch grant.value {
        case .undeclared:
            guard case .top = grant.level else { return nil }
            return ProbeFinding(
                topLevel, .no, "\(workflow.path) states no permissions at its top.", at: location,
                values: [level: undeclared])
        case .none, .read:
            return ProbeFinding(
                probe, .yes, "\(place): \(holder) may \(grant.value == .none ? "do nothing" : "read") in \(scope).",
                at: location, values: [level: grant.value.rawValue])
        case .unknown:
            return ProbeFinding(
                unknownValue, .no, "\(place): \(holder) states a value for \(scope) that GitHub does not know.",
                at: location)
        case .write:
            break
        }
        guard let scope = grant.scope else {
            guard case .top = grant.level else {
                return ProbeFinding(
                    jobWriteAll, .yes, "\(place): \(holder) asks for every permission with write-all.", at: location)
            }
            return ProbeFinding(
                topLevel, .no, "\(place): the workflow asks for every permission with write-all.", at: location,
                values: [level: "write", token: writeAll])
        }
        guard scopesOfInterest.contains(scope.lowercased()) else { return nil }
        if case .job = grant.level, let justification = grant.justification {
            return ProbeFinding(
                jobLevel, .yes, "\(place): \(holder) may write \(scope). \(justification)", at: location,
                values: [level: "unknown", token: scope])
        }
        return ProbeFinding(
            probe, .no, "\(place): \(holder) may write \(scope).", at: location,
            values: [level: "write", token: scope.lowercased()])
    }

    /// A job without `permissions` gets those of the top: bad only where the top has none, and then the top is what is
    /// to be mended.
    private static func undeclaredJobs(_ workflow: PipelineFileFacts) -> [ProbeFinding] {
        workflow.jobsWithoutPermissions.map { name in
            var finding = ProbeFinding(
                jobLevel, .no, "\(workflow.path): job '\(name)' states no permissions and gets those of the top.",
                at: EvidenceLocation(.source, workflow.path), values: [level: undeclared])
            finding.isBad = false
            return finding
        }
    }

    private static func defaultTokenFinding(_ facts: ProjectFacts) -> ProbeFinding {
        guard let readOnly = facts.forge.value?.project.value?.workflowTokenIsReadOnly else {
            return ProbeFinding(
                defaultToken, .notAvailable,
                "Whether workflows without permissions get a token that writes was not seen: the forge tells administrators.",
                settledBy: .forge)
        }
        return ProbeFinding(
            defaultToken, readOnly ? .yes : .no,
            readOnly
                ? "Workflows that state no permissions get a read-only token."
                : "Workflows that state no permissions get a token that writes.",
            at: facts.forge.value.map { EvidenceLocation(.url, $0.url) })
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return .inconclusive("There are no GitHub workflows.")
        }
        if findings.contains(where: { $0.outcome == .error }) { return .inconclusive("A workflow cannot be read.") }
        return .score(max(0, 100 - penalty(findings, undeclaredIsOpen: true)) / 10)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        if findings.contains(where: { $0.outcome == .notApplicable }) { return nil }
        let isOpen = !findings.contains(defaultToken, .yes)
        let jobs = 30 * findings.of(jobWriteAll).count(where: \.isBad)
        return max(0, 100 - penalty(findings, undeclaredIsOpen: isOpen) - jobs)
    }

    /// In tenths, at most 100.
    ///
    /// - Parameter undeclaredIsOpen: Whether the token of a workflow that states nothing may write.
    private static func penalty(_ findings: [ProbeFinding], undeclaredIsOpen: Bool) -> Int {
        var undeclaredJobs: Set<String> = []
        var writingJobs: Set<String> = []
        for finding in findings.of(jobLevel) where finding.outcome == .no {
            guard let path = finding.location?.path else { continue }
            if finding.values[level] == undeclared { undeclaredJobs.insert(path) } else { writingJobs.insert(path) }
        }
        var lost = 0
        for finding in findings.of(topLevel) where finding.outcome == .no {
            let path = finding.location?.path ?? ""
            if finding.values[level] == undeclared {
                lost += undeclaredJobs.contains(path) && undeclaredIsOpen ? 100 : 5
            } else if finding.values[token] == writeAll {
                lost += undeclaredJobs.contains(path) || writingJobs.contains(path) ? 100 : 5
            } else {
                lost += cost(ofWriting: finding.values[token])
            }
            if lost >= 100 { return 100 }
        }
        return lost
    }

    private static func cost(ofWriting scope: String?) -> Int {
        switch scope {
        case "checks", "statuses": 5
        case "deployments", "security-events": 10
        case "actions", "contents", "packages": 100
        // A workflow that cannot be read, taken for the worst.
        case nil: 100
        default: 0
        }
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return "There are no GitHub workflows, so no tokens to judge."
        }
        let top = Set(findings.of(topLevel).filter(\.isBad).compactMap { $0.location?.path }).sorted()
        let all = findings.of(jobWriteAll).filter(\.isBad)
        if !top.isEmpty {
            return
                "\(Words.count(top.count, "workflow")) \(top.count == 1 ? "gives its" : "give their") token more than it needs, or \(top.count == 1 ? "does" : "do") not say: \(Words.list(top))."
        }
        if !all.isEmpty {
            return "\(Words.count(all.count, "job")) \(all.count == 1 ? "asks" : "ask") for every permission there is."
        }
        if findings.contains(where: \.isUnknown) { return "A workflow cannot be read." }
        let jobs = findings.of(jobLevel).count(where: \.isBad)
        return jobs == 0
            ? "Every workflow limits its token."
            : "Every workflow limits its token; \(Words.count(jobs, "write permission")) at the level of a job \(jobs == 1 ? "remains" : "remain")."
    }
}
