// SPDX-License-Identifier: Apache-2.0
import Packages

/// The reading of one requirements file and of all it includes, each file once.
struct RequirementsReading {
    private let context: ReadingContext
    private var inventory = Inventory(format: Requirements.format)
    private var visited: Set<String> = []
    /// Pinned versions of constraints files, by normalised name.
    private var constraints: [String: String] = [:]
    /// By path, for the files that were compiled from others.
    private var origins: [String: RequirementsOrigins] = [:]

    /// The most files one requirements file may lead to.
    private static let mostFiles = 100

    init(context: ReadingContext) {
        self.context = context
    }

    /// A constraint fixes the version of what a requirements file asks for without one.
    func finished() -> Inventory {
        var inventory = inventory
        for position in inventory.components.indices {
            let component = inventory.components[position]
            guard component.version == nil, component.pin == .registry, let version = constraints[component.name] else {
                continue
            }
            inventory.components[position] = .registry(
                .pyPI, name: component.name, version: version, requirement: component.requirement,
                groups: component.groups, relationship: component.relationship, location: component.location,
                hashes: component.hashes, warnings: &inventory.warnings)
        }
        connect(&inventory)
        return inventory
    }

    private func connect(_ inventory: inout Inventory) {
        guard !origins.isEmpty else { return }
        var positions: [String: Int] = [:]
        for position in inventory.components.indices { positions[inventory.components[position].name] = position }
        for position in inventory.components.indices {
            let location = inventory.components[position].location
            guard let origins = origins[location.path], let line = location.line else { continue }
            if !origins.isDirect(line) { inventory.components[position].relationship = .transitive }
            for name in origins.needing(line) {
                if let from = positions[name], from != position {
                    inventory.edges.append(Inventory.Edge(from: from, to: position))
                }
            }
        }
        inventory.settleEdges()
    }

    /// Reads the file and then what it includes, without recursion: an include that cannot be read is a warning.
    mutating func read(_ file: SourceFile) throws(InventoryError) {
        visited.insert(file.path)
        var waiting = try includes(of: file, isConstraints: false)
        waiting.reverse()
        while let include = waiting.popLast() {
            let isConstraints = include.isConstraints
            guard visited.insert(include.path).inserted else { continue }
            guard visited.count <= RequirementsReading.mostFiles, let next = context.relatedFile(include.path) else {
                inventory.warn(
                    include.from.path, line: include.from.line, "The file '\(include.path)' could not be read.")
                continue
            }
            do throws(InventoryError) {
                let found = try includes(of: next, isConstraints: isConstraints)
                waiting.append(contentsOf: found.reversed())
            } catch {
                inventory.warnings.append(Inventory.Warning(location: error.location, message: error.message))
            }
        }
    }

    private struct Include {
        var path: String
        var isConstraints: Bool
        var from: SourceLocation
    }

    private mutating func includes(
        of file: SourceFile, isConstraints: Bool
    ) throws(InventoryError) -> [Include] {
        let group = PythonName.group(ofFile: file.path)
        var found: [Include] = []
        let lines = try file.lines(context)
        let origins = RequirementsOrigins(lines)
        if !origins.isEmpty { self.origins[file.path] = origins }
        for line in RequirementsLine.logical(lines) {
            if let (name, value) = line.option {
                switch name {
                case "-r", "--requirement", "-c", "--constraint":
                    let constrains = isConstraints || name == "-c" || name == "--constraint"
                    guard let path = SubjectPath.join(SubjectPath.folder(file.path), value), !value.isEmpty else {
                        inventory.warn(file.path, line: line.number, "The file '\(value)' is not in the subject.")
                        continue
                    }
                    found.append(
                        Include(path: path, isConstraints: constrains, from: file.location(line.number)))
                case "-e", "--editable":
                    if !isConstraints { addSource(value, [], group, file.location(line.number)) }
                default: checkOption(name, file.location(line.number))
                }
                continue
            }
            let (text, hashes) = line.parts
            guard let requirement = PythonRequirement(text) else {
                if !isConstraints { addSource(text, hashes, group, file.location(line.number)) }
                continue
            }
            if isConstraints {
                if let version = requirement.pinnedVersion {
                    constraints[PythonName.normalised(requirement.name)] = version
                }
                continue
            }
            add(requirement, hashes, group, file.location(line.number))
        }
        return found
    }

