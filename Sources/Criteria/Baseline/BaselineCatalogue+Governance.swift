// SPDX-License-Identifier: Apache-2.0
import Forges
import ProjectHealth

extension BaselineCatalogue {
    static let governance: [BaselineRequirement] = [
        BaselineRequirement(
            "OSPS-GV-01.01", levels: [2, 3], .whileActive, "Is it written down who can reach what is sensitive?",
            looksAt: ["lists of maintainers and code owners", "governance", "security insights"],
            settledBy: "List the people with rights in MAINTAINERS, CODEOWNERS or a governance document.",
            judge: members),
        BaselineRequirement(
            "OSPS-GV-01.02", levels: [2, 3], .whileActive, "Is it described who does what in the project?",
            looksAt: ["governance and maintainer documents"],
            settledBy: "Describe the roles of the project and what each is responsible for.", judge: roles),
        BaselineRequirement(
            "OSPS-GV-02.01", levels: [1, 2, 3], .whileActive, "Can everybody discuss changes and problems in public?",
            looksAt: ["the forge's issues and discussions", "lists, chats and forums in documents"],
            settledBy: "Name the place for discussion in the README, or let the forge's settings be seen.",
            judge: discussion),
        BaselineRequirement(
            "OSPS-GV-03.01", levels: [1, 2, 3], .whileActive, "Is it explained how to contribute?",
            looksAt: ["a contribution guide", "the README", "security insights"],
            settledBy: "Write a contribution guide, or link to the one that holds.", judge: contributing),
        BaselineRequirement(
            "OSPS-GV-03.02", levels: [2, 3], .whileActive,
            "Does the contribution guide say what an acceptable change is?",
            looksAt: ["the contribution guide: style, tests, commits, sign-off"],
            settledBy: "State the requirements of a change: style, tests, how it is submitted.", judge: requirements),
        BaselineRequirement(
            "OSPS-GV-04.01", levels: [3], .whileActive, "Are people looked at before they get more rights?",
            looksAt: ["governance, maintainer and contribution documents"],
            settledBy: "Write down how somebody becomes a maintainer and who approves it.", judge: escalation),
    ]

    @Sendable private static func members(_ evidence: CriteriaEvidence) -> Judgement {
        var found: [EvidenceLocation] = []
        var named: [EvidenceLocation] = []
        for read in evidence.documents(.maintainers) {
            guard let passage = read.prose.passages.firstIndex(where: { !$0.isHeading && namesSomebody($0.text) })
            else { continue }
            // Authors and contributors need have no rights.
            let lowered = read.document.path.lowercased()
            let isList = ["maintainer", "owner", "committer", "team"].contains { lowered.contains($0) }
            if isList { found.append(read.evidence(passage)) } else { named.append(read.evidence(passage)) }
        }
        if !found.isEmpty { return .pass(.high, "The maintainers are listed.", found) }
        for document in evidence.facts.tree.documents where document.kind == .codeOwners {
            if let owner = ownerLine(document.text) {
                found.append(
                    EvidenceLocation(.text, document.path, line: owner.line, snippet: Quotation.line(owner.text)))
            }
        }
        if !found.isEmpty { return .pass(.medium, "Code owners are listed.", found) }
        let listed = evidence.quotes(
            ProseQuery(.heading, .member, in: [.readme, .governance, .contributing, .documentation]))
        if !listed.isEmpty { return .pass(.low, "A document has a section on the people of the project.", listed) }
        if !named.isEmpty { return .unknown("Authors are listed; which of them have rights is not said.", named) }
        return .unknown("No list of people with rights was found.")
    }

    /// An address, a handle or a linked name.
    private static func namesSomebody(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else {
            return bytes.count < 200
                && bytes.split(separator: UInt8(ascii: " ")).count { word in
                    word.first.map { (0x41...0x5A).contains($0) } ?? false
                } >= 2
        }
        return at + 1 < bytes.count && bytes[at + 1] != UInt8(ascii: " ")
    }

