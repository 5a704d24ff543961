// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import Matching
import Storage
import Wire

/// Compiles the database into the index file that scans map.
///
/// Invariant: the index changes only by a rename, after it is whole; a scan keeps the file it has mapped.
struct IndexRebuilding {
    let folder: DataFolder
    let database: AdvisoryDatabase
    /// How many records are held in memory; what more there are go through files.
    var mostInMemory = 60_000

    /// Builds the index where it is missing, older than the database, damaged or of another version; nil when it is as it
    /// should be.
    func runWhereNeeded(now: Instant) throws -> IndexSummary? {
        // Without a record there is nothing to compile; scans answer from the starter set, not from an empty index.
        guard try database.sources().contains(where: { $0.records > 0 }) else {
            try Folders.removeFile(folder.index)
            return nil
        }
        let generation = try database.generation()
        if let region = try? FileReading.map(folder.index), let index = try? AdvisoryIndex(region),
            index.origin.generation == generation, (try? index.verify()) != nil
        {
            return nil
        }
        return try run(generation: generation, now: now)
    }

    private func run(generation: Int, now: Instant) throws -> IndexSummary {
        let sources = try database.sources().filter { $0.records > 0 }
        let position = Dictionary(uniqueKeysWithValues: sources.enumerated().map { ($1.number, $0) })
        let origin = IndexOrigin(created: now, generation: generation, sources: sources.map(\.name))
        let small = sources.reduce(0) { $0 + $1.records } <= mostInMemory
        let files = small ? nil : try SpillFiles(folder: folder.spill)
        var builder = IndexBuilder(origin: origin, spill: files?.area ?? .inMemory())
        // Records that an older version of the program digested are digested again from their bytes.
        let reader = AdvisoryReader(detail: .matching)
        try database.forEachNewest { newest in
            guard let source = position[newest.source] else { return }
            if AdvisoryContribution.isCurrent(newest.contribution) {
                try builder.add(newest.contribution, source: source)
            } else {
                let (origin, bytes) = try newest.original()
                try builder.add(try RecordNotation(origin: origin).read(bytes, with: reader).advisory, source: source)
            }
        }
        let writing = IndexFile(try AtomicFile(path: folder.index))
        let summary = try builder.finish { bytes in try writing.append(bytes) }
        try writing.commit()
        try files?.remove()
        return summary
    }
}

/// Holds the file being written, so that the builder's sink can reach it.
private final class IndexFile {
    private var file: AtomicFile?

    init(_ file: consuming AtomicFile) {
        self.file = consume file
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        try file?.append(bytes)
    }

    func commit() throws {
        if let file = file.take() { try file.commit() }
    }
}
