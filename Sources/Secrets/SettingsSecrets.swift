// SPDX-License-Identifier: Apache-2.0

/// Credentials where programs keep them: files and settings with a form of their own.
enum SettingsSecrets {
    /// Called at `_auth`: `_authToken=`, `_auth=` and `_password=` of npm's settings.
    static func npmrc(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has("_authToken", at: place) || text.has("_auth", at: place) || text.has("_password", at: place),
            text[place - 1] == UInt8(ascii: ":") || text.path.name.hasSuffix("npmrc") && text[place - 1] <= 0x20
        else { return nil }
        var at = text.end(of: .word, from: place, limit: 16)
        while text[at] == 0x20 { at += 1 }
        guard text[at] == UInt8(ascii: "=") else { return nil }
        at += 1
        while text[at] == 0x20 || text[at] == UInt8(ascii: "\"") { at += 1 }
        let end = text.end(of: [.base64, .url, .dot, .equals], from: at, limit: 512)
        let value = text.slice(at..<end)
        guard value.count >= 16, !SecretPlaceholder.isPlaceholder(value), SecretMeasure.entropy(value) >= 3,
            value.contains(where: { ByteClass.digit.has($0) })
        else { return nil }
        return found(at..<end, "npm's settings hold a token for a registry")
    }

    /// Called at `password` in a `.netrc`: `machine h login u password p`.
    static func netrc(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.path.name.hasSuffix("netrc"), text.has("password", at: place), text[place + 8] <= 0x20 else {
            return nil
        }
        var at = place + 8
        while at < place + 32, text[at] == 0x20 || text[at] == 0x09 || text[at] == 0x0A { at += 1 }
        return bare(text, at, "a .netrc holds a password", password: 6)
    }

    /// Called at a `:` … in a `.pgpass`, by its name: `host:port:database:user:password`.
    static func pgpass(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.path.name.hasSuffix("pgpass"), text.has(":5432:", at: place) || text.has(":*:*:", at: place) else {
            return nil
        }
        var at = place + 1
        var colons = 1
        while at < place + 256, colons < 4, text[at] > 0x20 {
            if text[at] == UInt8(ascii: ":") { colons += 1 }
            at += 1
        }
        guard colons == 4 else { return nil }
        return bare(text, at, "a .pgpass holds a password", password: 4)
    }

    private static func bare(_ text: SecretText, _ start: Int, _ reason: String, password least: Int)
        -> SecretCandidate?
    {
        var end = start
        while end < start + 256, text[end] > 0x20, text[end] < 0x7F { end += 1 }
        let value = text.slice(start..<end)
        guard value.count >= least, !SecretPlaceholder.isPlaceholder(value),
            value.map({ $0 | 0x20 }) != Array("password".utf8)
        else { return nil }
        return found(start..<end, reason)
    }

    /// Called at `"auth"`: base64 of user and password in Docker's settings.
    static func dockerAuth(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has("\"auth\"", at: place), let assignment = SecretAssignment(text, word: place + 1),
            assignment.isQuoted
        else { return nil }
        let value = text.slice(assignment.value)
        guard value.count >= 12, value.allSatisfy({ ByteClass.base64.has($0) || $0 == UInt8(ascii: "=") }),
            let plain = WebSecrets.base64(value), let colon = plain.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            plain.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        let password = plain[(colon + 1)...]
        guard password.count >= 6, !SecretPlaceholder.isPlaceholder(password),
            ![Array("password".utf8), Array("pass".utf8)].contains(Array(password))
        else { return nil }
        return found(assignment.value, "Docker's settings hold user and password in base64")
    }

    /// Called at `_KEY'` and `_SALT'` names of WordPress: `define('AUTH_KEY', '64 characters')`.
    static func wordpress(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        let start = text.start(of: [.upper, .underscore], before: place, limit: 20)
        let end = text.end(of: [.upper, .underscore], from: place, limit: 20)
        let name = String(decoding: text.slice(start..<end), as: UTF8.self)
        guard wordpressNames.contains(name), text.has("define(", at: start - 8) || text.has("define( ", at: start - 9)
        else { return nil }
        var at = end + 1
        while at < end + 12, text[at] == 0x20 || text[at] == UInt8(ascii: ",") { at += 1 }
        guard text[at] == UInt8(ascii: "'") || text[at] == UInt8(ascii: "\"") else { return nil }
        let quote = text[at]
        let first = at + 1
        at = first
        while at < first + 128, text[at] != quote, text[at] >= 0x20 { at += 1 }
        let value = text.slice(first..<at)
        guard text[at] == quote, value.count >= 32, SecretMeasure.entropy(value) >= 4,
            !SecretPlaceholder.isPlaceholder(value)
        else { return nil }
        return found(first..<at, "WordPress signs its sessions with it")
    }

    private static let wordpressNames: Set<String> = [
        "AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "SECURE_AUTH_SALT", "LOGGED_IN_SALT",
        "NONCE_SALT",
    ]

    /// Called at `SECRET_KEY`: the key of a Django or Flask application.
    static func djangoKey(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.path.name.hasSuffix(".py"), text.has("SECRET_KEY", at: place), !ByteClass.word.has(text[place - 1]),
            let assignment = SecretAssignment(text, word: place), assignment.isQuoted,
            assignment.name.upperBound == place + 10
        else { return nil }
        let value = text.slice(assignment.value)
        guard value.count >= 24, SecretMeasure.entropy(value) >= 3.5, SecretMeasure.changes(value) >= 0.25,
            !SecretPlaceholder.isPlaceholder(value)
        else { return nil }
        let isDeclared = text.has("django-insecure-", at: assignment.value.lowerBound)
        return SecretCandidate(
            range: assignment.value, random: assignment.value, confidence: isDeclared ? .possible : .likely,
            reason: isDeclared
                ? "Django's own key for development, which signs sessions where it is kept"
                : "a web application signs its sessions with it",
            isJudged: true)
    }

    /// Called at `password=` and `pwd=`: part of a connection string that names a server too.
    static func connectionString(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        let word = text.end(of: .letter, from: place, limit: 10)
        guard text[word] == UInt8(ascii: "="),
            text[place - 1] == UInt8(ascii: ";") || text[place - 2] == UInt8(ascii: ";")
        else { return nil }
        let start = word + 1
        var end = start
        while end < start + 128, text[end] > 0x20, text[end] < 0x7F, text[end] != UInt8(ascii: ";"),
            text[end] != UInt8(ascii: "\""), text[end] != UInt8(ascii: "'"), text[end] != UInt8(ascii: "<")
        {
            end += 1
        }
        let value = text.slice(start..<end)
        let around = place - 256..<place
        let hasServer = ["erver=", "ource=", "ost="].contains { mark in
            let bytes = Array(mark.utf8)
            let first = max(0, around.lowerBound)
            return (first..<max(first, place)).contains { text.has(bytes, at: $0) }
        }
        guard hasServer, value.count >= 6, !SecretPlaceholder.isPlaceholder(value), !value.contains(UInt8(ascii: "{")),
            value.contains(where: { ByteClass.digit.has($0) }), SecretMeasure.kinds(value) >= 2
        else { return nil }
        let isStrong = value.count >= 10 && SecretMeasure.kinds(value) >= 3
        return SecretCandidate(
            range: start..<end, random: start..<end, confidence: isStrong ? .likely : .possible,
            reason: "a connection string holds a password", isJudged: true)
    }

    private static func found(_ range: Range<Int>, _ reason: String) -> SecretCandidate {
        SecretCandidate(range: range, random: range, confidence: .likely, reason: reason, isJudged: true)
    }
}
