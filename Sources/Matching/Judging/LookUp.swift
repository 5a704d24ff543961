// SPDX-License-Identifier: Apache-2.0
import Inventories
import Packages

/// All that matching asks about a component.
struct Question: Hashable, Sendable {
    var lookUps: [LookUp]
    /// As written; for a component without a version.
    var requirement: String?
}

/// One name under which advisories may know a component.
struct LookUp: Hashable, Sendable {
    var ecosystem: EcosystemName
    var name: String
    var route: Evidence.Route
    var version: String?
    /// The commit, where the component is one of a repository.
    var revision: String?

    init(
        _ ecosystem: EcosystemName, _ name: String, _ route: Evidence.Route, version: String?, revision: String? = nil
    ) {
        self.ecosystem = ecosystem
        self.name = name
        self.route = route
        self.version = version.flatMap { $0.isEmpty ? nil : $0 }
        self.revision = revision
    }

    static func all(of component: Component) -> [LookUp] {
        var repository: (name: String, revision: String?)?
        switch component.pin {
        case .revision(let name, let revision): repository = (name, revision)
        case .branch(let name, _, let revision): repository = revision == nil ? nil : (name, revision)
        case .registry, .path, .url: break
        }
        let sources = component.sources.map { ($0.name, $0.version) }
        let own = all(component.ecosystem, component.name, component.version, sources: sources, repository: repository)
        guard let purl = component.purl, purl.mayMeanSeveral, case .found(let coordinate) = purl.coordinate() else {
            return own
        }
        return own + others(coordinate, besides: own)
    }

    static func all(of coordinate: PackageCoordinate) -> [LookUp] {
        let sources = coordinate.source.map { [($0.name, $0.version)] } ?? []
        let own = all(coordinate.ecosystem, coordinate.name, coordinate.version, sources: sources, repository: nil)
        return own + others(coordinate, besides: own)
    }

    /// What else a package URL may mean to advisories, as far as it is not asked already.
    private static func others(_ coordinate: PackageCoordinate, besides own: [LookUp]) -> [LookUp] {
        coordinate.alternatives.compactMap { other in
            guard !own.contains(where: { $0.ecosystem == other.ecosystem && $0.name == other.name }) else { return nil }
            let route: Evidence.Route = other.ecosystem.ecosystem == .git ? .repository : .name
            return LookUp(other.ecosystem, other.name, route, version: other.version)
        }
    }

    private static func all(
        _ ecosystem: EcosystemName?, _ name: String, _ version: String?, sources: [(name: String, version: String?)],
        repository: (name: String, revision: String?)?
    ) -> [LookUp] {
        var lookUps: [LookUp] = []
        if let ecosystem {
            if ecosystem.ecosystem == .git {
                let revision = repository?.revision ?? version.flatMap { isCommit($0) ? $0 : nil }
                return [
                    LookUp(
                        ecosystem, name, .repository, version: revision == version ? nil : version, revision: revision)
                ]
            }
            // A binary package built from a source package of its own name has the source's version where they differ.
            if !sources.contains(where: { $0.name == name }) {
                lookUps.append(LookUp(ecosystem, name, .name, version: version))
            }
            for source in sources {
                let route = source.name == name ? Evidence.Route.name : .source
                lookUps.append(LookUp(ecosystem, source.name, route, version: source.version ?? version))
            }
            if ecosystem.ecosystem == .swiftURL, repository == nil {
                // Here the name is a repository, and most of what is known of those is said in terms of GIT.
                lookUps.append(LookUp(EcosystemName(.git), name, .repository, version: version))
            }
        }
        if let repository {
            lookUps.append(
                LookUp(
                    EcosystemName(.git), repository.name, .repository, version: version, revision: repository.revision))
        }
        return lookUps
    }

    /// Hexadecimal of SHA-1 or SHA-256.
    private static func isCommit(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            }
    }
}
