// SPDX-License-Identifier: Apache-2.0
import Forges
import ProjectHealth

extension BadgeCatalogue {
    typealias Rules = [String: @Sendable (BadgeContext) -> Judgement]

    static let basics: Rules = [
        "description_good": { description($0.evidence) },
        "interact": { interact($0.evidence) },
        "contribution": { $0.baseline("OSPS-GV-03.01") },
        "contribution_requirements": { $0.baseline("OSPS-GV-03.02") },
        "floss_license": { $0.baseline("OSPS-LE-02.01") },
        "floss_license_osi": { approvedLicense($0.evidence) },
        "license_location": { $0.baseline("OSPS-LE-03.01") },
        "documentation_basics": { $0.baseline("OSPS-DO-01.01") },
        "documentation_interface": { $0.baseline("OSPS-SA-02.01") },
        "sites_https": { $0.baseline("OSPS-BR-03.01") },
        "discussion": { $0.baseline("OSPS-GV-02.01") },
        "english": { english($0.evidence) },
        "maintained": { maintained($0) },
        "achieve_passing": { achieved($0.evidence, [.passing, .silver, .gold], "passing") },
        "achieve_silver": { achieved($0.evidence, [.silver, .gold], "silver") },
        "dco": { agreement($0) },
        "governance": { governanceModel($0.evidence) },
        "code_of_conduct": { conduct($0.evidence) },
        "roles_responsibilities": { $0.baseline("OSPS-GV-01.02") },
        "access_continuity": { continuity($0) },
        "bus_factor": { busFactor($0) },
        "contributors_unassociated": { unassociated($0) },
        "documentation_roadmap": { roadmap($0.evidence) },
        "documentation_architecture": { $0.baseline("OSPS-SA-01.01") },
        "documentation_security": { securityRequirements($0.evidence) },
        "documentation_quick_start": { quickStart($0.evidence) },
        "documentation_achievements": { achievements($0.evidence) },
        "internationalization": { translations($0.evidence) },
        "copyright_per_file": { headers($0.evidence, "a copyright", \.withCopyright) },
        "license_per_file": { headers($0.evidence, "a licence", \.withLicense) },
    ]

    @Sendable private static func description(_ evidence: CriteriaEvidence) -> Judgement {
        if let text = evidence.project?.description, text.utf8.count >= 20 {
            return .pass(.medium, "The forge shows a description.", [evidence.forgeEvidence(text)])
        }
        guard let readme = evidence.readme,
            let first = beginning(of: readme).first(where: { index in
                let passage = readme.prose.passages[index]
                // AsciiDoc's badges are links with an image inside.
                return passage.kind == .sentence && passage.text.utf8.count >= 40 && !passage.text.contains("[image:")
            })
        else { return .unknown("No description was found.") }
        return .pass(.medium, "The README says what the software does.", [readme.evidence(first)])
    }

    /// The first passages, without those of a numbered table of contents.
    private static func beginning(of readme: ReadDocument) -> [Int] {
        let passages = readme.prose.passages
        let lines = readme.document.text.utf8.split(
            separator: UInt8(ascii: "\n"), maxSplits: passages.prefix(200).last?.line ?? 0,
            omittingEmptySubsequences: false)
        return Array(
            passages.prefix(200).indices.lazy.filter { index in
                let line = passages[index].line - 1
                return !(lines.indices.contains(line) && beginsWithSectionNumber(lines[line]))
            }.prefix(12))
    }

    /// `1. `, `1.2 `, `1.2. `
    private static func beginsWithSectionNumber(_ line: Substring.UTF8View) -> Bool {
        let number = line.drop { $0 == 0x20 || $0 == 0x09 }.prefix { (0x30...0x39).contains($0) || $0 == 0x2E }
        return number.first.map { $0 != 0x2E } == true && number.contains(0x2E) && line.endIndex != number.endIndex
            && line[number.endIndex] == 0x20
    }

    @Sendable private static func interact(_ evidence: CriteriaEvidence) -> Judgement {
        let obtain = evidence.quotes(
            ProseQuery(.heading, .install, in: [.readme]), ProseQuery(.code, .buildCommand, in: [.readme]),
            ProseQuery(.code, .install, in: [.readme]))
        let feedback = evidence.quotes(ProseQuery(.text, .defectReport, in: [.readme, .support, .contributing]))
        let contribute = evidence.quotes(ProseQuery(.text, .contribute, in: [.readme, .contributing]))
        let parts = [obtain, feedback, contribute].filter { !$0.isEmpty }
        let quotes = parts.map { $0[0] }
        if parts.count == 3 {
            return .pass(.medium, "The documents say how to get the software, give feedback and contribute.", quotes)
        }
        return .unknown(
            "Of getting the software, giving feedback and contributing, not all was found in the documents.", quotes)
    }

