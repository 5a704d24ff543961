// SPDX-License-Identifier: Apache-2.0
import Crypto
import Files
import Forges
import Outbound
import Wire

/// Small files that health keeps or writes.
enum HealthFiles {
    /// - Parameter isPrivate: nobody else may read it: what is kept of a repository may be of one that is not public.
    static func write(_ bytes: [UInt8], to path: String, isPrivate: Bool = false) throws(FilesError) {
        var file = try AtomicFile(path: path, isPrivate: isPrivate)
        var failure: FilesError?
        bytes.withUnsafeBytes { buffer in
            do throws(FilesError) { try file.append(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        try file.commit()
    }
}

/// A forge's answers, kept so that the next collection asks only whether they changed.
struct ForgeAnswers: Sendable {
    private let folder: String?
    private let path: String
    private let project: ForgeProject

    init(folder: DataFolder?, project: ForgeProject) {
        self.folder = folder?.health
        self.project = project
        let name = Hexadecimal.text(of: SHA256.hash(data: Array(project.url.utf8)).prefix(12))
        path = (folder?.health ?? "") + "/\(name).forge"
    }

    func read() -> ForgeCache? {
        guard folder != nil, let bytes = try? FileReading.bytes(of: path, limit: 256 << 20) else { return nil }
        return try? ForgeCache(reading: bytes, project: project)
    }

    /// A cache that cannot be kept costs requests next time, not this report.
    func keep(_ cache: ForgeCache) {
        guard let folder else { return }
        do throws(FilesError) {
            try Folders.make(folder, isPrivate: true)
            try HealthFiles.write(cache.bytes, to: path, isPrivate: true)
        } catch {}
    }
}
