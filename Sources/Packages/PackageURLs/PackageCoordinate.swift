// SPDX-License-Identifier: Apache-2.0

/// A package as advisories name it: the ecosystem, the name in that ecosystem's own spelling, and the version.
package struct PackageCoordinate: Sendable, Hashable {
    package var ecosystem: EcosystemName
    /// As the ecosystem writes it (`group:artifact`, `@scope/name`); compare names by
    /// `EcosystemName.normalisedName(_:)`.
    package var name: String
    package var version: String?
    /// The package this one was built from, where the package URL says so; advisories of most distributions name it.
    package var source: Source?
    /// What else the package URL may mean to advisories: the repository of an action, the module around a Go package.
    package var alternatives: [PackageCoordinate]

    package init(
        ecosystem: EcosystemName, name: String, version: String?, source: Source? = nil,
        alternatives: [PackageCoordinate] = []
    ) {
        self.ecosystem = ecosystem
        self.name = name
        self.version = version
        self.source = source
        self.alternatives = alternatives
    }

    /// A source package of a distribution, by its name and, where it is stated, its version.
    package struct Source: Sendable, Hashable {
        package var name: String
        package var version: String?

        package init(name: String, version: String?) {
            self.name = name
            self.version = version
        }
    }

    /// What a package URL means to advisories.
    package enum Result: Sendable, Hashable {
        case found(PackageCoordinate)
        case noEcosystem(NoEcosystemReason)
    }
}

/// Why something belongs to no ecosystem that advisories speak of.
package enum NoEcosystemReason: Error, Sendable, Hashable {
    /// No advisory ecosystem corresponds to this package URL type.
    case typeWithoutEcosystem(type: String)
    /// No advisory source covers this distribution.
    case distributionWithoutAdvisories(String)
    /// The distribution is not known here at all.
    case unknownDistribution(String)
    /// The distribution is known, and the text names no release of it.
    case unknownRelease(distribution: String, release: String)
    /// Nothing says which distribution it is about; a sentence.
    case distributionNotStated(String)
    /// What is stated contradicts itself; a sentence.
    case contradiction(String)
    /// The ecosystem is known, but what its names are made of is missing; a sentence.
    case incomplete(String)

    /// One sentence in plain words.
    package var message: String {
        switch self {
        case .typeWithoutEcosystem(let type):
            "no advisory ecosystem covers packages of type \(PackagesError.quoted(type))"
        case .distributionWithoutAdvisories(let name): "no advisory source covers the distribution '\(name)'"
        case .unknownDistribution(let name): "the distribution \(PackagesError.quoted(name)) is not known"
        case .unknownRelease(let distribution, let release):
            "\(PackagesError.quoted(release)) is no known release of \(distribution)"
        case .distributionNotStated(let sentence), .contradiction(let sentence), .incomplete(let sentence): sentence
        }
    }
}
