// SPDX-License-Identifier: Apache-2.0
import Files
import Inventories
import Reports

/// Finds and reads every file of a known format below a folder.
struct FolderReading {
    let root: String
    let reading: TargetReading

    func read() async throws -> Subject {
        let listing = try FolderListing(root: root, honouringIgnoreFiles: reading.honoursIgnoreFiles)
        var subject = Subject()
        subject.skipped = listing.skipped.map { skipped in
            SkippedPath(
                path: skipped.path, reason: skipped.reason.reported,
                format: InventoryFormats.reader(of: skipped.path)?.format)
        }
        var found: [(path: String, reader: InventoryReader)] = []
        for path in listing.files {
            if let reader = InventoryFormats.reader(of: path) { found.append((path, reader)) }
        }
        subject.problems += misplaced(listing.folders, around: found.map(\.path))
        if !reading.readsAnsweredManifests { found = withoutAnswered(found, subject: &subject) }
        for outcome in await outcomes(of: found) {
            switch outcome.content {
            case .inventory(let inventory): subject.add(inventory, path: outcome.path)
            case .problem(let problem): subject.problems.append(problem)
            }
        }
        subject.leaveOutIncluded()
        subject.problems += UnreadManifest.problems(in: listing.files, reading: folders(of: found))
        subject.repositories = listing.repositories.map { folder in
            folder.isEmpty
                ? Subject.Checkout(path: root, place: ".git")
                : Subject.Checkout(path: root + "/" + folder, place: folder + "/.git")
        }
        return subject
    }

    private struct Outcome: Sendable {
        var position: Int
        var path: String
        var content: Content
    }

    private enum Content: Sendable {
        case inventory(Inventory)
        case problem(ScanProblem)
    }

    /// Reads with a few workers; the order of the answer is that of the paths.
    private func outcomes(of found: [(path: String, reader: InventoryReader)]) async -> [Outcome] {
        let (root, reading) = (root, reading)
        let budget = ReadingBudget(questions: 2_000_000, bytes: 1 << 30)
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(found.count)
        await withTaskGroup(of: Outcome.self) { group in
            var next = 0
            while outcomes.count < found.count {
                while next < found.count, next - outcomes.count < reading.workers {
                    let (position, path, reader) = (next, found[next].path, found[next].reader)
                    group.addTask {
                        let context = reading.related(root: root, scan: budget)
                        let content = FolderReading.content(
                            of: path, root: root, limit: reading.fileLimit, reader, context)
                        return Outcome(position: position, path: path, content: content)
                    }
                    next += 1
                }
                if let outcome = await group.next() { outcomes.append(outcome) }
            }
        }
        return outcomes.sorted { $0.position < $1.position }
    }

    private static func content(
        of path: String, root: String, limit: Int, _ reader: InventoryReader, _ context: ReadingContext
    ) -> Content {
        do throws(FilesError) {
            let file = SourceFile(path: path, bytes: try FileReading.bytes(of: root + "/" + path, limit: limit))
            do throws(InventoryError) {
                return .inventory(try reader.read(file, context))
            } catch {
                return .problem(
                    ScanProblem(kind: .unreadable, location: error.location, message: error.message, hint: error.hint))
            }
        } catch {
            return .problem(
                ScanProblem(
                    kind: .unreadable, location: SourceLocation(path: path), message: error.message, hint: error.hint))
        }
    }

    /// Leaves out manifests that a lockfile beside or above them answers for: what they ask for is pinned there.
    private func withoutAnswered(
        _ found: [(path: String, reader: InventoryReader)], subject: inout Subject
    ) -> [(path: String, reader: InventoryReader)] {
        let foldersWithLock = folders(of: found)
        return found.filter { file in
            guard let locks = ManifestLocks.byManifest[file.reader.format],
                ManifestLocks.isAnswered(file.path, by: locks, in: foldersWithLock)
            else { return true }
            subject.skipped.append(
                SkippedPath(path: file.path, reason: .answeredByLockfile, format: file.reader.format))
            return false
        }
    }

    /// Folders in the place of files. One that holds files of known formats (`Dockerfile/Dockerfile`), or is a folder by
    /// the rules of its tool (`name.egg-info`), is none.
    private func misplaced(_ folders: [String], around files: [String]) -> [ScanProblem] {
        let suspects = folders.filter { !$0.hasSuffix(".egg-info") && InventoryFormats.reader(of: $0) != nil }
        guard !suspects.isEmpty else { return [] }
        var inhabited = Set<String>()
        for file in files {
            var folder = ManifestLocks.folder(of: file)
            while !folder.isEmpty, inhabited.insert(folder).inserted { folder = ManifestLocks.folder(of: folder) }
        }
        return suspects.filter { !inhabited.contains($0) }.map { folder in
            ScanProblem(
                kind: .unreadable, location: SourceLocation(path: folder), message: "It is a folder, not a file.")
        }
    }

    /// The folders of files, by the files' format.
    private func folders(of found: [(path: String, reader: InventoryReader)]) -> [String: Set<String>] {
        found.reduce(into: [:]) { $0[$1.reader.format, default: []].insert(ManifestLocks.folder(of: $1.path)) }
    }
}

extension FolderListing.Skipped.Reason {
    fileprivate var reported: SkippedPath.Reason {
        switch self {
        case .ignored: .ignored
        case .link: .link
        case .special: .special
        case .unreadable: .unreadable
        case .tooMany: .tooMany
        }
    }
}