    private static func ownerLine(_ text: String) -> (text: String, line: Int)? {
        var number = 0
        for line in text.utf8.prefix(64 << 10).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard line.first != UInt8(ascii: "#"), line.contains(UInt8(ascii: "@")) else { continue }
            return (String(decoding: Array(line), as: UTF8.self), number)
        }
        return nil
    }

    @Sendable private static func roles(_ evidence: CriteriaEvidence) -> Judgement {
        let kinds: [TextDocument.Kind] = [.governance, .maintainers, .contributing, .documentation]
        let headings = evidence.quotes(ProseQuery(.heading, .role, in: kinds))
        let sentences = evidence.quotes(
            ProseQuery(.sentence, .role, .member, in: kinds), ProseQuery(.sentence, .member, .must, in: [.governance]))
        if !headings.isEmpty {
            return .pass(.medium, "The documents describe the project's roles.", headings + sentences)
        }
        if !sentences.isEmpty {
            return .pass(.low, "The documents say what members of the project are there for.", sentences)
        }
        return .unknown("No description of roles was found.")
    }

    @Sendable private static func discussion(_ evidence: CriteriaEvidence) -> Judgement {
        if let project = evidence.project, project.hasIssues || project.hasDiscussions == true {
            let what = project.hasDiscussions == true ? "discussions" : "issues"
            return .pass(
                .high, "Anybody can take part in the forge's \(what).", [evidence.forgeEvidence("\(what): on")])
        }
        let kinds: [TextDocument.Kind] = [.readme, .support, .contributing]
        let quotes = evidence.quotes(
            ProseQuery(.text, .discussion, in: kinds), ProseQuery(.sentence, .defectReport, in: kinds))
        let links = evidence.links { link in
            (link.hasSuffix("/issues") || link.contains("/issues/") || link.contains("/discussions"))
                && !evidence.isElsewhere(link)
                || link.contains("groups.google.com")
                || link.contains("discord.") || link.contains("gitter.im") || link.contains("lists.")
                || link.contains("mailman")
        }
        if !quotes.isEmpty || !links.isEmpty {
            return .pass(.medium, "The documents name places for discussion.", quotes + links)
        }
        if evidence.project?.hasIssues == false {
            return .fail(
                .low, "The forge's issues and discussions are off, and no other place was found.",
                [evidence.forgeEvidence("issues: off")])
        }
        return .unknown("No place for discussion was found in the documents.")
    }

    @Sendable private static func contributing(_ evidence: CriteriaEvidence) -> Judgement {
        if let guide = evidence.document(.contributing) {
            let place = EvidenceLocation(
                .text, guide.document.path, line: guide.prose.passages.first?.line,
                snippet: guide.prose.passages.first.map { Quotation.line($0.text) })
            if guide.document.text.utf8.count >= 200 { return .pass(.high, "There is a contribution guide.", [place]) }
            return .pass(.low, "There is a contribution guide, a short one.", [place])
        }
        let headings = evidence.quotes(ProseQuery(.heading, .contribute, in: [.readme, .documentation]))
        if !headings.isEmpty { return .pass(.medium, "The documents have a section on contributing.", headings) }
        let sentences = evidence.quotes(ProseQuery(.sentence, .contribute, any: [.must, .defectReport], in: [.readme]))
        if !sentences.isEmpty { return .unknown("The README speaks of contributions without a guide.", sentences) }
        return .unknown("No contribution guide is in the tree; the owner may have one for all its projects.")
    }

    @Sendable private static func requirements(_ evidence: CriteriaEvidence) -> Judgement {
        let kinds: [TextDocument.Kind] = [.contributing, .readme, .documentation]
        let parts: [(String, ProseQuery)] = [
            ("style", ProseQuery(.text, .codeStyle, under: [.contribute, .must, .codeStyle], in: kinds)),
            ("tests", ProseQuery(.text, .addTests, in: [.contributing])),
            ("commits", ProseQuery(.text, .commitRule, in: [.contributing])),
            ("sign-off", ProseQuery(.text, .signOff, in: kinds)),
        ]
        var names: [String] = []
        var quotes: [EvidenceLocation] = []
        for (name, query) in parts {
            let found = evidence.quotes(query)
            guard !found.isEmpty else { continue }
            names.append(name)
            quotes += found.prefix(2)
        }
        if names.count >= 2 {
            return .pass(.medium, "The guide asks something of changes: \(names.joined(separator: ", ")).", quotes)
        }
        if names.count == 1 { return .unknown("The guide asks little of changes: \(names[0]).", quotes) }
        return .unknown("No requirements of contributions were found.", quotes)
    }

    @Sendable private static func escalation(_ evidence: CriteriaEvidence) -> Judgement {
        let kinds: [TextDocument.Kind] = [.governance, .maintainers, .contributing, .documentation]
        let sentences = evidence.quotes(ProseQuery(.sentence, .escalation, .approval, in: kinds))
        let headings = evidence.quotes(ProseQuery(.heading, .escalation, in: kinds))
        if !sentences.isEmpty {
            return .pass(
                headings.isEmpty ? .low : .medium, "The documents say who approves that somebody gets more rights.",
                headings + sentences)
        }
        if !headings.isEmpty {
            return .unknown(
                "A document speaks of becoming a maintainer; whether people are reviewed needs a look.", headings)
        }
        return .unknown("No policy for giving rights was found.")
    }
}
