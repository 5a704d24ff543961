// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// Scores as they are shown.
package enum ScoreText {
    /// `7.4` of 74 tenths, `-0.2` of -2; whole points without fraction.
    static func points(_ tenths: Int) -> String {
        let rest = tenths % 10
        guard rest != 0 else { return "\(tenths / 10)" }
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(rest.magnitude)"
    }

    /// 65 of `6.5`: a score from 0 to 10 with at most one decimal place; nil for anything else.
    package static func tenths(of text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int(parts[0]), (0...10).contains(whole),
            let tenth = parts.count == 2 ? (parts[1].count == 1 ? Int(parts[1]) : nil) : 0
        else { return nil }
        return whole * 10 + tenth
    }

    /// `7.4` or `10.0`, always with one decimal place: as Scorecard prints its whole score.
    static func decimal(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

    /// `5.1–7.4`, or `7.4` where both ends are the same; `–` where there is none.
    static func interval(_ interval: ScoreInterval?) -> String {
        guard let interval else { return "–" }
        return interval.isExact
            ? points(interval.lowest) : "\(points(interval.lowest))–\(points(interval.highest))"
    }

    static func compatible(_ score: CompatibleScore) -> String {
        switch score {
        case .score(let number): "\(number)"
        case .inconclusive: "?"
        }
    }

    /// `+1.25` of 125 hundredths.
    static func gain(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return "+\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    static func tone(_ interval: ScoreInterval?) -> BadgePicture.Tone {
        guard let interval else { return .unknown }
        switch (interval.lowest, interval.highest) {
        case (80..., _): return .good
        case (60..., _): return .fair
        case (_, 60...): return .unknown
        case (40..., _), (_, 40...): return .poor
        default: return .bad
        }
    }
}
