// SPDX-License-Identifier: Apache-2.0
import Notations
package import Wire

/// Records in other spellings than JSON.
package enum AdvisoryText {
    /// The record of a YAML text as compact JSON, members in the order of the text.
    ///
    /// The schema has strings where YAML sees numbers: an unquoted version `1.10` is written as the string `1.10`.
    /// Below `database_specific` and `ecosystem_specific`, which belong to the database, numbers stay numbers.
    package static func json(
        fromYAML bytes: [UInt8], limits: Limits = .advisory
    ) throws(AdvisoriesError) -> [UInt8] {
        let tree: Tree
        do {
            tree = try Tree(yaml: bytes, limits: limits)
        } catch {
            let place = error.line.map { "Line \($0): " } ?? ""
            throw AdvisoriesError(place + error.message, hint: error.hint)
        }
        return tree.root.json(numbers: .text(exceptBelow: ["database_specific", "ecosystem_specific"])).bytes()
    }
}
