// SPDX-License-Identifier: Apache-2.0
import Notations

/// A JSON object or an XML element of a CycloneDX document, seen the same way: both notations share one model, in which
/// a JSON member is an XML attribute or a child element, and a JSON array is an element that wraps its items.
enum CycloneDXValue {
    case json(Node)
    case xml(Element)

    var line: Int {
        switch self {
        case .json(let node): node.line
        case .xml(let element): element.line
        }
    }

    var isJSON: Bool {
        if case .json = self { true } else { false }
    }

    /// A text that is a member in JSON and an attribute in XML (`type`, `bom-ref`).
    func attribute(_ name: String) -> String? {
        switch self {
        case .json(let node): node[name]?.text
        case .xml(let element): element[attribute: name]
        }
    }

    /// A text that is a member in JSON and a child element in XML.
    func text(_ name: String) -> String? {
        switch self {
        case .json(let node): node[name]?.text
        case .xml(let element): element.child(name)?.text
        }
    }

    /// An object or element inside.
    func child(_ name: String) -> CycloneDXValue? {
        switch self {
        case .json(let node): node[name].map { .json($0) }
        case .xml(let element): element.child(name).map { .xml($0) }
        }
    }

    /// The items of a list: the objects of a JSON array `name`, the children `item` of an XML element `name`. What is no
    /// list, or no object in it, is noted and left out.
    func list(_ name: String, of item: String, _ findings: inout SchemaFindings) -> [CycloneDXValue] {
        switch self {
        case .json(let node):
            guard let list = node[name] else { return [] }
            guard list.kind == .array else {
                findings.note(.shape, line: list.line, "The CycloneDX schema asks for an array as '\(name)'.")
                return []
            }
            var items: [CycloneDXValue] = []
            items.reserveCapacity(list.count)
            for element in list.elements {
                if element.kind == .object {
                    items.append(.json(element))
                } else {
                    findings.note(
                        .shape, line: element.line, "The CycloneDX schema asks for objects as items of '\(name)'.")
                }
            }
            return items
        case .xml(let element):
            guard let list = element.child(name) else { return [] }
            return list.children(item).map { .xml($0) }
        }
    }
}

extension Element {
    /// The first child of that name in this element's own namespace: other namespaces may extend any element (§ xs:any).
    func child(_ name: String) -> Element? {
        guard let first = first(name) else { return nil }
        if first.namespace == namespace { return first }
        return all(name).first { $0.namespace == namespace }
    }

    /// The children of that name in this element's own namespace.
    func children(_ name: String) -> [Element] {
        let namespace = namespace
        return all(name).filter { $0.namespace == namespace }
    }
}