    @Sendable private static func approvedLicense(_ evidence: CriteriaEvidence) -> Judgement {
        let statements = LicenseEvidence(evidence).statements
        let places = statements.map(\.place)
        guard !statements.isEmpty else { return .unknown("No licence was recognised.") }
        if statements.allSatisfy({ $0.isOSIApproved == true }) {
            return .pass(.high, "The OSI approves the licence: \(LicenseEvidence.names(statements)).", places)
        }
        if statements.allSatisfy({ $0.isOSIApproved == false }) {
            return .fail(.high, "The OSI does not approve the licence: \(LicenseEvidence.names(statements)).", places)
        }
        return .unknown("Not every licence is approved by the OSI: \(LicenseEvidence.names(statements)).", places)
    }

    private static let englishWords: Set<String> = [
        "the", "and", "is", "to", "of", "for", "with", "this", "you", "are", "can", "that",
    ]

    @Sendable private static func english(_ evidence: CriteriaEvidence) -> Judgement {
        guard let readme = evidence.readme else { return .unknown("There is no README.") }
        var words = 0
        var common = 0
        for passage in readme.prose.passages.prefix(400) where passage.kind == .sentence {
            for word in passage.text.utf8.split(whereSeparator: { $0 <= 0x20 }) {
                words += 1
                if englishWords.contains(String(decoding: Array(word).map(\.loweredLetter), as: UTF8.self)) {
                    common += 1
                }
            }
        }
        let place = [EvidenceLocation(.text, readme.document.path, line: 1)]
        if words >= 20, common * 12 >= words { return .pass(.medium, "The README is in English.", place) }
        return .unknown("Whether the documentation is in English was not told from the README.", place)
    }

    @Sendable private static func maintained(_ context: BadgeContext) -> Judgement {
        let evidence = context.evidence
        if let ending = evidence.ending {
            return .fail(
                ending.certainty == .certain ? .high : .medium, "The project is said to be \(ending.kind.words).",
                [ending.location])
        }
        if let metrics = context.metrics, metrics.commitsLastYear > 0, let newest = metrics.newest {
            return .pass(.medium, "There were \(metrics.commitsLastYear) commits in the last year.", [newest])
        }
        if let active = evidence.intent.first(where: { $0.kind == .activelyMaintained && $0.certainty >= .likely }) {
            return .pass(.low, "The project is said to be maintained.", [active.location])
        }
        return .unknown(
            "No commit of the last year was seen; a finished project needs none.",
            context.metrics?.newest.map { [$0] } ?? [])
    }

    private static func achieved(_ evidence: CriteriaEvidence, _ entries: [BadgeEntry], _ name: String) -> Judgement {
        guard let entry = evidence.facts.badge.value else {
            return .unknown(evidence.facts.badge.unknown?.reason ?? "The badge was not asked.")
        }
        return entries.contains(entry)
            ? .pass(.high, "The project holds \(name) or more.") : .fail(.high, "The project does not hold \(name).")
    }

    @Sendable private static func agreement(_ context: BadgeContext) -> Judgement {
        let judgement = context.baseline("OSPS-LE-01.01")
        // The forge's terms are neither.
        if judgement.verdict == .pass, judgement.evidence.allSatisfy({ $0.kind == .url }) {
            return .unknown("Neither sign-offs nor an agreement were found.")
        }
        return judgement
    }

    @Sendable private static func governanceModel(_ evidence: CriteriaEvidence) -> Judgement {
        if let document = evidence.document(.governance) {
            return .pass(
                .medium, "There is a governance document.", [EvidenceLocation(.text, document.document.path, line: 1)])
        }
        let quotes = evidence.quotes(
            ProseQuery(.heading, .decision, in: [.readme, .contributing, .maintainers, .documentation]))
        if !quotes.isEmpty { return .pass(.medium, "A document describes how decisions are made.", quotes) }
        if let insights = evidence.insights, let declared = insights.declaration("repository.documentation.governance")
        {
            var judgement = Judgement.pass(
                .low, "The project declares where its governance is described.", [insights.evidence(declared)])
            judgement.isSelfAsserted = true
            return judgement
        }
        return .unknown("No governance was found.")
    }

    @Sendable private static func conduct(_ evidence: CriteriaEvidence) -> Judgement {
        if let document = evidence.document(.codeOfConduct) {
            return .pass(
                .high, "There is a code of conduct.", [EvidenceLocation(.text, document.document.path, line: 1)])
        }
        let quotes = evidence.quotes(
            ProseQuery(.heading, .conduct), ProseQuery(.sentence, .conduct, in: [.readme, .contributing]))
        if !quotes.isEmpty { return .pass(.medium, "The documents hold people to a code of conduct.", quotes) }
        return .unknown("No code of conduct is in the tree; the owner may have one for all its projects.")
    }

