// SPDX-License-Identifier: Apache-2.0
import Forges

enum SecurityPolicy {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let file = facts.tree.documents.first { $0.kind == .securityPolicy && isPolicyPath($0.path) }
        if let file {
            return policy(file.text, at: EvidenceLocation(.text, file.path), facts)
        }
        if let owner = facts.forge.value?.ownerSecurityPolicy.value.flatMap({ $0 }) {
            return policy(owner.text, at: EvidenceLocation(.url, owner.path), facts)
        }
        return missing(facts)
    }

    /// Scorecard's places, whatever their case.
    static func isPolicyPath(_ path: String) -> Bool {
        let path = path.lowercased()
        return [
            "security.md", ".github/security.md", "docs/security.md", "security.markdown", ".github/security.markdown",
            "docs/security.markdown", "security.adoc", ".github/security.adoc", "docs/security.adoc", "security.rst",
            ".github/security.rst", "doc/security.rst", "docs/security.rst",
        ].contains(path)
    }

    private static func policy(_ content: String, at location: EvidenceLocation, _ facts: ProjectFacts)
        -> [ProbeFinding]
    {
        let markup = ProseMarkup(path: location.path)
        // Scorecard reads the comments as well.
        let raw = PolicyText(content)
        let hits = PolicyText(PolicyText.visible(content, markup))
        let place = location.place
        func finding(
            _ probe: ProbeDefinition, _ isMet: (PolicyText) -> Bool, _ good: String, _ bad: String, line: Int? = nil
        ) -> ProbeFinding {
            let isSeen = isMet(hits)
            var finding = ProbeFinding(
                probe, isMet(raw) ? .yes : .no, "\(place) \(isSeen ? good : bad)",
                at: EvidenceLocation(location.kind, location.path, line: line))
            finding.isBad = !isSeen
            return finding
        }
        return [
            ProbeFinding(present, .yes, "\(place) is a security policy.", at: location),
            finding(
                links, { $0.addresses > 0 }, "names \(Words.count(hits.addresses, "address", "addresses")).",
                "names no address.", line: hits.firstAddressLine),
            finding(
                disclosure, \.speaksOfDisclosure, "speaks of disclosure, vulnerabilities or times.",
                "hardly speaks of disclosure, vulnerabilities or times.", line: hits.firstDisclosureLine),
            finding(text, \.isMoreThanAddresses, "says more than addresses.", "says nothing but addresses."),
            privateFinding(hits, Prose(content, path: location.path), location, facts),
        ]
    }

    private static func privateFinding(
        _ hits: PolicyText, _ prose: Prose, _ location: EvidenceLocation, _ facts: ProjectFacts
    ) -> ProbeFinding {
        if let mail = hits.mails.first {
            return ProbeFinding(
                privateWay, .yes, "\(location.path):\(mail.line) names a mail address for reports.",
                at: EvidenceLocation(location.kind, location.path, line: mail.line))
        }
        if let link = hits.links.first(where: { isPrivatePage($0.text) }) {
            return ProbeFinding(
                privateWay, .yes, "\(location.path):\(link.line) leads to a page for private reports.",
                at: EvidenceLocation(location.kind, location.path, line: link.line))
        }
        if let sentence = prose.passages.first(where: { $0.kind != .code && asksForPrivateReports($0.text) }) {
            return ProbeFinding(
                privateWay, .yes, "\(location.path):\(sentence.line) asks for private reports.",
                at: EvidenceLocation(location.kind, location.path, line: sentence.line))
        }
        switch facts.forge.value?.project.value?.privateReporting {
        case true?:
            return ProbeFinding(
                privateWay, .yes, "The forge takes private reports.",
                at: facts.forge.value.map { EvidenceLocation(.url, $0.url) })
        case false?:
            return ProbeFinding(
                privateWay, .no, "\(location.place) names no private way, and the forge takes no private reports.",
                at: location)
        case nil:
            return ProbeFinding(
                privateWay, .notAvailable,
                "\(location.place) names no mail address; whether the forge takes private reports was not seen.",
                at: location, settledBy: .forge)
        }
    }

    private static func asksForPrivateReports(_ sentence: String) -> Bool {
        let lowered = sentence.lowercased()
        guard lowered.contains("report"), lowered.contains("vulnerabilit") || lowered.contains("security") else {
            return false
        }
        let words = lowered.split { !$0.isLetter }
        return words.indices.contains { index in
            let before = words[..<index].suffix(3)
            let after = index + 1 < words.count ? words[index + 1] : ""
            // Private keys are what many reports are about.
            guard words[index] == "private" && !after.hasPrefix("key") || words[index] == "privately" else {
                return false
            }
            return !before.contains { ["cannot", "never", "no", "not", "t"].contains($0) }
        }
    }

    /// Pages of which it is known that only the project reads what is written there.
    private static func isPrivatePage(_ link: String) -> Bool {
        let link = link.lowercased()
        return [
            "/security/advisories", "hackerone.com", "bugcrowd.com", "intigriti.com", "huntr.", "yeswehack.com",
            "/security/policy", "tidelift.com/security",
        ].contains { link.contains($0) }
    }

    private static func missing(_ facts: ProjectFacts) -> [ProbeFinding] {
        var all = [links, disclosure, text].map {
            ProbeFinding($0, .no, "There is no security policy to read.")
        }
        let project = facts.forge.value?.project.value
        let owner = facts.forge.value?.ownerSecurityPolicy
        var first = ProbeFinding(present, .no, "There is no security policy at the root, in .github or in docs.")
        if owner?.value == nil, mayHaveOwnerPolicy(facts) {
            let why = owner?.reason.map { " \($0)" } ?? ""
            all.append(
                ProbeFinding(
                    privateWay, .notAvailable,
                    "Whether the owner has a policy for all projects, or the forge takes private reports, was not seen.\(why)",
                    values: [owners: "unseen"], settledBy: .forge))
            first.message += " The owner may have one for all projects."
        } else if project?.privateReporting == true {
            all.append(
                ProbeFinding(
                    privateWay, .yes, "The forge takes private reports.",
                    at: facts.forge.value.map { EvidenceLocation(.url, $0.url) }))
        }
        all.insert(first, at: 0)
        if let hint = reportingHint(facts.tree.documents) {
            let says = hint.isLink ? "points to a security policy" : "says where to report a vulnerability"
            all.append(
                ProbeFinding(
                    elsewhere, .yes, "\(hint.path):\(hint.line) \(says).",
                    at: EvidenceLocation(.text, hint.path, line: hint.line)))
            if hint.isLink, !all.contains(where: { $0.probe == privateWay.id }) {
                all.append(
                    ProbeFinding(
                        privateWay, .notAvailable,
                        "What the policy says that \(hint.path):\(hint.line) points to was not read.",
                        values: [owners: "unseen"]))
            }
        }
        return all
    }

    static let owners = "ownerPolicy"

    /// Whose project it is, and so what they have for all of theirs, is not known where no remote says it.
    private static func mayHaveOwnerPolicy(_ facts: ProjectFacts) -> Bool {
        facts.forge.value != nil || facts.subject.repository.map { $0.utf8.contains(UInt8(ascii: "/")) } ?? true
    }

    private struct Hint {
        var path: String
        var line: Int
        /// It leads to a policy somewhere else.
        var isLink: Bool
    }

    /// A line in a README or guide that speaks of reporting vulnerabilities, or leads to a policy.
    private static func reportingHint(_ documents: [TextDocument]) -> Hint? {
        for document in documents
        where [.readme, .contributing, .support, .securityInsights, .securityPolicy].contains(document.kind) {
            if document.kind == .securityPolicy { return Hint(path: document.path, line: 1, isLink: false) }
            for (number, line) in document.text.utf8.split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
            )
            .enumerated()
            where line.count < 1_000 {
                let lower = String(decoding: line.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
                if isPolicyLink(lower) { return Hint(path: document.path, line: number + 1, isLink: true) }
                let speaks =
                    lower.contains("vulnerabilit") || lower.contains("security issue") || lower.contains("security bug")
                if speaks, lower.contains("report") || lower.contains("disclos") || lower.contains("contact") {
                    return Hint(path: document.path, line: number + 1, isLink: false)
                }
            }
        }
        return nil
    }

    /// Whether a line in lower case leads to a policy by its address, or calls what it leads to one.
    private static func isPolicyLink(_ line: String) -> Bool {
        let isLink = line.contains("http://") || line.contains("https://") || line.contains("](")
        if ["security.md", "security.rst", "security.adoc"].contains(where: { line.contains($0) }) { return true }
        if ["/security/policy", "/security/advisories/new"].contains(where: { line.contains($0) }) { return isLink }
        return isLink && !line.contains("](#")
            && ["security polic", "security process", "security procedure"].contains(where: { line.contains($0) })
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        var score = 0
        if findings.contains(links, .yes) { score += 6 }
        if findings.contains(text, .yes) { score += 3 }
        if findings.contains(disclosure, .yes) { score += 1 }
        guard findings.contains(present, .yes) else {
            return score > 0 ? .inconclusive("What a policy says was found without a policy.") : .score(0)
        }
        return .score(score)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let isPrivate = findings.contains(privateWay, .yes)
        guard findings.contains(present, .yes) else {
            let mayBeComplete = findings.contains { $0.values[owners] != nil && $0.outcome == .yes }
            if mayBeComplete { return 100 }
            return isPrivate ? 50 : findings.contains(elsewhere, .yes) ? 30 : 0
        }
        // A policy that is only being thought of is a whole one.
        let isWhole = findings.first(present)?.isCured ?? false
        if isWhole { return 100 }
        // What stands in comments is Scorecard's *yes* and bad all the same.
        let isMet = { (probe: ProbeDefinition) in
            findings.contains { $0.probe == probe.id && $0.outcome == .yes && !$0.isBad }
        }
        var points = 0
        if isMet(links) || isPrivate { points += 50 }
        if isMet(text) { points += 20 }
        if isMet(disclosure) { points += 10 }
        if isPrivate { points += 20 }
        return points
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        guard findings.contains(present, .yes) else {
            return findings.first(elsewhere).map { "There is no security policy, but \($0.message)" }
                ?? findings.first(present)?.message ?? "There is no security policy."
        }
        // A private way needs no address to be of use.
        let isPrivate = findings.contains(privateWay, .yes)
        let bad = findings.first { ($0.isBad || $0.isUnknown) && !($0.probe == links.id && isPrivate) }
        return bad?.message
            ?? "\(findings.first(present)?.location?.place ?? "A policy") says how to report a vulnerability."
    }
}
