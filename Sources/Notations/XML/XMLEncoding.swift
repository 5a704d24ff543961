// SPDX-License-Identifier: Apache-2.0
import Wire

/// The one-byte encodings that XML declarations name.
enum XMLEncoding {
    /// windows-1252 where it is not ISO-8859-1: 0x80 to 0x9F; 0 is unassigned (encoding.spec.whatwg.org).
    private static let windows: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// The bytes as UTF-8 when the declaration names a one-byte encoding, as they are when it names a Unicode one.
    static func utf8(_ bytes: [UInt8], limits: Limits) throws(NotationError) -> [UInt8] {
        guard bytes.count <= limits.bytes, let name = declared(in: bytes) else { return bytes }
        let isWindows: Bool
        switch name.lowercased() {
        case "utf-8", "utf8", "utf-16", "us-ascii", "ascii": return bytes
        case "iso-8859-1", "latin1", "iso_8859-1": isWindows = false
        case "windows-1252", "cp1252": isWindows = true
        default:
            throw NotationError(
                line: 1, message: "The XML is declared to be in the encoding '\(name)', which is not read.",
                hint: "Save the file as UTF-8.")
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            let mapped = isWindows && (0x80..<0xA0).contains(byte) ? windows[Int(byte) - 0x80] : UInt32(byte)
            guard let scalar = Unicode.Scalar(mapped), byte < 0x80 || mapped > 0 else {
                throw NotationError(message: "The text is not windows-1252: it holds the byte \(byte).")
            }
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        return output
    }

    /// The value of `encoding` in `<?xml … ?>` at the very beginning.
    private static func declared(in bytes: [UInt8]) -> String? {
        guard bytes.starts(with: "<?xml".utf8) else { return nil }
        let declaration = String(decoding: bytes.prefix(256).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        guard
            let name = declaration.utf8.split(separator: UInt8(ascii: "=")).drop(while: { !hasSuffix($0) }).dropFirst()
                .first
        else { return nil }
        let trimmed = name.drop { $0 <= 0x20 }
        guard let quote = trimmed.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        return String(trimmed.dropFirst().prefix { $0 != quote }.prefix(40))
    }

    private static func hasSuffix(_ part: Substring.UTF8View) -> Bool {
        String(part.suffix(16))?.split(separator: " ").last.map { $0.hasSuffix("encoding") } ?? false
    }
}
