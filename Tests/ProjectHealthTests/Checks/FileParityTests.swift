// SPDX-License-Identifier: Apache-2.0
import Forges
import Foundation
import Testing

@testable import ProjectHealth

/// Scorecard's expectations of its own fixtures, from file to score.
@Suite struct FileParityTests {
    // MARK: - Token-Permissions

    private static let permissions: [(files: [String], score: Int, warnings: Int, notes: Int)] = [
        (["run-codeql-write"], 10, 0, 2), (["run-no-codeql-write"], 10, 1, 1), (["run-writes-2"], 10, 3, 2),
        (["run-package-workflow-write"], 10, 0, 2), (["run-package-write"], 10, 1, 1), (["run-writes"], 10, 0, 2),
        (["writeall"], 0, 1, 0), (["readall"], 10, 0, 2), (["absent"], 0, 1, 1), (["writes"], 10, 0, 2),
        (["reads"], 10, 0, 11), (["nones"], 10, 0, 11), (["none"], 10, 0, 2), (["status-checks"], 9, 2, 3),
        (["secevent-deployments"], 8, 2, 4), (["contents"], 0, 1, 3), (["actions"], 0, 1, 3),
        (["packages"], 0, 1, 2), ([], -1, 0, 0), (["contents-writes-no-release"], 10, 1, 1),
        (["contents-writes-release"], 10, 0, 2), (["contents-writes-release-mvn-release"], 10, 0, 2),
        (["contents-writes-release-semantic-release"], 10, 0, 2),
        (["contents-writes-release-semantic-release-yarn"], 10, 0, 2),
        (["contents-writes-release-semantic-release-pnpm"], 10, 0, 2), (["packages-writes"], 10, 0, 2),
        (["jobs-only"], 9, 1, 4), (["run-write-codeql-comment"], 10, 1, 1), (["secevent-known-actions"], 10, 0, 2),
        (["top-level-only", "run-level-only"], 9, 1, 3), (["run-level-only", "absent"], 0, 2, 2),
        (["top-level-only", "absent"], 0, 1, 2), (["gh-pages"], 10, 0, 2), (["run-multiple-writes"], 10, 7, 1),
    ]

    @Test func `tokens are scored, warned of and noted as Scorecard expects`() throws {
        var tally = Tally("Token-Permissions")
        for (names, expected, warnings, notes) in Self.permissions {
            let paths = names.map { "testdata/.github/workflows/github-workflow-permissions-\($0).yaml" }
            guard let facts = try Fixture.workflows(paths) else { return }
            let findings = TokenPermissions.check.findings(facts)
            let score = TokenPermissions.check.score(findings).compatible.number
            let counts = Self.counts(findings, score)
            tally.add(
                score == expected && counts == (warnings, notes),
                "\(names) gives \(score), \(counts.warnings) warnings, \(counts.notes) notes")
        }
        tally.report()
    }

    /// Scorecard's log: a warning for what is bad, a note for what reads or does nothing, and one where no job writes, unless an
    /// open `write-all` has ended the matter before.
    private static func counts(_ findings: [ProbeFinding], _ score: Int) -> (warnings: Int, notes: Int) {
        guard score >= 0 else { return (0, 0) }
        let theirs = findings.filter(\.isCompatible)
        let warnings = theirs.count(where: \.isBad)
        var notes = theirs.count { ["read", "none"].contains($0.values[TokenPermissions.level]) }
        let writes = theirs.contains { $0.probe == TokenPermissions.jobLevel.id && $0.isBad }
        let isOver = score == 0 && theirs.contains { $0.values[TokenPermissions.token] == TokenPermissions.writeAll }
        if !writes, !isOver { notes += 1 }
        return (warnings, notes)
    }

    @Test func `tokens are warned of at the lines that Scorecard names`() throws {
        for (name, line) in [("run-no-codeql-write", 22), ("writeall", 16)] {
            let path = "testdata/.github/workflows/github-workflow-permissions-\(name).yaml"
            guard let facts = try Fixture.workflows([path]) else { return }
            let bad = TokenPermissions.check.findings(facts).filter(\.isBad)
            #expect(bad.contains { $0.location?.line == line }, "\(name)")
        }
    }

    // MARK: - Dangerous-Workflow

