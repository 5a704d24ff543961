// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a file, folder or archive could not be read or written.
package struct FilesError: Error, Sendable, Hashable {
    package var path: String
    /// A sentence without the path.
    package var message: String
    package var hint: String?

    package init(path: String, message: String, hint: String? = nil) {
        self.path = path
        self.message = message
        self.hint = hint
    }

    /// The operating system's answer to the call just made.
    static func system(_ doing: String, path: String, code: Int32 = errno) -> FilesError {
        let hint: String? =
            switch code {
            case ENOSPC, EDQUOT: "Free some space and run the command again; nothing was lost."
            case EACCES, EPERM: "Check who owns it and its permissions."
            case EMFILE, ENFILE: "Raise the limit of open files (ulimit -n)."
            default: nil
            }
        return FilesError(path: path, message: "\(doing): \(String(cString: strerror(code))).", hint: hint)
    }
}
