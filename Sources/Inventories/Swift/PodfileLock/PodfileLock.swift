// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// CocoaPods' `Podfile.lock`. A pod and its subspecs (`PINCache/Core`) are one component; no advisory ecosystem covers
/// pods.
enum PodfileLock {
    static let reader = InventoryReader(
        format: "cocoapods-podfile-lock", title: "CocoaPods Podfile.lock",
        recognises: { $0.name == "Podfile.lock" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root.kind == .object, let pods = root["PODS"] else {
            throw file.refusal("The file has no 'PODS', so it is no Podfile.lock.")
        }
        var draft = InventoryDraft(reader.format, file)
        let dependencies = root["DEPENDENCIES"].map { Array($0.elements) } ?? []
        let direct = Set(dependencies.compactMap { $0.string.map(rootName) })
        var positions: [String: Int] = [:]
        var needs: [(from: Int, name: String)] = []
        for entry in pods.elements {
            let member = entry.members.first { _ in true }
            guard let text = entry.string ?? member?.key, let (_, behind) = Substring(text).cut(at: "("),
                let version = behind.cut(at: ")")?.before, !version.isEmpty
            else {
                draft.warn(entry.line, "An entry of 'PODS' is not a name and a version.")
                continue
            }
            let name = rootName(text)
            let position: Int
            if let known = positions[name] {
                position = known
            } else {
                let pin = pin(of: name, in: root)
                position = draft.add(
                    Component(
                        purl: draft.packageURL("cocoapods", name: name, version: String(version), line: entry.line),
                        name: name, version: String(version), ecosystem: nil,
                        relationship: direct.contains(name) ? .direct : .transitive, pin: pin,
                        location: draft.location(entry.line)))
                positions[name] = position
            }
            for need in member?.value.elements.compactMap(\.string) ?? [] { needs.append((position, rootName(need))) }
        }
        for need in needs {
            if let to = positions[need.name] { draft.connect(need.from, to: to) }
        }
        for dependency in dependencies {
            guard let name = dependency.string.map(rootName), positions[name] == nil else { continue }
            draft.warn(dependency.line, "The dependency '\(name)' is not among the pods of the file.")
        }
        return draft.finished()
    }

    /// `Name/Subspec (~> 3)` → `Name`.
    private static func rootName(_ text: String) -> String {
        String(Substring(text).before("(").before("/").trimmed)
    }

    private static func pin(of name: String, in root: Node) -> Pin {
        // Options are Ruby symbols, written `:git`; what was checked out is under the pod's own name.
        let asked = root["EXTERNAL SOURCES"]?[name]
        let taken = root["CHECKOUT OPTIONS"]?[name]
        if let path = asked?[":path"]?.string ?? asked?[":podspec"]?.string { return .path(path) }
        guard let repository = taken?[":git"]?.string ?? asked?[":git"]?.string else { return .registry }
        let reference = asked?[":branch"]?.text ?? asked?[":tag"]?.text ?? asked?[":commit"]?.text
        return .git(
            repository: repository, reference: reference, revision: taken?[":commit"]?.text ?? asked?[":commit"]?.text)
    }
}
