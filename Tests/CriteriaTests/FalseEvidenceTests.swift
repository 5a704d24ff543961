// SPDX-License-Identifier: Apache-2.0
import Histories
import Pipelines
import Testing

@testable import Criteria
@testable import ProjectHealth

/// What looks like evidence and is none: each of these let a real project pass.
@Suite struct FalseEvidenceTests {
    private func result(_ id: String, _ facts: ProjectFacts) throws -> RequirementResult {
        try #require(BaselineCatalogue.evaluate(facts).result("OSPS-" + id))
    }

    private func verdict(_ id: String, _ facts: ProjectFacts) throws -> Verdict { try result(id, facts).verdict }

    private func answer(_ id: String, _ facts: ProjectFacts) throws -> BadgeAnswer {
        try #require(BadgeCatalogue.evaluate(facts).answer(id))
    }

    // MARK: Automation

    @Test(arguments: [
        (".github/workflows/release.yml", ["push"], Verdict.pass),
        (".github/workflows/e2e-with-binary.yml", ["push", "pull_request"], .unknown),
        (".github/workflows/kind-verify-attestation.yaml", ["pull_request"], .unknown),
    ])
    func `a test that signs signs no release`(_ path: String, _ events: [String], _ expected: Verdict) throws {
        let file = ProjectFixture.workflow(path) { file in
            file.events = events
            file.tools = [
                PipelineTool(purpose: .signing, name: "cosign sign-blob", location: ProjectFixture.place(path, 70))
            ]
        }
        let facts = ProjectFixture.facts(files: [path]) { $0.pipelines = [file] }
        #expect(try verdict("BR-06.01", facts) == expected)
        #expect(try (answer("signed_releases", facts).status == .met) == (expected == .pass))
    }

    @Test func `a called workflow that tests by its name is named, not denied`() throws {
        let file = ProjectFixture.workflow { file in
            file.dependencies = [
                PipelineDependency(
                    kind: .githubAction, name: "acme/samples/.github/workflows/integration-test.yaml", version: "main",
                    pin: .unpinned, compatiblePin: false, location: ProjectFixture.place(file.path, 9))
            ]
        }
        let facts = ProjectFixture.facts(files: [file.path]) { $0.pipelines = [file] }
        let result = try result("QA-06.01", facts)
        #expect(result.verdict == .unknown)
        #expect(result.message.contains("integration-test.yaml, which tests by its name"))
        #expect(result.evidence.map(\.line) == [9])
        #expect(try answer("test_continuous_integration", facts).justification.contains("which tests by its name"))
    }

    // MARK: Prose

