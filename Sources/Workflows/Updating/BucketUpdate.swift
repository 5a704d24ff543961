// SPDX-License-Identifier: Apache-2.0
import Files
import Outbound
import Storage
import Wire

/// Updates from a base address in the layout of OSV's public bucket: `ecosystems.txt`, and for every ecosystem `all.zip`,
/// `modified_id.csv` (newest first) and `ID.json`.
///
/// The first time an ecosystem is taken whole; later the list of changes says which records to fetch, and a long list means
/// the whole again. The cursor of an ecosystem is the instant of its newest change, written with its last piece.
struct BucketUpdate {
    let source: AdvisorySource
    let number: Int
    let database: AdvisoryDatabase
    let folder: DataFolder
    let progress: @Sendable (UpdateProgress) -> Void

    private static let listLimit = 512 << 20
    private static let archiveLimit = 8 << 30
    /// Past this many changes the whole archive is less work for both sides.
    private static let mostSingle = 400
    /// A source that loses more of a part than this at once is not believed (in percent).
    private static let mostLost = 10

    func run() async throws -> IntakeCounts {
        try Folders.make(folder.downloads)
        return try await SourceClient.with(base: source.location) { client in
            let names = try await ecosystems(client)
            let cursors = try database.cursors(source: number)
            var total = IntakeCounts()
            for name in names {
                try Task.checkCancellation()
                let counts =
                    if let cursor = cursors[name], let since = Instant(rfc3339: cursor) {
                        try await increment(name, since: since, client)
                    } else {
                        try await whole(name, client)
                    }
                total += counts
            }
            return total
        }
    }

