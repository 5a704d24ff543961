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

    package init(
        fileLimit: Int = Limits.document.bytes, honoursIgnoreFiles: Bool = true, readsAnsweredManifests: Bool = false,
        workers: Int = 2
    ) {
        self.fileLimit = fileLimit
        self.honoursIgnoreFiles = honoursIgnoreFiles
        self.readsAnsweredManifests = readsAnsweredManifests
        self.workers = workers
    }

    func read(_ targets: [String]) async throws -> Subject {
        var whole = Subject()
        for target in targets {
            var part = try await read(target)
            if targets.count > 1, FileReading.kind(of: target, followingLinks: true) == .folder { part.prefix(target) }
            whole.add(part)
        }
        return whole
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
                hint: "A target is a folder, a lockfile, an SBOM, a package URL (pkg:npm/left-pad@1.3.0) or - for the input.")
        case .special: throw WorkflowError(.usage, "\(target) is neither a file nor a folder.")
        }
    }

    private func readFile(_ target: String) throws -> Subject {
        let cut = target.lastIndex(of: "/")
        let root = cut.map { String(target[..<$0]) } ?? "."
        let name = cut.map { String(target[target.index(after: $0)...]) } ?? target
        var subject = Subject()
        let bytes = try FileReading.bytes(of: target, limit: fileLimit)
        guard let reader = reader(of: target, bytes: bytes) else {
            throw WorkflowError(
                .usage, "\(target) is of no format that is read here.",
                hint: "'mainstay inventory --formats' lists the formats and the file names they are known by.")
        }
        let context = related(root: root.isEmpty ? "/" : root)
        do {
            subject.add(try reader.read(SourceFile(path: name, bytes: bytes), context), path: name)
        } catch {
            throw WorkflowError(
                .failure, TargetReading.place(target, error.location.line) + ": " + error.message, hint: error.hint)
        }
        return subject
    }

    /// By name, else by what it begins with: an SBOM may be called anything.
    private func reader(of path: String, bytes: [UInt8]) -> InventoryReader? {
        InventoryFormats.all.first { $0.recognises(path) } ?? SBOMFormats.sniff(bytes)
    }

    private func readStandardInput() throws -> Subject {
        let bytes = try FileReading.standardInput(limit: fileLimit)
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
            throw WorkflowError(
                .failure, TargetReading.place("standard input", error.location.line) + ": " + error.message,
                hint: error.hint)
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

    func related(root: String) -> ReadingContext {
        let files = RelatedFiles(root: root, limit: min(fileLimit, 64 << 20))
        var limits = Limits.document
        limits.bytes = fileLimit
        return ReadingContext(limits: limits) { files.bytes(of: $0) }
    }

    static func place(_ path: String, _ line: Int?) -> String { line.map { "\(path):\($0)" } ?? path }
}

/// Package URLs, one a line.
enum PackageURLList {
    static func read(_ bytes: [UInt8], path: String) -> Inventory {
        var inventory = Inventory(format: "purl-list")
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
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
