// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing
import Wire

@Suite struct TakeoverSignalsTests {
    private func observations(_ story: HistoryBuilder, _ day: String, _ clock: String = "23:00:00") -> [Observation] {
        TakeoverSignals.observations(story.history, asOf: HistoryBuilder.instant(day, clock))
    }

    /// Three years of work and releases by one person.
    private func quietProject(through end: (Int, Int) = (2022, 12)) -> HistoryBuilder {
        var story = HistoryBuilder()
        var number = 0
        for year in 2020...end.0 {
            for month in 1...(year == end.0 ? end.1 : 12) {
                story.commit(
                    "work", by: "Ann Archer", on: HistoryBuilder.day(year, month, 10),
                    files: ["src/a.c", "configure.ac"])
                if month % 4 == 0 {
                    story.tag("v1.\(number)", by: "Ann Archer", on: HistoryBuilder.day(year, month, 11), key: "AAAA")
                    number += 1
                }
            }
        }
        return story
    }

    @Test func `a sole maintainer who goes on is nothing to observe`() {
        #expect(observations(quietProject(), "2023-01-01").isEmpty)
    }

    @Test func `a hand-over to somebody known for years is at most a new key`() {
        var story = quietProject()
        story.monthly("help", by: "Bob Baker", from: (2023, 1), through: (2025, 6))
        story.commit("more", by: "Ann Archer", on: "2025-07-01", files: ["src/a.c"])
        story.tag("v2.0", by: "Bob Baker", on: "2025-07-02", key: "BBBB")
        let found = observations(story, "2025-07-10")
        #expect(found.map(\.kind) == [.changedReleaseSigner])
        #expect(found.map(\.attention) == [.low])
    }

    /// The newcomer gains trust by work that is committed for him, then rights, then the releases.
    private func quietTakeover() -> HistoryBuilder {
        var story = quietProject(through: (2023, 6))
        for day in 1...4 {
            story.commit("help", by: "Eve East", committer: "Ann Archer", on: "2023-07-0\(day)", files: ["src/a.c"])
        }
        story.commit("own", by: "Eve East", on: "2023-11-20", files: ["src/a.c"])
        story.tag("v2.0", by: "Eve East", on: "2024-01-02", key: "EEEE")
        story.commit("still here", by: "Ann Archer", on: "2024-01-10", files: ["src/a.c"])
        story.tag("v2.1", by: "Eve East", on: "2024-01-12", key: "EEEE")
        return story
    }

