// SPDX-License-Identifier: Apache-2.0
internal import Wire

/// Credentials of the web: signed tokens, and user and password in an address.
enum WebSecrets {
    // MARK: JSON web tokens

    /// Called at `eyJ`: three parts of base64url, of which the first two are JSON objects and the first names an algorithm.
    static func jsonWebToken(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has("eyJ", at: place), !ByteClass.url.has(text[place - 1]), text[place - 1] != UInt8(ascii: ".")
        else {
            return nil
        }
        let header = text.end(of: .url, from: place, limit: 1024)
        guard text[header] == UInt8(ascii: "."), text.has("eyJ", at: header + 1) else { return nil }
        let payload = text.end(of: .url, from: header + 1, limit: 4096)
        guard text[payload] == UInt8(ascii: ".") else { return nil }
        let end = text.end(of: .url, from: payload + 1, limit: 2048)
        guard header - place >= 16, payload - header >= 16, end - payload >= 20,
            let head = decoded(text.slice(place..<header)), SecretPlaceholder.contains(head, Array("\"alg\"".utf8)),
            let claims = decoded(text.slice(header + 1..<payload))
        else { return nil }
        // The token of RFC 7519 and of the well-known playground.
        for known in ["1234567890", "John Doe", "\"joe\""] where SecretPlaceholder.contains(claims, Array(known.utf8)) {
            return nil
        }
        let expires = SecretPlaceholder.contains(claims, Array("\"exp\"".utf8))
        let isPublic = SecretPlaceholder.contains(claims, Array("\"anon\"".utf8))
        return SecretCandidate(
            range: place..<end, random: payload + 1..<end, confidence: expires || isPublic ? .possible : .likely,
            reason: expires
                ? "a signed token whose validity ends some day"
                : isPublic ? "a signed token of an anonymous role" : "a signed token whose validity never ends",
            isJudged: true)
    }

    private static func decoded(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        var bits = 0
        var value: UInt32 = 0
        for byte in part {
            let digit: UInt32
            switch byte {
            case 0x41...0x5A: digit = UInt32(byte) - 0x41
            case 0x61...0x7A: digit = UInt32(byte) - 0x61 + 26
            case 0x30...0x39: digit = UInt32(byte) - 0x30 + 52
            case 0x2D, 0x2B: digit = 62
            case 0x5F, 0x2F: digit = 63
            default: return nil
            }
            value = (value << 6 | digit) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                output.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
            }
        }
        return output
    }

    static func base64(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        decoded(part.prefix { $0 != UInt8(ascii: "=") })
    }

    // MARK: Addresses

    private static let commonPasswords: Set<String> = [
        "password", "passwd", "pass", "pwd", "secret", "user", "username", "admin", "root", "test", "changeme", "guest",
        "postgres", "mysql", "redis", "rabbitmq", "token", "foo", "bar", "baz", "xxx", "pw", "p", "x", "mypassword",
        "pass123", "password123", "letmein", "qwerty", "123", "1234", "12345", "123456", "abc123", "x-oauth-basic",
        "sekret", "hunter2", "key", "example",
    ]

    /// Called at `://`: `scheme://user:password@host`.
    static func address(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        let scheme = text.start(of: [.alphanumeric, .plus, .dash, .dot], before: place, limit: 24)
        guard scheme < place, ByteClass.letter.has(text[scheme]) else { return nil }
        let start = place + 3
        var colon: Int?
        var at = start
        while at < start + 256 {
            let byte = text[at]
            if byte == UInt8(ascii: "@") { break }
            if byte == UInt8(ascii: ":"), colon == nil { colon = at }
            if byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
                || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
                || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
                || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ",")
            {
                return nil
            }
            at += 1
        }
        guard let colon, text[at] == UInt8(ascii: "@"), ByteClass.alphanumeric.has(text[at + 1]) else { return nil }
        let user = text.slice(start..<colon)
        let value = text.slice(colon + 1..<at)
        let word = String(decoding: value, as: UTF8.self).lowercased()
        guard value.count >= 6, !commonPasswords.contains(word), !SecretPlaceholder.isPlaceholder(value),
            !value.elementsEqual(user), !value.contains(UInt8(ascii: "{")), !value.contains(UInt8(ascii: "$")),
            !value.contains(UInt8(ascii: "*")), !word.contains("password"), !word.contains("secret"),
            !word.contains("token"),
            !SecretPlaceholder.isSlot(user)
        else { return nil }
        let host = text.slice(at + 1..<text.end(of: [.alphanumeric, .dash, .dot], from: at + 1, limit: 128))
        let hostName = String(decoding: host, as: UTF8.self).lowercased()
        let isLocal =
            hostName.hasPrefix("localhost") || hostName.hasPrefix("127.") || hostName.contains("example")
            || hostName.hasSuffix(".test") || hostName.hasSuffix(".local") || hostName.hasSuffix(".invalid")
            || !hostName.contains(".") || hostName.hasPrefix("foo") || hostName.hasPrefix("host")
        let isStrong =
            value.count >= 10 && value.contains { ByteClass.digit.has($0) } && SecretMeasure.kinds(value) >= 2
            && SecretMeasure.entropy(value) >= 3
        return SecretCandidate(
            range: colon + 1..<at, random: colon + 1..<at, confidence: isStrong && !isLocal ? .likely : .possible,
            reason: isLocal
                ? "an address of a local or made-up host holds user and password"
                : "an address holds user and password",
            isJudged: true)
    }
}
