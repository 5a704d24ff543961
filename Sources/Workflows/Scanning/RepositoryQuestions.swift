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

    /// No scan asks more than this many times.
    private static let mostQuestions = 2_000

    func judge(_ components: [Component]) async throws -> [JudgedComponent] {
        let matcher = Matcher(index: index)
        let first = try matcher.judge(components)
        guard !repositories.isEmpty, let answered = try await answered(first) else {
            return try explain(first, of: components, by: matcher)
        }
        return try explain(try answered.judge(components), of: components, by: answered)
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
    private func answered(_ first: [ComponentJudgement]) async throws -> Matcher? {
        let questions = open(in: first)
        guard !questions.isEmpty else { return nil }
        var byAddress: [String: GitRepository] = [:]
        for path in repositories {
            let repository = GitRepository(path: path)
            for remote in try await repository.remotes() {
                byAddress[Ecosystem.git.normalisedName(remote)] = repository
            }
        }
        var answers: [CommitQuestion: CommitVerdict] = [:]
        for question in questions.prefix(RepositoryQuestions.mostQuestions) {
            guard let repository = byAddress[Ecosystem.git.normalisedName(question.repository)] else { continue }
            answers[question] = try await CommitRange(question).verdict(from: repository)
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

/// A range of commits, walked by asking which of its events are ancestors (OSV 1.7.5, "evaluation", GIT).
private struct CommitRange {
    let question: CommitQuestion

    init(_ question: CommitQuestion) {
        self.question = question
    }

    func verdict(from repository: GitRepository) async throws(GitError) -> CommitVerdict {
        guard let revision = question.revision else { return .notEvaluable("the component's commit is not stated") }
        var isIntroduced = false
        var isFixed = false
        var unknown: String?
        for event in question.events {
            if event.kind == .introduced, event.version == "0" {
                isIntroduced = true
                continue
            }
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
