// SPDX-License-Identifier: Apache-2.0

/// A CVSS score from 0.0 to 10.0, kept in tenths: scores are decimals, never binary floats.
package struct Score: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 0 to 100; 98 is 9.8.
    package let tenths: Int

    init(tenths: Int) {
        self.tenths = Swift.min(Swift.max(tenths, 0), 100)
    }

    package static func < (left: Score, right: Score) -> Bool { left.tenths < right.tenths }

    /// With one digit behind the point: `9.8`, `10.0`.
    package var description: String { "\(tenths / 10).\(tenths % 10)" }

    /// CVSS 3.1 §5 and 4.0 §6; for 2.0, which has no scale of its own, that of the National Vulnerability Database.
    package func severity(_ version: CVSSVector.Version) -> Severity {
        switch (version, tenths) {
        case (.v2, ..<40): .low
        case (.v2, ..<70): .medium
        case (.v2, _): .high
        case (_, 0): .none
        case (_, ..<40): .low
        case (_, ..<70): .medium
        case (_, ..<90): .high
        default: .critical
        }
    }
}
