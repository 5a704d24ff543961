// SPDX-License-Identifier: Apache-2.0
import Notations

/// What a `pyproject.toml` asks for, in every table that tools read: `project` (PEP 621), `dependency-groups` (PEP
/// 735), `build-system` (PEP 518), and those of Poetry, PDM and uv.
struct PythonManifest {
    struct Dependency {
        var name: String
        var requirement: String?
        var version: String?
        var pin: Pin
        var groups: Set<DependencyGroup>
        var line: Int
    }

    struct Remark {
        var line: Int
        var message: String
    }

    private(set) var name: String?
    private(set) var dependencies: [Dependency] = []
    /// The names of `optional-dependencies`, normalised.
    private(set) var extras: Set<String> = []
    private(set) var remarks: [Remark] = []

    init(_ root: Node) {
        let project = root["project"]
        name = project?["name"]?.string ?? root["tool"]?["poetry"]?["name"]?.string
        add(project?["dependencies"], groups: [.runtime])
        for (extra, _, list) in project?["optional-dependencies"].members ?? [] {
            add(list, groups: PythonName.extra(extra))
            extras.insert(PythonName.normalised(extra))
        }
        addGroups(root["dependency-groups"])
        add(root["build-system"]?["requires"], groups: [.build])
        addPoetry(root["tool"]?["poetry"])
        add(root["tool"]?["uv"]?["dev-dependencies"], groups: [.development])
        for (group, _, list) in root["tool"]?["pdm"]?["dev-dependencies"].members ?? [] {
            add(list, groups: [PythonName.group(group)])
        }
        applySources(root["tool"]?["uv"]?["sources"])
        for element in project?["dynamic"]?.elements.map({ $0 }) ?? []
        where element.string == "dependencies" || element.string == "optional-dependencies" {
            // Poetry 2 fills them from its own table.
            if root["tool"]?["poetry"]?["dependencies"] != nil { continue }
            remark(element.line, "'\(element.string ?? "")' are computed when the project is built, and are not read.")
        }
    }

    /// The manifest in the folder of a lockfile; nil where there is none or where it is broken.
    static func beside(_ path: String, _ context: ReadingContext) -> PythonManifest? {
        guard let place = SubjectPath.join(SubjectPath.folder(path), "pyproject.toml") else { return nil }
        return context.relatedTOML(place).map { PythonManifest($0) }
    }

    /// What is asked for, by normalised name.
    var groupsByName: [String: Set<DependencyGroup>] {
        Dictionary(dependencies.map { ($0.name, $0.groups) }) { $0.union($1) }
    }

    private mutating func remark(_ line: Int, _ message: String) {
        remarks.append(Remark(line: line, message: message))
    }

    /// A list of specifiers.
    private mutating func add(_ list: Node?, groups: Set<DependencyGroup>) {
        guard let list else { return }
        guard list.kind == .array else {
            remark(list.line, "The value is no array of dependencies, and is not read.")
            return
        }
        for element in list.elements {
            if element.kind == .object, element["include-group"] != nil { continue }
            guard let text = element.string, let requirement = PythonRequirement(text) else {
                remark(element.line, "'\(element.text ?? "")' is no dependency specifier.")
                continue
            }
            dependencies.append(
                Dependency(
                    name: PythonName.normalised(requirement.name), requirement: requirement.specifiers,
                    version: requirement.pinnedVersion, pin: requirement.pin, groups: groups, line: element.line))
        }
    }

    /// More groups than this do not include one another.
    private static let mostIncluders = 256

    /// A group is also for what the groups are for that include it.
    private mutating func addGroups(_ groups: Node?) {
        var includers: [String: [String]] = [:]
        for (name, _, list) in groups.members {
            for element in list.elements {
                guard let included = element["include-group"]?.string else { continue }
                includers[PythonName.normalised(included), default: []].append(PythonName.normalised(name))
            }
        }
        for (name, _, list) in groups.members {
            var reached: Set<String> = []
            var waiting = [PythonName.normalised(name)]
            while let next = waiting.popLast(), reached.count < PythonManifest.mostIncluders {
                if reached.insert(next).inserted { waiting += includers[next] ?? [] }
            }
            add(list, groups: Set(reached.map { PythonName.group($0) }))
        }
    }

    private mutating func addPoetry(_ poetry: Node?) {
        guard let poetry else { return }
        addPoetry(table: poetry["dependencies"], groups: [.runtime])
        addPoetry(table: poetry["dev-dependencies"], groups: [.development])
        for (name, _, group) in poetry["group"].members {
            addPoetry(table: group["dependencies"], groups: [PythonName.group(name)])
        }
    }

    private mutating func addPoetry(table: Node?, groups: Set<DependencyGroup>) {
        for (name, line, value) in table.members where PythonName.normalised(name) != "python" {
            let choices = value.kind == .array ? value.elements.map { $0 } : [value]
            for choice in choices {
                guard choice.kind == .string || choice.kind == .object else {
                    remark(line, "The dependency '\(name)' is neither a text nor a table.")
                    continue
                }
                let isOptional = choice["optional"]?.boolean == true
                let constraint = choice.string ?? choice["version"]?.string
                dependencies.append(
                    Dependency(
                        name: PythonName.normalised(name), requirement: constraint,
                        version: constraint.flatMap { PythonManifest.exactPoetryVersion($0) },
                        pin: PythonSource.pin(choice) ?? .registry, groups: isOptional ? [.optional] : groups,
                        line: line))
            }
        }
    }

    /// A version alone means exactly it, with or without `==`.
    private static func exactPoetryVersion(_ constraint: String) -> String? {
        let text = Substring(constraint).trimmed
        let version = (text.dropping("===") ?? text.dropping("==") ?? text).trimmed
        return PythonRequirement.looksLikeVersion(version) && !version.hasSuffix(".*") ? String(version) : nil
    }

    /// uv puts the source of a dependency beside the specifier.
    private mutating func applySources(_ sources: Node?) {
        var pins: [String: Pin] = [:]
        for (name, _, source) in sources.members {
            let choices = source.kind == .array ? source.elements.map { $0 } : [source]
            pins[PythonName.normalised(name)] = choices.lazy.compactMap { PythonSource.pin($0) }.first
        }
        for position in dependencies.indices {
            if let pin = pins[dependencies[position].name] { dependencies[position].pin = pin }
        }
    }
}

/// The members with which Python's tools say where a package comes from.
enum PythonSource {
    /// `git` with `rev`, `tag`, `branch`, `ref` or `revision`; `path`, `url`, `file`; `workspace`. Nil for a registry.
    static func pin(_ node: Node) -> Pin? {
        guard node.kind == .object else { return nil }
        if let address = node["git"]?.string {
            for member in ["revision", "rev", "ref", "tag", "branch"] {
                if let reference = node[member]?.string { return .git(address, committish: reference) }
            }
            return PythonRequirement.pin(address: address.hasPrefix("git") ? address : "git+\(address)")
        }
        if let path = node["path"]?.string ?? node["file"]?.string { return .path(path) }
        if let url = node["url"]?.string { return PythonRequirement.pin(address: url) }
        if node["workspace"]?.boolean == true { return .path("") }
        return nil
    }
}

extension Node? {
    /// The members of an object that may not be there.
    var members: [(key: String, keyLine: Int, value: Node)] {
        self?.members.map { $0 } ?? []
    }
}
