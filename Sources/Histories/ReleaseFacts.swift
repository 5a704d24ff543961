// SPDX-License-Identifier: Apache-2.0
package import Wire

/// CHAOSS *Release Frequency*, from tags that look like versions and commits whose subject is one. Counted are the project's own
/// releases (see `[Release].main`), pre-releases apart.
package struct ReleaseFacts: Sendable, Hashable {
    /// In time order, pre-releases left out.
    package var releases: [Release] = []
    package var preReleases = 0
    package var preReleasesLast365Days = 0
    /// Those no tag names, only a commit's subject.
    package var untagged = 0
    package var last365Days = 0
    package var last90Days = 0
    /// Years with releases, ascending.
    package var perYear: [YearCount] = []
    /// Between releases that follow each other, those of one day counted once; nil with fewer than two.
    package var between: Spread?
    package var latest: Release?
    /// Whole days from the latest to ``HistoryMetrics/asOf``.
    package var latestAgeDays: Int?
    /// Everything released from this repository, pre-releases included, most first; the project's own name is empty.
    package var products: [ProductCount] = []
    /// Tags that do not look like versions.
    package var otherTags = 0

    package struct YearCount: Sendable, Hashable {
        package var year: Int
        package var releases: Int
    }

    package struct ProductCount: Sendable, Hashable {
        package var product: String
        package var releases: Int
    }
}

extension ReleaseFacts {
    init(_ index: HistoryIndex) {
        let main = index.releases.main
        releases = main.filter { !$0.version.isPreRelease }
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        let quarter = index.asOf.adding(seconds: -90 * Calendar.day).seconds
        preReleases = main.count - releases.count
        preReleasesLast365Days = main.count { $0.version.isPreRelease && $0.time > year }
        untagged = releases.count { $0.tag == nil }
        last365Days = releases.count { $0.time > year }
        last90Days = releases.count { $0.time > quarter }
        var years: [Int: Int] = [:]
        for release in releases { years[CalendarMonth(seconds: release.time).year, default: 0] += 1 }
        perYear = years.sorted { $0.key < $1.key }.map { YearCount(year: $0.key, releases: $0.value) }
        var days: [Int64] = []
        for release in releases {
            if let last = days.last, Calendar.dayNumber(of: last) == Calendar.dayNumber(of: release.time) { continue }
            days.append(release.time)
        }
        between = Spread(of: zip(days, days.dropFirst()).map { $1 - $0 })
        latest = releases.last
        latestAgeDays = latest.map { Int((index.asOf.seconds - $0.time) / Calendar.day) }
        var counts: [String: Int] = [:]
        for release in index.releases { counts[release.version.product, default: 0] += 1 }
        products = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .prefix(50).map { ProductCount(product: $0.key, releases: $0.value) }
        otherTags = index.history.tags.count { ReleaseVersion(tag: $0.name) == nil }
    }
}

/// How long a fix waits, from its commit to the first release of the project that contains it. Merges and reverts are none.
package struct FixReleaseFacts: Sendable, Hashable {
    /// Fixes of all time, and those committed in the last 365 days.
    package var fixes = FixLatency()
    package var fixesLast365Days = FixLatency()
    /// Only those whose message names an advisory or has words of security.
    package var securityFixes = FixLatency()
    package var securityFixesLast365Days = FixLatency()
    /// Releases beside the history whose place in the graph is unknown: fixes may have been released earlier than it seems.
    package var releasesOutside = 0

    /// Waiting times of one kind of fixes.
    package struct FixLatency: Sendable, Hashable {
        package var total = 0
        /// From commit to release, of those released; a tag older than its commit counts as no time at all.
        package var wait: Spread?
        /// Those no release contains yet.
        package var unreleased = 0
        /// Those that no release is seen to contain while a later one lies beside the history, or at an unknown place: it may hold
        /// them, or copies of them.
        package var unplaced = 0
        package var oldestUnreleased: UnreleasedFix?
    }

    package struct UnreleasedFix: Sendable, Hashable {
        package var commit: ObjectID
        package var subject: String
        package var committed: Instant
    }
}

extension FixReleaseFacts {
    init(_ index: HistoryIndex) {
        let releases = index.releases.main.proper
        // Without any release there is nothing to wait for; the facts then say how many fixes there are.
        let first = index.firstRelease(of: releases)
        releasesOutside = releases.count { !index.isPlaced($0) }
        // What was committed before this may have gone out by a release branch.
        let outside = releases.last { $0.position == nil }?.time
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        var waits = (all: [Int64](), allYear: [Int64](), security: [Int64](), securityYear: [Int64]())
        for position in index.byTime {
            let marks = index.history.commits[Int(position)].marks
            let isSecurity = !marks.isDisjoint(with: [.namesAdvisory, .security])
            guard isSecurity || marks.contains(.fix), !index.isMerge(position), !marks.contains(.revert) else {
                continue
            }
            let commit = index.history.commits[Int(position)]
            let release = first[Int(position)]
            let wait = release < 0 ? nil : max(0, releases[Int(release)].time - index.time(position))
            let isRecent = index.time(position) > year
            let isUnplaced = outside.map { index.time(position) <= $0 } ?? false
            fixes.add(commit, wait: wait, isUnplaced, to: &waits.all)
            if isRecent { fixesLast365Days.add(commit, wait: wait, isUnplaced, to: &waits.allYear) }
            if isSecurity { securityFixes.add(commit, wait: wait, isUnplaced, to: &waits.security) }
            if isSecurity, isRecent {
                securityFixesLast365Days.add(commit, wait: wait, isUnplaced, to: &waits.securityYear)
            }
        }
        fixes.wait = Spread(of: waits.all)
        fixesLast365Days.wait = Spread(of: waits.allYear)
        securityFixes.wait = Spread(of: waits.security)
        securityFixesLast365Days.wait = Spread(of: waits.securityYear)
    }
}

extension FixReleaseFacts.FixLatency {
    /// Commits come from the oldest to the newest, so the first unreleased is the oldest.
    fileprivate mutating func add(_ commit: CommitRecord, wait: Int64?, _ isUnplaced: Bool, to waits: inout [Int64]) {
        total += 1
        if let wait {
            waits.append(wait)
            return
        }
        if isUnplaced {
            unplaced += 1
            return
        }
        unreleased += 1
        if oldestUnreleased == nil {
            oldestUnreleased = FixReleaseFacts.UnreleasedFix(
                commit: commit.id, subject: commit.subject, committed: Instant(seconds: commit.commitTime))
        }
    }
}