    @Test func `rights, releases and keys of a newcomer are observed`() {
        let found = observations(quietTakeover(), "2024-01-20")
        #expect(
            found.map { "\($0.attention) \($0.kind.rawValue)" } == [
                "medium changed-release-signer", "medium new-release-maker", "medium quick-commit-rights",
            ])
        #expect(
            found[1].sentence
                == "v2.0 of 2024-01-02 is the first release made by Eve East, 185 days after the first commit under that "
                + "name; the 10 releases before were made by Ann Archer; since then Eve East made 2 releases and others made "
                + "none.")
        #expect(
            found[0].sentence
                == "v2.0 of 2024-01-02 by Eve East is signed with the key EEEE, which signed no release before.")
        #expect(
            found[2].sentence
                == "Eve East first acted with commit rights on 2023-11-20, 142 days after the first commit under that name "
                + "and with 4 earlier commits; in the year before, 1 other person did.")
        #expect(found.allSatisfy { $0.person == "Eve East" && !$0.evidence.isEmpty && !$0.harmless.isEmpty })
    }

    @Test func `binary test files beside build changes and a release deserve most attention`() {
        var story = quietTakeover()
        story.commit(
            "Build: fix a test", by: "Eve East", on: "2024-02-20", files: ["configure.ac 3 1", "m4/checks.m4 1 1"])
        story.commit(
            "Tests: add files", by: "Eve East", on: "2024-02-23",
            files: ["+*tests/files/bad-3.xz", "+*tests/files/good-l.lzma"])
        #expect(observations(story, "2024-02-23").contains { $0.kind == .binaryTestFiles && $0.attention == .medium })
        story.tag("v2.2", by: "Eve East", on: "2024-02-24", key: "EEEE")
        let found = observations(story, "2024-02-24")
        #expect(found.map(\.attention).prefix(3) == [.high, .high, .medium])
        #expect(found[0].kind == .binaryTestFiles)
        #expect(
            found[0].sentence
                == "Eve East added or changed 2 binary test files on 2024-02-23, and within two weeks of it 2 files of the "
                + "build, and released v2.2 on 2024-02-24.")
        #expect(found[0].evidence.compactMap(\.path).contains("tests/files/bad-3.xz"))
        #expect(found[0].evidence.compactMap(\.path).contains("m4/checks.m4"))
        #expect(found[1].kind == .newReleaseMaker)
        story.tag("v2.3", by: "Eve East", on: "2024-03-09", key: "EEEE")
        story.tag("v2.3.1", on: "2024-03-10")
        let later = observations(story, "2024-03-10")
        #expect(later[0].sentence.hasSuffix("and released v2.2 on 2024-02-24 and v2.3 on 2024-03-09."))
        #expect(later.contains { $0.sentence.hasSuffix("none, and of 1 more the history does not tell by whom.") })
    }

    @Test func `somebody who has long been there and releases nothing of it is no observation`() {
        var story = quietProject()
        story.monthly("work", by: "Eve East", from: (2020, 1), through: (2022, 12))
        story.commit("Tests", by: "Eve East", on: "2023-01-02", files: ["configure.ac", "+*tests/files/bad-3.xz"])
        #expect(!observations(story, "2023-01-04").contains { $0.kind == .binaryTestFiles })
    }

    @Test func `the same files by the maintainer of years are no observation`() {
        var story = quietProject()
        story.commit(
            "Build and tests", by: "Ann Archer", on: "2023-01-02", files: ["configure.ac", "+*tests/files/bad-3.xz"])
        story.tag("v9.0", by: "Ann Archer", on: "2023-01-03", key: "AAAA")
        #expect(observations(story, "2023-01-04").isEmpty)
    }

    @Test func `before the newcomer acts there is nothing to observe`() {
        let found = observations(quietTakeover(), "2023-11-01")
        // What comes later is later than the day in question.
        #expect(found.map(\.kind) == [.oddClock])
    }

    @Test func `what lies more than two years back is left to the past`() {
        var story = quietTakeover()
        story.monthly("work", by: "Ann Archer", from: (2024, 2), through: (2026, 2))
        story.tag("v3.0", by: "Ann Archer", on: "2026-02-11", key: "AAAA")
        #expect(observations(story, "2026-02-20").isEmpty)
    }

    /// A dormant package, a stranger, a dependency, a release: all within days, versions stated by subjects alone.
    private func quickTakeover() -> HistoryBuilder {
        var story = HistoryBuilder()
        for year in 2014...2017 {
            for month in 1...6 {
                story.commit("work", by: "Dom Dale", on: HistoryBuilder.day(year, month, 3), files: ["index.js"])
            }
            story.commit(
                "3.\(year - 2014).0", by: "Dom Dale", on: HistoryBuilder.day(year, 6, 4), files: ["package.json"])
        }
        story.commit("upgrade", by: "r9 <r9@outlook.com>", on: "2018-09-04", files: ["readme.md"])
        for day in 5...7 {
            story.commit("examples", by: "r9 <r9@outlook.com>", on: "2018-09-0\(day)", files: ["+ex\(day).js"])
        }
        story.commit("3.3.5", by: "r9 <r9@outlook.com>", on: "2018-09-08", files: ["package.json"])
        return story
    }

    @Test func `a stranger who takes a dormant project is observed from several sides`() {
        var story = quickTakeover()
        story.commit(
            "add flat map", by: "r9 <r9@outlook.com>", on: "2018-09-09", at: "08:07:49",
            files: ["index.js", "package.json 1 0", "package-lock.json 6 1"])
        story.commit("3.3.6", by: "r9 <r9@outlook.com>", on: "2018-09-09", at: "08:17:22", files: ["package.json"])
        let found = observations(story, "2018-09-09", "09:00:00")
        let kinds = found.map { "\($0.attention) \($0.kind.rawValue)" }
        #expect(
            kinds == [
                "high dependency-before-release", "high new-release-maker", "high newcomer-leads",
                "medium quick-commit-rights", "medium revived-project",
            ])
        #expect(
            found[0].sentence
                == "r9, whose first commit is of 2018-09-04, changed package-lock.json and package.json on 2018-09-09 and "
                + "released 3.3.6 on 2018-09-09.")
        #expect(
            found.first { $0.kind == .newcomerLeads }?.sentence
                == "r9, whose first commit is of 2018-09-04, wrote 7 of the 7 commits of the 90 days before 2018-09-09; Dom "
                + "Dale, who wrote 100 % of all before, has committed nothing since 2017-06-04.")
        #expect(
            found.first { $0.kind == .revivedProject }?.sentence
                == "After 457 days without a commit the project moves again since 2018-09-04; r9, unknown to it before, wrote 7 "
                + "of the 7 commits since.")
    }

    @Test func `an old maintainer who comes back revives nothing`() {
        var story = HistoryBuilder()
        story.monthly("work", by: "Dom Dale", from: (2014, 1), through: (2016, 12))
        story.monthly("again", by: "Dom Dale", from: (2018, 1), through: (2018, 8))
        #expect(observations(story, "2018-09-01").isEmpty)
    }

    @Test func `a known key under a new name is no new release maker`() {
        var story = quietProject(through: (2023, 6))
        story.commit("x", by: "aa <12+aa@users.noreply.github.com>", on: "2023-07-05", files: ["a"])
        story.tag("v5.0", by: "aa <12+aa@users.noreply.github.com>", on: "2023-07-06", key: "AAAA")
        #expect(observations(story, "2023-07-08").isEmpty)
    }

    @Test func `an unsigned tag after signed ones is observed once`() {
        var story = quietProject()
        story.commit("x", by: "Ann Archer", on: "2023-01-05", files: ["a"])
        story.tag("v5.0", on: "2023-01-06")
        story.tag("v5.1", on: "2023-01-07")
        let found = observations(story, "2023-01-08")
        #expect(found.map(\.kind) == [.unsignedRelease])
        #expect(found.first?.sentence == "v5.0 of 2023-01-06 has no signed tag; the 9 version tags before had one.")
    }

    @Test func `a maintainer's new key is of little attention`() {
        var story = quietProject()
        story.commit("x", by: "Ann Archer", on: "2023-01-05", files: ["a"])
        story.tag("v5.0", by: "Ann Archer", on: "2023-01-06", key: "CCCC")
        let found = observations(story, "2023-01-08")
        #expect(found.map(\.kind) == [.changedReleaseSigner] && found.map(\.attention) == [.low])
        #expect(found.first?.sentence.hasSuffix("; the same person signed with another key earlier.") == true)
    }

    @Test func `safeguards that a newcomer takes away are observed and moved ones are not`() {
        var story = quietTakeover()
        story.commit("ci", by: "Eve East", on: "2024-02-01", files: ["-.github/workflows/fuzz.yml", "+.gitlab-ci.yml"])
        #expect(!observations(story, "2024-02-02").contains { $0.kind == .safeguardRemoved })
        // A policy that goes is shared by all of an organisation's projects from then on.
        story.commit("policy", by: "Eve East", on: "2024-02-01", files: ["-SECURITY.md"])
        #expect(!observations(story, "2024-02-02").contains { $0.kind == .safeguardRemoved })
        story = quietTakeover()
        story.commit("owners", by: "Eve East", on: "2024-02-01", files: ["-CODEOWNERS"])
        #expect(observations(story, "2024-02-02").contains { $0.kind == .safeguardRemoved })
        story = quietTakeover()
        story.commit("ci", by: "Eve East", on: "2024-02-02", files: ["-tests/ossfuzz/fuzz.c"])
        let found = observations(story, "2024-02-03").filter { $0.kind == .safeguardRemoved }
        #expect(
            found.map(\.sentence) == [
                "Eve East removed 1 file of automation, fuzzing or security settings on 2024-02-02, without a replacement "
                    + "in the same commit."
            ])
    }

    @Test func `a maintainer's new address and odd clocks are small notes`() {
        var story = quietProject()
        story.commit("x", by: "Ann Archer <ann@elsewhere.net>", on: "2023-01-05", files: ["a"])
        story.commit("back", by: "Ann Archer", on: "2023-01-01", files: ["a"])
        story.commit("ahead", by: "Ann Archer", on: "2023-01-06", written: "2023-03-01", files: ["a"])
        story.commit("future", by: "Ann Archer", on: "2023-05-06", files: ["a"])
        let found = observations(story, "2023-01-08")
        #expect(
            found.map(\.kind) == [.oddClock, .changedAddress] || found.map(\.kind) == [.changedAddress, .oddClock])
        #expect(found.allSatisfy { $0.attention == .low })
        #expect(
            found.first { $0.kind == .changedAddress }?.sentence
                == "Ann Archer first committed from an address at elsewhere.net on 2023-01-05, after 37 commits from others."
        )
        #expect(
            found.first { $0.kind == .oddClock }?.sentence
                == "Commits whose clocks do not fit, by more than a day: 1 older than their parents, 1 written after they "
                + "were committed, 1 later than the day in question.")
    }

    @Test func `names cannot steer the reader's terminal`() {
        var story = quietProject(through: (2023, 6))
        let name = "Eve\u{1B}[2J\u{202E} <eve@example.net>"
        story.commit("x", by: name, on: "2023-11-20", files: ["src/a.c"])
        story.tag("v1.9.0-\u{202E}", by: name, on: "2023-11-20")
        story.tag("v1.9.1", by: name, on: "2023-11-21")
        let found = observations(story, "2023-12-01")
        #expect(!found.isEmpty)
        #expect(
            found.allSatisfy {
                !$0.sentence.unicodeScalars.contains("\u{1B}") && !$0.sentence.unicodeScalars.contains("\u{202E}")
            })
    }

    /// After two years of one person, thousands of people who each commit, tag and leave, and one of them with thousands of
    /// samples, build changes, dependencies and releases.
    private func crowdedHistory(_ crowd: Int) -> History {
        var history = History()
        history.people = (0...crowd).map { Person(name: "Person \($0)", email: "p\($0)@example.org") }
        history.paths = ["tests/sample.xz", "configure.ac", "package.json"]
        history.changes = [
            PathChange(path: 0, status: .added, isBinary: true, added: 0, deleted: 0),
            PathChange(path: 1, status: .modified, isBinary: false, added: 1, deleted: 1),
            PathChange(path: 2, status: .modified, isBinary: false, added: 1, deleted: 1),
        ]
        let start = HistoryBuilder.instant("2020-01-01").seconds
        var parents: [ObjectID] = []
        func add(_ person: Int, _ time: Int64, _ changes: Range<Int>, tag: Bool) {
            let id = HistoryBuilder.id(history.commits.count + 1)
            history.commits.append(
                CommitRecord(
                    id: id, parents: parents, author: Int32(person), committer: Int32(person), authorTime: time,
                    commitTime: time, authorOffset: 0, signature: .none, subject: "work", changes: changes))
            parents = [id]
            guard tag else { return }
            history.tags.append(
                TagRecord(
                    name: "v1.\(history.tags.count)", commit: id, tagger: Int32(person), time: time,
                    isAnnotated: true, signature: .openPGP, signingKey: "KEY\(person)"))
        }
        for number in 0..<8 { add(0, start + Int64(number) * 90 * 86_400, 0..<0, tag: true) }
        let later = start + 800 * 86_400
        for person in 1...crowd { add(person, later + Int64(person) * 60, 0..<1, tag: true) }
        for number in 0..<crowd { add(1, later + Int64(crowd + number) * 60, 0..<3, tag: number % 2 == 0) }
        history.commits.reverse()
        history.head = history.commits.first?.id
        return history
    }

    @Test(.timeLimit(.minutes(1))) func `thousands of people, tags and samples take no product of their numbers`() {
        let found = TakeoverSignals.observations(
            crowdedHistory(15_000), asOf: HistoryBuilder.instant("2022-05-01"))
        #expect(found.count == TakeoverSignals.mostObservations)
    }
}
