// SPDX-License-Identifier: Apache-2.0
import Pipelines
import Testing

@testable import Criteria
@testable import ProjectHealth

/// What counts as evidence of quality, and what only looks like it.
@Suite struct QualityEvidenceTests {
    private func result(_ id: String, _ facts: ProjectFacts) throws -> RequirementResult {
        try #require(BaselineCatalogue.evaluate(facts).result("OSPS-" + id))
    }

    private func answer(_ id: String, _ facts: ProjectFacts) throws -> BadgeAnswer {
        try #require(BadgeCatalogue.evaluate(facts).answer(id))
    }

    /// A project whose workflow runs such tools, in this order.
    private func running(_ tools: (PipelineTool.Purpose, String)..., language: String = "Go") -> ProjectFacts {
        let file = ProjectFixture.workflow { file in
            file.tools = tools.enumerated().map { place, tool in
                PipelineTool(
                    purpose: tool.0, name: tool.1,
                    location: PipelineLocation(path: file.path, line: place + 1, snippet: tool.1))
            }
        }
        return ProjectFixture.facts(files: [file.path]) { tree in
            tree.pipelines = [file]
            tree.languages = [LanguageShare(language: language, lines: 1_000, files: 10)]
        }
    }

    // MARK: Binaries

    @Test func `archives and data must be looked into before no binary is hidden`() throws {
        let packed = try result(
            "QA-05.02", ProjectFixture.facts(files: ["a.go", "tests/files/bad.xz", "tests/files/good.LZMA"]))
        #expect(packed.verdict == .unknown)
        #expect(packed.message == "Archives and other data of the tree were not looked into: 2.")
        #expect(packed.evidence.map(\.path) == ["tests/files/bad.xz", "tests/files/good.LZMA"])
        #expect(packed.settledBy?.hasSuffix(".") == true)
        let pictures = try result(
            "QA-05.02", ProjectFixture.facts(files: ["a.go", "logo.png", "font.woff2", "guide.pdf", "x.tar.d/readme"]))
        #expect(pictures.verdict == .pass)
        #expect(pictures.confidence == .medium)
        #expect(try result("QA-05.01", ProjectFixture.facts(files: ["a.go", "a.xz"])).verdict == .pass)
    }

    @Test func `guides whose text was not kept were looked at`() throws {
        func facts(_ path: String) -> ProjectFacts {
            ProjectFixture.facts(files: ["a.go"]) { $0.unread = [UnreadFile(path: path, reason: .tooMany)] }
        }
        #expect(try result("QA-05.01", facts("docs/a.md")).verdict == .pass)
        #expect(try result("QA-05.02", facts("docs/a.md")).verdict == .pass)
        #expect(try result("QA-05.01", facts("src/a.c")).verdict == .unknown)
    }

    // MARK: Documents

    @Test func `a table of contents describes nothing`() throws {
        let readme = """

            Widget Utils
            ============

                0. Overview
                1. Documentation
                   1.1. Overall documentation of the widgets
                   1.2. Documentation for the command-line tools
                   1.3. Documentation for the library of widgets
                2. Version numbering
                3. Reporting bugs
                4. Translations
                   4.1. Testing translations
                5. Other implementations of the widget format there are
                6. Contact information


            0. Overview
            -----------

                Widget Utils bend widgets into every shape, and back again.
            """
        let answer = try answer("description_good", ProjectFixture.facts(documents: [("README", .readme, readme)]))
        #expect(answer.status == .met)
        #expect(answer.evidence.map(\.line) == [21])
        let badge = "https://ci.example.org/w[image:https://ci.example.org/w.svg?branch=2.x&label=build[Build of 2.x]]"
        let ascii = "= Widget\n\n\(badge)\n\(badge)\n\nBends widgets into every shape, and back again.\n"
        let badged = ProjectFixture.facts(documents: [("README.adoc", .readme, ascii)])
        #expect(try self.answer("description_good", badged).evidence.map(\.line) == [6])
        let plain = "# Widget\n\nBends widgets of all versions from 1.0 up to 3.\n"
        let described = ProjectFixture.facts(documents: [("README.md", .readme, plain)])
        #expect(try self.answer("description_good", described).evidence.map(\.line) == [3])
    }

