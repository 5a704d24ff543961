// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Pipelines
import ProjectHealth

extension BaselineCatalogue {
    static let quality: [BaselineRequirement] = [
        BaselineRequirement(
            "OSPS-QA-01.01", levels: [1, 2, 3], .whileActive, "Can everybody read the source at an address that stays?",
            looksAt: ["the forge's answer"], settledBy: CriteriaEvidence.askForge, judge: publicSource),
        BaselineRequirement(
            "OSPS-QA-01.02", levels: [1, 2, 3], .always, "Is there a public record of every change, with who and when?",
            looksAt: ["the history", "whether the project is public"],
            settledBy: "Let the history be read, and ask the forge.", judge: changeRecord),
        BaselineRequirement(
            "OSPS-QA-02.01", levels: [1, 2, 3], .always,
            "Are the direct dependencies listed where the ecosystem has a list for them?",
            looksAt: ["manifests"],
            settledBy: "List the dependencies in the ecosystem's manifest, or say that there are none.",
            judge: dependencyList),
        BaselineRequirement(
            "OSPS-QA-02.02", levels: [3], .onceReleased,
            "Does a bill of materials come with everything compiled that is released?",
            looksAt: ["assets of the forge's newest releases", "workflows"], settledBy: CriteriaEvidence.askForge,
            judge: releaseSBOM),
        BaselineRequirement(
            "OSPS-QA-03.01", levels: [2, 3], .always, "Must checks pass before a change reaches the primary branch?",
            looksAt: ["the primary branch's rules at the forge"], settledBy: CriteriaEvidence.askForge,
            judge: requiredChecks),
        BaselineRequirement(
            "OSPS-QA-04.01", levels: [1, 2, 3], .always, "Is it listed which repositories belong to the project?",
            looksAt: ["security insights", "documents", "submodules"],
            settledBy: "List the project's repositories, or declare that there is only this one.", judge: repositories),
        BaselineRequirement(
            "OSPS-QA-04.02", levels: [3], .onceReleased,
            "Are all repositories of a release held to the same requirements?",
            looksAt: ["security insights"], settledBy: "Judge the project's other repositories as well.",
            judge: subprojects),
        BaselineRequirement(
            "OSPS-QA-05.01", levels: [1, 2, 3], .whileActive, "Is the repository free of generated programs?",
            looksAt: ["the content of every file"], settledBy: "Let every file of the tree be read.", judge: programs),
        BaselineRequirement(
            "OSPS-QA-05.02", levels: [1, 2, 3], .whileActive,
            "Is the repository free of binaries that nobody can review?",
            looksAt: ["the content of every file", "names of archives and other data"],
            settledBy: "Let every file of the tree be read.", judge: binaries),
        BaselineRequirement(
            "OSPS-QA-06.01", levels: [2, 3], .always, "Do tests run before a change is accepted?",
            looksAt: ["workflows that changes start", "checks of merged changes at the forge"],
            settledBy: "Let the automation that runs the tests be seen.", judge: testsRun),
        BaselineRequirement(
            "OSPS-QA-06.02", levels: [3], .whileActive, "Is it explained when and how tests are run?",
            looksAt: ["sections and commands about tests in documents"],
            settledBy: "Write down how to run the tests, and when they run by themselves.",
            judge: testGuide),
        BaselineRequirement(
            "OSPS-QA-06.03", levels: [3], .whileActive, "Is it a rule that changes come with tests?",
            looksAt: ["the contribution guide"],
            settledBy: "Ask in the contribution guide for tests with every major change.", judge: testPolicy),
        BaselineRequirement(
            "OSPS-QA-07.01", levels: [3], .always, "Must somebody other than the author approve a change?",
            looksAt: ["the primary branch's rules at the forge"], settledBy: CriteriaEvidence.askForge, judge: approval),
    ]

    @Sendable private static func publicSource(_ evidence: CriteriaEvidence) -> Judgement {
        guard let project = evidence.project else {
            let place = evidence.addresses.web.map { [EvidenceLocation(.url, $0)] } ?? []
            return .unknown("Whether everybody can read the repository was not asked.", place)
        }
        if project.isPrivate {
            return .fail(
                .high, "The forge says that the repository is private.", [evidence.forgeEvidence("private: yes")])
        }
        return .pass(.high, "The forge shows the repository to everybody.", [evidence.forgeEvidence("private: no")])
    }

