// SPDX-License-Identifier: Apache-2.0

/// Tells licenses by their text.
///
/// Works in time linear in the text, whose first mebibyte is read. A text on the SPDX list is recognised whoever holds
/// the copyright, however the lines are wrapped and the lists are numbered, with small changes of the wording too.
package enum LicenseRecognition {
    /// The bytes that are read of a text.
    package static let byteLimit = 1 << 20
    /// The most matches that are given for one text.
    package static let matchLimit = 64

    /// The licenses in a text, in the order of their lines. A text that is no known license gives none.
    package static func recognize(_ text: [UInt8]) -> [LicenseMatch] {
        recognize(text, known: .standard)
    }

    static func recognize(_ text: [UInt8], known: LicenseFingerprints) -> [LicenseMatch] {
        select(candidates(in: text, share: 60, known).filter(\.isCertain))
    }

    // MARK: Candidates

    private struct Candidate {
        var id: String
        var kind: LicenseAsset.Kind
        /// Its place among the texts, which are sorted by preference.
        var rank: Int
        var stretch: LicenseChain.Stretch
        var confidence: Int
        /// Words found, less twice the words that are missing, less the words that do not belong.
        var value: Int
        var isCertain: Bool
    }

    private struct Hit {
        var tile: UInt32
        var word: Int32
        var startLine: Int32
        var endLine: Int32
    }

    /// Stretches that hold at least `share` percent of a text's tiles, and notices of GNU licenses.
    private static func candidates(
        in text: [UInt8], share: Int, _ known: LicenseFingerprints
    ) -> [Candidate] {
        let reading = read(text, known)
        let hits = reading.hits
        var wanted = wantedTexts(hits, known, share: share)
        let numbers: [Int] = wanted.indices.filter { wanted[$0] != nil }
        var steps = 0
        for hit in hits {
            var tile: Int? = Int(hit.tile)
            while let current = tile {
                let number = Int(known.textOfTile[current])
                wanted[number]?.add(
                    tile: Int32(truncatingIfNeeded: current - known.firstTiles[number]),
                    isOptional: known.isOptional(current), word: hit.word, startLine: hit.startLine,
                    endLine: hit.endLine)
                tile = known.next(current)
                steps += 1
            }
            // Only a text made to take long has so many; what was found so far stands.
            if steps > 8_000_000 { break }
        }
        var found: [Candidate] = []
        for number in numbers {
            guard var chain = wanted[number] else { continue }
            chain.finish()
            found += chain.stretches.map { candidate(number, $0, known) }
        }
        return withNotices(found, reading)
    }

    /// Headers of GNU licenses are known by what they say, and by their tiles only how far they reach.
    private static func withNotices(_ found: [Candidate], _ reading: Reading) -> [Candidate] {
        func isGNUHeader(_ candidate: Candidate) -> Bool {
            candidate.kind == .header
                && ["GPL-", "LGPL-", "AGPL-"].contains { candidate.id.hasPrefix($0) }
        }
        let headers = found.filter(isGNUHeader)
        let notices = GNUNotice.notices(reading.words)
        let others = found.filter { $0.isCertain && !isGNUHeader($0) }.map { Int($0.stretch.startWord) }.sorted()
        return found.filter { !isGNUHeader($0) }
            + notices.enumerated().map { place, notice in
                // “This program is free software; you can” comes before the verb. How far it goes the tiles say.
                let start = max(0, notice.words.lowerBound - 7)
                let next = min(
                    place + 1 < notices.count ? notices[place + 1].words.lowerBound - 7 : reading.words.count,
                    others.first { $0 >= notice.words.upperBound } ?? .max)
                let ends = headers.lazy.filter { abs(Int($0.stretch.startWord) - start) <= 25 }
                    .map { Int($0.stretch.endWord) }
                let reach = ends.max()
                let end = max(notice.words.upperBound, min(next, reach ?? 0))
                let stretch = LicenseChain.Stretch(
                    startWord: Int32(truncatingIfNeeded: start), endWord: Int32(truncatingIfNeeded: end),
                    startLine: reading.lines[start], endLine: reading.lines[end - 1], required: 0,
                    covered: Int32(truncatingIfNeeded: end - start))
                return Candidate(
                    id: notice.id, kind: .header, rank: Int.max, stretch: stretch,
                    confidence: reach == nil ? 90 : 100, value: end - start, isCertain: true)
            }
    }

    private static func candidate(
        _ number: Int, _ stretch: LicenseChain.Stretch, _ known: LicenseFingerprints
    ) -> Candidate {
        let text = known.texts[number]
        let required = max(1, known.required[number])
        let here = Int(stretch.required)
        let length = Int(stretch.endWord - stretch.startWord)
        let covered = Int(stretch.covered)
        let foreign = max(0, length - covered - text.loose)
        let share = 100 * here / required
        let confidence = max(0, share - 50 * foreign / max(1, length))
        // A text of few tiles must be there nearly whole.
        let threshold = required < 6 ? 100 : required < 12 ? 88 : 80
        return Candidate(
            id: text.id, kind: text.kind, rank: number, stretch: stretch, confidence: confidence,
            value: covered - 2 * text.size * (required - here) - foreign,
            isCertain: confidence >= (required < 6 ? 90 : threshold) && share >= threshold && covered >= 12)
    }

    /// The words of a text by their hash, their lines, and every place where a tile of any text stands.
    private struct Reading {
        var words: [UInt64] = []
        var lines: [Int32] = []
        var hits: [Hit] = []
    }

    private static func read(_ text: [UInt8], _ known: LicenseFingerprints) -> Reading {
        var reading = Reading()
        reading.words.reserveCapacity(min(text.count, byteLimit) / 5)
        reading.lines.reserveCapacity(min(text.count, byteLimit) / 5)
        var words = LicenseWords(text, limit: byteLimit)
        while let word = words.next() {
            reading.words.append(word.hash)
            reading.lines.append(word.line)
        }
        // One size after the other: a text has tiles of one size, and wants them in order.
        for size in known.sizes {
            var rolling = RollingTile(size: size)
            for number in reading.words.indices {
                let hash = rolling.push(
                    reading.words[number], leaving: number >= size ? reading.words[number - size] : 0)
                guard let tile = known.first(hash), number >= size - 1, known.sizeOfTile(tile) == size else { continue }
                let start = number - size + 1
                reading.hits.append(
                    Hit(
                        tile: UInt32(truncatingIfNeeded: tile), word: Int32(truncatingIfNeeded: start),
                        startLine: reading.lines[start], endLine: reading.lines[number]))
            }
        }
        return reading
    }

    /// A chain for each text of which enough different tiles occur somewhere.
    private static func wantedTexts(
        _ hits: [Hit], _ known: LicenseFingerprints, share: Int
    ) -> [LicenseChain?] {
        var seen = Array(repeating: false, count: known.textOfTile.count)
        var counts = Array(repeating: 0, count: known.texts.count)
        for hit in hits where !seen[Int(hit.tile)] {
            var tile: Int? = Int(hit.tile)
            while let current = tile {
                seen[current] = true
                if !known.isOptional(current) { counts[Int(known.textOfTile[current])] += 1 }
                tile = known.next(current)
            }
        }
        return known.texts.indices.map { number in
            let needed = max(1, (known.required[number] * share + 99) / 100)
            return counts[number] >= needed ? LicenseChain(size: known.texts[number].size, needed: needed) : nil
        }
    }

    // MARK: Choice

    /// The best candidate of each stretch of the file.
    private static func select(_ candidates: [Candidate]) -> [LicenseMatch] {
        let ranked = candidates.sorted { one, other in
            if one.value != other.value { return one.value > other.value }
            if one.confidence != other.confidence { return one.confidence > other.confidence }
            if one.rank != other.rank { return one.rank < other.rank }
            return one.stretch.startWord < other.stretch.startWord
        }
        var chosen: [Candidate] = []
        for candidate in ranked where chosen.count < matchLimit {
            let length = Int(candidate.stretch.endWord - candidate.stretch.startWord)
            let shared = chosen.reduce(0) { sum, other in
                let start = max(candidate.stretch.startWord, other.stretch.startWord)
                let end = min(candidate.stretch.endWord, other.stretch.endWord)
                return sum + Int(max(0, end - start))
            }
            if shared * 8 <= length { chosen.append(candidate) }
        }
        return chosen.map(match).sorted {
            ($0.startLine, $0.endLine, $0.id, $0.kind) < ($1.startLine, $1.endLine, $1.id, $1.kind)
        }
    }

    private static func match(_ candidate: Candidate) -> LicenseMatch {
        let kind: LicenseMatch.Kind =
            switch candidate.kind {
            case .text: .text
            case .header: .header
            case .exception: .exception
            }
        return LicenseMatch(
            id: candidate.id, kind: kind, confidence: min(100, candidate.confidence),
            startLine: Int(candidate.stretch.startLine), endLine: Int(candidate.stretch.endLine),
            note: kind == .text ? note(candidate.id) : nil)
    }

    /// What the text of a license cannot say about its identifier.
    private static func note(_ id: String) -> String? {
        if id.hasSuffix("-only") {
            return "The text alone does not say whether later versions are allowed; a notice in the files does."
        }
        switch id {
        case "MPL-2.0":
            return "The text is that of MPL-2.0-no-copyleft-exception too; a notice in the files tells them apart."
        case "OFL-1.0", "OFL-1.1":
            return "Whether font names are reserved is in the copyright notice."
        default: return nil
        }
    }
}
