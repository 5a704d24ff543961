// SPDX-License-Identifier: Apache-2.0
import Packages

/// What several components share while they are judged: answers that cost something and come again.
struct JudgingSession {
    let index: AdvisoryIndex
    let git: GitAnswering
    var advisories: [Int: IndexedAdvisory] = [:]
    var groups: [Int: IndexedGroup] = [:]
    private var ecosystems: [EcosystemName: EcosystemState] = [:]
    /// Components of one file are of one ecosystem, mostly.
    private var last: (name: EcosystemName, problem: UnknownReason?)?

    /// What is known of an ecosystem that components have.
    private struct EcosystemState {
        /// Why no advisory can speak of it; nil where some can.
        var problem: UnknownReason?
        var releases = ReleaseCoverage()
    }

    init(index: AdvisoryIndex, git: GitAnswering) {
        self.index = index
        self.git = git
    }

    /// What the rules say, grouped by vulnerability.
    mutating func findings(_ question: Question) throws(Damage) -> Findings {
        var findings = Findings()
        for lookUp in question.lookUps {
            if let problem = try problem(lookUp.ecosystem) {
                // What else a package may be is looked up beside it: that nothing is known of that kind is not said.
                let own = question.lookUps.first?.ecosystem.ecosystem
                if lookUp.ecosystem.ecosystem == own { findings.notJudged = problem }
                continue
            }
            guard let record = try index.package(lookUp.ecosystem, name: lookUp.name) else { continue }
            let evaluation = LookUpEvaluation(
                lookUp, try PackageRules(record), requirement: question.requirement, git: git)
            findings.evaluations.append(evaluation)
            try gather(evaluation, into: &findings)
        }
        if findings.all.count > 1 {
            findings.all.sort { left, right in
                (left.key, left.front.ordinal, left.lookUp) < (right.key, right.front.ordinal, right.lookUp)
            }
        }
        return findings
    }

    /// Evaluates the rules of a package that hold for the component's release.
    private mutating func gather(
        _ evaluation: LookUpEvaluation, into findings: inout Findings
    ) throws(Damage) {
        let number = findings.evaluations.count - 1
        var evaluation = evaluation
        let ecosystem = evaluation.lookUp.ecosystem
        let rules = evaluation.rules
        var releases = ReleaseCoverage()
        swap(&releases, &ecosystems[ecosystem, default: EcosystemState()].releases)
        defer { ecosystems[ecosystem]?.releases = releases }
        try rules.forEach { front throws(Damage) in
            let coverage = try releases.coverage(of: ecosystem, byRelease: front.release, in: index)
            if coverage == .different { return }
            var answer = try evaluation.answer(front)
            if coverage == .open, answer.outcome == .affected { answer = RuleAnswer(.unknown, .release) }
            findings.all.append(RuleFinding(lookUp: number, front: front, answer: answer))
        }
    }

    /// Why no advisory of the index can speak of packages of an ecosystem.
    private mutating func problem(_ name: EcosystemName) throws(Damage) -> UnknownReason? {
        if name.suffix == nil {
            return index.coverage(of: name.ecosystem) == 0 ? .ecosystemNotLoaded(name.ecosystem) : nil
        }
        if let last, last.name == name { return last.problem }
        if let known = ecosystems[name] {
            last = (name, known.problem)
            return known.problem
        }
        var problem: UnknownReason?
        if index.coverage(of: name.ecosystem) == 0 {
            problem = .ecosystemNotLoaded(name.ecosystem)
        } else {
            let numbers = index.releases.entries[name.ecosystem]?.releases ?? 0..<0
            var isCovered = false
            for number in numbers where !isCovered {
                isCovered = try index.release(number, of: name.ecosystem).covers(name) != .different
            }
            if !isCovered { problem = .releaseNotLoaded(name) }
        }
        ecosystems[name] = EcosystemState(problem: problem)
        last = (name, problem)
        return problem
    }
}

/// Whether releases that rules name hold for one ecosystem name.
struct ReleaseCoverage {
    enum Coverage {
        case same, different, open
    }

    /// By the release's number plus one.
    private var known: [Int: Coverage] = [:]
    /// Rules in a row name the same release, mostly.
    private var last: (release: Int, coverage: Coverage) = (0, .same)

    mutating func coverage(
        of name: EcosystemName, byRelease release: Int, in index: AdvisoryIndex
    ) throws(Damage) -> Coverage {
        if release == last.release { return last.coverage }
        let coverage: Coverage
        if let known = known[release] {
            coverage = known
        } else {
            coverage =
                switch try index.coverage(of: name, byRelease: release) {
                case .same: .same
                case .different: .different
                case .unknown: .open
                }
            known[release] = coverage
        }
        last = (release, coverage)
        return coverage
    }
}

extension AdvisoryIndex {
    /// Whether what a rule says of a release, by its number plus one (0 for none), holds for an ecosystem name.
    func coverage(of name: EcosystemName, byRelease release: Int) throws(Damage) -> SuffixMatch {
        release == 0 ? .same : try self.release(release - 1, of: name.ecosystem).covers(name)
    }
}

/// What all rules say of a component.
struct Findings {
    /// By key, then by record.
    var all: [RuleFinding] = []
    /// The look-ups that found a package.
    var evaluations: [LookUpEvaluation] = []
    var notJudged: UnknownReason?
}

/// What one rule says of the component.
struct RuleFinding {
    /// The place among the look-ups that found something.
    var lookUp: Int
    var front: RuleFront
    var answer: RuleAnswer

    /// Equal for records of one alias group. Groups of one have no number; their record's stands for them.
    var key: Int { front.group > 0 ? front.group << 1 | 1 : front.ordinal << 1 }
}

/// A look-up that found a package: its rules, and the evaluation for what is known of the version.
struct LookUpEvaluation {
    let lookUp: LookUp
    let rules: PackageRules
    /// As written, where there is no version.
    let requirement: String?
    /// One, or one for each interval of a requirement.
    private(set) var evaluations: [PackageEvaluation]

    init(_ lookUp: LookUp, _ rules: PackageRules, requirement: String?, git: GitAnswering) {
        self.lookUp = lookUp
        self.rules = rules
        self.requirement = lookUp.version == nil ? requirement : nil
        let subjects: [Subject] =
            if let version = lookUp.version {
                [.version(version)]
            } else {
                requirement.flatMap { VersionInterval.all(in: $0, ecosystem: lookUp.ecosystem.ecosystem) }?
                    .map { interval in interval.single.map { .version($0) } ?? .interval(interval) } ?? [.nothing]
            }
        evaluations = subjects.map { subject in
            PackageEvaluation(rules, of: lookUp.ecosystem, subject: subject, revision: lookUp.revision, git: git)
        }
    }

    mutating func answer(_ front: RuleFront) throws(Damage) -> RuleAnswer {
        guard evaluations.count > 1 else { return try evaluations[0].answer(front) }
        // A requirement is affected where all that it admits is, and not where nothing is.
        var worst: RuleAnswer?
        var hasAffected = false
        var hasSettled = false
        for place in evaluations.indices {
            let answer = try evaluations[place].answer(front)
            if answer.outcome == .affected { hasAffected = true }
            if answer.outcome <= .fixed { hasSettled = true }
            if (worst?.outcome ?? .notAffected) <= answer.outcome { worst = answer }
        }
        if hasAffected, hasSettled { return RuleAnswer(.unknown, .nothing) }
        return worst ?? RuleAnswer(.unknown, .nothing)
    }
}
