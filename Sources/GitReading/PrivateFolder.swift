// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder that only this user may enter, removed with everything in it when the value goes.
package final class PrivateFolder: Sendable {
    package let path: String

    package init() throws(GitError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((parent + "/mainstay-git-XXXXXX").utf8CString)
        guard
            let made = template.withUnsafeMutableBufferPointer({ buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            })
        else {
            throw GitError(
                message: "No temporary folder can be made in \(parent).",
                hint: "Set TMPDIR to a folder you may write to.")
        }
        path = made
    }

    deinit { FolderRemoval.clear(path) }

    func makeFolder(_ name: String) throws(GitError) {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else { throw unwritable }
    }

    /// Writes a new file that only this user may read.
    @discardableResult
    func save(_ text: String, as name: String) throws(GitError) -> String {
        try save(Array(text.utf8), as: name)
    }

    @discardableResult
    func save(_ bytes: [UInt8], as name: String) throws(GitError) -> String {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable }
        defer { _ = close(descriptor) }
        let isWritten = bytes.withUnsafeBytes { buffer -> Bool in
            var done = 0
            while done < buffer.count {
                let count = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
        guard isWritten else { throw unwritable }
        return file
    }

    /// Whether a path, `/` between names, leads to a place below a folder and nowhere else, and to no repository's own files.
    package static func isPath(_ path: String) -> Bool {
        let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return path.utf8.count <= 2_000 && names.count <= 64 && !path.utf8.contains(0)
            && names.allSatisfy { name in
                !name.isEmpty && name.count <= 255 && !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
                    && !(name.count == 4 && String(Substring(name)).lowercased() == ".git")
            }
    }

    /// Writes a new file at a path below, with the folders it needs. False where it cannot be: a tree may hold a file and a folder
    /// of one name.
    package func saves(_ bytes: [UInt8], at place: String) -> Bool {
        guard PrivateFolder.isPath(place) else { return false }
        var folder = path
        for name in place.split(separator: "/").dropLast() {
            folder += "/" + name
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return false }
        }
        // Nothing in the folder is a link: only folders and files are made in it.
        do throws(GitError) { try save(bytes, as: place) } catch { return false }
        return true
    }

    private var unwritable: GitError {
        GitError(message: "A temporary file in \(path) cannot be written.", hint: "Is the disk full?")
    }
}

/// Takes a folder away with everything in it; links are removed, never followed.
enum FolderRemoval {
    static func clear(_ path: String) { clear(Array(path.utf8)) }

    /// Names of files may be no UTF-8.
    private static func clear(_ path: [UInt8]) {
        // What is no folder is gone with this.
        guard SmallFile.withPath(path, { unlink($0) }) != 0, errno == EISDIR || errno == EPERM else { return }
        for name in SmallFile.rawNames(in: path) { clear(path + [0x2F] + name) }
        _ = SmallFile.withPath(path) { rmdir($0) }
    }
}
