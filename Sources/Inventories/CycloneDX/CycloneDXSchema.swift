// SPDX-License-Identifier: Apache-2.0
import Wire

/// The value sets and patterns of the CycloneDX 1.2 to 1.7 schemas that are checked while reading; of several versions,
/// the widest.
enum CycloneDXSchema {
    static let componentTypes: Set<String> = [
        "application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver",
        "firmware", "file", "machine-learning-model", "data", "cryptographic-asset",
    ]

    /// Kinds of components that are no packages; without an identifier they are counted and not listed.
    static let contentTypes: Set<String> = ["file", "data", "cryptographic-asset"]

    /// Properties of the registered taxonomies that mark a development dependency with `true`.
    static let developmentProperties: Set<String> = [
        "cdx:npm:package:development", "cdx:composer:package:isDevRequirement",
    ]

    static let patchTypes: Set<String> = ["unofficial", "monkey", "backport", "cherry-pick"]
    static let issueTypes: Set<String> = ["defect", "enhancement", "security"]
    static let dataFlows: Set<String> = ["inbound", "outbound", "bi-directional", "unknown"]

    /// `urn:uuid:` and the 36 characters of RFC 9562 §4.
    static func isSerialNumber(_ text: String) -> Bool {
        let prefix = "urn:uuid:"
        guard text.hasPrefix(prefix) else { return false }
        let groups = text.utf8.dropFirst(prefix.utf8.count)
            .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexadecimalDigit) }
    }

    /// A `date-time` of RFC 3339; XML's own type also allows one without an offset.
    static func isDateTime(_ text: String, inJSON: Bool) -> Bool {
        Instant(rfc3339: text) != nil || (!inJSON && Instant(rfc3339: text + "Z") != nil)
    }
}
