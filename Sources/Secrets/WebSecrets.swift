// SPDX-License-Identifier: Apache-2.0

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

    // MARK: Headers and command lines

    /// Called at `Authorization`: `Authorization: Basic …`, `Bearer …` or `Token …` with a value.
    static func authorization(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard !text.path.isNoise else { return nil }
        var at = place + 13
        while at < place + 20, [0x20, 0x22, 0x27, 0x5C, 0x5D].contains(text[at]) { at += 1 }
        guard text[at] == UInt8(ascii: ":") || text[at] == UInt8(ascii: "=") else { return nil }
        at += 1
        while at < place + 28, [0x20, 0x22, 0x27, 0x5C, 0x5D].contains(text[at]) { at += 1 }
        let scheme = ["basic ", "bearer ", "token ", "api-token ", "apikey "].first {
            text.hasLetters(Array($0.utf8), at: at)
        }
        guard let scheme else { return nil }
        let start = at + scheme.utf8.count
        let end = text.end(of: [.base64, .url, .dot, .equals, .tilde], from: start, limit: 600)
        let value = text.slice(start..<end)
        guard value.count >= 12, !SecretPlaceholder.isPlaceholder(value) else { return nil }
        if scheme == "basic " {
            guard let plain = base64(value), let colon = plain.firstIndex(of: UInt8(ascii: ":")),
                plain.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), plain.count - colon > 6,
                !SecretPlaceholder.isPlaceholder(plain[(colon + 1)...]),
                !commonPasswords.contains(String(decoding: plain[(colon + 1)...], as: UTF8.self).lowercased())
            else { return nil }
            let isStrong = SecretMeasure.entropy(plain[(colon + 1)...]) >= 3 && plain.count - colon > 10
            return SecretCandidate(
                range: start..<end, random: start..<end, confidence: isStrong ? .likely : .possible,
                reason: "a header holds user and password in base64", isJudged: true)
        }
        guard value.count >= 20, value.count(where: { ByteClass.digit.has($0) }) >= 2,
            SecretMeasure.changes(value) >= 0.25,
            SecretMeasure.entropy(value) >= (value.allSatisfy { ByteClass.anyHex.has($0) } ? 2.8 : 3.6),
            !text.has("eyJ", at: start)
        else { return nil }
        return SecretCandidate(
            range: start..<end, random: start..<end, confidence: .likely, reason: "a header holds a token",
            isJudged: true)
    }

    /// Called at ` -u` and `--user`: `curl -u user:password`.
    static func curlUser(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        var at = place + (text.has(" -u", at: place) ? 3 : 6)
        guard text[at] == 0x20 || text[at] == UInt8(ascii: "="), text.contains("curl ", in: place - 400..<place) else {
            return nil
        }
        while text[at] == 0x20 || text[at] == UInt8(ascii: "=") { at += 1 }
        let quote: UInt8? = text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'") ? text[at] : nil
        let start = quote == nil ? at : at + 1
        var end = start
        while end < start + 200, text[end] > 0x20, text[end] < 0x7F, text[end] != quote { end += 1 }
        let pair = text.slice(start..<end)
        guard let colon = pair.firstIndex(of: UInt8(ascii: ":")), colon > start else { return nil }
        let value = pair[(colon + 1)...]
        guard value.count >= 8, !SecretPlaceholder.isPlaceholder(value), value.first != UInt8(ascii: "'"),
            value.first != UInt8(ascii: "\""), !value.contains(UInt8(ascii: "$")), !value.contains(UInt8(ascii: "/")),
            value.contains(where: { ByteClass.digit.has($0) }), SecretMeasure.changes(value) >= 0.2,
            !commonPasswords.contains(String(decoding: value, as: UTF8.self).lowercased())
        else { return nil }
        let isStrong = value.count >= 10 && SecretMeasure.kinds(value) >= 2 && SecretMeasure.entropy(value) >= 3
        return SecretCandidate(
            range: colon + 1..<end, random: colon + 1..<end, confidence: isStrong ? .likely : .possible,
            reason: "a command line holds user and password", isJudged: true)
    }
}
