// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import ProjectHealth
import Wire

extension BadgeCatalogue {
    static let changes: Rules = [
        "repo_public": { $0.baseline("OSPS-QA-01.01") },
        "repo_track": { track($0) },
        "repo_interim": { interim($0) },
        "repo_distributed": { distributed($0) },
        "version_unique": { $0.baseline("OSPS-BR-02.01") },
        "version_semver": { semantic($0.evidence) },
        "version_tags": { tags($0.evidence) },
        "version_tags_signed": { signedTags($0.evidence) },
        "release_notes": { $0.baseline("OSPS-BR-04.01") },
        "release_notes_vulns": { notedVulnerabilities($0.evidence) },
        "maintenance_or_update": { upgrades($0.evidence) },
        "report_process": { $0.baseline("OSPS-DO-02.01") },
        "report_tracker": { tracker($0.evidence) },
        "report_responses": { responses($0.evidence, enhancements: false) },
        "enhancement_responses": { responses($0.evidence, enhancements: true) },
        "report_archive": { tracker($0.evidence) },
        "vulnerability_report_process": { $0.baseline("OSPS-VM-02.01") },
        "vulnerability_report_private": { $0.baseline("OSPS-VM-03.01") },
        "vulnerability_response_process": { $0.baseline("OSPS-VM-01.01") },
        "vulnerability_report_credit": { credit($0.evidence) },
        "small_tasks": { smallTasks($0.evidence) },
        "require_2FA": { secondFactor($0) },
        "code_review_standards": { reviewStandards($0.evidence) },
        "two_person_review": { twoPeople($0) },
    ]

    @Sendable private static func track(_ context: BadgeContext) -> Judgement {
        guard let metrics = context.metrics, metrics.commits > 0 else { return .unknown("The history is not known.") }
        return .pass(
            .high, "git records who changed what and when: \(metrics.commits) commits.",
            metrics.newest.map { [$0] } ?? [])
    }

    @Sendable private static func interim(_ context: BadgeContext) -> Judgement {
        guard let metrics = context.metrics, metrics.commits > 0 else { return .unknown("The history is not known.") }
        let all = context.evidence.releases.tagged
        let tags = all.count { $0.tag != nil }
        guard metrics.commits >= max(10, all.count * 3) else {
            return .unknown("The history is short.", metrics.newest.map { [$0] } ?? [])
        }
        return .pass(
            .high,
            "Between \(all.count) releases (\(tags) by tag, \(all.count - tags) by a commit that names the version) there are "
                + "\(metrics.commits) commits.",
            metrics.newest.map { [$0] } ?? [])
    }

    @Sendable private static func distributed(_ context: BadgeContext) -> Judgement {
        guard let metrics = context.metrics, metrics.commits > 0 else { return .unknown("The history is not known.") }
        let place = context.evidence.addresses.web.map { [EvidenceLocation(.url, $0)] } ?? []
        return .pass(.high, "The project uses git.", place)
    }

    @Sendable private static func semantic(_ evidence: CriteriaEvidence) -> Judgement {
        let newest = evidence.releases.tagged.prefix(20)
        guard !newest.isEmpty else { return .unknown("No tagged releases were seen.") }
        let places = newest.prefix(3).map { EvidenceLocation(.tag, $0.name) }
        let full = newest.filter { $0.version.numbers.count >= 3 }
        if full.count == newest.count {
            return .pass(.medium, "Versions have the form of Semantic or Calendar Versioning.", places)
        }
        if full.isEmpty { return .fail(.low, "Versions have fewer than three numbers.", places) }
        return .unknown("Only some versions have three numbers.", places)
    }

    @Sendable private static func tags(_ evidence: CriteriaEvidence) -> Judgement {
        let tagged = evidence.releases.tagged.filter { $0.tag != nil }
        let places = tagged.prefix(3).map { EvidenceLocation(.tag, $0.name) }
        if !tagged.isEmpty { return .pass(.high, "\(tagged.count) releases are tagged.", places) }
        if let published = evidence.releases.published, let newest = published.first {
            return .pass(
                .high, "The forge's releases are made from tags.",
                [EvidenceLocation(.url, newest.url, snippet: Quotation.line(newest.tag))])
        }
        return .unknown("No release tags were seen.")
    }

