// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories

/// The newest commits, grouped by the change they belong to: a change request of the forge, a merge, or the commit
/// alone.
struct RecentChanges: Sendable {
    struct Change: Sendable {
        /// Positions in the history, newest first; empty where only the forge told of it.
        var commits: [Int]
        var request: ForgeSnapshot.ChangeRequest?
        /// How the history shows that somebody else looked at it; nil where it does not.
        var review: Review?
        /// It came by a change request of which the history does not tell who looked at it.
        var isUnseenRequest = false
        var isByBot = false
        /// A commit or the request's number, for sentences.
        var name: String
        var location: EvidenceLocation?
    }

    enum Review: Sendable, Hashable {
        /// Gerrit, Phabricator or Piper let nothing through that nobody approved: Scorecard counts it.
        case platform(String)
        /// A trailer names somebody else.
        case trailer
        /// Somebody else merged or applied it.
        case merge
    }

    var changes: [Change] = []
    /// Whether the change requests of the forge are known.
    var knowsRequests = false

    init?(_ facts: ProjectFacts) {
        let requests = facts.forge.value?.changeRequests.value
        knowsRequests = requests != nil
        if let history = facts.history.value, let digest = facts.knownDigest {
            var reader = Reader(history: history, digest: digest, requests: requests ?? [])
            changes = reader.read()
        } else if let requests {
            changes = requests.prefix(HistoryDigest.newestLimit).map { request in
                Change(
                    commits: [], request: request, isByBot: request.authorIsBot, name: "#\(request.number)",
                    location: facts.forge.value.map { EvidenceLocation(.url, $0.address(of: request)) })
            }
        } else {
            return nil
        }
    }
}

extension ForgeSnapshot {
    /// Where a change request is shown.
    func address(of request: ChangeRequest) -> String {
        switch forge {
        case .github: "\(url)/pull/\(request.number)"
        case .gitlab: "\(url)/-/merge_requests/\(request.number)"
        case .forgejo: "\(url)/pulls/\(request.number)"
        }
    }
}

extension ForgeSnapshot.ChangeRequest {
    /// Scorecard's rule: a label of Prow, an approving review by somebody else, or a merge by somebody else.
    var isApproved: Bool { isApproved(countsPrograms: true) }

    /// The same by people alone: a program that approves or merges has not looked at the change.
    var isSeenByOthers: Bool { isApproved(countsPrograms: false) }

    private func isApproved(countsPrograms: Bool) -> Bool {
        if isProw { return true }
        let approvals = reviews.filter { $0.state == "APPROVED" && $0.author != author }
        if approvals.contains(where: { countsPrograms || !$0.authorIsBot }) { return true }
        guard let mergedBy, !mergedBy.isEmpty, countsPrograms || !mergedByBot else { return false }
        return mergedBy != author
    }

    /// Prow labels what was approved.
    var isProw: Bool { merged != nil && labels.contains { $0 == "lgtm" || $0 == "approved" } }
}

/// Sorts the newest commits into changes.
private struct Reader {
    let history: History
    let digest: HistoryDigest
    let requests: [ForgeSnapshot.ChangeRequest]
    /// Of each of the newest commits the request or merge it came by.
    private var owner: [Int: Owner] = [:]

    enum Owner: Hashable {
        case request(Int)
        case merge(Int)
    }

    init(history: History, digest: HistoryDigest, requests: [ForgeSnapshot.ChangeRequest]) {
        self.history = history
        self.digest = digest
        self.requests = requests
    }

    mutating func read() -> [RecentChanges.Change] {
        claim()
        var order: [Owner?] = []
        var members: [Owner: [Int]] = [:]
        var alone: [Int] = []
        for position in digest.newest {
            if let owner = owner[position] {
                if members[owner] == nil { order.append(owner) }
                members[owner, default: []].append(position)
            } else {
                alone.append(position)
                order.append(nil)
            }
        }
        var rest = alone.makeIterator()
        return order.compactMap { owner in
            if let owner { return change(owner, members[owner] ?? []) }
            return rest.next().map { change(nil, [$0]) }
        }
    }

    /// Gives every merge what its branch brought, as far as it is among the newest; and to every request what names it.
    private mutating func claim() {
        let wanted = Set(digest.newest)
        var positions: [ObjectID: Int] = [:]
        for position in digest.newest where positions[history.commits[position].id] == nil {
            positions[history.commits[position].id] = position
        }
        var byCommit: [String: Int] = [:]
        var byNumber: [Int: Int] = [:]
        for (index, request) in requests.enumerated() where request.merged != nil {
            for id in [request.mergeCommit, request.headCommit].compactMap({ $0 }) where byCommit[id] == nil {
                byCommit[id] = index
            }
            if byNumber[request.number] == nil { byNumber[request.number] = index }
        }
        let mainline = mainline(positions, wanted)
        // The oldest first: what an inner merge brought belongs to the change it is part of only where it is nobody's.
        for position in digest.newest.reversed() {
            let commit = history.commits[position]
            let named = RequestNumber.of(subject: commit.subject).flatMap { byNumber[$0] }
            if let request = byCommit[commit.id.hexadecimal] ?? named {
                owner[position] = .request(request)
            } else if commit.isMerge, owner[position] == nil {
                owner[position] = .merge(position)
            }
            guard commit.isMerge, let mine = owner[position] else { continue }
            var open = commit.parents.dropFirst().compactMap { positions[$0] }
            while let branch = open.popLast() {
                guard !mainline.contains(branch), owner[branch] == nil || isInnerMerge(branch) else { continue }
                owner[branch] = mine
                open += history.commits[branch].parents.compactMap { positions[$0] }.filter { $0 > branch }
            }
        }
    }