    @Sendable private static func changeRecord(_ evidence: CriteriaEvidence) -> Judgement {
        if evidence.project?.isPrivate == true {
            return .fail(
                .high, "The forge says that the repository is private.", [evidence.forgeEvidence("private: yes")])
        }
        guard let history = evidence.history else {
            return .unknown(evidence.facts.history.unknown?.reason ?? "The history was not read.")
        }
        let commits = history.byTime.count
        guard commits > 0, let newest = history.byTime.last else { return .unknown("The history has no commits.") }
        let place = EvidenceLocation(
            .commit, history.commit(newest).id.hexadecimal, snippet: Quotation.line(history.commit(newest).subject))
        if evidence.project != nil {
            return .pass(.high, "The public history records \(commits) commits with author and time.", [place])
        }
        return .pass(
            .low,
            "The history records \(commits) commits with author and time; whether everybody can read it was not asked.",
            [place])
    }

    /// Languages whose package managers have lists of dependencies.
    private static let packaged: Set<String> = [
        "JavaScript", "TypeScript", "Python", "Go", "Rust", "Ruby", "Java", "Kotlin", "Scala", "PHP", "C#", "F#",
        "Swift", "Elixir", "Erlang",
        "Haskell", "Dart", "Clojure", "Elm", "OCaml", "Julia", "R", "Perl", "Gleam", "Nim", "Crystal", "Lua",
        "Objective-C", "Zig",
    ]

    @Sendable private static func dependencyList(_ evidence: CriteriaEvidence) -> Judgement {
        let manifests = evidence.survey.evidence(.manifest)
        if !manifests.isEmpty { return .pass(.high, "Manifests list the direct dependencies.", manifests) }
        guard evidence.isSoftware else { return .notApplicable(.medium, "There is no source code in the tree.") }
        let languages = evidence.languages(packaged)
        if languages.isEmpty {
            return .notApplicable(.medium, "The languages of the source have no common list of dependencies.")
        }
        return .unknown(
            "There is no manifest, though \(languages[0].language) has one: the project may have no dependencies.")
    }

    @Sendable private static func releaseSBOM(_ evidence: CriteriaEvidence) -> Judgement {
        let tools = evidence.pipelines.tools(.sbom)
        guard evidence.releases.published != nil else {
            if !tools.isEmpty {
                return .unknown("Workflows make bills of materials; whether releases carry them was not seen.", tools)
            }
            return .unknown("Release assets were not seen. \(evidence.forge?.releases.reason ?? evidence.unseenForge)")
        }
        let releases = evidence.releases.withAssets
        let built = releases.filter { $0.assets.contains { ReleaseEvidence.isBuilt($0.name) } }
        if built.isEmpty {
            guard evidence.releases.made == .yes else { return .unknown("No release was seen.") }
            return .notApplicable(.medium, "The newest releases have no compiled assets.", evidence.releases.evidence)
        }
        let without = built.filter { release in !release.assets.contains { ReleaseEvidence.isSBOM($0.name) } }
        if without.isEmpty {
            return .pass(
                .high, "Each of the newest releases with compiled assets has a bill of materials.",
                built.map { release in
                    let name = release.assets.first { ReleaseEvidence.isSBOM($0.name) }?.name ?? ""
                    return EvidenceLocation(.url, release.url, snippet: Quotation.line("\(release.tag): \(name)"))
                })
        }
        return .fail(
            .medium,
            "\(without.count) of the \(built.count) newest releases with compiled assets have no bill of materials.",
            without.map { EvidenceLocation(.url, $0.url, snippet: Quotation.line("Release \($0.tag)")) })
    }

