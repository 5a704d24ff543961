// SPDX-License-Identifier: Apache-2.0

/// Whole numbers as the notations write them: `-12`, `+12`, `1_000`, `0x1F`, `0o17`, `0b11`.
enum IntegerText {
    /// nil when it is no such number or does not fit `Int`. Which of the forms a notation allows is the reader's matter.
    static func value(of text: some Sequence<UInt8>) -> Int? {
        var digits = Array(text)
        let negative = digits.first == UInt8(ascii: "-")
        if negative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        var radix = 10
        if digits.count > 2, digits[0] == UInt8(ascii: "0") {
            switch digits[1] | 0x20 {
            case UInt8(ascii: "x"): radix = 16
            case UInt8(ascii: "o"): radix = 8
            case UInt8(ascii: "b"): radix = 2
            default: break
            }
            if radix != 10 { digits.removeFirst(2) }
        }
        var value = 0
        var seen = false
        for byte in digits where byte != UInt8(ascii: "_") {
            guard let digit = hexadecimalDigit(byte), Int(digit) < radix else { return nil }
            let (scaled, tooLarge) = value.multipliedReportingOverflow(by: radix)
            let (sum, overflow) =
                negative
                ? scaled.subtractingReportingOverflow(Int(digit)) : scaled.addingReportingOverflow(Int(digit))
            guard !tooLarge, !overflow else { return nil }
            value = sum
            seen = true
        }
        return seen ? value : nil
    }

    static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