    private func isInnerMerge(_ position: Int) -> Bool { owner[position] == .merge(position) }

    private func mainline(_ positions: [ObjectID: Int], _ wanted: Set<Int>) -> Set<Int> {
        var line: Set<Int> = []
        var next = digest.newest.min()
        while let position = next, line.insert(position).inserted {
            next = history.commits[position].parents.first.flatMap { positions[$0] }
        }
        return line
    }

    private func change(_ owner: Owner?, _ commits: [Int]) -> RecentChanges.Change {
        let head = commits.first ?? 0
        let commit = history.commits[head]
        var change = RecentChanges.Change(
            commits: commits, name: String(commit.id.hexadecimal.prefix(12)),
            location: EvidenceLocation(.commit, commit.id.hexadecimal, snippet: commit.subject))
        if case .request(let index) = owner {
            change.request = requests[index]
            change.name = "#\(requests[index].number)"
            change.isByBot = requests[index].authorIsBot
        } else {
            change.isByBot = commits.allSatisfy { !isHuman(history.commits[$0].author) }
        }
        change.review = review(owner, commits)
        change.isUnseenRequest =
            change.request == nil && change.review == nil
            && commits.contains {
                history.commits[$0].marks.contains(.changeRequest) || isByForgeForOthers(history.commits[$0])
            }
        return change
    }

    /// The forge committed it, for an author who is not seen to look after the project: they cannot have pushed it.
    private func isByForgeForOthers(_ commit: CommitRecord) -> Bool {
        guard let author = digest.index(commit.author), history.people.indices.contains(Int(commit.committer)),
            BotAccount.isForge(history.people[Int(commit.committer)])
        else { return false }
        return !digest.looksAfter[author] && digest.profile.writer != author
    }

    /// All of a change's commits must show it, or its merge.
    private func review(_ owner: Owner?, _ commits: [Int]) -> RecentChanges.Review? {
        let records = commits.map { history.commits[$0] }
        for (mark, name) in [
            (CommitMarks.phabricator, "Phabricator"), (.gerrit, "Gerrit"), (.piper, "Piper"),
        ] where records.allSatisfy({ $0.marks.contains(mark) }) {
            return .platform(name)
        }
        let plain = records.filter { !$0.isMerge }
        if !plain.isEmpty, plain.allSatisfy(isReviewedByTrailer) { return .trailer }
        let authors = Set(plain.compactMap { digest.index($0.author) })
        for merge in records where merge.isMerge && !authors.isEmpty {
            guard let merger = digest.index(merge.author), digest.isHuman[merger] else { continue }
            if !authors.contains(merger) { return .merge }
        }
        if !plain.isEmpty, plain.allSatisfy(isAppliedByAnother) { return .merge }
        return nil
    }

    private func isReviewedByTrailer(_ commit: CommitRecord) -> Bool {
        let author = digest.index(commit.author)
        return commit.trailers.contains { trailer in
            guard [.reviewedBy, .approvedBy, .ackedBy].contains(trailer.kind), let person = digest.index(trailer.person)
            else { return false }
            return person != author && digest.isHuman[person]
        }
    }

    private func isAppliedByAnother(_ commit: CommitRecord) -> Bool {
        guard let author = digest.index(commit.author), let committer = digest.index(commit.committer) else {
            return false
        }
        return author != committer && digest.isHuman[committer] && digest.isHuman[author]
    }

    private func isHuman(_ person: Int32) -> Bool { digest.index(person).map { digest.isHuman[$0] } ?? true }
}

/// The number of a change request in a commit's subject.
enum RequestNumber {
    /// `Merge pull request #12 from …`, `Merge branch … into …` has none, `Fix it (#12)`.
    static func of(subject: String) -> Int? {
        let bytes = Array(subject.utf8)
        let opening = Array("Merge pull request #".utf8)
        if bytes.starts(with: opening) { return number(bytes[opening.count...]).value }
        guard bytes.last == UInt8(ascii: ")"), let hash = bytes.lastIndex(of: UInt8(ascii: "#")), hash > 0,
            bytes[hash - 1] == UInt8(ascii: "(")
        else { return nil }
        let digits = number(bytes[(hash + 1)...])
        return digits.end == bytes.count - 1 ? digits.value : nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> (value: Int?, end: Int) {
        var value = 0
        var end = bytes.startIndex
        while end < bytes.endIndex, (0x30...0x39).contains(bytes[end]), end - bytes.startIndex < 12 {
            value = value * 10 + Int(bytes[end] - 0x30)
            end += 1
        }
        return (end > bytes.startIndex ? value : nil, end)
    }
}
