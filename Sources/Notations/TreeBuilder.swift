// SPDX-License-Identifier: Apache-2.0
import Wire

/// Collects records in the order of the text and keeps the limits.
struct TreeBuilder {
    private(set) var records: [Record] = []
    var pool: [UInt8] = []
    /// Values so far, aliases counted with all they stand for.
    private(set) var values = 0
    let limits: Limits
    let deepest: Int

    init(limits: Limits, bytes: Int) {
        self.limits = limits
        deepest = Swift.min(limits.depth, Tree.deepest)
        // A guess that spares the first reallocations and wastes little.
        records.reserveCapacity(Swift.min(bytes / 16, limits.nodes))
    }

    /// Adds a value and gives its index. Leaves are complete; containers are completed by ``close(_:count:)``.
    mutating func value(_ record: Record) throws(NotationError) -> Int {
        try spend(1, line: record.line)
        return append(record)
    }

    /// Adds the name of a member.
    mutating func key(_ record: Record) {
        _ = append(record)
    }

    mutating func close(_ index: Int, count: UInt32) {
        records[index].count = count
        records[index].next = UInt32(truncatingIfNeeded: records.count)
    }

    /// Counts values against the limit.
    mutating func spend(_ count: Int, line: UInt32) throws(NotationError) {
        let (sum, overflow) = values.addingReportingOverflow(count)
        values = sum
        guard !overflow, sum <= limits.nodes else {
            throw NotationError(line: Int(line), message: "The text holds more than \(limits.nodes) values, the limit.")
        }
    }

    /// Refuses a container at `depth` levels (the root's is 1) when that is too deep.
    func check(depth: Int, line: Int, column: Int? = nil) throws(NotationError) {
        guard depth <= deepest else {
            throw NotationError(
                line: line, column: column, message: "The text nests deeper than \(deepest) levels, the limit.")
        }
    }

    /// The pooled text of a record.
    func text(_ index: Int) -> String {
        let start = Int(records[index].start)
        return String(decoding: pool[start..<start + Int(records[index].count)], as: UTF8.self)
    }

    func finish(source: [UInt8]) -> TreeStorage {
        TreeStorage(source: source, pool: pool, records: records)
    }

    private mutating func append(_ record: Record) -> Int {
        let index = records.count
        records.append(record)
        records[index].next = UInt32(truncatingIfNeeded: index + 1)
        return index
    }
}