    @Sendable private static func signedTags(_ evidence: CriteriaEvidence) -> Judgement {
        let newest = evidence.releases.tagged.filter { $0.tag != nil }.prefix(ReleaseEvidence.newest)
        guard !newest.isEmpty else { return .unknown("No release tags were seen.") }
        let signed = newest.filter { (evidence.releases.record($0)?.signature ?? .none) != .none }
        let places = newest.map { release in
            EvidenceLocation(
                .tag, release.name,
                snippet: (evidence.releases.record(release)?.signature ?? SignatureKind.none) == SignatureKind.none
                    ? "not signed" : "signed")
        }
        if signed.count == newest.count {
            return .pass(.medium, "The newest \(newest.count) release tags carry a signature.", places)
        }
        if signed.isEmpty { return .fail(.high, "None of the newest \(newest.count) release tags is signed.", places) }
        return .fail(.medium, "\(signed.count) of the newest \(newest.count) release tags are signed.", places)
    }

    @Sendable private static func notedVulnerabilities(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(ProseQuery(.text, .advisories, in: [.changelog]))
        if !quotes.isEmpty { return .pass(.medium, "The changelog names vulnerabilities that were fixed.", quotes) }
        for release in evidence.releases.published ?? []
        where release.notes.contains("CVE-") || release.notes.contains("GHSA-") {
            return .pass(
                .medium, "Release notes name vulnerabilities that were fixed.",
                [EvidenceLocation(.url, release.url, snippet: Quotation.line("Release \(release.tag)"))])
        }
        return .unknown("No release note names a vulnerability; there may have been none.")
    }

    @Sendable private static func upgrades(_ evidence: CriteriaEvidence) -> Judgement {
        let guides = evidence.quotes(
            [
                ProseQuery(
                    .heading, .upgrade, none: [.dependency, .dependencyCare],
                    in: [.readme, .documentation, .changelog, .support])
            ], where: isOnVersions)
        let quotes = guides + evidence.quotes(ProseQuery(.heading, .supportScope))
        if !quotes.isEmpty {
            return .pass(
                .low, "The documents help with upgrading, or say what is supported.",
                Array(quotes.prefix(Judgement.mostEvidence)))
        }
        return .unknown("No path from older versions was found in the documents.")
    }

    /// Of headings on migration only those that name versions, or whose file does: others speak of coming from another tool.
    private static func isOnVersions(_ document: ReadDocument, _ passage: Int) -> Bool {
        let heading = document.prose.passages[passage].text.lowercased()
        let words = heading.utf8.split { byte in
            !(0x61...0x7A).contains(byte) && !(0x30...0x39).contains(byte) && byte != UInt8(ascii: ".")
        }.map { String(decoding: Array($0), as: UTF8.self) }
        guard words.contains(where: { $0.hasPrefix("migrat") }) else { return true }
        return (words + document.pathWords.joined()).contains { word in
            word.hasPrefix("upgrad") || word.hasPrefix("version") || word.hasPrefix("release") || isVersion(word)
        }
    }

    /// `v2`, `3`, `1.x`, `10.4`; a year is none.
    private static func isVersion(_ word: String) -> Bool {
        let bytes = word.utf8.first == UInt8(ascii: "v") ? word.utf8.dropFirst() : word.utf8[...]
        let parts = bytes.split(separator: UInt8(ascii: "."))
        guard let first = parts.first, first.count <= 3 else { return false }
        return parts.enumerated().allSatisfy { place, part in
            part.allSatisfy { (0x30...0x39).contains($0) } || place > 0 && part.elementsEqual("x".utf8)
        }
    }

    @Sendable private static func tracker(_ evidence: CriteriaEvidence) -> Judgement {
        if evidence.project?.hasIssues == true {
            var place = evidence.forgeEvidence("issues: on")
            place.path += "/issues"
            return .pass(.high, "The forge's public issue tracker is used.", [place])
        }
        let links = evidence.links {
            ($0.hasSuffix("/issues") || $0.contains("/issues/")) && !evidence.isElsewhere($0)
                || $0.contains("bugzilla") || $0.contains("/jira/")
        }
        if !links.isEmpty { return .pass(.medium, "The documents link to an issue tracker.", links) }
        return .unknown("Whether an issue tracker is used was not seen.")
    }

