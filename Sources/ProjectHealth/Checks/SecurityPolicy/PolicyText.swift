// SPDX-License-Identifier: Apache-2.0

/// What Scorecard looks for in the lines of a security policy: web addresses, mail addresses, and words and numbers of
/// disclosure.
struct PolicyText: Sendable {
    struct Address: Sendable, Hashable {
        var text: String
        var line: Int
    }

    /// Each different one once, in order.
    private(set) var links: [Address] = []
    private(set) var mails: [Address] = []
    private(set) var disclosures = 0
    private(set) var firstDisclosureLine: Int?
    /// Bytes of the whole text.
    let size: Int

    var addresses: Int { links.count + mails.count }
    /// Scorecard's measure.
    var isMoreThanAddresses: Bool { size > 1 && size > addressBytes + 2 * addresses }
    var speaksOfDisclosure: Bool { disclosures > 1 }
    var addressBytes: Int { (links + mails).reduce(0) { $0 + $1.text.utf8.count } }
    var firstAddressLine: Int? { (links + mails).map(\.line).min() }

    init(_ text: String) {
        size = text.utf8.count
        var seenLinks: Set<String> = []
        var seenMails: Set<String> = []
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            let bytes = Array(line)
            for link in PolicyText.links(in: bytes) where seenLinks.insert(link).inserted {
                links.append(Address(text: link, line: index + 1))
            }
            for mail in PolicyText.mails(in: bytes) where seenMails.insert(mail).inserted {
                mails.append(Address(text: mail, line: index + 1))
            }
            let found = PolicyText.disclosures(in: bytes)
            if found > 0, firstDisclosureLine == nil { firstDisclosureLine = index + 1 }
            disclosures += found
        }
    }

    /// The text as readers see it, without `<!-- … -->` and AsciiDoc's blocks of comments; lines keep their numbers.
    static func visible(_ text: String, _ markup: ProseMarkup) -> String {
        var bytes = ProseReader.withoutComments(Array(text.utf8))
        guard markup == .asciiDoc else { return String(decoding: bytes, as: UTF8.self) }
        var fence: ArraySlice<UInt8>?
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { line -> ArraySlice<UInt8> in
                let content = line.trimmed
                if let open = fence {
                    if content == open { fence = nil }
                    return []
                }
                guard content.count >= 4, content.run(of: UInt8(ascii: "/")) == content.count else { return line }
                fence = content
                return []
            }
        bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `http://` or `https://` and what may follow in an address.
    private static func links(in line: [UInt8]) -> [String] {
        var found: [String] = []
        var position = 0
        while position < line.count {
            guard line[position] == UInt8(ascii: "h"),
                let scheme = schemes.first(where: { line[position...].starts(with: $0) })
            else {
                position += 1
                continue
            }
            var end = position + scheme.count
            while end < line.count, isWord(line[end], besides: "./?=%:-") { end += 1 }
            found.append(String(decoding: line[position..<end], as: UTF8.self))
            position = end
        }
        return found
    }

    private static let schemes = ["http://", "https://"].map { Array($0.utf8) }

    /// A local part, `@` or `[at]` (its brackets escaped or not), and a domain that ends in a name of two to six
    /// letters.
    private static func mails(in line: [UInt8]) -> [String] {
        var found: [String] = []
        var free = 0
        var position = 0
        while position < line.count {
            let sign = at(line, position)
            guard sign > 0 else {
                position += 1
                continue
            }
            var start = position
            while start > free, isAlphanumeric(line[start - 1]) || "._%+-".utf8.contains(line[start - 1]) { start -= 1 }
            // Where the run begins with a mark, the part begins with the first letter or digit, or underscore.
            while start < position, !isWord(line[start], besides: "") { start += 1 }
            guard start < position, let end = domainEnd(line, position + sign) else {
                position += sign
                continue
            }
            found.append(String(decoding: line[start..<end], as: UTF8.self))
            free = end
            position = end
        }
        return found
    }

    /// How many bytes the sign between local part and domain has here; 0 where there is none.
    private static func at(_ line: [UInt8], _ position: Int) -> Int {
        if line[position] == UInt8(ascii: "@") { return 1 }
        guard line[position] == UInt8(ascii: "[") || line[position] == UInt8(ascii: "\\") else { return 0 }
        return signs.first { line[position...].starts(with: $0) }?.count ?? 0
    }

    private static let signs = ["[at]", "\\[at]", "[at\\]", "\\[at\\]"].map { Array($0.utf8) }

    /// The furthest end of a domain: a dot, then two to six letters that nothing of a word follows.
    private static func domainEnd(_ line: [UInt8], _ start: Int) -> Int? {
        var run = start
        while run < line.count,
            isAlphanumeric(line[run]) || line[run] == UInt8(ascii: ".") || line[run] == UInt8(ascii: "-")
        {
            run += 1
        }
        var best: Int?
        for dot in start..<run where line[dot] == UInt8(ascii: ".") && dot > start {
            var end = dot + 1
            while end < run, isLetter(line[end]), end - dot <= 6 { end += 1 }
            let letters = end - dot - 1
            let isAtBoundary = end == line.count || !isWord(line[end], besides: "")
            if (2...6).contains(letters), isAtBoundary { best = end }
        }
        return best
    }

    /// `disclos` and `vuln` in any case, and the last one to four digits of a number that no letter follows.
    private static func disclosures(in line: [UInt8]) -> Int {
        var count = 0
        var position = 0
        while position < line.count {
            if isDigit(line[position]) {
                var end = position
                while end < line.count, isDigit(line[end]) { end += 1 }
                if end == line.count || !isWord(line[end], besides: "") { count += 1 }
                position = end
                continue
            }
            guard line[position] | 0x20 == UInt8(ascii: "d") || line[position] | 0x20 == UInt8(ascii: "v") else {
                position += 1
                continue
            }
            let word = words.first { word in
                line.count - position >= word.count
                    && zip(line[position...], word).allSatisfy { $0 | 0x20 == $1 && isLetter($0) }
            }
            if let word {
                count += 1
                position += word.count
            } else {
                position += 1
            }
        }
        return count
    }

    private static let words = ["disclos", "vuln"].map { Array($0.utf8) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    private static func isWord(_ byte: UInt8, besides others: String) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "_") || others.utf8.contains(byte)
    }
}
