// SPDX-License-Identifier: Apache-2.0

/// Text and paths from outside as they may stand in SARIF.
package enum SARIFText {
    /// Text from outside in a message (SARIF 2.1.0 clauses 3.11.5 and 3.11.6): braces would be placeholders, and brackets
    /// links that a name chose.
    package static func literal(_ text: String) -> String {
        var safe = ""
        for character in text {
            switch character {
            case "{", "}": safe += String([character, character])
            case "[", "]", "\\": safe += "\\" + String(character)
            default: safe.append(character)
            }
        }
        return safe
    }

    /// A path as a relative URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded;
    /// an absolute path becomes a `file` URI (RFC 8089).
    package static func reference(_ path: String) -> String {
        var text = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "+"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