    @Test func `dangerous workflows are found as Scorecard expects`() throws {
        let base = "testdata/.github/workflows/github-workflow-dangerous-pattern-"
        let rows: [(String?, Int)] = [
            (nil, 0), ("untrusted-checkout-workflow_run", 1), ("untrusted-checkout", 1), ("trusted-checkout", 0),
            ("default-checkout", 0), ("untrusted-script-injection", 1), ("trusted-script-injection", 0),
            ("untrusted-multiple-script-injection", 2), ("untrusted-inline-script-injection", 1),
            ("untrusted-script-injection-wildcard", 1), ("untrusted-script-injection-tojson", 1),
        ]
        var tally = Tally("Dangerous-Workflow")
        for (name, expected) in rows {
            guard let facts = try Fixture.workflows(name.map { [base + $0 + ".yml"] } ?? []) else { return }
            let findings = DangerousWorkflow.check.findings(facts)
            let count = findings.count { $0.isCompatible && $0.outcome == .yes }
            let score = DangerousWorkflow.check.score(findings).compatible.number
            let wanted = name == nil ? -1 : expected == 0 ? 10 : 0
            tally.add(count == expected && score == wanted, "\(name ?? "none") gives \(count) and \(score)")
        }
        tally.report()
    }

    // MARK: - Security-Policy

    @Test func `security policies are scored as Scorecard expects`() throws {
        // Path, fixture, score, notes and warnings. `03_securitypolicy` is used by no test of Scorecard's, and its rule gives it 4: it
        // has text and speaks twice of vulnerabilities.
        let rows: [(String, String, Int, Int, Int)] = [
            ("security.md", "10_realworld", 10, 4, 0), (".github/security.md", "10_realworldtwo", 10, 4, 0),
            ("docs/security.md", "04_textAndDisclosureVulns", 4, 3, 1), ("security.rst", "03_textOnly", 3, 2, 2),
            (".github/security.rst", "06_urlOnly", 6, 2, 2), ("docs/security.rst", "06_emailOnly", 6, 2, 2),
            ("doc/security.rst", "06_urlAndEmailOnly", 6, 2, 2),
            ("security.adoc", "09_linkedContentAndText", 9, 3, 1),
            (".github/security.adoc", "10_linkedContentAndTextAndDisclosureVulns", 10, 4, 0),
            ("docs/security.adoc", "00_empty", 0, 1, 3), ("SECURITY.MD", "00_1byte", 0, 1, 3),
        ]
        var tally = Tally("Security-Policy")
        for (path, fixture, expected, notes, warnings) in rows {
            guard let bytes = try Fixture.bytes("testdata/securitypolicy/\(fixture)") else { return }
            let facts = ProjectFacts.of([path: String(decoding: bytes, as: UTF8.self)])
            let findings = SecurityPolicy.check.findings(facts).filter(\.isCompatible)
            let score = SecurityPolicy.check.score(findings).compatible.number
            let good = findings.count { $0.outcome == .yes }
            let bad = findings.count { $0.outcome == .no }
            tally.add(
                score == expected && good == notes && bad == warnings, "\(fixture) gives \(score), \(good) and \(bad)")
        }
        tally.report()
        if let bytes = try Fixture.bytes("testdata/securitypolicy/03_securitypolicy") {
            let facts = ProjectFacts.of(["SECURITY.md": String(decoding: bytes, as: UTF8.self)])
            #expect(SecurityPolicy.check.run(facts).compatible == .score(4))
        }
    }

    @Test func `the owner's policy stands in where the project has none`() {
        let facts = ProjectFacts.of().with {
            $0.ownerSecurityPolicy = .seen(
                .init(path: "https://forge.example/o/.github/SECURITY.md", text: "Write to a@b.org."))
        }
        #expect(SecurityPolicy.check.run(facts).compatible == .score(9))
    }

    // MARK: - Binary-Artifacts

