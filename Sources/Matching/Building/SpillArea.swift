// SPDX-License-Identifier: Apache-2.0

/// Where a build keeps what does not fit into memory: numbered heaps that bytes are appended to, and that are read back
/// whole once nothing more is appended to them. Files of a temporary folder, as a rule.
package struct SpillArea {
    /// Heaps are numbered from 0 up to this, exclusively. A build holds one of them in memory at a time.
    package static let heapCount = 128

    /// Adds bytes to a heap.
    package var append: (_ heap: Int, _ bytes: UnsafeRawBufferPointer) throws -> Void
    /// Shows all bytes of a heap, in the order in which they were added; none for a heap that got none. A heap is read more
    /// than once.
    package var read: (_ heap: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void

    package init(
        append: @escaping (_ heap: Int, _ bytes: UnsafeRawBufferPointer) throws -> Void,
        read: @escaping (_ heap: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) {
        self.append = append
        self.read = read
    }

    /// Everything in memory: for tests and for a few thousand records.
    package static func inMemory() -> SpillArea {
        final class Heaps { var heaps = [[UInt8]](repeating: [], count: SpillArea.heapCount) }
        let heaps = Heaps()
        return SpillArea(
            append: { heap, bytes in heaps.heaps[heap].append(contentsOf: bytes) },
            read: { heap, body in try heaps.heaps[heap].withUnsafeBytes(body) })
    }
}

/// Length-prefixed pieces going to the heaps, gathered into larger writes.
struct SpillBuffer {
    private let area: SpillArea
    private let first: Int
    private var buffers = [[UInt8]](repeating: [], count: SpillBuffer.heapCount)

    /// Half of the heaps: records by id use one half, rules by package the other.
    static let heapCount = SpillArea.heapCount / 2
    private static let threshold = 1 << 16

    /// - Parameter first: the number of the first heap of this half.
    init(area: SpillArea, first: Int) {
        self.area = area
        self.first = first
    }

    /// The heap of a hash: ascending heaps hold ascending hashes.
    static func heap(of hash: UInt64) -> Int {
        Int(hash >> 58)
    }

    /// - Parameter parts: written one after the other, as one piece.
    mutating func append(_ hash: UInt64, _ parts: UnsafeRawBufferPointer...) throws {
        let heap = SpillBuffer.heap(of: hash)
        let length = parts.reduce(0) { $0 + $1.count }
        guard let length = UInt32(exactly: length) else {
            throw MatchingError(.tooLarge, "An advisory is too large for the index.")
        }
        withUnsafeBytes(of: length.littleEndian) { buffers[heap].append(contentsOf: $0) }
        for part in parts { buffers[heap].append(contentsOf: part) }
        if buffers[heap].count >= SpillBuffer.threshold { try flush(heap) }
    }

    private mutating func flush(_ heap: Int) throws {
        guard !buffers[heap].isEmpty else { return }
        try buffers[heap].withUnsafeBytes { try area.append(first + heap, $0) }
        buffers[heap].removeAll(keepingCapacity: true)
    }

    /// Gives everything to the area.
    mutating func flush() throws {
        for heap in 0..<SpillBuffer.heapCount { try flush(heap) }
    }

    /// Shows the pieces of a heap, in no particular order.
    func read(_ heap: Int, _ body: ([UnsafeRawBufferPointer]) throws -> Void) throws {
        try area.read(first + heap) { bytes in
            var pieces: [UnsafeRawBufferPointer] = []
            do {
                var reader = try ByteReader(bytes)
                while !reader.isAtEnd { pieces.append(try reader.bytes(Int(reader.fixed(UInt32.self)))) }
            } catch {
                throw MatchingError.spill
            }
            try body(pieces)
        }
    }
}

extension MatchingError {
    /// What was put aside came back otherwise.
    static let spill = MatchingError(
        .damaged, "The temporary files of the index's build are damaged.", hint: "Run the command again.")
}
