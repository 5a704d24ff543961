// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages

/// Puts what a rule says into words: the verdict with its reason, and what decided.
struct Narrator {
    private let lookUp: LookUpEvaluation
    private let evaluation: PackageEvaluation
    private let body: RuleBody
    private let answer: RuleAnswer
    private let defect: String?
    /// Why it is open whether the rule's release is the component's.
    private let openRelease: String?

    init(_ lookUp: LookUpEvaluation, _ finding: RuleFinding, _ index: AdvisoryIndex) throws(Damage) {
        guard var evaluation = lookUp.evaluations.first else { throw Damage() }
        body = try evaluation.reread(finding.front)
        self.lookUp = lookUp
        self.evaluation = evaluation
        answer = finding.answer
        switch answer.cause {
        case .defect(let number), .rangeDefect(_, let number): defect = try index.sharedString(number)
        default: defect = nil
        }
        if case .release = answer.cause,
            case .unknown(let sentence) = try index.coverage(
                of: lookUp.lookUp.ecosystem, byRelease: finding.front.release)
        {
            openRelease = sentence
        } else {
            openRelease = nil
        }
    }

    /// Of the rule; empty where it has none of its own.
    func severity(_ index: AdvisoryIndex) throws(Damage) -> [SeverityEntry] {
        var reader = try ByteReader(body.severities)
        return try index.severities(&reader)
    }

    /// Of the rule.
    func severityWord(_ index: AdvisoryIndex) throws(Damage) -> String? {
        guard let number = body.severityWord else { return nil }
        return try index.sharedString(number)
    }

    /// The verdict alone; most need no words.
    static func verdict(
        _ lookUp: LookUpEvaluation, _ finding: RuleFinding, _ index: AdvisoryIndex
    ) throws(Damage) -> Verdict {
        switch finding.answer.outcome {
        case .affected: .affected
        case .fixed: .fixed
        case .notAffected: .notAffected
        case .unknown, .notEvaluable: try Narrator(lookUp, finding, index).verdict
        }
    }

    var verdict: Verdict {
        switch answer.outcome {
        case .affected: .affected
        case .fixed: .fixed
        case .notAffected: .notAffected
        case .unknown: .unknown(unknownReason)
        case .notEvaluable: .notEvaluable(notEvaluableReason)
        }
    }

    private var unknownReason: UnknownReason {
        if let openRelease { return .releaseNotStated(openRelease) }
        return lookUp.requirement.map { .requirement($0) } ?? .versionNotStated
    }

    private var notEvaluableReason: NotEvaluableReason {
        switch answer.cause {
        case .defect, .rangeDefect: .record(defect ?? "")
        case .nothingStated: .nothingStated
        case .openRange(let range, let event):
            incomparable(body.events[event].version, isSemantic: body.ranges[range].kind == .semver)
        case .openEnumeration(let version): incomparable(version, isSemantic: false)
        case .commits(let range): commits(evaluation.question(body.ranges[range]))
        case .range, .enumerated, .notEnumerated, .release, .nothing: .nothingStated
        }
    }

    private func commits(_ question: CommitQuestion) -> NotEvaluableReason {
        evaluation.undecided(question).map { .commitsUndecided(question, $0) } ?? .commits(question)
    }

    /// Why a version that the record names does not compare with the component's.
    private func incomparable(_ number: Int, isSemantic: Bool) -> NotEvaluableReason {
        guard let scheme = evaluation.standings.scheme(isSemantic: isSemantic) else {
            return .noOrder(evaluation.ecosystem)
        }
        let version = evaluation.subject.version ?? ""
        if let problem = scheme.problem(with: version) { return .version(problem) }
        let text = evaluation.package.text(number)
        if let problem = scheme.problem(with: text) { return .event(problem) }
        if case .notEvaluable(let sentence) = scheme.compare(version, text) { return .event(sentence) }
        return .event("The versions of the record cannot be put in order.")
    }

    var decision: Decision {
        switch answer.cause {
        case .range(let place, let event): .range(range(place, deciding: event))
        case .openRange(let place, _), .commits(let place), .rangeDefect(let place, _):
            .range(range(place, deciding: nil))
        case .enumerated(let version): .enumerated(evaluation.package.text(version))
        case .notEnumerated: .notEnumerated
        case .openEnumeration, .defect, .nothingStated, .release, .nothing: .nothing
        }
    }

    private func range(_ place: Int, deciding: Int?) -> DecidingRange {
        let range = body.ranges[place]
        return DecidingRange(
            kind: range.kind, repository: range.repository.map(evaluation.package.text),
            events: body.events[range.events].map(event), deciding: deciding.map { event(body.events[$0]) })
    }

    private func event(_ event: IndexedEvent) -> RangeEvent {
        RangeEvent(event.kind, evaluation.package.text(event.version))
    }
}
