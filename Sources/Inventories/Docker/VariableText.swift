// SPDX-License-Identifier: Apache-2.0

/// Text with `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`, as Dockerfiles and Compose files write it.
enum VariableText {
    /// The longest text an expansion may give.
    static let longest = 4_096

    /// The text with the variables replaced, and the first variable that has no value and no default. A default is not
    /// expanded further, nor a text that is longer than any expansion may be.
    static func expand(_ text: Substring, _ value: (Substring) -> String?) -> (text: String, missing: String?) {
        guard text.utf8.count <= longest else { return (String(text), nil) }
        var output = ""
        var missing: String?
        var rest = text
        while let (before, behind) = rest.cut(at: "$") {
            output += before
            guard output.utf8.count <= longest else { break }
            rest = behind
            if behind.hasPrefix("$") {
                output += "$"
                rest = behind.dropFirst()
            } else if behind.hasPrefix("{"), let (inner, after) = behind.dropFirst().cut(at: "}") {
                rest = after
                let name = Substring(inner.utf8.prefix { $0.isVariableName })
                let operation = Substring(inner.utf8.dropFirst(name.utf8.count))
                let known = value(name)
                let isSet = known.map { !$0.isEmpty || !operation.hasPrefix(":") } ?? false
                let replacement = operation.without(prefix: ":")
                if replacement.hasPrefix("+") {
                    output += isSet ? replacement.dropFirst() : ""
                } else if isSet, let known {
                    output += known
                } else if replacement.hasPrefix("-") {
                    output += replacement.dropFirst()
                } else {
                    missing = missing ?? String(name)
                }
            } else {
                let name = Substring(behind.utf8.prefix { $0.isVariableName })
                rest = Substring(behind.utf8.dropFirst(name.utf8.count))
                if name.isEmpty {
                    output += "$"
                } else if let known = value(name) {
                    output += known
                } else {
                    missing = missing ?? String(name)
                }
            }
        }
        return (output + rest, missing)
    }
}

extension UInt8 {
    fileprivate var isVariableName: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}
