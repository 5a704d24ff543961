// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Days, weekdays and months of seconds since 1970, in the proleptic Gregorian calendar.
enum Calendar {
    static let day: Int64 = 86_400

    /// Rounded towards the past.
    static func dayNumber(of seconds: Int64) -> Int {
        let days = seconds / day
        return Int(seconds % day < 0 ? days - 1 : days)
    }

    /// Monday is 0. 1970-01-01 was a Thursday.
    static func weekday(ofDay number: Int) -> Int {
        let shifted = (number % 7 + 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }

    /// Outside Monday to Friday, 08:00 to 18:00, on the clock that is so many minutes east of UTC.
    static func isOutsideWorkingHours(_ seconds: Int64, offset: Int16) -> Bool {
        let local = Instant(seconds: seconds).seconds + Int64(offset) * 60
        let number = dayNumber(of: local)
        let second = local - Int64(number) * day
        return weekday(ofDay: number) > 4 || second < 8 * 3600 || second >= 18 * 3600
    }
}

/// A month of a year.
package struct CalendarMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Months since January of the year 0.
    package let number: Int

    package init(number: Int) { self.number = number }

    package init(_ instant: Instant) { self.init(seconds: instant.seconds) }

    /// Of a time held inside the years 0 to 9999. Years begin in March here, so that the leap day is the last of one.
    package init(seconds: Int64) {
        let shifted = Calendar.dayNumber(of: Instant(seconds: seconds).seconds) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        // March is month 2 when January is 0; January and February belong to the next year.
        number = (yearOfEra + era * 400) * 12 + marchMonth + 2
    }

    package var year: Int { number / 12 }
    /// 1 to 12.
    package var month: Int { number % 12 + 1 }
    /// Quarters since the first of the year 0.
    package var quarter: Int { number / 3 }
    /// Its first second, in UTC, of a month in the years 0 to 9999.
    package var start: Instant { Instant(rfc3339: "\(self)-01T00:00:00Z") ?? .earliest }

    package static func < (left: CalendarMonth, right: CalendarMonth) -> Bool { left.number < right.number }

    /// `2024-02`.
    package var description: String {
        let year = String(self.year)
        return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + (month < 10 ? "-0" : "-")
            + String(month)
    }
}

/// A quarter of a year.
package struct CalendarQuarter: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Quarters since the first of the year 0.
    package let number: Int

    package init(number: Int) { self.number = number }

    package static func < (left: CalendarQuarter, right: CalendarQuarter) -> Bool { left.number < right.number }

    /// `2024-Q1`.
    package var description: String {
        let year = String(number / 4)
        return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + "-Q" + String(number % 4 + 1)
    }
}
