// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages

/// The rules of one package, and one version to hold against them. Versions that records name are compared with it once,
/// however many rules name them.
struct PackageEvaluation {
    let package: PackageRules
    let ecosystem: EcosystemName
    let standings: Standings
    /// The component's commit, where it is known.
    let revision: String?
    private let git: GitAnswering
    /// The number of the subject's version among the package's.
    private let exactNumber: Int?
    private var body = RuleBody()

    init(
        _ package: PackageRules, of ecosystem: EcosystemName, subject: Subject, revision: String? = nil,
        git: GitAnswering = .none
    ) {
        self.package = package
        self.ecosystem = ecosystem
        self.revision = revision
        self.git = git
        standings = Standings(package, subject: subject, scheme: ecosystem.versionScheme)
        if var version = subject.version {
            exactNumber = version.withUTF8 { package.number(of: UnsafeRawBufferPointer($0)) }
        } else {
            exactNumber = nil
        }
    }

    var subject: Subject { standings.subject }

    /// What a rule says, and what of it decides.
    mutating func answer(_ front: RuleFront) throws(Damage) -> RuleAnswer {
        try body.read(front.body, of: package)
        var settled: RuleAnswer?
        var open: RuleAnswer?
        var isSettledByCommit = false
        if let exactNumber, body.enumerates(exactNumber) { return RuleAnswer(.affected, .enumerated(exactNumber)) }
        let hasVersionRanges = body.ranges.contains { $0.kind != .git }
        for place in body.ranges.indices {
            let range = body.ranges[place]
            let answer: RuleAnswer
            if range.kind == .git {
                // Where versions are stated too, commits are another way to say the same.
                if revision == nil, hasVersionRanges || !isCommitKeyed && !body.enumerated.isEmpty { continue }
                answer = commits(range, place)
            } else {
                answer = self.range(range, place)
            }
            switch answer.outcome {
            case .affected: return answer
            case .unknown, .notEvaluable: open = open ?? answer
            case .fixed: settled = settled?.outcome == .fixed ? settled : answer
            case .notAffected: settled = settled ?? answer
            }
            if range.kind == .git, answer.outcome <= .fixed { isSettledByCommit = true }
        }
        let enumeration = enumeration()
        if let enumeration, enumeration.outcome == .affected { return enumeration }
        if let defect = body.defect { return RuleAnswer(.notEvaluable, .defect(defect)) }
        if body.ranges.isEmpty, body.enumerated.isEmpty { return RuleAnswer(.notEvaluable, .nothingStated) }
        if let open { return open }
        if let enumeration, settled == nil || enumeration.outcome != .notAffected && !isSettledByCommit {
            return enumeration
        }
        return settled ?? RuleAnswer(.notAffected, .nothing)
    }

    /// Whether the package is a repository, whose enumerated versions are tags.
    private var isCommitKeyed: Bool {
        ecosystem.ecosystem == .git || ecosystem.ecosystem == .ossFuzz
    }

    // MARK: - Ranges of versions

    private func range(_ range: RuleBody.Range, _ place: Int) -> RuleAnswer {
        if let defect = range.defect { return RuleAnswer(.notEvaluable, .rangeDefect(place, defect)) }
        let evaluation = RangeEvaluation(standings: standings, isSemantic: range.kind == .semver)
        return RuleAnswer(evaluation.answer(body.events[range.events]), range: place, openOutcome: openOutcome)
    }

    /// Whether an open answer lies in what is known of the component or in what can be compared.
    private var openOutcome: Outcome {
        if case .version = subject { return .notEvaluable }
        return .unknown
    }

    // MARK: - Enumerated versions

    /// What the enumerated versions say; nil where there are none.
    private func enumeration() -> RuleAnswer? {
        guard !body.enumerated.isEmpty else { return nil }
        if isCommitKeyed, let tag = plainTag() { return RuleAnswer(.affected, .enumerated(tag)) }
        var open = body.firstEnumerated(of: standings.open)
        if let same = body.firstEnumerated(of: standings.same) {
            if case .version = subject { return RuleAnswer(.affected, .enumerated(same)) }
            open = min(open ?? same, same)
        }
        guard let open else { return RuleAnswer(.notAffected, .notEnumerated) }
        // A version that follows the scheme is none of those that do not; tags follow none, so there it stays open.
        if case .version = subject, !isCommitKeyed, standings.scheme != nil, standings.problem == nil {
            return RuleAnswer(.notAffected, .notEnumerated)
        }
        return RuleAnswer(openOutcome, .openEnumeration(open))
    }

