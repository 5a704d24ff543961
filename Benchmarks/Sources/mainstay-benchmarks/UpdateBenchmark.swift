// SPDX-License-Identifier: Apache-2.0
import Files
import GRDB
import Wire
import Workflows
import Yams

/// `mainstay update` from folders, against the least that any program would have to do.
struct UpdateBenchmark {
    let setting: Setting
    private static let rounds = 5

    /// The yardstick: read the same files, parse them with simdjson, insert their bytes into SQLite in one transaction.
    func json() async throws {
        let folders = setting.folders(Setting.jsonSources)
        let files = try paths(in: folders, endings: [".json"])
        let yardstick = setting.work + "/yardstick.sqlite"
        let folder = DataFolder(path: setting.work + "/update-json")
        let (least, update) = try await Measuring.alternating(rounds: UpdateBenchmark.rounds) {
            try insert(files, into: yardstick)
        } _: {
            try await self.update(folder, from: folders)
        }
        Measuring.say("update-json-records", Double(files.count), "files")
        Measuring.say("update-json-yardstick", least * 1_000, "ms")
        Measuring.say("update-json", update * 1_000, "ms")
        Measuring.goal("update-json-ratio", update / least, atMost: 4, "times")
        let again = try await Measuring.seconds { try await updateAgain(folder, from: folders) }
        Measuring.say("update-json-unchanged", again * 1_000, "ms")
        try Scratch.remove(setting.work + "/update-json")
        try Scratch.remove(yardstick)
    }

    /// The yardstick: Yams composes the same bytes, on both cores.
    func yaml() async throws {
        let folders = setting.folders(Setting.yamlSources)
        let files = try paths(in: folders, endings: [".yaml", ".yml"])
        let folder = DataFolder(path: setting.work + "/update-yaml")
        let (least, update) = try await Measuring.alternating(rounds: UpdateBenchmark.rounds) {
            try await compose(files)
        } _: {
            try await self.update(folder, from: folders)
        }
        Measuring.say("update-yaml-records", Double(files.count), "files")
        Measuring.say("update-yaml-yardstick", least * 1_000, "ms")
        Measuring.say("update-yaml", update * 1_000, "ms")
        Measuring.goal("update-yaml-ratio", update / least, atMost: 1.5, "times")
        try Scratch.remove(setting.work + "/update-yaml")
    }

    private func paths(in folders: [String], endings: [String]) throws -> [String] {
        try folders.flatMap { folder in
            try FolderListing(root: folder, honouringIgnoreFiles: false).files
                .filter { name in endings.contains { name.hasSuffix($0) } }.map { folder + "/" + $0 }
        }
    }

    /// From nothing.
    private func update(_ folder: DataFolder, from folders: [String]) async throws {
        try Scratch.remove(folder.path)
        try await updateAgain(folder, from: folders)
    }

    private func updateAgain(_ folder: DataFolder, from folders: [String]) async throws {
        let report = try await UpdateWorkflow(folder: folder, now: Instant(seconds: 1_790_000_000))
            .run(try folders.map { try AdvisorySource(parsing: $0, workingFolder: "/") })
        for source in report.sources {
            if let failure = source.failure { throw BenchmarkError(failure.message) }
        }
    }

    private func insert(_ files: [String], into path: String) throws {
        try Scratch.remove(path)
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let parser = JSONParser(limits: .advisory)
        try queue.write { database in
            try database.execute(sql: "CREATE TABLE record (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
            let statement = try database.makeStatement(sql: "INSERT INTO record (bytes) VALUES (?)")
            for file in files {
                let bytes = try FileReading.bytes(of: file, limit: Limits.advisory.bytes)
                _ = try parser.load(bytes)
                try statement.execute(arguments: [Blob.data(bytes)])
            }
        }
        try queue.close()
    }

    private func compose(_ files: [String]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for core in 0..<2 {
                group.addTask {
                    for position in stride(from: core, to: files.count, by: 2) {
                        let bytes = try FileReading.bytes(of: files[position], limit: Limits.advisory.bytes)
                        guard try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) != nil else {
                            throw BenchmarkError("\(files[position]) is empty.")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
