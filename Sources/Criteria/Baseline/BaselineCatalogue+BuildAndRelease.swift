// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Pipelines
import ProjectHealth

extension BaselineCatalogue {
    static let buildAndRelease: [BaselineRequirement] = [
        BaselineRequirement(
            "OSPS-BR-01.01", levels: [1, 2, 3], .always,
            "Is text that anybody may write kept out of scripts of the automation?",
            looksAt: ["workflows and actions, from where text enters to the script that runs it"],
            settledBy: "Show the pipeline's files, or look at how it uses titles, branch names and messages.",
            judge: untrustedText),
        BaselineRequirement(
            "OSPS-BR-01.03", levels: [1, 2, 3], .always, "Is code that nobody has reviewed kept away from credentials?",
            looksAt: [
                "checkouts under privileged events", "self-hosted runners, caches and secrets that changes reach",
            ],
            settledBy: "Show the pipeline's files, or look at what runs on changes from outside.", judge: untrustedCode),
        BaselineRequirement(
            "OSPS-BR-01.04", levels: [3], .always,
            "Is what collaborators type into the automation checked before it is used?",
            looksAt: ["workflows that are started by hand or by others, and where their inputs go"],
            settledBy: "Look at where the inputs of workflows started by hand or by others are used.",
            judge: collaboratorInput),
        BaselineRequirement(
            "OSPS-BR-02.01", levels: [2, 3], .onceReleased, "Does every release have a version of its own?",
            looksAt: ["tags", "the forge's releases"],
            settledBy: "Tag releases with their version, or let the forge's releases be seen.",
            judge: uniqueVersion),
        BaselineRequirement(
            "OSPS-BR-02.02", levels: [3], .onceReleased,
            "Can every file of a release be told to belong to that release?",
            looksAt: ["assets of the forge's newest releases"], settledBy: CriteriaEvidence.askForge, judge: assetNames),
        BaselineRequirement(
            "OSPS-BR-03.01", levels: [1, 2, 3], .always,
            "Are the project's own pages and channels reached encrypted only?",
            looksAt: ["addresses in documents and manifests", "security insights"],
            settledBy: "Name the project's pages in its README, with https.", judge: officialChannels),
        BaselineRequirement(
            "OSPS-BR-03.02", levels: [1, 2, 3], .always,
            "Is the software distributed where nobody on the way can change it?",
            looksAt: ["download addresses in documents", "registries that manifests are for", "the forge's releases"],
            settledBy: "Say in the README where releases are to be had.", judge: distribution),
        BaselineRequirement(
            "OSPS-BR-04.01", levels: [2, 3], .onceReleased, "Does every release say what changed in it?",
            looksAt: ["notes of the forge's releases", "the changelog"],
            settledBy: "Describe the latest release in a changelog, or let the forge's releases be seen.",
            judge: changeLog),
        BaselineRequirement(
            "OSPS-BR-05.01", levels: [2, 3], .always, "Are dependencies brought in by the tools of their ecosystem?",
            looksAt: ["manifests and lockfiles", "downloads in scripts and workflows"],
            settledBy: "Declare dependencies in the ecosystem's manifest, or say that there are none.",
            judge: standardTools),
        BaselineRequirement(
            "OSPS-BR-06.01", levels: [2, 3], .onceReleased,
            "Are releases signed, or listed with hashes in a signed file?",
            looksAt: [
                "signatures and attestations among release assets", "signatures of tags", "signing in workflows",
            ],
            settledBy: "Let the releases' assets be seen, or sign the release tags.", judge: signedReleases),
        BaselineRequirement(
            "OSPS-BR-07.01", levels: [1], .always, "Are secrets kept out of the repository?",
            looksAt: ["credentials in the tree", "secret scanning at the forge, in workflows and in configuration"],
            settledBy: "Turn secret scanning on at the forge or in CI, and let it be seen.", judge: secretsKeptOut),
        BaselineRequirement(
            "OSPS-BR-07.02", levels: [3], .always,
            "Is it written down how the project keeps, uses and renews its secrets?",
            looksAt: ["policies and guides"],
            settledBy: "Write down where secrets are kept, who may use them and when they are renewed.",
            judge: secretsPolicy),
    ]

    // MARK: Automation

    @Sendable private static func untrustedText(_ evidence: CriteriaEvidence) -> Judgement {
        automation(
            evidence,
            kinds: [
                .scriptInjection, .contextInjection, .githubScriptInjection, .compositeInjection, .reusableInput,
                .environmentTaint,
            ],
            bad: "Text that anybody may write reaches a script that runs it.",
            good: "No text that anybody may write was found in a script of the automation.")
    }

