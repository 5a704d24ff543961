// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Dart's and Flutter's `pubspec.lock`: packages by name, each with how it is needed and where it comes from.
enum PubspecLock {
    static let reader = InventoryReader(
        format: "dart-pubspec-lock", title: "Dart pubspec.lock",
        recognises: { $0.name == "pubspec.lock" },
        read: read)

    private static let registries: Set<String> = ["pub.dev", "pub.dartlang.org"]

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard let packages = root["packages"] else {
            throw file.refusal("The file has no 'packages', so it is no pubspec.lock.")
        }
        var draft = InventoryDraft(reader.format, file)
        for (name, line, package) in packages.members {
            guard package.kind == .object, let source = package["source"]?.string else {
                draft.warn(line, "The package '\(name)' does not say where it comes from.")
                continue
            }
            let (relationship, groups) = need(package["dependency"]?.string)
            let description = package["description"]
            if source == "sdk" {
                // Part of the SDK itself: its version there is always 0.0.0 and it is in no registry.
                draft.add(
                    Component(
                        purl: nil, name: name, version: nil, ecosystem: nil, groups: groups,
                        relationship: relationship, pin: .url("sdk:\(description?.string ?? "")"),
                        location: draft.location(line)))
                continue
            }
            if package["version"]?.text == nil {
                draft.warn(line, "The package '\(name)' has no version.")
            }
            if !["hosted", "git", "path"].contains(source) {
                draft.warn(line, "The package '\(name)' comes from a source of the unknown kind '\(source)'.")
            }
            let hash = description?["sha256"]?.string.map { [Digest(algorithm: "sha256", value: $0.lowercased())] }
            draft.add(
                .pub, name: name, version: package["version"]?.text, line: line, groups: groups,
                relationship: relationship, pin: pin(source: source, description), hashes: hash ?? [])
        }
        return draft.finished()
    }

    private static func need(_ dependency: String?) -> (Relationship, Set<DependencyGroup>) {
        switch dependency {
        case "direct main", "direct overridden": (.direct, [.runtime])
        case "direct dev": (.direct, [.development])
        case "transitive": (.transitive, [.runtime])
        default: (.unknown, [.runtime])
        }
    }

    private static func pin(source: String, _ description: Node?) -> Pin {
        let url = description?["url"]?.string ?? description?.string ?? ""
        switch source {
        case "git":
            return .git(
                repository: url, reference: description?["ref"]?.text,
                revision: description?["resolved-ref"]?.text)
        case "path": return .path(description?["path"]?.string ?? "")
        case "hosted":
            let host = RepositoryAddress(url).host
            return host.map(registries.contains) ?? true ? .registry : .url(url)
        default: return .url(url)
        }
    }
}
