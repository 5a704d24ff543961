// SPDX-License-Identifier: Apache-2.0
package import Wire

extension BadgeReport {
    /// Answers worth proposing: no guesses.
    private var proposals: [BadgeAnswer] {
        answers.filter { $0.status != .unknown && $0.confidence >= .medium }
    }

    /// The content of `.bestpractices.json`, which the badge reads from a repository: a status and a justification for each answer that
    /// evidence carries.
    package var bestPracticesJSON: JSON {
        .object(
            proposals.flatMap { answer in
                [
                    JSON.Member("\(answer.id)_status", .string(answer.status.rawValue)),
                    JSON.Member("\(answer.id)_justification", .string(answer.justification)),
                ]
            })
    }

    /// What follows the `?` of a project's edit page, to propose answers there.
    ///
    /// - Parameter level: of the criteria; an edit page shows one level.
    /// - Parameter longest: most bytes; the answers that come first are kept whole, the others left out.
    package func proposalQuery(_ level: BadgeCriterion.Level, longest: Int = 8_000) -> String {
        let ids = Set(BadgeCatalogue.all.lazy.filter { $0.level == level }.map(\.id))
        var query = ""
        for answer in proposals where ids.contains(answer.id) {
            let field =
                "\(answer.id)_status=\(ProjectAddresses.escaped(answer.status.rawValue, keeping: ""))"
                + "&\(answer.id)_justification=\(ProjectAddresses.escaped(answer.justification, keeping: ""))"
            guard query.utf8.count + field.utf8.count + 1 <= longest else { break }
            query += query.isEmpty ? field : "&" + field
        }
        return query
    }
}
