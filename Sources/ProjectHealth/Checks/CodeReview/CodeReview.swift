// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories

enum CodeReview {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let approvedCount = "approvedChangesets"
    static let totalCount = "totalChangesets"
    static let open = "unseenChangesets"
    static let profile = "profile"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let recent = RecentChanges(facts) else {
            let why = facts.history.unknown?.reason ?? ""
            return [approved, evident].map {
                ProbeFinding(
                    $0, .notAvailable, "Neither history nor forge tells of changes. \(why)", settledBy: .history)
            }
        }
        return [compatibleFinding(recent)] + ownFindings(recent, facts)
    }

    private static func isApproved(_ change: RecentChanges.Change) -> Bool {
        if let request = change.request { return request.isApproved }
        if case .platform = change.review { return true }
        return false
    }

    private static func compatibleFinding(_ recent: RecentChanges) -> ProbeFinding {
        guard !recent.changes.isEmpty else {
            return ProbeFinding(approved, .notApplicable, "There is no change to look at.")
        }
        if !recent.knowsRequests, !recent.changes.allSatisfy(isApproved) {
            return ProbeFinding(
                approved, .notAvailable, "Who approved the last changes was not seen: the forge was not asked.",
                settledBy: .forge)
        }
        var total = 0
        var good = 0
        var hasPeople = false
        for change in recent.changes {
            // A bot is told by the account that opened the request; commits alone do not tell Scorecard.
            let isBot = change.request?.authorIsBot ?? false
            let isApproved = isApproved(change)
            if isApproved, isBot { continue }
            total += 1
            if !isBot { hasPeople = true }
            if isApproved { good += 1 }
        }
        let values = [approvedCount: String(good), totalCount: String(total)]
        if good != total {
            return ProbeFinding(
                approved, .no, "Somebody else approved \(good) of the last \(Words.count(total, "change")).",
                values: values)
        }
        guard hasPeople else {
            return ProbeFinding(
                approved, .notApplicable, "The last \(Words.count(recent.changes.count, "change")) are all by bots.",
                values: values)
        }
        return ProbeFinding(
            approved, .yes, "Somebody else approved every one of the last \(Words.count(total, "change")).",
            values: values)
    }

    private static func ownFindings(_ recent: RecentChanges, _ facts: ProjectFacts) -> [ProbeFinding] {
        let changes = recent.changes.filter { !$0.isByBot }
        guard !changes.isEmpty else {
            return [ProbeFinding(evident, .notApplicable, "People made none of the last changes.")]
        }
        var good = 0
        var unseen = 0
        var bad: [RecentChanges.Change] = []
        for change in changes {
            if change.request?.isSeenByOthers ?? false || change.review != nil {
                good += 1
            } else if change.isUnseenRequest, !recent.knowsRequests {
                unseen += 1
            } else {
                bad.append(change)
            }
        }
        let missing = missing(besides: recent, facts)
        var values = [
            approvedCount: String(good), totalCount: String(changes.count + missing), open: String(unseen + missing),
        ]
        let solo = good == 0 && unseen == 0 ? facts.knownDigest?.profile.note : nil
        if solo != nil { values[profile] = "solo" }
        let known = changes.count - unseen
        var all: [ProbeFinding] = []
        if known > 0 || unseen == 0 {
            let names = bad.isEmpty ? "" : " Nobody is seen to have looked at \(Words.list(bad.map(\.name), most: 3))."
            all.append(
                ProbeFinding(
                    evident, bad.isEmpty ? .yes : .no,
                    "Somebody else is seen to have looked at \(good) of the last \(Words.count(known, "change")) by people.\(names)\(solo.map { " \($0)" } ?? "")",
                    at: bad.first?.location, values: values))
        }
        if unseen > 0 {
            all.append(
                ProbeFinding(
                    requests, .notAvailable,
                    "\(Words.count(unseen, "change")) came by change requests whose reviews were not seen: the forge was not asked.",
                    values: values, settledBy: .forge))
        }
        if missing > 0 {
            all.append(
                ProbeFinding(
                    requests, .notAvailable,
                    "The clone holds \(Words.count(recent.changes.count, "change")) of the last \(HistoryDigest.newestLimit).",
                    values: values, settledBy: .history))
        }
        return all
    }

    /// Of the changes that are looked at, those that a cut history does not hold.
    private static func missing(besides recent: RecentChanges, _ facts: ProjectFacts) -> Int {
        guard facts.knownDigest?.isPartial ?? false, !recent.knowsRequests else { return 0 }
        return max(0, HistoryDigest.newestLimit - recent.changes.count)
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        guard let finding = findings.first else { return .inconclusive("There is no change to look at.") }
        switch finding.outcome {
        case .notApplicable: return .inconclusive(finding.message)
        case .yes: return .score(10)
        case .no:
            guard let good = finding.count(approvedCount), let total = finding.count(totalCount) else {
                return .inconclusive("How many changes were approved is missing.")
            }
            return .score(Proportion.score(good, of: total))
        default: return .inconclusive("Who approved the changes was not seen.")
        }
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let own = findings.filter { $0.probe == evident.id || $0.probe == requests.id }
        if own.contains(where: { $0.outcome == .notApplicable }) { return nil }
        guard let values = own.first, let total = values.count(totalCount) else {
            return own.contains { $0.outcome == .yes } ? 100 : own.isEmpty ? nil : 0
        }
        let unseen = values.count(open) ?? 0
        var good = values.count(approvedCount) ?? 0
        if own.first(evident)?.isCured ?? false { good = total - unseen }
        if own.contains(requests, .yes) { good += unseen }
        return Proportion.points(good, of: total)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let open = findings.of(requests).filter(\.isUnknown)
        let shown = [findings.first(evident)].compactMap { $0 } + open
        guard !shown.isEmpty else { return findings.first?.message ?? "There is no change to look at." }
        return shown.map(\.message).joined(separator: " ")
    }
}