    /// Of issues between two and twelve months old, most must have an answer.
    private static func responses(_ evidence: CriteriaEvidence, enhancements: Bool) -> Judgement {
        guard let issues = evidence.forge?.issues.value else {
            return .unknown("Issues were not seen. \(evidence.forge?.issues.reason ?? evidence.unseenForge)")
        }
        let now = evidence.facts.asOf
        let words = ["enhancement", "feature", "proposal", "idea"]
        let wanted = issues.filter { issue in
            guard let created = issue.created, !issue.authorIsBot else { return false }
            let age = now.seconds(since: created)
            let isEnhancement = issue.labels.contains { label in
                let lowered = label.lowercased()
                return words.contains { lowered.contains($0) }
            }
            return age >= 60 * 86_400 && age <= 366 * 86_400 && isEnhancement == enhancements
        }
        guard wanted.count >= 5 else { return .unknown("Too few issues of the right age were seen to tell.") }
        let answered = wanted.count { $0.firstResponse != nil || $0.closed != nil }
        let text = "\(answered) of \(wanted.count) issues that are two to twelve months old were answered."
        return answered * 2 > wanted.count
            ? .pass(.medium, text, [evidence.forgeEvidence("issues")])
            : .fail(.low, text, [evidence.forgeEvidence("issues")])
    }

    @Sendable private static func credit(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(ProseQuery(.text, .credit, in: [.securityPolicy, .changelog, .documentation]))
        if !quotes.isEmpty { return .pass(.medium, "Those who report vulnerabilities are credited.", quotes) }
        return .unknown("Whether reporters are credited was not found.")
    }

    @Sendable private static func smallTasks(_ evidence: CriteriaEvidence) -> Judgement {
        if let issue = evidence.forge?.issues.value?.first(where: { issue in
            issue.labels.contains { label in
                let lowered = label.lowercased()
                return lowered.contains("good first") || lowered.contains("help wanted") || lowered.contains("beginner")
                    || lowered.contains("easy")
            }
        }) {
            var place = evidence.forgeEvidence(issue.labels.joined(separator: ", "))
            place.path += "/issues/\(issue.number)"
            return .pass(.high, "Issues are marked as small tasks.", [place])
        }
        let quotes = evidence.quotes(ProseQuery(.text, .smallTask, in: [.contributing, .readme, .documentation]))
        let links = evidence.links {
            $0.contains("good-first-issue") || $0.contains("good+first+issue") || $0.contains("good%20first%20issue")
                || $0.contains("help-wanted") || $0.contains("help+wanted")
        }
        if !quotes.isEmpty || !links.isEmpty {
            return .pass(.medium, "The documents point out small tasks.", links + quotes)
        }
        return .unknown("No small tasks were pointed out.")
    }

    @Sendable private static func secondFactor(_ context: BadgeContext) -> Judgement {
        let judgement = context.baseline("OSPS-AC-01.01")
        return judgement.verdict == .pass && judgement.confidence == .low
            ? .unknown("The owner's own setting was not seen.") : judgement
    }

    @Sendable private static func reviewStandards(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(
            ProseQuery(.heading, .codeReview, in: [.contributing, .governance, .documentation, .maintainers]))
        if !quotes.isEmpty { return .pass(.medium, "The documents describe how changes are reviewed.", quotes) }
        return .unknown("No description of reviews was found.")
    }

    @Sendable private static func twoPeople(_ context: BadgeContext) -> Judgement {
        let required = context.baseline("OSPS-QA-07.01")
        if required.verdict == .pass { return required }
        guard let metrics = context.metrics, let share = metrics.reviewed.percent, metrics.reviewed.whole >= 10 else {
            return .unknown("The history does not tell how many changes somebody else looked at.")
        }
        let text =
            "Somebody else had a hand in \(metrics.reviewed.part) of the last year's \(metrics.reviewed.whole) commits by people."
        if share >= 50 { return .pass(.medium, text, metrics.newest.map { [$0] } ?? []) }
        if let most = metrics.perhapsReviewed.percent, most < 50 {
            return .fail(.low, text, metrics.newest.map { [$0] } ?? [])
        }
        return .unknown(text + " For the change requests among the others only the forge knows.")
    }
}