    private func ecosystems(_ client: SourceClient) async throws -> [String] {
        guard let bytes = try await client.bytes(at: "ecosystems.txt", limit: 1 << 20) else {
            throw WorkflowError(
                .failure, "\(AdvisorySource.shown(source.location)) has no ecosystems.txt.",
                hint: "The address is to be the base of a bucket in OSV's layout.")
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            .filter { name in
                !["", ".", "..", "[EMPTY]"].contains(name) && !name.contains("/") && name.utf8.count <= 100
            }
            .sorted()
    }

    private func whole(_ name: String, _ client: SourceClient) async throws -> IntakeCounts {
        let file = folder.downloads + "/\(number)-" + name.filter { $0.isLetter || $0.isNumber } + ".zip"
        let (progress, sourceName) = (progress, source.name)
        let download = try await client.download(
            "\(name)/all.zip", to: file, knowing: nil, limit: BucketUpdate.archiveLimit
        ) { progress(.fetching(source: sourceName, part: name, done: $0, total: $1)) }
        guard case .complete = download else {
            return IntakeCounts(remarks: ["\(name) is one of its ecosystems, but there is no \(name)/all.zip."])
        }
        do {
            let counts = try await takeIn(file, of: name)
            try Folders.removeFile(file)
            return counts
        } catch {
            // What cannot be taken in is fetched anew the next time.
            try Folders.removeFile(file)
            throw error
        }
    }

    private func takeIn(_ file: String, of name: String) async throws -> IntakeCounts {
        let before = try database.origins(source: number, part: name)
        var run = run(part: name, isFirst: before.isEmpty)
        var pieces = try ArchivePieces(path: file, prefix: name + "/")
        try await run.take { try pieces.next() }
        let gone = before.filter { !run.origins.contains($0) }
        try refuseLoss(gone.count, of: before.count, in: name)
        // Of an archive that was taken in before, but not to its end, little or nothing is new.
        let known = try database.newestModified(source: number, part: name).map { Instant(seconds: Int64($0)) }
        let newest = [run.newest, known].compactMap(\.self).max() ?? Instant.earliest
        try run.finish(removing: gone, cursor: newest.rfc3339)
        return run.counts
    }

    private func increment(_ name: String, since: Instant, _ client: SourceClient) async throws -> IntakeCounts {
        guard let bytes = try await client.bytes(at: "\(name)/modified_id.csv", limit: BucketUpdate.listLimit) else {
            return try await whole(name, client)
        }
        let list = ChangeList(bytes)
        // A list that cannot be read says nothing; the whole does.
        guard !list.entries.isEmpty else { return try await whole(name, client) }
        let changed = list.entries.filter { $0.modified > since }
        guard changed.count <= BucketUpdate.mostSingle else { return try await whole(name, client) }
        var run = run(part: name, isFirst: false)
        let answers = try await fetch(changed.map(\.id), of: name, client)
        var fetched = answers.compactMap(\.self)[...]
        let missing = zip(changed, answers).filter { $1 == nil }.map(\.0)
        try await run.take {
            guard !fetched.isEmpty else { return nil }
            defer { fetched = fetched.dropFirst(64) }
            return Array(fetched.prefix(64))
        }
        let present = Set(list.entries.map { "\(name)/\($0.id).json" })
        let before = try database.origins(source: number, part: name)
        let gone = present.isEmpty ? [] : before.filter { !present.contains($0) }
        try refuseLoss(gone.count, of: before.count, in: name)
        // What is missing now is asked for again the next time: the cursor stays before it.
        let end = missing.map(\.modified).min()
        let newest = changed.map(\.modified).filter { modified in end.map { modified < $0 } ?? true }.max()
        if newest != nil || !gone.isEmpty {
            try run.finish(removing: gone, cursor: (newest ?? since).rfc3339)
        }
        var counts = run.counts
        counts.unchanged += max(before.count - changed.count - gone.count, 0)
        counts.remarks += missing.prefix(20).map { "\(name)/\($0.id).json is in the list of changes, but not there." }
        if missing.count > 20 { counts.remarks.append("So are \(missing.count - 20) more of \(name).") }
        return counts
    }

    /// Fetches records one by one, eight at a time, in the order of the list; nil for what is not there.
    private func fetch(_ ids: [String], of name: String, _ client: SourceClient) async throws -> [RawRecord?] {
        var found = [RawRecord?](repeating: nil, count: ids.count)
        let (progress, sourceName) = (progress, source.name)
        try await withThrowingTaskGroup(of: (Int, RawRecord?).self) { group in
            var next = 0
            var done = 0
            while next < ids.count || done < next {
                if next < ids.count, next - done < 8 {
                    let position = next
                    group.addTask {
                        let path = "\(name)/\(ids[position]).json"
                        let bytes = try await client.bytes(at: path, limit: Limits.advisory.bytes)
                        return (position, bytes.map { RawRecord.bytes(origin: path, $0) })
                    }
                    next += 1
                } else if let (position, record) = try await group.next() {
                    found[position] = record
                    done += 1
                    progress(.fetching(source: sourceName, part: name, done: done, total: ids.count))
                }
            }
        }
        return found
    }

    private func run(part: String, isFirst: Bool) -> IntakeRun {
        let (progress, sourceName) = (progress, source.name)
        return IntakeRun(
            intake: RecordIntake(database: database, source: number, part: part, isFirst: isFirst)
        ) { progress(.records(source: sourceName, part: part, count: $0)) }
    }

    private func refuseLoss(_ lost: Int, of count: Int, in name: String) throws {
        guard lost > 20, lost * 100 > count * BucketUpdate.mostLost else { return }
        throw WorkflowError(
            .failure,
            "\(source.name) no longer has \(lost) of its \(count) advisories of \(name), which is more than is believed.",
            hint:
                "Nothing was removed. If it is right, run 'mainstay update --forget \(source.name)' and fetch it anew.")
    }
}

/// `modified_id.csv`: an instant and an id a line, newest first.
struct ChangeList {
    private(set) var entries: [(modified: Instant, id: String)] = []

    /// Lines that do not read so, or whose id could not be a file's name, are left out.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: ","), maxSplits: 1)
            guard parts.count == 2, let text = String(validating: parts[0], as: UTF8.self),
                let modified = Instant(rfc3339: text), var id = String(validating: parts[1], as: UTF8.self)
            else { continue }
            if id.last == "\r" { id.removeLast() }
            guard !id.isEmpty, !id.contains("/"), !id.hasPrefix("."), id.utf8.count <= 200 else { continue }
            entries.append((modified, id))
        }
    }
}
