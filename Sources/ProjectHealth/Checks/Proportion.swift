// SPDX-License-Identifier: Apache-2.0

/// Parts of a whole as scores, rounded down as Scorecard does.
enum Proportion {
    /// 0 to 10; 0 where the whole is nothing.
    static func score(_ part: Int, of whole: Int) -> Int { scaled(part, of: whole, to: 10) }

    /// Tenths, 0 to 100; 0 where the whole is nothing.
    static func points(_ part: Int, of whole: Int) -> Int { scaled(part, of: whole, to: 100) }

    private static func scaled(_ part: Int, of whole: Int, to most: Int) -> Int {
        guard whole > 0, part > 0 else { return 0 }
        let (product, overflow) = part.multipliedReportingOverflow(by: most)
        return overflow ? most : min(most, product / whole)
    }

    /// A kind of thing, how many of it are good, and what each weighs.
    struct Group: Sendable, Hashable {
        var good: Int
        var all: Int
        var weight: Int
    }

    /// Groups together, each thing with its group's weight; nil where there is nothing.
    static func scaled(_ groups: [Group], to most: Int) -> Int? {
        var good = 0
        var all = 0
        for group in groups {
            good += group.good * group.weight
            all += group.all * group.weight
        }
        return all > 0 ? scaled(good, of: all, to: most) : nil
    }
}
