// SPDX-License-Identifier: Apache-2.0
import Histories
import Pipelines
import ProjectHealth

extension BadgeCatalogue {
    static let quality: Rules = [
        "build": { build($0.evidence) },
        "build_common_tools": { build($0.evidence) },
        "build_floss_tools": { freeBuild($0.evidence) },
        "test": { tests($0.evidence) },
        "test_invocation": { invocation($0.evidence) },
        "test_continuous_integration": { continuous($0.evidence) },
        "automated_integration_testing": { continuous($0.evidence) },
        "test_policy": { $0.baseline("OSPS-QA-06.03") },
        "test_policy_mandated": { mandated($0) },
        "tests_documented_added": { $0.baseline("OSPS-QA-06.03") },
        "tests_are_added": { added($0.evidence) },
        "warnings": { warnings($0.evidence) },
        "coding_standards": { standards($0.evidence) },
        "coding_standards_enforced": { enforcedStandards($0.evidence) },
        "build_reproducible": { reproducible($0.evidence) },
        "installation_common": { installation($0.evidence) },
        "installation_development_quick": { development($0) },
        "external_dependencies": { $0.baseline("OSPS-QA-02.01") },
        "dependency_monitoring": { monitoring($0.evidence) },
        "updateable_reused_components": { updateable($0.evidence) },
    ]

    @Sendable private static func build(_ evidence: CriteriaEvidence) -> Judgement {
        let files = evidence.survey.evidence(.buildFile)
        if !files.isEmpty { return .pass(.high, "Common tools build the software from these files.", files) }
        if !evidence.isSoftware { return .notApplicable(.medium, "There is no source code in the tree.") }
        return .unknown("No file of a build tool was recognised; scripts may need no build.")
    }

    @Sendable private static func freeBuild(_ evidence: CriteriaEvidence) -> Judgement {
        let judgement = build(evidence)
        guard judgement.verdict == .pass else { return judgement }
        return .pass(.medium, "The build tools of these files are free software.", judgement.evidence)
    }

    @Sendable private static func tests(_ evidence: CriteriaEvidence) -> Judgement {
        let files = evidence.survey.evidence(.test)
        let tools = evidence.pipelines.tools(.testing)
        if !files.isEmpty {
            let confidence: Confidence = tools.isEmpty ? .medium : .high
            return .pass(confidence, "\(evidence.survey.count(.test)) files of the tree are tests.", files + tools)
        }
        if !tools.isEmpty { return .pass(.medium, "The automation runs tests.", tools) }
        return .unknown("No tests were recognised in the tree.")
    }

    @Sendable private static func invocation(_ evidence: CriteriaEvidence) -> Judgement {
        let commands = evidence.quotes(
            ProseQuery(.code, .testCommand, in: [.contributing, .readme, .documentation]),
            ProseQuery(.sentence, .testCommand, in: [.contributing, .readme]))
        let tools = evidence.pipelines.tools(.testing)
        if !commands.isEmpty || !tools.isEmpty {
            return .pass(.medium, "The tests are run by the ecosystem's usual command.", commands + tools)
        }
        return .unknown("How the tests are run was not found.", evidence.survey.evidence(.test, most: 3))
    }

    @Sendable private static func continuous(_ evidence: CriteriaEvidence) -> Judgement {
        let changes = evidence.pipelines.tools(.testing, onChanges: true)
        if !changes.isEmpty { return .pass(.high, "Tests run on every proposed change.", changes) }
        let tools = evidence.pipelines.tools(.testing)
        if !tools.isEmpty { return .pass(.medium, "Tests run in the automation.", tools) }
        return evidence.unseenTests
    }

    @Sendable private static func mandated(_ context: BadgeContext) -> Judgement {
        let judgement = context.baseline("OSPS-QA-06.03")
        return judgement.verdict == .pass && judgement.confidence == .low
            ? .unknown("Tests are spoken of, but not asked for.", judgement.evidence) : judgement
    }

    /// Commits of the last year that touch tests, of those that touch anything but documents.
    @Sendable private static func added(_ evidence: CriteriaEvidence) -> Judgement {
        guard let index = evidence.history else { return .unknown("The history is not known.") }
        let history = index.history
        var whole = 0
        var part = 0
        var places: [EvidenceLocation] = []
        for position in index.lastDays(365).reversed().prefix(500) {
            let commit = index.commit(position)
            guard !commit.isMerge, index.identities.isHuman(index.author(position)) else { continue }
            var touchesCode = false
            var touchesTests = false
            for change in history.changes[commit.changes].prefix(200) {
                let path = history.paths[Int(change.path)].lowercased()
                let isDocument =
                    path.hasSuffix(".md") || path.hasSuffix(".txt") || path.hasSuffix(".rst") || path.hasPrefix("docs/")
                    || path.hasPrefix(".github/")
                if isDocument { continue }
                if isTestPath(path) { touchesTests = true } else { touchesCode = true }
            }
            guard touchesCode || touchesTests else { continue }
            whole += 1
            guard touchesTests else { continue }
            part += 1
            if places.count < 3 {
                places.append(EvidenceLocation(.commit, commit.id.hexadecimal, snippet: Quotation.line(commit.subject)))
            }
        }
        guard whole >= 5 else { return .unknown("The last year has too few commits to tell.", places) }
        let text = "\(part) of the \(whole) newest commits of the last year that change code also change tests."
        return part * 5 >= whole ? .pass(.medium, text, places) : .unknown(text, places)
    }

