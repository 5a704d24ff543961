// SPDX-License-Identifier: Apache-2.0

extension License {
    static let file = ProbeDefinition("hasLicenseFile", "Does the project have a licence file?")
    static let approved = ProbeDefinition(
        "hasFSFOrOSIApprovedLicense", "Is the licence one that the FSF or the OSI approves, by name?")
    static let approvedText = ProbeDefinition(
        "licenseTextIsApproved", "Is the text of the licence one that the FSF or the OSI approves?", isOwn: true)
    static let agreement = ProbeDefinition(
        "licenseStatementsAgree", "Do the package's metadata name the licence whose text is there?", isOwn: true)
    static let stated = ProbeDefinition(
        "licenseIsStated", "Does at least the package's metadata name a licence?", isOwn: true)

    static let definition = CheckDefinition(
        id: "License", risk: .low,
        question: "Does a licence say what others may do with the project?",
        why: """
            Without a licence nobody has the right to use, change or pass on the project, and nobody may lawfully ship \
            a fix for it. With one that is widely known, people and their tools see at once what they may do.
            """,
        decision: """
            9 points for a licence file at the root or in a folder named like one, recognised by its name, and 1 more \
            where the licence is one that the FSF or the OSI approves. Which one it is comes from the forge where it \
            was asked, and otherwise from the file's name alone; a plain `LICENSE` then has 9.
            """,
        beyond: """
            The text is read: 5 points for the file, 4 for a main text that the FSF or the OSI approves, 1 where the \
            package's metadata does not name another one. A text that is not recognised leaves the 4 open. Metadata \
            that name a licence without a file are worth 3.
            """,
        sources: [.tree, .forge], probes: [file, approved, approvedText, agreement, stated],
        remedies: [
            Remedy(
                probe: file.id, "Put the text of an approved licence into a file `LICENSE` at the root.", effort: .low),
            Remedy(
                probe: approved.id,
                "Name the file after the licence, such as `LICENSE-Apache-2.0`, or let the forge recognise it.",
                effort: .low),
            Remedy(
                probe: approvedText.id, "Use the unchanged text of a licence that the FSF or the OSI approves.",
                effort: .medium),
            Remedy(
                probe: agreement.id, "Name the same licence in the package's metadata and in the licence file.",
                effort: .low),
            Remedy(probe: stated.id, "Name the licence in the package's metadata.", effort: .low),
        ])
}