    private mutating func add(
        _ requirement: PythonRequirement, _ hashes: [Digest], _ group: DependencyGroup, _ location: SourceLocation
    ) {
        let version =
            requirement.pinnedVersion ?? requirement.address.flatMap { PythonDistribution(path: $0)?.version }
        if version == nil, requirement.specifiers?.utf8.contains(UInt8(ascii: "$")) == true {
            warn(location, "The version of '\(requirement.name)' is a variable of the environment.")
        }
        inventory.components.append(
            .registry(
                .pyPI, name: PythonName.normalised(requirement.name), version: version,
                requirement: requirement.specifiers, groups: [group], relationship: .direct, pin: requirement.pin,
                location: location, hashes: hashes, warnings: &inventory.warnings))
    }

    /// A path or an address in place of a name: the name is that of `#egg=`, of the archive, or of the folder.
    private mutating func addSource(
        _ text: Substring, _ hashes: [Digest], _ group: DependencyGroup, _ location: SourceLocation
    ) {
        let source = (text.cut(at: ";")?.before ?? text).trimmed
        let isSource =
            source.utf8.contains("://") || source.hasPrefix(".") || source.hasPrefix("/") || source.hasPrefix("git@")
            || source.hasPrefix("file:") || PythonDistribution(path: source) != nil
            || (source.utf8.contains(UInt8(ascii: "/")) && !source.utf8.contains(UInt8(ascii: "=")))
        guard isSource, !source.isEmpty else {
            warn(location, "The line is no requirement: '\(source.prefix(80))'.")
            return
        }
        let distribution = PythonDistribution(path: source)
        var name = distribution?.name
        if let (_, fragment) = source.cut(at: "#") {
            for part in fragment.utf8.split(separator: UInt8(ascii: "&")) {
                if let egg = Substring(part).dropping("egg=") {
                    name = PythonRequirement(egg)?.name ?? name
                }
            }
        }
        let pin = PythonRequirement.pin(address: RequirementsReading.withoutExtras(source))
        if name == nil {
            // `.` and `..` are the subject itself.
            if source.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }) { return }
            if case .path(let path) = pin, SubjectPath.join("", path) == "" { return }
            name = RequirementsReading.lastName(source)
        }
        guard let name, !name.isEmpty else {
            warn(location, "The line names no package: '\(source.prefix(80))'.")
            return
        }
        inventory.components.append(
            .registry(
                .pyPI, name: PythonName.normalised(name), version: distribution?.version, groups: [group],
                relationship: .direct, pin: pin, location: location, hashes: hashes, warnings: &inventory.warnings))
    }

    private mutating func warn(_ location: SourceLocation, _ message: String) {
        inventory.warnings.append(Inventory.Warning(location: location, message: message))
    }

    /// `./folder[extra]`.
    private static func withoutExtras(_ source: Substring) -> Substring {
        guard source.utf8.last == UInt8(ascii: "]"), let (before, _) = source.cut(atLast: "[") else { return source }
        return before
    }

    private static func lastName(_ source: Substring) -> String? {
        var text = withoutExtras(source.cut(at: "#")?.before ?? source)
        while text.utf8.last == UInt8(ascii: "/") { text = text.dropLast() }
        text = text.cut(atLast: "/")?.behind ?? text
        text = text.cut(at: "@")?.before ?? text
        if text.hasSuffix(".git") { text = text.dropLast(4) }
        return PythonRequirement(text)?.name
    }

    private mutating func checkOption(_ name: Substring, _ location: SourceLocation) {
        let known = [
            "-i", "--index-url", "--pypi-url", "--extra-index-url", "--no-index", "-f", "--find-links", "--no-binary",
            "--only-binary", "--prefer-binary", "--require-hashes", "--pre", "--trusted-host", "--use-feature",
            "--config-settings", "--global-option", "--hash", "-C", "--process-dependency-links", "--no-deps",
            "--no-use-wheel", "--use-wheel", "--always-unzip",
        ]
        if !known.contains(String(name)) { warn(location, "The option '\(name.prefix(40))' is unknown to pip.") }
    }
}