    @Test(arguments: [
        // Example programs and build matrices are no place to talk.
        (
            "GV-02.01", "README.md", TextDocument.Kind.readme,
            "# w\n\n- chat client https://x.org/c\n\nAll matrix testing is nightly.\n",
            Verdict.unknown
        ),
        ("GV-02.01", "README.md", .readme, "# w\n\nCome to our chat room.\n", .pass),
        ("GV-02.01", "README.md", .readme, "# w\n\nCome to our Matrix channel.\n", .pass),
        // Issues of another repository.
        (
            "DO-02.01", "README.md", .readme,
            "# w\n\nPlease open an issue in the [tutorial\nrepo](https://github.com/other/tutorial).\n", .unknown
        ),
        (
            "GV-02.01", "README.md", .readme,
            "# w\n\nSee [these](https://github.com/other/tutorial/issues) and open an issue in the [tutorial\n"
                + "repo](https://github.com/other/tutorial).\n", .unknown
        ),
        (
            "DO-02.01", "README.md", .readme,
            "# w\n\nPlease open an issue in [our tracker](https://github.com/acme/tracker/issues).\n", .pass
        ),
        // What a service does is not where people report.
        (
            "VM-03.01", "FUZZING.md", .documentation,
            "# Fuzzing\n\nThe service reports vulnerabilities privately to project maintainers.\n", .unknown
        ),
        (
            "VM-03.01", "docs/security.md", .documentation,
            "# Security\n\nReport vulnerabilities privately to the maintainers.\n", .pass
        ),
        // How to depend on the project is not what it depends on.
        (
            "DO-06.01", "README.md", .readme,
            "# w\n\n## Adding the dependency\n\nUse it by adding it to your dependencies in the manifest.\n", .unknown
        ),
        ("DO-06.01", "README.md", .readme, "# w\n\n## Dependency policy\n\nWe choose few.\n", .pass),
        // A product's manual.
        (
            "DO-06.01", "docs/checks.md", .documentation,
            "# Checks\n\n## Dependency-Update-Tool\n\nIt looks for one.\n",
            .unknown
        ),
        (
            "DO-06.01", "docs/dependencies.md", .documentation,
            "# w\n\n## Managing dependencies: update dependencies\n\nT.\n", .pass
        ),
        (
            "VM-06.01", "docs/checks.md", .documentation,
            "# Checks\n\n## SAST\n\nStatic analysis findings of high severity must be fixed.\n", .unknown
        ),
        ("SA-03.01", "docs/checks.md", .documentation, "# Checks\n\nA risk to any security review.\n", .unknown),
        ("SA-03.01", "docs/audit.md", .documentation, "# Security audit\n\nIt was audited in May.\n", .pass),
        (
            "BR-07.02", "CONTRIBUTING.md", .contributing, "# C\n\n## Create a personal access token\n\nClick here.\n",
            .unknown
        ),
        (
            "SA-03.02", "AGENTS.md", .documentation,
            "# Security scanning\n\n## Read the security model\n\nFirst of all.\n", .unknown
        ),
        (
            "VM-05.01", "docs/baseline-coverage.md", .documentation,
            "# Security gaps\n\nA threshold for vulnerabilities in dependencies: a gap.\n", .unknown
        ),
        // Questions and answers.
        (
            "SA-02.01", "FAQ.md", .documentation, "# FAQ\n\n## Why does it execute some other command?\n\nAn alias.\n",
            .unknown
        ),
        ("SA-02.01", "FAQ.md", .documentation, "# FAQ\n\n## Does it support configuration files?\n\nYes.\n", .unknown),
        ("SA-02.01", "GUIDE.md", .documentation, "# Guide\n\n## Configuration file\n\nIt reads one.\n", .pass),
        // What comes from a registry was built elsewhere.
        ("DO-07.01", "README.md", .readme, "# w\n\n## Installation\n\n```\npip install Flask\n```\n", .unknown),
        (
            "DO-07.01", "README.md", .readme,
            "# w\n\n## Installation\n\n```\nnpm install -g express-generator@4\n```\n", .unknown
        ),
        (
            "DO-07.01", "README.md", .readme, "# w\n\n## Installation\n\n```\n$ cargo install --locked ripgrep\n```\n",
            .unknown
        ),
        ("DO-07.01", "README.md", .readme, "# w\n\n## Installation\n\n```\nnpm install\n```\n", .pass),
        ("DO-07.01", "README.md", .readme, "# w\n\n## Installation\n\n```\npip install -e '.[dev]'\n```\n", .pass),
        ("DO-07.01", "README.md", .readme, "# w\n\n## Installation\n\n```\ngo install ./cmd/w\n```\n", .pass),
        // A contact is a contact.
        (
            "VM-02.01", "README.md", .readme,
            "# w\n\n## Vulnerability reporting\n\nFor reporting a security vulnerability, please\n"
                + "[contact Ann](https://ann.example/about/).\nThe page has my key.\n", .pass
        ),
        (
            "VM-02.01", "README.md", .readme,
            "# w\n\n## Vulnerability scanning\n\nIt reads [records](https://records.example/).\n", .unknown
        ),
        (
            "VM-02.01", "SECURITY.md", .securityPolicy,
            "# Security\n\nPlease report it to us using the GitHub private vulnerability feature.\n", .pass
        ),
    ])
    func `only what the project says of itself counts`(
        _ id: String, _ path: String, _ kind: TextDocument.Kind, _ text: String, _ expected: Verdict
    ) throws {
        let result = try result(id, ProjectFixture.facts(documents: [(path, kind, text)]))
        #expect(result.verdict == expected, "\(id): \(result)")
    }

