// SPDX-License-Identifier: Apache-2.0

/// Puts the values of properties in the place of `${name}`, bounded: properties can name each other in a circle, or
/// double at each step.
struct MavenInterpolation {
    enum Outcome: Hashable {
        case text(String)
        /// The first property that has no value, or leads to itself.
        case unresolved(property: String)
    }

    private static let deepest = 32
    private static let longest = 4_096
    private static let mostSteps = 256

    let value: (String) -> String?

    func callAsFunction(_ text: String) -> Outcome {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return .text(text) }
        // Each brace that is open looks for its end in all that follows.
        guard text.utf8.count <= MavenInterpolation.longest else {
            return .unresolved(property: String(text.prefix(80)))
        }
        var steps = 0
        return expand(text, depth: 0, steps: &steps)
    }

    private func expand(_ text: String, depth: Int, steps: inout Int) -> Outcome {
        var output = ""
        var rest = Substring(text)
        while let (before, behind) = rest.cut(at: "$") {
            output += before
            guard behind.utf8.first == UInt8(ascii: "{"), let (name, after) = behind.dropFirst().cut(at: "}") else {
                output += "$"
                rest = behind
                continue
            }
            let property = String(name)
            steps += 1
            guard depth < MavenInterpolation.deepest, steps <= MavenInterpolation.mostSteps,
                let value = value(property), value.utf8.count <= MavenInterpolation.longest
            else { return .unresolved(property: property) }
            switch expand(value, depth: depth + 1, steps: &steps) {
            case .text(let text): output += text
            case .unresolved(let inner): return .unresolved(property: inner)
            }
            guard output.utf8.count <= MavenInterpolation.longest else { return .unresolved(property: property) }
            rest = after
        }
        return .text(output + rest)
    }
}
