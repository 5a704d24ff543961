// SPDX-License-Identifier: Apache-2.0
package import Inventories
package import Packages

/// Holds components against an index.
///
/// Rules: (1) a component is affected when any rule of any record of an alias group says so; (2) what cannot be decided is
/// never taken for a good answer: of several records of a group the worst answer counts, in the order affected, not
/// evaluable, unknown, fixed, not affected, and the others are kept as dissent; (3) but records of a repository, found
/// beside records of the package itself, do not open again what those have settled; (4) rules of another release or
/// registry do not count.
package struct Matcher: Sendable {
    /// What becomes a ``Match``.
    package enum Listing: Sendable {
        /// What is affected or could not be decided; the rest is counted.
        case open
        /// Everything that speaks of the package.
        case all
    }

    package let index: AdvisoryIndex
    private let listing: Listing
    private let git: GitAnswering

    package init(index: AdvisoryIndex, listing: Listing = .open, git: GitAnswering = .none) {
        self.index = index
        self.listing = listing
        self.git = git
    }

    /// Judges components; one judgement for each, in their order.
    ///
    /// - Throws: `MatchingError` of kind `damaged`, when what a component leads to cannot be read.
    package func judge(_ components: [Component]) throws(MatchingError) -> [ComponentJudgement] {
        try index.reading("what it holds of a package") { () throws(Damage) in
            var session = JudgingSession(index: index, git: git)
            var judgements: [ComponentJudgement] = []
            judgements.reserveCapacity(components.count)
            for (position, component) in components.enumerated() {
                let question = Question(lookUps: LookUp.all(of: component), requirement: component.requirement)
                var judgement = try session.judge(question, listing: listing, position: position)
                if component.ecosystem == nil, question.lookUps.isEmpty {
                    judgement.notJudged = .noEcosystem(Matcher.reason(component))
                }
                judgements.append(judgement)
            }
            return judgements
        }
    }

    /// Says what speaks for the verdicts of matches, and what against them; in their order. Quickest for all matches of a
    /// component in a row.
    package func explain(_ matches: [Match]) throws(MatchingError) -> [MatchExplanation] {
        try index.reading("what it holds of a package") { () throws(Damage) in
            var session = JudgingSession(index: index, git: git)
            return try session.explain(matches)
        }
    }

    /// Judges one package.
    package func judge(_ coordinate: PackageCoordinate) throws(MatchingError) -> ComponentJudgement {
        try index.reading("what it holds of a package") { () throws(Damage) in
            var session = JudgingSession(index: index, git: git)
            return try session.judge(Question(lookUps: LookUp.all(of: coordinate)), listing: listing, position: 0)
        }
    }

    /// Judges what a package URL means.
    package func judge(_ url: PackageURL) throws(MatchingError) -> ComponentJudgement {
        switch url.coordinate() {
        case .found(let coordinate): return try judge(coordinate)
        case .noEcosystem(let reason):
            return ComponentJudgement(position: 0, notJudged: .noEcosystem(reason.message))
        }
    }

    private static func reason(_ component: Component) -> String {
        guard let purl = component.purl else { return "without a package URL, which kind of package it is stays open" }
        if case .noEcosystem(let reason) = purl.coordinate() { return reason.message }
        return "no advisory ecosystem covers packages of this kind"
    }
}