    private static func isTestPath(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: Array($0), as: UTF8.self) }
        return parts.dropLast().contains { ["test", "tests", "spec", "specs", "__tests__", "testdata"].contains($0) }
            || parts.last.map { TreeNames.isTest($0) } ?? false
    }

    @Sendable private static func warnings(_ evidence: CriteriaEvidence) -> Judgement {
        let tools = evidence.analysers()
        let files = evidence.survey.evidence(.linter)
        if !tools.isEmpty { return .pass(.high, "Linters or analysers run in the automation.", tools + files) }
        if !files.isEmpty { return .pass(.medium, "Linters are configured.", files) }
        return .unknown("No linter was recognised; compiler warnings were not looked at.")
    }

    @Sendable private static func standards(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(
            ProseQuery(.heading, .codeStyle, in: [.contributing, .documentation, .readme]),
            ProseQuery(.sentence, .codeStyle, in: [.contributing]))
        if !quotes.isEmpty { return .pass(.medium, "The documents name the coding style.", quotes) }
        let files = evidence.survey.evidence(.formatter) + evidence.survey.evidence(.linter)
        if !files.isEmpty { return .pass(.low, "The style is in a tool's configuration.", files) }
        return .unknown("No coding style was found.")
    }

    @Sendable private static func enforcedStandards(_ evidence: CriteriaEvidence) -> Judgement {
        let tools = evidence.pipelines.tools(.formatting, .staticAnalysis) { tool in
            tool.purpose == .formatting || isStyleLinter(tool.name.lowercased())
        }
        if !tools.isEmpty { return .pass(.medium, "Formatters or linters of style run in the automation.", tools) }
        return .unknown(
            "Whether anything enforces the style was not seen.",
            evidence.survey.evidence(.formatter, most: 3) + evidence.survey.evidence(.linter, most: 3))
    }

    /// `eslint`, `make lint`, an action that runs such: not what looks for defects, nor what reads workflows.
    private static func isStyleLinter(_ name: String) -> Bool {
        name.hasSuffix(" lint") || styleLinters.contains { name.contains($0) }
    }

    private static let styleLinters = [
        "biome", "checksrc", "checkstyle", "clippy", "cpp-linter", "credo", "detekt", "eslint", "flake8",
        "golangci-lint", "hlint", "ktlint", "megalinter", "oxlint", "pylint", "rubocop", "ruff", "super-linter",
        "swiftlint",
    ]

    @Sendable private static func reproducible(_ evidence: CriteriaEvidence) -> Judgement {
        let quotes = evidence.quotes(ProseQuery(.text, .reproducible))
        return .unknown(
            quotes.isEmpty
                ? "Whether builds are reproducible was not found."
                : "The documents speak of reproducible builds; nobody rebuilt here.", quotes)
    }

    @Sendable private static func installation(_ evidence: CriteriaEvidence) -> Judgement {
        let files = evidence.survey.evidence(.manifest, most: 3) + evidence.survey.evidence(.installer, most: 2)
        if !files.isEmpty {
            return .pass(
                .medium, "The software is installed by its ecosystem's package manager or by its build tool.", files)
        }
        return .unknown("How the software is installed was not found.")
    }

    @Sendable private static func development(_ context: BadgeContext) -> Judgement {
        let judgement = context.baseline("OSPS-DO-07.01")
        guard judgement.verdict == .pass else { return .unknown("No quick way into development was found.") }
        return .pass(.low, "The documents explain how to build the software.", judgement.evidence)
    }

    @Sendable private static func monitoring(_ evidence: CriteriaEvidence) -> Judgement {
        let files = evidence.survey.evidence(.updateTool)
        if !files.isEmpty { return .pass(.high, "A tool watches the dependencies.", files) }
        let tools = evidence.pipelines.tools(.dependencyReview)
        if !tools.isEmpty { return .pass(.medium, "The automation reviews dependencies.", tools) }
        if let insights = evidence.insights, let tool = insights.tools("SCA").first {
            var judgement = Judgement.pass(
                .low, "The project declares a tool that watches the dependencies.", [insights.evidence(tool.name)])
            judgement.isSelfAsserted = true
            return judgement
        }
        return .unknown("Nothing that watches dependencies was recognised.")
    }

    @Sendable private static func updateable(_ evidence: CriteriaEvidence) -> Judgement {
        let files = evidence.survey.evidence(.manifest)
        if !files.isEmpty {
            return .pass(.medium, "Dependencies are named in manifests, where they can be updated.", files)
        }
        return .unknown("How reused components are brought in was not found.")
    }
}
