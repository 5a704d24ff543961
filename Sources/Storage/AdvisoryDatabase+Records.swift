// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB

/// A record as it is kept.
package struct StoredRecord: Sendable, Hashable {
    /// The name inside the source: a path, or ecosystem and id.
    package var origin: String
    /// The part of the source it belongs to; empty where the source has none.
    package var part: String
    package var id: String
    /// Seconds since 1970.
    package var modified: Int
    /// What the index needs, encoded by the `Matching` room.
    package var contribution: [UInt8]
    /// The record as it came.
    package var bytes: [UInt8]

    package init(origin: String, part: String, id: String, modified: Int, contribution: [UInt8], bytes: [UInt8]) {
        self.origin = origin
        self.part = part
        self.id = id
        self.modified = modified
        self.contribution = contribution
        self.bytes = bytes
    }
}

/// A file of a source that is no usable record.
package struct StoredProblem: Sendable, Hashable {
    package var origin: String
    package var part: String
    /// A sentence.
    package var message: String

    package init(origin: String, part: String, message: String) {
        self.origin = origin
        self.part = part
        self.message = message
    }
}

/// The newest record of an id, while ``AdvisoryDatabase/forEachNewest(_:)`` shows it.
package struct NewestRecord {
    /// The number of its source.
    package let source: Int
    /// Lives until the showing ends.
    package let contribution: UnsafeRawBufferPointer
    /// Reads its origin and original bytes.
    package let original: () throws -> (origin: String, bytes: [UInt8])

    init(
        source: Int, contribution: UnsafeRawBufferPointer,
        original: @escaping () throws -> (origin: String, bytes: [UInt8])
    ) {
        self.source = source
        self.contribution = contribution
        self.original = original
    }
}

/// What changes at once.
package struct RecordBatch: Sendable {
    package var records: [StoredRecord] = []
    package var problems: [StoredProblem] = []
    /// Origins that are no longer in the source.
    package var removed: [String] = []
    /// Cursors to set, by part.
    package var cursors: [String: String] = [:]

    package init() {}
}

extension AdvisoryDatabase {
    /// Writes a batch of one source in one transaction; a record of the same origin is replaced.
    package func apply(_ batch: RecordBatch, source: Int) throws(StorageError) {
        try write { database in
            let insert = try database.cachedStatement(
                sql: """
                    INSERT INTO record (source, origin, part, id, modified, contribution, bytes)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (source, origin) DO UPDATE SET part = excluded.part, id = excluded.id,
                    modified = excluded.modified, contribution = excluded.contribution, bytes = excluded.bytes
                    """)
            for record in batch.records {
                try insert.execute(arguments: [
                    source, record.origin, record.part, record.id, record.modified,
                    Data(record.contribution), Data(record.bytes),
                ])
            }
            try AdvisoryDatabase.clear(
                "problem", source: source, origins: batch.records.map(\.origin) + batch.removed, in: database)
            let gone = try AdvisoryDatabase.clear(
                "record", source: source, origins: batch.removed + batch.problems.map(\.origin), in: database)
            if gone > 0 || !batch.records.isEmpty { try AdvisoryDatabase.moveGeneration(in: database) }
            for problem in batch.problems {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO problem (source, origin, part, message) VALUES (?, ?, ?, ?)",
                    arguments: [source, problem.origin, problem.part, problem.message])
            }
            for (part, value) in batch.cursors.sorted(by: { $0.key < $1.key }) {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO cursor (source, part, value) VALUES (?, ?, ?)",
                    arguments: [source, part, value])
            }
        }
    }

    /// `table` is one of the two names written above, never text from outside.
    /// - Returns: how many rows there were.
    @discardableResult
    private static func clear(_ table: String, source: Int, origins: [String], in database: Database) throws -> Int {
        guard !origins.isEmpty else { return 0 }
        if table == "problem",
            try Bool.fetchOne(
                database, sql: "SELECT NOT EXISTS (SELECT 1 FROM problem WHERE source = ?)", arguments: [source])
                ?? false
        {
            return 0
        }
        let statement = try database.cachedStatement(sql: "DELETE FROM \(table) WHERE source = ? AND origin = ?")
        var count = 0
        for origin in origins {
            try statement.execute(arguments: [source, origin])
            count += database.changesCount
        }
        return count
    }

    /// Every record of an id, the newest first, with its source's name.
    package func records(id: String) throws(StorageError) -> [(source: String, record: StoredRecord)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT source.name, origin, part, id, modified, contribution, bytes
                    FROM record JOIN source ON source.number = record.source
                    WHERE id = ? ORDER BY modified DESC, source.name
                    """, arguments: [id]
            ).map { row in
                (
                    row[0],
                    StoredRecord(
                        origin: row[1], part: row[2], id: row[3], modified: row[4],
                        contribution: Array(row[5] as Data), bytes: Array(row[6] as Data))
                )
            }
        }
    }

    /// Calls `body` with the newest record of every id, in the order of the ids.
    ///
    /// - Throws: `StorageError`; whatever `body` throws.
    package func forEachNewest(_ body: (NewestRecord) throws -> Void) throws {
        do { try eachNewest(body) } catch let error as DatabaseError { throw StorageError(error, path: path) }
    }

    private func eachNewest(_ body: (NewestRecord) throws -> Void) throws {
        try pool.read { database in
            // By (3) of the type, all of this is one snapshot.
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT record.id, record.source, record.contribution, record.number FROM record
                    JOIN source ON source.number = record.source
                    ORDER BY record.id, record.modified DESC, source.name, record.origin
                    """)
            var last: String?
            while let row = try rows.next() {
                let id: String = row[0]
                if id == last { continue }
                last = id
                try row.withUnsafeData(atIndex: 2) { data in
                    try (data ?? Data()).withUnsafeBytes { contribution in
                        try body(
                            NewestRecord(source: row[1], contribution: contribution) {
                                let sql = "SELECT origin, bytes FROM record WHERE number = ?"
                                guard let found = try Row.fetchOne(database, sql: sql, arguments: [row[3] as Int])
                                else {
                                    return ("", [])
                                }
                                return (found[0], Array(found[1] as Data))
                            })
                    }
                }
            }
        }
    }

    /// The stored bytes of some origins of a source, to see what changed.
    package func bytes(source: Int, origins: [String]) throws(StorageError) -> [String: [UInt8]] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT bytes FROM record WHERE source = ? AND origin = ?")
            var found: [String: [UInt8]] = [:]
            for origin in origins {
                if let data = try Data.fetchOne(statement, arguments: [source, origin]) { found[origin] = Array(data) }
            }
            return found
        }
    }

    /// When the newest record of a part of a source was changed, in seconds since 1970; nil where it has none.
    package func newestModified(source: Int, part: String) throws(StorageError) -> Int? {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT max(modified) FROM record WHERE source = ? AND part = ?",
                arguments: [source, part])
        }
    }

    /// Every origin of a part of a source, records and problems, sorted.
    package func origins(source: Int, part: String?) throws(StorageError) -> [String] {
        try read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT origin FROM record WHERE source = :source AND (:part IS NULL OR part = :part)
                    UNION SELECT origin FROM problem WHERE source = :source AND (:part IS NULL OR part = :part)
                    ORDER BY origin
                    """, arguments: ["source": source, "part": part])
        }
    }
}
