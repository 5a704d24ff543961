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
        let candidates = candidates(in: text, share: 60)
        return select(candidates.filter(\.isCertain))
    }

    /// The license that a text is nearest to without being it, to be said and not to be counted; nil where a license is
    /// recognised, and where none is near.
    package static func suggestion(for text: [UInt8]) -> LicenseMatch? {
        let candidates = candidates(in: text, share: 40)
        guard !candidates.contains(where: \.isCertain) else { return nil }
        return candidates.filter { $0.confidence >= 40 && $0.isLong }.max { one, other in
            one.value != other.value ? one.value < other.value : one.text > other.text
        }.map(match)
    }

    // MARK: Candidates

    struct Candidate {
        /// Its place among the texts, which are sorted by preference.
        var text: Int
        var stretch: LicenseChain.Stretch
        var confidence: Int
        /// Words found, less twice the words that are missing, less the words that do not belong.
        var value: Int
        /// Enough of it to be no accident.
        var isLong: Bool
        var isCertain: Bool
    }

    private struct Hit {
        var tile: UInt32
        var word: Int32
        var startLine: Int32
        var endLine: Int32
    }

    /// Stretches that hold at least `share` percent of a text's tiles.
    static func candidates(in text: [UInt8], share: Int) -> [Candidate] {
        let known = LicenseFingerprints.standard
        let hits = hits(in: text, known)
        var wanted = wantedTexts(hits, known, share: share)
        var numbers: [Int] = wanted.indices.filter { wanted[$0] != nil }
        var steps = 0
        for hit in hits {
            var tile: Int? = Int(hit.tile)
            while let current = tile {
                let number = Int(known.textOfTile[current])
                wanted[number]?.add(
                    tile: Int32(truncatingIfNeeded: current - known.texts[number].tiles.lowerBound),
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
        numbers.removeAll()
        return found
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
            text: number, stretch: stretch, confidence: confidence,
            value: covered - 2 * text.size * (required - here) - foreign, isLong: here >= 5,
            isCertain: confidence >= (required < 6 ? 90 : threshold) && share >= threshold && covered >= 12)
    }

    /// Every place where a tile of any text stands.
    private static func hits(in text: [UInt8], _ known: LicenseFingerprints) -> [Hit] {
        var hits: [Hit] = []
        var words = LicenseWords(text, limit: byteLimit)
        var rolling = known.sizes.map(RollingTile.init)
        // The lines of the last words, to know where a tile began.
        var lines = Array(repeating: Int32(1), count: 16)
        var number: Int32 = 0
        while let word = words.next() {
            lines[Int(number & 15)] = word.line
            for place in rolling.indices {
                guard let hash = rolling[place].push(word.hash), let tile = known.first(hash) else { continue }
                let size = Int32(truncatingIfNeeded: rolling[place].size)
                let start = number &- size &+ 1
                guard size <= 16, known.texts[Int(known.textOfTile[tile])].size == Int(size) else { continue }
                hits.append(
                    Hit(
                        tile: UInt32(truncatingIfNeeded: tile), word: start, startLine: lines[Int(start & 15)],
                        endLine: word.line))
            }
            number &+= 1
        }
        return hits
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
    static func select(_ candidates: [Candidate]) -> [LicenseMatch] {
        let ranked = candidates.sorted { one, other in
            if one.value != other.value { return one.value > other.value }
            if one.confidence != other.confidence { return one.confidence > other.confidence }
            if one.text != other.text { return one.text < other.text }
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
        let text = LicenseFingerprints.standard.texts[candidate.text]
        let kind: LicenseMatch.Kind =
            switch text.kind {
            case .text: .text
            case .header: .header
            case .exception: .exception
            }
        return LicenseMatch(
            id: text.id, kind: kind, confidence: min(100, candidate.confidence),
            startLine: Int(candidate.stretch.startLine), endLine: Int(candidate.stretch.endLine),
            note: kind == .text ? note(text.id) : nil)
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
