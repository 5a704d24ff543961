// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// Holds JSON against a JSON Schema (draft 2020-12), as far as this project's own schemas go: `$ref` to `$defs`, `type`, `enum`,
/// `const`, `required`, `properties`, `additionalProperties`, `minProperties`, `maxProperties`, `items`, `minimum`, `minLength`.
/// A schema that says more is refused, so that nothing in it is taken for checked.
package struct SchemaWalk {
    private let root: [String: Any]
    private var findings: [String] = []

    private static let known: Set<String> = [
        "$schema", "$id", "$defs", "title", "description", "$ref", "type", "enum", "const", "required", "properties",
        "additionalProperties", "minProperties", "maxProperties", "items", "minimum", "minLength",
    ]

    /// What is wrong, each with the pointer of its place; empty when the document conforms.
    package static func findings(in document: Data, schema: Data) throws -> [String] {
        guard let root = try JSONSerialization.jsonObject(with: schema) as? [String: Any] else {
            return ["the schema is no object"]
        }
        var walk = SchemaWalk(root: root)
        walk.hold(try JSONSerialization.jsonObject(with: document, options: .fragmentsAllowed), root, at: "")
        return walk.findings
    }

    private init(root: [String: Any]) {
        self.root = root
    }

    private mutating func hold(_ value: Any, _ schema: [String: Any], at pointer: String) {
        for word in schema.keys where !Self.known.contains(word) { findings.append("the schema says '\(word)'") }
        if let reference = schema["$ref"] as? String {
            let name = reference.replacing("#/$defs/", with: "")
            guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
                findings.append("the schema has no \(reference)")
                return
            }
            return hold(value, target, at: pointer)
        }
        if let type = schema["type"] as? String, !Self.isOf(type, value) {
            findings.append("\(pointer) is not of type \(type)")
            return
        }
        if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
            findings.append("\(pointer) is none of \(allowed)")
        }
        if let only = schema["const"] as? String, only != value as? String {
            findings.append("\(pointer) is not \(only)")
        }
        if let least = schema["minimum"] as? Double, let number = value as? Double, number < least {
            findings.append("\(pointer) is below \(least)")
        }
        if let least = schema["minLength"] as? Int, let text = value as? String, text.count < least {
            findings.append("\(pointer) is shorter than \(least)")
        }
        if let members = value as? [String: Any] { hold(members: members, schema, at: pointer) }
        if let elements = value as? [Any], let items = schema["items"] as? [String: Any] {
            for (number, element) in elements.enumerated() { hold(element, items, at: "\(pointer)/\(number)") }
        }
    }

    private mutating func hold(members: [String: Any], _ schema: [String: Any], at pointer: String) {
        for name in schema["required"] as? [String] ?? [] where members[name] == nil {
            findings.append("\(pointer) has no \(name)")
        }
        if let least = schema["minProperties"] as? Int, members.count < least {
            findings.append("\(pointer) is too small")
        }
        if let most = schema["maxProperties"] as? Int, members.count > most {
            findings.append("\(pointer) is too large")
        }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let own = properties[name] as? [String: Any] {
                hold(member, own, at: "\(pointer)/\(name)")
            } else if let other = schema["additionalProperties"] as? [String: Any] {
                hold(member, other, at: "\(pointer)/\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                findings.append("\(pointer)/\(name) is not documented")
            }
        }
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": (value as? NSNumber).map(isBoolean) ?? false
        case "integer":
            (value as? NSNumber).map { !isBoolean($0) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
        case "number": (value as? NSNumber).map { !isBoolean($0) } ?? false
        default: false
        }
    }

    /// What JSON's `true` and `false` are read as.
    private static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
