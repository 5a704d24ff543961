// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines
import ProjectHealth

extension BaselineCatalogue {
    static let accessControl: [BaselineRequirement] = [
        BaselineRequirement(
            "OSPS-AC-01.01", levels: [1, 2, 3], .always,
            "Is a second factor asked of everybody who can change the project?",
            looksAt: ["the owner's setting at the forge", "the rules of the forge itself"],
            settledBy: "Let the owner's two-factor setting be seen, or turn it on.", judge: secondFactor),
        BaselineRequirement(
            "OSPS-AC-02.01", levels: [1, 2, 3], .always,
            "Do new collaborators get no more rights than somebody gives them?",
            looksAt: ["how the forge adds collaborators"],
            settledBy: "State how collaborators are added, and with which rights.", judge: newCollaborators),
        BaselineRequirement(
            "OSPS-AC-03.01", levels: [1, 2, 3], .always, "Is nobody able to push to the primary branch directly?",
            looksAt: ["the primary branch's rules at the forge"],
            settledBy: "Let the branch's rules be seen, or require change requests.", judge: directCommits),
        BaselineRequirement(
            "OSPS-AC-03.02", levels: [1, 2, 3], .always, "Is the primary branch safe from being deleted by mistake?",
            looksAt: ["the primary branch's rules at the forge"],
            settledBy: "Let the branch's rules be seen, or forbid its deletion.", judge: deletion),
        BaselineRequirement(
            "OSPS-AC-04.01", levels: [2, 3], .always, "Does automation that asks for no rights get as few as possible?",
            looksAt: ["`permissions` of every workflow and job", "the default token's rights at the forge"],
            settledBy: "Write `permissions` into every workflow, or let the default token's rights be seen.",
            judge: defaultRights),
        BaselineRequirement(
            "OSPS-AC-04.02", levels: [3], .always, "Does every job get only the rights it needs?",
            looksAt: ["`permissions` of every workflow and job, and what the job does with them"],
            settledBy: "Look at each job's write permission and drop what it does not need.", judge: leastRights),
    ]

    @Sendable private static func secondFactor(_ evidence: CriteriaEvidence) -> Judgement {
        switch evidence.project?.requiresTwoFactor {
        case true:
            return .pass(
                .high, "The owner requires a second factor of its members.",
                [evidence.forgeEvidence("requires two-factor authentication: yes")])
        case false:
            return .fail(
                .medium, "The owner does not require a second factor of its members.",
                [evidence.forgeEvidence("requires two-factor authentication: no")])
        default:
            guard evidence.addresses.isOnGitHub, let web = evidence.addresses.web else {
                return .unknown(
                    "Whether a second factor is asked was not seen. \(evidence.unseenForge)", settledBy: nil)
            }
            return .pass(
                .low,
                "GitHub asks a second factor of everybody who contributes code; the owner's own setting was not seen.",
                [EvidenceLocation(.url, web)])
        }
    }

    @Sendable private static func newCollaborators(_ evidence: CriteriaEvidence) -> Judgement {
        guard evidence.addresses.isOnKnownForge, let web = evidence.addresses.web else {
            return .unknown("Where the project is hosted, and how people get rights there, is not known.")
        }
        return .pass(
            .medium,
            "On \(evidence.addresses.host ?? "the forge") collaborators are added one by one, with a role that somebody chooses.",
            [EvidenceLocation(.url, web)])
    }

    @Sendable private static func directCommits(_ evidence: CriteriaEvidence) -> Judgement {
        guard let branch = evidence.branch else {
            return .unknown(
                "The branch's rules were not seen. \(evidence.forge?.branches.reason ?? evidence.unseenForge)",
                settledBy: CriteriaEvidence.askForge)
        }
        let place = evidence.forgeEvidence("branch \(branch.branch)")
        if branch.requiresChangeRequests == true || (branch.requiredApprovals ?? 0) > 0 {
            return .pass(.high, "Changes to \(branch.branch) must come as change requests.", [place])
        }
        if branch.requiresStatusChecks == true {
            return .pass(.medium, "What is pushed to \(branch.branch) must have passed its checks before.", [place])
        }
        if branch.isProtected == false {
            return .fail(.high, "The branch \(branch.branch) is not protected.", [place])
        }
        if branch.requiresChangeRequests == false {
            return .fail(.medium, "The rules of \(branch.branch) do not ask for change requests.", [place])
        }
        return .unknown(
            "What the rules of \(branch.branch) ask was not shown.", [place], settledBy: CriteriaEvidence.askForge)
    }

