// SPDX-License-Identifier: Apache-2.0
package import Wire

/// All that a history alone says about a project's health at one point in time, by the definitions of CHAOSS where it has one.
///
/// Windows end with ``asOf``; commits and tags later than it do not count. Times are the committer's clock's unless a metric says
/// otherwise.
package struct HistoryMetrics: Sendable {
    package var asOf: Instant
    /// The history is not whole (``History/gaps``): counts, ages and people are lower bounds.
    package var isLowerBound: Bool
    /// Commits that claim to be later than ``asOf``.
    package var laterCommits: Int
    package var activity: ActivityFacts
    package var contributors: ContributorFacts
    package var dependency: DependencyFacts
    package var cadence: CadenceFacts
    package var releases: ReleaseFacts
    package var fixes: FixReleaseFacts
    package var reviews: ReviewFacts
    package var signing: SigningFacts
    package var code: CodeFacts
    package var maintainers: MaintainerFacts
    package var lfx: LFXBuckets

    package init(_ history: History, asOf: Instant, tree: Set<String>? = nil) {
        self.init(HistoryIndex(history, asOf: asOf), tree: tree)
    }

    /// - Parameter tree: the paths of the newest commit's tree, where they are at hand; without them files are alive as far as
    ///   the changes tell.
    package init(_ index: HistoryIndex, tree: Set<String>? = nil) {
        asOf = index.asOf
        isLowerBound = index.history.isPartial
        laterCommits = index.later
        let tallies = ContributionTallies(index)
        activity = ActivityFacts(index)
        contributors = ContributorFacts(index, tallies: tallies)
        dependency = DependencyFacts(index, tallies: tallies)
        cadence = CadenceFacts(index)
        releases = ReleaseFacts(index)
        fixes = FixReleaseFacts(index)
        reviews = ReviewFacts(index)
        signing = SigningFacts(index)
        code = CodeFacts(index, tallies: tallies, tree: tree)
        maintainers = MaintainerFacts(index, acts: index.maintainerActs(), tallies: tallies)
        lfx = LFXBuckets(contributors: contributors, dependency: dependency, cadence: cadence)
    }
}
