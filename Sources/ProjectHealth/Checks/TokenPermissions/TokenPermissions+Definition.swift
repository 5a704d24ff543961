// SPDX-License-Identifier: Apache-2.0

extension TokenPermissions {
    static let unknownValue = ProbeDefinition(
        "hasNoGitHubWorkflowPermissionUnknown", "Does every `permissions` entry have a value that GitHub knows?")
    static let jobLevel = ProbeDefinition(
        "jobLevelPermissions", "Do jobs ask for no write permission but those that such a job needs?")
    static let topLevel = ProbeDefinition(
        "topLevelPermissions", "Does every workflow state its permissions at the top, and none that writes?")
    static let jobWriteAll = ProbeDefinition(
        "jobLevelWriteAll", "Does a job ask for every permission there is?", yesIsBad: true, isOwn: true)
    static let defaultToken = ProbeDefinition(
        "defaultTokenIsReadOnly", "Is the token of workflows that state no permissions read-only?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Token-Permissions", risk: .high,
        question: "Do workflows get no more rights than they need?",
        why: """
            Every workflow run holds a token for the repository. Whoever gets code into a run, by a compromised action \
            or a malicious change, has what that token allows: with write permissions they can push commits, publish \
            packages and replace releases. A token that can only read has little to give.
            """,
        decision: """
            Each workflow starts at 10. Without `permissions` at the top it costs half a point where every job states \
            its own, and everything where one does not. At the top, write access to contents, packages or actions \
            costs 10 points, to deployments or security-events 1, to checks or statuses half a point; `write-all` \
            costs half a point where every job narrows it, and everything where one does not. Writing at the level of \
            a job costs nothing; it is listed unless the job publishes, releases or uploads results and so needs it. \
            The points lost add up over all workflows.
            """,
        beyond: """
            A job that asks for `write-all` costs 3 points; Scorecard does not see it. Where the forge tells that \
            tokens are read-only by default, workflows without `permissions` cost half a point each and not \
            everything; where it was not asked, both are possible and the score is an interval.
            """,
        sources: [.tree, .forge], probes: [unknownValue, jobLevel, topLevel, jobWriteAll, defaultToken],
        remedies: [
            Remedy(
                probe: topLevel.id,
                "Put `permissions: contents: read` at the top of the workflow and give single jobs what they need beyond it.",
                effort: .low),
            Remedy(
                probe: jobLevel.id,
                "Take away the write permissions that the job does without, or move its writing steps to a job of their own.",
                effort: .medium),
            Remedy(
                probe: jobWriteAll.id, "Replace `write-all` by the permissions that the job uses.", effort: .low),
            Remedy(
                probe: unknownValue.id, "Use `read`, `write` or `none` for each permission.", effort: .low),
            Remedy(
                probe: defaultToken.id, "Set the default workflow permissions of the repository to read-only.",
                effort: .low),
        ])
}