    @Test func `compiled files are counted as Scorecard expects`() throws {
        let jar = "PK\u{3}\u{4}\u{0}\u{0}"
        let verifying =
            "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: gradle/wrapper-validation-action@v1\n"
        let renamed = verifying.replacing("wrapper-validation-action", with: "actions/wrapper-validation")
        let plain = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n"
        let wrapper = "gradle/wrapper/gradle-wrapper.jar"
        let workflow = ".github/workflows/verify.yaml"
        // Files, the commit of the run that succeeded (nil where runs were not seen), how many count.
        let rows: [(String, [String: String], String??, Int)] = [
            ("wasm", ["simple.wasm": "\u{0}asm\u{1}\u{0}\u{0}\u{0}"], .none, 1), ("jar", ["a/core.jar": jar], .none, 1),
            ("text", ["LICENSE": "Apache"], .none, 0), ("nothing", [:], .none, 0),
            ("printable .lib", ["printable.lib": "just text\n"], .none, 0), ("wrapper alone", [wrapper: jar], .none, 1),
            ("wrapper, verified", [wrapper: jar, workflow: verifying], "sha-a", 0),
            ("wrapper, other workflow", [wrapper: jar, workflow: plain], "sha-a", 1),
            ("wrapper, verified an older commit", [wrapper: jar, workflow: verifying], "sha-old", 1),
            ("wrapper, verified under the new name", [wrapper: jar, workflow: renamed], "sha-a", 0),
            ("wrapper, broken workflow", [wrapper: jar, workflow: "a: [b\n"], "sha-a", 1),
            (
                "wrapper, verified beside a broken workflow",
                [wrapper: jar, workflow: verifying, ".github/workflows/bad.yaml": "a: [b\n"], "sha-a", 0
            ), ("wrapper, runs unseen", [wrapper: jar, workflow: verifying], .none, 1),
        ]
        var tally = Tally("Binary-Artifacts")
        for (name, files, run, expected) in rows {
            var facts = ProjectFacts.of(files)
            facts.subject.commit = "sha-a"
            if let run {
                facts = facts.with { $0.workflowRuns = .seen([.init(path: workflow, headCommit: run)]) }
            }
            let count = BinaryArtifacts.check.findings(facts).count { $0.outcome == .yes }
            tally.add(count == expected, "\(name) gives \(count)")
        }
        tally.report()
    }

    // MARK: - Dependency-Update-Tool

    @Test func `update tools are found where Scorecard expects them`() {
        let found = [
            ".github/dependabot.yml", ".github/dependabot.yaml", ".github/renovate.json", ".github/renovate.json5",
            ".gitlab/renovate.json", ".gitlab/renovate.json5", ".renovaterc.json", "renovate.json", "renovate.json5",
            ".renovaterc", ".scala-steward.conf", "scala-steward.conf", ".github/.scala-steward.conf",
            ".github/scala-steward.conf", ".config/.scala-steward.conf", ".config/scala-steward.conf",
        ]
        let none = [".other", ".lift.toml", ".lift/config.toml"]
        var tally = Tally("Dependency-Update-Tool")
        for path in found { tally.add(DependencyUpdateTool.check.run(.of([path: "x"])).compatible == .score(10), path) }
        for path in none { tally.add(DependencyUpdateTool.check.run(.of([path: "x"])).compatible == .score(0), path) }
        for (people, expected) in [
            (["Ada"], 0), (["dependabot[bot]"], 10), (["Ada", "dependabot[bot]"], 10), (["renovate[bot]"], 0),
        ] {
            var builder = HistoryBuilder()
            for person in people { builder.commit(person, days: 5) }
            let score = DependencyUpdateTool.check.run(ProjectFacts.of(["a": "b"]).with(builder.history)).compatible
            tally.add(score == .score(expected), "\(people) give \(score)")
        }
        tally.report()
    }

    // MARK: - Fuzzing

