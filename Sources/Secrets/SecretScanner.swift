// SPDX-License-Identifier: Apache-2.0

/// Finds credentials in texts.
///
/// A text is read once from front to back. Each rule looks a bounded distance ahead and back, so the time is linear in the
/// text whatever is in it.
package struct SecretScanner: Sendable {
    package static let standard = SecretScanner(
        rules: SecretRule.forges + SecretRule.clouds + SecretRule.services + SecretRule.everywhere)

    /// The most findings that are given for one text.
    package static let findingLimit = 100
    /// The bytes that are looked at of one text.
    package static let byteLimit = 64 << 20

    /// The matches that are kept until those that overlap are sorted out.
    private static let candidateLimit = 4096

    let rules: [SecretRule]
    private let triggers: SecretTriggers

    init(rules: [SecretRule]) {
        self.rules = rules
        triggers = SecretTriggers(rules)
    }

    /// The identifiers of all rules, each once, sorted.
    package var ruleIDs: [String] { Set(rules.map(\.id)).sorted() }

    /// How many shapes are looked for.
    package var ruleCount: Int { rules.count }

    /// The credentials in a text, in the order of their places; none in a binary one.
    ///
    /// - Parameter path: of the file, relative to its root: tests and documentation make a finding less sure, and in
    ///   settings values need no quotes.
    package func scan(_ bytes: [UInt8], path: String = "") -> [SecretFinding] { report(bytes, path: path).findings }

    /// The same, with what was left out.
    package func report(_ bytes: [UInt8], path: String = "") -> SecretScan {
        var scan = SecretScan()
        if bytes.prefix(8192).contains(0) {
            scan.skipped = .binary
            return scan
        }
        scan.unread = max(0, bytes.count - SecretScanner.byteLimit)
        let kept = scan.unread > 0 ? Array(bytes.prefix(SecretScanner.byteLimit)) : bytes
        var text = SecretText(bytes: kept, path: SecretPath(""))
        var lines = LineCounter()
        let (matches, more) = matches(&text, path: path)
        scan.omitted = more
        for (found, rule) in matches {
            guard scan.findings.count < SecretScanner.findingLimit else {
                scan.omitted += 1
                continue
            }
            let (line, column) = lines.place(of: found.range.lowerBound, in: kept)
            scan.findings.append(finding(found, rule, text, line, column))
        }
        return scan
    }

    /// Matches, judged, in the order of places, none within another; and how many more there were than are kept.
    ///
    /// - Parameter text: it gets its path where something in it looks like a credential. Most texts have nothing, and a path
    ///   takes as long to read as a small text.
    func matches(_ text: inout SecretText, path: String) -> ([(SecretCandidate, SecretRule)], Int) {
        var found: [(SecretCandidate, Int)] = []
        var more = 0
        var knowsPath = false
        // In blocks, so that a text made of beginnings takes no more memory than another.
        for block in stride(from: 0, to: max(0, text.count - 2), by: 1 << 16) {
            for place in places(text.bytes, block..<min(block + (1 << 16), text.count - 2)) {
                let key = SecretTriggers.key(text[place], text[place + 1], text[place + 2])
                for trigger in triggers.triggers(SecretTriggers.slot(key))
                where trigger.key == key && text.hasLetters(trigger.mark, at: place) {
                    if !knowsPath {
                        text.path = SecretPath(path)
                        knowsPath = true
                    }
                    guard let candidate = candidate(text, trigger.rule, at: place) else { continue }
                    if found.count < SecretScanner.candidateLimit {
                        found.append((candidate, trigger.rule))
                    } else {
                        more += 1
                    }
                }
            }
        }
        return (distinct(found), more)
    }

    /// Where in a range three bytes stand that some trigger begins with.
    private func places(_ bytes: [UInt8], _ range: Range<Int>) -> [Int] {
        var places: [Int] = []
        let filter = triggers.filter
        bytes.withUnsafeBufferPointer { bytes in
            filter.withUnsafeBufferPointer { filter in
                var key = UInt32(bytes[range.lowerBound]) << 8 | UInt32(bytes[range.lowerBound + 1])
                for place in range {
                    key = key << 8 | UInt32(bytes[place + 2])
                    let slot = SecretTriggers.slot(key & 0xFF_FFFF | 0x20_2020)
                    if filter[slot >> 6] & (1 << UInt64(slot & 63)) != 0 { places.append(place) }
                }
            }
        }
        return places
    }

    private func candidate(_ text: SecretText, _ number: Int, at place: Int) -> SecretCandidate? {
        let rule = rules[number]
        var candidate: SecretCandidate
        switch rule.detector {
        case .shape(let shape):
            guard let match = shape.match(text, at: place) else { return nil }
            candidate = SecretCandidate(
                range: match.range, random: match.random..<match.range.upperBound, confidence: rule.confidence,
                reason: rule.confidence == .certain
                    ? "a shape that no other text has" : "the shape of the service's credentials")
        case .named(let word, let pieces):
            guard !text.path.isNoise, let assignment = SecretAssignment(text, word: place),
                assignment.name.upperBound >= place + word.count
            else { return nil }
            let value = SecretShape(prefix: [], pieces: pieces)
            guard let match = value.match(text, at: assignment.value.lowerBound),
                match.range.upperBound == assignment.value.upperBound
            else { return nil }
            candidate = SecretCandidate(
                range: match.range, random: match.range, confidence: rule.confidence,
                reason: "a name that speaks of the service has a value of the shape of its credentials")
        case .own(_, let scan):
            guard let match = scan(text, place) else { return nil }
            candidate = match
        }
        guard candidate.isJudged || isPlausible(&candidate, rule, text) else { return nil }
        if text.path.isRehearsal, candidate.confidence > .possible {
            candidate.confidence = .possible
            candidate.reason += "; the file is a test, an example or documentation"
        }
        return candidate
    }

    /// Random enough, no placeholder, and with the right checksum where the shape has one.
    private func isPlausible(_ candidate: inout SecretCandidate, _ rule: SecretRule, _ text: SecretText) -> Bool {
        let random = text.slice(candidate.random)
        guard !SecretPlaceholder.isPlaceholder(random), SecretMeasure.entropy(random) >= rule.entropy else {
            return false
        }
        // Words of letters alone are no keys, whatever stands before them.
        let hasDigit = random.contains { ByteClass.digit.has($0) }
        if !hasDigit, random.count < 30 || SecretMeasure.changes(random) < 0.2 { return false }
        if rule.checksum == .crc32Base62 {
            if TokenChecksum.holds(random) {
                candidate.reason = "a shape that no other text has, and its checksum is right"
            } else {
                candidate.confidence = .possible
                candidate.reason = "the shape of a token, but its checksum is wrong: made up or mistyped"
            }
        }
        return true
    }

    /// Of matches that overlap, the one of the earlier rule; sorted by place.
    private func distinct(_ found: [(SecretCandidate, Int)]) -> [(SecretCandidate, SecretRule)] {
        let sorted = found.sorted {
            ($0.0.range.lowerBound, $0.1, $0.0.range.upperBound) < ($1.0.range.lowerBound, $1.1, $1.0.range.upperBound)
        }
        var kept: [(SecretCandidate, Int)] = []
        for (candidate, rule) in sorted {
            if let (last, lastRule) = kept.last, candidate.range.lowerBound < last.range.upperBound {
                if rule < lastRule, candidate.range.lowerBound == last.range.lowerBound || isGeneric(lastRule) {
                    kept[kept.count - 1] = (candidate, rule)
                }
                continue
            }
            kept.append((candidate, rule))
        }
        return kept.map { ($0.0, rules[$0.1]) }
    }

    private func isGeneric(_ rule: Int) -> Bool { rules[rule].id.hasPrefix("generic-") }

    private func finding(
        _ found: SecretCandidate, _ rule: SecretRule, _ text: SecretText, _ line: Int, _ column: Int
    ) -> SecretFinding {
        let value = text.slice(found.range)
        let random = text.slice(found.random)
        let id = found.id ?? rule.id
        let isUnguessable = random.count >= 16 && SecretMeasure.entropy(random) >= 3
        // A key is the same however its lines end.
        let told = found.isArmoured ? ArraySlice(random.filter { ByteClass.base64.has($0) }) : value
        return SecretFinding(
            ruleID: id, title: found.title ?? rule.title, line: line, column: column,
            redacted: SecretMeasure.redacted(value),
            fingerprint: isUnguessable ? SecretMeasure.fingerprint(rule: id, told) : nil, confidence: found.confidence,
            reason: found.reason)
    }
}

/// Lines and columns of places that only go up.
private struct LineCounter {
    private var line = 1
    private var lineStart = 0
    private var at = 0

    mutating func place(of target: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        while at < min(target, bytes.count) {
            if bytes[at] == 0x0A {
                line += 1
                lineStart = at + 1
            }
            at += 1
        }
        return (line, target - lineStart + 1)
    }
}
