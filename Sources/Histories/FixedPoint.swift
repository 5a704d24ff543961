// SPDX-License-Identifier: Apache-2.0

/// A number with a fixed count of decimal places, held as a whole number of its smallest unit, so that it is written the
/// same everywhere.
package struct FixedPoint: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// `99107` for 0.99107.
    package let units: Int
    /// 0 to 9.
    package let places: Int

    package init(units: Int, places: Int) {
        self.units = units
        self.places = min(max(places, 0), 9)
    }

    /// The nearest one, halves away from zero; values that are none, or too large to hold, are zero.
    package init(_ value: Double, places: Int) {
        let places = min(max(places, 0), 9)
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        self.init(units: Int(exactly: (value * factor).rounded(.toNearestOrAwayFromZero)) ?? 0, places: places)
    }

    package var value: Double {
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        return Double(units) / factor
    }

    package static func < (left: FixedPoint, right: FixedPoint) -> Bool {
        left.places == right.places ? left.units < right.units : left.value < right.value
    }

    /// `0.99107`, `-1.50`, `7`.
    package var description: String {
        guard places > 0 else { return String(units) }
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        let point = padded.index(padded.endIndex, offsetBy: -places)
        return (units < 0 ? "-" : "") + padded[..<point] + "." + padded[point...]
    }
}
