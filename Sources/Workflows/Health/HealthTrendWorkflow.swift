// SPDX-License-Identifier: Apache-2.0
import GitReading
package import HealthReports
import Histories
import ProjectHealth
import Wire

/// Judges a project at many points of its history, and looks for the commits that moved a check.
package struct HealthTrendWorkflow: Sendable {
    /// Where the points are.
    package enum Steps: Sendable, Hashable {
        /// The end of each month, of so many.
        case months(Int)
        /// Each release tag of the last so many years.
        case releases(years: Int)
    }

    package let folder: DataFolder
    package let version: String
    package let options: HealthOptions

    /// Of more releases the newest are judged.
    private static let mostReleases = 1_000

    package init(folder: DataFolder, version: String, options: HealthOptions) {
        self.folder = folder
        self.version = version
        self.options = options
    }

    package func run(_ target: String, steps: Steps) async throws(WorkflowError) -> HealthTrend {
        let checks = try options.chosenChecks()
        do {
            let place = try await RepositoryClones(folder: folder).path(of: target)
            guard case .repository(let repository) = try await HealthTarget.open(place) else {
                throw WorkflowError(
                    .usage, "\(RepositoryClones.name(of: target)) is no checkout, so it has no history.")
            }
            let reading = ProjectReading(
                repository: repository,
                caching: HealthCaching(folder: options.usesCache ? folder : nil, repository: repository.facts))
            var subject = reading.subject(repository.facts.head)
            subject.name = RepositoryClones.name(of: target)
            guard let commit = try await reading.commit(named: options.commit) else {
                return HealthTrend(version: version, subject: subject, points: [], turns: [], gaps: [])
            }
            let history = try await reading.history(commit)
            let index = HistoryIndex(history, asOf: options.asOf)
            var walk = TrendWalk(repository: repository, index: index, subject: subject, checks: checks)
            let (points, turns) = try await walk.run(places(steps, index))
            return HealthTrend(
                version: version, subject: subject, points: points, turns: turns, gaps: history.gaps)
        } catch {
            throw WorkflowError(error)
        }
    }

    /// Oldest first.
    private func places(_ steps: Steps, _ index: HistoryIndex) -> [TrendWalk.Place] {
        let line = FirstParentLine(index.history)
        switch steps {
        case .months(let count):
            return line.months(limit: count).map {
                TrendWalk.Place(time: Instant(seconds: min($0.time, options.asOf.seconds)), commit: $0.commit, tag: nil)
            }
        case .releases(let years):
            let start = options.asOf.adding(seconds: -Int64(years) * 365 * 86_400)
            let releases = index.releases.filter {
                $0.tag != nil && !$0.version.isPreRelease && $0.instant > start && index.position(of: $0.commit) != nil
            }
            return releases.suffix(HealthTrendWorkflow.mostReleases).map {
                TrendWalk.Place(time: $0.instant, commit: $0.commit, tag: $0.name)
            }
        }
    }
}

/// The walk from point to point. Trees of neighbouring points share nearly all files, so that what was read stays in memory; of the
/// files only what differs is read.
private struct TrendWalk {
    struct Place {
        var time: Instant
        var commit: ObjectID
        var tag: String?
    }

    let repository: OpenRepository
    let index: HistoryIndex
    let subject: ProjectSubject
    let checks: [Check]
    var memory = FileMemory(expectsMore: true)
    /// The main line, newest first, and where each commit is in it.
    private var line: [ObjectID] = []
    private var positions: [ObjectID: Int] = [:]

    init(repository: OpenRepository, index: HistoryIndex, subject: ProjectSubject, checks: [Check]) {
        self.repository = repository
        self.checks = checks
        self.index = index
        self.subject = subject
        line = FirstParentLine(index.history).commits.map { index.history.commits[$0].id }
        for (position, id) in line.enumerated() { positions[id] = position }
    }

    mutating func run(_ places: [Place]) async throws -> ([HealthTrend.Point], [HealthTrend.Turn]) {
        var points: [HealthTrend.Point] = []
        var turns: [HealthTrend.Turn] = []
        var last: (place: Place, results: [CheckResult], facts: ProjectFacts)?
        for place in places {
            let facts = try await facts(at: place)
            let results = Evaluation.run(facts, checks: checks)
            points.append(
                HealthTrend.Point(
                    time: place.time, commit: place.commit, tag: place.tag, score: HealthScore(results),
                    checks: results.map { HealthTrend.CheckPoint(check: $0.definition.id, score: $0.score) }))
            if let last {
                turns += try await self.turns(
                    from: last.place, last.results, last.facts, to: place, results, facts)
            }
            last = (place, results, facts)
        }
        return (points, turns)
    }

