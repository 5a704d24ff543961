// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

/// What one kind of forge is asked, and what its answers say. Answers come in the order the steps were given in, so that
/// the same answers make the same snapshot.
protocol ForgeAdapter: Sendable {
    var forge: ForgeSnapshot.Forge { get }
    /// The request of a step that was opened.
    func request(_ step: ForgeStep) -> ForgeRequest
    /// Takes an answer with a status of 2xx; gives what is to be asked next.
    mutating func take(_ step: ForgeStep, _ answer: ForgeAnswer) throws(ForgeError) -> [ForgeStep]
    /// Notes that a step brought nothing; gives what can be asked instead.
    mutating func miss(_ step: ForgeStep, _ refusal: ForgeRefusal) -> [ForgeStep]
    /// What would show a step's answer: `a token with the scope 'repo' shows them`.
    func need(_ step: ForgeStep) -> String?
    /// Everything so far, put together.
    func finished() -> ForgeSnapshot
}

extension ForgeAdapter {
    /// The text of an answer as a tree.
    private static func tree(_ answer: ForgeAnswer) throws(ForgeError) -> Tree {
        do {
            return try Tree(json: answer.body, limits: Limits(bytes: ForgeAnswer.longest, depth: 64, nodes: 1_000_000))
        } catch {
            throw ForgeError(error.message)
        }
    }

    static func object(_ answer: ForgeAnswer) throws(ForgeError) -> Node {
        let root = try tree(answer).root
        guard root.kind == .object else { throw ForgeError("It is no object.") }
        return root
    }

    static func array(_ answer: ForgeAnswer) throws(ForgeError) -> [Node] {
        let root = try tree(answer).root
        guard root.kind == .array else { throw ForgeError("It is no array.") }
        return Array(root.elements)
    }
}
