// SPDX-License-Identifier: Apache-2.0
import Advisories
import GitReading
import Inventories
import Matching
import Packages
import Reports

/// Judges components, and where records speak of commits, asks the checkouts at hand and judges again.
struct RepositoryQuestions {
    let index: AdvisoryIndex
    /// Paths of checkouts.
    let repositories: [String]

    /// No scan asks more than this many times, nor longer: a checkout may be made to answer slowly.
    private static let mostQuestions = 2_000
    private static let patience = Duration.seconds(60)

    /// The judgements, and what kept a checkout from answering; the rest of the scan goes on without it.
    func judge(_ components: [Component]) async throws -> (components: [JudgedComponent], problems: [ScanProblem]) {
        let matcher = Matcher(index: index)
        let first = try matcher.judge(components)
        var problems: [ScanProblem] = []
        guard !repositories.isEmpty, let answered = await answered(first, problems: &problems) else {
            return (try explain(first, of: components, by: matcher), problems)
        }
        return (try explain(try answered.judge(components), of: components, by: answered), problems)
    }

    private func explain(
        _ judgements: [ComponentJudgement], of components: [Component], by matcher: Matcher
    ) throws -> [JudgedComponent] {
        try zip(judgements, components).map { judgement, component in
            let matches = try matcher.explain(judgement.matches)
            return JudgedComponent(
                matches: matches, fixedCount: judgement.fixedCount, notAffectedCount: judgement.notAffectedCount,
                notJudged: judgement.notJudged,
                upgrade: try UpgradeSearch(matcher: matcher).upgrade(of: component, affectedBy: matches))
        }
    }

    /// A matcher that knows what the checkouts answer; nil where they have nothing to add.
    private func answered(_ first: [ComponentJudgement], problems: inout [ScanProblem]) async -> Matcher? {
        let questions = open(in: first)
        guard !questions.isEmpty else { return nil }
        var byAddress: [String: GitRepository] = [:]
        for path in repositories {
            let repository = GitRepository(path: path)
            do throws(GitError) {
                for remote in try await repository.remotes() {
                    byAddress[Ecosystem.git.normalisedName(remote)] = repository
                }
            } catch {
                problems.append(ScanProblem(error))
            }
        }
        var answers: [CommitQuestion: CommitVerdict] = [:]
        let deadline = ContinuousClock.now + RepositoryQuestions.patience
        for question in questions.prefix(RepositoryQuestions.mostQuestions) {
            guard let repository = byAddress[Ecosystem.git.normalisedName(question.repository)] else { continue }
            do throws(GitError) {
                answers[question] = try await CommitRange(question).verdict(from: repository, before: deadline)
            } catch {
                // A checkout that fails once is not asked again.
                problems.append(ScanProblem(error))
                byAddress = byAddress.filter { $0.value.path != repository.path }
            }
        }
        guard !answers.isEmpty else { return nil }
        let known = answers
        return Matcher(index: index, git: GitAnswering { known[$0] })
    }

    private func open(in judgements: [ComponentJudgement]) -> [CommitQuestion] {
        var seen = Set<CommitQuestion>()
        var questions: [CommitQuestion] = []
        for match in judgements.flatMap(\.matches) {
            guard case .notEvaluable(.commits(let question)) = match.verdict, question.revision != nil,
                seen.insert(question).inserted
            else { continue }
            questions.append(question)
        }
        return questions
    }
}

extension ScanProblem {
    /// A checkout that git could not be asked about.
    init(_ error: GitError) {
        self.init(
            kind: .warning, location: SourceLocation(path: ".git"),
            message: "The checkout's commits were not all asked: \(error.message)", hint: error.hint)
    }
}

/// A range of commits, walked by asking which of its events are ancestors (OSV 1.7.5, "evaluation", GIT).
private struct CommitRange {
    let question: CommitQuestion

    init(_ question: CommitQuestion) {
        self.question = question
    }

    /// - Throws: `GitError` when git fails or the deadline passes.
    func verdict(
        from repository: GitRepository, before deadline: ContinuousClock.Instant
    ) async throws(GitError) -> CommitVerdict {
        guard let revision = question.revision else { return .notEvaluable("the component's commit is not stated") }
        var isIntroduced = false
        var isFixed = false
        var unknown: String?
        for event in question.events {
            if event.kind == .introduced, event.version == "0" {
                isIntroduced = true
                continue
            }
            guard ContinuousClock.now < deadline else { throw GitError(message: "git took too long in all.") }
            switch try await repository.isAncestor(event.version, of: revision) {
            case nil: unknown = event.version
            case false?: continue
            case true?:
                switch event.kind {
                case .introduced: isIntroduced = true
                case .fixed, .limit: isFixed = true
                case .lastAffected: isFixed = isFixed || event.version != revision
                }
            }
        }
        if isIntroduced, isFixed { return .fixed }
        if let unknown { return .notEvaluable("the commit \(unknown.prefix(12)) is not in the checkout") }
        if try await repository.isShallow() {
            return .notEvaluable("the checkout is shallow, so that its history cannot answer")
        }
        return isIntroduced ? .affected : .notAffected
    }
}
