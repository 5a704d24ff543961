// SPDX-License-Identifier: Apache-2.0

/// Why a text is no advisory at all. What is merely wrong inside a record is an ``AdvisoryProblem``.
package struct AdvisoriesError: Error, Sendable, Hashable {
    /// A sentence in plain words.
    package let message: String
    /// What to do about it, if something can be done.
    package let hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
