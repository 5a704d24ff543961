// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A generator of a known sequence (Steele, Lea and Flood's SplitMix64), so that what fails can be run again.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Damages bytes as discs, networks and attackers do: flips, overwrites, cuts, takes out, repeats, and puts in pieces of
/// syntax.
package struct ByteMutator: Sendable {
    package var generator: SeededGenerator
    /// What is put in now and then: what the format in question finds telling.
    private let pieces: [[UInt8]]

    package init(seed: UInt64, pieces: [String] = ByteMutator.marks) {
        generator = SeededGenerator(seed: seed)
        self.pieces = pieces.map { Array($0.utf8) }
    }

    /// One mark each of the notations that are read.
    package static let marks =
        "\"'\\[]{}()<>:;,#&*!|-=.+~^$%@/?_\n\r\t 09aZ".map(String.init)
        + [
            "{}", "[]", "null", "\"\"", "-1e9", "true", "999999999999999999999", "\u{0}", "\u{FEFF}", "\r\n",
            "\u{1B}[2J",
        ]

    /// A copy with one to four changes.
    package mutating func mutated(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            let end = min(bytes.count, place + length())
            switch Int.random(in: 0..<16, using: &generator) {
            case 0...2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 3, 4: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 5: bytes[place] = 0xFF
            case 6...8: bytes.removeSubrange(place..<end)
            case 9...11: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 12: bytes.replaceSubrange(place..<end, with: piece())
            case 13, 14: bytes.insert(contentsOf: piece(), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    /// A text with one to four changes to its bytes; what is no UTF-8 any more becomes U+FFFD.
    package mutating func mutated(_ text: String) -> String {
        String(decoding: mutated(Array(text.utf8)), as: UTF8.self)
    }

    /// Short for the most part: a long stretch leaves little of a small file.
    private mutating func length() -> Int {
        Int.random(in: 1...(Int.random(in: 0..<4, using: &generator) == 0 ? 40 : 8), using: &generator)
    }

    private mutating func piece() -> [UInt8] { pieces.randomElement(using: &generator) ?? [] }
}

/// Rounds of a mutation test: a fixed number in an ordinary run, as many as fit where `MAINSTAY_FUZZ_SECONDS` (set by
/// `./test --fuzz SECONDS`) says how long each test is to go on.
///
/// A round depends on its number and the seed alone. A longer run starts with the rounds of an ordinary one and goes on
/// behind them; `MAINSTAY_FUZZ_SEED` shifts the seed, for other rounds than yesterday's.
package struct Fuzzing: Sendable {
    private let seed: UInt64
    private let rounds: Int
    private let duration: Duration?
    private let pieces: [String]

    /// - Parameters:
    ///   - share: among how many cases of one test the time is divided.
    ///   - pieces: what is put in now and then, see ``ByteMutator``.
    package init(seed: UInt64, rounds: Int, share: Int = 1, pieces: [String] = ByteMutator.marks) {
        let environment = ProcessInfo.processInfo.environment
        self.seed = seed &+ (environment["MAINSTAY_FUZZ_SEED"].flatMap(UInt64.init) ?? 0) &* 0x1_0000_0000
        self.rounds = rounds
        self.pieces = pieces
        duration = environment["MAINSTAY_FUZZ_SECONDS"].flatMap(Double.init).map { .seconds($0 / Double(share)) }
    }

    /// Calls `body` with the round's number and its mutator; gives the number of rounds.
    @discardableResult
    package func run(_ body: (_ round: Int, _ mutator: inout ByteMutator) throws -> Void) rethrows -> Int {
        let start = ContinuousClock.now
        var round = 0
        while round < rounds || duration.map({ start.duration(to: .now) < $0 }) ?? false {
            var mutator = ByteMutator(seed: seed &* 1_000_003 &+ UInt64(round), pieces: pieces)
            try body(round, &mutator)
            round += 1
        }
        return round
    }
}
