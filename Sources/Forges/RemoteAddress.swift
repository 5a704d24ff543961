// SPDX-License-Identifier: Apache-2.0

/// The parts of an address that git or a browser takes; what is secret in it is dropped while reading.
struct RemoteAddress: Hashable {
    /// `https`, `http`, `ssh` or `git`; `ssh` for `user@host:path`, `https` where none is written.
    var scheme: String
    /// In small letters; an IPv6 address in its brackets.
    var host: String
    var port: Int?
    /// The names of the path, without empty ones.
    var names: [String]

    init(_ text: String) throws(ForgeError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 2_000 else { throw ForgeError("The address has more than 2000 bytes.") }
        // Percent signs too: no project's name needs one, and `%2e%2e` means something to some servers.
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "%") }) else {
            throw ForgeError(
                "The address holds a character that no project's address has.",
                hint: "Write it as https://host/owner/name.")
        }
        var rest = bytes[...]
        var scheme = "https"
        if let mark = RemoteAddress.place(of: "://", in: rest) {
            scheme = String(decoding: rest[..<mark], as: UTF8.self).lowercased()
            if scheme.hasPrefix("git+") { scheme.removeFirst(4) }
            guard ["https", "http", "ssh", "git"].contains(scheme) else {
                throw ForgeError(
                    "The address is none of https, http, ssh and git.", hint: "Write it as https://host/owner/name.")
            }
            rest = rest[(mark + 3)...]
        } else if let colon = rest.firstIndex(of: UInt8(ascii: ":")),
            !rest[..<colon].contains(UInt8(ascii: "/")), colon > rest.startIndex
        {
            // git's short form, `user@host:path`: what stands before the colon is the host, behind it the path.
            try self.init(scheme: "ssh", authority: rest[..<colon], path: rest[(colon + 1)...], takesPort: false)
            return
        }
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        try self.init(
            scheme: scheme, authority: rest[..<(end ?? rest.endIndex)], path: rest[(end ?? rest.endIndex)...],
            takesPort: true)
    }

    private init(
        scheme: String, authority: ArraySlice<UInt8>, path: ArraySlice<UInt8>, takesPort: Bool
    ) throws(ForgeError) {
        self.scheme = scheme
        var authority = authority
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
        var name = authority
        if authority.first == UInt8(ascii: "[") {
            guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { throw RemoteAddress.noHost }
            name = authority[...close]
            authority = authority[(close + 1)...]
            guard name.dropFirst().dropLast().allSatisfy({ RemoteAddress.isHexadecimal($0) || $0 == UInt8(ascii: ":") })
            else { throw RemoteAddress.noHost }
            guard authority.isEmpty || authority.first == UInt8(ascii: ":") else { throw RemoteAddress.noHost }
        } else {
            name = authority.prefix { $0 != UInt8(ascii: ":") }
            authority = authority[name.endIndex...]
            guard name.allSatisfy(RemoteAddress.isHostByte) else { throw RemoteAddress.noHost }
        }
        guard name.count > 2 || name.first != UInt8(ascii: "["), !name.isEmpty, name.count <= 253,
            name.first != UInt8(ascii: "."), name.first != UInt8(ascii: "-")
        else { throw RemoteAddress.noHost }
        host = String(decoding: name, as: UTF8.self).lowercased()
        port = nil
        if takesPort, authority.first == UInt8(ascii: ":"), authority.count > 1 {
            let text = String(decoding: authority.dropFirst(), as: UTF8.self)
            guard let number = Int(text), (1...65_535).contains(number), text.utf8.allSatisfy(RemoteAddress.isDigit)
            else {
                throw ForgeError("The address has a port that is no number from 1 to 65535.")
            }
            let usual = ["https": 443, "http": 80, "ssh": 22, "git": 9418]
            port = usual[scheme] == number ? nil : number
        }
        let end = path.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? path.endIndex
        names = path[..<end].split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }

    private static var noHost: ForgeError {
        ForgeError("The address names no host.", hint: "Write it as https://host/owner/name.")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    private static func place(of mark: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        mark.withUTF8Buffer { mark in
            guard bytes.count >= mark.count else { return nil }
            return (bytes.startIndex...(bytes.endIndex - mark.count)).first { bytes[$0...].starts(with: mark) }
        }
    }
}
