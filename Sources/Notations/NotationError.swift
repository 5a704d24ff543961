// SPDX-License-Identifier: Apache-2.0

/// Why a text could not be read.
package struct NotationError: Error, Sendable, Equatable {
    /// From 1; nil where the reason has no place (a limit on the whole input).
    package var line: Int?
    /// From 1, in Unicode scalars.
    package var column: Int?
    /// A sentence without the place.
    package var message: String
    /// What to do about it.
    package var hint: String?

    package init(line: Int? = nil, column: Int? = nil, message: String, hint: String? = nil) {
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
    }
}
