// SPDX-License-Identifier: Apache-2.0
import Files
import Inventories
import Packages
import Reports
import Wire

/// Turns what people name on the command line into components.
package struct TargetReading: Sendable {
    /// The most bytes of one file.
    package var fileLimit: Int
    /// Whether `.gitignore` is honoured.
    package var honoursIgnoreFiles: Bool
    /// Reads manifests even where a lockfile answers for them.
    package var readsAnsweredManifests: Bool
    /// How many files are read at once.
    package var workers: Int
    /// What the target `-` stands for.
    package var input: StandardInput

    package init(
        fileLimit: Int = Limits.document.bytes, honoursIgnoreFiles: Bool = true, readsAnsweredManifests: Bool = false,
        workers: Int = 2, input: StandardInput = .process
    ) {
        self.fileLimit = fileLimit
        self.honoursIgnoreFiles = honoursIgnoreFiles
        self.readsAnsweredManifests = readsAnsweredManifests
        self.workers = workers
        self.input = input
    }

    func read(_ targets: [String]) async throws -> Subject {
        var whole = Subject()
        for target in targets {
            do {
                var part = try await read(target)
                if targets.count > 1, let place = TargetReading.root(of: target) { part.prefix(place) }
                whole.add(part)
            } catch let error as UnreadableTarget {
                // One alone is the whole answer; of several, the others go on.
                guard targets.count > 1 else { throw error.asWorkflowError }
                whole.problems.append(error.problem)
            }
        }
        return whole
    }

    /// What paths of a target are relative to, where that has a name.
    private static func root(of target: String) -> String? {
        switch FileReading.kind(of: target, followingLinks: true) {
        case .folder: target
        case .file: target.lastIndex(of: "/").map { String(target[...$0]) }
        case .link, .missing, .special: nil
        }
    }

    private func read(_ target: String) async throws -> Subject {
        if target == "-" { return try readStandardInput() }
        if target.hasPrefix("pkg:") { return try readPackageURL(target) }
        switch FileReading.kind(of: target, followingLinks: true) {
        case .folder: return try await FolderReading(root: target, reading: self).read()
        case .file: return try readFile(target)
        case .link, .missing:
            throw WorkflowError(
                .usage, "There is nothing at \(target).",
                hint:
                    "A target is a folder, a lockfile, an SBOM, a package URL (pkg:npm/left-pad@1.3.0) or - for the input."
            )
        case .special: throw WorkflowError(.usage, "\(target) is neither a file nor a folder.")
        }
    }

    private func readFile(_ target: String) throws -> Subject {
        let (root, name) = TargetReading.rootAndName(of: target)
        var subject = Subject()
        let bytes: [UInt8]
        do { bytes = try FileReading.bytes(of: target, limit: fileLimit) } catch {
            throw UnreadableTarget(target, nil, error.message, error.hint)
        }
        guard let reader = reader(of: target, bytes: bytes) else {
            throw WorkflowError(
                .usage, "\(target) is of no format that is read here.",
                hint: "'mainstay inventory --formats' lists the formats; an SBOM may have any name.")
        }
        let context = related(root: root.isEmpty ? "/" : root)
        do {
            subject.add(try reader.read(SourceFile(path: name, bytes: bytes), context), path: name)
        } catch {
            throw UnreadableTarget(target, error.location.line, error.message, error.hint)
        }
        return subject
    }

    /// The folder whose files a file may refer to, and the file's path in it: its own folder, but for the package database
    /// of a system, whose distribution is named some folders up.
    private static func rootAndName(of target: String) -> (root: String, name: String) {
        let databases = [
            "var/lib/dpkg/status", "usr/lib/apk/db/installed", "lib/apk/db/installed", "usr/lib/opkg/status",
            "var/lib/rpm/rpmdb.sqlite", "usr/lib/sysimage/rpm/rpmdb.sqlite",
        ]
        for database in databases where target.hasSuffix("/" + database) {
            return (String(target.dropLast(database.utf8.count + 1)), database)
        }
        guard let cut = target.lastIndex(of: "/") else { return (".", target) }
        return (String(target[..<cut]), String(target[target.index(after: cut)...]))
    }

    /// By name, else by what it begins with: an SBOM may be called anything.
    private func reader(of path: String, bytes: [UInt8]) -> InventoryReader? {
        InventoryFormats.reader(of: path) ?? SBOMFormats.sniff(bytes)
    }

    private func readStandardInput() throws -> Subject {
        let bytes = try input.bytes(limit: fileLimit)
        var subject = Subject()
        if bytes.starts(with: "pkg:".utf8) {
            subject.add(PackageURLList.read(bytes, path: "-"), path: "-")
            return subject
        }
        guard let reader = SBOMFormats.sniff(bytes) else {
            throw WorkflowError(
                .usage, "The standard input is neither an SBOM nor a list of package URLs.",
                hint: "Give a lockfile by its path: its name tells its format.")
        }
        do {
            subject.add(try reader.read(SourceFile(path: "-", bytes: bytes), ReadingContext()), path: "-")
        } catch {
            throw UnreadableTarget("-", error.location.line, error.message, error.hint)
        }
        return subject
    }

    private func readPackageURL(_ text: String) throws -> Subject {
        // Refused here, as a usage error, rather than noted as one bad line of a list.
        _ = try PackageURL(parsing: text)
        var subject = Subject()
        subject.add(PackageURLList.read(Array(text.utf8), path: text), path: text)
        return subject
    }

    /// What the reader of one file may ask for besides it; `scan` is shared by all files of a folder.
    func related(
        root: String, scan: ReadingBudget = ReadingBudget(questions: 2_000_000, bytes: 1 << 30)
    ) -> ReadingContext {
        let files = RelatedFiles(root: root, limit: min(fileLimit, 64 << 20), scan: scan)
        var limits = Limits.document
        limits.bytes = fileLimit
        return ReadingContext(limits: limits) { files.bytes(of: $0) }
    }
}

/// A target that is there, and cannot be read.
private struct UnreadableTarget: Error {
    let problem: ScanProblem

    init(_ target: String, _ line: Int?, _ message: String, _ hint: String?) {
        problem = ScanProblem(
            kind: .unreadable, location: SourceLocation(path: target, line: line), message: message, hint: hint)
    }

    var asWorkflowError: WorkflowError {
        let location = problem.location
        let path = location.path == "-" ? "standard input" : location.path
        return WorkflowError(
            .failure, (location.line.map { "\(path):\($0)" } ?? path) + ": " + problem.message, hint: problem.hint)
    }
}

/// Package URLs, one a line.
enum PackageURLList {
    static func read(_ bytes: [UInt8], path: String) -> Inventory {
        var inventory = Inventory(format: "purl-list")
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            var text = String(decoding: line, as: UTF8.self)
            while text.last?.isWhitespace == true { text.removeLast() }
            if text.isEmpty || text.hasPrefix("#") { continue }
            let location = SourceLocation(path: path, line: path == text ? nil : number + 1)
            do throws(PackagesError) {
                inventory.components.append(Component(try PackageURL(parsing: text), location: location))
            } catch {
                inventory.warnings.append(.init(location: location, message: error.message))
            }
        }
        return inventory
    }
}
