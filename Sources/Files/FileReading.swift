// SPDX-License-Identifier: Apache-2.0
package import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads whole files under a limit.
package enum FileReading {
    /// What stands at a path, links not followed.
    package enum Kind: Sendable, Hashable {
        case file(bytes: Int)
        case folder, link, special, missing
    }

    /// What stands at a path; a link is followed only where `followingLinks` says so.
    package static func kind(of path: String, followingLinks: Bool = false) -> Kind {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return .missing }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(bytes: Int(status.st_size))
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .special
        }
    }

    /// The absolute path without links, `.` and `..`; nil where there is nothing.
    package static func canonicalPath(of path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The bytes of a regular file of at most `limit` bytes.
    ///
    /// Folders, devices and pipes are refused: a lockfile that is a pipe must not hang a scan.
    package static func bytes(of path: String, limit: Int) throws(FilesError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("It cannot be opened", path: path) }
        defer { close(descriptor) }
        let size = try regularSize(descriptor, path: path)
        guard size <= limit else {
            throw FilesError(
                path: path, message: "It has \(size) bytes, over the limit of \(limit).",
                hint: "Raise the limit with --max-file-size if you trust it.")
        }
        return try drain(descriptor, path: path, expected: size, limit: limit)
    }

    /// Everything the standard input holds, at most `limit` bytes.
    package static func standardInput(limit: Int) throws(FilesError) -> [UInt8] {
        try drain(STDIN_FILENO, path: "-", expected: 64 << 10, limit: limit)
    }

    /// Maps a file read-only; the pages are shared by all processes that map it.
    package static func map(_ path: String) throws(FilesError) -> ByteRegion {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("It cannot be opened", path: path) }
        defer { close(descriptor) }
        let size = try regularSize(descriptor, path: path)
        guard size > 0 else { return ByteRegion(copying: []) }
        guard let start = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
            throw .system("It cannot be mapped into memory", path: path)
        }
        return ByteRegion(bytes: UnsafeRawBufferPointer(start: start, count: size)) { bytes in
            _ = munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        }
    }

    private static func regularSize(_ descriptor: Int32, path: String) throws(FilesError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("It cannot be examined", path: path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int(status.st_size)
        case S_IFDIR: throw FilesError(path: path, message: "It is a folder, not a file.")
        default: throw FilesError(path: path, message: "It is neither a file nor a folder.")
        }
    }

    /// Reads to the end of file; a file that grows while it is read still stops at the limit.
    private static func drain(
        _ descriptor: Int32, path: String, expected: Int, limit: Int
    ) throws(FilesError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected + 1)
        var chunk = max(expected + 1, 4096)
        while true {
            let space = min(chunk, limit + 1 - bytes.count)
            var failure: Int32 = 0
            let count = append(upTo: space, to: &bytes, from: descriptor, failure: &failure)
            if count < 0 {
                if failure == EINTR { continue }
                throw .system("It cannot be read", path: path, code: failure)
            }
            if count == 0 { return bytes }
            guard bytes.count <= limit else {
                throw FilesError(path: path, message: "It is longer than the limit of \(limit) bytes.")
            }
            chunk = 256 << 10
        }
    }

    private static func append(
        upTo space: Int, to bytes: inout [UInt8], from descriptor: Int32, failure: inout Int32
    ) -> Int {
        let part = [UInt8](unsafeUninitializedCapacity: space) { buffer, used in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 { failure = errno }
            used = max(count, 0)
        }
        if failure != 0 { return -1 }
        if bytes.isEmpty {
            bytes = part
        } else {
            bytes.append(contentsOf: part)
        }
        return part.count
    }
}
