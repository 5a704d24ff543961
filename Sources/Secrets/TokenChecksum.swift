// SPDX-License-Identifier: Apache-2.0

/// The checksum that GitHub and npm put at the end of their tokens (GitHub's engineering blog, April 2021): the CRC-32 of
/// the random characters, in base 62, padded with zeros to six characters.
enum TokenChecksum {
    static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// Whether the last six characters belong to those before.
    static func holds(_ token: ArraySlice<UInt8>) -> Bool {
        token.count > 6 && token.suffix(6).elementsEqual(checksum(token.dropLast(6)))
    }

    static func checksum(_ random: some Sequence<UInt8>) -> [UInt8] {
        var value = crc32(random)
        var digits = Array(repeating: alphabet[0], count: 6)
        for place in digits.indices.reversed() {
            digits[place] = alphabet[Int(value % 62)]
            value /= 62
        }
        return digits
    }

    /// CRC-32 of ISO-HDLC, as zip has it.
    private static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
