// SPDX-License-Identifier: Apache-2.0
import Histories
import Wire

extension ProjectFacts {
    /// So many commits by people make a project active: a hand of them in a season, or many in a year.
    static let activeCommitsIn90Days = 10
    static let activeCommitsIn365Days = 40

    /// Whether people commit to the project in numbers, up to ``asOf``; nil where the history is
    /// unknown, or not all of the last year.
    package var isActive: Bool? {
        guard let history = self.history.value else { return nil }
        if let digest {
            let isActive =
                digest.commitsIn90Days >= Self.activeCommitsIn90Days
                || digest.commitsIn365Days >= Self.activeCommitsIn365Days
            return isActive || digest.lowerBound(since: asOf.seconds - 365 * HistoryDigest.day) == nil ? isActive : nil
        }
        let isHuman = history.people.map { !BotAccount.isBot($0) }
        var season = 0
        var year = 0
        var oldest = asOf.seconds
        for commit in history.commits where commit.commitTime <= asOf.seconds {
            let age = asOf.seconds - commit.commitTime
            oldest = min(oldest, commit.commitTime)
            guard age < 365 * HistoryDigest.day, isHuman.indices.contains(Int(commit.author)),
                isHuman[Int(commit.author)]
            else { continue }
            year += 1
            if age < 90 * HistoryDigest.day { season += 1 }
            if season >= Self.activeCommitsIn90Days || year >= Self.activeCommitsIn365Days { return true }
        }
        return history.isPartial && oldest > asOf.seconds - 365 * HistoryDigest.day ? nil : false
    }
}
