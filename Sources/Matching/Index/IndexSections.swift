// SPDX-License-Identifier: Apache-2.0

/// Where the sections of an index lie in its file; every range is inside the file.
struct IndexSections: Sendable {
    private var ranges = [Range<Int>](repeating: 0..<0, count: IndexFormat.Section.allCases.count)
    private(set) var checksums = [UInt64](repeating: 0, count: IndexFormat.Section.allCases.count)
    /// Of the directory, and so of everything.
    let checksum: UInt64

    subscript(section: IndexFormat.Section) -> Range<Int> {
        ranges[Int(section.rawValue) - 1]
    }

    /// Reads front, trailer and directory.
    init(_ bytes: UnsafeRawBufferPointer) throws(MatchingError) {
        let magic = IndexFormat.magic
        guard bytes.starts(with: magic) else {
            throw MatchingError(
                .notAnIndex, "The file is no advisory index.", hint: "Run 'mainstay update' to build one.")
        }
        let damage = MatchingError.damaged("its directory")
        guard bytes.count >= IndexFormat.frontSize + IndexFormat.trailerSize else { throw damage }
        try IndexSections.check(version: bytes.loadUnaligned(fromByteOffset: magic.count, as: UInt32.self).littleEndian)
        let directory: UnsafeRawBufferPointer
        do {
            var trailer = try ByteReader(bytes, at: bytes.count - IndexFormat.trailerSize)
            let offset = try trailer.fixed(UInt64.self)
            let count = Int(try trailer.fixed(UInt32.self))
            let zeros = try trailer.fixed(UInt32.self)
            checksum = try trailer.fixed(UInt64.self)
            let length = try trailer.fixed(UInt64.self)
            guard zeros == 0, length == bytes.count, try trailer.bytes(magic.count).elementsEqual(magic),
                let start = Int(exactly: offset), start >= IndexFormat.frontSize, start <= bytes.count
            else { throw Damage() }
            var reader = try ByteReader(bytes, at: start)
            directory = try reader.bytes(count * IndexFormat.directoryEntrySize)
            guard reader.position == bytes.count - IndexFormat.trailerSize,
                ByteHash.checksum(directory, state: 0) == checksum
            else { throw Damage() }
            try read(directory, end: start)
        } catch {
            throw damage
        }
    }

    private mutating func read(_ directory: UnsafeRawBufferPointer, end: Int) throws(Damage) {
        var reader = try ByteReader(directory)
        var seen = Set<IndexFormat.Section>()
        while !reader.isAtEnd {
            let kind = try reader.fixed(UInt32.self)
            _ = try reader.fixed(UInt32.self)
            let offset = try reader.fixed(UInt64.self)
            let length = try reader.fixed(UInt64.self)
            let sum = try reader.fixed(UInt64.self)
            guard let section = IndexFormat.Section(rawValue: kind), seen.insert(section).inserted,
                let start = Int(exactly: offset), let count = Int(exactly: length), start % 8 == 0,
                start <= end, count <= end - start, (count + 7) & ~7 <= end - start
            else { throw Damage() }
            ranges[Int(kind) - 1] = start..<start + count
            checksums[Int(kind) - 1] = sum
        }
        guard seen.count == IndexFormat.Section.allCases.count else { throw Damage() }
    }

    private static func check(version: UInt32) throws(MatchingError) {
        if version > IndexFormat.version {
            throw MatchingError(
                .newer,
                "The advisory index has format \(version), made by a newer Mainstay; this one reads \(IndexFormat.version).",
                hint: "Use that version, or run 'mainstay update' with this one to build the index again.")
        }
        if version < IndexFormat.version {
            throw MatchingError(
                .outdated,
                "The advisory index has format \(version), made by an older Mainstay; this one reads \(IndexFormat.version).",
                hint: "Run 'mainstay update' to build it again.")
        }
    }
}
