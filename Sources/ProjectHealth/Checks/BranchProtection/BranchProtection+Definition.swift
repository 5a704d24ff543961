// SPDX-License-Identifier: Apache-2.0

extension BranchProtection {
    static let blocksDelete = ProbeDefinition("blocksDeleteOnBranches", "Can the branch not be deleted?")
    static let blocksForcePush = ProbeDefinition("blocksForcePushOnBranches", "Can its history not be rewritten?")
    static let areProtected = ProbeDefinition("branchesAreProtected", "Does a rule protect the branch?")
    static let appliesToAdmins = ProbeDefinition(
        "branchProtectionAppliesToAdmins", "Does the rule hold for administrators too?")
    static let dismissesStale = ProbeDefinition(
        "dismissesStaleReviews", "Does an approval lapse when something is pushed after it?")
    static let requiresApprovers = ProbeDefinition(
        "requiresApproversForPullRequests", "Must somebody approve a change before it is merged?")
    static let requiresCodeOwners = ProbeDefinition(
        "requiresCodeOwnersReview", "Must those who own the code approve a change to it?")
    static let requiresLastPush = ProbeDefinition(
        "requiresLastPushApproval", "Must somebody else than who pushed last approve?")
    static let requiresUpToDate = ProbeDefinition(
        "requiresUpToDateBranches", "Must a change be up to date with the branch before it is merged?")
    static let runsChecks = ProbeDefinition(
        "runsStatusChecksBeforeMerging", "Must checks succeed before a change is merged?")
    static let requiresRequests = ProbeDefinition(
        "requiresPRsToChangeCode", "Does every change take a change request?")
    static let requiresTwo = ProbeDefinition(
        "requiresTwoApprovers", "Must at least two people approve a change?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Branch-Protection", risk: .high,
        question: "Do rules of the forge keep single people from changing the important branches alone?",
        why: """
            Without rules, one stolen password or one mistake is enough to put any code into the branch that releases \
            are made from, or to make its history disappear.
            """,
        decision: """
            The default branch and those that releases are made from are judged in five steps, and each step counts \
            only when the one before it is complete: no deletion and no rewriting (3 points); an approval, change \
            requests only, up to date, the last push approved by somebody else (3); a check that must succeed (2); two \
            approvals, code owners (1); approvals lapse, administrators included (1). What the token may not see of \
            the starred settings leaves the calculation. Rules are not in a clone: without the forge there is no \
            score.
            """,
        beyond: """
            What was not seen makes the score an interval instead of leaving the calculation; without the forge it is \
            0 to 10. Where one person writes the project, nobody could approve, so approvals, code owners and the last \
            push are not asked for, and the reason says so.
            """,
        sources: [.forge],
        probes: [
            blocksDelete, blocksForcePush, areProtected, appliesToAdmins, dismissesStale, requiresApprovers,
            requiresCodeOwners,
            requiresLastPush, requiresUpToDate, runsChecks, requiresRequests, requiresTwo,
        ],
        remedies: [
            Remedy(probe: areProtected.id, "Add a rule for the branch.", effort: .low),
            Remedy(probe: blocksDelete.id, "Forbid deleting the branch.", effort: .low),
            Remedy(probe: blocksForcePush.id, "Forbid force pushes to the branch.", effort: .low),
            Remedy(probe: requiresApprovers.id, "Require an approval before a change is merged.", effort: .medium),
            Remedy(probe: requiresTwo.id, "Require two approvals before a change is merged.", effort: .high),
            Remedy(probe: requiresRequests.id, "Require a change request for every change.", effort: .low),
            Remedy(
                probe: requiresUpToDate.id, "Require that a change is up to date before it is merged.", effort: .low),
            Remedy(probe: requiresLastPush.id, "Require that somebody else approves the last push.", effort: .medium),
            Remedy(probe: runsChecks.id, "Require that the tests succeed before a change is merged.", effort: .low),
            Remedy(
                probe: requiresCodeOwners.id, "Write a `CODEOWNERS` file and require the approval of those it names.",
                effort: .medium),
            Remedy(probe: dismissesStale.id, "Let approvals lapse when something new is pushed.", effort: .low),
            Remedy(probe: appliesToAdmins.id, "Let the rule hold for administrators as well.", effort: .low),
        ])
}