    @Sendable private static func untrustedCode(_ evidence: CriteriaEvidence) -> Judgement {
        automation(
            evidence,
            kinds: [
                .untrustedCheckout, .indirectCheckout, .manualCheckout, .commentTriggeredCheckout, .selfHostedRunner,
                .cachePoisoning,
                .secretExposure,
            ],
            bad: "Code that nobody has reviewed can reach credentials of the automation.",
            good: "No unreviewed code was found to run with credentials.")
    }

    private static func automation(
        _ evidence: CriteriaEvidence, kinds: Set<PipelineDanger.Kind>, bad: String, good: String
    ) -> Judgement {
        let pipelines = evidence.pipelines
        let dangers = pipelines.dangers(kinds)
        let certain = dangers.filter { $0.certainty == .certain }
        if !certain.isEmpty {
            return .fail(
                certain.contains(where: \.kind.isCompatible) ? .high : .medium, bad, PipelineEvidence.evidence(certain))
        }
        if !dangers.isEmpty {
            return .unknown(
                "\(bad.dropLast()), if a caller or a guard lets it.", PipelineEvidence.evidence(dangers))
        }
        guard pipelines.hasAny else { return noAutomation(evidence) }
        if !pipelines.seesAll { return .unknown("Some of the automation cannot be read here.", pipelines.unread) }
        return .pass(.medium, good, pipelines.workflows.prefix(5).map { EvidenceLocation(.source, $0.path) })
    }

    /// Where none was found.
    static func noAutomation(_ evidence: CriteriaEvidence) -> Judgement {
        if let doubt = evidence.facts.tree.workflowDoubt { return .unknown("No automation was found. \(doubt)") }
        return .notApplicable(.medium, "There is no automation in the tree.")
    }

    @Sendable private static func collaboratorInput(_ evidence: CriteriaEvidence) -> Judgement {
        let pipelines = evidence.pipelines
        let dangers = pipelines.files.flatMap(\.dangers).filter {
            ($0.kind == .reusableInput || $0.expression.contains("inputs.")) && $0.certainty != .harmless
        }
        if !dangers.isEmpty {
            return .fail(
                .medium, "Inputs reach a script unchecked.",
                dangers.map { PipelineEvidence.location($0.location) }.sorted())
        }
        guard pipelines.hasAny else { return noAutomation(evidence) }
        let takers = pipelines.workflows.filter {
            $0.events.contains("workflow_dispatch") || $0.events.contains("workflow_call")
        }
        if !takers.isEmpty {
            return .unknown(
                "Some workflows are started by hand or by others; whether they check their inputs was not looked at.",
                takers.map {
                    EvidenceLocation(.source, $0.path, snippet: Quotation.line($0.events.joined(separator: ", ")))
                })
        }
        if !pipelines.seesAll { return .unknown("Some of the automation cannot be read here.", pipelines.unread) }
        return .notApplicable(.medium, "No workflow is started by hand or by others, so that none takes input.")
    }

    // MARK: Releases

    @Sendable private static func uniqueVersion(_ evidence: CriteriaEvidence) -> Judgement {
        let releases = evidence.releases
        if !releases.tagged.isEmpty {
            return .pass(.high, "Releases are named by versions.", releases.evidence)
        }
        if let published = releases.published, !published.isEmpty {
            let versions = published.filter { ReleaseVersion(tag: $0.tag) != nil }
            if !versions.isEmpty { return .pass(.high, "Releases are named by versions.", releases.evidence) }
            return .unknown("Releases are there, but their tags do not look like versions.", releases.evidence)
        }
        return .unknown("No release was seen among tags, and the forge's releases were not shown.")
    }

    @Sendable private static func assetNames(_ evidence: CriteriaEvidence) -> Judgement {
        guard evidence.releases.published != nil else {
            return .unknown("Release assets were not seen. \(evidence.forge?.releases.reason ?? evidence.unseenForge)")
        }
        let releases = evidence.releases.withAssets
        if releases.isEmpty {
            guard evidence.releases.made == .yes else { return .unknown("No release was seen.") }
            return .pass(
                .medium, "Releases consist of the tagged source alone, which the tag names.", evidence.releases.evidence
            )
        }
        return .pass(
            .medium, "The assets of the newest releases hang on the release's tag.",
            releases.map {
                EvidenceLocation(
                    .url, $0.url,
                    snippet: Quotation.line("\($0.tag): \($0.assets.prefix(4).map(\.name).joined(separator: ", "))"))
            })
    }

