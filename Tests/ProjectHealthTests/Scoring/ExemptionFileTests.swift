// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import ProjectHealth

@Suite struct ExemptionFileTests {
    private static let whole = """
        version: 1
        exemptions:
          - check: Binary-Artifacts
            probe: hasUnverifiedBinaryArtifacts
            paths: [testdata/**, "*.jar"]
            owner: ada@example.org
            reason: Inputs of tests.
            expires: 2027-01-31
          - check: "*"
            paths: vendor/
            owner: bob
            reason: Somebody else's.
            expires: 2027-02-01
        """

    @Test func `waivers are read with everything they say`() {
        let file = ExemptionFile(Self.whole)
        #expect(file.problems.isEmpty)
        #expect(file.exemptions.count == 2)
        let first = file.exemptions.first
        #expect(first?.check == "Binary-Artifacts")
        #expect(first?.probe == "hasUnverifiedBinaryArtifacts")
        #expect(first?.paths == ["testdata/**", "*.jar"])
        #expect(first?.expires == "2027-01-31")
        #expect(first?.location == EvidenceLocation(.source, ".mainstay/exemptions.yml", line: 3))
        #expect(file.exemptions.last?.paths == ["vendor/"])
    }

    private func entry(_ lines: String) -> String { "version: 1\nexemptions:\n  - " + lines }

    @Test(arguments: [
        ("a: [", 2, "The waivers cannot be read: "), ("- a", 1, "The file must have `version` and `exemptions`."),
        (
            "version: 2\nexemptions: []", 1,
            "The file must say `version: 1`; another version is not known here, so nothing of it holds."
        ),
        (
            "exemptions: []", 1,
            "The file must say `version: 1`; another version is not known here, so nothing of it holds."
        ),
        ("version: 1\nexemption: []", 2, "`exemption` is no key of this file; it has `version` and `exemptions`."),
        ("version: 1\nexemptions: 3", 2, "`exemptions` must be a list."),
        ("version: 1\nexemptions:\n  - 3", 3, "A waiver must have `check`, `owner`, `reason` and `expires`."),
    ])
    func `a wrong file is refused in a sentence`(_ text: String, _ line: Int, _ message: String) {
        let file = ExemptionFile(text)
        #expect(file.exemptions.isEmpty)
        #expect(file.problems.first?.location.line == line)
        #expect(file.problems.first?.message.hasPrefix(message) == true, "\(file.problems)")
    }

    @Test(arguments: [
        ("check: SAST\n    owner: a\n    reason: b", 3, "A waiver must say `expires`."),
        ("check: SAST\n    reason: b\n    expires: 2027-01-01", 3, "A waiver must say `owner`."),
        ("check: SAST\n    owner: ' '\n    reason: b\n    expires: 2027-01-01", 4, "`owner` must be a text."),
        ("check: SASD\n    owner: a\n    reason: b\n    expires: 2027-01-01", 3, "There is no check `SASD`."),
        (
            "check: SAST\n    probe: x\n    owner: a\n    reason: b\n    expires: 2027-01-01", 4,
            "SAST has no probe `x`; it has sastToolConfigured, sastToolRunsOnAllCommits, otherAnalysisConfigured and analysisRunsOnChanges."
        ),
        (
            "check: SAST\n    owner: a\n    reason: b\n    expires: 2027-02-30", 6,
            "`expires` must be a day such as 2027-01-31, not `2027-02-30`."
        ),
        (
            "check: '*'\n    owner: a\n    reason: b\n    expires: 2027-01-01", 3,
            "A waiver for every check must name `paths`."
        ),
        (
            "check: SAST\n    path: x\n    owner: a\n    reason: b\n    expires: 2027-01-01", 4,
            "`path` is no key of a waiver; the keys are check, probe, paths, owner, reason and expires."
        ),
        (
            "check: SAST\n    paths: [/a]\n    owner: a\n    reason: b\n    expires: 2027-01-01", 4,
            "A pattern of `paths` must be a text of at most 1000 bytes that does not begin with `/`."
        ),
        (
            "check: SAST\n    paths: []\n    owner: a\n    reason: b\n    expires: 2027-01-01", 4,
            "`paths` must name one to 100 patterns."
        ),
    ])
    func `a wrong waiver is left out in a sentence and the others hold`(_ lines: String, _ line: Int, _ message: String)
    {
        let good = "\n  - {check: SAST, owner: a, reason: b, expires: 2027-01-01}"
        let file = ExemptionFile(entry(lines) + good)
        #expect(file.exemptions.count == 1)
        #expect(file.problems.map(\.message) == [message])
        #expect(file.problems.first?.location.line == line)
    }

