// SPDX-License-Identifier: Apache-2.0
import Wire

/// Bytes that are known to be UTF-8, without a byte order mark, and within the limit.
struct SourceText {
    let bytes: [UInt8]

    /// UTF-16 with a byte order mark is decoded where the notation allows it; anything else that is not UTF-8 is refused with its place.
    init(_ input: [UInt8], limits: Limits, allowsUTF16: Bool = true) throws(NotationError) {
        // Places are kept in 32 bits.
        let most = Swift.min(limits.bytes, Int(UInt32.max) - 1)
        guard input.count <= most else {
            throw NotationError(message: "The text has \(input.count) bytes; the limit is \(most).")
        }
        if allowsUTF16, input.starts(with: [0xFE, 0xFF]) || input.starts(with: [0xFF, 0xFE]) {
            bytes = try SourceText.decodeUTF16(input)
            return
        }
        bytes = input.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(input.dropFirst(3)) : input
        if let offset = SourceText.firstInvalidByte(in: bytes) {
            let line = bytes[..<offset].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
            throw NotationError(
                line: line, message: "The text is not UTF-8: byte \(offset &+ input.count &- bytes.count) is invalid.",
                hint: "Save the file as UTF-8.")
        }
    }

    private static func decodeUTF16(_ input: [UInt8]) throws(NotationError) -> [UInt8] {
        guard input.count.isMultiple(of: 2) else {
            throw NotationError(message: "The text is UTF-16 but has an odd number of bytes.")
        }
        let bigEndian = input[0] == 0xFE
        var units: [UInt16] = []
        units.reserveCapacity(input.count / 2)
        for position in stride(from: 2, to: input.count, by: 2) {
            let first = UInt16(input[position])
            let second = UInt16(input[position + 1])
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
        }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw NotationError(message: "The text is UTF-16 with an unpaired surrogate.")
        }
        return Array(text.utf8)
    }

    /// The offset of the first byte that cannot be part of UTF-8 (Unicode 3.9, table 3-7), or nil.
    static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
        var position = 0
        let end = bytes.count
        while position < end {
            let lead = bytes[position]
            if lead < 0x80 {
                position += 1
                continue
            }
            let (length, low, high): (Int, UInt8, UInt8)
            switch lead {
            case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
            case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
            case 0xED: (length, low, high) = (3, 0x80, 0x9F)
            case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
            case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
            case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
            case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
            default: return position
            }
            guard position + length <= end, bytes[position + 1] >= low, bytes[position + 1] <= high else {
                return position
            }
            for offset in 2..<Swift.max(length, 2) where bytes[position + offset] & 0xC0 != 0x80 { return position }
            position += length
        }
        return nil
    }
}
