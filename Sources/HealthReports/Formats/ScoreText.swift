// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// Scores as they are shown.
enum ScoreText {
    /// `7.4` of 74 tenths, `-0.2` of -2; whole points without fraction.
    static func points(_ tenths: Int) -> String {
        let rest = tenths % 10
        guard rest != 0 else { return "\(tenths / 10)" }
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(rest.magnitude)"
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
