// SPDX-License-Identifier: Apache-2.0
import Notations

extension CycloneDXReader {
    /// Reads the graph, and from it which components the subject asks for; what properties state stays.
    mutating func readDependencies() {
        var direct: [Int] = []
        for dependency in root.list("dependencies", of: "dependency", &findings) {
            guard let reference = dependency.attribute("ref"), !reference.isEmpty else {
                findings.note(
                    .reference, line: dependency.line, "The CycloneDX schema asks for a 'ref' in a dependency.")
                continue
            }
            guard let from = referent(of: reference, line: dependency.line) else { continue }
            for (needed, line) in needed(by: dependency) {
                guard case .component(let to) = referent(of: needed, line: line) else { continue }
                switch from {
                case .subject: direct.append(to)
                case .component(let from): draft.connect(from, to: to)
                case .other: break
                }
            }
        }
        let relationships = DependencyGraph.relationships(
            count: draft.components.count, edges: draft.inventory.edges, direct: direct)
        for (position, relationship) in relationships.enumerated()
        where relationship != .unknown && !statesRelationship.contains(position) {
            draft.change(position) { $0.relationship = relationship }
        }
    }

    private mutating func referent(of reference: String, line: Int) -> Referent? {
        if let referent = references[reference] { return referent }
        findings.note(
            .reference, line: line,
            "The dependencies name '\(reference.excerpt)', which is the 'bom-ref' of no component of the document.")
        return nil
    }

    /// The references a dependency names, whether it needs or provides them.
    private mutating func needed(by dependency: CycloneDXValue) -> [(reference: String, line: Int)] {
        switch dependency {
        case .xml(let element):
            return (element.children("dependency") + element.children("provides")).map { inner in
                (inner[attribute: "ref"] ?? "", inner.line)
            }
        case .json(let node):
            var needed: [(reference: String, line: Int)] = []
            for key in ["dependsOn", "provides"] {
                guard let list = node[key] else { continue }
                if list.kind != .array {
                    findings.note(.shape, line: list.line, "The CycloneDX schema asks for an array as '\(key)'.")
                }
                for item in list.elements { needed.append((item.string ?? "", item.line)) }
            }
            return needed
        }
    }
}
