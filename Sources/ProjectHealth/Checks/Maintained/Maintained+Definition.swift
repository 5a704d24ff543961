// SPDX-License-Identifier: Apache-2.0

extension Maintained {
    static let archived = ProbeDefinition("archived", "Is the project archived?", yesIsBad: true)
    static let recentCommits = ProbeDefinition("hasRecentCommits", "Have there been commits in the last 90 days?")
    static let issueActivity = ProbeDefinition(
        "issueActivityByProjectMember", "Have members opened or answered issues in the last 90 days?")
    static let createdRecently = ProbeDefinition(
        "createdRecently", "Is the project younger than 90 days?", yesIsBad: true)
    static let yearlyWork = ProbeDefinition(
        "worksThroughTheYear", "Do people keep working on it through the year, as far as there is work?", isOwn: true)
    static let saysUnmaintained = ProbeDefinition(
        "saysItIsUnmaintained", "Do its maintainers say that it is given up, archived or replaced?", yesIsBad: true,
        isOwn: true)

    static let definition = CheckDefinition(
        id: "Maintained", risk: .high,
        question: "Does somebody look after the project?",
        why: """
            In a project that nobody looks after, vulnerabilities stay open and reports unanswered, and whoever offers \
            to take it over is welcomed too easily.
            """,
        decision: """
            An archived project has 0, and so has one younger than 90 days. Otherwise commits of the last 90 days, of \
            the last 30 commits at most, and issues in which a member was active in that time are added up; 12 give \
            10, fewer their share. What the history gives is taken from the history, the first commit for the day of \
            creation; issues and the archive mark are the forge's, and where it was not asked they count as none and \
            not archived.
            """,
        beyond: """
            The whole history is read. Besides that rule, commits by people over the last year count, 26 of them for 8 \
            points. A project that is old, released and quiet has at least 5: it may simply be finished. Younger than 90 \
            days it has at most 3. An archived project has 0, and so has one whose maintainers say in a manifest or on the \
            forge that it is given up or replaced; where a sentence in a document says so, both are possible. Commits of \
            the last 90 days show that it was not archived; without them that stays open until the forge is asked.
            """,
        sources: [.history, .forge],
        probes: [archived, recentCommits, issueActivity, createdRecently, yearlyWork, saysUnmaintained],
        remedies: [
            Remedy(
                probe: yearlyWork.id, "Answer issues, take in updates of dependencies, and release what is ready.",
                effort: .high),
            Remedy(
                probe: archived.id, "Reopen the project, or tell users what to use instead.", effort: .high),
            Remedy(
                probe: saysUnmaintained.id,
                "Take the statement out when somebody looks after the project again.",
                effort: .high),
        ])
}
