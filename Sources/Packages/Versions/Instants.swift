// SPDX-License-Identifier: Apache-2.0

/// RFC 3339 instants (§5.6), for the VERS type `datetime`: `2024-01-01T00:00:00.5+02:00`, compared as moments.
enum Instants {
    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "date and time of RFC 3339") }
        guard let b = parts(second) else { return notEvaluable(second, is: "date and time of RFC 3339") }
        let order = VersionOrder(a.seconds, b.seconds)
        guard case .equal = order else { return order.comparison }
        return byteOrder(
            first, withoutZeros(first, a.fraction), second, withoutZeros(second, b.fraction)
        ).comparison
    }

    private static func withoutZeros(_ text: VersionBytes, _ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, text[end &- 1] == UInt8(ascii: "0") { end &-= 1 }
        return range.lowerBound..<end
    }

    /// Seconds since 0000-03-01, and the digits of the fraction.
    private static func parts(_ text: VersionBytes) -> (seconds: Int, fraction: Range<Int>)? {
        guard
            let year = number(text, 0, 4), text.byte(4) == UInt8(ascii: "-"), let month = number(text, 5, 2),
            text.byte(7) == UInt8(ascii: "-"), let day = number(text, 8, 2), text.byte(10) | 0x20 == UInt8(ascii: "t"),
            let hour = number(text, 11, 2), text.byte(13) == UInt8(ascii: ":"), let minute = number(text, 14, 2),
            text.byte(16) == UInt8(ascii: ":"), let second = number(text, 17, 2)
        else { return nil }
        guard 1...12 ~= month, 1...daysOf(month: month, year: year) ~= day, hour < 24, minute < 60, second <= 60 else {
            return nil
        }
        var index = 19
        var fraction = 0..<0
        if text.byte(index) == UInt8(ascii: ".") {
            let end = text.endOfDigits(index &+ 1, limit: text.count)
            guard end > index &+ 1 else { return nil }
            fraction = (index &+ 1)..<end
            index = end
        }
        var offset = 0
        switch text.byte(index) {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): index &+= 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard
                let hours = number(text, index &+ 1, 2), text.byte(index &+ 3) == UInt8(ascii: ":"),
                let minutes = number(text, index &+ 4, 2), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (text[index] == UInt8(ascii: "-") ? -60 : 60)
            index &+= 6
        default: return nil
        }
        guard index == text.count else { return nil }
        // Years begin in March, so that the leap day is the last.
        let shifted = month > 2 ? year : year - 1
        let days =
            365 * shifted + floored(shifted, 4) - floored(shifted, 100) + floored(shifted, 400)
            + (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return (((days * 24 + hour) * 60 + minute) * 60 + second - offset, fraction)
    }

    private static func floored(_ year: Int, _ divisor: Int) -> Int {
        year >= 0 ? year / divisor : -1
    }

    private static func daysOf(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(_ text: VersionBytes, _ start: Int, _ digits: Int) -> Int? {
        var value = 0
        for index in start..<(start &+ digits) {
            let byte = text.byte(index)
            guard byte.isDigit else { return nil }
            value = value * 10 + Int(byte &- 0x30)
        }
        return value
    }
}
