// SPDX-License-Identifier: Apache-2.0
import Forges
import ProjectHealth

extension BaselineCatalogue {
    static let documentation: [BaselineRequirement] = [
        BaselineRequirement(
            "OSPS-DO-01.01", levels: [1, 2, 3], .onceReleased, "Is there a guide to the basic use of the software?",
            looksAt: ["the README's sections", "documentation in the tree", "security insights"],
            settledBy: "Write down how to install and use the software, or link to where it is written.",
            judge: userGuide),
        BaselineRequirement(
            "OSPS-DO-02.01", levels: [1, 2, 3], .onceReleased, "Is it explained how to report a defect?",
            looksAt: ["templates for issues", "guides and README", "the forge's issue tracker"],
            settledBy: "Say in the README or the contribution guide where defects are reported.", judge: defectGuide),
        BaselineRequirement(
            "OSPS-DO-03.01", levels: [3], .onceReleased,
            "Is it explained how to check that a release is genuine and unchanged?",
            looksAt: ["commands and sections about verification in documents", "security insights"],
            settledBy: "Write down the commands that verify a release, and what they print.", judge: verification),
        BaselineRequirement(
            "OSPS-DO-03.02", levels: [3], .onceReleased, "Is it stated whose signature a release must carry?",
            looksAt: ["keys, fingerprints and identities in documents", "a KEYS file"],
            settledBy: "Publish the key or identity that releases are signed with.", judge: signerIdentity),
        BaselineRequirement(
            "OSPS-DO-04.01", levels: [3], .onceReleased,
            "Is it stated which releases are supported, how and for how long?",
            looksAt: ["the security policy, SUPPORT and other documents"],
            settledBy: "State which versions get which support until when.", judge: supportScope),
        BaselineRequirement(
            "OSPS-DO-05.01", levels: [3], .onceReleased, "Is it stated when a release gets no more security updates?",
            looksAt: ["the security policy, SUPPORT and other documents"],
            settledBy: "State when a version stops getting security updates.", judge: securityUpdateEnd),
        BaselineRequirement(
            "OSPS-DO-06.01", levels: [2, 3], .onceReleased,
            "Is it described how dependencies are chosen, obtained and tracked?",
            looksAt: ["a dependency policy", "guides", "security insights"],
            settledBy: "Describe how dependencies are chosen, obtained and tracked.", judge: dependencyPolicy),
        BaselineRequirement(
            "OSPS-DO-07.01", levels: [2, 3], .always, "Is it explained how to build the software?",
            looksAt: ["sections and commands about building in documents"],
            settledBy: "Write down the build's commands and what they need.", judge: buildGuide),
    ]

    @Sendable private static func userGuide(_ evidence: CriteriaEvidence) -> Judgement {
        let headings = evidence.quotes(
            ProseQuery(.heading, .quickStart, in: [.readme]), ProseQuery(.heading, .usage, in: [.readme]),
            ProseQuery(.heading, .install, in: [.readme]))
        let documents = evidence.survey.evidence(.documentation, most: 3)
        let manuals = evidence.survey.evidence(.manual, most: 3)
        if !headings.isEmpty, !documents.isEmpty || headings.count >= 2 {
            return .pass(.medium, "The README explains the use of the software.", headings + documents)
        }
        if !manuals.isEmpty { return .pass(.medium, "There are manual pages.", manuals + documents) }
        if !headings.isEmpty { return .pass(.low, "The README has a section on the use of the software.", headings) }
        if evidence.survey.count(.documentation) >= 3 {
            return .pass(.low, "There is a folder of documentation.", documents)
        }
        return .unknown("No guide was found in the tree.", documents)
    }

