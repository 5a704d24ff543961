// SPDX-License-Identifier: Apache-2.0

/// Writes the sections of an index one after the other, and the directory behind them.
struct IndexWriter {
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var pending: [UInt8] = []
    private var position = 0
    private var checksum: UInt64 = 0
    private var directory: [Entry] = []
    private var open: (section: IndexFormat.Section, start: Int, length: Int)?

    private struct Entry {
        var section: IndexFormat.Section
        var offset: Int
        var length: Int
        var checksum: UInt64
    }

    private static let blockSize = 1 << 18

    init(sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        self.sink = sink
        pending.reserveCapacity(IndexWriter.blockSize * 2)
        var front = ByteWriter()
        front.bytes += IndexFormat.magic
        front.fixed(IndexFormat.version)
        front.bytes += Array(repeating: 0, count: IndexFormat.frontSize - front.count)
        pending += front.bytes
        try flush()
    }

    mutating func begin(_ section: IndexFormat.Section) throws {
        try end()
        checksum = 0
        open = (section, position, 0)
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        open?.length += bytes.count
        pending.append(contentsOf: bytes)
        if pending.count >= IndexWriter.blockSize { try flush() }
    }

    mutating func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// A section that is in memory as a whole.
    mutating func write<Value: FixedWidthInteger>(_ section: IndexFormat.Section, words: [Value]) throws {
        try begin(section)
        var block = ByteWriter()
        for word in words {
            block.fixed(word)
            if block.count >= IndexWriter.blockSize {
                try write(block.bytes)
                block.removeAll()
            }
        }
        try write(block.bytes)
    }

    mutating func write(_ section: IndexFormat.Section, bytes: [UInt8]) throws {
        try begin(section)
        try write(bytes)
    }

    /// Ends the last section, fills up to a multiple of eight and notes its place.
    private mutating func end() throws {
        guard let open else { return }
        while pending.count % 8 != 0 { pending.append(0) }
        try flush()
        directory.append(Entry(section: open.section, offset: open.start, length: open.length, checksum: checksum))
        self.open = nil
    }

    /// Gives whole words to the sink; the rest waits.
    private mutating func flush() throws {
        let whole = pending.count & ~7
        try pending.withUnsafeBytes { bytes in
            let words = UnsafeRawBufferPointer(rebasing: bytes[..<whole])
            checksum = ByteHash.checksum(words, state: checksum)
            try sink(words)
        }
        position += whole
        pending.removeFirst(whole)
    }

    /// Writes directory and trailer.
    ///
    /// - Returns: the length of the file, and a checksum of its contents.
    mutating func finish() throws -> (length: Int, checksum: UInt64) {
        try end()
        var output = ByteWriter()
        for entry in directory {
            output.fixed(entry.section.rawValue)
            output.fixed(UInt32(0))
            output.fixed(UInt64(entry.offset))
            output.fixed(UInt64(entry.length))
            output.fixed(entry.checksum)
        }
        let sum = output.bytes.withUnsafeBytes { ByteHash.checksum($0, state: 0) }
        let length = position + output.count + IndexFormat.trailerSize
        output.fixed(UInt64(position))
        output.fixed(UInt32(directory.count))
        output.fixed(UInt32(0))
        output.fixed(sum)
        output.fixed(UInt64(length))
        output.bytes += IndexFormat.magic
        pending += output.bytes
        try flush()
        return (length, sum)
    }
}

/// Where each record of a table ends, while the table is written.
struct TableEnds {
    private(set) var ends: [UInt32] = []
    private var length = 0

    var count: Int { ends.count }

    /// - Throws: `MatchingError` of kind `tooLarge`.
    mutating func append(_ recordLength: Int) throws(MatchingError) {
        length += recordLength
        guard let end = UInt32(exactly: length) else {
            throw MatchingError(
                .tooLarge, "The advisories are too many for one index: a part of it would be larger than 4 GiB.",
                hint: "Use fewer sources.")
        }
        ends.append(end)
    }
}