    @Sendable private static func changeLog(_ evidence: CriteriaEvidence) -> Judgement {
        let releases = evidence.releases
        if let newest = releases.published?.first(where: { !$0.isPrerelease }) ?? releases.published?.first {
            if newest.notes.utf8.count >= 40 {
                return .pass(
                    .high, "The newest release describes what changed.",
                    [EvidenceLocation(.url, newest.url, snippet: Quotation.line(newest.notes))])
            }
        }
        let logs = evidence.documents(.changelog)
        if let release = releases.tagged.first {
            let version = release.version.numbers.map(String.init).joined(separator: ".")
            for log in logs {
                if let place = mention(of: version, in: log) {
                    return .pass(.medium, "The changelog has an entry for \(version).", [place])
                }
            }
            if let log = logs.first {
                return .unknown(
                    "There is a changelog, but the newest tagged release \(Quotation.line(release.name, longest: 60)) was not found in it.",
                    [EvidenceLocation(.text, log.document.path, line: 1)])
            }
        } else if let log = logs.first {
            return .pass(.low, "There is a changelog.", [EvidenceLocation(.text, log.document.path, line: 1)])
        }
        if evidence.survey.has(.changelog) {
            return .unknown("There is a changelog, which was not read.", evidence.survey.evidence(.changelog))
        }
        if let newest = releases.published?.first {
            return .fail(
                .medium, "The newest release has no notes, and there is no changelog.",
                [EvidenceLocation(.url, newest.url, snippet: Quotation.line("Release \(newest.tag)"))])
        }
        return .unknown(
            "There is no changelog in the tree, and the forge's release notes were not seen.", settledBy: nil)
    }

