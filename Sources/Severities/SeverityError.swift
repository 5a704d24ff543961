// SPDX-License-Identifier: Apache-2.0

/// Why a text is no CVSS vector.
package struct SeverityError: Error, Sendable, Equatable {
    /// A sentence.
    package var message: String
    /// What to do about it.
    package var hint: String?

    package init(message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
