// SPDX-License-Identifier: Apache-2.0
import Wire

/// What the history says about whether somebody other than its author looked at a commit, the strongest that applies.
package enum ReviewEvidence: UInt8, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing: pushed by its author, as far as the history tells.
    case none
    /// A change request (`(#123)`, `Merge pull request`) of which the history does not tell whether it was reviewed.
    case changeRequest
    /// Committed by another person than its author, who at least applied it.
    case committedByAnother
    /// Brought into the main line by a merge of another person.
    case mergedByAnother
    /// `Reviewed-by`, `Acked-by` or `Approved-by` names another person.
    case trailer
    /// Marked by Gerrit, Phabricator or Piper, which land nothing without a review.
    case reviewPlatform

    package static func < (left: ReviewEvidence, right: ReviewEvidence) -> Bool { left.rawValue < right.rawValue }

    /// Somebody else had a hand in it.
    package var isReviewed: Bool { self > .changeRequest }
}

/// How many commits somebody else looked at. CHAOSS *Collaboration Development Index* (commits reviewed, change requests not
/// merged by their author). Commits by people, merges left out.
package struct ReviewFacts: Sendable, Hashable {
    package var allTime = Period()
    package var last365Days = Period()

    package struct Period: Sendable, Hashable {
        /// Commits by the strongest evidence, in the order of ``ReviewEvidence/allCases``.
        package var counts = Array(repeating: 0, count: ReviewEvidence.allCases.count)
        /// Merged change requests whose merger wrote all that they brought in, of those the history shows as merges: CHAOSS
        /// *Self-Merge Rate* without the forge's reviews, hence an upper bound.
        package var selfMerges = Share()

        package func count(_ evidence: ReviewEvidence) -> Int { counts[Int(evidence.rawValue)] }

        /// Commits with evidence of a second pair of eyes, of all: a lower bound.
        package var reviewed: Share {
            Share(ReviewEvidence.allCases.filter(\.isReviewed).reduce(0) { $0 + count($1) }, of: total)
        }

        /// Those and the change requests whose review is unknown, of all: an upper bound.
        package var perhapsReviewed: Share { Share(reviewed.part + count(.changeRequest), of: total) }

        package var total: Int { counts.reduce(0, +) }
    }
}

extension HistoryIndex {
    /// The strongest evidence of review for one commit.
    package func reviewEvidence(_ position: Int32) -> ReviewEvidence {
        let marks = history.commits[Int(position)].marks
        if !marks.isDisjoint(with: [.gerrit, .phabricator, .piper]) { return .reviewPlatform }
        let author = author(position)
        for trailer in history.commits[Int(position)].trailers {
            switch trailer.kind {
            case .reviewedBy, .approvedBy, .ackedBy:
                let reviewer = identities.identity[Int(trailer.person)]
                if reviewer != author, identities.isHuman(reviewer) { return .trailer }
            case .signedOffBy, .testedBy, .coAuthoredBy, .reportedBy:
                continue
            }
        }
        let landing = landing[Int(position)]
        var isChangeRequest = marks.contains(.changeRequest)
        if landing >= 0, landing != position {
            let merger = self.author(landing)
            if merger != author, identities.isHuman(merger) { return .mergedByAnother }
            if history.commits[Int(landing)].marks.contains(.changeRequest) { isChangeRequest = true }
        }
        let committer = committer(position)
        if committer != author, identities.isHuman(committer) { return .committedByAnother }
        return isChangeRequest ? .changeRequest : .none
    }

    /// For every merge of the main line: whether its author wrote everything it brought in; nil where it brought in nothing
    /// by people.
    func selfMerges() -> [(merge: Int32, isSelf: Bool)] {
        var isSelf: [Int32: Bool] = [:]
        for position in byTime {
            let merge = landing[Int(position)]
            guard merge >= 0, merge != position, !isMerge(position) else { continue }
            let author = author(position)
            guard identities.isHuman(author) else { continue }
            isSelf[merge] = (isSelf[merge] ?? true) && author == self.author(merge)
        }
        return mainline.compactMap { merge in isSelf[merge].map { (merge, $0) } }
    }
}

extension ReviewFacts {
    init(_ index: HistoryIndex) {
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        for position in index.byTime {
            guard !index.isMerge(position), index.identities.isHuman(index.author(position)) else { continue }
            let evidence = Int(index.reviewEvidence(position).rawValue)
            allTime.counts[evidence] += 1
            if index.time(position) > year { last365Days.counts[evidence] += 1 }
        }
        for (merge, isSelf) in index.selfMerges() {
            let commit = index.history.commits[Int(merge)]
            guard commit.marks.contains(.changeRequest), commit.commitTime <= index.asOf.seconds else { continue }
            allTime.selfMerges.count(isSelf)
            if commit.commitTime > year { last365Days.selfMerges.count(isSelf) }
        }
    }
}

/// Which commits and tags carry a signature or a sign-off. Whether a signature verifies is another question.
package struct SigningFacts: Sendable, Hashable {
    package var commits = Share()
    package var commitsLast365Days = Share()
    /// Of version tags.
    package var tags = Share()
    package var tagsLast365Days = Share()
    /// Commits by people, merges left out, that their author signed off (Developer Certificate of Origin).
    package var signedOff = Share()
    package var signedOffLast365Days = Share()
}

extension SigningFacts {
    init(_ index: HistoryIndex) {
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        for position in index.byTime {
            let isRecent = index.time(position) > year
            let isSigned = index.history.commits[Int(position)].signature != .none
            commits.count(isSigned)
            if isRecent { commitsLast365Days.count(isSigned) }
            let author = index.author(position)
            guard !index.isMerge(position), index.identities.isHuman(author) else { continue }
            let isSignedOff = index.history.commits[Int(position)].trailers.contains {
                $0.kind == .signedOffBy && index.identities.identity[Int($0.person)] == author
            }
            signedOff.count(isSignedOff)
            if isRecent { signedOffLast365Days.count(isSignedOff) }
        }
        for release in index.releases {
            guard let tag = release.tag else { continue }
            let isSigned = index.history.tags[Int(tag)].signature != .none
            tags.count(isSigned)
            if release.time > year { tagsLast365Days.count(isSigned) }
        }
    }
}
