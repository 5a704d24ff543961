// SPDX-License-Identifier: Apache-2.0

/// Why a script could not be read.
package struct ShellSyntaxError: Error, Sendable, Equatable {
    /// From 1.
    package var line: Int
    /// From 1, in bytes.
    package var column: Int
    /// A sentence without the place.
    package var message: String
    /// What to do about it.
    package var hint: String?

    package init(line: Int, column: Int, message: String, hint: String? = nil) {
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
    }
}