    @Sendable private static func continuity(_ context: BadgeContext) -> Judgement {
        guard let metrics = context.metrics else { return .unknown("The history is not known.") }
        let quotes = context.evidence.quotes(
            ProseQuery(.text, .continuity, in: [.governance, .maintainers, .documentation, .readme]))
        if !quotes.isEmpty {
            return .pass(.medium, "The documents speak of what happens when somebody is gone.", quotes)
        }
        let people = metrics.activeMaintainers
        guard people.count >= 2 else { return .unknown("The history shows \(people.count) active maintainers.") }
        return .pass(
            .low, "\(people.count) people merged or released in the last year.", metrics.newest.map { [$0] } ?? [])
    }

    @Sendable private static func busFactor(_ context: BadgeContext) -> Judgement {
        guard let metrics = context.metrics, metrics.commitsLastYear > 0 else {
            return .unknown("There is no history of the last year to tell it from.")
        }
        let place = metrics.newest.map { [$0] } ?? []
        if metrics.absenceFactor >= 2 {
            return .pass(.medium, "Half of the last year's commits come from \(metrics.absenceFactor) people.", place)
        }
        if metrics.isPartial { return .unknown("The history is not whole.", place) }
        return .fail(.medium, "Half of the last year's commits come from one person.", place)
    }

    @Sendable private static func unassociated(_ context: BadgeContext) -> Judgement {
        guard let metrics = context.metrics else { return .unknown("The history is not known.") }
        if metrics.organisationCount >= 2, metrics.absenceFactor >= 2 {
            return .pass(
                .medium, "Addresses of the last year's authors name \(metrics.organisationCount) organisations.",
                metrics.newest.map { [$0] } ?? [])
        }
        return .unknown("The authors' addresses do not tell whether they are of different organisations.")
    }

    @Sendable private static func roadmap(_ evidence: CriteriaEvidence) -> Judgement {
        if let document = evidence.document(.roadmap) {
            return .pass(.medium, "There is a roadmap.", [EvidenceLocation(.text, document.document.path, line: 1)])
        }
        let quotes = evidence.quotes(ProseQuery(.heading, .roadmap, in: [.readme, .documentation, .contributing]))
        if !quotes.isEmpty { return .pass(.medium, "A document has a section on what is planned.", quotes) }
        if let insights = evidence.insights,
            let declared = insights.declaration("project.roadmap", "project-lifecycle.roadmap")
        {
            var judgement = Judgement.pass(.low, "The project declares its roadmap.", [insights.evidence(declared)])
            judgement.isSelfAsserted = true
            return judgement
        }
        return .unknown("No roadmap was found.")
    }

    @Sendable private static func securityRequirements(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(
            ProseQuery(.text, .securityRequirements, in: [.securityPolicy, .documentation, .readme, .threatModel]))
        if !quotes.isEmpty { return .pass(.low, "The documents say what users can expect in security.", quotes) }
        return .unknown("No statement of what users can expect in security was found.")
    }

    @Sendable private static func quickStart(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(ProseQuery(.heading, .quickStart, in: [.readme, .documentation]))
        if !quotes.isEmpty { return .pass(.medium, "The documents have a quick start.", quotes) }
        return .unknown("No quick start was found.")
    }

    @Sendable private static func achievements(_ evidence: CriteriaEvidence) -> Judgement {
        guard let readme = evidence.readme else { return .unknown("There is no README.") }
        for link in readme.prose.links
        where link.target.contains("bestpractices.dev/")
            || link.target.contains("bestpractices.coreinfrastructure.org/")
        {
            return .pass(
                .high, "The README shows the badge.",
                [EvidenceLocation(.text, readme.document.path, line: link.line, snippet: Quotation.line(link.target))])
        }
        return .unknown("The README does not show the badge.")
    }

    @Sendable private static func translations(_ evidence: CriteriaEvidence) -> Judgement {
        if evidence.survey.has(.translation) {
            return .pass(.medium, "The software is translated.", evidence.survey.evidence(.translation))
        }
        return .unknown("No translations were found; software without texts needs none.")
    }

    private static func headers(
        _ evidence: CriteriaEvidence, _ what: String, _ part: any KeyPath<HeaderCount, Int> & Sendable
    ) -> Judgement {
        let headers = evidence.facts.tree.headers
        guard headers.sources > 0 else { return .unknown("No source files were read.") }
        let count = headers[keyPath: part]
        let text = "\(count) of \(headers.sources) source files state \(what)."
        if count == headers.sources { return .pass(.high, text) }
        if count * 100 >= headers.sources * 95 { return .pass(.medium, text) }
        if evidence.survey.has(.reuse), count * 2 >= headers.sources {
            return .unknown(text + " REUSE.toml may state it for the others.")
        }
        return .fail(.medium, text)
    }
}
