// SPDX-License-Identifier: Apache-2.0
import Wire

/// Text inside addresses.
enum AddressText {
    /// One name of a path, percent-encoded but for RFC 3986's unreserved characters: a slash inside it stays inside.
    static func component(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                output.append(byte)
            default:
                output.append(UInt8(ascii: "%"))
                output.append(contentsOf: Hexadecimal.text(of: CollectionOfOne(byte)).uppercased().utf8)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The scheme and host of a webhook's address: its path and query are often the secret itself.
    static func origin(_ text: String) -> String {
        guard let address = try? RemoteAddress(text.cut(to: 2_000)) else { return "(an address)" }
        let port = address.port.map { ":\($0)" } ?? ""
        return "\(address.scheme)://\(address.host)\(port)/\(address.names.isEmpty ? "" : "…")"
    }
}

/// Names of commits and branches.
enum CommitText {
    /// Whether git would take it for a branch (git-check-ref-format), as far as it could mislead: no `..`, no control
    /// character, blank or backslash, no slash at either end or twice in a row, no name that begins with a dot.
    static func isBranch(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 1_000 else { return false }
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
        let names = text.split(separator: "/", omittingEmptySubsequences: false)
        return isPlain && names.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("..") }
    }

    /// Whether it is a full SHA-1 or SHA-256 name in hexadecimal.
    static func isFull(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            }
    }
}
