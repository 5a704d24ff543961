// SPDX-License-Identifier: Apache-2.0
import Notations

/// Names that come twice in one object: readers disagree about which one counts.
extension Validator {
    /// One step of a JSON pointer.
    private enum Step {
        case member(String)
        case element(Int)
    }

    mutating func checkNames(_ root: Spot) {
        var path: [Step] = []
        checkNames(root.node, &path)
    }

    /// The tree's depth limit bounds the recursion. The pointer is put together for findings only: a hostile record can
    /// have a long name above a million values.
    private mutating func checkNames(_ node: Node, _ path: inout [Step]) {
        switch node.kind {
        case .object:
            var seen: Set<String> = []
            for (key, _, value) in node.members {
                path.append(.member(key))
                if !seen.insert(key).inserted {
                    report(.duplicateMember, at: spot(value, path), "The object has a second member of this name.")
                }
                checkNames(value, &path)
                path.removeLast()
            }
        case .array:
            for (position, element) in node.elements.enumerated() {
                path.append(.element(position))
                checkNames(element, &path)
                path.removeLast()
            }
        default: break
        }
    }

    private func spot(_ node: Node, _ path: [Step]) -> Spot {
        let pointer = path.map { step in
            switch step {
            case .member(let key): "/" + Spot.escaped(key)
            case .element(let position): "/\(position)"
            }
        }
        return Spot(node: node, pointer: pointer.joined(), notation: notation)
    }
}