    /// The number of an enumerated tag that is the version but for a `v` in front of either.
    private func plainTag() -> Int? {
        guard let version = subject.version, !version.isEmpty else { return nil }
        var other = version.utf8.first == UInt8(ascii: "v") ? String(version.dropFirst()) : "v" + version
        return other.withUTF8 { package.number(of: UnsafeRawBufferPointer($0)) }.flatMap {
            body.enumerates($0) ? $0 : nil
        }
    }

    // MARK: - Ranges of commits

    private func commits(_ range: RuleBody.Range, _ place: Int) -> RuleAnswer {
        if let defect = range.defect { return RuleAnswer(.notEvaluable, .rangeDefect(place, defect)) }
        let events = body.events[range.events]
        // Every commit there is.
        if !events.isEmpty, events.allSatisfy(\.isFloor) {
            return RuleAnswer(.affected, .range(place, events.startIndex))
        }
        let question = question(range)
        guard revision != nil, let answer = git.answer(question) else {
            return RuleAnswer(.notEvaluable, .commits(place))
        }
        switch answer {
        case .affected: return RuleAnswer(.affected, .range(place, nil))
        case .notAffected: return RuleAnswer(.notAffected, .range(place, nil))
        case .fixed: return RuleAnswer(.fixed, .range(place, nil))
        case .notEvaluable: return RuleAnswer(.notEvaluable, .commits(place))
        }
    }

    /// Why the repository that was asked about a range of commits had no answer; nil where none was asked.
    func undecided(_ question: CommitQuestion) -> String? {
        guard revision != nil, case .notEvaluable(let sentence) = git.answer(question) else { return nil }
        return sentence
    }

    func question(_ range: RuleBody.Range) -> CommitQuestion {
        CommitQuestion(
            repository: range.repository.map(package.text) ?? "",
            events: body.events[range.events].map { RangeEvent($0.kind, package.text($0.version)) }, revision: revision)
    }

    /// Reads a rule again, for ``body``.
    mutating func reread(_ front: RuleFront) throws(Damage) -> RuleBody {
        try body.read(front.body, of: package)
        return body
    }
}

/// Verdicts without their reasons, from the best to the worst.
enum Outcome: UInt8, Comparable {
    case notAffected, fixed, unknown, notEvaluable, affected

    static func < (left: Outcome, right: Outcome) -> Bool { left.rawValue < right.rawValue }
}

/// What a rule says. Plain numbers, as a package may have thousands of rules; words are made of them where they are wanted.
struct RuleAnswer {
    var outcome: Outcome
    var cause: Cause

    enum Cause {
        /// The place of the range, and that of the event among the rule's.
        case range(Int, Int?)
        /// The number of the version.
        case enumerated(Int)
        case notEnumerated
        /// A version that might be the one asked about.
        case openEnumeration(Int)
        /// The place of the range, and that of the event among the rule's.
        case openRange(Int, Int)
        /// The place of the range.
        case commits(Int)
        /// The number of a shared string.
        case defect(Int)
        case rangeDefect(Int, Int)
        case nothingStated
        case nothing
        /// The rule says affected, but whether its release is the component's is open.
        case release
    }

    init(_ outcome: Outcome, _ cause: Cause) {
        self.outcome = outcome
        self.cause = cause
    }

    init(_ answer: RangeAnswer, range: Int, openOutcome: Outcome) {
        switch answer {
        case .affected(let event): self.init(.affected, .range(range, event))
        case .fixed(let event): self.init(.fixed, .range(range, event))
        case .notAffected(let event): self.init(.notAffected, .range(range, event))
        case .open(let event): self.init(openOutcome, .openRange(range, event))
        }
    }
}
