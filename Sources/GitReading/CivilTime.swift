// SPDX-License-Identifier: Apache-2.0

/// A moment on the calendar (UTC).
struct CivilTime {
    var year: Int64
    var month: Int64
    var day: Int64
    /// Seconds since midnight.
    var second: Int64
    /// The first second of the month, since 1970.
    var monthStart: Int64

    /// Counts days from the first of March of the year 0 in cycles of 400 years (Hinnant, "chrono-compatible low-level date
    /// algorithms").
    init(_ time: Int64) {
        let days = time >= 0 ? time / 86_400 : (time - 86_399) / 86_400
        second = time - days * 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        monthStart = (days - day + 1) * 86_400
    }

    /// `YYYYMMDDHHMMSS`; nil beyond the years of four digits.
    var stamp: String? {
        guard (0...9999).contains(year) else { return nil }
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(year, 4) + padded(month, 2) + padded(day, 2) + padded(second / 3_600, 2)
            + padded(second / 60 % 60, 2) + padded(second % 60, 2)
    }
}
