// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages

extension JudgingSession {
    /// Judges one component.
    mutating func judge(
        _ question: Question, listing: Matcher.Listing, position: Int
    ) throws(Damage) -> ComponentJudgement {
        let findings = try findings(question)
        var judgement = ComponentJudgement(position: position, notJudged: findings.notJudged)
        if findings.all.isEmpty { return judgement }
        try forEachGroup(findings) { group, outcome, key throws(Damage) in
            switch outcome {
            case .fixed: judgement.fixedCount += 1
            case .notAffected: judgement.notAffectedCount += 1
            case .affected, .unknown, .notEvaluable: break
            }
            guard outcome > .fixed || listing == .all else { return }
            let records = JudgingSession.records(group, findings.evaluations)
            guard let decisive = records.first(where: { $0.outcome == outcome }) else { return }
            let evaluation = findings.evaluations[decisive.worst.lookUp]
            judgement.matches.append(
                Match(
                    component: position, id: try index.name(ofGroup: key),
                    verdict: try Narrator.verdict(evaluation, decisive.worst, index), key: key, question: question))
        }
        if judgement.matches.count > 1 {
            judgement.matches.sort { $0.id < $1.id }
        }
        return judgement
    }

    /// Explains matches, those of one component in a row together.
    mutating func explain(_ matches: [Match]) throws(Damage) -> [MatchExplanation] {
        var explanations: [MatchExplanation] = []
        explanations.reserveCapacity(matches.count)
        var start = 0
        while start < matches.count {
            var end = start + 1
            while end < matches.count, matches[end].component == matches[start].component,
                matches[end].question == matches[start].question
            {
                end += 1
            }
            let findings = try findings(matches[start].question)
            var found: [Int: MatchExplanation] = [:]
            let wanted = Dictionary(matches[start..<end].map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
            try forEachGroup(findings) { group, outcome, key throws(Damage) in
                guard let match = wanted[key] else { return }
                let records = JudgingSession.records(group, findings.evaluations)
                found[key] = try explanation(of: match, records, outcome: outcome, findings.evaluations)
            }
            for match in matches[start..<end] {
                // A match of another index explains nothing here.
                guard let explanation = found[match.key] else { throw Damage() }
                explanations.append(explanation)
            }
            start = end
        }
        return explanations
    }

    /// Goes through the alias groups of findings: a group's findings, what all of them say, and the group's key.
    private func forEachGroup(
        _ findings: Findings, _ body: (ArraySlice<RuleFinding>, Outcome, Int) throws(Damage) -> Void
    ) throws(Damage) {
        var start = 0
        while start < findings.all.count {
            let key = findings.all[start].key
            var end = start + 1
            while end < findings.all.count, findings.all[end].key == key { end += 1 }
            let group = findings.all[start..<end]
            let outcome =
                group.count == 1
                ? group[start].answer.outcome
                : JudgingSession.outcome(JudgingSession.records(group, findings.evaluations))
            try body(group, outcome, key)
            start = end
        }
    }

    /// What one record says: the worst of its rules, and all of them.
    private struct RecordFinding {
        var worst: RuleFinding
        var all: ArraySlice<RuleFinding>
        /// Whether it was found under the package's name, not its repository's.
        var isOfPackage: Bool
        var outcome: Outcome { worst.answer.outcome }
    }

    private static func records(
        _ findings: ArraySlice<RuleFinding>, _ evaluations: [LookUpEvaluation]
    ) -> [RecordFinding] {
        var records: [RecordFinding] = []
        var start = findings.startIndex
        while start < findings.endIndex {
            var end = start + 1
            var worst = findings[start]
            while end < findings.endIndex, findings[end].front.ordinal == findings[start].front.ordinal {
                if findings[end].answer.outcome > worst.answer.outcome { worst = findings[end] }
                end += 1
            }
            let all = findings[start..<end]
            records.append(
                RecordFinding(
                    worst: worst, all: all,
                    isOfPackage: all.contains { evaluations[$0.lookUp].lookUp.route != .repository }))
            start = end
        }
        return records
    }

    /// The worst answer; by (3) of ``Matcher``, open answers of repositories aside where the package's records are
    /// settled.
    private static func outcome(_ records: [RecordFinding]) -> Outcome {
        let worst = records.map(\.outcome).max() ?? .notAffected
        guard worst == .unknown || worst == .notEvaluable else { return worst }
        let ofPackage = records.filter(\.isOfPackage).map(\.outcome)
        guard let worstOfPackage = ofPackage.max(), worstOfPackage <= .fixed else { return worst }
        return worstOfPackage
    }

    private mutating func explanation(
        of match: Match, _ records: [RecordFinding], outcome: Outcome, _ evaluations: [LookUpEvaluation]
    ) throws(Damage) -> MatchExplanation {
        var group = IndexedGroup(id: match.id, ids: [], records: [])
        var evidence: [Evidence] = []
        var dissent: [Evidence] = []
        for record in records {
            let found = try self.evidence(record, evaluations[record.worst.lookUp])
            if group.ids.isEmpty { group = try self.group(of: found.advisory) }
            if record.outcome == outcome { evidence.append(found) } else { dissent.append(found) }
        }
        if records.count > 1 {
            let places = Dictionary(group.ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            evidence.sort { (places[$0.advisory.id] ?? 0) < (places[$1.advisory.id] ?? 0) }
            dissent.sort { (places[$0.advisory.id] ?? 0) < (places[$1.advisory.id] ?? 0) }
        }
        return MatchExplanation(
            match: match, group: group, evidence: evidence, dissent: dissent,
            fixedVersions: JudgingSession.sortedFixes(evidence))
    }

    private static func sortedFixes(_ evidence: [Evidence]) -> [String] {
        var fixes: [String] = []
        for version in evidence.flatMap(\.fixedVersions) where !fixes.contains(version) { fixes.append(version) }
        guard fixes.count > 1, let scheme = evidence.first?.ecosystem.versionScheme else { return fixes }
        return fixes.sorted { scheme.compare($0, $1) == .less }
    }

    private mutating func evidence(_ record: RecordFinding, _ lookUp: LookUpEvaluation) throws(Damage) -> Evidence {
        let finding = record.worst
        let advisory = try advisory(finding.front.ordinal)
        let narrator = try Narrator(lookUp, finding, index)
        let severity = try narrator.severity(index)
        var fixes: [String] = []
        if finding.answer.outcome > .fixed, let evaluation = lookUp.evaluations.first {
            fixes = try evaluation.fixedVersions(record.all.filter { $0.lookUp == finding.lookUp }.map(\.front))
        }
        return Evidence(
            advisory: advisory, verdict: narrator.verdict,
            ecosystem: finding.front.release == 0
                ? EcosystemName(lookUp.lookUp.ecosystem.ecosystem)
                : try index.release(finding.front.release - 1, of: lookUp.lookUp.ecosystem.ecosystem),
            name: lookUp.lookUp.name, route: lookUp.lookUp.route, version: lookUp.lookUp.version,
            decision: narrator.decision, severity: severity.isEmpty ? advisory.severity : severity,
            severityWord: try narrator.severityWord(index) ?? advisory.severityWord, fixedVersions: fixes)
    }

    // MARK: - What comes again

    private mutating func advisory(_ ordinal: Int) throws(Damage) -> IndexedAdvisory {
        if let known = advisories[ordinal] { return known }
        let advisory = try index.advisory(ordinal)
        advisories[ordinal] = advisory
        return advisory
    }

    private mutating func group(of advisory: IndexedAdvisory) throws(Damage) -> IndexedGroup {
        if let number = advisory.group, let known = groups[number] { return known }
        let group = try index.group(of: advisory)
        if let number = advisory.group { groups[number] = group }
        return group
    }
}
