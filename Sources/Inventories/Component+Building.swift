// SPDX-License-Identifier: Apache-2.0
package import Packages

extension Component {
    /// A component of a registry or distribution, with the package URL its ecosystem prescribes.
    ///
    /// A name from which no package URL can be made (a Maven name without its group, an ecosystem without a purl type)
    /// keeps its ecosystem, name and version, has no purl, and the reason is added to `warnings` with `location`.
    package static func registry(
        _ ecosystem: EcosystemName, name: String, version: String?, requirement: String? = nil,
        groups: Set<DependencyGroup> = [.runtime], relationship: Relationship = .unknown, pin: Pin = .registry,
        location: SourceLocation, sources: [SourcePackage] = [], hashes: [Digest] = [], licences: [String] = [],
        warnings: inout [Inventory.Warning]
    ) -> Component {
        var purl: PackageURL?
        do throws(PackagesError) {
            purl = try ecosystem.packageURL(name: name, version: version)
        } catch {
            let message = "There is no package URL for '\(name)' of \(ecosystem.description): \(error.message)"
            warnings.append(Inventory.Warning(location: location, message: message))
        }
        return Component(
            purl: purl, name: name, version: version, ecosystem: ecosystem, requirement: requirement, groups: groups,
            relationship: relationship, pin: pin, location: location, sources: sources, hashes: hashes,
            licences: licences)
    }

    /// The same for an ecosystem without a suffix.
    package static func registry(
        _ ecosystem: Ecosystem, name: String, version: String?, requirement: String? = nil,
        groups: Set<DependencyGroup> = [.runtime], relationship: Relationship = .unknown, pin: Pin = .registry,
        location: SourceLocation, sources: [SourcePackage] = [], hashes: [Digest] = [], licences: [String] = [],
        warnings: inout [Inventory.Warning]
    ) -> Component {
        registry(
            EcosystemName(ecosystem), name: name, version: version, requirement: requirement, groups: groups,
            relationship: relationship, pin: pin, location: location, sources: sources, hashes: hashes,
            licences: licences, warnings: &warnings)
    }
}

extension Inventory {
    /// Puts the edges in ascending order without repetition; every reader does this once, at its end.
    package mutating func settleEdges() {
        edges.sort()
        var settled: [Edge] = []
        settled.reserveCapacity(edges.count)
        for edge in edges where edge != settled.last {
            settled.append(edge)
        }
        edges = settled
    }

    /// Adds a warning for a line of a file.
    package mutating func warn(_ path: String, line: Int?, _ message: String) {
        warnings.append(Warning(location: SourceLocation(path: path, line: line), message: message))
    }
}
