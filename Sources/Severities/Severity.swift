// SPDX-License-Identifier: Apache-2.0

/// How bad something is: the qualitative severity rating scale of CVSS 3 and 4.
package enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    case none, low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    /// The word in any case, in the vocabularies that sources use: CVSS (`None` … `Critical`), Ubuntu (`negligible`,
    /// which is low: it is a vulnerability all the same), GitHub (`moderate`), Red Hat (`important`); nil for others.
    package init?(word: String) {
        switch word.lowercased() {
        case "none": self = .none
        case "negligible", "low": self = .low
        case "medium", "moderate": self = .medium
        case "high", "important": self = .high
        case "critical": self = .critical
        default: return nil
        }
    }

    /// The word as CVSS writes it in text: `Critical`.
    package var word: String {
        switch self {
        case .none: "None"
        case .low: "Low"
        case .medium: "Medium"
        case .high: "High"
        case .critical: "Critical"
        }
    }
}
