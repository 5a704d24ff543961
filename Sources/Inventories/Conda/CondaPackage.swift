// SPDX-License-Identifier: Apache-2.0
import Packages

/// A package of a Conda channel; no advisory ecosystem covers these.
struct CondaPackage {
    var name: String
    var version: String?
    var build = ""
    var channel = ""
    var subdirectory = ""
    var requirement: String?

    func component(
        line: Int, groups: Set<DependencyGroup> = [.runtime], relationship: Relationship, hashes: [Digest] = [],
        licences: [String] = [], in draft: inout InventoryDraft
    ) -> Component {
        let purl = draft.packageURL(
            "conda", name: name, version: version,
            qualifiers: ["build": build, "channel": channel, "subdir": subdirectory], line: line)
        return Component(
            purl: purl, name: name, version: version, ecosystem: nil, requirement: requirement, groups: groups,
            relationship: relationship, location: draft.location(line), hashes: hashes, licences: licences)
    }

    /// The channel of an address: `https://conda.anaconda.org/conda-forge/linux-64/x.conda` → `conda-forge`,
    /// `https://repo.anaconda.com/pkgs/main` → `main`.
    static func channel(of address: String, subdirectory: String) -> String {
        let names = RepositoryAddress(address).path.split(separator: "/")
        if let place = names.lastIndex(where: { $0 == subdirectory || $0 == "noarch" }), place > 0 {
            return String(names[place - 1])
        }
        return names.last.map { String($0) } ?? address
    }
}
