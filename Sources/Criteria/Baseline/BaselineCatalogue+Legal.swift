// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import ProjectHealth

extension BaselineCatalogue {
    static let legal: [BaselineRequirement] = [
        BaselineRequirement(
            "OSPS-LE-01.01", levels: [2, 3], .whileActive, "Does everybody who contributes state the right to do so?",
            looksAt: [
                "sign-offs in the last year's commits", "agreements in documents and workflows", "the forge's terms",
            ],
            settledBy: "Ask for a sign-off on every commit, or for a contributor agreement.", judge: rightToContribute),
        BaselineRequirement(
            "OSPS-LE-02.01", levels: [1, 2, 3], .whileActive, "Is the source under a free licence?",
            looksAt: ["the text of licence files", "the forge's reading of it", "manifests"],
            settledBy: "Let the licence's text be seen, or name the licence by its SPDX identifier.",
            judge: sourceLicense),
        BaselineRequirement(
            "OSPS-LE-02.02", levels: [1, 2, 3], .whileActive, "Is what is released under a free licence?",
            looksAt: ["the licence that manifests declare", "the licence of the source"],
            settledBy: "Declare the licence in the package's manifest.", judge: releaseLicense),
        BaselineRequirement(
            "OSPS-LE-03.01", levels: [1, 2, 3], .whileActive,
            "Does the source carry its licence where everybody looks for it?",
            looksAt: ["LICENSE, COPYING, LICENSES/ and LICENSE/ in the root"],
            settledBy: "Put the licence into a LICENSE file.", judge: sourceLicenseFile),
        BaselineRequirement(
            "OSPS-LE-03.02", levels: [1, 2, 3], .whileActive, "Does what is released carry its licence?",
            looksAt: ["licence files in the released source and among release assets"],
            settledBy: "Put the licence into the source that is released.", judge: releaseLicenseFile),
    ]

    @Sendable private static func rightToContribute(_ evidence: CriteriaEvidence) -> Judgement {
        let agreements = evidence.survey.evidence(.agreement)
        let kinds: [TextDocument.Kind] = [.contributing, .readme, .governance, .documentation]
        let quotes = evidence.quotes(ProseQuery(.text, .signOff, in: kinds))
        var share = Share()
        var unsigned: [EvidenceLocation] = []
        if let history = evidence.history {
            for position in history.lastDays(365).suffix(500) {
                let commit = history.commit(position)
                guard !commit.isMerge, history.identities.isHuman(history.author(position)) else { continue }
                let isSigned = commit.trailers.contains { $0.kind == .signedOffBy }
                share = Share(share.part + (isSigned ? 1 : 0), of: share.whole + 1)
                if !isSigned, unsigned.count < 3 {
                    unsigned.append(
                        EvidenceLocation(.commit, commit.id.hexadecimal, snippet: Quotation.line(commit.subject)))
                }
            }
        }
        if share.whole >= 5, share.part == share.whole {
            return .pass(
                .high, "Every one of the last year's \(share.whole) commits by people is signed off.",
                agreements + quotes)
        }
        if share.whole >= 5, let percent = share.percent, percent >= 90, !quotes.isEmpty {
            return .pass(
                .medium,
                "\(percent) % of the last year's \(share.whole) commits by people are signed off, and the documents ask for it.",
                quotes + unsigned)
        }
        if !agreements.isEmpty { return .pass(.medium, "An agreement of contributors is set up.", agreements + quotes) }
        if !quotes.isEmpty, let strongest = quotes.first {
            return .pass(.low, "The documents ask contributors to state their right.", [strongest] + quotes.dropFirst())
        }
        if evidence.addresses.isOnGitHub, let web = evidence.addresses.web {
            return .pass(
                .low,
                "GitHub's terms say that contributions come under the project's licence and that one has the right to give them.",
                [EvidenceLocation(.url, web)])
        }
        return .unknown("Neither sign-offs nor an agreement were found.", unsigned)
    }

    @Sendable private static func sourceLicense(_ evidence: CriteriaEvidence) -> Judgement {
        let licenses = LicenseEvidence(evidence)
        let statements = licenses.statements
        let places = statements.map(\.place)
        if statements.isEmpty {
            if licenses.files.isEmpty {
                let mentions = evidence.quotes(ProseQuery(.heading, .license, in: [.readme]))
                if !mentions.isEmpty {
                    return .unknown("There is no licence file; the README speaks of the licence.", mentions)
                }
                return .fail(.medium, "No licence was found: without one nobody may use the source.")
            }
            return .unknown("The licence file's text is none that is known.", licenses.files)
        }
        if statements.allSatisfy({ $0.isFree == true }) {
            let confidence: Confidence = licenses.recognised.isEmpty ? .medium : .high
            return .pass(confidence, "The licence is free: \(LicenseEvidence.names(statements)).", places)
        }
        if statements.allSatisfy({ $0.isFree == false }) {
            return .fail(
                .high, "Neither OSI nor FSF approve the licence: \(LicenseEvidence.names(statements)).", places)
        }
        return .unknown("Some of the licences are free, some are not: \(LicenseEvidence.names(statements)).", places)
    }

    @Sendable private static func releaseLicense(_ evidence: CriteriaEvidence) -> Judgement {
        let licenses = LicenseEvidence(evidence)
        let declared = licenses.declared
        if !declared.isEmpty {
            let places = declared.map(\.place)
            if declared.allSatisfy({ $0.isFree == true }) {
                return .pass(.high, "The manifest declares a free licence: \(LicenseEvidence.names(declared)).", places)
            }
            if declared.contains(where: { $0.isFree == false }) {
                return .fail(
                    .medium, "The manifest declares a licence that is not free: \(LicenseEvidence.names(declared)).",
                    places)
            }
        }
        let source = sourceLicense(evidence)
        guard source.verdict == .pass else {
            return source.verdict == .fail
                ? .fail(
                    .medium, "Nothing is declared for releases, and the source's licence is not free.", source.evidence)
                : .unknown(
                    "Nothing is declared for releases, and the source's licence is not settled.", source.evidence)
        }
        return .pass(
            .medium, "Nothing else is declared for releases, so that the source's free licence holds for them.",
            source.evidence)
    }

    @Sendable private static func sourceLicenseFile(_ evidence: CriteriaEvidence) -> Judgement {
        let licenses = LicenseEvidence(evidence)
        if !licenses.files.isEmpty { return .pass(.high, "The licence lies in its place.", licenses.files) }
        guard evidence.survey.files > 0 else { return .unknown("The tree has no files.") }
        return .fail(.high, "There is no LICENSE or COPYING file, nor a LICENSES folder, in the root.")
    }

    @Sendable private static func releaseLicenseFile(_ evidence: CriteriaEvidence) -> Judgement {
        let licenses = LicenseEvidence(evidence)
        if !licenses.files.isEmpty {
            return .pass(.medium, "The licence is part of the source that is released.", licenses.files)
        }
        for release in evidence.releases.withAssets {
            if let asset = release.assets.first(where: {
                $0.name.lowercased().hasPrefix("license") || $0.name.lowercased().hasPrefix("copying")
            }) {
                return .pass(
                    .medium, "The licence is among the release's assets.",
                    [EvidenceLocation(.url, asset.url, snippet: Quotation.line(asset.name))])
            }
        }
        guard evidence.survey.files > 0 else { return .unknown("The tree has no files.") }
        return .fail(.medium, "The source that is released has no licence file.")
    }
}
