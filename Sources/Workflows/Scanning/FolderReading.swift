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
        subject.skipped = listing.skipped.map { SkippedPath(path: $0.path, reason: $0.reason.reported) }
        var found: [(path: String, reader: InventoryReader)] = []
        for path in listing.files {
            if let reader = InventoryFormats.all.first(where: { $0.recognises(path) }) { found.append((path, reader)) }
        }
        if !reading.readsAnsweredManifests { found = withoutAnswered(found, subject: &subject) }
        for outcome in await outcomes(of: found) {
            switch outcome.content {
            case .inventory(let inventory): subject.add(inventory, path: outcome.path)
            case .problem(let problem): subject.problems.append(problem)
            }
        }
        subject.repositories = repositories(subject)
        if subject.repositories.first == root { subject.checkouts = [root] }
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
        let (root, limit, context) = (root, reading.fileLimit, reading.related(root: root))
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(found.count)
        await withTaskGroup(of: Outcome.self) { group in
            var next = 0
            while outcomes.count < found.count {
                while next < found.count, next - outcomes.count < reading.workers {
                    let (position, path, reader) = (next, found[next].path, found[next].reader)
                    group.addTask {
                        let content = FolderReading.content(of: path, root: root, limit: limit, reader, context)
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
        var foldersWithLock: [String: Set<String>] = [:]
        for file in found { foldersWithLock[file.reader.format, default: []].insert(ManifestLocks.folder(of: file.path)) }
        return found.filter { file in
            guard let locks = ManifestLocks.byManifest[file.reader.format],
                ManifestLocks.isAnswered(file.path, by: locks, in: foldersWithLock)
            else { return true }
            subject.skipped.append(SkippedPath(path: file.path, reason: .answeredByLockfile))
            return false
        }
    }

    /// The checkout itself and its submodules.
    private func repositories(_ subject: Subject) -> [String] {
        let inner = subject.inventories.filter { $0.format == "git-submodules" }.flatMap(\.components)
            .map { root + "/" + $0.name }
        return ([root] + inner).filter { FileReading.kind(of: $0 + "/.git") != .missing }
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
