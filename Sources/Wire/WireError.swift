// SPDX-License-Identifier: Apache-2.0

/// Why bytes could not be read: a sentence, where in the input if that is known, and what to do if something can be
/// done.
package struct WireError: Error, Hashable, Sendable {
    package let message: String
    package let hint: String?
    /// The offset in bytes from the start of the input.
    package let offset: Int?

    package init(_ message: String, hint: String? = nil, offset: Int? = nil) {
        self.message = message
        self.hint = hint
        self.offset = offset
    }
}
