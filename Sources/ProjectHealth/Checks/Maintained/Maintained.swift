// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Wire

enum Maintained {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    static let lookBackDays: Int64 = 90
    /// One a week over the days looked back.
    private static let wanted = 12
    private static let wantedAYear = 26

    // MARK: - Findings

    static let commits = "commitsWithinThreshold"
    static let allCommits = "commitsByPeopleWithinThreshold"
    static let issues = "numberOfIssuesUpdatedWithinThreshold"
    static let yearly = "commitsByPeopleWithinYear"
    static let profile = "profile"
    static let certainty = "certainty"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let digest = facts.knownDigest
        var all = [
            archivedFinding(facts, digest), commitFinding(facts, digest), issueFinding(facts),
            creationFinding(facts, digest),
            yearFinding(facts, digest),
        ]
        all += MaintainerIntent.statements(facts).filter { $0.kind.isEnding && $0.certainty != .possible }.map {
            ProbeFinding(
                saysUnmaintained, .yes, "\($0.location.place) says: “\($0.quote)”", at: $0.location,
                values: [certainty: $0.certainty == .certain ? "certain" : "likely"])
        }
        return all
    }

    private static func threshold(_ facts: ProjectFacts) -> Int64 {
        facts.asOf.seconds - lookBackDays * HistoryDigest.day
    }

    private static func archivedFinding(_ facts: ProjectFacts, _ digest: HistoryDigest?) -> ProbeFinding {
        if let project = facts.forge.value?.project.value {
            return ProbeFinding(
                archived, project.isArchived ? .yes : .no,
                project.isArchived ? "The forge says that the project is archived." : "The project is not archived.",
                at: facts.forge.value.map { EvidenceLocation(.url, $0.url) })
        }
        if let last = digest?.lastCommit, last > threshold(facts) {
            return ProbeFinding(
                archived, .no, "The last commit is of \(Day.text(last)): an archived project takes none.")
        }
        return ProbeFinding(
            archived, .notAvailable, "Whether the project is archived was not seen: the forge was not asked.",
            settledBy: .forge)
    }

    private static func commitFinding(_ facts: ProjectFacts, _ digest: HistoryDigest?) -> ProbeFinding {
        guard let digest, let history = facts.history.value else {
            return ProbeFinding(
                recentCommits, .notAvailable,
                "When there were commits is not known. \(facts.history.unknown?.reason ?? "")",
                settledBy: .history)
        }
        let threshold = threshold(facts)
        let count = digest.newest.count { history.commits[$0].commitTime > threshold }
        let last = digest.newest.first.map { history.commits[$0] }
        var when = last.map { " The last is \($0.id.hexadecimal.prefix(12)) of \(Day.text($0.commitTime))." } ?? ""
        if let last, last.commitTime <= threshold, facts.forge.value == nil {
            when += " A clone that was not updated looks the same; fetch to be sure."
        }
        if let begin = digest.lowerBound(since: threshold), min(count, digest.commitsIn90Days) < wanted {
            return ProbeFinding(
                recentCommits, .notAvailable,
                "At least \(Words.count(digest.commitsIn90Days, "commit")) by people in the last 90 days; the clone begins on \(Day.text(begin)), and what was before is not known.",
                at: last.map { EvidenceLocation(.commit, $0.id.hexadecimal) },
                values: [commits: String(count), allCommits: String(digest.commitsIn90Days)], settledBy: .history)
        }
        return ProbeFinding(
            recentCommits, count > 0 ? .yes : .no,
            "\(Words.count(digest.commitsIn90Days, "commit")) by people in the last 90 days.\(when)",
            at: last.map { EvidenceLocation(.commit, $0.id.hexadecimal) },
            values: [commits: String(count), allCommits: String(digest.commitsIn90Days)])
    }

    private static func issueFinding(_ facts: ProjectFacts) -> ProbeFinding {
        guard let all = facts.forge.value?.issues.value else {
            return ProbeFinding(
                issueActivity, .notAvailable,
                "Whether members are active in issues was not seen: the forge was not asked.",
                settledBy: .forge)
        }
        let threshold = Instant(seconds: threshold(facts))
        let count = all.count { issue in
            if isMember(issue.authorAssociation), let created = issue.created, created > threshold { return true }
            return issue.comments.contains { isMember($0.authorAssociation) && ($0.created ?? .earliest) > threshold }
        }
        return ProbeFinding(
            issueActivity, count > 0 ? .yes : .no,
            "Members were active in \(Words.count(count, "issue")) of the last 90 days.",
            at: facts.forge.value.map { EvidenceLocation(.url, $0.url) }, values: [issues: String(count)])
    }

    private static func isMember(_ association: String?) -> Bool {
        ["COLLABORATOR", "MEMBER", "OWNER"].contains(association)
    }

    private static func creationFinding(_ facts: ProjectFacts, _ digest: HistoryDigest?) -> ProbeFinding {
        let created = facts.forge.value?.project.value?.created?.seconds
        // A clone without its oldest commits may only be older than it looks.
        let first = digest.flatMap { $0.isPartial && ($0.firstCommit ?? 0) > threshold(facts) ? nil : $0.firstCommit }
        guard let day = created ?? first else {
            return ProbeFinding(
                createdRecently, .notAvailable, "When the project began is not known.",
                settledBy: digest == nil ? .history : .forge)
        }
        let isYoung = day > threshold(facts)
        return ProbeFinding(
            createdRecently, isYoung ? .yes : .no,
            "The project began on \(Day.text(day))\(isYoung ? ": look at it with care." : ".")")
    }

    private static func yearFinding(_ facts: ProjectFacts, _ digest: HistoryDigest?) -> ProbeFinding {
        guard let digest else {
            return ProbeFinding(
                yearlyWork, .notAvailable,
                "How much work there was is not known. \(facts.history.unknown?.reason ?? "")",
                settledBy: .history)
        }
        let count = digest.commitsIn365Days
        var values = [yearly: String(count)]
        var sentence = "\(Words.count(count, "commit")) by people in the last year."
        if digest.profile.isFinished {
            values[profile] = "finished"
            sentence += " The project is old, released and quiet: it may be finished."
        }
        let isEnough = count >= wantedAYear || digest.commitsIn90Days >= wanted
        if !isEnough, digest.lowerBound(since: facts.asOf.seconds - 365 * HistoryDigest.day) != nil {
            return ProbeFinding(
                yearlyWork, .notAvailable,
                "At least \(Words.count(count, "commit")) by people in the last year; the clone does not have all of it.",
                values: values, settledBy: .history)
        }
        var finding = ProbeFinding(yearlyWork, isEnough ? .yes : .no, sentence, values: values)
        if digest.profile.isFinished { finding.isBad = false }
        return finding
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        guard let work = findings.first(recentCommits), !work.isUnknown else {
            return .inconclusive("When there were commits is not known.")
        }
        if findings.contains(archived, .yes) || findings.contains(createdRecently, .yes) { return .score(0) }
        return .score(Proportion.score(activity(findings, commits), of: wanted))
    }

    /// Of the last 90 days: commits and issues.
    private static func activity(_ findings: [ProbeFinding], _ counted: String) -> Int {
        func count(_ probe: ProbeDefinition, _ name: String) -> Int {
            // What is not known whole has its lower bound, what is bad a 0.
            guard let finding = findings.first(probe) else { return 0 }
            return finding.isCured ? wanted : finding.count(name) ?? 0
        }
        return count(recentCommits, counted) + count(issueActivity, issues)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        // A sentence is read by a program, which may take it wrong; a manifest or the forge is plain.
        let isGivenUp = findings.of(saysUnmaintained).contains {
            $0.outcome == .yes && (resolution == .worst || $0.values[certainty] != "likely")
        }
        if findings.contains(archived, .yes) || isGivenUp { return 0 }
        let recent = Proportion.points(activity(findings, allCommits), of: wanted)
        var steady = 0
        var quiet = 0
        if let year = findings.first(yearlyWork) {
            steady = year.isCured ? 100 : min(80, (year.count(yearly) ?? 0) * 80 / wantedAYear)
            quiet = year.values[profile] == "finished" ? 50 : 0
        }
        let points = max(recent, steady, quiet)
        return findings.contains(createdRecently, .yes) ? min(30, points) : points
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        for probe in [archived, saysUnmaintained, createdRecently] {
            if let bad = findings.of(probe).first(where: \.isBad) { return bad.message }
        }
        let issues = findings.first(issueActivity).flatMap { $0.isUnknown ? nil : " " + $0.message } ?? ""
        let work = findings.first(recentCommits)?.message ?? "When there were commits is not known."
        let year =
            findings.first(yearlyWork).flatMap { $0.values[profile] == "finished" ? " " + $0.message : nil } ?? ""
        return work + issues + year
    }
}
