// SPDX-License-Identifier: Apache-2.0

/// One change, what it would cure, and what that would bring.
package struct Improvement: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Something of the project to change.
        case change
        /// Something to look up: it brings so much at most.
        case evidence
    }

    package var kind: Kind
    /// An imperative sentence.
    package var title: String
    package var effort: Remedy.Effort
    /// The checks and probes whose findings it cures, sorted.
    package var checks: [String]
    package var probes: [String]
    /// The files it touches, sorted; empty where none is named.
    package var files: [String]
    /// How many findings it cures.
    package var findings: Int
    /// What the lower end of the whole score gains, in hundredths of a point.
    package var gain: Int
    /// What the compatible whole score gains, in tenths; 0 where it has none.
    package var compatibleGain: Int

    package init(
        kind: Kind, title: String, effort: Remedy.Effort, checks: [String], probes: [String], files: [String],
        findings: Int, gain: Int, compatibleGain: Int
    ) {
        self.kind = kind
        self.title = title
        self.effort = effort
        self.checks = checks
        self.probes = probes
        self.files = files
        self.findings = findings
        self.gain = gain
        self.compatibleGain = compatibleGain
    }
}

/// Which changes are worth most.
package enum Improvements {
    /// The changes that would bring most, those with the greatest gain first; of equal ones those with less effort,
    /// then by words.
    ///
    /// Findings that one and the same change cures are taken together: those of a probe of a check, and of these, where
    /// a pipeline brings things in, those of one kind; unknown ones by what would settle them. Each change is measured
    /// alone.
    package static func worthMost(
        _ results: [CheckResult], count: Int = 5, kinds: Set<Improvement.Kind> = Set(Improvement.Kind.allCases)
    ) -> [Improvement] {
        let before = HealthScore(results, adjusted: true)
        var all: [Improvement] = []
        var idle: [Int: [Group]] = [:]
        for group in groups(results) where kinds.contains(group.kind) {
            guard let improvement = improvement(group, results, before) else { continue }
            all.append(improvement)
            if group.kind == .change, improvement.gain == 0, let result = group.members.first?.result {
                idle[result, default: []].append(group)
            }
        }
        // Changes that bring nothing alone may bring much together: a single dangerous place is enough.
        for (result, parts) in idle where parts.count > 1 {
            let whole = Group(
                kind: .change,
                title: "Mend all that \(results[result].definition.id) found: it takes every one of them.",
                effort: parts.map(\.effort).max { $0.rank < $1.rank } ?? .high, members: parts.flatMap(\.members))
            if let improvement = improvement(whole, results, before) { all.append(improvement) }
        }
        return Array(
            all.filter { $0.gain > 0 || $0.compatibleGain > 0 }
                .sorted { left, right in
                    if left.gain != right.gain { return left.gain > right.gain }
                    if left.compatibleGain != right.compatibleGain { return left.compatibleGain > right.compatibleGain }
                    if left.effort != right.effort { return left.effort.rank < right.effort.rank }
                    return (left.title, left.checks.joined()) < (right.title, right.checks.joined())
                }
                .prefix(max(0, count)))
    }

    /// The positions of findings, by check, that one change cures.
    private struct Group {
        var kind: Improvement.Kind
        var title: String
        var effort: Remedy.Effort
        var members: [(result: Int, finding: Int)] = []
    }

    private static func groups(_ results: [CheckResult]) -> [Group] {
        var groups: [String: Group] = [:]
        for (index, result) in results.enumerated() {
            for (position, finding) in result.findings.enumerated() where finding.exemption == nil {
                let key: String
                var group: Group
                if finding.isBad {
                    guard let remedy = result.definition.remedies.first(where: { $0.probe == finding.probe }) else {
                        continue
                    }
                    let part = finding.values[PinnedDependencies.type] ?? ""
                    key = "\(result.definition.id) \(remedy.text) \(part)"
                    group = Group(kind: .change, title: title(remedy, part), effort: remedy.effort)
                } else if finding.isUnknown, let source = finding.settledBy {
                    key = "? \(source.rawValue)"
                    group = Group(kind: .evidence, title: title(source), effort: .low)
                } else {
                    continue
                }
                group = groups[key] ?? group
                group.members.append((index, position))
                groups[key] = group
            }
        }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func title(_ remedy: Remedy, _ part: String) -> String {
        guard !part.isEmpty else { return remedy.text }
        let what =
            switch part {
            case "GitHubAction": "actions"
            case "containerImage", "composeImage", "dockerRun": "images"
            case "downloadThenRun": "downloads"
            case "swiftPackage": "Swift packages"
            case "gitClone": "clones"
            default: "\(part.replacingSuffix("Command")) commands"
            }
        return "\(remedy.text) (\(what))"
    }

    /// How to come by what is not seen.
    static func title(_ source: CheckDefinition.Source) -> String {
        switch source {
        case .forge: "Ask the forge, or give a saved answer of it."
        case .history: "Read the whole history: fetch it where the clone is shallow."
        case .tree: "Fetch the contents that the clone does not have."
        case .advisories: "Fetch advisories and judge the components."
        case .registry: "Look up the Best Practices Badge and the list of OSS-Fuzz."
        }
    }

    private static func improvement(_ group: Group, _ results: [CheckResult], _ before: HealthScore) -> Improvement? {
        var scores = results.map { (risk: $0.definition.risk, score: $0.adjusted) }
        var checks: Set<String> = []
        var probes: Set<String> = []
        var files: Set<String> = []
        for (index, members) in Dictionary(grouping: group.members, by: \.result) {
            let result = results[index]
            guard let check = CheckCatalogue.check(result.definition.id) else { return nil }
            let cured = Set(members.map(\.finding))
            checks.insert(result.definition.id)
            for position in cured {
                let finding = result.findings[position]
                probes.insert(finding.probe)
                if let location = finding.location, location.kind != .url, location.kind != .commit,
                    location.kind != .tag
                {
                    files.insert(location.path)
                }
            }
            let findings = result.findings.enumerated().map { position, finding in
                cured.contains(position) || finding.exemption != nil ? finding.cured : finding
            }
            scores[index].score = check.score(findings)
        }
        let after = HealthScore(scores)
        return Improvement(
            kind: group.kind, title: group.title, effort: group.effort, checks: checks.sorted(),
            probes: probes.sorted(),
            files: files.sorted(), findings: group.members.count,
            gain: after.lowestHundredths - before.lowestHundredths,
            compatibleGain: (after.compatible ?? 0) - (before.compatible ?? 0))
    }
}

extension Remedy.Effort {
    /// 0 for the least.
    var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }
}

extension String {
    fileprivate func replacingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
