// SPDX-License-Identifier: Apache-2.0
import Histories
import ProjectHealth

/// The sentences that several formats share.
enum ReportWords {
    static func sentence(_ gap: History.Gap) -> String {
        switch gap {
        case .shallow: "The clone is shallow: first dates, counts and people are lower bounds."
        case .missingContents(let commits):
            "Contents are missing from the clone: of \(commits) commit\(commits == 1 ? "" : "s") the changed lines are unknown."
        case .truncated(let commits): "Only the newest \(commits) commits were read."
        case .uncountedChanges(let commits):
            "There is more than is counted: of \(commits) commit\(commits == 1 ? "" : "s") the changes are unknown."
        case .truncatedTags(let tags): "Only \(tags) tag\(tags == 1 ? "" : "s") could be read; there may be more."
        default: "Something of the history could not be read: \(gap)."
        }
    }

    /// What of the tree was not seen.
    static func sentences(_ tree: TreeSummary) -> [String] {
        var sentences: [String] = []
        if tree.omitted > 0 { sentences.append("The tree has more than the \(tree.files) files that were looked at.") }
        if tree.isDamaged { sentences.append("A part of the tree is missing from the clone: there may be more files.") }
        if !tree.unread.isEmpty {
            let names = tree.unread.prefix(3).map { "\($0.path) (\(reason($0.reason)))" }
            let more = tree.unread.count - names.count
            sentences.append(
                "Not read: \(names.joined(separator: ", "))\(more > 0 ? " and \(count(more, "other file"))" : "").")
        }
        return sentences
    }

    /// What the report lacks and why: of the history, of the tree, of what was asked for, of the forge.
    static func notSeen(_ report: HealthReport) -> [String] {
        var sentences = report.gaps.map(sentence)
        sentences += report.problems.map { problem in (problem.place.map { $0 + ": " } ?? "") + problem.message }
        sentences += self.sentences(report.tree)
        if case .unknown(let unknown) = report.forgeMetrics, report.sections.contains(.checks) {
            sentences.append(unknown.reason + (unknown.hint.map { " \($0)" } ?? ""))
        }
        return sentences
    }

    /// What holding signatures against keys came to: how many are good, and every other one. Empty where none was held.
    static func signatures(_ report: HealthReport) -> [(verdict: String, text: String)] {
        guard case .known(let signatures) = report.signatures else { return [] }
        var good = 0
        var rows: [(String, String)] = []
        for signature in signatures {
            let name = signature.isTag ? "tag \(signature.name)" : "commit \(signature.name.prefix(12))"
            switch signature.verdict {
            case .good: good += 1
            case .bad(let reason): rows.append(("bad", "\(name)  \(reason)"))
            case .unknown(let reason): rows.append(("unknown", "\(name)  \(reason)"))
            }
        }
        rows.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        let all =
            signatures.isEmpty ? "no tag or commit is signed" : "\(good) of \(count(signatures.count, "signature"))"
        return [("good", all)] + rows
    }

    static func reason(_ reason: UnreadFile.Reason) -> String {
        switch reason {
        case .tooLarge(let limit): "larger than \(limit) bytes"
        case .missing: "its content is not in the clone"
        case .tooMany: "more documents than are read"
        }
    }

    /// `3 files` or `1 file`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    /// The verdict on the whole in one sentence.
    static func headline(_ report: HealthReport) -> String {
        guard let interval = report.score.interval else { return "Nothing of this project could be judged." }
        let score =
            interval.isExact
            ? "Score \(ScoreText.points(interval.lowest)) of 10"
            : "Score between \(ScoreText.points(interval.lowest)) and \(ScoreText.points(interval.highest)) of 10"
        let compatible = report.score.compatible.map { "Scorecard-compatible \(ScoreText.decimal($0))" }
        return "\(score), \(report.score.coverage) % decided\(compatible.map { "; \($0)" } ?? "")."
    }
}
