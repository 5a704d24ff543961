// SPDX-License-Identifier: Apache-2.0

/// The SPDX license list: identifiers of licenses and of exceptions, looked up whatever their case.
package struct LicenseList: Sendable {
    /// The list embedded in the program.
    package static let standard = LicenseList(LicenseAsset.embedded)

    /// All licenses, sorted by lower-cased identifier.
    package let licenses: [LicenseIdentifier]
    /// The identifiers of all exceptions, sorted likewise; those that the list has deprecated too.
    package let exceptions: [String]
    private let places: [String: Int]
    private let exceptionPlaces: [String: Int]

    init(_ asset: LicenseAsset) {
        licenses = asset.licenses
        exceptions = asset.exceptions.map(\.id)
        places = Dictionary(
            asset.licenses.enumerated().map { ($1.id.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        exceptionPlaces = Dictionary(
            asset.exceptions.enumerated().map { ($1.id.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The license of an identifier; nil where the list has none.
    package subscript(_ id: String) -> LicenseIdentifier? {
        places[id.lowercased()].map { licenses[$0] }
    }

    /// The exception's identifier as the list spells it; nil where the list has none.
    package func exception(_ id: String) -> String? {
        exceptionPlaces[id.lowercased()].map { exceptions[$0] }
    }
}