    private mutating func tree(_ commit: ObjectID) async throws -> TreeFacts {
        let read = try await TreeCollection(repository: repository).read(commit, memory: &memory)
        memory.keep(read.keys)
        return read.facts
    }

    private mutating func facts(at place: Place) async throws -> ProjectFacts {
        var subject = subject
        subject.commit = place.commit.hexadecimal
        var facts = ProjectFacts(subject: subject, asOf: place.time, tree: try await tree(place.commit))
        if let history = index.upTo(place.commit) {
            facts.history = .known(history)
            // Once a point, and not once a tree that is held against it.
            facts.digest = HistoryDigest(history, asOf: place.time, identities: index.identities)
        }
        facts.vulnerabilities = .unknown(Unknown("The components of past commits are not judged."))
        return facts
    }

    private mutating func turns(
        from before: Place, _ old: [CheckResult], _ oldFacts: ProjectFacts, to after: Place, _ new: [CheckResult],
        _ newFacts: ProjectFacts
    ) async throws -> [HealthTrend.Turn] {
        let moved = zip(old, new).filter { TrendWalk.isTelling($0.score, $1.score) }
        guard !moved.isEmpty else { return [] }
        // Both may be the same commit: then nothing was committed in between.
        var trees = [before.commit: oldFacts.tree]
        trees[after.commit] = newFacts.tree
        var turns: [HealthTrend.Turn] = []
        for (old, new) in moved {
            let definition = new.definition
            // People and time are held as they are at one end, so that only files decide; then at the other, for a check that
            // what people did afterwards answers as well.
            var steps = try await steps(of: definition, from: before, to: after, newFacts, &trees)
            if steps.isEmpty { steps = try await self.steps(of: definition, from: before, to: after, oldFacts, &trees) }
            if steps.isEmpty {
                steps = [HealthTrend.Step(before: old.score, after: new.score, cause: .time)]
            }
            turns += steps.map {
                HealthTrend.Turn(
                    check: definition.id, time: after.time, before: $0.before, after: $0.after, cause: $0.cause)
            }
        }
        return turns
    }

    /// The commits of the main line behind `before` that move the check, at most three, by halving; none where files do not move it.
    private mutating func steps(
        of definition: CheckDefinition, from before: Place, to after: Place, _ facts: ProjectFacts,
        _ trees: inout [ObjectID: TreeFacts]
    ) async throws -> [HealthTrend.Step] {
        guard definition.sources.contains(.tree), let check = CheckCatalogue.check(definition.id),
            let first = positions[before.commit], var last = positions[after.commit], first > last
        else { return [] }
        let start = try await score(check, at: before.commit, facts, &trees)
        var end = try await score(check, at: after.commit, facts, &trees)
        var steps: [HealthTrend.Step] = []
        while steps.count < 3, !TrendWalk.isSame(start, end) {
            // Newest first: the older commit has the greater position. `other` scores differently from the end, `same` alike.
            var (other, same) = (first, last)
            var otherScore = start
            while other - same > 1 {
                let middle = same + (other - same) / 2
                let score = try await score(check, at: line[middle], facts, &trees)
                if TrendWalk.isSame(score, end) {
                    same = middle
                } else {
                    other = middle
                    otherScore = score
                }
            }
            guard let position = index.position(of: line[same]) else { return steps }
            let commit = index.commit(position)
            steps.insert(
                HealthTrend.Step(
                    before: otherScore, after: end,
                    cause: .commit(commit.id, subject: commit.subject, time: Instant(seconds: commit.commitTime))),
                at: 0)
            (last, end) = (other, otherScore)
        }
        return steps
    }

    private mutating func score(
        _ check: Check, at commit: ObjectID, _ facts: ProjectFacts, _ trees: inout [ObjectID: TreeFacts]
    ) async throws -> CheckScore {
        var facts = facts
        if let known = trees[commit] {
            facts.tree = known
        } else {
            facts.tree = try await tree(commit)
            // A handful of trees serves the checks that moved together; more would be held for nothing.
            if trees.count < 24 { trees[commit] = facts.tree }
        }
        return Evaluation.run(facts, checks: [check]).first?.score
            ?? CheckScore(compatible: .inconclusive(""), interval: nil, reason: "")
    }

    /// Half a point at either end, a point of the compatible score, or whether the check applies: less is not worth a commit's name.
    private static func isTelling(_ one: CheckScore, _ other: CheckScore) -> Bool {
        guard one.compatible.number == other.compatible.number, let before = one.interval, let after = other.interval
        else { return !isSame(one, other) }
        return abs(before.lowest - after.lowest) >= 5 || abs(before.highest - after.highest) >= 5
    }

    private static func isSame(_ one: CheckScore, _ other: CheckScore) -> Bool {
        one.interval == other.interval && one.compatible.number == other.compatible.number
    }
}
