// SPDX-License-Identifier: Apache-2.0
package import Histories
internal import Synchronization

/// Reads everything the commits that lead to a commit say into a ``History``.
///
/// The commits' ids come from `rev-list`, their texts from `cat-file`, their changes from `diff-tree` with renames found as
/// `git log --numstat` finds them, all at once and streamed. What is missing or damaged becomes a gap of the history, not an
/// error.
package struct HistoryReading: Sendable {
    /// How much is read at most.
    package struct Limits: Sendable, Hashable {
        package var commits: Int
        package var changes: Int
        package var tags: Int
        /// So many bytes the changes of one commit may take in memory: somewhat more than a million files.
        package var commitSize: Int
        /// So many bytes git may take to compare two trees, where the system lets that be told.
        package var memory: Int

        package init(
            commits: Int = 2_000_000, changes: Int = 30_000_000, tags: Int = 200_000, commitSize: Int = 192 << 20,
            memory: Int = 896 << 20
        ) {
            self.commits = commits
            self.changes = changes
            self.tags = tags
            self.commitSize = commitSize
            self.memory = memory
        }
    }

    package var limits: Limits
    /// How many processes compare trees.
    package var width: Int

    package init(limits: Limits = Limits(), width: Int = 2) {
        self.limits = limits
        self.width = max(1, width)
    }

    /// Reads the history that leads to a commit.
    ///
    /// - Parameters:
    ///   - commit: nil for the commit that is checked out; where there is none, the history is empty.
    ///   - cached: an older history of the same repository. What it holds is not read again; the result is the same as without.
    /// - Throws: that the commit cannot be read, or git cannot be run.
    package func read(
        _ repository: OpenRepository, commit: ObjectID? = nil, cached: History? = nil
    ) async throws(GitError) -> History {
        guard let head = commit ?? repository.facts.head else {
            let tags = try await TagReading.read(repository, mailMap: .empty, people: [], limit: limits.tags)
            var history = History()
            history.people = tags.people
            history.tags = tags.tags
            if tags.isTruncated { history.gaps = [.truncatedTags(tags: tags.tags.count)] }
            return history
        }
        let (mailMapID, mailMap) = try await mailMap(repository, head)
        let plan = try await plan(repository, head, cached: cached, mailMapID)
        let boundary = repository.facts.boundary
        let dealing = ChangeDealing(
            ids: plan.unread, boundary: boundary, limit: limits.changes, commitSize: limits.commitSize,
            patience: repository.repository.stallLimit * 3)
        let reading = try await readAll(repository, texts: plan.unread + plan.misnamed, mailMap, dealing)
        let changes = dealing.result()

        var draft = HistoryDraft()
        var damaged = Set(plan.damaged).union(changes.damaged)
        var unread: [CommitRecord] = []
        unread.reserveCapacity(plan.unread.count)
        for (number, id) in plan.unread.enumerated() {
            guard var record = reading.records[number] else {
                damaged.insert(id)
                continue
            }
            record.changes = changes.ranges[number]
            record.knowsLines = changes.knowsLines[number] && !boundary.contains(id)
            unread.append(record)
        }
        draft.add(
            unread, people: reading.people.people, paths: (0..<changes.paths.count).map(changes.paths.text),
            changes: changes.changes)
        if let cached {
            draft.add(
                plan.known(cached, renamed: reading), people: plan.people(cached, reading), paths: cached.paths,
                changes: cached.changes)
        }
        guard draft.place(of: head) != nil else {
            throw GitError(message: "The commit \(head.hexadecimal) cannot be read.", hint: "Is the clone complete?")
        }
        var history = draft.history(head: head, boundary: boundary)
        history.mailMap = mailMapID
        let tags = try await TagReading.read(
            repository, mailMap: mailMap, people: history.people, limit: limits.tags)
        history.people = tags.people
        history.tags = tags.tags
        history.sideCommits = try await SideCommitListing.read(repository, history)
        history.gaps = gaps(
            repository, history, plan: plan, damaged: damaged, uncounted: changes.uncounted,
            areTagsTruncated: tags.isTruncated)
        return history
    }

    /// Reads texts and changes at once.
    private func readAll(
        _ repository: OpenRepository, texts: [ObjectID], _ mailMap: MailMap, _ dealing: ChangeDealing
    ) async throws(GitError) -> CommitReading {
        let objects = repository.objects
        let format = repository.facts.format
        let memory = limits.memory
        do {
            return try await withThrowingTaskGroup(of: CommitReading?.self) { group in
                group.addTask { try await CommitReading.read(texts, objects, mailMap: mailMap) }
                for _ in 0..<width {
                    group.addTask {
                        try await ChangeWorker(git: objects, format: format, dealing: dealing, memory: memory).work()
                        return nil
                    }
                }
                var reading: CommitReading?
                while let done = try await group.next() { reading = done ?? reading }
                guard let reading else { throw GitError.stopped }
                return reading
            }
        } catch let error as GitError {
            throw error
        } catch {
            throw GitError.stopped
        }
    }

    private func gaps(
        _ repository: OpenRepository, _ history: History, plan: HistoryPlan, damaged: Set<ObjectID>, uncounted: Int,
        areTagsTruncated: Bool
    ) -> [History.Gap] {
        var gaps: [History.Gap] = []
        let boundary = repository.facts.boundary
        if history.commits.contains(where: { boundary.contains($0.id) }) { gaps.append(.shallow) }
        if plan.isTruncated { gaps.append(.truncated(commits: history.commits.count)) }
        let unknown = history.commits.count { !$0.knowsLines && !boundary.contains($0.id) } - uncounted
        if unknown > 0 { gaps.append(.missingContents(commits: unknown)) }
        if uncounted > 0 { gaps.append(.uncountedChanges(commits: uncounted)) }
        if areTagsTruncated { gaps.append(.truncatedTags(tags: history.tags.count)) }
        let limit = 100
        for id in damaged.sorted().prefix(limit) { gaps.append(.damaged(id.hexadecimal)) }
        if damaged.count > limit { gaps.append(.damaged("and \(damaged.count - limit) more")) }
        return gaps
    }

    /// The commit's `.mailmap`, where it has one.
    private func mailMap(
        _ repository: OpenRepository, _ head: ObjectID
    ) async throws(GitError) -> (ObjectID?, MailMap) {
        var found: (ObjectID?, MailMap) = (nil, .empty)
        var answers = BatchAnswers(keep: 8 << 20)
        let (input, feed) = AsyncStream<[UInt8]>.makeStream()
        feed.yield(Array("\(head.hexadecimal):.mailmap\n".utf8))
        feed.finish()
        _ = try await repository.objects.stream(["cat-file", "--batch"], input: input) { bytes throws(GitError) in
            try answers.add(bytes) { _, answer in
                if case .object(let id, .blob, _, let text) = answer { found = (id, MailMap(text)) }
            }
            return true
        }
        return found
    }
}
