// SPDX-License-Identifier: Apache-2.0
import Matching

/// The counts of a report.
package struct ScanSummary: Sendable, Hashable {
    package var files: Int
    package var components: Int
    /// Different package versions that are affected.
    package var affectedPackages: Int
    /// Different vulnerabilities (alias groups) that affect them.
    package var vulnerabilities: Int
    /// Of ``vulnerabilities``, by the worst rating each has: the words of ``Rating/word``.
    package var ratings: [String: Int]
    /// Different records that hold for a component and report no weakness (``Rating/notice``); counted here only.
    package var notices: Int
    /// Components of which something could not be judged.
    package var notJudged: Int
    /// Files that could not be read.
    package var unreadable: Int

    init(_ report: ScanReport) {
        files = report.files.count
        components = report.components.count
        let packages = report.affectedPackages
        affectedPackages = packages.count { $0.worst?.notice == nil }
        var worst: [String: Rating] = [:]
        for rated in packages.flatMap(\.rated) {
            let id = rated.match.group.id
            worst[id] = max(worst[id] ?? rated.rating, rated.rating)
        }
        let all = worst.count
        worst = worst.filter { $0.value.notice == nil }
        vulnerabilities = worst.count
        notices = all - worst.count
        ratings = worst.values.reduce(into: [:]) { $0[$1.word, default: 0] += 1 }
        notJudged = Set(report.openQuestions.flatMap(\.components)).count
        unreadable = report.problems.count { $0.kind == .unreadable }
    }

    /// One sentence.
    package var sentence: String {
        guard components > 0 || unreadable > 0 else {
            return files == 0
                ? "Nothing was found that names components: no lockfile, SBOM or package database."
                : "\(ScanSummary.count(files, "file")) read, and no component in \(files == 1 ? "it" : "them")."
        }
        guard components > 0 else {
            return "No component was found; \(ScanSummary.count(unreadable, "file")) could not be read."
        }
        var parts = ["\(ScanSummary.count(components, "component")) in \(ScanSummary.count(files, "file"))"]
        if affectedPackages > 0 {
            let order = ["malicious", "critical", "high", "unrated", "medium", "low", "none"]
            let words = order.compactMap { word in ratings[word].map { "\($0) \(word)" } }.joined(separator: ", ")
            parts.append(
                "\(affectedPackages) affected by \(ScanSummary.count(vulnerabilities, "vulnerability")) (\(words))")
        } else {
            parts.append("none known to be affected")
        }
        if notices > 0 {
            parts.append("\(ScanSummary.count(notices, "notice")) of packages without a maintainer and the like")
        }
        if notJudged > 0 { parts.append("\(notJudged) could not be judged in full") }
        if unreadable > 0 { parts.append("\(ScanSummary.count(unreadable, "file")) could not be read") }
        return parts[0] + ": " + parts.dropFirst().joined(separator: "; ") + "."
    }

    /// "1 file", "2 files", "3 vulnerabilities".
    package static func count(_ number: Int, _ noun: String) -> String {
        if number == 1 { return "1 \(noun)" }
        return noun.hasSuffix("y") ? "\(number) \(noun.dropLast())ies" : "\(number) \(noun)s"
    }
}
