// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// NuGet's `packages.lock.json`, versions 1 to 3: per target framework, each package with how it is needed.
enum PackagesLock {
    static let reader = InventoryReader(
        format: "nuget-packages-lock", title: "NuGet packages.lock.json",
        recognises: { path in
            let name = path.name
            return name == "packages.lock.json" || (name.hasPrefix("packages.") && name.hasSuffix(".lock.json"))
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard let frameworks = root["dependencies"], frameworks.kind == .object else {
            throw file.refusal("The file has no 'dependencies', so it is no packages.lock.json.")
        }
        var draft = InventoryDraft(reader.format, file)
        var positions: [String: Int] = [:]
        for (framework, _, packages) in frameworks.members {
            var here: [String: Int] = [:]
            for (name, line, package) in packages.members {
                let type = package["type"]?.string
                // A project of the same solution is the subject itself.
                if type == "Project" { continue }
                guard let version = package["resolved"]?.string else {
                    draft.warn(line, "The package '\(name)' of \(framework) has no resolved version.")
                    continue
                }
                let relationship: Relationship =
                    switch type {
                    case "Direct": .direct
                    case "Transitive", "CentralTransitive": .transitive
                    default: .unknown
                    }
                let key = "\(name.lowercased())/\(version)"
                if let known = positions[key] {
                    here[name.lowercased()] = known
                    if relationship == .direct { draft.change(known) { $0.relationship = .direct } }
                    continue
                }
                let hash = package["contentHash"]?.string.flatMap { Digest(algorithm: "sha512", base64: $0) }
                let position = draft.add(
                    .nuGet, name: name, version: version, requirement: package["requested"]?.string, line: line,
                    relationship: relationship, hashes: hash.map { [$0] } ?? [])
                positions[key] = position
                here[name.lowercased()] = position
            }
            for (name, _, package) in packages.members {
                guard let from = here[name.lowercased()] else { continue }
                for need in package["dependencies"]?.members.map(\.key) ?? [] {
                    if let to = here[need.lowercased()] { draft.connect(from, to: to) }
                }
            }
        }
        return draft.finished()
    }
}
