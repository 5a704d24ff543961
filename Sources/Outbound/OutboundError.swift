// SPDX-License-Identifier: Apache-2.0

/// Why an address did not give what was asked.
package struct OutboundError: Error, Sendable, Hashable {
    /// Without user, password or query.
    package var address: String
    /// A sentence without the address.
    package var message: String
    package var hint: String?

    package init(address: String, message: String, hint: String? = nil) {
        self.address = address
        self.message = message
        self.hint = hint
    }
}
