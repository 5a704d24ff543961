// SPDX-License-Identifier: Apache-2.0

/// One license of the SPDX list: its identifier as the list spells it, and what others think of it.
package struct LicenseIdentifier: Sendable, Hashable {
    /// The short identifier, such as `Apache-2.0`.
    package let id: String
    /// Approved by the Open Source Initiative.
    package let isOSIApproved: Bool
    /// Called free by the Free Software Foundation.
    package let isFSFLibre: Bool
    /// The list asks to use another identifier, such as `GPL-2.0-only` for `GPL-2.0`.
    package let isDeprecated: Bool

    /// Approved by one of the two.
    package var isFree: Bool { isOSIApproved || isFSFLibre }

    package init(id: String, isOSIApproved: Bool, isFSFLibre: Bool, isDeprecated: Bool) {
        self.id = id
        self.isOSIApproved = isOSIApproved
        self.isFSFLibre = isFSFLibre
        self.isDeprecated = isDeprecated
    }
}
