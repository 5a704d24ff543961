// SPDX-License-Identifier: Apache-2.0
import Notations

/// The envelope of a GraphQL answer: data, errors, or some of each.
struct QueryAnswer {
    struct Problem {
        /// GitHub's kind: `NOT_FOUND`, `FORBIDDEN`, `INSUFFICIENT_SCOPES` …
        var type: String
        /// The names of the path to what could not be answered.
        var path: [String]
        var message: String
    }

    let data: Node?
    let errors: [Problem]

    init(_ node: Node) throws(ForgeError) {
        data = node.object(at: "data")
        errors = node.list(at: "errors").prefix(100).map { error in
            Problem(
                type: error.string(at: "type") ?? "", path: error.strings(at: "path"),
                message: TextPart.shown(error.string(at: "message") ?? "an error without words", limit: 200))
        }
        guard data != nil || !errors.isEmpty else { throw ForgeError("It has neither 'data' nor 'errors'.") }
    }

    /// Whether a part of the answer is missing because of an error.
    func lacks(_ name: String) -> Bool { errors.contains { $0.path.contains(name) } }

    /// A sentence.
    var reason: String {
        guard let first = errors.first else { return "It has no such data." }
        return "It says: \(first.message)\(first.message.hasSuffix(".") ? "" : ".")"
    }
}
