// SPDX-License-Identifier: Apache-2.0

/// Why something of a forge could not be read: a sentence, and what to do where something can be done.
package struct ForgeError: Error, Sendable, Hashable {
    package var message: String
    package var hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
