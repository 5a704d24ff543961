// SPDX-License-Identifier: Apache-2.0
internal import CArchive

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Zip and tar archives (`.zip`, `.tar`, `.tar.gz`, `.tar.zst`), entry by entry; nothing is ever unpacked to disk, so an
/// entry's name is a name and never a path.
package final class ArchiveReader {
    /// What an archive may hold.
    package struct Bounds: Sendable {
        package var entries: Int
        package var entryBytes: Int
        package var totalBytes: Int

        /// 5 million entries of at most 16 MiB, 64 GiB in all: forty times today's largest advisory archive.
        package static let advisories = Bounds(entries: 5_000_000, entryBytes: 16 << 20, totalBytes: 64 << 30)

        package init(entries: Int, entryBytes: Int, totalBytes: Int) {
            self.entries = entries
            self.entryBytes = entryBytes
            self.totalBytes = totalBytes
        }
    }

    /// One entry: a file with its bytes, or one that is refused, with the reason.
    package enum Entry: Sendable, Hashable {
        case file(name: String, bytes: [UInt8])
        case refused(name: String, reason: String)
    }

    private let archive: OpaquePointer
    private let path: String
    private let bounds: Bounds
    private let wants: (String) -> Bool
    private var count = 0
    private var total = 0
    private var buffer: [UInt8] = []

    /// - Parameter wants: by name, which files are worth reading.
    package init(
        path: String, bounds: Bounds = .advisories, wants: @escaping (String) -> Bool = { _ in true }
    ) throws(FilesError) {
        guard let archive = archive_read_new() else {
            throw FilesError(path: path, message: "There is no memory to read the archive.")
        }
        self.archive = archive
        self.path = path
        self.bounds = bounds
        self.wants = wants
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_zstd(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, path, 256 << 10) == ARCHIVE_OK else { throw failure }
    }

    deinit { archive_read_free(archive) }

    /// The next wanted or refused entry in the archive's order; nil at its end.
    package func next() throws(FilesError) -> Entry? {
        while true {
            var entry: OpaquePointer?
            let code = archive_read_next_header(archive, &entry)
            if code == ARCHIVE_EOF { return nil }
            guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw failure }
            count += 1
            guard count <= bounds.entries else {
                throw FilesError(path: path, message: "The archive has more than \(bounds.entries) entries.")
            }
            let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
            let name = raw.map { String(cString: $0) } ?? ""
            let type = archive_entry_filetype(entry) & ArchiveEntryType.mask
            if type == ArchiveEntryType.folder { continue }
            if let reason = refusal(of: name, type: type, isHardLink: archive_entry_hardlink(entry) != nil) {
                return .refused(name: name, reason: reason)
            }
            guard wants(name) else { continue }
            guard let length = try read() else {
                return .refused(name: name, reason: "it is longer than the limit of \(bounds.entryBytes) bytes")
            }
            return .file(name: name, bytes: Array(buffer[..<length]))
        }
    }

    private var failure: FilesError {
        let text = archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
        return FilesError(
            path: path, message: "The archive cannot be read: \(text).",
            hint: "It may be cut short or not be a zip, tar.gz or tar.zst file; fetch it again.")
    }

    private func refusal(of name: String, type: mode_t, isHardLink: Bool) -> String? {
        if isHardLink { return "it is a hard link" }
        if type == ArchiveEntryType.link { return "it is a link" }
        if type != ArchiveEntryType.file { return "it is not a regular file" }
        if name.isEmpty { return "it has no name" }
        if name.hasPrefix("/") || name.utf8.contains(UInt8(ascii: "\\")) { return "its name is not a relative path" }
        if name.split(separator: "/").contains("..") { return "its name points out of the archive" }
        return nil
    }

    /// Fills the buffer with the entry's bytes; nil when it is over the limit.
    private func read() throws(FilesError) -> Int? {
        var used = 0
        while true {
            if used == buffer.count {
                buffer.append(contentsOf: repeatElement(0, count: max(64 << 10, buffer.count)))
            }
            let length = buffer.withUnsafeMutableBytes { whole in
                archive_read_data(archive, whole.baseAddress.map { $0 + used }, whole.count - used)
            }
            if length < 0 { throw failure }
            if length == 0 { return used }
            used += length
            total += length
            guard total <= bounds.totalBytes else {
                throw FilesError(
                    path: path, message: "The archive unpacks to more than \(bounds.totalBytes) bytes.",
                    hint: "It may be a bomb.")
            }
            if used > bounds.entryBytes { return nil }
        }
    }
}

/// `AE_IFMT` and its kin of archive_entry.h, which are casts that Swift does not import.
private enum ArchiveEntryType {
    static let mask: mode_t = 0o170000
    static let file: mode_t = 0o100000
    static let folder: mode_t = 0o040000
    static let link: mode_t = 0o120000
}