    @Test func `fuzz tests are recognised as Scorecard expects`() {
        let rows: [(String, String, Bool)] = [
            ("FOOoo_fOOff_BaRRR_test.go", "func FuzzSomething (fOo_bAR_1234 *testing.F)", true),
            ("a_unit_test.go", "func TestSomethingUnitTest (t *testing.T)", false),
            ("not_a_fuzz_test_file.go", "func main (t *testing.T)", false),
            ("a_fuzz_test.php", "function function-not-supported (foo)", false),
            ("foo_test.go", "func TestFoo (t *testing.T)", false),
            ("erlang-eqc.erl", "-include_lib(\"eqc/include/eqc.hrl\").", true),
            ("erlang-proper.erl", "-include_lib(\"proper/include/proper.hrl\").", true),
            ("erlang-ct.erl", "-include_lib(\"common_test/include/ct.hrl\").", false),
            ("ModuleSpec.hs", "import Test.QuickCheck", true), ("TestSpec.hs", "import Test.Hedgehog", true),
            ("validity_test.hs", "import Test.Validity", true), ("SmallSpec.hs", "import Test.SmallCheck", true),
            ("QualifiedSpec.hs", "import qualified Test.QuickCheck", true),
            ("ArrowSpec.hs", "import Test.Hspec.QuickCheck", true), ("test.hs", "import Test.Tasty.QuickCheck", true),
            ("PropertySpec.hs", "import Test.Hspec", false),
            ("Test.exs", "use PropCheck, default_opts: &PropCheck.TestHelpers.config/0", true),
            ("Test.exs", "use ExUnitProperties", true), ("NoPropTest.exs", "use ExUnit.Case, async: true", false),
            ("test.gleam", "import gleeunit", false), ("gleam-qcheck.gleam", "import qcheck", true),
        ]
        let scripts: [(String, Bool)] = [
            ("const fc = require('fast-check');", true), ("import fc from \"fast-check\";", true),
            ("const { fc, testProp } = require('@fast-check/ava');", true),
            ("import { fc, test } from \"@fast-check/jest\";", true),
            ("import { fc, test } from \"@fast-check/vitest\";", true), ("const fc = require('fast-other');", false),
        ]
        let modules: [(String, Bool)] = [
            ("Xunit", false), ("FsCheck", true), ("FsCheck.NUnit", true), ("FsCheck.Xunit", true),
            ("Expecto.ExpectoFsCheck", true),
        ]
        var all = rows
        for suffix in ["js", "jsx", "ts", "tsx"] { all += scripts.map { ("main.spec.\(suffix)", $0.0, $0.1) } }
        all += modules.map { ("test.cs", "using \($0.0);", $0.1) } + modules.map { ("test.fs", "open \($0.0)", $0.1) }
        all += [
            (".clusterfuzzlite/Dockerfile", "FROM x\n", true), (".clusterfuzzlite/Dockerfile", "# nothing\n", false),
            ("docker-compose.yml", "# .clusterfuzzlite/Dockerfile", false),
            ("fuzz.swift", "@_cdecl(\"LLVMFuzzerTestOneInput\")", true),
            ("fuzz.c", "int LLVMFuzzerTestOneInput(", true),
            ("fuzz.cc", "int LLVMFuzzerTestOneInput(", true), ("fuzz.rs", "use libfuzzer_sys::fuzz_target;", true),
            ("fuzz.py", "import atheris", true),
            ("Fuzz.java", "import com.code_intelligence.jazzer.api.FuzzedDataProvider;", true),
        ]
        var tally = Tally("Fuzzing")
        for (path, text, expected) in all {
            let score = Fuzzing.check.run(.of([path: text])).compatible
            tally.add(score == .score(expected ? 10 : 0), "\(path): \(text) gives \(score)")
        }
        for (known, expected) in [(true, 10), (false, 0)] {
            var facts = ProjectFacts.of()
            facts.isInOSSFuzz = .known(known)
            tally.add(Fuzzing.check.run(facts).compatible == .score(expected), "OSS-Fuzz \(known)")
        }
        tally.report()
    }

    // MARK: - License