    @Sendable private static func requiredChecks(_ evidence: CriteriaEvidence) -> Judgement {
        guard let branch = evidence.branch else {
            return .unknown(
                "The branch's rules were not seen. \(evidence.forge?.branches.reason ?? evidence.unseenForge)")
        }
        let place = evidence.forgeEvidence("branch \(branch.branch)")
        switch branch.requiresStatusChecks {
        case true:
            let names = (branch.statusChecks ?? []).prefix(5).joined(separator: ", ")
            return .pass(
                .high, "Checks must pass before a change reaches \(branch.branch).",
                [evidence.forgeEvidence("required checks: \(names)")])
        case false: return .fail(.high, "No check must pass before a change reaches \(branch.branch).", [place])
        default:
            if branch.isProtected == false {
                return .fail(.high, "The branch \(branch.branch) is not protected.", [place])
            }
            return .unknown("Whether checks are required was not shown.", [place])
        }
    }

    @Sendable private static func repositories(_ evidence: CriteriaEvidence) -> Judgement {
        let headings = evidence.quotes(
            ProseQuery(.heading, .repositories, in: [.readme, .governance, .contributing, .documentation]))
        if !headings.isEmpty { return .pass(.low, "A document lists repositories of the project.", headings) }
        return .unknown(
            "Whether the project has more repositories than this one is not known.",
            evidence.survey.evidence(.submodule))
    }

    @Sendable private static func subprojects(_ evidence: CriteriaEvidence) -> Judgement {
        .unknown("Only this repository was judged.", evidence.survey.evidence(.submodule))
    }

    // MARK: Binaries

    @Sendable private static func programs(_ evidence: CriteriaEvidence) -> Judgement {
        compiled(evidence, bad: "The tree holds compiled files")
            ?? .pass(.high, "No compiled file is in the tree.")
    }

    @Sendable private static func binaries(_ evidence: CriteriaEvidence) -> Judgement {
        if let judgement = compiled(evidence, bad: "The tree holds binaries that nobody can review") {
            return judgement
        }
        // Test data in an archive has carried a backdoor before: somebody has to look into it.
        let opaque = evidence.facts.tree.files.filter { $0.kind != .submodule && $0.size > 0 && isOpaque($0.path) }
        guard opaque.isEmpty else {
            return .unknown(
                "Archives and other data of the tree were not looked into: \(opaque.count).",
                opaque.prefix(5).map { EvidenceLocation(.binary, $0.path, snippet: "\($0.size) bytes") },
                settledBy: "Replace such files by what they are made from, or say where each comes from.")
        }
        return .pass(.medium, "No compiled file, archive or other opaque data is in the tree.")
    }

