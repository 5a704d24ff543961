// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Licenses
import Pipelines
import Testing
import Wire

@testable import Criteria
@testable import ProjectHealth

@Suite struct BaselineEvaluationTests {
    private func result(_ id: String, _ facts: ProjectFacts) throws -> RequirementResult {
        try #require(BaselineCatalogue.evaluate(facts).result("OSPS-" + id))
    }

    private func verdict(_ id: String, _ facts: ProjectFacts) throws -> String {
        let result = try result(id, facts)
        return result.isSelfAsserted
            ? "\(result.verdict) \(result.confidence) asserted" : "\(result.verdict) \(result.confidence)"
    }

    private func documents(_ documents: (String, TextDocument.Kind, String)...) -> ProjectFacts {
        ProjectFixture.facts(documents: documents)
    }

    @Test func `an empty project fails only what absence fails`() {
        let report = BaselineCatalogue.evaluate(ProjectFixture.facts(files: ["main.go"]))
        #expect(report.version == "2026-02-19")
        #expect(report.results.count == 64)
        #expect(
            report.results.filter { $0.verdict == .fail }.map(\.id) == [
                "OSPS-LE-02.01", "OSPS-LE-02.02", "OSPS-LE-03.01", "OSPS-LE-03.02",
            ])
        #expect(report.results.allSatisfy { $0.verdict != .unknown || $0.settledBy?.isEmpty == false })
        #expect(report.results.allSatisfy { ($0.verdict == .unknown) == ($0.confidence == .undetermined) })
        #expect(report.reached == 0)
        #expect(report.levels.map(\.total) == [24, 19, 21])
    }

    @Test func `a report is the same whatever the order of documents`() {
        let one = documents(
            ("README.md", .readme, "# a\n\nReport bugs to the issue tracker.\n"),
            ("SECURITY.md", .securityPolicy, "Mail a@b.org."))
        let other = documents(
            ("SECURITY.md", .securityPolicy, "Mail a@b.org."),
            ("README.md", .readme, "# a\n\nReport bugs to the issue tracker.\n"))
        #expect(BaselineCatalogue.evaluate(one) == BaselineCatalogue.evaluate(other))
    }

    // MARK: Access control

    @Test func `branch rules decide access`() throws {
        func facts(_ change: @escaping (inout ForgeSnapshot.BranchRules) -> Void) -> ProjectFacts {
            ProjectFixture.withForge(ProjectFixture.facts()) { snapshot, _ in
                var rules = ForgeSnapshot.BranchRules(branch: "main")
                change(&rules)
                snapshot.branches = .seen([rules])
            }
        }
        #expect(try verdict("AC-03.01", facts { $0.requiresChangeRequests = true }) == "pass high")
        #expect(try verdict("AC-03.01", facts { $0.isProtected = false }) == "fail high")
        #expect(try verdict("AC-03.01", facts { $0.requiresChangeRequests = false }) == "fail medium")
        #expect(try verdict("AC-03.01", facts { _ in }) == "unknown undetermined")
        #expect(try verdict("AC-03.02", facts { $0.allowsDeletions = false }) == "pass high")
        #expect(try verdict("AC-03.02", facts { $0.allowsDeletions = true }) == "fail medium")
        #expect(try verdict("QA-03.01", facts { $0.requiresStatusChecks = true }) == "pass high")
        #expect(try verdict("QA-03.01", facts { $0.requiresStatusChecks = false }) == "fail high")
        #expect(try verdict("QA-07.01", facts { $0.requiredApprovals = 1 }) == "pass high")
        #expect(try verdict("QA-07.01", facts { $0.requiredApprovals = 0 }) == "fail high")
        #expect(try result("QA-07.01", ProjectFixture.facts()).settledBy?.contains("--forge") == true)
    }

    @Test func `the second factor is the owner's setting, else the forge's rule`() throws {
        let facts = ProjectFixture.facts()
        #expect(try verdict("AC-01.01", ProjectFixture.withForge(facts) { $1.requiresTwoFactor = true }) == "pass high")
        #expect(
            try verdict("AC-01.01", ProjectFixture.withForge(facts) { $1.requiresTwoFactor = false }) == "fail medium")
        #expect(try verdict("AC-01.01", facts) == "pass low")
        var elsewhere = facts
        elsewhere.subject.repository = "git.example.org/acme/widget"
        #expect(try verdict("AC-01.01", elsewhere) == "unknown undetermined")
    }

    @Test func `permissions of workflows decide rights`() throws {
        func facts(_ change: (inout PipelineFileFacts) -> Void) -> ProjectFacts {
            var file = ProjectFixture.workflow()
            change(&file)
            let path = file.path
            return ProjectFixture.facts(files: [path]) { [file] in $0.pipelines = [file] }
        }
        let place = ProjectFixture.place()
        let readsAll = facts {
            $0.permissions = [PermissionGrant(level: .top, scope: nil, value: .read, location: place)]
        }
        #expect(try verdict("AC-04.01", readsAll) == "pass medium")
        #expect(try verdict("AC-04.02", readsAll) == "pass medium")
        let writesAll = facts {
            $0.permissions = [PermissionGrant(level: .top, scope: nil, value: .write, location: place)]
        }
        #expect(try verdict("AC-04.02", writesAll) == "fail medium")
        #expect(try result("AC-04.02", writesAll).evidence.map(\.line) == [1])
        let silent = facts {
            $0.permissions = [PermissionGrant(level: .top, scope: nil, value: .undeclared, location: place)]
            $0.jobsWithoutPermissions = ["build"]
        }
        #expect(try verdict("AC-04.01", silent) == "unknown undetermined")
        #expect(
            try verdict("AC-04.01", ProjectFixture.withForge(silent) { $1.workflowTokenIsReadOnly = true })
                == "pass high")
        #expect(
            try verdict("AC-04.01", ProjectFixture.withForge(silent) { $1.workflowTokenIsReadOnly = false })
                == "fail high")
        let explained = facts {
            $0.permissions = [
                PermissionGrant(level: .top, scope: nil, value: .read, location: place),
                PermissionGrant(
                    level: .job("release"), scope: "contents", value: .write, justification: "It releases.",
                    location: place),
            ]
        }
        #expect(try verdict("AC-04.02", explained) == "pass medium")
        let unexplained = facts {
            $0.permissions = [
                PermissionGrant(level: .top, scope: nil, value: .read, location: place),
                PermissionGrant(level: .job("x"), scope: "contents", value: .write, location: place),
            ]
        }
        #expect(try verdict("AC-04.02", unexplained) == "unknown undetermined")
        #expect(try verdict("AC-04.01", ProjectFixture.facts(files: ["main.go"])) == "notApplicable medium")
        #expect(try verdict("AC-04.01", ProjectFixture.facts(files: [".travis.yml"])) == "unknown undetermined")
    }

    // MARK: Build and release

    @Test func `dangers of workflows fail their requirement`() throws {
        func facts(_ kind: PipelineDanger.Kind, expression: String = "github.event.issue.title") -> ProjectFacts {
            ProjectFixture.facts(files: [".github/workflows/ci.yml"]) {
                $0.pipelines = [
                    ProjectFixture.workflow { file in
                        file.dangers = [
                            PipelineDanger(
                                kind: kind, job: "a", expression: expression, location: ProjectFixture.place())
                        ]
                    }
                ]
            }
        }
        #expect(try verdict("BR-01.01", facts(.scriptInjection)) == "fail high")
        #expect(try verdict("BR-01.01", facts(.environmentTaint)) == "fail medium")
        #expect(try verdict("BR-01.01", facts(.untrustedCheckout)) == "pass medium")
        #expect(try verdict("BR-01.03", facts(.untrustedCheckout)) == "fail high")
        #expect(try verdict("BR-01.03", facts(.scriptInjection)) == "pass medium")
        #expect(try verdict("BR-01.04", facts(.reusableInput, expression: "inputs.version")) == "fail medium")
        #expect(try verdict("BR-01.04", facts(.scriptInjection)) == "notApplicable medium")
        var dispatched = ProjectFixture.workflow()
        dispatched.events = ["workflow_dispatch"]
        #expect(
            try verdict("BR-01.04", ProjectFixture.facts(files: [dispatched.path]) { $0.pipelines = [dispatched] })
                == "unknown undetermined")
        var broken = ProjectFixture.workflow()
        broken.problems = [PipelineProblem(location: ProjectFixture.place(), message: "No YAML.", isWhole: true)]
        #expect(
            try verdict("BR-01.01", ProjectFixture.facts(files: [broken.path]) { $0.pipelines = [broken] })
                == "unknown undetermined")
    }

    @Test func `dangers fail only as far as they are certain`() throws {
        func verdict(_ kind: PipelineDanger.Kind, _ certainty: PipelineDanger.Certainty, _ id: String) throws -> String
        {
            var danger = PipelineDanger(kind: kind, job: "a", expression: "x", location: ProjectFixture.place())
            danger.certainty = certainty
            let file = ProjectFixture.workflow { $0.dangers = [danger] }
            return try self.verdict(id, ProjectFixture.facts(files: [file.path]) { $0.pipelines = [file] })
        }
        #expect(try verdict(.contextInjection, .certain, "BR-01.01") == "fail medium")
        #expect(try verdict(.indirectCheckout, .certain, "BR-01.03") == "fail medium")
        #expect(try verdict(.untrustedCheckout, .harmless, "BR-01.03") == "pass medium")
        #expect(try verdict(.untrustedCheckout, .possible, "BR-01.03") == "unknown undetermined")
        #expect(try verdict(.reusableInput, .possible, "BR-01.01") == "pass medium")
        #expect(try verdict(.reusableInput, .certain, "BR-01.01") == "fail medium")
        #expect(try verdict(.scriptInjection, .harmless, "BR-01.04") == "notApplicable medium")
    }

    @Test func `credentials in the automation reach no report`() throws {
        let token = "ghp" + "_x7Kq2mVb9TzR4wLs8NcY1fHd6JpG3aEuQ5oX"
        let file = ProjectFixture.workflow { file in
            file.dependencies = [
                PipelineDependency(
                    kind: .downloadThenRun, name: "curl", version: nil, pin: .unpinned, compatiblePin: false,
                    location: PipelineLocation(
                        path: file.path, line: 3,
                        snippet: "curl -H \"Authorization: token \(token)\" https://x.org | sh"))
            ]
            file.tools = [
                PipelineTool(
                    purpose: .testing, name: "make test",
                    location: PipelineLocation(path: file.path, line: 4, snippet: "TOKEN=\(token) make test"))
            ]
        }
        let facts = ProjectFixture.facts(files: [file.path, "go.mod"]) { $0.pipelines = [file] }
        let text = "\(BaselineCatalogue.evaluate(facts)) \(BadgeCatalogue.evaluate(facts))"
        #expect(text.contains("[redacted]"))
        #expect(!text.contains(token))
    }

    @Test func `scripts and vendored pipelines are no automation`() throws {
        func facts(_ kind: PipelineFileFacts.Kind, isVendored: Bool = false) -> ProjectFacts {
            var file = PipelineFileFacts(path: "a/b", kind: kind)
            file.events = ["pull_request"]
            file.isVendored = isVendored
            file.tools = [PipelineTool(purpose: .testing, name: "pytest", location: ProjectFixture.place("a/b"))]
            return ProjectFixture.facts(files: ["a/b"]) { [file] in $0.pipelines = [file] }
        }
        #expect(try verdict("QA-06.01", facts(.githubWorkflow)) == "pass medium")
        #expect(try verdict("QA-06.01", facts(.shellScript)) == "unknown undetermined")
        #expect(try verdict("QA-06.01", facts(.githubWorkflow, isVendored: true)) == "unknown undetermined")
    }

    @Test func `secrets are known to be kept out only of what was read`() throws {
        func facts(_ unread: String...) -> ProjectFacts {
            let facts = ProjectFixture.facts(files: ["main.go"]) { tree in
                tree.unread = unread.map { UnreadFile(path: $0, reason: .missing) }
            }
            return ProjectFixture.withForge(facts) { $1.secretScanning = true }
        }
        #expect(try verdict("BR-07.01", facts()) == "pass high")
        #expect(try verdict("BR-07.01", facts("config.json")) == "unknown undetermined")
        #expect(try verdict("BR-07.01", facts("logo.png", "tests/data/big.json")) == "pass high")
    }

    @Test func `without the whole tree nothing is said to have no automation`() throws {
        #expect(try verdict("BR-01.01", ProjectFixture.facts(files: ["a.go"])) == "notApplicable medium")
        #expect(
            try verdict("BR-01.01", ProjectFixture.facts(files: ["a.go"]) { $0.omitted = 5 }) == "unknown undetermined")
    }

    @Test func `releases are judged by tags and assets`() throws {
        var tagged = ProjectFixture.facts()
        tagged.history = .known(
            try ProjectFixture.history(commits: 30, tags: [(10, "v1.0.0", .none), (20, "v1.1.0", .openPGP)]))
        #expect(try verdict("BR-02.01", tagged) == "pass high")
        #expect(try verdict("BR-06.01", tagged) == "unknown undetermined")
        var signed = ProjectFixture.facts()
        signed.history = .known(
            try ProjectFixture.history(commits: 30, tags: [(10, "v1.0.0", .ssh), (20, "v1.1.0", .openPGP)]))
        #expect(try verdict("BR-06.01", signed) == "pass low")

        func released(_ assets: [String]) -> ProjectFacts {
            ProjectFixture.withForge(tagged) { snapshot, _ in
                var release = ForgeSnapshot.Release(
                    tag: "v1.1.0", url: "https://github.com/acme/widget/releases/tag/v1.1.0", targetCommitish: "main")
                release.notes = "This release mends the frobnication of widgets."
                release.assets = assets.map {
                    ForgeSnapshot.Asset(name: $0, url: "https://github.com/acme/widget/releases/download/v1.1.0/\($0)")
                }
                snapshot.releases = .seen([release])
            }
        }
        #expect(try verdict("BR-06.01", released(["widget-linux-amd64", "widget-linux-amd64.sig"])) == "pass high")
        #expect(try verdict("BR-06.01", released(["widget-linux-amd64", "ca-bundle.crt"])) == "fail medium")
        #expect(try verdict("BR-06.01", released(["widget-linux-amd64"])) == "fail medium")
        #expect(try verdict("QA-02.02", released(["widget-linux-amd64"])) == "fail medium")
        #expect(try verdict("QA-02.02", released(["widget-linux-amd64", "widget.cdx.json"])) == "pass high")
        #expect(try verdict("QA-02.02", released(["notes.txt"])) == "notApplicable medium")
        #expect(try verdict("BR-04.01", released([])) == "pass high")
        #expect(try verdict("BR-02.02", released(["widget.tar.gz"])) == "pass medium")
        #expect(try verdict("QA-02.02", tagged) == "unknown undetermined")
    }

    @Test func `what is asked of releases does not apply before the first`() throws {
        var facts = ProjectFixture.withForge(ProjectFixture.facts()) { snapshot, _ in snapshot.releases = .seen([]) }
        facts.history = .known(try ProjectFixture.history(commits: 5))
        #expect(try verdict("BR-02.01", facts) == "notApplicable medium")
        #expect(try verdict("DO-01.01", facts) == "notApplicable medium")
        #expect(try verdict("SA-01.01", facts) == "notApplicable medium")
        var shallow = try ProjectFixture.history(commits: 5)
        shallow.gaps = [.shallow]
        facts.history = .known(shallow)
        #expect(try verdict("BR-02.01", facts) == "unknown undetermined")
    }

    @Test func `the changelog must name the newest release`() throws {
        func facts(_ log: String) throws -> ProjectFacts {
            var facts = documents(("CHANGELOG.md", .changelog, log))
            facts.history = .known(
                try ProjectFixture.history(commits: 30, tags: [(10, "v1.0.0", .none), (20, "v1.1.0", .none)]))
            return facts
        }
        #expect(try verdict("BR-04.01", facts("# Changes\n\n## 1.1.0\n\n- Mends it.\n")) == "pass medium")
        #expect(try verdict("BR-04.01", facts("# Changes\n\n## 1.0.0\n\n- First.\n")) == "unknown undetermined")
        #expect(try verdict("BR-04.01", facts("# Changes\n\n## 11.1.0\n\n- First.\n")) == "unknown undetermined")
    }

    @Test func `open addresses of the project fail, other people's do not count`() throws {
        #expect(
            try verdict("BR-03.01", documents(("README.md", .readme, "See [home](http://widget.example.org).\n")))
                == "fail medium")
        #expect(
            try verdict("BR-03.01", documents(("README.md", .readme, "See [home](https://widget.example.org).\n")))
                == "pass medium")
        #expect(
            try verdict("BR-03.01", documents(("README.md", .readme, "Like http://other.example.org.\n"))) == "pass low"
        )
        #expect(
            try verdict("BR-03.02", documents(("README.md", .readme, "Get http://dl.example.org/w.tar.gz here.\n")))
                == "fail medium")
        #expect(try verdict("BR-03.02", ProjectFixture.facts(files: ["package.json"])) == "pass medium")
    }

    // MARK: Legal

    @Test func `licences are judged by their text and their place`() throws {
        func facts(_ id: String?, path: String = "LICENSE") -> ProjectFacts {
            ProjectFixture.facts(files: [path]) { tree in
                let matches = id.map { [LicenseMatch(id: $0, confidence: 98, startLine: 1, endLine: 20)] } ?? []
                tree.licenses = [LicenseFile(path: path, nameID: nil, isNamedLicense: true, matches: matches)]
            }
        }
        #expect(try verdict("LE-02.01", facts("MIT")) == "pass high")
        #expect(try verdict("LE-03.01", facts("MIT")) == "pass high")
        #expect(try verdict("LE-02.01", facts("BUSL-1.1")) == "fail high")
        #expect(try verdict("LE-02.01", facts(nil)) == "unknown undetermined")
        #expect(try verdict("LE-03.01", facts("MIT", path: "LICENSES/MIT.txt")) == "pass high")
        #expect(try verdict("LE-03.01", facts("MIT", path: "vendor/x/LICENSE")) == "fail high")
        let declared = ProjectFixture.facts(files: ["LICENSE", "package.json"]) { tree in
            tree.metadata = [
                PackageMetadata(statement: .license, text: "MIT OR Apache-2.0", path: "package.json", line: 3)
            ]
        }
        #expect(try verdict("LE-02.02", declared) == "pass high")
        #expect(try result("LE-02.01", facts("MIT")).message == "The licence is free: MIT.")
    }

    @Test func `sign-offs are counted`() throws {
        var facts = ProjectFixture.facts()
        facts.history = .known(try ProjectFixture.history(commits: 12, signedOff: true))
        #expect(try verdict("LE-01.01", facts) == "pass high")
        facts.history = .known(try ProjectFixture.history(commits: 12))
        #expect(try verdict("LE-01.01", facts) == "pass low")
        facts.subject.repository = "git.example.org/acme/widget"
        #expect(try verdict("LE-01.01", facts) == "unknown undetermined")
    }

    // MARK: Quality

    @Test func `binaries in the tree fail`() throws {
        let facts = ProjectFixture.facts(files: ["bin/tool"]) {
            $0.binaries = [BinaryFile(path: "bin/tool", type: "elf", size: 9)]
        }
        #expect(try verdict("QA-05.01", facts) == "fail high")
        #expect(try verdict("QA-05.02", facts) == "fail high")
        #expect(
            try result("QA-05.01", facts).evidence == [EvidenceLocation(.binary, "bin/tool", snippet: "elf, 9 bytes")])
        #expect(try verdict("QA-05.01", ProjectFixture.facts(files: ["a.go"])) == "pass high")
        let unread = ProjectFixture.facts(files: ["a.go"]) { $0.unread = [UnreadFile(path: "a.go", reason: .missing)] }
        #expect(try verdict("QA-05.01", unread) == "unknown undetermined")
    }

    @Test func `tests must run on changes`() throws {
        func facts(_ events: [String]) -> ProjectFacts {
            ProjectFixture.facts(files: [".github/workflows/ci.yml"]) { tree in
                var file = ProjectFixture.workflow()
                file.events = events
                file.tools = [PipelineTool(purpose: .testing, name: "go test", location: ProjectFixture.place())]
                tree.pipelines = [file]
            }
        }
        #expect(try verdict("QA-06.01", facts(["push", "pull_request"])) == "pass medium")
        #expect(try verdict("QA-06.01", facts(["schedule"])) == "unknown undetermined")
        #expect(try verdict("QA-06.01", ProjectFixture.facts(files: ["main.go"])) == "unknown undetermined")
    }

    // MARK: Prose

    @Test(arguments: [
        (
            "VM-01.01", "SECURITY.md", TextDocument.Kind.securityPolicy,
            "# Security\n\nReport a vulnerability to security@acme.example.\nWe answer within 3 business days.\n",
            "pass medium"
        ),
        (
            "VM-01.01", "SECURITY.md", .securityPolicy,
            "# Security\n\nReport a vulnerability to security@acme.example.\n",
            "unknown undetermined"
        ),
        ("VM-02.01", "SECURITY.md", .securityPolicy, "Write to security [at] acme.example.\n", "pass high"),
        ("VM-02.01", "SECURITY.md", .securityPolicy, "We take security seriously.\n", "unknown undetermined"),
        (
            "VM-02.01", "SECURITY.md", .securityPolicy,
            "We follow [the semantic versions](https://semver.example) closely.\n", "unknown undetermined"
        ),
        (
            "VM-02.01", "SECURITY.md", .securityPolicy,
            "To report a vulnerability, fill in [this form](https://acme.example/form).\n", "pass high"
        ),
        (
            "VM-02.01", "README.md", .readme, "# w\n\n## Security\n\nVulnerabilities go to security@acme.example.\n",
            "pass medium"
        ),
        ("VM-02.01", "README.md", .readme, "# w\n\nWrite to us at hello@acme.example.\n", "unknown undetermined"),
        ("VM-03.01", "SECURITY.md", .securityPolicy, "Please do not open a public issue.\n", "pass medium"),
        ("VM-04.01", "CHANGELOG.md", .changelog, "# 1.1\n\n- Mends CVE-2021-1234.\n", "pass low"),
        (
            "VM-06.01", "SECURITY.md", .securityPolicy,
            "Findings of CodeQL with high severity must be fixed within 14 days.\n", "pass low"
        ),
        ("VM-06.01", "SECURITY.md", .securityPolicy, "We run CodeQL.\n", "unknown undetermined"),
        (
            "VM-05.01", "SECURITY.md", .securityPolicy,
            "Vulnerable dependencies of critical severity are updated within 7 days.\n",
            "pass low"
        ),
        (
            "VM-05.02", "SECURITY.md", .securityPolicy,
            "Vulnerabilities in dependencies are mended before every release.\n", "pass low"
        ),
        ("DO-03.01", "README.md", .readme, "# w\n\n## Verify\n\n```\ngpg --verify w.tar.gz.asc\n```\n", "pass medium"),
        (
            "DO-03.01", "README.md", .readme, "# w\n\nThis tool verifies other people's things.\n",
            "unknown undetermined"
        ),
        ("DO-04.01", "SECURITY.md", .securityPolicy, "# Supported versions\n\n| 2.x | yes |\n", "pass medium"),
        ("DO-05.01", "SECURITY.md", .securityPolicy, "Only the latest version gets security updates.\n", "pass low"),
        ("DO-06.01", "CONTRIBUTING.md", .contributing, "## Dependency management\n\nWe choose few.\n", "pass medium"),
        ("DO-07.01", "README.md", .readme, "# w\n\n## Building from source\n\n```\nmake\n```\n", "pass high"),
        ("DO-02.01", "README.md", .readme, "# w\n\n## Reporting bugs\n\nOpen an issue.\n", "pass medium"),
        ("GV-01.01", "MAINTAINERS.md", .maintainers, "# Maintainers\n\n- Ann (@ann)\n", "pass high"),
        ("GV-01.01", "CODEOWNERS", .codeOwners, "# comment\n* @acme/core\n", "pass medium"),
        ("GV-01.02", "GOVERNANCE.md", .governance, "## Roles\n\nMaintainers merge.\n", "pass medium"),
        ("GV-02.01", "README.md", .readme, "# w\n\nJoin our mailing list.\n", "pass medium"),
        ("GV-03.01", "README.md", .readme, "# w\n\n## Contributing\n\nSend a pull request.\n", "pass medium"),
        (
            "GV-03.02", "CONTRIBUTING.md", .contributing,
            "# Contributing\n\nFollow the coding style. Changes must come with tests. Squash your commits.\n",
            "pass medium"
        ),
        ("GV-03.02", "CONTRIBUTING.md", .contributing, "# Contributing\n\nBe nice.\n", "unknown undetermined"),
        (
            "GV-04.01", "GOVERNANCE.md", .governance,
            "Contributors are granted commit access after a vote of the maintainers.\n", "pass low"
        ),
        (
            "QA-06.02", "CONTRIBUTING.md", .contributing, "## Running the tests\n\n```\ngo test ./...\n```\n",
            "pass medium"
        ),
        ("QA-06.03", "CONTRIBUTING.md", .contributing, "New features must include tests.\n", "pass medium"),
        (
            "QA-06.03", "CONTRIBUTING.md", .contributing, "There is no policy that changes must include tests.\n",
            "unknown undetermined"
        ),
        ("SA-01.01", "ARCHITECTURE.md", .architecture, "# Architecture\n\nParts.\n", "pass medium"),
        ("SA-03.02", "docs/threats.md", .documentation, "# Threat model\n\nThe attacker.\n", "pass low"),
        ("SA-03.02", "docs/threats.md", .documentation, "# Threat model\n", "unknown undetermined"),
        (
            "QA-06.02", "docs/templating.rst", .documentation, "Registering Filters, Tests\n----\n\nCall it.\n",
            "unknown undetermined"
        ),
        (
            "QA-06.03", "docs/tutorial/tests.rst", .documentation, "You should add tests for new features.\n",
            "unknown undetermined"
        ),
        (
            "QA-06.03", "docs/contributing.rst", .documentation, "You should add tests for new features.\n",
            "pass medium"
        ),
        (
            "QA-06.03", "CONTRIBUTING.md", .contributing, "We have yet to add a good test setup.\n",
            "unknown undetermined"
        ),
        ("DO-07.01", "docs/extensions.rst", .documentation, "# Building Extensions\n\nText.\n", "unknown undetermined"),
        ("DO-06.01", "doc/widget_tree.md", .documentation, "# Update dependencies\n\nText.\n", "unknown undetermined"),
        (
            "DO-04.01", "README.md", .readme,
            "The minimum supported version of Rust is 1.9, older versions may work.\n",
            "unknown undetermined"
        ),
        (
            "DO-05.01", "README.md", .readme,
            "The minimum supported version of Rust is 1.9, older versions may work.\n",
            "unknown undetermined"
        ),
        ("BR-07.02", "SECURITY.md", .securityPolicy, "## Storage and rotation of secrets\n\nIn a vault.\n", "pass low"),
    ])
    func `prose is judged by its sentences and headings`(
        _ id: String, _ path: String, _ kind: TextDocument.Kind, _ text: String, _ expected: String
    ) throws {
        let facts = documents((path, kind, text))
        let result = try result(id, facts)
        #expect(try verdict(id, facts) == expected, "\(id): \(result)")
        if expected.hasPrefix("pass") { #expect(result.evidence.contains { $0.path == path }) }
    }

    // MARK: Scope and self-assertion

    @Test func `an archived project is asked less`() throws {
        let facts = ProjectFixture.withForge(ProjectFixture.facts(files: ["main.go"])) { $1.isArchived = true }
        #expect(try verdict("LE-03.01", facts) == "notApplicable high")
        #expect(
            try result("LE-03.01", facts).message
                == "It is asked of active projects, and this one is said to be archived.")
        // What is asked always is still asked.
        #expect(try verdict("AC-03.01", facts) == "unknown undetermined")
    }

    @Test func `an end told in a sentence counts only where little happens`() throws {
        var facts = documents(("README.md", .readme, "# widget\n\nThis project is no longer maintained.\n"))
        facts.tree.files.append(TreeFile(path: "main.go", kind: .file, size: 100))
        #expect(try verdict("LE-03.01", facts) != "notApplicable medium")
        facts.history = .known(try ProjectFixture.history(commits: 5))
        #expect(try verdict("LE-03.01", facts) == "notApplicable medium")
        facts.history = .known(try ProjectFixture.history(commits: 60))
        #expect(try verdict("LE-03.01", facts) != "notApplicable medium")
    }

    @Test func `what scripts need is no dependency of the project`() throws {
        let facts = ProjectFixture.facts(files: [".github/scripts/requirements.txt", "tests/requirements.txt"])
        #expect(try verdict("QA-02.01", facts) != "pass high")
    }

    @Test func `security insights count as the project's word`() throws {
        let insights = """
            header:
              schema-version: 2.0.0
              last-updated: '2026-01-01'
              last-reviewed: '2026-01-01'
              url: https://github.com/acme/widget
            project:
              name: widget
              administrators: [{name: Ann, primary: true}]
              documentation: {signature-verification: 'https://acme.example/verify'}
              repositories: [{name: widget, comment: all, url: 'https://github.com/acme/widget'}]
              vulnerability-reporting: {reports-accepted: true, bug-bounty-available: false, contact: {name: Ann, email: a@acme.example, primary: true}}
            repository:
              security:
                tools:
                  - {name: CodeQL, type: SAST, integration: {adhoc: false, ci: true, release: false}, rulesets: [default], results: {}}
                  - {name: Renovate, type: SCA, integration: {adhoc: true, ci: false, release: false}, rulesets: [default], results: {}}
            """
        let facts = documents(("SECURITY-INSIGHTS.yml", .securityInsights, insights))
        #expect(try verdict("DO-03.01", facts) == "pass low asserted")
        #expect(try verdict("GV-01.01", facts) == "pass low asserted")
        #expect(try verdict("VM-02.01", facts) == "pass low asserted")
        #expect(try verdict("VM-03.01", facts) == "pass low asserted")
        #expect(try verdict("VM-06.02", facts) == "pass low asserted")
        #expect(try verdict("VM-05.03", facts) == "unknown undetermined")
        #expect(try verdict("QA-04.02", facts) == "notApplicable low asserted")
        #expect(try result("VM-06.02", facts).evidence.map(\.line) == [15])
        #expect(
            try result("DO-03.01", facts).evidence.first?.snippet
                == "project.documentation.signature-verification: https://acme.example/verify")
    }

    @Test func `a project that takes no reports fails`() throws {
        let insights =
            "header: {schema-version: 2.0.0}\nproject:\n  vulnerability-reporting: {reports-accepted: false}\n"
        #expect(
            try verdict("VM-03.01", documents(("SECURITY-INSIGHTS.yml", .securityInsights, insights)))
                == "fail medium asserted")
    }

    @Test(arguments: [
        ("mail me at a@b.org.", true), ("<a.b+c@d-e.co>", true), ("a [at] b.org", true),
        ("ann AT acme DOT example", true), ("a@b", false),
        ("@handle", false), ("meet at noon", false), ("at v1.2", false), ("look at file.go", true),
    ])
    func `mail addresses are found, also spelled out`(_ text: String, _ expected: Bool) {
        #expect(BaselineCatalogue.hasMailAddress(text) == expected)
    }
}
