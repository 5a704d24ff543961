// SPDX-License-Identifier: Apache-2.0

/// Base 16 (RFC 4648 §8), written small, read in either case.
package enum Hexadecimal {
    package static func text(of bytes: some Sequence<UInt8>) -> String {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        var output: [UInt8] = []
        for byte in bytes {
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 15)])
        }
        return String(decoding: output, as: UTF8.self)
    }

    package static func bytes(of text: some StringProtocol) throws(WireError) -> [UInt8] {
        var output: [UInt8] = []
        var high: UInt8?
        for (position, byte) in text.utf8.enumerated() {
            guard let digit = value(of: byte) else {
                throw WireError("Character \(position + 1) is not a hexadecimal digit.", offset: position)
            }
            if let first = high {
                output.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { throw WireError("The text has an odd number of hexadecimal digits.") }
        return output
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Base 64 (RFC 4648 §4) with padding.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func text(of bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var position = 0
        while position < bytes.count {
            let group = bytes[position..<min(position + 3, bytes.count)]
            var bits = 0
            for offset in 0..<3 { bits = bits << 8 | (offset < group.count ? Int(group[position + offset]) : 0) }
            for offset in 0..<4 {
                let isData = offset <= group.count
                output.append(isData ? alphabet[bits >> (18 - 6 * offset) & 63] : UInt8(ascii: "="))
            }
            position += 3
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Padding must be there and the unused bits zero: one text for one run of bytes.
    package static func bytes(of text: some StringProtocol) throws(WireError) -> [UInt8] {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var digits = 0
        var padding = 0
        for (position, byte) in text.utf8.enumerated() {
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let digit = value(of: byte) else {
                throw WireError("Character \(position + 1) is not a digit of base 64 there.", offset: position)
            }
            bits = bits << 6 | UInt32(digit)
            digits += 1
            if digits % 4 == 0 {
                output.append(UInt8(truncatingIfNeeded: bits >> 16))
                output.append(UInt8(truncatingIfNeeded: bits >> 8))
                output.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
            }
        }
        switch (digits % 4, padding) {
        case (0, 0): break
        case (2, 2) where bits & 0xF == 0: output.append(UInt8(truncatingIfNeeded: bits >> 4))
        case (3, 1) where bits & 0x3 == 0:
            output.append(UInt8(truncatingIfNeeded: bits >> 10))
            output.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: throw WireError("The end of the base 64 text is cut off, or its padding is wrong.")
        }
        return output
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
