// SPDX-License-Identifier: Apache-2.0

/// The tiles of all texts, found by their hash.
///
/// A text is laid out in tiles: runs of 4, 8 or 10 words one behind the other, hashed. A file is hashed at every word, so
/// that a tile is found wherever it stands.
struct LicenseFingerprints: Sendable {
    static let standard = LicenseFingerprints(LicenseAsset.embedded)

    let texts: [LicenseAsset.Text]
    /// How many tiles of each text are not optional.
    let required: [Int]
    /// The text of each tile.
    let textOfTile: [UInt16]
    /// The first tile of each text, and the words in its tiles: apart from the texts, since they are asked often.
    let firstTiles: [Int]
    private let tileSizes: [Int]
    /// Sizes of tiles that occur.
    let sizes: [Int]
    private let tiles: [UInt32]
    /// First tile of a slot plus one, 0 for none; a tile's successor in its slot likewise.
    private let heads: [UInt32]
    /// A bit for the first 20 bits of each hash: most words of most files begin no tile, and are told here.
    private let filter: [UInt64]
    private let successors: [UInt32]

    init(_ asset: LicenseAsset) {
        texts = asset.texts
        tiles = asset.tiles
        sizes = Array(Set(asset.texts.map(\.size))).sorted()
        var textOfTile = Array(repeating: UInt16(0), count: tiles.count)
        for (number, text) in asset.texts.enumerated() {
            for tile in text.tiles { textOfTile[tile] = UInt16(truncatingIfNeeded: number) }
        }
        self.textOfTile = textOfTile
        firstTiles = asset.texts.map(\.tiles.lowerBound)
        tileSizes = asset.texts.map(\.size)
        required = asset.texts.map { text in text.tiles.count { asset.tiles[$0] & 1 == 0 } }
        var heads = Array(repeating: UInt32(0), count: LicenseFingerprints.slots)
        var successors = Array(repeating: UInt32(0), count: tiles.count)
        // From the back, so that a slot's tiles are in the order of the texts.
        for tile in tiles.indices.reversed() {
            let slot = LicenseFingerprints.slot(tiles[tile])
            successors[tile] = heads[slot]
            heads[slot] = UInt32(truncatingIfNeeded: tile + 1)
        }
        self.heads = heads
        var filter = Array(repeating: UInt64(0), count: 1 << 14)
        for tile in tiles { filter[Int(tile >> 18)] |= 1 << UInt64(tile >> 12 & 63) }
        self.filter = filter
        self.successors = successors
    }

    /// The first tile with this hash (31 bits, shifted left by one); nil where there is none.
    func first(_ hash: UInt32) -> Int? {
        guard filter[Int(hash >> 18)] & (1 << UInt64(hash >> 12 & 63)) != 0 else { return nil }
        return match(hash, from: heads[LicenseFingerprints.slot(hash)])
    }

    /// The next tile with the same hash.
    func next(_ tile: Int) -> Int? {
        match(tiles[tile] & ~1, from: successors[tile])
    }

    func sizeOfTile(_ tile: Int) -> Int { tileSizes[Int(textOfTile[tile])] }

    func isOptional(_ tile: Int) -> Bool { tiles[tile] & 1 != 0 }

    private func match(_ hash: UInt32, from start: UInt32) -> Int? {
        var place = start
        while place != 0 {
            let tile = Int(place) - 1
            if tiles[tile] & ~1 == hash { return tile }
            place = successors[tile]
        }
        return nil
    }

    private static let slots = 1 << 18
    private static func slot(_ hash: UInt32) -> Int { Int(hash >> 14) & (slots - 1) }
}

/// A hash over the last words of a stream, moved on word by word.
struct RollingTile {
    let size: Int
    private var sum: UInt64 = 0
    /// The base to the power of `size`: what a word weighs when it leaves.
    private let leaving: UInt64

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    init(size: Int) {
        self.size = size
        leaving = (0..<size).reduce(1) { power, _ in power &* RollingTile.base }
    }

    /// Takes a word and lets the one go that came `size` words before, 0 where none did; gives the hash of the words
    /// between (31 bits, shifted left by one).
    mutating func push(_ word: UInt64, leaving old: UInt64) -> UInt32 {
        sum = sum &* RollingTile.base &+ word &- old &* leaving
        var value = sum
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        return UInt32(truncatingIfNeeded: value >> 33) << 1
    }
}