    @Sendable private static func deletion(_ evidence: CriteriaEvidence) -> Judgement {
        guard let branch = evidence.branch else {
            return .unknown(
                "The branch's rules were not seen. \(evidence.forge?.branches.reason ?? evidence.unseenForge)",
                settledBy: CriteriaEvidence.askForge)
        }
        let place = evidence.forgeEvidence("branch \(branch.branch)")
        switch branch.allowsDeletions {
        case false: return .pass(.high, "The branch \(branch.branch) cannot be deleted.", [place])
        case true: return .fail(.medium, "The rules let the branch \(branch.branch) be deleted.", [place])
        default:
            if branch.isProtected == false {
                return .fail(.medium, "The branch \(branch.branch) is not protected.", [place])
            }
            return .unknown(
                "Whether \(branch.branch) can be deleted was not shown.", [place], settledBy: CriteriaEvidence.askForge)
        }
    }

    @Sendable private static func defaultRights(_ evidence: CriteriaEvidence) -> Judgement {
        let pipelines = evidence.pipelines
        if let readOnly = evidence.project?.workflowTokenIsReadOnly {
            let place = evidence.forgeEvidence("default workflow permissions: \(readOnly ? "read" : "write")")
            if readOnly { return .pass(.high, "The default token of workflows can only read.", [place]) }
            let open = openWorkflows(pipelines)
            if !open.isEmpty {
                return .fail(
                    .high, "The default token of workflows can write, and some leave their rights to it.",
                    [place] + open)
            }
        }
        guard pipelines.hasAny else { return noAutomation(evidence) }
        guard !pipelines.workflows.isEmpty else {
            return .unknown("The rights of this automation are not stated in its files.", pipelines.unread)
        }
        let open = openWorkflows(pipelines)
        if !open.isEmpty {
            return .unknown("Some workflows state no permissions, so that the owner's default decides.", open)
        }
        if !pipelines.seesAll { return .unknown("Some of the automation cannot be read here.", pipelines.unread) }
        return .pass(
            .medium, "Every workflow states its permissions.",
            pipelines.workflows.prefix(5).map { EvidenceLocation(.source, $0.path) })
    }

    /// Workflows with a job whose rights nobody states.
    private static func openWorkflows(_ pipelines: PipelineEvidence) -> [EvidenceLocation] {
        pipelines.workflows.filter { file in
            let statesTop = file.permissions.contains { $0.level == .top && $0.value != .undeclared }
            return !statesTop && !file.jobsWithoutPermissions.isEmpty
        }.map { file in
            EvidenceLocation(
                .source, file.path,
                snippet: Quotation.line("without permissions: \(file.jobsWithoutPermissions.joined(separator: ", "))"))
        }
    }

    @Sendable private static func leastRights(_ evidence: CriteriaEvidence) -> Judgement {
        let pipelines = evidence.pipelines
        guard pipelines.hasAny else { return noAutomation(evidence) }
        var excessive: [EvidenceLocation] = []
        var unexplained: [EvidenceLocation] = []
        for grant in pipelines.workflows.flatMap(\.permissions) where grant.value == .write || grant.value == .unknown {
            let place = PipelineEvidence.location(grant.location)
            // Rights for all jobs, or of all kinds, are more than any one of them needs.
            if grant.scope == nil
                || grant.level == .top && !isHarmless(grant.scope) && hasSeveralJobs(pipelines, grant.location.path)
            {
                excessive.append(place)
            } else if grant.justification == nil {
                unexplained.append(place)
            }
        }
        if !excessive.isEmpty {
            return .fail(.medium, "Workflows grant writing to every job, or writing of every kind.", excessive.sorted())
        }
        if evidence.project?.workflowTokenIsReadOnly != true {
            let open = openWorkflows(pipelines)
            if evidence.project?.workflowTokenIsReadOnly == false, !open.isEmpty {
                return .fail(.medium, "Workflows without permissions get a token that can write.", open)
            }
            if !open.isEmpty {
                return .unknown("Some workflows state no permissions, so what their jobs may do is not known.", open)
            }
        }
        if !pipelines.seesAll { return .unknown("Some of the automation cannot be read here.", pipelines.unread) }
        if !unexplained.isEmpty {
            return .unknown("Some jobs may write, and nothing in them shows what for.", unexplained.sorted())
        }
        return .pass(
            .medium, "Every job reads only, or writes what its steps need.",
            pipelines.workflows.prefix(5).map { EvidenceLocation(.source, $0.path) })
    }

    private static func isHarmless(_ scope: String?) -> Bool {
        scope == "id-token" || scope == "pull-requests" || scope == "issues"
    }

    /// Where there is one job, what the workflow may do is what the job may do.
    private static func hasSeveralJobs(_ pipelines: PipelineEvidence, _ path: String) -> Bool {
        guard let file = pipelines.workflows.first(where: { $0.path == path }) else { return false }
        let named = file.permissions.compactMap { grant -> String? in
            if case .job(let name) = grant.level { return name }
            return nil
        }
        return Set(named).union(file.jobsWithoutPermissions).count > 1
    }
}
