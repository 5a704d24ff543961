import Testing
import Wire

// SPDX-License-Identifier: Apache-2.0
@testable import Histories

@Suite struct HistoryMetricsTests {
    private func metrics(_ story: HistoryBuilder, _ day: String, tree: Set<String>? = nil) -> HistoryMetrics {
        HistoryMetrics(story.history, asOf: HistoryBuilder.instant(day), tree: tree)
    }

    @Test func `an empty history has no metrics and no observations`() {
        let asOf = HistoryBuilder.instant("2024-01-01")
        let metrics = HistoryMetrics(History(), asOf: asOf)
        #expect(metrics.activity.commits == 0 && metrics.activity.firstCommit == nil)
        #expect(metrics.contributors.retention.percent == nil)
        #expect(metrics.dependency.byCommits.value == 0)
        #expect(metrics.releases.latest == nil && metrics.releases.between == nil)
        #expect(metrics.lfx.contributorDependency == nil && metrics.lfx.quarterlyRetention == nil)
        #expect(metrics.lfx.outsideWorkingHours == nil)
        #expect(metrics.cadence.months.isEmpty)
        #expect(TakeoverSignals.observations(History(), asOf: asOf).isEmpty)
    }

    @Test func `contributors are people in windows and bots apart`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Ann Archer <ann@old.org>", on: "2022-01-10")
        story.commit("b", by: "Bob Baker", on: "2022-02-10")
        story.commit("a", by: "Ann Archer <ann@new.org>", on: "2023-06-01")
        story.commit(
            "c", by: "Cat Cook", on: "2023-10-01",
            trailers: [(.coAuthoredBy, "Gus Gray"), (.coAuthoredBy, "Bob Baker")])
        story.commit("up", by: "dependabot[bot]", on: "2023-12-01")
        story.commit("a", by: "Ann Archer <ann@new.org>", on: "2023-12-20")
        let facts = metrics(story, "2024-01-01").contributors
        #expect(facts.allTime == 3)
        #expect(facts.last365Days == 2)
        #expect(facts.last90Days == 1)
        #expect(facts.coAuthorsOnly == 1)
        #expect(facts.newcomersLast365Days == 1)
        #expect(facts.newcomersLast90Days == 0)
        // Bob's last commit is of 2022-02, between one and two years ago.
        #expect(facts.leaversLast365Days == 1)
        #expect(facts.occasional == Share(2, of: 2))
        // Only Cat was there in the 90 days before the last 90.
        #expect(facts.retention == Share(0, of: 1))
        #expect(facts.botCommits == Share(1, of: 6))
        #expect(facts.botCommitsLast365Days == Share(1, of: 4))
        #expect(facts.bots.map(\.name) == ["dependabot[bot]"])
        #expect(facts.leading.map(\.commits) == [3, 1, 1])
        #expect(facts.leading[0].email == "ann@new.org")
    }

    @Test func `quarters know who came, stayed and left`() {
        var story = HistoryBuilder()
        story.commit("1", by: "Ann Archer", on: "2022-01-10")
        story.commit("2", by: "Bob Baker", on: "2022-02-10")
        story.commit("3", by: "Ann Archer", on: "2022-05-10")
        story.commit("4", by: "Cat Cook", on: "2022-06-10")
        story.commit("5", by: "Ann Archer", on: "2023-08-01")
        let quarters = metrics(story, "2023-08-02").contributors.quarters
        #expect(
            quarters.map(\.quarter.description) == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2"])
        #expect(quarters.map(\.active) == [2, 2, 0, 0, 0, 0])
        #expect(quarters.map(\.newcomers) == [2, 1, 0, 0, 0, 0])
        #expect(quarters.map(\.leavers) == [1, 1, 0, 0, 0, 0])
        #expect(quarters[1].retained == Share(1, of: 2))
        #expect(quarters[2].retained == Share(0, of: 2))
    }

    @Test func `cadence counts weeks, days and hours by the author's clock`() {
        var story = HistoryBuilder()
        // 2024-03-29 was a Friday.
        story.commit("old", by: "Ann Archer", on: "2023-12-01")
        story.commit("friday at work", by: "Ann Archer", on: "2024-03-29", at: "09:00:00")
        story.commit("friday evening in Tokyo", by: "Ann Archer", on: "2024-03-29", at: "10:00:00", offset: 540)
        story.commit("saturday", by: "Ann Archer", on: "2024-03-30", at: "10:00:00")
        story.commit("bot", by: "renovate[bot]", on: "2024-03-31", at: "10:00:00")
        let facts = metrics(story, "2024-04-01").cadence
        #expect(facts.commitsLast90Days == 3)
        #expect(facts.commitsLast365Days == 4)
        #expect(facts.weeksLast52 == Share(2, of: 52))
        #expect(facts.weeksLast13 == Share(1, of: 13))
        #expect(facts.activeDaysLast30 == Share(2, of: 30))
        #expect(facts.outsideWorkingHours == Share(2, of: 4))
        #expect(facts.months.map(\.commits) == [1, 0, 0, 3, 0])
        #expect(facts.months.first?.month.description == "2023-12")
    }

    @Test func `months outside their band stand out`() {
        var story = HistoryBuilder()
        story.monthly("m", by: "Ann Archer", from: (2022, 1), through: (2023, 12))
        for day in 11...28 { story.commit("burst", by: "Ann Archer", on: "2023-06-\(day)") }
        // Commits are told in time order; the burst of June comes last and is sorted in by its time.
        let outliers = metrics(story, "2024-01-15").cadence.outliers
        #expect(outliers.map(\.month.description) == ["2023-06"])
        #expect(outliers.first?.commits == 19)
        #expect(outliers.first?.mean.description == "2.50")
        #expect(outliers.first?.isAbove == true)
    }

    @Test func `releases come from tags, else from subjects`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Ann Archer", on: "2023-01-01")
        story.tag("v1.0.0", by: "Ann Archer", on: "2023-01-01")
        story.commit("release 1.1.0", by: "Ann Archer", on: "2023-01-11")
        story.tag("1.1.0", on: "2023-01-11")
        story.commit("1.2.0", by: "Ann Archer", on: "2023-01-31")
        story.commit("rc", by: "Ann Archer", on: "2023-02-01")
        story.tag("v2.0.0-rc1", by: "Ann Archer", on: "2023-02-01")
        story.tag("screenshot", on: "2023-02-01")
        story.tag("v2", on: "2023-02-01")
        let facts = metrics(story, "2023-12-01").releases
        #expect(facts.releases.map(\.name) == ["v1.0.0", "1.1.0", "1.2.0"])
        #expect(facts.untagged == 1)
        #expect(facts.preReleases == 1)
        #expect(facts.last365Days == 3)
        #expect(facts.last90Days == 0)
        #expect(facts.perYear == [.init(year: 2023, releases: 3)])
        // Ten days, and twenty less the hour between the tag and the subject's commit.
        #expect(facts.between?.count == 2)
        #expect(facts.between?.median == Int64(15 * 86_400 - 1800))
        #expect(facts.latest?.name == "1.2.0")
        #expect(facts.latestAgeDays == 304)
        #expect(facts.otherTags == 1)
        // The lightweight tag's maker is who committed the subject that names it.
        #expect(facts.releases.allSatisfy { $0.maker == 0 })
    }

    @Test func `subjects that begin the next version are no releases where tags name them all`() {
        var story = HistoryBuilder()
        for number in 1...6 {
            story.commit("7.\(number + 1).0", by: "Ann Archer", on: "2023-0\(number)-01")
            story.commit("ready", by: "Ann Archer", on: "2023-0\(number)-20")
            story.tag("curl-7_\(number)_5", by: "Ann Archer", on: "2023-0\(number)-21")
        }
        story.tag("rc-7_7_0-1", by: "Ann Archer", on: "2023-06-25")
        let facts = metrics(story, "2023-07-01").releases
        #expect(facts.releases.count == 6)
        #expect(facts.untagged == 0)
        #expect(facts.releases.allSatisfy { $0.version.product == "curl" })
    }

    @Test func `packages that share the repository are no releases of the project`() {
        var story = HistoryBuilder()
        for number in 0..<4 {
            story.commit("x", by: "Ann Archer", on: "2023-01-0\(number + 1)")
            story.tag("1.\(number).0", by: "Ann Archer", on: "2023-01-0\(number + 1)")
            story.tag("left-0.\(number).0", by: "Ann Archer", on: "2023-01-0\(number + 1)")
            story.tag("right-0.\(number).0", by: "Ann Archer", on: "2023-01-0\(number + 1)")
        }
        let facts = metrics(story, "2023-02-01").releases
        #expect(facts.releases.map(\.name) == ["1.0.0", "1.1.0", "1.2.0", "1.3.0"])
        #expect(facts.products.map(\.product) == ["", "left", "right"])
    }

    @Test func `fixes wait for the first release that contains them`() {
        var story = HistoryBuilder()
        let start = story.commit("start", by: "Ann Archer", on: "2023-01-01")
        story.commit("fix one", by: "Ann Archer", on: "2023-01-10", marks: [.fix])
        story.tag("v1.0", by: "Ann Archer", on: "2023-01-20", at: "12:00:00")
        let main = story.commit("fix CVE", by: "Ann Archer", on: "2023-02-01", marks: [.fix, .namesAdvisory])
        let side = story.commit("fix aside", by: "Bob Baker", on: "2023-02-02", after: [start], marks: [.fix])
        story.commit("Merge", by: "Ann Archer", on: "2023-02-10", after: [main, side], marks: [.fix])
        story.tag("v1.1", by: "Ann Archer", on: "2023-02-11", at: "12:00:00")
        story.commit("Revert fix", by: "Ann Archer", on: "2023-02-20", marks: [.fix, .revert])
        let late = story.commit("fix late", by: "Ann Archer", on: "2023-03-01", marks: [.security])
        story.commit("fix later", by: "Ann Archer", on: "2023-03-02", marks: [.fix])
        let facts = metrics(story, "2023-04-01").fixes
        #expect(facts.fixes.total == 5)
        // Ten days, ten days, nine days.
        #expect(facts.fixes.wait == Spread(of: [10, 10, 9].map { $0 * 86_400 }))
        #expect(facts.fixes.wait?.medianDays == 10)
        #expect(facts.fixes.unreleased == 2)
        #expect(facts.fixes.oldestUnreleased?.commit == late)
        #expect(facts.securityFixes.total == 2)
        #expect(facts.securityFixes.wait?.medianDays == 10)
        #expect(facts.securityFixes.unreleased == 1)
    }

    @Test func `a release branch counts from where it left the history`() {
        var story = HistoryBuilder()
        let base = story.commit("fix", by: "Ann Archer", on: "2023-01-01", marks: [.fix])
        story.commit("next", by: "Ann Archer", on: "2023-02-01")
        let side = HistoryBuilder.id(900)
        story.tag("v1.0", by: "Ann Archer", on: "2023-01-06", at: "12:00:00", of: side)
        var history = story.history
        let asOf = HistoryBuilder.instant("2023-03-01")
        let blind = HistoryMetrics(history, asOf: asOf)
        #expect(blind.releases.releases.count == 1)
        #expect(blind.fixes.releasesOutside == 1)
        #expect(blind.fixes.fixes.unreleased == 0)
        #expect(blind.fixes.fixes.unplaced == 1)
        history.sideCommits = [SideCommit(id: side, parents: [base])]
        let seeing = HistoryMetrics(history, asOf: asOf)
        #expect(seeing.fixes.releasesOutside == 0)
        #expect(seeing.fixes.fixes.wait?.medianDays == 5)
    }

    @Test func `what a release branch may hold a copy of is not said to wait`() {
        var story = HistoryBuilder()
        let base = story.commit("start", by: "Ann Archer", on: "2023-01-01")
        story.commit("fix copied", by: "Ann Archer", on: "2023-02-01", marks: [.fix])
        let side = HistoryBuilder.id(900)
        story.tag("v1.0", by: "Ann Archer", on: "2023-02-06", of: side)
        let late = story.commit("fix late", by: "Ann Archer", on: "2023-02-20", marks: [.fix])
        var history = story.history
        history.sideCommits = [SideCommit(id: side, parents: [base])]
        let fixes = HistoryMetrics(history, asOf: HistoryBuilder.instant("2023-03-01")).fixes.fixes
        #expect(fixes.unplaced == 1)
        #expect(fixes.unreleased == 1)
        #expect(fixes.oldestUnreleased?.commit == late)
    }

    @Test func `who merges behind a forge is unknown`() {
        var story = HistoryBuilder()
        let web = "GitHub <noreply@github.com>"
        story.commit("Change (#1)", by: "Ann Archer", committer: web, on: "2024-01-01")
        story.tag("v1.0", on: "2024-01-02")
        #expect(metrics(story, "2024-02-01").maintainers.isUnseen)
        #expect(!metrics(story, "2026-02-01").maintainers.isUnseen)
        story.commit("Change", by: "Bob Baker", committer: "Ann Archer", on: "2024-01-03")
        #expect(!metrics(story, "2024-02-01").maintainers.isUnseen)
        #expect(metrics(story, "2024-02-01").maintainers.activeLast365Days == 1)
    }

    @Test func `months after the newest commit are no change of pace`() {
        var story = HistoryBuilder()
        story.monthly("steady", by: "Ann Archer", from: (2022, 1), through: (2023, 6))
        #expect(metrics(story, "2023-08-15").cadence.outliers.isEmpty)
    }

    @Test func `review evidence is classed by its strength`() {
        var story = HistoryBuilder()
        let web = "GitHub <noreply@github.com>"
        let start = story.commit("pushed", by: "Ann Archer", on: "2024-01-01")
        story.commit("squashed (#12)", by: "Bob Baker", committer: web, on: "2024-01-02", marks: [.changeRequest])
        story.commit("applied", by: "Cat Cook", committer: "Ann Archer", on: "2024-01-03")
        story.commit(
            "trailer", by: "Ann Archer", on: "2024-01-04",
            trailers: [(.reviewedBy, "Bob Baker"), (.signedOffBy, "Ann Archer")])
        story.commit("own trailer", by: "Ann Archer", on: "2024-01-05", trailers: [(.reviewedBy, "Ann Archer")])
        let main = story.commit("gerrit", by: "Ann Archer", on: "2024-01-06", marks: [.gerrit])
        let branch = story.commit("branch", by: "Dan Dale", on: "2024-01-07", after: [start])
        let merge = story.commit(
            "Merge pull request #13 from dan/x", by: "Ann Archer", committer: web, on: "2024-01-08",
            after: [main, branch], marks: [.changeRequest])
        let own = story.commit("own branch", by: "Ann Archer", on: "2024-01-09", after: [main])
        story.commit(
            "Merge pull request #14 from ann/y", by: "Ann Archer", committer: web, on: "2024-01-10",
            after: [merge, own], marks: [.changeRequest])
        story.commit("bot", by: "dependabot[bot]", on: "2024-01-11")
        let facts = metrics(story, "2024-02-01").reviews.allTime
        #expect(facts.count(.none) == 2)
        #expect(facts.count(.changeRequest) == 2)
        #expect(facts.count(.committedByAnother) == 1)
        #expect(facts.count(.mergedByAnother) == 1)
        #expect(facts.count(.trailer) == 1)
        #expect(facts.count(.reviewPlatform) == 1)
        #expect(facts.reviewed == Share(4, of: 8))
        #expect(facts.perhapsReviewed == Share(6, of: 8))
        #expect(facts.selfMerges == Share(1, of: 2))
    }

    @Test func `signatures and sign-offs are shares`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Ann Archer", on: "2022-01-01", signature: .openPGP)
        story.tag("v1.0", by: "Ann Archer", on: "2022-01-01", key: "AAAA")
        story.commit("b", by: "Ann Archer", on: "2024-01-01", trailers: [(.signedOffBy, "Ann Archer")])
        story.commit("c", by: "Ann Archer", on: "2024-01-02", trailers: [(.signedOffBy, "Bob Baker")])
        story.tag("v1.1", by: "Ann Archer", on: "2024-01-02")
        let facts = metrics(story, "2024-02-01").signing
        #expect(facts.commits == Share(1, of: 3))
        #expect(facts.commitsLast365Days == Share(0, of: 2))
        #expect(facts.tags == Share(1, of: 2))
        #expect(facts.tagsLast365Days == Share(0, of: 1))
        #expect(facts.signedOff == Share(1, of: 3))
    }

    @Test func `files know their age, their churn and who alone knows them`() {
        var story = HistoryBuilder()
        story.commit(
            "a", by: "Ann Archer", on: "2018-01-01", files: ["+old.c 10", "+gone.c 5", "+both.c 5", "+hers.c 5"])
        story.commit("b", by: "Bob Baker", on: "2023-06-01", files: ["both.c 3 1", "-gone.c 0 5"])
        story.commit("c", by: "Ann Archer", on: "2023-12-01", files: ["both.c 7 2", "hers.c 1 1", "+*logo.png"])
        let facts = metrics(story, "2024-01-01").code
        #expect(facts.files == 4)
        #expect(facts.last90Days.added == 8 && facts.last90Days.deleted == 3 && facts.last90Days.binaryChanges == 1)
        #expect(facts.last365Days.added == 11 && facts.last365Days.deleted == 9)
        #expect(facts.mostChanged.first == .init(path: "both.c", commits: 2, lines: 13))
        #expect(facts.untouchedOneYear == Share(1, of: 4))
        #expect(facts.untouchedFiveYears == Share(1, of: 4))
        #expect(facts.soleAuthorFiles == Share(2, of: 3))
        #expect(facts.soleAuthors == [.init(name: "Ann Archer", contributions: 2)])
        #expect(metrics(story, "2024-01-01", tree: ["old.c"]).code.files == 1)
    }

    @Test func `maintainers are who releases, merges and commits for others`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Bob Baker", committer: "Ann Archer", on: "2023-12-01")
        story.tag("v1.0", by: "Cat Cook", on: "2022-01-01")
        let facts = metrics(story, "2024-01-01").maintainers
        #expect(facts.maintainers.map(\.name) == ["Ann Archer", "Cat Cook"])
        #expect(facts.maintainers[0].commitsOfOthers == 1 && facts.maintainers[1].releases == 1)
        #expect(facts.activeLast365Days == 1)
    }

    @Test func `commits later than the point in time do not count`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Ann Archer", on: "2024-01-01")
        story.commit("b", by: "Ann Archer", on: "2024-03-01")
        let metrics = metrics(story, "2024-02-01")
        #expect(metrics.laterCommits == 1)
        #expect(metrics.activity.commits == 1)
        #expect(metrics.activity.latestCommit == HistoryBuilder.instant("2024-01-01"))
    }

    @Test func `a past commit has the history of its day`() throws {
        var story = HistoryBuilder()
        let start = story.commit("a", by: "Ann Archer", on: "2024-01-01")
        story.tag("v1.0", by: "Ann Archer", on: "2024-01-01")
        let main = story.commit("b", by: "Ann Archer", on: "2024-01-02")
        let side = story.commit("c", by: "Ann Archer", on: "2024-01-03", after: [start])
        story.commit("d", by: "Ann Archer", on: "2024-01-04", after: [main, side])
        let past = try #require(HistoryIndex(story.history, asOf: .latest).upTo(side))
        #expect(past.head == side)
        #expect(past.commits.map(\.subject) == ["c", "a"])
        #expect(past.tags.map(\.name) == ["v1.0"])
        #expect(HistoryIndex(story.history, asOf: .latest).upTo(HistoryBuilder.id(999)) == nil)
    }

    @Test func `a past commit knows the release branches of its day`() throws {
        var story = HistoryBuilder()
        let start = story.commit("fix", by: "Ann Archer", on: "2024-01-01", marks: [.fix])
        let now = story.commit("b", by: "Ann Archer", on: "2024-01-20")
        let branch = story.commit("c", by: "Ann Archer", on: "2024-01-10", after: [start])
        story.tag("v1.0", by: "Ann Archer", on: "2024-01-11", at: "12:00:00")
        story.commit("later merge", by: "Ann Archer", on: "2024-02-04", after: [now, branch])
        let past = try #require(HistoryIndex(story.history, asOf: .latest).upTo(now))
        #expect(past.sideCommits == [SideCommit(id: branch, parents: [start])])
        let facts = HistoryMetrics(past, asOf: HistoryBuilder.instant("2024-01-20")).fixes
        #expect(facts.fixes.wait?.medianDays == 10)
    }

    @Test func `a graph that bites its tail ends`() {
        var history = HistoryBuilder().history
        let ids = (1...3).map(HistoryBuilder.id)
        history.people = [Person(name: "Ann Archer", email: "ann@example.org")]
        for (place, id) in ids.enumerated() {
            history.commits.append(
                CommitRecord(
                    id: id, parents: [ids[(place + 1) % 3], id], author: 0, committer: 0, authorTime: 5,
                    commitTime: .max,
                    authorOffset: .min, signature: .none, subject: "1.0"))
        }
        history.sideCommits = [
            SideCommit(id: HistoryBuilder.id(8), parents: [HistoryBuilder.id(9), ids[2]]),
            SideCommit(id: HistoryBuilder.id(9), parents: [HistoryBuilder.id(8)]),
        ]
        history.tags = [
            TagRecord(
                name: "v1.0", commit: HistoryBuilder.id(8), tagger: nil, time: .min, isAnnotated: false,
                signature: .none)
        ]
        for asOf in [Instant.earliest, Instant(seconds: 5), .latest] {
            #expect(HistoryMetrics(history, asOf: asOf).activity.commits == (asOf == .latest ? 3 : 0))
            _ = TakeoverSignals.observations(history, asOf: asOf)
        }
        for place in history.commits.indices { history.commits[place].commitTime = .min }
        _ = HistoryMetrics(history, asOf: .latest)
        #expect(HistoryIndex(history, asOf: .latest).upTo(ids[1])?.commits.count == 2)
    }
}
