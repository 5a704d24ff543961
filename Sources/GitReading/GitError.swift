// SPDX-License-Identifier: Apache-2.0

/// Why git could not be asked.
package struct GitError: Error, Sendable, Hashable {
    package var message: String
    package var hint: String?

    package init(message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    static func missing(_ executable: String) -> GitError {
        executable == "git"
            ? GitError(
                message: "The git executable cannot be run.",
                hint: "Install git to have commits judged; everything else works without it.")
            : GitError(message: "\(executable) cannot be run.", hint: "Install it to have signatures verified.")
    }

    static let stopped = GitError(message: "git was stopped.")
    static let tooMuch = GitError(message: "git answered with more than is reasonable.")
    static let starved = GitError(message: "git needs more memory than it may have.")

    static func silent(_ limit: Duration) -> GitError {
        GitError(
            message: limit.components.seconds > 0
                ? "git did not answer within \(limit.components.seconds) seconds." : "git did not answer in time.")
    }
}
