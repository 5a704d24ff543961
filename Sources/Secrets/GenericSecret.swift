// SPDX-License-Identifier: Apache-2.0

/// Values of names that say *password*, *secret*, *token* or *key*, whoever made them: told from words, placeholders and
/// code by how random they look.
enum GenericSecret {
    /// Words in names, in small letters, and how a value is judged.
    static let passwords = ["password", "passwd", "passphrase", "passwort", "pwd"].map { Array($0.utf8) }
    static let tokens = [
        "secret", "token", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key", "authkey",
        "auth_key",
        "auth-key", "privatekey", "private_key", "private-key", "credential", "encryption_key", "encryptionkey",
        "signing_key", "signingkey", "master_key", "masterkey", "account_key", "accountkey",
    ].map { Array($0.utf8) }

    /// What makes a name mean something about a credential rather than the credential.
    private static let wrongEnds = [
        "id", "ids", "name", "names", "file", "files", "path", "url", "uri", "type", "field", "header", "env", "var",
        "label",
        "prefix", "suffix", "length", "len", "size", "count", "policy", "required", "format", "manager", "class",
        "regex",
        "pattern", "hash", "expiry", "expires", "expiration", "ttl", "hint", "placeholder", "prompt", "text", "message",
        "error", "ref", "refs", "arn", "version", "key_id", "endpoint", "host", "store", "provider", "location", "dir",
        "digest", "checksum", "integrity", "sha", "sha256", "title", "description", "icon", "limit", "page", "param",
        "selector", "alias", "algorithm", "alg", "issuer", "audience", "scope", "encoding", "salt_length", "rotation",
        "public", "fingerprint", "lifetime", "parameter", "property", "kind", "index", "value_from", "cookie",
    ].map { Array($0.utf8) }

    private static let wrongBeginnings = [
        "public", "pub_", "pubkey", "csrf", "xsrf", "next_", "nexttoken", "page", "continuation", "sort", "csp_",
        "cache",
        "nonce", "primary", "foreign", "partition", "max_", "num_", "commit", "integrity", "sha", "digest", "checksum",
        "lexer", "syntax", "design", "bos_", "eos_", "pad_", "unk_", "mask_", "sep_", "cls_",
    ].map { Array($0.utf8) }

    static func password(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard let value = value(text, place, passwords), value.count >= 8, value.count <= 128 else { return nil }
        let bytes = text.slice(value)
        guard isPlausible(bytes, password: true) else { return nil }
        let kinds = SecretMeasure.kinds(bytes)
        let changes = SecretMeasure.changes(bytes)
        guard bytes.contains(where: { ByteClass.digit.has($0) }) else { return nil }
        guard kinds >= 3 || kinds == 2 && bytes.count >= 10 && changes >= 0.2 else { return nil }
        let isStrong = kinds >= 3 && bytes.count >= 12 && changes >= 0.4 && SecretMeasure.entropy(bytes) >= 3.2
        return SecretCandidate(
            range: value, random: value, confidence: isStrong ? .likely : .possible,
            reason: isStrong
                ? "a name that says password has a value of mixed, random-looking characters"
                : "a name that says password has a value that may be one",
            isJudged: true)
    }

    static func token(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard let value = value(text, place, tokens), value.count >= 16, value.count <= 512 else { return nil }
        let bytes = text.slice(value)
        let allowed: ByteClass = [.base64, .url, .dot, .equals, .tilde]
        guard bytes.allSatisfy({ allowed.has($0) }), isPlausible(bytes, password: false) else { return nil }
        let digits = bytes.count { ByteClass.digit.has($0) }
        let isHex = bytes.allSatisfy { ByteClass.hex.has($0) } || bytes.allSatisfy { ByteClass.anyHex.has($0) }
        guard digits >= 2, digits < bytes.count, SecretMeasure.entropy(bytes) >= (isHex ? 2.8 : 3.4),
            SecretMeasure.changes(bytes) >= 0.25, !isUUID(bytes)
        else { return nil }
        // The length of a git object or of a hash: it may be one.
        let isHash = isHex && [40, 64, 96, 128].contains(bytes.count)
        let isStrong =
            !isHash && bytes.count >= 20 && SecretMeasure.entropy(bytes) >= (isHex ? 3 : 3.6) && longestWord(bytes) <= 6
        return SecretCandidate(
            range: value, random: value, confidence: isStrong ? .likely : .possible,
            reason: isHash
                ? "a name that says secret, token or key has a value that may be one, or a hash"
                : isStrong
                    ? "a name that says secret, token or key has a long random value"
                    : "a name that says secret, token or key has a value that may be one",
            isJudged: true)
    }