    @Sendable private static func defectGuide(_ evidence: CriteriaEvidence) -> Judgement {
        let templates = evidence.survey.evidence(.issueTemplate)
        let guides: [TextDocument.Kind] = [.readme, .contributing, .support]
        let quotes = evidence.quotes(
            ProseQuery(.heading, .defectReport, in: guides), ProseQuery(.sentence, .defectReport, in: guides))
        if !quotes.isEmpty {
            return .pass(
                templates.isEmpty ? .medium : .high, "The documents say how to report a defect.", quotes + templates)
        }
        if !templates.isEmpty { return .pass(.medium, "Templates guide those who report a defect.", templates) }
        let links = evidence.links {
            ($0.hasSuffix("/issues") || $0.contains("/issues/new")) && !evidence.isElsewhere($0)
        }
        if !links.isEmpty { return .pass(.low, "The documents link to the issue tracker.", links) }
        if evidence.project?.hasIssues == true {
            return .pass(.low, "The forge's issue tracker is open.", [evidence.forgeEvidence("issues: on")])
        }
        return .unknown("No guide to reporting defects was found.")
    }

    @Sendable private static func verification(_ evidence: CriteriaEvidence) -> Judgement {
        let headings = evidence.quotes(ProseQuery(.heading, .verify))
        let commands = evidence.quotes(ProseQuery(.code, .verify))
        let sentences = evidence.quotes(
            ProseQuery(
                .sentence, .verify,
                in: [.readme, .securityPolicy, .support, .contributing, .documentation]))
        if !commands.isEmpty {
            return .pass(.medium, "The documents give commands that verify releases.", headings + commands + sentences)
        }
        if !headings.isEmpty {
            return .pass(.low, "The documents have a section on verifying releases.", headings + sentences)
        }
        if !sentences.isEmpty {
            return .unknown("The documents speak of verification; whether they instruct needs a look.", sentences)
        }
        return .unknown("No instruction to verify releases was found.")
    }

    @Sendable private static func signerIdentity(_ evidence: CriteriaEvidence) -> Judgement {
        let keys = evidence.facts.tree.files.lazy.map(\.path).filter {
            let lowered = $0.lowercased()
            return lowered == "keys" || lowered == "keys.asc" || lowered == "cosign.pub" || lowered.hasSuffix("/keys")
                || lowered == "release-keys.asc"
                || lowered == "docs/release-keys.asc"
        }.prefix(3).map { EvidenceLocation(.text, $0) }
        let kinds: [TextDocument.Kind] = [.readme, .securityPolicy, .support, .contributing, .documentation]
        let commands = evidence.quotes(ProseQuery(.code, .signer, any: [.verify], in: kinds))
        let sentences = evidence.quotes(
            ProseQuery(.sentence, .signer, under: [.verify], in: kinds),
            ProseQuery(.heading, .signer, any: [.verify], in: kinds))
        if !commands.isEmpty || !sentences.isEmpty {
            return .pass(
                .low, "The documents name the key or identity that releases are signed with.",
                commands + sentences + Array(keys))
        }
        if !keys.isEmpty { return .pass(.low, "The tree publishes the project's keys.", Array(keys)) }
        return .unknown("Who signs releases was not found in the documents.")
    }

    private static let supportKinds: [TextDocument.Kind] = [
        .securityPolicy, .support, .readme, .governance, .documentation,
    ]

    @Sendable private static func supportScope(_ evidence: CriteriaEvidence) -> Judgement {
        let headings = evidence.quotes(ProseQuery(.heading, .supportScope, none: [.requirement], in: supportKinds))
        let sentences = evidence.quotes(
            ProseQuery(.sentence, .supportScope, none: [.requirement], in: [.securityPolicy, .support]))
        if !headings.isEmpty { return .pass(.medium, "The documents state what is supported.", headings + sentences) }
        if evidence.document(.support) != nil, !sentences.isEmpty {
            return .pass(.low, "The support document speaks of supported versions.", sentences)
        }
        if !sentences.isEmpty {
            return .pass(.low, "The security policy speaks of the versions that are supported.", sentences)
        }
        let candidates = evidence.quotes(ProseQuery(.sentence, .supportScope, in: [.readme]))
        if !candidates.isEmpty {
            return .unknown("The README speaks of support; whether it says what is supported needs a look.", candidates)
        }
        return .unknown("No statement of what is supported was found.")
    }

