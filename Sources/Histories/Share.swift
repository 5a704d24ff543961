// SPDX-License-Identifier: Apache-2.0

/// So many of so many. Where there is nothing to take a part of, there is no percentage either.
package struct Share: Sendable, Hashable {
    package var part: Int
    package var whole: Int

    package init(_ part: Int = 0, of whole: Int = 0) {
        self.part = part
        self.whole = whole
    }

    /// Rounded down; nil where the whole is nothing.
    package var perMille: Int? { scaled(by: 1000) }

    /// Rounded down; nil where the whole is nothing.
    package var percent: Int? { scaled(by: 100) }

    private func scaled(by factor: Int) -> Int? {
        guard whole > 0, part >= 0 else { return nil }
        let product = part.multipliedFullWidth(by: factor)
        guard product.high < whole else { return nil }
        return whole.dividingFullWidth(product).quotient
    }

    mutating func count(_ isPart: Bool) {
        whole += 1
        if isPart { part += 1 }
    }
}

/// How durations spread: their number, median, 90th percentile and greatest.
package struct Spread: Sendable, Hashable {
    package var count: Int
    /// Seconds; of an even number of values the mean of the middle two, rounded down.
    package var median: Int64
    /// Seconds, by nearest rank.
    package var ninetieth: Int64
    /// Seconds.
    package var greatest: Int64

    /// nil where there are no values.
    package init?(of values: [Int64]) {
        let sorted = values.sorted()
        guard let last = sorted.last else { return nil }
        count = sorted.count
        let low = sorted[(sorted.count - 1) / 2]
        let high = sorted[sorted.count / 2]
        median = low + (high - low) / 2
        ninetieth = sorted[(sorted.count * 9 + 9) / 10 - 1]
        greatest = last
    }

    /// Whole days, rounded down.
    package var medianDays: Int { Int(median / Calendar.day) }
    /// Whole days, rounded down.
    package var ninetiethDays: Int { Int(ninetieth / Calendar.day) }
    /// Whole days, rounded down.
    package var greatestDays: Int { Int(greatest / Calendar.day) }
}
