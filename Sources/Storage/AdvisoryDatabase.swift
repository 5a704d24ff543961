// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB

/// The advisory database: every record's original bytes, what the index needs of it, and where it came from.
///
/// Invariants: (1) one writer at a time, held by the caller's lock; readers never wait; (2) a batch is in the database
/// whole or not at all; (3) `generation` grows with every batch that changes a record, and with nothing else, so that an
/// index built from an older one is known to be old, and one that is not is known to be current.
package final class AdvisoryDatabase: Sendable {
    let pool: DatabasePool
    let path: String

    /// Opens or makes the database and brings it to this version's form.
    ///
    /// - Throws: `StorageError` of kind `newer` when a later version made it.
    package init(path: String) throws(StorageError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                try database.execute(sql: "PRAGMA cache_size = -16000")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            try AdvisoryDatabase.refuseNewer(pool, path: path)
            try AdvisoryDatabase.migrator.migrate(pool)
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Opens a database to read from, without changing a byte of it; it may be somebody else's.
    package init(reading path: String) throws(StorageError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            pool = try DatabasePool(path: path, configuration: configuration)
            try AdvisoryDatabase.refuseNewer(pool, path: path)
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static func refuseNewer(_ pool: DatabasePool, path: String) throws {
        guard try pool.read(migrator.hasBeenSuperseded) else { return }
        throw StorageError(
            kind: .newer, message: "The database \(path) was made by a newer Mainstay.",
            hint: "Use that version, or name another folder with --data.")
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11-advisories") { database in
            try database.execute(sql: AdvisoryDatabase.firstSchema)
        }
        return migrator
    }

    private static let firstSchema = """
        CREATE TABLE source (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            location TEXT NOT NULL,
            -- Seconds since 1970 of the last complete update; NULL while the first one is under way.
            updated INTEGER
        ) STRICT;
        -- What a source told at its last update, part by part (an ecosystem of a bucket), to go on from there.
        CREATE TABLE cursor (
            source INTEGER NOT NULL REFERENCES source (number) ON DELETE CASCADE,
            part TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (source, part)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE record (
            number INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES source (number) ON DELETE CASCADE,
            -- The name inside the source: a path, or ecosystem and id.
            origin TEXT NOT NULL,
            part TEXT NOT NULL,
            id TEXT NOT NULL,
            modified INTEGER NOT NULL,
            contribution BLOB NOT NULL,
            bytes BLOB NOT NULL,
            UNIQUE (source, origin)
        ) STRICT;
        CREATE INDEX record_id ON record (id, modified);
        CREATE TABLE problem (
            source INTEGER NOT NULL REFERENCES source (number) ON DELETE CASCADE,
            origin TEXT NOT NULL,
            part TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (source, origin)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE generation (one INTEGER PRIMARY KEY CHECK (one = 1), value INTEGER NOT NULL) STRICT;
        INSERT INTO generation VALUES (1, 0);
        """

    /// Reads inside one transaction.
    func read<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
        do { return try pool.read(body) } catch { throw StorageError(error, path: path) }
    }

    /// Writes inside one transaction.
    func write<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
        do { return try pool.write(body) } catch { throw StorageError(error, path: path) }
    }

    /// Says that records changed, in the transaction that changes them.
    static func moveGeneration(in database: Database) throws {
        try database.execute(sql: "UPDATE generation SET value = value + 1")
    }

    /// How often records changed.
    package func generation() throws(StorageError) -> Int {
        try read { database in try Int.fetchOne(database, sql: "SELECT value FROM generation") ?? 0 }
    }
}