    @Sendable private static func securityUpdateEnd(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(
            ProseQuery(.sentence, .securityUpdate, .ending, none: [.requirement], in: supportKinds),
            ProseQuery(
                .sentence, .ending, under: [.supportScope, .securityUpdate], none: [.requirement],
                in: [.securityPolicy, .support]))
        if !quotes.isEmpty {
            return .pass(.low, "A document says which versions get security updates, and which no more.", quotes)
        }
        let tables = evidence.quotes(ProseQuery(.heading, .supportScope, in: [.securityPolicy, .support]))
        if !tables.isEmpty {
            return .pass(.low, "The security policy lists the versions that get security updates.", tables)
        }
        return .unknown("No statement of when security updates end was found.")
    }

    @Sendable private static func dependencyPolicy(_ evidence: CriteriaEvidence) -> Judgement {
        if let policy = evidence.document(.dependencyPolicy) {
            return .pass(
                .medium, "There is a dependency policy.", [EvidenceLocation(.text, policy.document.path, line: 1)])
        }
        let kinds: [TextDocument.Kind] = [
            .contributing, .securityPolicy, .governance, .architecture, .documentation,
        ]
        // A README tells its readers how to depend on the project.
        let headings = evidence.quotes(
            ProseQuery(.heading, .dependencyCare, in: kinds), ProseQuery(.heading, .dependencyRules, in: [.readme]))
        let sentences = evidence.quotes(
            ProseQuery(.sentence, .dependencyCare, any: [.must], in: [.contributing, .securityPolicy, .governance]),
            ProseQuery(.sentence, .dependencyCare, under: [.dependency], in: kinds))
        if !headings.isEmpty {
            return .pass(.medium, "The documents describe how dependencies are looked after.", headings + sentences)
        }
        if !sentences.isEmpty {
            return .pass(.low, "The documents say something of how dependencies are looked after.", sentences)
        }
        let tools = evidence.survey.evidence(.updateTool)
        return .unknown("No description of how dependencies are chosen and tracked was found.", tools)
    }

    @Sendable private static func buildGuide(_ evidence: CriteriaEvidence) -> Judgement {
        let kinds: [TextDocument.Kind] = [.readme, .contributing, .documentation]
        let headings = evidence.quotes(ProseQuery(.heading, .build, in: kinds))
        let commands = evidence.quotes(
            ProseQuery(.code, .buildCommand, under: [.build, .install, .contribute, .quickStart, .testRun], in: kinds),
            ProseQuery(.sentence, .buildCommand, under: [.build], in: kinds))
        if !headings.isEmpty, !commands.isEmpty {
            return .pass(.high, "The documents explain the build with its commands.", headings + commands)
        }
        if !headings.isEmpty { return .pass(.medium, "The documents explain the build.", headings) }
        if !commands.isEmpty {
            return .pass(.low, "The documents give commands that build or install from source.", commands)
        }
        let installs = evidence.facts.tree.files.lazy.map(\.path).filter { path in
            [
                "install", "install.md", "install.txt", "building.md", "build.md", "install.rst", "docs/install.md",
                "hacking.md",
            ].contains(path.lowercased())
        }.prefix(3).map { EvidenceLocation(.text, $0) }
        if !installs.isEmpty { return .pass(.low, "A file is there to explain the build.", Array(installs)) }
        if !evidence.isSoftware { return .notApplicable(.low, "There is no source code in the tree.") }
        return .unknown("No build instruction was found.", evidence.survey.evidence(.buildFile, most: 3))
    }
}

extension CriteriaEvidence {
    /// Links of the main documents, in lower case, that satisfy something.
    func links(_ isWanted: (String) -> Bool) -> [EvidenceLocation] {
        var found: [EvidenceLocation] = []
        for read in documents
        where [.readme, .contributing, .support, .securityPolicy, .codeOfConduct].contains(read.document.kind) {
            for link in read.prose.links where !link.isImage && isWanted(link.target.lowercased()) {
                found.append(
                    EvidenceLocation(.text, read.document.path, line: link.line, snippet: Quotation.line(link.target)))
                if found.count == 5 { return found }
            }
        }
        return found
    }
}
