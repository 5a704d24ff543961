// SPDX-License-Identifier: Apache-2.0
import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The OpenSSF criticality score: how much others depend on a project, from 0 to 1, by the published formulas.
///
/// Source: ossf/criticality_score, `config/scorer/original_pike.yml` and `pike_depsdev.yml` for the current program, README for the
/// first one in Python. All give every signal a weight and a logarithmic scale up to a threshold.
package struct Criticality: Sendable, Hashable {
    package enum Formula: String, Sendable, Hashable, CaseIterable {
        /// The README's: the time since the last update counts with weight −1, and 8.5 is what the weights sum up to.
        case python = "original"
        /// The current program's default: a weighted mean of the signals that are present.
        case pike = "original_pike"
        /// With dependents: weight 4, and mentions then only 1.
        case pikeWithDependents = "pike_depsdev"
    }

    /// A signal the formulas read.
    package enum Signal: String, Sendable, Hashable, CaseIterable {
        case createdSince = "created_since"
        case updatedSince = "updated_since"
        case contributorCount = "contributor_count"
        case organisationCount = "org_count"
        case commitFrequency = "commit_frequency"
        case recentReleaseCount = "recent_release_count"
        case closedIssuesCount = "closed_issues_count"
        case updatedIssuesCount = "updated_issues_count"
        case issueCommentFrequency = "issue_comment_frequency"
        case mentionCount = "github_mention_count"
        case dependentCount = "dependent_count"

        /// The value that gives the whole weight.
        package var threshold: Double {
            switch self {
            case .createdSince, .updatedSince: 120
            case .contributorCount, .closedIssuesCount, .updatedIssuesCount: 5000
            case .organisationCount: 10
            case .commitFrequency: 1000
            case .recentReleaseCount: 26
            case .issueCommentFrequency: 15
            case .mentionCount: 500_000
            case .dependentCount: 200_000
            }
        }
    }

    package var formula: Formula
    /// Of the signals that are present, as the formula's program would give it; nil where none is.
    package var score: FixedPoint?
    /// What the score could be whatever the missing signals are.
    package var lowest: FixedPoint
    package var highest: FixedPoint
    /// In the order of ``Signal/allCases``.
    package var present: [Signal]
    package var missing: [Signal]
    /// Of the formula's whole weight, in per mille, the part that is present.
    package var weightPresent: Share

    package static let places = 5

    package init(_ inputs: CriticalityInputs, formula: Formula) {
        self.formula = formula
        let terms = formula.terms(hasDependents: inputs[.dependentCount] != nil)
        var sum = 0.0
        var weights = 0.0
        let all = terms.reduce(0) { $0 + $1.1 }
        var magnitude = (present: 0, all: 0)
        present = []
        missing = []
        for (signal, weight) in terms {
            let tenths = Int((abs(weight) * 10).rounded())
            magnitude.all += tenths
            guard let input = inputs[signal] else {
                missing.append(signal)
                continue
            }
            let value = weight * formula.scaled(input, of: signal)
            present.append(signal)
            magnitude.present += tenths
            sum += value
            weights += weight
        }
        // The first program sums up whatever it has over all weights; a mean of the present ones is the current program's way.
        if present.isEmpty {
            score = nil
        } else if formula == .python {
            score = missing.isEmpty ? FixedPoint(sum / all, places: Self.places) : nil
        } else {
            score = FixedPoint(sum / weights, places: Self.places)
        }
        var bounds = formula.bounds(inputs, hasDependents: inputs[.dependentCount] != nil)
        // How many depend on it changes the weights; not knowing it leaves both ways open.
        if formula == .pikeWithDependents, inputs[.dependentCount] == nil {
            missing.append(.dependentCount)
            let open = formula.bounds(inputs, hasDependents: true)
            bounds = (min(bounds.low, open.low), max(bounds.high, open.high))
        }
        lowest = FixedPoint(bounds.low, places: Self.places)
        highest = FixedPoint(bounds.high, places: Self.places)
        weightPresent = Share(magnitude.present, of: magnitude.all)
    }
}

