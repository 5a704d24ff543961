// SPDX-License-Identifier: Apache-2.0
import Pipelines
import Testing

@testable import ProjectHealth

/// What signs and publishes what users get, and what only tests that.
@Suite struct ReleaseAutomationTests {
    private func interval(_ lowest: Int, _ highest: Int? = nil) -> ScoreInterval {
        ScoreInterval(lowest: lowest, highest: highest ?? lowest)
    }

    /// A workflow that signs, and does one thing more.
    private func signing(_ name: String, on event: String = "push", and step: String = "make") -> ProjectFacts {
        .of([
            ".github/workflows/\(name).yml":
                "on: \(event)\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: cosign sign-blob --yes a\n      - run: \(step)\n"
        ])
    }

    private func signs(_ facts: ProjectFacts) -> Bool {
        let found = SignedReleases.check.findings(facts).contains(SignedReleases.workflow, .yes)
        #expect(facts.tree.pipelines.contains(where: ReleaseAutomation.signs) == found)
        return found
    }

    @Test func `a workflow that releases signs releases, and a test of signing does not`() {
        #expect(signs(signing("cut-release")))
        #expect(signs(signing("Publish")))
        #expect(signs(signing("build", on: "release")))
        #expect(signs(signing("build", and: "goreleaser release")))
        #expect(!signs(signing("build")))
        #expect(!signs(signing("e2e-with-binary")))
        #expect(!signs(signing("e2e-with-binary", and: "goreleaser release")))
        #expect(!signs(signing("verify-release")))
        #expect(!signs(signing("release-test", on: "release")))
        // A word within another is none.
        #expect(signs(signing("special-release")))
    }

    @Test func `a file whose name the service fixes is not judged by it`() {
        let text = "release:\n  script:\n    - cosign sign-blob --yes a\n    - goreleaser release\n"
        #expect(signs(.of([".gitlab-ci.yml": text])))
        #expect(!signs(.of([".gitlab-ci.yml": text.replacing("    - goreleaser release\n", with: "")])))
    }

    // MARK: - Packaging

    private func calling(_ name: String) -> [String: String] {
        [".github/workflows/a.yml": "on: push\njobs:\n  a:\n    uses: o/shared/.github/workflows/\(name).yml@v1\n"]
    }

    @Test func `a workflow of another repository that is named for publishing may publish`() {
        for name in ["deploy-snapshot-reusable", "reusable-release", "publish"] {
            let score = Packaging.check.run(.of(calling(name)))
            #expect(score.compatible.number == -1)
            #expect(score.interval == interval(0, 100), "\(name)")
            #expect(
                score.reason
                    == ".github/workflows/a.yml:4 calls o/shared/.github/workflows/\(name).yml, which was not read; it may publish packages."
            )
        }
        for name in ["build", "deploy-site", "release-drafter"] {
            #expect(Packaging.check.run(.of(calling(name))).interval == nil, "\(name)")
        }
        // What is in the tree was read.
        let own = [".github/workflows/release.yml": "on: workflow_call\njobs: {}\n"]
        #expect(Packaging.check.run(.of(calling("release").merging(own) { $1 })).interval == nil)
    }

    @Test(arguments: [
        "pom.xml", "build.gradle", "build.gradle.kts", "widget.gemspec", "Widget.csproj", "Widget.nuspec", "mix.exs",
    ])
    func `a manifest at the root is for a registry`(_ path: String) {
        let score = Packaging.check.run(.of([path: "<project/>"]))
        #expect(score.interval == interval(0, 100))
        #expect(
            score.reason
                == "No workflow publishes the package of \(path); it may be published by hand, elsewhere or not at all."
        )
        #expect(Packaging.check.run(.of(["examples/\(path)": "<project/>"])).interval == nil)
    }

    @Test func `a manifest may keep a package from the registry`() {
        let text = "name: widget\n"
        #expect(
            Packaging.check.run(.of(["pubspec.yaml": text])).reason
                == "No workflow publishes the package widget of pubspec.yaml:1; it may be published by hand, elsewhere or not at all."
        )
        #expect(Packaging.check.run(.of(["pubspec.yaml": text + "publish_to: 'none'\n"])).interval == nil)
        // What Packagist has is the repository itself.
        #expect(Packaging.check.run(.of(["composer.json": "{\"name\": \"a/b\"}"])).interval == nil)
    }
}
