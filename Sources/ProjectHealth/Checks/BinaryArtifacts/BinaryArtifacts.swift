// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines

enum BinaryArtifacts {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let part = "part"
    static let type = "type"
    static let validation = "validation"
    static let files = "files"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let validation = wrapperValidation(facts)
        var all: [ProbeFinding] = []
        for binary in facts.tree.binaries {
            let kind = PathKind(binary.path)
            let isWrapper = PathName(binary.path).name == "gradle-wrapper.jar"
            if isWrapper, validation == .succeeded { continue }
            var values = [part: kind.rawValue, type: binary.type]
            var message = "\(binary.path) is a compiled file (\(binary.type))"
            switch kind {
            case .product: message += "."
            case .tests: message += " among tests or examples."
            case .vendored: message += " in a copy of another project."
            }
            if isWrapper, validation == .unseen {
                values[BinaryArtifacts.validation] = "unseen"
                message += " A workflow validates it; whether it succeeded on this commit was not seen."
            }
            all.append(
                ProbeFinding(unverified, .yes, message, at: EvidenceLocation(.binary, binary.path), values: values))
        }
        if let open = unreadFinding(facts) { all.append(open) }
        if all.isEmpty {
            all.append(ProbeFinding(unverified, .no, "No compiled file is in the source tree."))
        }
        return all
    }

    private enum WrapperValidation { case none, unseen, succeeded }

    private static let validators = ["gradle/wrapper-validation-action", "gradle/actions/wrapper-validation"]

    private static func wrapperValidation(_ facts: ProjectFacts) -> WrapperValidation {
        let workflows = facts.tree.pipelines.filter { file in
            file.kind == .githubWorkflow
                && file.dependencies.contains { $0.kind == .githubAction && validators.contains($0.name) }
        }
        guard !workflows.isEmpty else { return .none }
        guard let runs = facts.forge.value?.workflowRuns.value, let commit = facts.subject.commit else {
            return .unseen
        }
        let paths = Set(workflows.map(\.path))
        return runs.contains { paths.contains($0.path) && $0.headCommit == commit } ? .succeeded : .none
    }

    /// Contents that the clone lacks may be compiled files.
    private static func unreadFinding(_ facts: ProjectFacts) -> ProbeFinding? {
        let missing = facts.tree.unread.filter { $0.reason == .missing }
        guard let first = missing.first else { return nil }
        return ProbeFinding(
            unverified, .notAvailable,
            "The clone does not have the content of \(Words.count(missing.count, "file")), \(first.path) for one; fetch them to have them judged.",
            at: EvidenceLocation(.binary, first.path), values: [files: String(missing.count)], settledBy: .tree)
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        let count = findings.count { $0.outcome == .yes }
        if count == 0, findings.contains(where: \.isUnknown) {
            return .inconclusive("The clone does not have every file's content.")
        }
        return .score(max(0, 10 - count))
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        var lost = 0
        var lostToTests = 0
        for finding in findings where finding.outcome == .yes {
            if finding.values[validation] != nil, resolution == .best { continue }
            if finding.values[part] == PathKind.tests.rawValue {
                lostToTests = min(20, lostToTests + 2)
            } else {
                lost += 10 * min(10, finding.count(files) ?? 1)
            }
            if lost >= 100 { break }
        }
        return max(0, 100 - lost - lostToTests)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let bad = findings.filter(\.isBad)
        let tests = bad.count { $0.values[part] == PathKind.tests.rawValue }
        guard !bad.isEmpty else {
            return findings.first(where: \.isUnknown)?.message ?? "No compiled file is in the source tree."
        }
        let paths = Words.list(bad.compactMap { $0.location?.path }, most: 3)
        let among =
            tests == 0
            ? "" : tests == bad.count ? ", all among tests or examples" : ", \(tests) of them among tests or examples"
        return "\(Words.count(bad.count, "compiled file"))\(among): \(paths)."
    }
}
