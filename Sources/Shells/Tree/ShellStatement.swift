// SPDX-License-Identifier: Apache-2.0

/// A command with all that is said about it: redirections, `!`, `time`, `&`.
package struct ShellStatement: Sendable, ShellPlaced {
    /// Nil where there is nothing but redirections, as in `> file`, or a lone `time` or `!`.
    package var command: ShellCommand?
    /// In the order they are written. For a simple command, those between its words as well.
    package var redirections: [ShellRedirection] = []
    /// `! command`; two of them cancel each other.
    package var isNegated = false
    /// `time command`.
    package var isTimed = false
    /// `command &`.
    package var isBackground = false
    /// From the first byte to the last, without the terminator and without the bodies of here-documents.
    package var span: ShellSpan
}
