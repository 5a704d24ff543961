// SPDX-License-Identifier: Apache-2.0
import Pipelines

enum PinnedDependencies {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    /// Scorecard's name of the kind, where it has one.
    static let type = "dependencyType"
    /// `GitHub-owned` or `third-party`, of actions.
    static let owner = "owner"
    static let gitHubOwned = "GitHub-owned"
    static let thirdParty = "third-party"
    /// Why it does not count here: `tests`, `vendored`.
    static let part = "part"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        var all: [ProbeFinding] = []
        for file in facts.tree.pipelines {
            let kind = part(of: file)
            for dependency in file.dependencies {
                all += findings(dependency, kind)
            }
            guard !file.isTestData else { continue }
            if file.runsByItself, let problem = file.wholeProblem {
                // Scorecard reads GitHub's workflows, and takes the others for none.
                let probe = file.kind == .githubWorkflow ? pinned : alsoPinned
                all.append(
                    ProbeFinding(
                        probe, .error, problem.sentence, at: EvidenceLocation(problem.location),
                        values: [part: kind.rawValue, unread: "true"]))
                continue
            }
            all += file.problems.map { problem in
                var finding = ProbeFinding(
                    pinned, .notSupported, "\(problem.location.place) was not understood: \(problem.message)",
                    at: EvidenceLocation(problem.location), values: [part: kind.rawValue])
                finding.isBad = false
                return finding
            }
        }
        if !all.contains(where: \.isCompatible) {
            all.append(ProbeFinding(pinned, .notApplicable, "No pipeline brings anything in."))
        }
        return all
    }

    private static func part(of file: PipelineFileFacts) -> PathKind {
        if file.isVendored { return .vendored }
        if file.isTestData { return .tests }
        // Workflows are what runs, wherever they stand.
        if file.kind == .githubWorkflow || file.kind == .forgejoWorkflow { return .product }
        return PathKind(file.path)
    }

    private static func findings(_ dependency: PipelineDependency, _ kind: PathKind) -> [ProbeFinding] {
        let ours = outcome(dependency.pin)
        var values = [type: name(dependency.kind), part: kind.rawValue]
        if dependency.kind == .githubAction { values[owner] = dependency.isGitHubOwned ? gitHubOwned : thirdParty }
        let place = EvidenceLocation(dependency.location)
        var message = message(dependency)
        if kind == .tests { message += " It is among tests or examples and does not count here." }
        if kind == .vendored { message += " It is in a copy of another project and does not count here." }
        guard let compatible = dependency.compatiblePin else {
            return [own(dependency, kind, ours, message, place, values)]
        }
        let sameAnswer = (compatible ? .yes : .no) == ours && kind == .product
        if sameAnswer { return [ProbeFinding(pinned, ours, message, at: place, values: values)] }
        // Scorecard's answer stands for the compatible score, ours for the other one.
        values[counts] = "compatible"
        var theirs = ProbeFinding(pinned, compatible ? .yes : .no, message, at: place, values: values)
        theirs.isBad = !compatible && ours == .no
        values[counts] = nil
        return [theirs, own(dependency, kind, ours, message, place, values)]
    }

    /// Set where a pipeline cannot be read: what it brings in is not known.
    static let unread = "unread"
    /// `compatible` where the finding is for the compatible score alone.
    static let counts = "counts"

    private static func own(
        _ dependency: PipelineDependency, _ kind: PathKind, _ outcome: ProbeFinding.Outcome, _ message: String,
        _ place: EvidenceLocation, _ values: [String: String]
    ) -> ProbeFinding {
        let applies = kind == .product
        return ProbeFinding(
            alsoPinned, applies ? outcome : .notApplicable, message, at: place, values: values, isCompatible: false)
    }

    private static func outcome(_ pin: PipelineDependency.Pin) -> ProbeFinding.Outcome {
        switch pin {
        case .pinned, .verified: .yes
        case .unpinned: .no
        case .unknown: .notAvailable
        }
    }

    private static func message(_ dependency: PipelineDependency) -> String {
        var sentence = "\(dependency.location.place): \(noun(dependency.kind)) \(dependency.name)"
        if let version = dependency.version, let separator = separator(dependency.kind, version) {
            sentence += separator + version
        }
        switch dependency.pin {
        case .verified: sentence += " is held against a checksum before it is used."
        case .pinned: sentence += " is pinned."
        case .unpinned: sentence += " is not pinned."
        case .unknown(let why): sentence += ": whether it is pinned depends on \(why)."
        }
        if let note = dependency.note { sentence += " \(note)" }
        return sentence
    }

    /// What stands between name and version; nil for commands, whose name is the whole command.
    private static func separator(_ kind: PipelineDependency.Kind, _ version: String) -> String? {
        switch kind {
        case .containerImage, .composeImage:
            ["sha256:", "sha512:"].contains(where: version.hasPrefix) ? "@" : ":"
        case .githubAction, .swiftPackage, .gitClone: "@"
        default: nil
        }
    }

    private static func noun(_ kind: PipelineDependency.Kind) -> String {
        switch kind {
        case .githubAction: "the action"
        case .containerImage, .composeImage: "the image"
        case .downloadThenRun: "the download"
        case .swiftPackage: "the Swift package"
        case .gitClone: "the clone"
        default: "the command"
        }
    }

    /// As Scorecard spells it: `GitHubAction`, `downloadThenRun`.
    private static func name(_ kind: PipelineDependency.Kind) -> String {
        kind == .githubAction ? "GitHubAction" : kind.rawValue
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return .inconclusive("No pipeline brings anything in.")
        }
        if findings.contains(where: { $0.outcome == .error && $0.values[unread] != nil }) {
            return .inconclusive("A workflow cannot be read.")
        }
        var groups = groups(findings)
        if let own = groups[gitHubOwned], let others = groups[thirdParty] {
            groups[gitHubOwned] = Proportion.Group(good: own.good, all: own.all, weight: 2)
            groups[thirdParty] = Proportion.Group(good: others.good, all: others.all, weight: 8)
        }
        guard let score = Proportion.scaled(Array(groups.values), to: 10) else {
            return .inconclusive("No pipeline brings anything in.")
        }
        return .score(score)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let unread = findings.filter { $0.values[Self.unread] != nil }
        // It may bring in any number of things.
        if unread.contains(where: { $0.outcome == .no }) { return 0 }
        var groups = groups(findings.filter { $0.values[counts] == nil && $0.outcome != .notApplicable })
        if let own = groups[gitHubOwned] {
            groups[gitHubOwned] = Proportion.Group(good: own.good, all: own.all, weight: 2)
        }
        if let others = groups[thirdParty] {
            groups[thirdParty] = Proportion.Group(good: others.good, all: others.all, weight: 8)
        }
        return Proportion.scaled(Array(groups.values), to: 100) ?? (unread.isEmpty ? nil : 100)
    }

    private static func groups(_ findings: [ProbeFinding]) -> [String: Proportion.Group] {
        var groups: [String: Proportion.Group] = [:]
        for finding in findings where finding.outcome == .yes || finding.outcome == .no {
            guard let name = finding.values[owner] ?? finding.values[type] else { continue }
            var group = groups[name] ?? Proportion.Group(good: 0, all: 0, weight: 10)
            group.all += 1
            if finding.outcome == .yes { group.good += 1 }
            groups[name] = group
        }
        return groups
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let counted = findings.filter {
            $0.values[counts] == nil && $0.values[type] != nil && $0.outcome != .notApplicable
        }
        let unread = findings.first { $0.values[Self.unread] != nil && $0.isUnknown }
        guard !counted.isEmpty else { return unread?.message ?? "No pipeline brings anything in." }
        let good = counted.count { $0.outcome == .yes }
        let open = counted.count(where: \.isUnknown)
        var sentence =
            "\(good) of \(Words.count(counted.count, "dependency", "dependencies")) \(counted.count == 1 ? "is" : "are") pinned"
        if open > 0 { sentence += "; of \(open) a variable decides" }
        if let place = unread?.location?.path { sentence += "; \(place) cannot be read" }
        return sentence + "."
    }
}