    @Test func `damaged files are read without a crash`() {
        Fuzzing.rounds(Self.whole)
    }

    private enum Fuzzing {
        static func rounds(_ text: String) {
            TestSupport.Fuzzing(seed: 11, rounds: 400).run { _, mutator in
                let file = ExemptionFile(mutator.mutated(text))
                for exemption in file.exemptions { #expect(!exemption.owner.isEmpty && !exemption.reason.isEmpty) }
                for problem in file.problems { #expect(!problem.message.isEmpty) }
            }
        }
    }

    // MARK: - Use

    private func facts() -> ProjectFacts {
        .of(["testdata/a.wasm": "\u{0}asm\u{1}\u{0}\u{0}\u{0}", "lib/b.wasm": "\u{0}asm\u{1}\u{0}\u{0}\u{0}"])
    }

    @Test func `raw and adjusted scores stand side by side`() {
        let file = ExemptionFile(
            """
            version: 1
            exemptions:
              - {check: Binary-Artifacts, paths: [testdata/**], owner: ada, reason: Inputs., expires: 2027-06-30}
              - {check: Binary-Artifacts, paths: [lib/**], owner: bob, reason: Old., expires: 2020-01-01}
              - {check: License, paths: [nowhere], owner: cid, reason: None., expires: 2027-06-30}
            """)
        let now = ProjectFacts.reportTime
        #expect(Day.text(now) == "2027-01-15")
        let results = Evaluation.run(facts(), exemptions: file.current(at: now))
        let binaries = results.first { $0.definition.id == "Binary-Artifacts" }
        #expect(binaries?.score.compatible == .score(8))
        #expect(binaries?.adjusted.compatible == .score(9))
        #expect(binaries?.score.interval == ScoreInterval(88))
        #expect(binaries?.adjusted.interval == ScoreInterval(90))
        #expect(binaries?.openFindings.map { $0.location?.path } == ["lib/b.wasm"])
        #expect(
            results.uses(of: file.exemptions, at: now).map(\.message) == [
                ".mainstay/exemptions.yml:3: the waiver for Binary-Artifacts by ada covers 1 finding.",
                ".mainstay/exemptions.yml:4: the waiver for Binary-Artifacts by bob ended on 2020-01-01 and changes nothing.",
                ".mainstay/exemptions.yml:5: the waiver for License by cid covers nothing and can go.",
            ])
    }

    @Test func `a waiver holds on its last day and not after`() {
        let exemption = Exemption(
            check: "SAST", probe: nil, paths: [], owner: "a", reason: "b", expires: "2027-01-15",
            location: EvidenceLocation(.source, "f", line: 1))
        #expect(!exemption.isExpired(at: ProjectFacts.reportTime))
        #expect(exemption.isExpired(at: ProjectFacts.reportTime.adding(seconds: 86_400)))
    }
}

@Suite struct PathGlobTests {
    @Test(arguments: [
        ("*.jar", "a.jar", true), ("*.jar", "lib/a.jar", false), ("**/*.jar", "a.jar", true),
        ("**/*.jar", "x/y/a.jar", true), ("lib/**", "lib/a/b", true), ("lib/**", "lib", true),
        ("lib/", "lib/a/b", true),
        ("lib/**/a", "lib/a", true), ("lib/**/a", "lib/x/y/a", true), ("lib/**/a", "lib/x/b", false),
        ("a?c", "abc", true), ("a?c", "a/c", false), ("a*c*e", "abcde", true), ("a*c*e", "abcd", false),
        ("**", "a/b/c", true), ("a/**/b/**/c", "a/x/b/y/b/z/c", true), ("a/**/b/**/c", "a/x/c", false),
        ("", "a", false), ("a/b", "a/b/c", false), ("ä?", "äö", true),
    ])
    func `a glob is held against the whole path`(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(PathGlob(pattern).matches(path) == matches)
    }

    @Test func `stars in number take no more than a moment`() {
        let pattern = String(repeating: "*a", count: 400)
        let path = String(repeating: "a", count: 20_000) + "b"
        #expect(!PathGlob(pattern).matches(path))
        let folders = String(repeating: "**/a/", count: 150) + "b"
        #expect(!PathGlob(folders).matches(String(repeating: "a/", count: 4_000) + "c"))
    }
}
