// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Conda's `environment.yml`: match specifications, and under `pip` requirements of Python packages.
enum CondaEnvironment {
    static let reader = InventoryReader(
        format: "conda-environment", title: "Conda environment.yml",
        recognises: { path in
            let name = path.name
            return ["environment.yml", "environment.yaml", "conda.yml", "conda.yaml"].contains(name)
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root.kind == .object, let dependencies = root["dependencies"], dependencies.kind == .array else {
            throw file.refusal("The file has no list 'dependencies', so it is no environment of Conda.")
        }
        var draft = InventoryDraft(reader.format, file)
        draft.describe(subject: root["name"]?.text)
        for entry in dependencies.elements {
            if let specification = entry.text {
                addConda(Substring(specification), line: entry.line, to: &draft)
            } else if let list = entry["pip"] {
                for requirement in list.elements { addPip(requirement, to: &draft) }
            } else {
                draft.warn(entry.line, "A dependency is neither a match specification nor a 'pip' list.")
            }
        }
        return draft.finished()
    }

    /// `[channel[/subdir]::]name [=version[=build]]`, also `name==1.2`, `name>=1.2,<2` and `name 1.2 build`.
    private static func addConda(_ text: Substring, line: Int, to draft: inout InventoryDraft) {
        var specification = text.before("#").before("[").trimmed
        var channel = ""
        if let (before, behind) = specification.cut(at: ":"), behind.hasPrefix(":") {
            channel = String(before.before("/"))
            specification = behind.dropFirst()
        }
        let name = Substring(specification.utf8.prefix { !"=<>!~ ".utf8.contains($0) })
        guard !name.isEmpty else {
            draft.warn(line, "The dependency '\(text.excerpt)' has no name.")
            return
        }
        let rest = Substring(specification.utf8.dropFirst(name.utf8.count)).trimmed
        var package = CondaPackage(
            name: name.lowercased(), channel: channel, requirement: rest.isEmpty ? nil : String(rest))
        // `==1.2` is exact, and so is `=1.2=build`; `=1.2` alone means `1.2.*`.
        let parts = rest.without(prefix: "==").without(prefix: "=").pieces(by: "=")
        let isExact = rest.hasPrefix("==") || (rest.hasPrefix("=") && parts.count == 2)
        if isExact, let version = parts.first, !version.utf8.contains(where: { "*<>!,|~".utf8.contains($0) }) {
            package.version = String(version)
            if parts.count == 2 { package.build = String(parts[1]) }
        }
        draft.add(package.component(line: line, relationship: .direct, in: &draft))
    }

    private static func addPip(_ node: Node, to draft: inout InventoryDraft) {
        guard let text = node.string.map({ Substring($0).before("#").before(";").trimmed }), !text.hasPrefix("-"),
            !text.utf8.contains(UInt8(ascii: "/"))
        else {
            draft.warn(node.line, "The pip entry '\((node.text ?? "")[...].excerpt)' is not a name and a requirement.")
            return
        }
        let name = Substring(text.utf8.prefix { $0.isLetter || $0.isDigit || "-_.".utf8.contains($0) })
        guard !name.isEmpty else {
            draft.warn(node.line, "The pip entry '\(text.excerpt)' has no name.")
            return
        }
        var rest = Substring(text.utf8.dropFirst(name.utf8.count)).trimmed
        if rest.hasPrefix("["), let (_, behind) = rest.cut(at: "]") { rest = behind.trimmed }
        let exact = rest.without(prefix: "==").trimmed
        let isExact = rest.hasPrefix("==") && !rest.hasPrefix("===") && !exact.utf8.contains { "*,".utf8.contains($0) }
        draft.add(
            .pyPI, name: String(name), version: isExact ? String(exact) : nil,
            requirement: rest.isEmpty ? nil : String(rest), line: node.line, relationship: .direct)
    }
}
