// SPDX-License-Identifier: Apache-2.0

/// Private keys in PEM and OpenPGP armour, and in PuTTY's files.
enum PrivateKeySecret {
    private static let lookahead = 4096

    /// Called at `BEGIN`.
    static func armoured(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has("-----BEGIN ", at: place - 5) else { return nil }
        let labelStart = place + 6
        var labelEnd = labelStart
        while labelEnd < labelStart + 48,
            ByteClass.upper.has(text[labelEnd]) || ByteClass.digit.has(text[labelEnd])
                || text[labelEnd] == 0x20
        {
            labelEnd += 1
        }
        guard text.has("-----", at: labelEnd) else { return nil }
        let label = String(decoding: text.slice(labelStart..<labelEnd), as: UTF8.self)
        guard label.hasSuffix("PRIVATE KEY") || label.hasSuffix("PRIVATE KEY BLOCK") else { return nil }
        guard let body = body(text, from: labelEnd + 5) else { return nil }
        let isEncrypted = label.contains("ENCRYPTED") || body.isEncrypted
        let isInAccount = text.contains("service_account", in: place - lookahead..<place)
        return SecretCandidate(
            range: place - 5..<body.end, random: body.key, confidence: isEncrypted ? .possible : .certain,
            reason: isEncrypted
                ? "a private key, encrypted with a passphrase" : "a private key that no passphrase protects",
            isJudged: true, isArmoured: true, title: isInAccount ? "Google Cloud service account key" : title(label),
            id: isInAccount ? "gcp-service-account" : nil)
    }

    private static func title(_ label: String) -> String {
        switch label {
        case "OPENSSH PRIVATE KEY": "OpenSSH private key"
        case "RSA PRIVATE KEY": "RSA private key"
        case "EC PRIVATE KEY": "EC private key"
        case "DSA PRIVATE KEY": "DSA private key"
        case "PGP PRIVATE KEY BLOCK": "OpenPGP private key"
        default: "Private key"
        }
    }

    private struct Body {
        /// The base64 text, cut to a bounded length.
        var key: Range<Int>
        var end: Int
        var isEncrypted: Bool
    }

    /// The base64 lines behind the first line, real or with `\n` in a string; nil where there are too few to be a key.
    private static func body(_ text: SecretText, from start: Int) -> Body? {
        let end = min(text.count, start + lookahead)
        var at = start
        var first: Int?
        var last = start
        var count = 0
        var distinct: Set<UInt8> = []
        var isEncrypted = false
        while at < end {
            let run = text.end(of: [.base64, .equals], from: at, limit: end - at)
            let byte = text[run]
            let length = run - at
            if byte == UInt8(ascii: "-"), text[run + 1] == UInt8(ascii: "-") { break }
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-") {
                // A header line (Proc-Type: 4,ENCRYPTED), an end of a string.
                let line = run..<min(end, run + 80)
                if text.has("Proc-Type", at: at), text.contains("ENCRYPTED", in: line) { isEncrypted = true }
                if text.has("DEK-Info", at: at) { isEncrypted = true }
                at = lineEnd(text, run, end)
                continue
            }
            if length >= 16 {
                if first == nil { first = at }
                count += length
                last = run
                for place in at..<min(run, at + 80) { distinct.insert(text[place]) }
            }
            // A line ends: \n in a string, with or without the quotes and signs that join strings, or an indent.
            at = max(run, at) + 1
            if byte == UInt8(ascii: "\\"), text[at] == UInt8(ascii: "n") || text[at] == UInt8(ascii: "r") { at += 1 }
        }
        guard let first, count >= 64, distinct.count >= 24 else { return nil }
        if text.has("b3BlbnNzaC1rZXktdjE", at: first) {
            // openssh-key-v1, then the cipher's name: none, or another.
            isEncrypted = !text.has("b3BlbnNzaC1rZXktdjEAAAAABG5vbmU", at: first)
        }
        return Body(key: first..<min(last, first + 2048), end: last, isEncrypted: isEncrypted)
    }

    private static func lineEnd(_ text: SecretText, _ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end, text[at] != 0x0A, !(text[at] == UInt8(ascii: "\\") && text[at + 1] == UInt8(ascii: "n")) {
            at += 1
        }
        return at + (text[at] == 0x0A ? 1 : 2)
    }

    /// Called at `PuTTY-User-Key-File-`.
    static func putty(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has("PuTTY-User-Key-File-", at: place), ByteClass.digit.has(text[place + 20]),
            text[place + 21] == UInt8(ascii: ":")
        else { return nil }
        let near = place..<place + lookahead
        guard text.contains("Private-Lines:", in: near) else { return nil }
        let isEncrypted = !text.contains("Encryption: none", in: near)
        return SecretCandidate(
            range: place..<min(text.count, place + 20), random: place..<place,
            confidence: isEncrypted ? .possible : .certain,
            reason: isEncrypted
                ? "a private key, encrypted with a passphrase" : "a private key that no passphrase protects",
            isJudged: true)
    }
}
