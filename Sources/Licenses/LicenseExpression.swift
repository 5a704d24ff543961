// SPDX-License-Identifier: Apache-2.0

/// A license expression of SPDX 2.3, annex D: identifiers joined with `AND`, `OR` and `WITH`, grouped by parentheses.
package struct LicenseExpression: Sendable, Hashable, CustomStringConvertible {
    package indirect enum Node: Sendable, Hashable {
        /// One license, as it was written; `orLater` where a `+` follows. `LicenseRef-…` and `DocumentRef-…:LicenseRef-…`
        /// name licenses outside the list.
        case license(id: String, orLater: Bool)
        case with(license: Node, exception: String)
        case and([Node])
        case or([Node])
    }

    package let root: Node

    package init(root: Node) { self.root = root }

    /// Every license identifier, without `+`, each once, sorted.
    package var identifiers: [String] {
        var found: Set<String> = []
        LicenseExpression.visit(root) { id, _ in found.insert(id) }
        return found.sorted()
    }

    /// Every exception behind `WITH`, each once, sorted.
    package var exceptions: [String] {
        var found: Set<String> = []
        LicenseExpression.visit(root, license: { _, _ in }) { found.insert($0) }
        return found.sorted()
    }

    /// Licenses and exceptions that the list does not have and that are no `LicenseRef`, sorted.
    package func unknown(in list: LicenseList) -> [String] {
        var found: Set<String> = []
        LicenseExpression.visit(
            root,
            license: { id, orLater in
                if LicenseExpression.listed(id, orLater, list) == nil, !LicenseExpression.isReference(id) {
                    found.insert(id)
                }
            },
            exception: { if list.exception($0) == nil, !$0.hasPrefix("AdditionRef-") { found.insert($0) } })
        return found.sorted()
    }

    /// Whether a user is sure to get a license that the OSI or the FSF approves: all of an `AND`, one of an `OR`.
    ///
    /// An exception allows more than its license and takes nothing away. A license that the list does not have is not
    /// known to be free.
    package func isFree(_ list: LicenseList = .standard) -> Bool { LicenseExpression.isFree(root, list) }

    package var description: String { LicenseExpression.text(root, within: 0) }

    private static func isFree(_ node: Node, _ list: LicenseList) -> Bool {
        switch node {
        case .license(let id, let orLater): listed(id, orLater, list)?.isFree ?? false
        case .with(let license, _): isFree(license, list)
        case .and(let parts): !parts.isEmpty && parts.allSatisfy { isFree($0, list) }
        case .or(let parts): parts.contains { isFree($0, list) }
        }
    }

    /// `GPL-2.0+` is on the list itself; `Apache-2.0+` is there as `Apache-2.0`.
    private static func listed(_ id: String, _ orLater: Bool, _ list: LicenseList) -> LicenseIdentifier? {
        (orLater ? list[id + "+"] : nil) ?? list[id]
    }

    private static func isReference(_ id: String) -> Bool {
        id.hasPrefix("LicenseRef-") || id.hasPrefix("DocumentRef-")
    }

    private static func visit(
        _ node: Node, license: (String, Bool) -> Void, exception: (String) -> Void = { _ in }
    ) {
        switch node {
        case .license(let id, let orLater): license(id, orLater)
        case .with(let inner, let name):
            visit(inner, license: license, exception: exception)
            exception(name)
        case .and(let parts), .or(let parts):
            for part in parts { visit(part, license: license, exception: exception) }
        }
    }

    /// `within` is how strongly what stands around binds: 0 nothing, 1 `OR`, 2 `AND`, 3 `WITH`.
    private static func text(_ node: Node, within: Int) -> String {
        func grouped(_ text: String, _ own: Int) -> String { own < within ? "(\(text))" : text }
        switch node {
        case .license(let id, let orLater): return orLater ? id + "+" : id
        case .with(let license, let exception):
            return grouped(text(license, within: 3) + " WITH " + exception, 3)
        case .and(let parts): return grouped(parts.map { text($0, within: 3) }.joined(separator: " AND "), 2)
        case .or(let parts): return grouped(parts.map { text($0, within: 2) }.joined(separator: " OR "), 1)
        }
    }
}