    @Test func `licence files are recognised as Scorecard expects`() {
        let plain = [".adoc", ".asc", ".docx", ".doc", ".ext", ".html", ".markdown", ".md", ".rst", ".txt", ".xml"]
        let taken: [(String, [String])] = [
            ("LICENSE", plain), ("LICENCE", plain), ("COPYING", plain + ["-MIT"]), ("MIT-LICENSE-MIT", []),
            ("MIT-COPYING", []), ("LPPL-1.3clicences", [".xml"]), ("LICENSE_LPPL-1.3c", [".md"]), ("PATENTS", [".txt"]),
            ("APACHE_LICENSETEXT.md", []), ("COPYRIGHT", [".txt"]), ("GPL-2.0-LICENSE", []), ("GPL-LICENSE", []),
            ("GPL2LICENCES", []), ("GPLLICENCE", []), ("LICENCES", []), ("LICENSE-ASL.txt", []),
            ("LICENSE-MPL-2.0", []),
            ("license-CC-BY-4.0", plain), ("LICENSE-binary", []), ("LICENSE-junit.txt", []), ("LICENSES.txt", []),
            ("LICENSES/Apache-2.0.txt", []), ("LICENSE_RELEASE", []), ("Licenses/GPL-3.0.md", []),
            ("MIG_kjahdskhaskjdhk_LICENSE", []), ("MIT-License", []), ("MIT_.0_LICENSE", []),
            ("MIT_kjahdskhaskjdhk_LICENSE", []), ("UNLICENSE.md", []), ("mit-2-0-0-LICENSE", []),
            ("mit-2.0.0-LICENSE", []), ("mit.2.0.0.LICENSE", []), ("mit_2_0_0_LICENSE", []), ("mit_2_0_LICENSE", []),
            ("unlicense", []),
        ]
        let refused: [(String, [String])] = [
            ("OFL", [".md", ".textile"]), ("Artistic-1.0-Perl LICENSE", [".md", ".textile"]),
            ("GPLv1", []), ("GPL-1.0", []), ("GPLv2", []), ("GPL-2.0", []), ("GPLv3", []), ("GPL-3.0", []),
            (".actions/ASFLicenseHeaderMarkdown.txt", []), (".baseline/copyright/001_apache-2.0.txt", []),
            (".copyrightignore", []), (".dependency_license", []), (".github/testForLicenseHeaders.sh", []),
            (".github/workflows/license-check.yml", []), (".idea/copyright/Eclipse.xml", []), (".licenserc.yaml", []),
            (".yarn/cache/spdx-license-ids-npm-3.0.5-cb028e9441-b1ceea3f87.zip", []), ("a/b.c/license.html", []),
            ("LICENSE,", []), ("VotoSerifGX-OFL/Fonts/OFL.txt", []), ("content/dev/apply-license.md", []),
            ("examples-trunk/LICENSE", []), ("jetty/src/main/resources/META-INF/LICENSE", []), ("license.yaml", []),
            ("licenserc.yaml", []), ("python-phoenixdb/LICENSE", []), ("static/fonts/OFL.txt", []),
        ]
        var tally = Tally("License")
        for (isTaken, rows) in [(true, taken), (false, refused)] {
            for name in rows.flatMap({ row in ([""] + row.1).map { row.0 + $0 } }) {
                let score = License.check.run(.of([name: "x"])).compatible.number
                tally.add((score >= 9) == isTaken, "\(name) gives \(score)")
            }
        }
        // Approved by its name, and not.
        for (name, score) in [
            ("LICENSE", 9), ("LICENSE-MIT", 10), ("LICENSES/Apache-2.0.txt", 10), ("UNLICENSE", 10),
            ("LICENSE-binary", 9),
            ("GPL-2.0-LICENSE", 10), ("README", 0),
        ] {
            tally.add(License.check.run(.of([name: "x"])).compatible == .score(score), name)
        }
        tally.report()
    }

    // MARK: - Packaging, SAST and SBOM

    @Test func `publishing, analysing and listing are recognised as Scorecard expects`() {
        var tally = Tally("Packaging, SAST and SBOM")
        func workflow(_ steps: String) -> [String: String] {
            [".github/workflows/a.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n\(steps)"]
        }
        for (steps, score) in [
            ("      - uses: pypa/gh-action-pypi-publish@v1\n", 10), ("      - run: cargo publish\n", 10),
            ("      - run: make test\n", -1),
        ] {
            let found = Packaging.check.run(.of(workflow(steps))).compatible.number
            tally.add(found == score, "\(steps) gives \(found)")
        }
        for (uses, score) in [
            ("github/codeql-action/analyze@v3", 10), ("snyk/actions/node@master", 10), ("facebook/pysa-action@v1", 10),
            ("JetBrains/qodana-action@v2", 10), ("hadolint/hadolint-action@v3", 10), ("actions/checkout@v4", 0),
        ] {
            let found = SAST.check.run(.of(workflow("      - uses: \(uses)\n"))).compatible.number
            tally.add(found == score, "\(uses) gives \(found)")
        }
        let sonar =
            "<project><properties><sonar.host.url>https://sonarcloud.io</sonar.host.url></properties></project>\n"
        tally.add(SAST.check.run(.of(["pom.xml": sonar])).compatible == .score(10), "Sonar")
        for (path, score) in [
            ("test-sbom.spdx.json", 5), ("a.cdx.xml", 5), ("a.spdx", 5), ("a/test-sbom.spdx.json", 0), (".a.spdx", 0),
            ("spdx.json", 0),
        ] {
            let found = SBOM.check.run(.of([path: "x"])).compatible.number
            tally.add(found == score, "\(path) gives \(found)")
        }
        let facts = ProjectFacts.of().with {
            var release = $0.release("v1", [])
            release.assets = [.init(name: "test-sbom.cdx.json", url: "https://this.example")]
            $0.releases = .seen([release])
        }
        tally.add(SBOM.check.run(facts).compatible == .score(10), "release")
        tally.report()
    }
}