    @Test func `without an address no link is told to be another project's`() throws {
        var facts = ProjectFixture.facts(documents: [
            ("README.md", .readme, "# w\n\nOpen an issue in [the tracker](https://github.com/other/w/issues).\n")
        ])
        facts.subject.repository = nil
        #expect(try verdict("DO-02.01", facts) == .pass)
        facts.tree.metadata = [
            PackageMetadata(
                statement: .repository, text: "git+https://github.com/acme/w.git", path: "package.json", line: 3)
        ]
        #expect(try verdict("DO-02.01", facts) == .unknown)
    }

    @Test func `an assessment counts under any name`() throws {
        let insights = """
            header: {schema-version: 2.0.0}
            repository:
              security:
                assessments:
                  audit-2025: {evidence: 'https://acme.example/audit', comment: Done.}
            """
        let facts = ProjectFixture.facts(documents: [("SECURITY-INSIGHTS.yml", .securityInsights, insights)])
        let result = try result("SA-03.01", facts)
        #expect(result.verdict == .pass)
        #expect(result.isSelfAsserted)
        #expect(result.evidence.map(\.line) == [5])
    }

    // MARK: Names of files

    @Test(arguments: [
        ".github/ISSUE_TEMPLATE/bug_report.md", ".github/pull_request_template.md", "docs/PULL_REQUEST_TEMPLATE/a.md",
        ".github/DISCUSSION_TEMPLATE/ideas.md", "ISSUE_TEMPLATE.md",
    ])
    func `forms are no documentation`(_ path: String) {
        #expect(TextDocument.Kind.kind(ofPath: path) == nil)
    }

    @Test func `a manual is found where sites are made`() throws {
        let pages = ["a", "b", "c"].map { "src/site/antora/modules/ROOT/pages/\($0).adoc" }
        #expect(try verdict("DO-01.01", ProjectFixture.facts(files: pages)) == .pass)
        #expect(try verdict("DO-01.01", ProjectFixture.facts(files: ["src/sites/a.adoc"])) == .unknown)
        let examples = ["a", "b", "c"].map { "src/site/examples/\($0).xml" }
        #expect(try verdict("DO-01.01", ProjectFixture.facts(files: examples)) == .unknown)
        let settings = ["docs/Makefile", "docs/_static/debugger.png", "docs/conf.py"]
        #expect(try verdict("DO-01.01", ProjectFixture.facts(files: settings)) == .unknown)
    }

    @Test func `tests are written in a programming language`() {
        let survey = TreeSurvey(
            [
                "docs/tutorial/tests.rst", ".github/workflows/tests.yaml", "tests/a.gitignore", "tests/a.py",
                "t/basic.t",
                "main_test.go", "tests/shell.bats",
            ].map { TreeFile(path: $0, kind: .file, size: 1) })
        #expect(survey.paths(.test) == ["tests/a.py", "t/basic.t", "main_test.go", "tests/shell.bats"])
    }

    @Test func `formatters warn of nothing`() throws {
        let formatted = ProjectFixture.facts(files: ["rustfmt.toml", ".editorconfig", ".prettierrc.json"])
        #expect(try answer("warnings", formatted).status == .unknown)
        #expect(try answer("coding_standards", formatted).status == .met)
        #expect(try answer("warnings", ProjectFixture.facts(files: ["clippy.toml"])).status == .met)
    }

    // MARK: Vulnerabilities

    @Test func `that nothing is known does not tell how soon it was fixed`() throws {
        var facts = ProjectFixture.facts(files: ["main.go"])
        facts.vulnerabilities = .known(KnownVulnerabilities([]))
        #expect(try answer("vulnerabilities_fixed_60_days", facts).status == .unknown)
    }
}
