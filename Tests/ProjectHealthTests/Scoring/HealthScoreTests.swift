// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import ProjectHealth

@Suite struct HealthScoreTests {
    private func score(_ number: Int, _ interval: ScoreInterval? = nil) -> CheckScore {
        CheckScore(compatible: number < 0 ? .inconclusive("x") : .score(number), interval: interval, reason: "")
    }

    @Test func `the compatible whole is Scorecard's mean over the checks that have a score`() {
        let scores: [(risk: CheckDefinition.Risk, score: CheckScore)] = [
            (.critical, score(10)), (.high, score(5)), (.medium, score(-1)), (.low, score(0)),
        ]
        // (10·10 + 7.5·5 + 2.5·0) / 20 = 6.875
        #expect(HealthScore(scores).compatible == 69)
        #expect(HealthScore([(.high, score(-1))]).compatible == nil)
        #expect(HealthScore([]).compatible == nil)
        #expect(HealthScore([(.low, score(0)), (.low, score(0)), (.low, score(-1))]).compatible == 0)
    }

    @Test func `tenths are those that Go prints`() {
        // The double of 6.25 is exact: to the even digit. Those of 0.35 and 1.15 lie below and those of 0.45 and 8.35 above.
        for (part, whole, tenths) in [
            (25, 4, 62), (27, 4, 68), (35, 100, 3), (115, 100, 11), (45, 100, 5), (835, 100, 83), (0, 7, 0),
            (10, 1, 100),
            (655, 100, 66), (1, 3, 3), (2, 3, 7),
        ] {
            let exact = Self.nearest(part, whole)
            #expect(HealthScore.printedTenths(part, over: whole) == exact, "\(part)/\(whole)")
            if part != 835, part != 655 { #expect(exact == tenths, "\(part)/\(whole)") }
        }
    }

    /// The same by the decimal expansion of the double, digit by digit.
    private static func nearest(_ part: Int, _ whole: Int) -> Int {
        var rest = Double(part) / Double(whole)
        let ones = rest.rounded(.down)
        rest -= ones
        var digits: [Int] = []
        // Every step is exact: a fraction of sixty bits times ten has its digit in front of them.
        var numerator = UInt64(rest * 1_152_921_504_606_846_976)
        for _ in 0..<60 {
            let (high, low) = numerator.multipliedFullWidth(by: 10)
            digits.append(Int(high << 4 | low >> 60))
            numerator = low & 0xFFF_FFFF_FFFF_FFFF
        }
        let tenths = Int(ones) * 10 + digits[0]
        if digits[1] != 5 { return digits[1] > 5 ? tenths + 1 : tenths }
        if digits.dropFirst(2).contains(where: { $0 != 0 }) { return tenths + 1 }
        return tenths % 2 == 0 ? tenths : tenths + 1
    }

    @Test func `the interval holds the truth and the coverage says how much is decided`() {
        let scores: [(risk: CheckDefinition.Risk, score: CheckScore)] = [
            (.high, score(10, ScoreInterval(lowest: 33, highest: 66))), (.high, score(10, ScoreInterval(100))),
            (.high, score(10, nil)), (.low, score(-1, ScoreInterval(lowest: 0, highest: 100))),
        ]
        let whole = HealthScore(scores)
        // (30·33 + 30·100 + 0)/70 = 57 and (30·66 + 30·100 + 10·100)/70 = 85.4…
        #expect(whole.interval == ScoreInterval(lowest: 57, highest: 86))
        #expect(whole.lowestHundredths == 570)
        // (30·33 + 10·100)/70 = 28.4… is open.
        #expect(whole.coverage == 71)
        #expect(HealthScore([(.low, score(3))]).interval == nil)
    }

    @Test func `results do not depend on the order of findings`() {
        let text =
            "on: push\njobs:\n  a:\n    runs-on: x\n    permissions: write-all\n    steps:\n      - run: curl x | sh\n      - uses: a/b@v1\n"
        var facts = ProjectFacts.of([
            ".github/workflows/a.yml": text, ".github/workflows/b.yml": text, "a.wasm": "\u{0}asm\u{1}\u{0}\u{0}\u{0}",
            "LICENSE": "x",
        ])
        let first = Evaluation.run(facts, checks: CheckCatalogue.all)
        facts.tree.files.reverse()
        facts.tree.binaries.reverse()
        facts.tree.pipelines.reverse()
        let second = Evaluation.run(facts, checks: CheckCatalogue.all)
        for (one, other) in zip(first, second) {
            #expect(one.findings == other.findings, "\(one.definition.id)")
            #expect(one.score.compatible == other.score.compatible && one.score.interval == other.score.interval)
        }
    }

    @Test func `annotations are shown and change no score`() {
        let text =
            "annotations:\n  - checks: [binary-artifacts]\n    reasons:\n      - reason: test-data\n      - reason: because\n"
        let facts = ProjectFacts.of([".github/scorecard.yml": text, "a.wasm": "\u{0}asm\u{1}\u{0}\u{0}\u{0}"])
        let read = MaintainerAnnotation.read(facts.tree.documents)
        #expect(
            read.problems.map(\.message) == [
                "`because` is none of Scorecard's reasons: test-data, remediated, not-applicable, not-supported and not-detected."
            ])
        #expect(read.problems.first?.location.line == 5)
        let result = Evaluation.run(facts, annotations: read.annotations).first {
            $0.definition.id == "Binary-Artifacts"
        }
        #expect(result?.annotations.first?.reasons == [.testData])
        #expect(result?.score == result?.adjusted)
        #expect(result?.score.compatible == .score(9))
        TestSupport.Fuzzing(seed: 3, rounds: 200).run { _, mutator in
            _ = MaintainerAnnotation.read(mutator.mutated(text), path: "scorecard.yml")
        }
    }
}

