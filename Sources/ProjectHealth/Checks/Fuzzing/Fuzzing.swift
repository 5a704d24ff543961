// SPDX-License-Identifier: Apache-2.0
import Pipelines

enum Fuzzing {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let tool = "tool"
    static let listed = "ossFuzz"
    /// Set where a pattern was found within quotation marks only.
    private static let quoted = "quoted"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        var all: [ProbeFinding] = []
        var runs: [ProbeFinding] = []
        if facts.tree.pipelines.contains(where: { $0.path == clusterFuzzLite && !$0.isBlank })
            || facts.tree.files.contains(where: { $0.path == clusterFuzzLite && $0.size > 0 })
                && !facts.tree.pipelines.contains(where: { $0.path == clusterFuzzLite })
        {
            let location = EvidenceLocation(.source, clusterFuzzLite)
            all.append(
                ProbeFinding(
                    fuzzed, .yes, "\(clusterFuzzLite) sets up ClusterFuzzLite.", at: location,
                    values: [tool: "ClusterFuzzLite"]))
            runs.append(ProbeFinding(continuously, .yes, "\(clusterFuzzLite) sets up ClusterFuzzLite.", at: location))
        }
        if facts.isInOSSFuzz.value == true {
            all.append(ProbeFinding(fuzzed, .yes, "OSS-Fuzz builds the project.", values: [tool: "OSSFuzz"]))
            runs.append(ProbeFinding(continuously, .yes, "OSS-Fuzz builds the project."))
        }
        for pattern in facts.tree.fuzzers where isSource(pattern.path) {
            all.append(
                ProbeFinding(
                    fuzzed, .yes,
                    pattern.isQuoted
                        ? "\(pattern.path):\(pattern.line) has \(pattern.name) in a text alone, which is no fuzz test."
                        : "\(pattern.path):\(pattern.line) is a fuzz test in \(pattern.language) (\(pattern.name)).",
                    at: EvidenceLocation(.source, pattern.path, line: pattern.line),
                    values: [tool: pattern.name].merging(pattern.isQuoted ? [quoted: "true"] : [:]) { $1 }))
        }
        for file in facts.tree.automation {
            for found in file.tools where found.purpose == .fuzzing {
                runs.append(
                    ProbeFinding(
                        continuously, .yes, "\(file.place(of: found)) runs \(found.name).",
                        at: EvidenceLocation(found.location)))
            }
        }
        for call in CalledPipelines.named(["fuzz"], in: facts)
        where !runs.contains(where: { $0.location == EvidenceLocation(call.dependency.location) }) {
            runs.append(
                ProbeFinding(
                    continuously, .yes, "\(call.sentence), which fuzzes by its name.",
                    at: EvidenceLocation(call.dependency.location)))
        }
        if all.isEmpty {
            all.append(
                ProbeFinding(
                    fuzzed, .no,
                    runs.isEmpty
                        ? "No fuzz test and no fuzzing service was found." : "No fuzz test is in the tree itself."))
        }
        if runs.isEmpty { runs.append(unseenRuns(facts)) }
        return all + runs
    }

    /// Scorecard looks into sources, not headers, and leaves fixtures out.
    private static func isSource(_ path: String) -> Bool {
        let headers: Set<String> = ["cxx", "h", "hh", "hpp", "hxx"]
        return !FixturePath.isSkipped(path) && !(PathName(path).fileExtension.map(headers.contains) ?? false)
    }

    private static let clusterFuzzLite = ".clusterfuzzlite/Dockerfile"

    private static func unseenRuns(_ facts: ProjectFacts) -> ProbeFinding {
        if let unknown = facts.isInOSSFuzz.unknown {
            return ProbeFinding(
                continuously, .notAvailable,
                "Whether OSS-Fuzz builds the project is not known. \(unknown.reason)"
                    + (unknown.hint.map { " \($0)" } ?? ""),
                values: [listed: "unseen"], settledBy: .registry)
        }
        if let unseen = facts.unseenAutomation(continuously, .fuzzing, may: "run fuzzers") { return unseen }
        return ProbeFinding(continuously, .no, "No workflow and no service that runs fuzzers was found.")
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        .score(findings.contains { $0.outcome == .yes } ? 10 : 0)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        if findings.contains(continuously, .yes) { return 100 }
        return findings.of(fuzzed).contains(where: isTest) ? 70 : 0
    }

    private static func isTest(_ finding: ProbeFinding) -> Bool {
        finding.outcome == .yes && (finding.isCured || finding.values[quoted] == nil)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let tests = findings.of(fuzzed).filter(isTest)
        let runs = findings.of(continuously)
        if let first = tests.first {
            let more = tests.count > 1 ? " There \(tests.count == 2 ? "is" : "are") \(tests.count - 1) more." : ""
            return first.message + more
        }
        return runs.first { $0.outcome == .yes }?.message ?? "No fuzz test and no fuzzing service was found."
    }
}
