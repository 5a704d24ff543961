// SPDX-License-Identifier: Apache-2.0

/// How a command ends; documented in Documentation/User/exit-codes.md.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Done, and nothing that was asked to fail the run.
    case success = 0
    /// Something is affected at or above `--fail-on`, or a record is not valid.
    case found = 1
    /// Under `--strict`, something could not be judged; for one comparison, it cannot be made.
    case notJudged = 2
    /// The command cannot be understood, or names what is not there.
    case usage = 64
    /// Something failed.
    case failure = 70
    /// Another process holds the data folder.
    case busy = 75
}