    /// Archives, compressed files and data, told by the ending; pictures, sounds, fonts and documents can be looked at.
    private static func isOpaque(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), !bytes[dot...].contains(UInt8(ascii: "/")) else {
            return false
        }
        return opaqueEndings.contains(String(decoding: bytes[(dot + 1)...].map(\.loweredLetter), as: UTF8.self))
    }

    private static let opaqueEndings: Set<String> = [
        "7z", "ar", "arj", "br", "bz2", "cab", "cpio", "gz", "lha", "lz", "lz4", "lzh", "lzma", "lzo", "rar", "tar",
        "tbz", "tbz2", "tgz", "tlz", "txz", "xz", "z", "zip", "zst",
        "aar", "apk", "dmg", "ear", "egg", "gem", "ipa", "nupkg", "phar", "pkg", "vsix", "war", "xpi",
        "bin", "blob", "dat", "db", "h5", "hdf5", "img", "jks", "keystore", "npy", "npz", "onnx", "p12", "parquet",
        "pb", "pcap", "pcapng", "pfx", "pickle", "pkl", "pt", "raw", "rom", "ser", "sqlite", "sqlite3", "swf", "tflite",
    ]

    /// Nil where every file was seen and none is compiled.
    private static func compiled(_ evidence: CriteriaEvidence, bad: String) -> Judgement? {
        let found = evidence.facts.tree.binaries
        if !found.isEmpty {
            return .fail(
                .high, "\(bad): \(found.count).",
                found.prefix(Judgement.mostEvidence).map {
                    EvidenceLocation(.binary, $0.path, snippet: Quotation.line("\($0.type), \($0.size) bytes"))
                })
        }
        let missing = evidence.facts.tree.unopened
        if !missing.isEmpty {
            return .unknown(
                "The content of \(missing.count) files was not looked at.",
                missing.prefix(5).map { EvidenceLocation(.binary, $0.path) })
        }
        return evidence.survey.files > 0 ? nil : .unknown("The tree has no files.")
    }

    // MARK: Tests

    @Sendable private static func testsRun(_ evidence: CriteriaEvidence) -> Judgement {
        let tools = evidence.pipelines.tools(.testing, onChanges: true)
        if !tools.isEmpty { return .pass(.medium, "Tests run on proposed changes.", tools) }
        if let requests = evidence.forge?.changeRequests.value {
            let checked = requests.filter { request in
                (request.checks ?? []).contains { check in
                    let name = check.name.lowercased()
                    return (check.state == "success" || check.conclusion == "success")
                        && (name.contains("test") || name.contains("ci") || name.contains("build"))
                }
            }
            if !checked.isEmpty {
                return .pass(
                    .medium,
                    "\(checked.count) of the \(requests.count) newest merged changes had a check that succeeded.",
                    checked.prefix(3).map { evidence.forgeEvidence("change \($0.number)") })
            }
        }
        let anywhere = evidence.pipelines.tools(.testing)
        if !anywhere.isEmpty {
            return .unknown(
                "Tests run in the automation, but not before a change is accepted, as far as its files tell.", anywhere)
        }
        if !evidence.isSoftware { return .notApplicable(.low, "There is no source code in the tree.") }
        return evidence.unseenTests
    }

    @Sendable private static func testGuide(_ evidence: CriteriaEvidence) -> Judgement {
        let kinds: [TextDocument.Kind] = [.contributing, .readme, .documentation]
        let headings = evidence.quotes(ProseQuery(.heading, .testRun, in: kinds))
        let commands = evidence.quotes(
            ProseQuery(.code, .testCommand, in: kinds), ProseQuery(.sentence, .testCommand, any: [.testRun], in: kinds))
        let times = evidence.quotes(ProseQuery(.sentence, .testing, .continuousIntegration, in: kinds))
        if !commands.isEmpty, !headings.isEmpty || !times.isEmpty {
            return .pass(
                times.isEmpty ? .medium : .high, "The documents explain how tests are run.", headings + commands + times
            )
        }
        if !commands.isEmpty || !headings.isEmpty {
            return .pass(.low, "The documents speak of running the tests.", headings + commands)
        }
        return .unknown("No explanation of how tests are run was found.", times)
    }

    @Sendable private static func testPolicy(_ evidence: CriteriaEvidence) -> Judgement {
        let strict = evidence.quotes([
            ProseQuery(.sentence, .addTests, .must, in: [.contributing]),
            ProseQuery(.sentence, .addTests, .newFeature, in: [.contributing]),
            ProseQuery(.sentence, .addTests, .must, in: [.documentation]),
        ]) { document, _ in !document.isOnVulnerabilities }
        if !strict.isEmpty { return .pass(.medium, "Changes are asked to come with tests.", strict) }
        let loose = evidence.quotes(
            ProseQuery(.sentence, .addTests, in: [.contributing]),
            ProseQuery(.sentence, .addTests, .newFeature, under: [.contribute], in: [.readme]))
        if !loose.isEmpty { return .pass(.low, "The contribution guide speaks of adding tests.", loose) }
        return .unknown("No rule that changes come with tests was found.")
    }

    @Sendable private static func approval(_ evidence: CriteriaEvidence) -> Judgement {
        guard let branch = evidence.branch else {
            return .unknown(
                "The branch's rules were not seen. \(evidence.forge?.branches.reason ?? evidence.unseenForge)")
        }
        let place = evidence.forgeEvidence(
            "branch \(branch.branch): approvals \(branch.requiredApprovals.map(String.init) ?? "not shown")")
        if let approvals = branch.requiredApprovals {
            return approvals > 0
                ? .pass(
                    .high, "At least \(approvals) approval must be given before a change reaches \(branch.branch).",
                    [place])
                : .fail(.high, "No approval is required before a change reaches \(branch.branch).", [place])
        }
        if branch.isProtected == false || branch.requiresChangeRequests == false {
            return .fail(.high, "No approval is required before a change reaches \(branch.branch).", [place])
        }
        return .unknown("Whether approvals are required was not shown.", [place])
    }
}
