// SPDX-License-Identifier: Apache-2.0

/// Something a strict reader holds against a record.
package struct ValidationFinding: Sendable, Hashable {
    package enum Severity: String, Sendable, Hashable {
        /// The record is wrong.
        case error
        /// The record can be read, but says less than it should or may mislead.
        case warning
    }

    package let rule: ValidationRule
    /// Where, as a JSON pointer (RFC 6901); empty for the record itself.
    package let pointer: String
    /// From 1, in the text; nil where there is no place.
    package let line: Int?
    /// From 1, in Unicode scalars.
    package let column: Int?
    /// A sentence.
    package let message: String
    /// What to write instead, where that can be said.
    package let hint: String?
    /// Whether the JSON schema of OSV 1.7.5 refuses the record for this.
    package let violatesSchema: Bool

    package var severity: Severity { rule.severity }
}

/// The rules, by the codes of osv-linter where it has them; numbers from 101 are checks it does not have.
package enum ValidationRule: String, Sendable, Hashable, CaseIterable {
    case readable = "SYN:001"
    case duplicateMember = "SYN:101"
    case schema = "SCH:001"
    case affectedExists = "REC:001"
    case aliasesValid = "REC:002"
    case upstreamValid = "REC:003"
    case relatedValid = "REC:004"
    case schemaVersion = "REC:101"
    case timestampValid = "REC:102"
    case timestampNotInFuture = "REC:103"
    case timestampsInOrder = "REC:104"
    case introducedExists = "RNG:001"
    case rangeDistinct = "RNG:002"
    case rangeFitsPackage = "RNG:101"
    case versionReadable = "RNG:102"
    case rangeEndsAfterBeginning = "RNG:103"
    case eventHasOneKey = "RNG:104"
    case packageExists = "PKG:001"
    case purlValid = "PKG:003"
    case ecosystemValid = "PKG:101"
    case purlNamesPackage = "PKG:102"
    case purlWithoutVersion = "PKG:103"
    case vectorValid = "SEV:101"
    case findingsCounted = "LIM:101"

    /// One line for a list of rules.
    package var title: String {
        switch self {
        case .readable: "the text is JSON or YAML, within the limits"
        case .duplicateMember: "no object has two members of one name"
        case .schema: "the record conforms to the JSON schema of OSV 1.7.5"
        case .affectedExists: "a record that is not withdrawn says what is affected"
        case .aliasesValid: "aliases name neither an id twice nor the record itself"
        case .upstreamValid: "upstream names no id twice, nor the record itself, its aliases or related ids"
        case .relatedValid: "related names neither an id twice nor the record itself"
        case .schemaVersion: "the record says which version of the schema it follows, one that is known here"
        case .timestampValid: "timestamps are instants of RFC 3339 and nothing else"
        case .timestampNotInFuture: "no timestamp lies in the future"
        case .timestampsInOrder: "a record is not modified or withdrawn before it is published"
        case .introducedExists: "every range has an introduced event"
        case .rangeDistinct: "no version both introduces and fixes"
        case .rangeFitsPackage: "an entry without a package has GIT ranges only"
        case .versionReadable: "versions can be ordered by the rules of their range"
        case .rangeEndsAfterBeginning: "a range ends behind where it begins"
        case .eventHasOneKey: "every event has exactly one member"
        case .packageExists: "the package is known to its ecosystem"
        case .purlValid: "package URLs are valid"
        case .ecosystemValid: "ecosystem names and suffixes have the form their ecosystem prescribes"
        case .purlNamesPackage: "a package URL names the package it stands beside"
        case .purlWithoutVersion: "package URLs have no version"
        case .vectorValid: "CVSS vectors are complete and can be scored"
        case .findingsCounted: "findings past the first thousand are counted, not listed"
        }
    }

    package var severity: ValidationFinding.Severity {
        switch self {
        case .schemaVersion, .timestampsInOrder, .packageExists, .ecosystemValid, .purlNamesPackage,
            .purlWithoutVersion, .findingsCounted:
            .warning
        default: .error
        }
    }
}