    /// The value of the assignment at a place where one of the words stands, if the name means the credential itself.
    private static func value(_ text: SecretText, _ place: Int, _ words: [[UInt8]]) -> Range<Int>? {
        guard !text.path.isNoise,
            let word = words.first(where: { text.hasLetters($0, at: place) }),
            let assignment = SecretAssignment(text, word: place)
        else { return nil }
        let name = text.slice(assignment.name).map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
        // The word goes on as another word (tokenizer, secretary, passwordless).
        let rest = name.suffix(max(0, assignment.name.upperBound - place - word.count))
        let next = text[place + word.count]
        if ByteClass.lower.has(next), ByteClass.lower.has(text[place + word.count - 1]),
            !["key", "value", "s"].contains(where: { rest.elementsEqual($0.utf8) })
        {
            return nil
        }
        let end = rest.drop { !ByteClass.alphanumeric.has($0) }
        if wrongEnds.contains(where: { end.elementsEqual($0) || end.starts(with: $0) && isEnd(end, $0.count) }) {
            return nil
        }
        if wrongEnds.contains(where: { wrong in
            end.count > wrong.count && end.suffix(wrong.count).elementsEqual(wrong)
        }) {
            return nil
        }
        if wrongBeginnings.contains(where: { SecretPlaceholder.contains(name, $0) }) { return nil }
        return assignment.value
    }

    private static func isEnd(_ word: ArraySlice<UInt8>, _ count: Int) -> Bool {
        let next = word.dropFirst(count).first
        return next.map { !ByteClass.alphanumeric.has($0) } ?? true
    }

    /// No placeholder, slot, code, path, address, date or sentence.
    private static func isPlausible(_ value: ArraySlice<UInt8>, password: Bool) -> Bool {
        guard value.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !SecretPlaceholder.isPlaceholder(value) else {
            return false
        }
        let lower = value.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
        for mark in code where SecretPlaceholder.contains(lower, mark) { return false }
        guard let first = value.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "."),
            first != UInt8(ascii: "@"),
            first != UInt8(ascii: "-"), first != UInt8(ascii: "*")
        else { return false }
        if !password {
            // Names joined by dots, dashes or slashes, each of them a word.
            let parts = value.split { !ByteClass.alphanumeric.has($0) }
            let words = parts.count { part in part.count < 20 && part.allSatisfy { ByteClass.letter.has($0) } }
            if parts.count > 1, words * 2 > parts.count { return false }
        }
        return true
    }

    private static let code = [
        "://", "()", "(\"", "('", "->", "=>", "::", "{", "}", "\\u", "%s", "%d", "process.env", "os.environ", "getenv",
        "secrets.", "vault:", "encrypted:", "enc[", "password", "passwd", "secret", "token", "credential", "apikey",
        "api_key", "access_key", "config.", "settings.", "this.", "self.", "null", "undefined", "localhost", ".com",
        ".org",
        ".net", ".io/", "function", "return", "correct", "invalid", "wrong", ".json", ".yaml", ".yml", ".txt", ".pem",
        ".key",
        ".crt", "test",
    ].map { Array($0.utf8) }

    /// 8-4-4-4-12 hexadecimal digits.
    static func isUUID(_ value: ArraySlice<UInt8>) -> Bool {
        value.count == 36
            && zip(0..., value).allSatisfy { place, byte in
                [8, 13, 18, 23].contains(place) ? byte == UInt8(ascii: "-") : ByteClass.anyHex.has(byte)
            }
    }

    /// The longest run of small letters with a vowel in it, or of letters that begin with a capital: of a word's length
    /// in words, short in random text.
    private static func longestWord(_ value: ArraySlice<UInt8>) -> Int {
        var longest = 0
        var run = 0
        for byte in value {
            run = ByteClass.lower.has(byte) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
