// SPDX-License-Identifier: Apache-2.0
import Advisories
package import Matching
package import Severities

/// How bad a match is, by the best-founded statement among its evidence.
package struct Rating: Sendable, Hashable, Comparable {
    /// Nil where no record says anything that can be read.
    package var severity: Severity?
    /// Nil where only a word is known.
    package var score: Score?
    /// The vector behind the score.
    package var vector: String?
    /// A package that is malicious as a whole ranks before every weakness.
    package var isMalicious: Bool
    /// What a record is that reports no weakness: `unmaintained` or `notice`.
    package var notice: String?

    package init(severity: Severity?, score: Score?, vector: String?, isMalicious: Bool, notice: String? = nil) {
        self.severity = severity
        self.score = score
        self.vector = vector
        self.isMalicious = isMalicious
        self.notice = notice
    }

    /// The highest score that any record states decides: records of one vulnerability rate it for different users, and
    /// none of them knows this one's. A word counts only where no vector can be read.
    ///
    /// - Parameter related: records of the vulnerability that speak of other packages; asked where the match's own say nothing.
    package init(of match: MatchExplanation, related: [IndexedAdvisory] = []) {
        var best = Rating(
            severity: nil, score: nil, vector: nil,
            isMalicious: match.evidence.contains { $0.advisory.isMaliciousPackage }, notice: Rating.notice(of: match))
        var word: Severity?
        for evidence in match.evidence + match.dissent {
            for entry in evidence.severity {
                switch entry.kind {
                case .ubuntu: word = [word, Severity(word: entry.score)].compactMap(\.self).max()
                default:
                    guard let vector = try? CVSSVector(parsing: entry.score, tolerant: true) else { continue }
                    let score = vector.overall
                    if best.score.map({ score > $0 }) ?? true {
                        best.score = score
                        best.severity = vector.severity
                        best.vector = entry.score
                    }
                }
            }
            if let text = evidence.severityWord { word = [word, Severity(word: text)].compactMap(\.self).max() }
        }
        if best.severity == nil { best.severity = word ?? Rating.word(before: match) }
        for advisory in related where best.severity == nil {
            let rating = SeverityEntry.rating(of: advisory.severity, word: advisory.severityWord)
            best.severity = rating
            let vector = advisory.severity.compactMap(\.vector).max { $0.overall < $1.overall }
            if let vector, vector.severity == rating {
                best.score = vector.overall
                best.vector = vector.description
            }
        }
        if best.severity == nil, best.notice != nil { best.severity = Severity.none } else { best.notice = nil }
        self = best
    }

    /// The word that Red Hat and its kin put before a summary: `Important: kernel security update`.
    private static func word(before match: MatchExplanation) -> Severity? {
        match.evidence.compactMap { evidence in
            guard let summary = evidence.advisory.summary, let colon = summary.firstIndex(of: ":") else { return nil }
            return Severity(word: String(summary[..<colon]))
        }.max()
    }

    /// RustSec publishes that a package has no maintainer any more, and other news, as records like all others; those
    /// that it calls `unsound` are weaknesses, and stay.
    private static func notice(of match: MatchExplanation) -> String? {
        let words = Set(match.evidence.map { $0.severityWord?.lowercased() ?? "" })
        return words == ["unmaintained"] || words == ["notice"] ? words.first : nil
    }

    /// The word shown for it.
    package var word: String {
        isMalicious ? "malicious" : notice ?? severity?.word.lowercased() ?? "unrated"
    }

    package static func < (left: Rating, right: Rating) -> Bool { left.rank < right.rank }

    private var rank: (Int, Int) {
        // An unrated vulnerability may be anything; it stands between medium and high.
        let step =
            switch severity {
            case nil: 5
            case .some(.none): notice == nil ? 1 : 0
            case .low: 2
            case .medium: 4
            case .high: 6
            case .critical: 8
            }
        return (isMalicious ? 10 : step, score?.tenths ?? 0)
    }

    /// Whether it counts for `--fail-on LEAST`; what nobody rated counts for every level, since unknown is never fine. A
    /// notice is no vulnerability, and counts for none.
    package func reaches(_ least: Severity) -> Bool {
        isMalicious || notice == nil && (severity.map { $0 >= least } ?? true)
    }
}
