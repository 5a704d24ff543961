// SPDX-License-Identifier: Apache-2.0
internal import GRDB

/// A source of advisories and what came from it.
package struct StoredSource: Sendable, Hashable {
    package var number: Int
    package var name: String
    /// The folder, archive or address.
    package var location: String
    /// Seconds since 1970 of the last complete update; nil when none was completed.
    package var updated: Int?
    package var records: Int
    package var problems: Int
}

extension AdvisoryDatabase {
    /// The number of a source, made when it is new. A source of the same name moves to the new location.
    package func source(named name: String, location: String) throws(StorageError) -> Int {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO source (name, location) VALUES (?, ?)
                    ON CONFLICT (name) DO UPDATE SET location = excluded.location
                    """, arguments: [name, location])
            return try Int.fetchOne(database, sql: "SELECT number FROM source WHERE name = ?", arguments: [name]) ?? 0
        }
    }

    /// Says that a source was read to its end.
    package func complete(source: Int, at seconds: Int) throws(StorageError) {
        try write { database in
            try database.execute(sql: "UPDATE source SET updated = ? WHERE number = ?", arguments: [seconds, source])
        }
    }

    /// Forgets a source and all its records; false when there is none of that name.
    package func removeSource(named name: String) throws(StorageError) -> Bool {
        try write { database in
            try database.execute(sql: "DELETE FROM source WHERE name = ?", arguments: [name])
            let isGone = database.changesCount > 0
            if isGone { try AdvisoryDatabase.moveGeneration(in: database) }
            return isGone
        }
    }

    /// Every source, by name.
    package func sources() throws(StorageError) -> [StoredSource] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, name, location, updated,
                        (SELECT count(*) FROM record WHERE record.source = source.number),
                        (SELECT count(*) FROM problem WHERE problem.source = source.number)
                    FROM source ORDER BY name
                    """
            ).map { row in
                StoredSource(
                    number: row[0], name: row[1], location: row[2], updated: row[3], records: row[4], problems: row[5])
            }
        }
    }

    /// Files of a source that are no usable records, by origin, at most `limit`.
    package func problems(source: Int, limit: Int) throws(StorageError) -> [StoredProblem] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT origin, part, message FROM problem WHERE source = ? ORDER BY origin LIMIT ?",
                arguments: [source, limit]
            ).map { StoredProblem(origin: $0[0], part: $0[1], message: $0[2]) }
        }
    }

    /// What a source told at its last update, by part.
    package func cursors(source: Int) throws(StorageError) -> [String: String] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT part, value FROM cursor WHERE source = ?", arguments: [source])
                .reduce(into: [:]) { $0[$1[0]] = $1[1] as String }
        }
    }
}