    @Test func `what is asked of those who report vulnerabilities is no rule on tests`() throws {
        let policy = "# Policy\n\nYou must add a test for the vulnerability.\n"
        let reporters = ProjectFixture.facts(documents: [("docs/VULN-DISCLOSURE-POLICY.md", .documentation, policy)])
        #expect(try result("QA-06.03", reporters).verdict == .unknown)
        #expect(try answer("test_policy", reporters).status == .unknown)
        let guides = ProjectFixture.facts(documents: [
            ("docs/RELEASE-PROCESS.md", .documentation, "Every change must come with tests.\n"),
            ("docs/CONTRIBUTE.md", .contributing, "Add tests for new features.\n"),
        ])
        #expect(
            try result("QA-06.03", guides).evidence.map(\.path) == ["docs/CONTRIBUTE.md", "docs/RELEASE-PROCESS.md"])
    }

    @Test(arguments: [
        ("Upgrading from 1.x", "README.md", true), ("Migrating from v1 to v2", "README.md", true),
        ("Migration to 3.0", "README.md", true), ("Migrating to the new release", "README.md", true),
        ("Migrating from Visual Studio Project Files", "README.md", false),
        ("Migrating from Visual Studio 2019 to us", "README.md", false),
        ("Migrating to the new names", "docs/upgrading.md", true),
        ("Upgrading dependencies", "README.md", false),
    ])
    func `a migration counts where it is from version to version`(
        _ heading: String, _ path: String, _ counts: Bool
    ) throws {
        let kind: TextDocument.Kind = path == "README.md" ? .readme : .documentation
        let facts = ProjectFixture.facts(documents: [(path, kind, "# Widget\n\n## \(heading)\n\nText.\n")])
        #expect(try answer("maintenance_or_update", facts).status == (counts ? .met : .unknown))
    }

    @Test func `neither test data nor settings are documentation`() throws {
        let survey = TreeSurvey(
            ProjectFixture.facts(files: [
                "docs/.gitignore", "doc/SHA256SUMS", "docs/Makefile", "docs/a.c", "docs/tests/a.md", "docs/guide.md",
                "docs/settings.xml", "doc/faq", "doc/tool.1", "tests/data/stdout.1", "src/tool.1",
            ]).tree.files)
        #expect(survey.paths(.documentation) == ["doc/faq", "doc/tool.1", "docs/guide.md"])
        #expect(survey.paths(.manual) == ["doc/tool.1", "src/tool.1"])
    }

    // MARK: Tools

    @Test(arguments: [
        (PipelineTool.Purpose.staticAnalysis, "vapier/coverity-scan-action", false),
        (.staticAnalysis, "zizmor", false), (.staticAnalysis, "rhysd/actionlint", false),
        (.codeQL, "github/codeql-action/analyze", false), (.staticAnalysis, "mypy", false),
        (.staticAnalysis, "eslint", true), (.staticAnalysis, "astral-sh/ruff-action", true),
        (.staticAnalysis, "make lint", true), (.formatting, "clang-format", true),
    ])
    func `style is enforced by formatters and linters of style`(
        _ purpose: PipelineTool.Purpose, _ name: String, _ enforces: Bool
    ) throws {
        #expect(
            try answer("coding_standards_enforced", running((purpose, name))).status == (enforces ? .met : .unknown))
    }

    @Test(arguments: ["static_analysis", "static_analysis_often", "warnings"])
    func `what reads workflows, containers or scripts does not analyse the software`(_ id: String) throws {
        for name in ["zizmorcore/zizmor-action", "actionlint", "hadolint", "shellcheck", "cargo audit"] {
            #expect(try answer(id, running((.staticAnalysis, name))).status == .unknown, "\(name)")
        }
        let both = running((.staticAnalysis, "zizmor"), (.staticAnalysis, "cppcheck"))
        #expect(try answer(id, both).status == .met)
        #expect(try answer(id, both).evidence.map(\.snippet) == ["cppcheck", "zizmor"])
        #expect(try answer(id, running((.staticAnalysis, "shellcheck"), language: "Shell")).status == .met)
    }

    @Test func `settings of editors warn of nothing`() throws {
        #expect(try answer("warnings", ProjectFixture.facts(files: [".editorconfig"])).status == .unknown)
        #expect(try answer("warnings", ProjectFixture.facts(files: [".eslintrc.json"])).status == .met)
    }
}
