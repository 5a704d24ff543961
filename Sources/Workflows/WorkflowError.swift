// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import GitReading
import Inventories
import Matching
import Outbound
import Packages
import Storage

/// Why a workflow stopped: one type for the doors, whatever room the reason came from.
package struct WorkflowError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// What was asked for makes no sense or does not exist.
        case usage
        /// Something failed that should not.
        case failure
        /// Another process is at it.
        case busy
    }

    package var kind: Kind
    /// A sentence that names the place.
    package var message: String
    package var hint: String?

    package init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// Any error of the rooms below, in the same words.
    package init(_ error: any Error) {
        switch error {
        case let error as WorkflowError: self = error
        case let error as FilesError: self.init(.failure, "\(error.path): \(error.message)", hint: error.hint)
        case let error as StorageError:
            self.init(error.kind == .busy ? .busy : .failure, error.message, hint: error.hint)
        case let error as OutboundError: self.init(.failure, "\(error.address): \(error.message)", hint: error.hint)
        case let error as MatchingError: self.init(.failure, error.message, hint: error.hint)
        case let error as PackagesError: self.init(.usage, error.message, hint: error.hint)
        case let error as AdvisoriesError: self.init(.failure, error.message, hint: error.hint)
        case let error as InventoryError:
            self.init(.failure, "\(error.location.path): \(error.message)", hint: error.hint)
        case let error as GitError: self.init(.failure, error.message, hint: error.hint)
        case is CancellationError: self.init(.failure, "It was stopped.")
        default: self.init(.failure, "Something failed: \(error).")
        }
    }
}
