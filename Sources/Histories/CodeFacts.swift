// SPDX-License-Identifier: Apache-2.0
import Wire

/// Age, churn and knowledge of the files: CHAOSS *Code Changes Lines*, and who alone knows what. Merges are left out.
package struct CodeFacts: Sendable, Hashable {
    package var last90Days = Churn()
    package var last365Days = Churn()
    /// The files that most commits of the last 365 days changed, at most ten.
    package var mostChanged: [FileActivity] = []
    /// Files that exist in the end, as far as the history tells: added or changed and not deleted since. Files a merge
    /// deleted by itself, and the old names of renamed ones, count too, unless the tree's own list was given.
    package var files = 0
    /// Of ``files`` those that nobody changed for one, two and five years.
    package var untouchedOneYear = Share()
    package var untouchedTwoYears = Share()
    package var untouchedFiveYears = Share()
    /// From a file's last change to ``HistoryMetrics/asOf``.
    package var sinceLastChange: Spread?
    /// Of the files that exist and changed in the last two years those that one person alone changed in that time.
    package var soleAuthorFiles = Share()
    /// Who they are, most files first, at most ten.
    package var soleAuthors: [AbsenceFactor.Holder] = []

    package struct Churn: Sendable, Hashable {
        package var added = 0
        package var deleted = 0
        package var binaryChanges = 0
        /// Commits whose lines are unknown.
        package var unknownCommits = 0
    }

    package struct FileActivity: Sendable, Hashable {
        package var path: String
        package var commits: Int
        package var lines: Int
    }
}

extension CodeFacts {
    /// - Parameter tree: the paths of the newest commit's tree, where they are at hand.
    init(_ index: HistoryIndex, tallies: ContributionTallies, tree: Set<String>?) {
        var files = FileTable(count: index.history.paths.count)
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        let quarter = index.asOf.adding(seconds: -90 * Calendar.day).seconds
        let twoYears = index.asOf.adding(seconds: -730 * Calendar.day).seconds
        // In topological order, children first: the first change met of a path is its newest.
        for position in index.history.commits.indices.map(Int32.init) where index.time(position) <= index.asOf.seconds {
            let time = index.time(position)
            let isYear = time > year
            let isQuarter = time > quarter
            if !index.history.commits[Int(position)].knowsLines, !index.isMerge(position) {
                if isYear { last365Days.unknownCommits += 1 }
                if isQuarter { last90Days.unknownCommits += 1 }
            }
            let author = time > twoYears ? index.author(position) : nil
            for change in index.history.changes[index.history.commits[Int(position)].changes] {
                if isYear { last365Days.add(change) }
                if isQuarter { last90Days.add(change) }
                files.add(change, time: time, isLastYear: isYear, author: author)
            }
        }
        mostChanged = files.mostChanged(10).map {
            FileActivity(
                path: index.history.paths[$0], commits: Int(files.commits[$0]), lines: files.lines[$0])
        }
        summarise(index, files, tallies, tree)
    }

    private mutating func summarise(
        _ index: HistoryIndex, _ table: FileTable, _ tallies: ContributionTallies, _ tree: Set<String>?
    ) {
        var ages: [Int64] = []
        var alone: [Int32: Int] = [:]
        for path in index.history.paths.indices where table.last[path] > Int64.min {
            guard tree.map({ $0.contains(index.history.paths[path]) }) ?? table.isAlive[path] else { continue }
            files += 1
            let age = index.asOf.seconds - table.last[path]
            ages.append(age)
            untouchedOneYear.count(age >= 365 * Calendar.day)
            untouchedTwoYears.count(age >= 730 * Calendar.day)
            untouchedFiveYears.count(age >= 1826 * Calendar.day)
            guard table.soleAuthor[path] != FileTable.nobody else { continue }
            let isSole = table.soleAuthor[path] != FileTable.several
            soleAuthorFiles.count(isSole)
            if isSole { alone[table.soleAuthor[path], default: 0] += 1 }
        }
        sinceLastChange = Spread(of: ages)
        soleAuthors = alone.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .prefix(10).map { AbsenceFactor.Holder(name: tallies.person($0.key).name, contributions: $0.value) }
    }
}

extension CodeFacts.Churn {
    fileprivate mutating func add(_ change: PathChange) {
        added &+= Int(max(0, change.added))
        deleted &+= Int(max(0, change.deleted))
        if change.isBinary { binaryChanges += 1 }
    }
}

/// What is known of every path, in columns.
private struct FileTable {
    static let nobody: Int32 = -1
    static let several: Int32 = -2

    var last: [Int64]
    var isAlive: [Bool]
    /// Of the last 365 days.
    var commits: [Int32]
    var lines: [Int]
    var soleAuthor: [Int32]

    init(count: Int) {
        last = Array(repeating: Int64.min, count: count)
        isAlive = Array(repeating: false, count: count)
        commits = Array(repeating: 0, count: count)
        lines = Array(repeating: 0, count: count)
        soleAuthor = Array(repeating: Self.nobody, count: count)
    }

    /// - Parameter author: nil for changes that do not count for knowledge.
    mutating func add(_ change: PathChange, time: Int64, isLastYear: Bool, author: Int32?) {
        let path = Int(change.path)
        guard last.indices.contains(path) else { return }
        if last[path] == Int64.min { isAlive[path] = change.status != .deleted }
        last[path] = max(last[path], time)
        if isLastYear {
            commits[path] &+= 1
            lines[path] &+= Int(max(0, change.added)) + Int(max(0, change.deleted))
        }
        if let author {
            if soleAuthor[path] == Self.nobody {
                soleAuthor[path] = author
            } else if soleAuthor[path] != author {
                soleAuthor[path] = Self.several
            }
        }
    }

    func mostChanged(_ count: Int) -> [Int] {
        let changed = commits.indices.filter { commits[$0] > 0 }
        return Array(
            changed.sorted { commits[$0] == commits[$1] ? lines[$0] > lines[$1] : commits[$0] > commits[$1] }
                .prefix(count))
    }
}
