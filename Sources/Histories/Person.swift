// SPDX-License-Identifier: Apache-2.0

/// A name and an e-mail address as a commit or tag states them: a claim, not a proof.
package struct Person: Sendable, Hashable {
    package var name: String
    /// In lower case; may be empty or no address at all.
    package var email: String

    package init(name: String, email: String) {
        self.name = name
        self.email = email
    }
}
