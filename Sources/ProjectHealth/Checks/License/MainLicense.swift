// SPDX-License-Identifier: Apache-2.0
import Forges
import Licenses

/// Of all licence texts of a tree the one that holds for the project as a whole.
///
/// A text at the root goes before others; then one that the manifests or most headers name, then a file with a bare name
/// (`LICENSE`, `COPYING`), then the longest. Of several texts of equal right an approved one is taken, since users choose.
enum MainLicense {
    /// The same texts in this order.
    static func first(_ found: [(path: String, match: LicenseMatch)], _ facts: ProjectFacts)
        -> [(path: String, match: LicenseMatch)]
    {
        var stated: Set<String> = []
        let statements =
            facts.tree.rootMetadata.filter { $0.statement == .license }.map(\.text)
            + facts.tree.headers.expressions.prefix(1).map(\.text)
        for text in statements {
            guard let expression = try? LicenseExpression.parse(text) else { continue }
            stated.formUnion(expression.identifiers.map(License.family))
        }
        let ranked = found.map { (rank: rank($0.path, $0.match, stated), path: $0.path, match: $0.match) }
            .sorted { left, right in
                left.rank != right.rank
                    ? left.rank.lexicographicallyPrecedes(right.rank)
                    : (left.path, left.match.startLine) < (right.path, right.match.startLine)
            }
        guard let first = ranked.first else { return [] }
        let equal = ranked.prefix { $0.rank.prefix(2) == first.rank.prefix(2) }
        let main = equal.firstIndex { LicenseList.standard[$0.match.id]?.isFree ?? false } ?? 0
        return ([ranked[main]] + ranked[..<main] + ranked[(main + 1)...]).map { ($0.path, $0.match) }
    }

    /// Smaller goes first: place, whether it is stated, whether the name is bare, the first of such a file, length.
    private static func rank(_ path: String, _ match: LicenseMatch, _ stated: Set<String>) -> [Int] {
        let name = PathName(path.lowercased())
        let stem = name.name.prefix { $0 != "." }
        let hasPlainEnding = name.fileExtension.map { ["md", "txt", "rst", "adoc", "html"].contains($0) } ?? true
        let isBare = hasPlainEnding && ["license", "licence", "copying"].contains(String(stem))
        let place = name.folder.isEmpty ? 0 : name.folder == "licenses" ? 2 : 1
        return [
            place, stated.contains(License.family(match.id)) ? 0 : 1, isBare ? 0 : 1, isBare ? match.startLine : 0,
            match.startLine - match.endLine,
        ]
    }
}