    private static func mention(of version: String, in log: ReadDocument) -> EvidenceLocation? {
        let wanted = Array(version.utf8)
        guard !wanted.isEmpty else { return nil }
        for (index, passage) in log.prose.passages.enumerated() {
            let bytes = Array(passage.text.utf8)
            guard bytes.count >= wanted.count else { continue }
            for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
                guard bytes[start..<start + wanted.count].elementsEqual(wanted) else { continue }
                let end = start + wanted.count
                let isWhole =
                    (start == 0 || !(0x30...0x39).contains(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "."))
                    && (end == bytes.count || !(0x30...0x39).contains(bytes[end]))
                if isWhole { return log.evidence(index) }
            }
        }
        return nil
    }

    @Sendable private static func signedReleases(_ evidence: CriteriaEvidence) -> Judgement {
        let releases = evidence.releases
        let signing = evidence.pipelines.releaseSigning
        if !releases.withAssets.isEmpty {
            let unsigned = releases.withAssets.filter { release in
                !release.assets.contains { ReleaseEvidence.isSignature($0.name) }
            }
            if unsigned.isEmpty {
                return .pass(
                    .high, "Each of the newest releases with assets has a signature or an attestation among them.",
                    releases.withAssets.map { release in
                        let name = release.assets.first { ReleaseEvidence.isSignature($0.name) }?.name ?? ""
                        return EvidenceLocation(.url, release.url, snippet: Quotation.line("\(release.tag): \(name)"))
                    })
            }
            if !signing.isEmpty {
                return .pass(
                    .medium,
                    "Workflows sign or attest what they release, though not every release shows it among its assets.",
                    signing)
            }
            return .fail(
                .medium,
                "\(unsigned.count) of the \(releases.withAssets.count) newest releases with assets show no signature and no attestation.",
                unsigned.map { EvidenceLocation(.url, $0.url, snippet: Quotation.line("Release \($0.tag)")) })
        }
        if !signing.isEmpty { return .pass(.medium, "Workflows sign or attest what they release.", signing) }
        let newest = Array(releases.tagged.prefix(ReleaseEvidence.newest))
        let signed = newest.filter { (releases.record($0)?.signature ?? .none) != .none }
        let tags = newest.map {
            EvidenceLocation(
                .tag, $0.name,
                snippet: (releases.record($0)?.signature ?? SignatureKind.none) == SignatureKind.none
                    ? "not signed" : "signed")
        }
        if !newest.isEmpty, signed.count == newest.count {
            return .pass(
                .low,
                "The \(newest.count) newest release tags carry a signature; whether it verifies, and release assets, were not looked at.",
                tags)
        }
        if releases.published != nil, releases.made == .yes, !newest.isEmpty {
            return .fail(.low, "Releases have no assets, and not all of the newest release tags are signed.", tags)
        }
        return .unknown("Release assets were not seen, and not all of the newest release tags are signed.", tags)
    }

    // MARK: Channels

    @Sendable private static func officialChannels(_ evidence: CriteriaEvidence) -> Judgement {
        var open: [EvidenceLocation] = []
        var encrypted: [EvidenceLocation] = []
        for (address, place) in ownAddresses(evidence) {
            let lowered = address.lowercased()
            if lowered.hasPrefix("http://") || lowered.hasPrefix("git://") || lowered.hasPrefix("ftp://") {
                open.append(place)
            } else if lowered.hasPrefix("https://") || lowered.hasPrefix("ssh://") || lowered.hasPrefix("git@")
                || lowered.hasPrefix("git+https://")
            {
                encrypted.append(place)
            }
        }
        if !open.isEmpty { return .fail(.medium, "Addresses of the project are given without encryption.", open) }
        if !encrypted.isEmpty { return .pass(.medium, "The project's own addresses are encrypted.", encrypted) }
        if evidence.addresses.isOnKnownForge, let web = evidence.addresses.web {
            return .pass(
                .low, "The project lives on a forge that is reached encrypted only; other pages were not found.",
                [EvidenceLocation(.url, web)])
        }
        return .unknown("No page or channel of the project was found in its documents.")
    }

    /// Addresses that are the project's own: of its repository, with its name in them, or declared as such.
    private static func ownAddresses(_ evidence: CriteriaEvidence) -> [(String, EvidenceLocation)] {
        var found: [(String, EvidenceLocation)] = []
        for metadata in evidence.facts.tree.metadata
        where metadata.statement == .repository && !metadata.path.contains("/") {
            found.append(
                (
                    metadata.text,
                    EvidenceLocation(
                        .source, metadata.path, line: metadata.line, snippet: Quotation.line(metadata.text))
                ))
        }
        if let insights = evidence.insights {
            for declared in insights.declarations where declared.text.hasPrefix("http") {
                let isOwn =
                    declared.path == "header.url" || declared.path == "repository.url"
                    || declared.path == "project.homepage"
                    || declared.path == "header.project-url" || declared.path.hasPrefix("project.repositories[")
                if isOwn { found.append((declared.text, insights.evidence(declared))) }
            }
        }
        guard let repository = evidence.addresses.repository?.lowercased() else { return found }
        let name =
            repository.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: Array($0), as: UTF8.self) }
            ?? ""
        for read in evidence.documents
        where [.readme, .contributing, .securityPolicy, .support].contains(read.document.kind) {
            guard read.document.path.utf8.count(where: { $0 == UInt8(ascii: "/") }) <= 1 else { continue }
            for link in read.prose.links where !link.isImage {
                guard let colon = link.target.range(ofScheme: "://") else { continue }
                let rest = String(link.target[colon...]).lowercased()
                let host = String(
                    decoding: Array(rest.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") }),
                    as: UTF8.self)
                let labels = host.utf8.split(separator: UInt8(ascii: ".")).map {
                    String(decoding: Array($0), as: UTF8.self)
                }
                let isOwn = rest.hasPrefix(repository) || name.utf8.count >= 3 && labels.dropLast().contains(name)
                guard isOwn, found.count < 200 else { continue }
                found.append(
                    (
                        link.target,
                        EvidenceLocation(
                            .text, read.document.path, line: link.line, snippet: Quotation.line(link.target))
                    ))
            }
        }
        return found
    }

    @Sendable private static func distribution(_ evidence: CriteriaEvidence) -> Judgement {
        let archives = [
            ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".zip", ".exe", ".msi", ".dmg", ".deb", ".rpm", ".jar", ".whl",
            ".apk", ".gem",
        ]
        var open: [EvidenceLocation] = []
        for read in evidence.documents where [.readme, .support].contains(read.document.kind) {
            for link in read.prose.links where link.target.hasPrefix("http://") {
                let lowered = link.target.lowercased()
                if archives.contains(where: { lowered.hasSuffix($0) }) {
                    open.append(
                        EvidenceLocation(
                            .text, read.document.path, line: link.line, snippet: Quotation.line(link.target)))
                }
            }
        }
        if let insights = evidence.insights {
            for declared in insights.declarations
            where
                (declared.path.hasPrefix("repository.release.distribution-points")
                || declared.path.hasPrefix("distribution-points["))
                && declared.text.hasPrefix("http://")
            {
                open.append(insights.evidence(declared))
            }
        }
        if !open.isEmpty { return .fail(.medium, "Downloads are offered without encryption.", open) }
        if let published = evidence.releases.published, !published.isEmpty {
            return .pass(
                .high, "Releases are published on the forge, which is reached encrypted only.",
                evidence.releases.evidence)
        }
        if let insights = evidence.insights,
            let declared = insights.declaration(
                "repository.release.distribution-points[0].uri", "distribution-points[0]")
        {
            return .pass(.medium, "The declared distribution points are encrypted.", [insights.evidence(declared)])
        }
        let registries: Set<String> = [
            "package.json", "Cargo.toml", "pyproject.toml", "setup.py", "setup.cfg", "pom.xml", "go.mod",
            "composer.json", "mix.exs", "pubspec.yaml", "Package.swift",
        ]
        let manifests = evidence.survey.paths(.manifest).filter {
            registries.contains($0) || $0.hasSuffix(".gemspec") && !$0.contains("/")
        }
        if !manifests.isEmpty {
            return .pass(
                .medium, "The package is made for a registry or forge that delivers encrypted only.",
                manifests.prefix(5).map { EvidenceLocation(.source, $0) })
        }
        if evidence.addresses.isOnKnownForge, let web = evidence.addresses.web {
            return .pass(
                .low, "The source is distributed by a forge that is reached encrypted only.",
                [EvidenceLocation(.url, web)])
        }
        return .unknown("Where releases are to be had was not found.")
    }

    // MARK: Dependencies and secrets

    @Sendable private static func standardTools(_ evidence: CriteriaEvidence) -> Judgement {
        let downloads = evidence.pipelines.files.flatMap(\.dependencies).filter {
            $0.kind == .downloadThenRun && $0.pin != .verified
        }.map { PipelineEvidence.location($0.location) }.sorted()
        let manifests = evidence.survey.evidence(.manifest)
        if manifests.isEmpty {
            guard evidence.isSoftware else { return .notApplicable(.medium, "There is no source code in the tree.") }
            return .unknown("There is no manifest of a package manager in the tree.", downloads)
        }
        if !downloads.isEmpty {
            return .unknown(
                "Dependencies are declared in manifests, but automation also downloads and runs programs by itself.",
                downloads + manifests,
                settledBy: "Say why the downloads have no package, or bring them in by a package manager.")
        }
        return .pass(.medium, "Dependencies are declared for the ecosystem's own tools.", manifests)
    }

    @Sendable private static func secretsKeptOut(_ evidence: CriteriaEvidence) -> Judgement {
        let secrets = evidence.secretsInTree
        if !secrets.isEmpty {
            return .fail(.medium, "The tree holds what looks like credentials.", secrets)
        }
        if let doubt = evidence.facts.tree.secretDoubt {
            return .unknown(
                "No secret was found in what was read of the tree. \(doubt)",
                settledBy: "Look into what was not read, and turn secret scanning on.")
        }
        if evidence.project?.secretScanning == true {
            return .pass(
                .high, "The forge scans what is pushed for secrets, and none was found in the tree.",
                [evidence.forgeEvidence("secret scanning: on")])
        }
        let tools = evidence.pipelines.tools(.secretScanning)
        if !tools.isEmpty {
            return .pass(.medium, "Workflows look for secrets, and none was found in the tree.", tools)
        }
        if evidence.survey.has(.secretScanning) {
            return .pass(
                .medium, "A secret scanner is configured, and no secret was found in the tree.",
                evidence.survey.evidence(.secretScanning))
        }
        return .unknown("No secret was found in the tree; whether anything keeps them out was not seen.")
    }

    @Sendable private static func secretsPolicy(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(
            ProseQuery(
                .text, .secret, .secretCare,
                under: [.vulnerability, .secret, .continuousIntegration, .role, .escalation],
                in: [
                    .securityPolicy, .governance, .contributing, .maintainers, .documentation,
                ]))
        if quotes.isEmpty { return .unknown("No document was found to say how secrets are kept.") }
        let headed = evidence.quotes(
            ProseQuery(
                .heading, .secret, .secretCare,
                in: [.securityPolicy, .governance, .contributing, .maintainers, .documentation]))
        return headed.isEmpty
            ? .unknown("Documents speak of secrets; whether they are the project's policy needs a look.", quotes)
            : .pass(.low, "Documents say how secrets are kept.", headed + quotes)
    }
}

extension String {
    /// The index behind `://`; nil where there is no scheme.
    fileprivate func range(ofScheme mark: String) -> String.Index? {
        let bytes = Array(utf8)
        let wanted = Array(mark.utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...min(bytes.count - wanted.count, 12)
        where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return utf8.index(utf8.startIndex, offsetBy: start + wanted.count)
        }
        return nil
    }
}
