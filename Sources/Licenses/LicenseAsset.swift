// SPDX-License-Identifier: Apache-2.0
internal import CAssets

/// The embedded data that `Scripts/license-data` makes: identifiers with flags, and hashes of the texts.
///
/// Little-endian: `MSLIC001`; five 32-bit counts (licenses, exceptions, texts, tiles, bytes of the listing); eight bytes a
/// text (16-bit place in the listing, kind, words a tile, 16-bit number of tiles, 16-bit loose words); four bytes a tile
/// (31 bits of hash, then one that marks the tile as optional); the listing, `id TAB flags LF`.
struct LicenseAsset: Sendable {
    /// What a text is of.
    enum Kind: UInt8, Sendable {
        case text = 0
        case header = 1
        case exception = 2
    }

    struct Text: Sendable {
        var id: String
        var kind: Kind
        /// Words in one tile.
        var size: Int
        /// Its tiles in `tiles`.
        var tiles: Range<Int>
        /// Words that no tile covers: slots for names, numbers of lists, what differs between variants.
        var loose: Int
    }

    private(set) var licenses: [LicenseIdentifier] = []
    private(set) var exceptions: [LicenseIdentifier] = []
    private(set) var texts: [Text] = []
    private(set) var tiles: [UInt32] = []

    static let embedded = LicenseAsset(
        bytes: Array(UnsafeBufferPointer(start: asset_licenses(), count: asset_licenses_length())))

    /// Reads the data; what is cut short or contradicts itself gives an empty list, which a test would see.
    init(bytes: [UInt8]) {
        guard bytes.count >= 28, Array("MSLIC001".utf8).elementsEqual(bytes[..<8]) else { return }
        func number(_ at: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        let counts = (0..<5).map { number(8 + $0 * 4, 4) }
        let (licenseCount, textCount, tileCount) = (counts[0], counts[2], counts[3])
        let textStart = 28
        let tileStart = textStart + textCount * 8
        let listingStart = tileStart + tileCount * 4
        guard listingStart + counts[4] == bytes.count else { return }

        var listed: [LicenseIdentifier] = []
        for line in bytes[listingStart...].split(separator: 0x0A) {
            let fields = line.split(separator: 0x09)
            guard fields.count == 2, let digit = fields[1].first else { return }
            let flags = digit &- 0x30
            listed.append(
                LicenseIdentifier(
                    id: String(decoding: fields[0], as: UTF8.self), isOSIApproved: flags & 1 != 0,
                    isFSFLibre: flags & 2 != 0, isDeprecated: flags & 4 != 0))
        }
        guard listed.count == licenseCount + counts[1] else { return }

        var read: [Text] = []
        var next = 0
        for text in 0..<textCount {
            let at = textStart + text * 8
            let place = number(at, 2)
            let count = number(at + 4, 2)
            guard place < listed.count, let kind = Kind(rawValue: bytes[at + 2]), bytes[at + 3] > 0,
                next + count <= tileCount
            else { return }
            read.append(
                Text(
                    id: listed[place].id, kind: kind, size: Int(bytes[at + 3]), tiles: next..<(next + count),
                    loose: number(at + 6, 2)))
            next += count
        }
        licenses = Array(listed[..<licenseCount])
        exceptions = Array(listed[licenseCount...])
        texts = read
        tiles = (0..<tileCount).map { UInt32(truncatingIfNeeded: number(tileStart + $0 * 4, 4)) }
    }
}
