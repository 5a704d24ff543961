// SPDX-License-Identifier: Apache-2.0

/// Why a license expression is refused.
package struct LicensesError: Error, Sendable, Equatable {
    /// One sentence.
    package let message: String
    /// What to do about it, where there is something.
    package let hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
