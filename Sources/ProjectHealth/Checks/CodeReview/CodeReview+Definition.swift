// SPDX-License-Identifier: Apache-2.0

extension CodeReview {
    static let approved = ProbeDefinition(
        "codeApproved", "Has somebody else approved each of the recent changes?")
    static let evident = ProbeDefinition(
        "changesReviewed", "Does the history or the forge show that somebody else looked at each recent change?",
        isOwn: true)
    static let requests = ProbeDefinition(
        "changeRequestsReviewed", "Did somebody look at the change requests whose reviews were not seen?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Code-Review", risk: .high,
        question: "Does somebody else look at changes before they are part of the project?",
        why: """
            A second pair of eyes finds mistakes, spreads knowledge, and makes it hard for a single person, or for \
            whoever stole their account, to put harmful code in.
            """,
        decision: """
            Of the changes that the last 30 commits make up, the share that somebody else approved: by a review or a \
            merge on the forge, a label of Prow, or marks of Gerrit, Phabricator or Piper in the message. Approved \
            changes of bots leave the calculation. Without the forge, the marks in the history decide where every \
            change has one; otherwise there is no score.
            """,
        beyond: """
            `Reviewed-by`, `Approved-by` and `Acked-by` of somebody else, and a merge or commit by another person than \
            the author count as reviews, and changes of bots do not count at all. A change that came by a change \
            request whose reviews were not seen makes the score an interval; so does what the forge committed for \
            somebody who looks after nothing else in the history. Where one person wrote nearly all of it, the score is \
            what it is, and the reason gives the numbers.
            """,
        sources: [.forge, .history], probes: [approved, evident, requests],
        remedies: [
            Remedy(
                probe: evident.id, "Merge changes only after somebody else has approved them.", effort: .high),
            Remedy(
                probe: approved.id, "Merge changes only after somebody else has approved them.", effort: .high),
        ])
}
