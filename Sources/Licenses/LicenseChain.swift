// SPDX-License-Identifier: Apache-2.0

/// Follows the tiles of one text through a file, and remembers the stretches where they stand in order.
///
/// Invariants: (1) at most `width` chains are open; (2) a chain's tiles and its words both only go up; (3) chains found
/// are at most `found` many, the best are kept.
struct LicenseChain {
    /// A stretch of the file that holds tiles of the text in order.
    struct Stretch {
        var startWord: Int32
        var endWord: Int32
        var startLine: Int32
        var endLine: Int32
        /// Tiles in it that are not optional.
        var required: Int32
        /// Words of it that tiles cover.
        var covered: Int32
    }

    private struct State {
        var stretch: Stretch
        var tile: Int32
        var word: Int32
        /// Sixteenths of a tile.
        var score: Int32
    }

    private static let width = 8
    private static let found = 64
    /// Words that may be put in between two tiles before the text is taken for ended.
    private static let gap: Int32 = 120

    private let size: Int32
    private let needed: Int32
    private var states: [State] = []
    private(set) var stretches: [Stretch] = []

    /// - Parameter needed: how many required tiles make a stretch worth keeping.
    init(size: Int, needed: Int) {
        self.size = Int32(truncatingIfNeeded: size)
        self.needed = Int32(truncatingIfNeeded: needed)
    }

    /// Takes a tile (its number within the text) that begins at a word.
    mutating func add(tile: Int32, isOptional: Bool, word: Int32, startLine: Int32, endLine: Int32) {
        var best: Int?
        var bestScore: Int32 = 0
        var bestDrift: Int32 = 0
        for (place, state) in states.enumerated() where tile > state.tile && word > state.word {
            let words = word &- state.word
            let expected = (tile &- state.tile) &* size
            guard words <= expected &+ LicenseChain.gap else { continue }
            let drift = abs(words &- expected)
            // A step that fits costs nothing, one that is far off nearly two tiles.
            let score = state.score &+ 16 &- min(28, drift &* 4 / size)
            if score > bestScore {
                (best, bestScore, bestDrift) = (place, score, drift)
            }
        }
        guard let best, bestScore > 16 else {
            let stretch = Stretch(
                startWord: word, endWord: word &+ size, startLine: startLine, endLine: endLine,
                required: isOptional ? 0 : 1, covered: size)
            open(State(stretch: stretch, tile: tile, word: word, score: 16))
            return
        }
        var state = states[best]
        state.stretch.covered &+= min(size, word &- state.word)
        state.stretch.required &+= isOptional ? 0 : 1
        state.stretch.endWord = word &+ size
        state.stretch.endLine = endLine
        (state.tile, state.word, state.score) = (tile, word, bestScore)
        if bestDrift <= size { states[best] = state } else { open(state) }
    }

    /// Adds a chain; where there are too many, the one that is least and longest ago ends.
    private mutating func open(_ state: State) {
        if states.count < LicenseChain.width {
            states.append(state)
            return
        }
        var worst = 0
        var worstValue = Int32.max
        for (place, other) in states.enumerated() {
            let value = other.score &- min(1 << 20, (state.word &- other.word) &* 4)
            if value < worstValue { (worst, worstValue) = (place, value) }
        }
        close(states[worst].stretch)
        states[worst] = state
    }

    private mutating func close(_ stretch: Stretch) {
        guard stretch.required >= needed else { return }
        // Chains that began at one place are one find.
        if let place = stretches.firstIndex(where: {
            $0.startWord < stretch.endWord && stretch.startWord < $0.endWord
        }) {
            if LicenseChain.isBetter(stretch, stretches[place]) { stretches[place] = stretch }
            return
        }
        if stretches.count < LicenseChain.found { stretches.append(stretch) }
    }

    private static func isBetter(_ one: Stretch, _ other: Stretch) -> Bool {
        (one.required, one.covered, other.startWord) > (other.required, other.covered, one.startWord)
    }

    /// Ends all chains.
    mutating func finish() {
        for state in states.sorted(by: { LicenseChain.isBetter($0.stretch, $1.stretch) }) { close(state.stretch) }
        states.removeAll()
    }
}