@Suite struct ImprovementTests {
    private static let text = """
        on: issues
        jobs:
          a:
            runs-on: x
            steps:
              - run: echo ${{ github.event.issue.title }}
              - uses: a/b@v1
        """

    private func results() -> [CheckResult] {
        var facts = ProjectFacts.of([".github/workflows/a.yml": Self.text, ".github/workflows/b.yml": Self.text])
        facts.vulnerabilities = .known(KnownVulnerabilities([]))
        return Evaluation.run(facts)
    }

    @Test func `the changes worth most are measured by scoring again`() throws {
        let results = results()
        let found = Improvements.worthMost(results, count: 20, kinds: [.change])
        let injection = try #require(found.first { $0.checks == ["Dangerous-Workflow"] })
        #expect(injection.findings == 2)
        #expect(injection.files == [".github/workflows/a.yml", ".github/workflows/b.yml"])
        #expect(injection.effort == .low)
        // 10 points of a check that weighs 40 of what applies.
        let weight = results.reduce(0) { $0 + ($1.score.interval == nil ? 0 : $1.definition.risk.weight) }
        #expect(abs(injection.gain - 40 * 1_000 / weight) <= 1)
        #expect(injection.compatibleGain > 0)
        for (one, next) in zip(found, found.dropFirst()) { #expect(one.gain >= next.gain) }
        #expect(found.allSatisfy { $0.kind == .change && $0.title.hasSuffix(".") || $0.title.hasSuffix(")") })
        #expect(Improvements.worthMost(results).count == 5)
    }

    @Test func `changes that bring nothing alone are offered together`() throws {
        let text = """
            on: pull_request_target
            jobs:
              a:
                runs-on: x
                steps:
                  - uses: actions/checkout@v4
                    with:
                      ref: ${{ github.event.pull_request.head.sha }}
                  - run: echo ${{ github.event.pull_request.title }}
            """
        let results = Evaluation.run(.of([".github/workflows/a.yml": text]))
        let found = Improvements.worthMost(results, count: 20, kinds: [.change])
        let dangers = found.filter { $0.checks == ["Dangerous-Workflow"] }
        #expect(dangers.map(\.title) == ["Mend all that Dangerous-Workflow found: it takes every one of them."])
        #expect(dangers.first?.findings == 2)
        #expect(dangers.first?.effort == .high)
        let result = try #require(results.first { $0.definition.id == "Dangerous-Workflow" })
        let changes = Explanation(result).changes
        #expect(changes.first?.text == "All of these together.")
        #expect(changes.first?.gain == 100)
        #expect(changes.first?.compatibleGain == 10)
    }

    @Test func `evidence that is missing is a change of its own`() throws {
        let found = Improvements.worthMost(results(), count: 20, kinds: [.evidence])
        let forge = try #require(found.first { $0.title.hasPrefix("Ask the forge") })
        #expect(forge.checks.contains("Branch-Protection"))
        #expect(forge.gain > 0)
    }

    @Test func `nothing bad leaves nothing to change`() {
        #expect(Improvements.worthMost([]).isEmpty)
    }

    @Test func `what is only unseen is to be looked up and not to be mended`() throws {
        let all = Evaluation.run(.of())
        let maintained = try #require(all.first { $0.definition.id == "Maintained" })
        let changes = Explanation(maintained).changes
        #expect(changes.allSatisfy { $0.kind == .evidence && $0.gain > 0 })
        #expect(changes.contains { $0.text == "Ask the forge, or give a saved answer of it." })
        // Two remedies of the check say the same; a change that brings nothing is not told.
        for result in all {
            let changes = Explanation(result).changes
            #expect(Set(changes.map(\.text)).count == changes.count, "\(result.definition.id)")
            #expect(
                changes.allSatisfy { $0.gain > 0 || $0.compatibleGain > 0 || changes[0].text.hasPrefix("All of") },
                "\(result.definition.id)")
        }
    }

    @Test func `an explanation says what was found and what would change it`() throws {
        let result = try #require(results().first { $0.definition.id == "Token-Permissions" })
        let explanation = Explanation(result)
        #expect(explanation.question == "Do workflows get no more rights than they need?")
        #expect(explanation.evidence.contains { $0.verdict == .bad && $0.location?.path == ".github/workflows/a.yml" })
        #expect(explanation.evidence.contains { $0.verdict == .unknown })
        #expect(explanation.changes.first?.gain == 100)
        #expect(
            explanation.changes.first?.text
                == "Put `permissions: contents: read` at the top of the workflow and give single jobs what they need beyond it."
        )
    }
}
