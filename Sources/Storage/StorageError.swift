// SPDX-License-Identifier: Apache-2.0
internal import GRDB

/// Why the database could not be used.
package struct StorageError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case missing, newer, damaged, full, busy, other
    }

    package var kind: Kind
    /// A sentence.
    package var message: String
    package var hint: String?

    package init(kind: Kind, message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// SQLite's answer, in words; the statement is left out, it may hold data.
    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self.init(kind: .other, message: "The database \(path) cannot be used: \(error).")
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                kind: .full, message: "The disk of the database \(path) is full.",
                hint: "Free some space and run the command again; what was there before still serves.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                kind: .busy, message: "The database \(path) is in use by another process.",
                hint: "Wait until the other update has ended and run the command again.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                kind: .damaged, message: "The database \(path) is damaged or is no Mainstay database.",
                hint: "Move it away and run 'mainstay update' to build a new one.")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY:
            self.init(
                kind: .other, message: "The database \(path) cannot be opened.",
                hint: "Check who owns its folder and its permissions, or name another one with --data.")
        default:
            self.init(
                kind: .other, message: "The database \(path) cannot be used: \(error.message ?? "unknown error").")
        }
    }
}
