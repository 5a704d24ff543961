// SPDX-License-Identifier: Apache-2.0

/// A point in time of RFC 3339: seconds since 1970-01-01T00:00:00Z without leap seconds, and nanoseconds. Years 0 to
/// 9999.
package struct Instant: Sendable, Hashable, Comparable {
    package let seconds: Int64
    /// 0 to 999,999,999.
    package let nanoseconds: Int32

    /// 0000-01-01T00:00:00Z
    package static let earliest = Instant(seconds: -62_167_219_200)
    /// 9999-12-31T23:59:59Z
    package static let latest = Instant(seconds: 253_402_300_799)

    /// Held inside the years 0 to 9999 and the nanoseconds inside their second, so that every instant can be written.
    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
        self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// Whole seconds from `other` to this one; negative where `other` is later.
    package func seconds(since other: Instant) -> Int64 {
        seconds - other.seconds
    }

    /// The last second of the same day in UTC.
    package var endOfDay: Instant {
        let inDay = (seconds % 86_400 + 86_400) % 86_400
        return Instant(seconds: seconds - inDay + 86_399)
    }

    package func adding(seconds: Int64) -> Instant {
        let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
        return overflow ? (seconds < 0 ? .earliest : .latest) : Instant(seconds: sum, nanoseconds: nanoseconds)
    }
}

// MARK: - Reading

extension Instant {
    /// The `date-time` of RFC 3339 §5.6, nothing looser: `T` between date and time, seconds and an offset are required;
    /// `t` and `z` may be small. Digits of the fraction past the ninth are cut off. A leap second (`23:59:60` in UTC,
    /// on any day) is read as the second after it.
    package init?(rfc3339 text: some StringProtocol) {
        var text = String(text)
        let parsed = text.withUTF8 { Instant(rfc3339: $0) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// ``init(rfc3339:)-(StringProtocol)`` on the bytes of a string.
    package init?(rfc3339 text: UnsafeBufferPointer<UInt8>) {
        var reader = DigitReader(bytes: text)
        guard let year = reader.digits(4), reader.skip("-"), let month = reader.digits(2), reader.skip("-"),
            let day = reader.digits(2), reader.skip("T") || reader.skip("t"),
            let hour = reader.digits(2), reader.skip(":"), let minute = reader.digits(2), reader.skip(":"),
            let second = reader.digits(2)
        else { return nil }
        guard (1...12).contains(month), day >= 1, day <= Instant.days(inMonth: month, ofYear: year),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var nanoseconds = 0
        if reader.skip(".") {
            guard let fraction = reader.fraction() else { return nil }
            nanoseconds = fraction
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        let days = Instant.days(fromYear: year, month: month, day: day)
        let total = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
        // With a leap second, `total` already is the start of the next minute, which must be a day's.
        if second == 60, total % 86_400 != 0 { return nil }
        guard total >= Instant.earliest.seconds, total <= Instant.latest.seconds else { return nil }
        self.init(seconds: Int64(total), nanoseconds: Int32(nanoseconds))
    }

    private static func days(inMonth month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar. Years begin in March here, so that the leap day is
    /// the last of one and month lengths follow from one division; 719,468 days lie between 0000-03-01 and 1970-01-01.
    private static func days(fromYear year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Digits and signs at fixed places, from the front.
private struct DigitReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func skip(_ expected: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: expected) else { return false }
        position += 1
        return true
    }

    mutating func digit() -> Int? {
        guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) else {
            return nil
        }
        defer { position += 1 }
        return Int(bytes[position] - UInt8(ascii: "0"))
    }

    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// At least one digit, as nanoseconds.
    mutating func fraction() -> Int? {
        guard var value = digit() else { return nil }
        var count = 1
        while let digit = digit() {
            if count < 9 {
                value = value * 10 + digit
                count += 1
            }
        }
        for _ in count..<9 { value *= 10 }
        return value
    }

    /// `Z` or `±hh:mm`, in minutes.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes)
    }
}

// MARK: - Writing

extension Instant: CustomStringConvertible {
    /// In UTC with `Z`; a fraction only where there is one, without trailing zeros.
    package var rfc3339: String {
        var days = Int(seconds) / 86_400
        var second = Int(seconds) % 86_400
        if second < 0 {
            second += 86_400
            days -= 1
        }
        let (year, month, day) = Instant.date(fromDays: days)
        var output: [UInt8] = []
        output.reserveCapacity(30)
        func append(_ value: Int, digits: Int) {
            var divisor = 1
            for _ in 1..<digits { divisor *= 10 }
            while divisor > 0 {
                output.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
                divisor /= 10
            }
        }
        append(year, digits: 4)
        output.append(UInt8(ascii: "-"))
        append(month, digits: 2)
        output.append(UInt8(ascii: "-"))
        append(day, digits: 2)
        output.append(UInt8(ascii: "T"))
        append(second / 3600, digits: 2)
        output.append(UInt8(ascii: ":"))
        append(second / 60 % 60, digits: 2)
        output.append(UInt8(ascii: ":"))
        append(second % 60, digits: 2)
        if nanoseconds > 0 {
            output.append(UInt8(ascii: "."))
            append(Int(nanoseconds), digits: 9)
            while output.last == UInt8(ascii: "0") { output.removeLast() }
        }
        output.append(UInt8(ascii: "Z"))
        return String(decoding: output, as: UTF8.self)
    }

    package var description: String { rfc3339 }

    /// The other way round than `days(fromYear:month:day:)`.
    private static func date(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}
