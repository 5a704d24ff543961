// SPDX-License-Identifier: Apache-2.0
package import Advisories
package import Packages

/// What the data says about a component and a vulnerability.
package enum Verdict: Sendable, Hashable {
    /// A range or an enumerated version says so.
    case affected
    /// The version lies outside of all ranges and is not enumerated.
    case notAffected
    /// As ``notAffected``, because the version is at or behind one that has the fix.
    case fixed
    /// The data would answer, but too little is known of the component, or of the ecosystem.
    case unknown(UnknownReason)
    /// All that is needed is there, and it cannot be compared.
    case notEvaluable(NotEvaluableReason)

    /// Whether the question is closed with a good answer.
    package var isSettled: Bool { self == .fixed || self == .notAffected }
}

/// What would have to be known.
package enum UnknownReason: Sendable, Hashable {
    /// The component belongs to no ecosystem that advisories speak of; a sentence says why.
    case noEcosystem(String)
    /// No advisory of the ecosystem is in the index.
    case ecosystemNotLoaded(Ecosystem)
    /// Advisories of the ecosystem are in the index, but none of the release.
    case releaseNotLoaded(EcosystemName)
    /// Advisories of one release say affected, and which release the component is of is open; a sentence says why.
    case releaseNotStated(String)
    /// The component has neither a version nor a requirement.
    case versionNotStated
    /// The component has a requirement only, which admits affected versions and others, or cannot be read; as written.
    case requirement(String)

    /// One sentence in plain words, without a full stop at its end.
    package var message: String {
        switch self {
        case .noEcosystem(let sentence), .releaseNotStated(let sentence): sentence
        case .ecosystemNotLoaded(let ecosystem): "no advisories of \(ecosystem.rawValue) are loaded"
        case .releaseNotLoaded(let name): "no advisories of \(name) are loaded"
        case .versionNotStated: "the component's version is not stated"
        case .requirement(let text): "the requirement '\(text)' does not say which version is used"
        }
    }
}

/// What stands in the way.
package enum NotEvaluableReason: Sendable, Hashable {
    /// The component's version cannot be compared; a sentence says why.
    case version(String)
    /// A version that the record names cannot be compared, and the answer depends on it; a sentence says why.
    case event(String)
    /// It takes a repository to answer.
    case commits(CommitQuestion)
    /// A repository was asked and had no answer; a sentence says why.
    case commitsUndecided(CommitQuestion, String)
    /// A part of the record cannot be read; a sentence says which.
    case record(String)
    /// The record names the package and says nothing of its versions.
    case nothingStated
    /// How versions of the ecosystem are ordered is not known.
    case noOrder(EcosystemName)

    /// One sentence in plain words; those made here are without a full stop at the end.
    package var message: String {
        switch self {
        case .version(let sentence), .event(let sentence), .commitsUndecided(_, let sentence), .record(let sentence):
            sentence
        case .commits(let question):
            question.revision == nil
                ? "the record names commits of \(question.repository), and which commit the component is of is not stated"
                : "the record names commits of \(question.repository), which is not at hand"
        case .nothingStated: "the record does not say which versions are affected"
        case .noOrder(let name): "how versions of \(name) are ordered is not known"
        }
    }
}

/// Whether a commit lies in a range of commits (OSV 1.7.5, `ranges[].type` GIT).
package struct CommitQuestion: Sendable, Hashable {
    /// As the record writes it.
    package var repository: String
    /// Commits in hexadecimal; `introduced` may be `0`.
    package var events: [RangeEvent]
    /// The component's commit; nil where it is not known, and nobody can be asked.
    package var revision: String?

    package init(repository: String, events: [RangeEvent], revision: String?) {
        self.repository = repository
        self.events = events
        self.revision = revision
    }
}

/// The answer of a repository.
package enum CommitVerdict: Sendable, Hashable {
    case affected
    case notAffected
    /// Not affected, as a fix is among the commit's ancestors.
    case fixed
    /// A sentence says why.
    case notEvaluable(String)
}

/// Asks repositories about commits. Matching itself knows none: whoever has one at hand answers, and those who need time
/// to find out judge once without, gather the ``CommitQuestion``s of the verdicts, and judge again with the answers.
package struct GitAnswering: Sendable {
    /// Nil where the repository is not at hand.
    package var answer: @Sendable (CommitQuestion) -> CommitVerdict?

    package init(answer: @escaping @Sendable (CommitQuestion) -> CommitVerdict?) {
        self.answer = answer
    }

    /// No repository is at hand.
    package static let none = GitAnswering { _ in nil }
}
