// SPDX-License-Identifier: Apache-2.0

/// The hash that names a repository's objects.
package enum ObjectFormat: String, Sendable, Hashable {
    case sha1, sha256

    /// Hexadecimal digits of a name.
    package var digits: Int { self == .sha1 ? 40 : 64 }
}
