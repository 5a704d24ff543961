// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// The package references of a C#, F# or Visual Basic project, and of the `Directory.*.props` files such projects import.
///
/// Versions may stand centrally in the nearest `Directory.Packages.props` above, and be properties of this file, of
/// that one or of the nearest `Directory.Build.props`. Conditions are not evaluated: every reference counts.
enum MSBuildProject {
    static let reader = InventoryReader(
        format: "dotnet-project", title: ".NET project file",
        recognises: { path in
            let name = path.name
            return [".csproj", ".fsproj", ".vbproj"].contains { name.hasSuffix($0) }
                || name == "Directory.Packages.props" || name == "Directory.Build.props"
                || name == "Directory.Build.targets"
        },
        read: read)

    private static let references: Set<String> = [
        "PackageReference", "GlobalPackageReference", "DotNetCliToolReference", "PackageDownload",
    ]

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.xmlRoot(context)
        guard root.name == "Project" else {
            throw file.refusal("The root element is '\(root.name)', not 'Project'.", line: root.line)
        }
        var draft = InventoryDraft(reader.format, file)
        var properties = MSBuildProperties()
        var central: [String: String] = [:]
        for name in ["Directory.Build.props", "Directory.Packages.props"] where SubjectPath.name(file.path) != name {
            guard let imported = nearest(name, above: file.path, context) else { continue }
            properties.take(from: imported)
            takeCentralVersions(of: imported, into: &central)
        }
        properties.take(from: root)
        takeCentralVersions(of: root, into: &central)
        add(items(of: root), properties, central, to: &draft)
        return draft.finished()
    }

    private static func add(
        _ items: [Element], _ properties: MSBuildProperties, _ central: [String: String], to draft: inout InventoryDraft
    ) {
        let references = items.filter { self.references.contains($0.name) }
        var updates: [String: String] = [:]
        for item in references {
            for name in names(item[attribute: "Update"]) { updates[name.lowercased()] = version(of: item) }
        }
        for item in references where item[attribute: "Update"] == nil && item[attribute: "Remove"] == nil {
            let included = names(item[attribute: "Include"])
            if included.isEmpty { draft.warn(item.line, "A \(item.name) does not say which package it includes.") }
            for name in included {
                let key = name.lowercased()
                let written = value("VersionOverride", of: item) ?? version(of: item) ?? updates[key] ?? central[key]
                let requirement = written.map(properties.expand)
                if requirement == nil {
                    draft.warn(
                        item.line,
                        "No version of '\(name)' is stated here, in Directory.Packages.props or Directory.Build.props.")
                } else if requirement?.contains("$(") == true {
                    draft.warn(
                        item.line, "The version '\(written ?? "")' of '\(name)' names a property that is not set here.")
                }
                draft.add(
                    .nuGet, name: name, version: requirement.flatMap(exactVersion), requirement: requirement,
                    line: item.line, groups: [group(of: item)], relationship: .direct)
            }
        }
    }

    private static func group(of item: Element) -> DependencyGroup {
        switch item.name {
        case "GlobalPackageReference", "DotNetCliToolReference", "PackageDownload": .development
        default: value("PrivateAssets", of: item)?.lowercased() == "all" ? .development : .runtime
        }
    }

    /// The version NuGet installs for a requirement of a project: of `1.2.3` (that or later) the lowest, which is the
    /// version itself, and of `[1.2.3]` that one; nil for ranges and floating versions.
    static func exactVersion(_ requirement: String) -> String? {
        var text = Substring(requirement).trimmed
        if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast().trimmed }
        guard text.startsWithDigit, !text.utf8.contains(where: { "*,()[]$".utf8.contains($0) }) else { return nil }
        return String(text)
    }

    private static func takeCentralVersions(of root: Element, into central: inout [String: String]) {
        for item in items(of: root) where item.name == "PackageVersion" {
            for name in names(item[attribute: "Include"] ?? item[attribute: "Update"]) {
                if let version = version(of: item) { central[name.lowercased()] = version }
            }
        }
    }

    /// The items of all groups, those under `Choose` included.
    private static func items(of root: Element) -> [Element] {
        var found: [Element] = []
        var open = root.children.reversed() as [Element]
        while let element = open.popLast() {
            switch element.name {
            case "ItemGroup": found.append(contentsOf: element.children)
            case "Choose", "When", "Otherwise", "Target": open.append(contentsOf: element.children.reversed())
            default: break
            }
        }
        return found
    }

    private static func version(of item: Element) -> String? {
        value("Version", of: item)
    }

    /// Metadata as an attribute or as an element of its own; nil where it is empty.
    private static func value(_ name: String, of item: Element) -> String? {
        let text = item[attribute: name] ?? item.first(name)?.text
        return text.map { Substring($0).trimmed }.flatMap { $0.isEmpty ? nil : String($0) }
    }

    private static func names(_ list: String?) -> [String] {
        list.map { Substring($0).pieces(by: ";").map { String($0) } } ?? []
    }

    private static func nearest(_ name: String, above path: String, _ context: ReadingContext) -> Element? {
        for candidate in SubjectPath.upward(name, from: path) {
            if let file = context.relatedFile(candidate) { return try? file.xmlRoot(context) }
        }
        return nil
    }
}

/// The properties of MSBuild files, by their name in small letters; the last value of a name counts.
struct MSBuildProperties {
    /// The longest text an expansion may give, and how often names in values are followed.
    private static let longest = 1_024
    private static let rounds = 16

    private var values: [String: String] = [:]

    mutating func take(from root: Element) {
        for group in root.children where group.name == "PropertyGroup" {
            for property in group.children { values[property.name.lowercased()] = property.text }
        }
    }

    /// Replaces `$(Name)` by its value; a name without a value, and a text that grows past the bound, stay as they are.
    func expand(_ text: String) -> String {
        guard text.utf8.count <= MSBuildProperties.longest else { return text }
        var current = text
        for _ in 0..<MSBuildProperties.rounds {
            guard let next = expandedOnce(current) else { return current }
            current = next
        }
        return current
    }

    /// Nil when nothing was replaced, and when the text would grow past the bound.
    private func expandedOnce(_ text: String) -> String? {
        var output = ""
        var rest = text[...]
        var changed = false
        while let (before, behind) = rest.cut(at: "$") {
            output += before
            if behind.hasPrefix("("), let (name, after) = behind.dropFirst().cut(at: ")"),
                let value = values[name.trimmed.lowercased()]
            {
                guard output.utf8.count + value.utf8.count + after.utf8.count <= MSBuildProperties.longest else {
                    return nil
                }
                output += value
                rest = after
                changed = true
            } else {
                output += "$"
                rest = behind
            }
        }
        return changed ? output + rest : nil
    }
}
