// SPDX-License-Identifier: Apache-2.0
import GitReading
import HealthReports
import Histories
import ProjectHealth
import Wire

/// Reads the facts of a repository at a commit: its tree, and the history that leads to it.
struct ProjectReading: Sendable {
    let repository: OpenRepository
    let caching: HealthCaching

    /// The commit a name leads to, or the one that is checked out.
    func commit(named name: String?) async throws -> ObjectID? {
        guard let name else { return repository.facts.head }
        guard let commit = try await repository.repository.commit(named: name) else {
            throw WorkflowError(
                .usage, "The repository has no commit '\(name)'.", hint: "Give a branch, a tag or a commit's id.")
        }
        return commit
    }

    /// - Returns: the facts, and the entries of the commit's tree.
    func facts(
        of commit: ObjectID?, asOf: Instant, history use: HistoryUse
    ) async throws -> (facts: ProjectFacts, entries: [TreeEntry]) {
        guard let commit else { return (empty(asOf: asOf), []) }
        var memory = FileMemory(plain: caching.files())
        let tree = try await TreeCollection(repository: repository).read(commit, memory: &memory)
        // Files of another commit than the one that is checked out come in addition.
        if commit == repository.facts.head { memory.keepPlain(tree.keys) }
        caching.keep(memory.plain)
        var facts = ProjectFacts(subject: subject(commit), asOf: asOf, tree: tree.facts)
        switch use {
        case .read: facts.history = .known(try await history(commit))
        case .ifKept:
            if let cached = caching.history() {
                facts.history = .known(try await history(commit, cached: cached))
            } else {
                facts.history = .unknown(
                    Unknown("The history was not read.", hint: "Run 'mainstay health' once; from then on it is quick."))
            }
        case .no:
            facts.history = .unknown(
                Unknown("The history was not read.", hint: "Leave out --no-history to have it read."))
        }
        facts.subject.commitTime = facts.history.value.flatMap { ProjectReading.time(of: commit, in: $0) }
        return (facts, tree.entries)
    }

    func history(_ commit: ObjectID) async throws -> History {
        try await history(commit, cached: caching.history())
    }

    private func history(_ commit: ObjectID, cached: History?) async throws -> History {
        let history = try await HistoryReading().read(repository, commit: commit, cached: cached)
        caching.keep(history, unless: cached)
        return history
    }

    func subject(_ commit: ObjectID?) -> ProjectSubject {
        let facts = repository.facts
        var subject = ProjectSubject(name: facts.workTree ?? facts.gitDirectory)
        subject.repository = HealthTarget.address(ofRemotes: facts.remotes)
        subject.commit = commit?.hexadecimal
        subject.branch = commit == facts.head ? facts.branch : nil
        return subject
    }

    /// Of a repository without commits: everything is known, and there is nothing.
    private func empty(asOf: Instant) -> ProjectFacts {
        var facts = ProjectFacts(subject: subject(nil), asOf: asOf, tree: TreeFacts())
        facts.history = .known(History())
        return facts
    }

    static func time(of commit: ObjectID, in history: History) -> Instant? {
        history.commits.first { $0.id == commit }.map { Instant(seconds: $0.commitTime) }
    }
}
