// SPDX-License-Identifier: Apache-2.0
package import Packages

/// One package version found in a subject, with the place it was found.
package struct Component: Sendable, Hashable {
    /// Its package URL with the version where one is known; nil when its kind has no package URL type.
    package var purl: PackageURL?
    /// The name as its ecosystem writes it (`group:artifact`, `@scope/name`, `github.com/owner/name`).
    package var name: String
    /// The resolved version; nil when the file pins none (then `requirement` or `pin` says what it has).
    package var version: String?
    /// The OSV ecosystem with its suffix (`Debian:12`); nil when no advisory source speaks of this kind of package.
    package var ecosystem: EcosystemName?
    /// The version requirement, as written, of a manifest that pins nothing (`^1.2`, `>=2,<3`).
    package var requirement: String?
    /// What the component is needed for; a component can be in several groups.
    package var groups: Set<DependencyGroup>
    /// Whether the subject itself asks for it.
    package var relationship: Relationship
    /// What fixes the component when it is not a registry version.
    package var pin: Pin
    /// Where it was found.
    package var location: SourceLocation
    /// Other names under which advisories may know it, looked up besides `name`: the source package of a binary
    /// distribution package first of all.
    package var sources: [SourcePackage]
    /// Digests as the file states them.
    package var hashes: [Digest]
    /// Licence expressions or names as the file states them.
    package var licences: [String]

    package init(
        purl: PackageURL?, name: String, version: String?, ecosystem: EcosystemName?, requirement: String? = nil,
        groups: Set<DependencyGroup> = [.runtime], relationship: Relationship = .unknown, pin: Pin = .registry,
        location: SourceLocation, sources: [SourcePackage] = [], hashes: [Digest] = [], licences: [String] = []
    ) {
        self.purl = purl
        self.name = name
        self.version = version
        self.ecosystem = ecosystem
        self.requirement = requirement
        self.groups = groups
        self.relationship = relationship
        self.pin = pin
        self.location = location
        self.sources = sources
        self.hashes = hashes
        self.licences = licences
    }
}

/// What a component is needed for.
package enum DependencyGroup: String, Sendable, Hashable, CaseIterable, Comparable {
    case runtime, development, test, build, optional

    package static func < (left: DependencyGroup, right: DependencyGroup) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .runtime: 0
        case .development: 1
        case .test: 2
        case .build: 3
        case .optional: 4
        }
    }
}

/// Whether the subject itself asks for a component, or a component of its does.
package enum Relationship: String, Sendable, Hashable {
    case direct, transitive, unknown
}

/// What fixes a component.
package enum Pin: Sendable, Hashable {
    /// A version of a registry.
    case registry
    /// A commit of a repository (`revision` in lowercase hexadecimal).
    case revision(repository: String, revision: String)
    /// A branch or another moving reference of a repository.
    case branch(repository: String, reference: String, revision: String?)
    /// A folder or file beside the subject.
    case path(String)
    /// An address that is no registry.
    case url(String)
}

/// The package a component was built from, under the name and version advisories use for it.
package struct SourcePackage: Sendable, Hashable {
    package var name: String
    package var version: String?

    package init(name: String, version: String?) {
        self.name = name
        self.version = version
    }
}

/// A digest as a file states it: the algorithm in lower case (`sha256`), the value in lowercase hexadecimal.
package struct Digest: Sendable, Hashable {
    package var algorithm: String
    package var value: String

    package init(algorithm: String, value: String) {
        self.algorithm = algorithm
        self.value = value
    }
}

/// A place in a subject: a path relative to its root with `/` between names, and a line from 1 (nil for the whole file).
package struct SourceLocation: Sendable, Hashable {
    package var path: String
    package var line: Int?

    package init(path: String, line: Int? = nil) {
        self.path = path
        self.line = line
    }
}
