// SPDX-License-Identifier: Apache-2.0

extension SecurityPolicy {
    static let present = ProbeDefinition(
        "securityPolicyPresent", "Does the project or its owner have a security policy?")
    static let links = ProbeDefinition(
        "securityPolicyContainsLinks", "Does it name an address to write to or a page to report on?")
    static let disclosure = ProbeDefinition(
        "securityPolicyContainsVulnerabilityDisclosure",
        "Does it speak of vulnerabilities, their disclosure and how long things take?")
    static let text = ProbeDefinition("securityPolicyContainsText", "Does it say more than an address?")
    static let privateWay = ProbeDefinition(
        "securityPolicyGivesPrivateWay", "Can a vulnerability be reported without the world reading along?", isOwn: true
    )
    static let elsewhere = ProbeDefinition(
        "securityContactElsewhere", "Does another document say where to report a vulnerability?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Security-Policy", risk: .medium,
        question: "Does the project say how to report a vulnerability?",
        why: """
            Who finds a vulnerability needs to know whom to tell in private and what will happen then. Without that \
            they give up, or tell everybody at once.
            """,
        decision: """
            A file `SECURITY` (.md, .markdown, .adoc or .rst) at the root, in `.github` or in `docs`, or else that of \
            the owner's `.github` project: 6 points where it has a web or mail address, 3 where it has more text than \
            addresses, 1 where it speaks at least twice of disclosure, vulnerabilities or numbers such as days. \
            Without a file 0.
            """,
        beyond: """
            Of 10 points, 5 are for an address, 2 for text, 1 for disclosure and 2 for a private way: a mail address, \
            a private report on the forge, or a tracker that says so. Where there is no file, a README or guide that \
            says where to report or points to a policy is worth 3 and a private report on the forge 5; what a policy \
            says that is only pointed to, and whether the owner has one for all projects, stays open.
            """,
        sources: [.tree, .forge], probes: [present, links, disclosure, text, privateWay, elsewhere],
        remedies: [
            Remedy(
                probe: present.id,
                "Write a `SECURITY.md` that says whom to tell, how, and when an answer can be expected, or point to the organisation's.",
                effort: .low),
            Remedy(
                probe: links.id, "Add a mail address or the page for private reports to the security policy.",
                effort: .low),
            Remedy(
                probe: disclosure.id,
                "Say in the security policy how a vulnerability is disclosed and in how many days.",
                effort: .low),
            Remedy(probe: text.id, "Say in the security policy what happens to a report.", effort: .low),
            Remedy(
                probe: privateWay.id,
                "Name a mail address for reports, or switch on the forge's private vulnerability reports.",
                effort: .low),
        ])
}
