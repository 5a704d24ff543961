// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// The unified `conda-lock.yml`, version 1: one entry a package, manager and platform. Entries that differ in the
/// platform alone are one component.
enum CondaLock {
    static let reader = InventoryReader(
        format: "conda-lock", title: "conda-lock conda-lock.yml",
        recognises: { path in
            let name = path.name
            return ["conda-lock.yml", "conda-lock.yaml"].contains(name) || name.hasSuffix(".conda-lock.yml")
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root.kind == .object, let packages = root["package"], packages.kind == .array else {
            throw file.refusal("The file has no list 'package', so it is no conda-lock.yml.")
        }
        var draft = InventoryDraft(reader.format, file)
        var positions: [String: Int] = [:]
        var byPlatform: [String: Int] = [:]
        var needs: [(from: Int, keys: [String])] = []
        for package in packages.elements {
            guard let name = package["name"]?.text, let version = package["version"]?.text else {
                draft.warn(package.line, "A package has no name or no version.")
                continue
            }
            let manager = package["manager"]?.string ?? "conda"
            let platform = package["platform"]?.string ?? ""
            let group = group(of: package)
            let key = "\(manager) \(name) \(version)"
            let position: Int
            if let known = positions[key] {
                position = known
                draft.change(known) {
                    $0.groups.insert(group)
                    // One file a platform; there are few platforms.
                    for hash in hashes(of: package) where $0.hashes.count < 64 && !$0.hashes.contains(hash) {
                        $0.hashes.append(hash)
                    }
                }
            } else {
                position = add(package, name: name, version: version, manager, platform, group, to: &draft)
                positions[key] = position
            }
            byPlatform["\(platform) \(name)"] = position
            needs.append((position, package["dependencies"]?.members.map { "\(platform) \($0.key)" } ?? []))
        }
        for need in needs {
            for key in need.keys {
                if let to = byPlatform[key] { draft.connect(need.from, to: to) }
            }
        }
        return draft.finished()
    }

    private static func add(
        _ package: Node, name: String, version: String, _ manager: String, _ platform: String, _ group: DependencyGroup,
        to draft: inout InventoryDraft
    ) -> Int {
        let url = package["url"]?.string ?? ""
        if manager == "pip" {
            return draft.add(
                .pyPI, name: name, version: version, line: package.line, groups: [group], hashes: hashes(of: package))
        }
        let conda = CondaPackage(
            name: name, version: version, build: build(in: url, name: name, version: version),
            channel: CondaPackage.channel(of: url, subdirectory: platform), subdirectory: platform)
        return draft.add(
            conda.component(
                line: package.line, groups: [group], relationship: .unknown, hashes: hashes(of: package), in: &draft))
    }

    private static func group(of package: Node) -> DependencyGroup {
        let category = package["category"]?.string ?? "main"
        if category == "main" { return package["optional"]?.boolean == true ? .optional : .runtime }
        return category.hasPrefix("test") ? .test : category.hasPrefix("dev") ? .development : .optional
    }

    private static func hashes(of package: Node) -> [Digest] {
        ["md5", "sha256"].compactMap { algorithm in
            package["hash"]?[algorithm]?.text.flatMap { Digest.hexadecimal(algorithm, $0) }
        }
    }

    /// The build string behind name and version in the file name.
    private static func build(in url: String, name: String, version: String) -> String {
        let last = Substring(SubjectPath.name(url)).without(suffix: ".conda").without(suffix: ".tar.bz2")
        let beginning = "\(name)-\(version)-"
        return last.hasPrefix(beginning) ? String(last.without(prefix: beginning)) : ""
    }
}
