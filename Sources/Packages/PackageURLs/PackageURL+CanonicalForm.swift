// SPDX-License-Identifier: Apache-2.0

extension PackageURL: CustomStringConvertible {
    /// The canonical form (ECMA-427, 5.5): qualifiers sorted by key, everything percent-encoded but letters, digits and
    /// `-._~:`, and the `/` between segments.
    package var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        bytes.append(contentsOf: "pkg:".utf8)
        bytes.append(contentsOf: type.utf8)
        bytes.append(UInt8(ascii: "/"))
        if let namespace {
            Self.encode(namespace, slashes: true, into: &bytes)
            bytes.append(UInt8(ascii: "/"))
        }
        // The name in a `git` package URL is a path on the host.
        Self.encode(name, slashes: knownType == .git, into: &bytes)
        if let version {
            bytes.append(UInt8(ascii: "@"))
            Self.encode(version, slashes: false, into: &bytes)
        }
        var separator = UInt8(ascii: "?")
        for (key, value) in qualifiers.sorted(by: { $0.key < $1.key }) {
            bytes.append(separator)
            bytes.append(contentsOf: key.utf8)
            bytes.append(UInt8(ascii: "="))
            Self.encode(value, slashes: false, into: &bytes)
            separator = UInt8(ascii: "&")
        }
        if let subpath {
            bytes.append(UInt8(ascii: "#"))
            Self.encode(subpath, slashes: true, into: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func encode(_ text: String, slashes: Bool, into bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x3A: bytes.append(byte)
            case 0x2F where slashes: bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexadecimalDigit(byte &>> 4))
                bytes.append(hexadecimalDigit(byte & 0x0F))
            }
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 &+ value : 0x37 &+ value
    }
}
