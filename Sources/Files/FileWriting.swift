// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is there whole or not at all.
///
/// Invariants: (1) bytes go to `path.new-PID` beside the target; (2) the target changes only by `rename`, after the bytes
/// are on the disk; (3) a writer that is dropped before ``commit()`` removes what it wrote.
package struct AtomicFile: ~Copyable {
    private let path: String
    private let temporary: String
    private var descriptor: Int32
    private var pending: [UInt8] = []
    private var finished = false

    /// - Parameter isPrivate: nobody but its owner may read it.
    package init(path: String, isPrivate: Bool = false) throws(FilesError) {
        self.path = path
        temporary = "\(path).new-\(getpid())"
        let mode: mode_t = isPrivate ? 0o600 : 0o644
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw .system("It cannot be written", path: path) }
    }

    deinit {
        if !finished {
            close(descriptor)
            unlink(temporary)
        }
    }

    /// Adds bytes; small pieces are gathered.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(FilesError) {
        if bytes.count >= 1 << 20 {
            try flush()
            try Writing.all(bytes, to: descriptor, path: path)
            return
        }
        pending.append(contentsOf: bytes)
        if pending.count >= 1 << 20 { try flush() }
    }

    /// Makes the bytes durable and gives them the name.
    package consuming func commit() throws(FilesError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw .system("It cannot be written", path: path) }
        guard rename(temporary, path) == 0 else { throw .system("It cannot be put in place", path: path) }
        close(descriptor)
        finished = true
    }

    private mutating func flush() throws(FilesError) {
        guard !pending.isEmpty else { return }
        let bytes = pending
        pending.removeAll(keepingCapacity: true)
        var failure: FilesError?
        bytes.withUnsafeBytes { buffer in
            do throws(FilesError) { try Writing.all(buffer, to: descriptor, path: path) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

/// Folders made and removed.
package enum Folders {
    /// Makes a folder and those above it.
    ///
    /// - Parameter isPrivate: nobody but its owner may enter it, one that is there already included.
    package static func make(_ path: String, isPrivate: Bool = false) throws(FilesError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for name in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(name) : "/" + name
            if mkdir(made, 0o755) != 0, errno != EEXIST {
                throw .system("It cannot be made", path: made)
            }
        }
        guard FileReading.kind(of: path, followingLinks: true) == .folder else {
            throw FilesError(path: path, message: "It is not a folder.")
        }
        // Somebody else's folder is theirs to close.
        if isPrivate { chmod(path, 0o700) }
    }

    /// Removes the files of a folder whose names begin so: what a process that was killed left behind.
    package static func removeFiles(in folder: String, startingWith prefix: String) throws(FilesError) {
        guard let handle = opendir(folder) else { return }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(prefix) { names.append(name) }
        }
        for name in names { try removeFile(folder + "/" + name) }
    }

    /// Removes a file; one that is not there is fine.
    package static func removeFile(_ path: String) throws(FilesError) {
        if unlink(path) != 0, errno != ENOENT { throw .system("It cannot be removed", path: path) }
    }
}

/// One holder at a time, across processes; released when the value goes or the process ends.
package struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Nil when another process holds it.
    package init?(path: String) throws(FilesError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw .system("It cannot be opened", path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { return nil }
            throw .system("It cannot be locked", path: path, code: code)
        }
        self.descriptor = descriptor
    }

    deinit {
        // Said, not left to the closing: a program being started at this moment may have a copy of the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

/// A file that only grows; closed when the value goes.
package final class AppendingFile {
    private let path: String
    private let descriptor: Int32

    /// Starts an empty file.
    package init(path: String) throws(FilesError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("It cannot be written", path: path) }
    }

    /// Goes on behind what is there; starts a file where there is none.
    ///
    /// - Parameter length: how much of what is there stays; nil for all.
    package init(continuing path: String, cutTo length: Int? = nil) throws(FilesError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system("It cannot be written", path: path) }
        if let length, ftruncate(descriptor, off_t(length)) != 0 {
            throw .system("It cannot be cut", path: path)
        }
    }

    deinit { close(descriptor) }

    package func append(_ bytes: UnsafeRawBufferPointer) throws(FilesError) {
        try Writing.all(bytes, to: descriptor, path: path)
    }
}

private enum Writing {
    /// Writes everything, however the system cuts it.
    static func all(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(FilesError) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system("It cannot be written", path: path)
            }
            done += count
        }
    }
}
