// SPDX-License-Identifier: Apache-2.0
import Histories
package import ProjectHealth
import Wire

extension BadgeCatalogue {
    /// Answers what the evidence answers; everything else is `?`.
    package static func evaluate(_ facts: ProjectFacts) -> BadgeReport {
        let evidence = CriteriaEvidence(facts)
        return evaluate(evidence, baseline: BaselineCatalogue.evaluate(evidence))
    }

    static func evaluate(_ evidence: CriteriaEvidence, baseline: BaselineReport) -> BadgeReport {
        let context = BadgeContext(evidence, baseline: baseline)
        var seen: Set<String> = []
        var answers: [BadgeAnswer] = []
        for criterion in all where seen.insert(criterion.id).inserted {
            answers.append(context.answer(criterion.id, judgement: judgement(criterion, context).redacted))
        }
        return BadgeReport(answers: answers)
    }

    private static func judgement(_ criterion: BadgeCriterion, _ context: BadgeContext) -> Judgement {
        if criterion.level.isBaseline {
            return context.baseline(requirements[criterion.id] ?? "")
        }
        guard let rule = rules[criterion.id] else { return .unknown("Nobody but the project can answer this.") }
        return rule(context)
    }

    private static let requirements: [String: String] = Dictionary(
        BaselineCatalogue.requirements.map { (baselineID($0.id), $0.id) }, uniquingKeysWith: { first, _ in first })

    /// Everything that has a rule, by id.
    static let rules: [String: @Sendable (BadgeContext) -> Judgement] = [basics, changes, quality, security].reduce(
        into: [:]) { all, part in
            all.merge(part) { first, _ in first }
        }

    /// Ids that evidence can answer.
    package static var answerable: [String] { rules.keys.sorted() }
}

/// What the rules of the badge are asked with.
struct BadgeContext: Sendable {
    /// The most bytes of a justification.
    private static let longest = 900

    let evidence: CriteriaEvidence
    private let results: [String: RequirementResult]
    private let demands: [String: BadgeCriterion.Demands]
    /// Nil where the history is unknown.
    let metrics: BadgeMetrics?

    init(_ evidence: CriteriaEvidence, baseline: BaselineReport) {
        self.evidence = evidence
        results = Dictionary(baseline.results.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // What any level demands of an id; N/A only where every level allows it.
        var demands: [String: BadgeCriterion.Demands] = [:]
        for criterion in BadgeCatalogue.all {
            if let known = demands[criterion.id] {
                var joined = known.union(criterion.demands)
                if !known.contains(.allowsNA) || !criterion.demands.contains(.allowsNA) { joined.remove(.allowsNA) }
                demands[criterion.id] = joined
            } else {
                demands[criterion.id] = criterion.demands
            }
        }
        self.demands = demands
        metrics = evidence.history.map { BadgeMetrics($0) }
    }

    /// How a requirement of the Baseline turned out.
    func baseline(_ id: String) -> Judgement {
        guard let result = results[id] else { return .unknown("It is no requirement of the Baseline.") }
        return Judgement(
            verdict: result.verdict, message: result.message, evidence: result.evidence, settledBy: result.settledBy,
            confidence: result.confidence, isSelfAsserted: result.isSelfAsserted)
    }

    /// The verdict in the badge's words, with a justification that meets its demands.
    func answer(_ id: String, judgement: Judgement) -> BadgeAnswer {
        let demands = demands[id] ?? []
        var status: BadgeAnswer.Status
        switch judgement.verdict {
        case .pass: status = .met
        case .fail: status = .unmet
        case .notApplicable: status = demands.contains(.allowsNA) ? .notApplicable : .unknown
        case .unknown: status = .unknown
        }
        var message = judgement.message
        let pages = judgement.evidence.compactMap { evidence.addresses.page($0) }
        if status == .met, demands.contains(.addressWhenMet), pages.isEmpty {
            status = .unknown
            message += " The badge wants an address, and none is known."
        }
        return BadgeAnswer(
            id: id, status: status, justification: justification(message, judgement), evidence: judgement.evidence,
            confidence: status == .unknown ? .undetermined : judgement.confidence,
            isSelfAsserted: judgement.isSelfAsserted)
    }

    private func justification(_ message: String, _ judgement: Judgement) -> String {
        var text = message
        if judgement.isSelfAsserted { text += " (Stated by the project.)" }
        for place in judgement.evidence.prefix(3) {
            let address = evidence.addresses.page(place) ?? place.line.map { "\(place.path):\($0)" } ?? place.path
            var part = " " + Quotation.line(address, longest: 300)
            if let snippet = place.snippet, !snippet.isEmpty { part += " “\(Quotation.line(snippet, longest: 120))”" }
            guard text.utf8.count + part.utf8.count <= Self.longest else { break }
            text += part
        }
        return Quotation.line(text, longest: Self.longest)
    }
}

/// Numbers of the history that the badge asks for.
struct BadgeMetrics: Sendable {
    let isPartial: Bool
    let commits: Int
    let commitsLastYear: Int
    let newest: EvidenceLocation?
    /// Contributors that hold half of the last year's commits.
    let absenceFactor: Int
    let leading: [String]
    let organisations: [String]
    let activeMaintainers: [String]
    /// Of the last year's commits by people: those somebody else had a hand in.
    let reviewed: Share

    init(_ index: HistoryIndex) {
        let numbers = HistoryMetrics(index)
        isPartial = numbers.isLowerBound
        commits = numbers.activity.commits
        commitsLastYear = numbers.activity.commitsLast365Days
        newest = index.byTime.last.map { position in
            let commit = index.commit(position)
            return EvidenceLocation(
                .commit, commit.id.hexadecimal,
                snippet: Quotation.line("\(Instant(seconds: commit.commitTime).rfc3339.prefix(10)) \(commit.subject)"))
        }
        absenceFactor = numbers.dependency.byCommitsLast365Days.value
        leading = numbers.dependency.byCommitsLast365Days.holders.map(\.name)
        organisations =
            numbers.dependency.organisationCountLast365Days > 0
            ? numbers.dependency.elephantLast365Days.holders.map(\.name) : []
        organisationCount = numbers.dependency.organisationCountLast365Days
        activeMaintainers = numbers.maintainers.maintainers.filter { $0.actsLast365Days > 0 }.map(\.name)
        reviewed = numbers.reviews.last365Days.reviewed
        perhapsReviewed = numbers.reviews.last365Days.perhapsReviewed
    }

    let organisationCount: Int
    let perhapsReviewed: Share
}
