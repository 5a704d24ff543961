// SPDX-License-Identifier: Apache-2.0

extension SecretScanner {
    /// What is shown of other texts has at most 200 bytes: one of nearly so many may end in the middle of a credential.
    private static let shortestCut = 190

    private static let mark = Array("[redacted]".utf8)

    /// The text without the credentials in it: `[redacted]` stands for each, and addresses lose user and password.
    /// What the end of a long text cuts off of one goes as well. The same text where there is none.
    package func redacted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= 8 else { return text }
        var cuts = SecretScanner.userInfo(bytes).map { Cut(range: $0, replacement: []) }
        // As in a script: values need no quotes.
        var scanned = SecretText(bytes: bytes, path: SecretPath(""))
        cuts += matches(&scanned, path: "a.sh").0.map { Cut(range: $0.0.range, replacement: SecretScanner.mark) }
        if bytes.count >= SecretScanner.shortestCut, let start = cutOff(bytes) {
            cuts.append(Cut(range: start..<bytes.count, replacement: SecretScanner.mark))
        }
        guard !cuts.isEmpty else { return text }
        cuts.sort {
            ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
        }
        var kept: [UInt8] = []
        var at = 0
        for cut in cuts where cut.range.upperBound > at {
            if cut.range.lowerBound >= at { kept += bytes[at..<cut.range.lowerBound] + cut.replacement }
            at = cut.range.upperBound
        }
        return String(decoding: kept + bytes[at...], as: UTF8.self)
    }

    private struct Cut {
        var range: Range<Int>
        var replacement: [UInt8]
    }

    /// What stands between `://` and the host, with the `@`; `git@` is nobody's.
    private static func userInfo(_ bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for start in authorities(bytes) {
            let authority = bytes[start...].prefix { !endsAuthority($0) }
            guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > start else { continue }
            // An image's digest stands there as well.
            if bytes[start..<at].elementsEqual("git".utf8) || bytes[(at + 1)...].starts(with: "sha256:".utf8) {
                continue
            }
            found.append(start..<(at + 1))
        }
        return found
    }

    /// Where the text behind each `://` begins.
    private static func authorities(_ bytes: [UInt8]) -> [Int] {
        var found: [Int] = []
        var at = bytes.startIndex
        while let colon = bytes[at...].firstIndex(of: UInt8(ascii: ":")) {
            at = colon + 1
            if bytes[at...].starts(with: "//".utf8) { found.append(at + 2) }
        }
        return found
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(byte)
    }

    /// Where in the last word a credential begins that the end of the text may have cut off; nil where none does.
    private func cutOff(_ bytes: [UInt8]) -> Int? {
        if let start = SecretScanner.authorities(bytes).last, start < bytes.count,
            !bytes[start...].contains(where: SecretScanner.endsAuthority), bytes[start...].contains(UInt8(ascii: ":"))
        {
            return start
        }
        let last = bytes.lastIndex { !ByteClass.url.has($0) }.map { $0 + 1 } ?? 0
        let word = bytes[last...]
        let isCut = rules.contains { rule in
            guard case .shape(let shape) = rule.detector, shape.prefix.count >= 4 else { return false }
            return word.count > shape.prefix.count && word.starts(with: shape.prefix)
        }
        return isCut ? last : nil
    }
}