extension Criticality.Formula {
    /// Signals and weights.
    func terms(hasDependents: Bool) -> [(Criticality.Signal, Double)] {
        Criticality.Signal.allCases.compactMap { signal in
            switch signal {
            case .createdSince, .organisationCount, .commitFrequency, .issueCommentFrequency: (signal, 1)
            case .updatedSince: (signal, self == .python ? -1 : 1)
            case .contributorCount: (signal, 2)
            case .recentReleaseCount, .closedIssuesCount, .updatedIssuesCount: (signal, 0.5)
            case .mentionCount: (signal, self == .pikeWithDependents && hasDependents ? 1 : 2)
            case .dependentCount: self == .pikeWithDependents && hasDependents ? (signal, 4) : nil
            }
        }
    }

    /// The least and the most the score can be, whatever the missing signals are.
    func bounds(_ inputs: CriticalityInputs, hasDependents: Bool) -> (low: Double, high: Double) {
        var low = 0.0
        var high = 0.0
        var all = 0.0
        for (signal, weight) in terms(hasDependents: hasDependents) {
            all += weight
            if let input = inputs[signal] {
                let value = weight * scaled(input, of: signal)
                low += value
                high += value
            } else {
                low += min(0, weight)
                high += max(0, weight)
            }
        }
        return (low / all, high / all)
    }

    /// Between 0 and 1.
    func scaled(_ value: Double, of signal: Criticality.Signal) -> Double {
        let threshold = signal.threshold
        let value = value.isFinite ? max(0, value) : 0
        switch self {
        case .python:
            return log(1 + value) / log(1 + max(value, threshold))
        case .pike, .pikeWithDependents:
            let held = min(value, threshold)
            return log(1 + (signal == .updatedSince ? threshold - held : held)) / log(1 + threshold)
        }
    }
}

/// What the criticality formulas read; nil for what is not known.
package struct CriticalityInputs: Sendable, Hashable {
    /// Months of 30 days.
    package var createdSince: Double?
    /// Months of 30 days.
    package var updatedSince: Double?
    package var contributorCount: Double?
    package var organisationCount: Double?
    /// Commits a week over the last year.
    package var commitFrequency: Double?
    /// Of the last 365 days.
    package var recentReleaseCount: Double?
    /// Of the last 90 days.
    package var closedIssuesCount: Double?
    /// Of the last 90 days.
    package var updatedIssuesCount: Double?
    /// Comments per updated issue, of the last 90 days.
    package var issueCommentFrequency: Double?
    /// Commits elsewhere that name the project, as a forge's search counts them.
    package var mentionCount: Double?
    /// Projects that depend on it.
    package var dependentCount: Double?

    package init() {}

    /// What a history tells: six of ten signals. Organisations are those of the fifteen people with most commits, as upstream
    /// takes them, by the domain of their address.
    package init(_ metrics: HistoryMetrics) {
        guard let first = metrics.activity.firstCommit, let last = metrics.activity.latestCommit else { return }
        // A part of the history has neither its first commit nor all its people.
        if !metrics.isLowerBound {
            createdSince = Double((metrics.asOf.seconds &- first.seconds) / (30 * Calendar.day))
            contributorCount = Double(min(metrics.contributors.allTime, 5000))
            organisationCount = Double(metrics.dependency.leadingOrganisations)
        }
        updatedSince = Double((metrics.asOf.seconds &- last.seconds) / (30 * Calendar.day))
        // One decimal place, as upstream publishes it.
        commitFrequency = (Double(metrics.activity.commitsLast365Days) / 52 * 10).rounded() / 10
        recentReleaseCount = Double(metrics.releases.last365Days)
    }

    package subscript(signal: Criticality.Signal) -> Double? {
        switch signal {
        case .createdSince: createdSince
        case .updatedSince: updatedSince
        case .contributorCount: contributorCount
        case .organisationCount: organisationCount
        case .commitFrequency: commitFrequency
        case .recentReleaseCount: recentReleaseCount
        case .closedIssuesCount: closedIssuesCount
        case .updatedIssuesCount: updatedIssuesCount
        case .issueCommentFrequency: issueCommentFrequency
        case .mentionCount: mentionCount
        case .dependentCount: dependentCount
        }
    }
}
