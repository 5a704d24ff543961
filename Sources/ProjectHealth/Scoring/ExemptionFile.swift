// SPDX-License-Identifier: Apache-2.0
import Notations
package import Wire

/// `.mainstay/exemptions.yml`: the waivers a project has written.
///
///     version: 1
///     exemptions:
///       - check: Binary-Artifacts        # a check's name, or "*" with paths
///         probe: hasUnverifiedBinaryArtifacts   # optional
///         paths: [testdata/**]           # optional; globs over whole paths
///         owner: ada@example.org         # who answers for it
///         reason: Inputs of the reader's tests; nothing runs them.
///         expires: 2027-01-31            # the last day it holds
///
/// An entry that is wrong is left out and said; the others hold all the same.
package struct ExemptionFile: Sendable, Hashable {
    package var exemptions: [Exemption] = []
    package var problems: [Problem] = []

    package struct Problem: Sendable, Hashable {
        package var location: EvidenceLocation
        /// A sentence.
        package var message: String

        package init(location: EvidenceLocation, message: String) {
            self.location = location
            self.message = message
        }
    }

    package static let path = ".mainstay/exemptions.yml"
    package static let limits = Limits(bytes: 256 << 10, depth: 8, nodes: 20_000)
    /// The most waivers that are read.
    package static let mostEntries = 500
    /// The most globs of one waiver.
    package static let mostPaths = 100
    private static let longestText = 500

    /// No file: nothing is waived.
    package init() {}

    package init(_ document: TextDocument) { self.init(document.text, path: document.path) }

    package init(_ text: String, path: String = ExemptionFile.path) {
        let tree: Tree
        do {
            tree = try Tree(yaml: Array(text.utf8), limits: ExemptionFile.limits)
        } catch {
            problems.append(
                Problem(
                    location: EvidenceLocation(.source, path, line: error.line),
                    message: "The waivers cannot be read: \(error.message)"))
            return
        }
        var reader = Reader(path: path)
        reader.read(tree.root)
        exemptions = reader.exemptions
        problems = reader.problems
    }

    /// Those that hold at a time.
    package func current(at instant: Instant) -> [Exemption] { exemptions.filter { !$0.isExpired(at: instant) } }

    /// Takes the entries out of the tree.
    private struct Reader {
        let path: String
        var exemptions: [Exemption] = []
        var problems: [Problem] = []

        init(path: String) { self.path = path }

        mutating func refuse(_ line: Int, _ message: String) {
            problems.append(Problem(location: EvidenceLocation(.source, path, line: line), message: message))
        }

        mutating func read(_ root: Node) {
            guard root.kind == .object else {
                if root.kind != .null { refuse(root.line, "The file must have `version` and `exemptions`.") }
                return
            }
            for (key, line, _) in root.members where key != "version" && key != "exemptions" {
                refuse(line, "`\(shown(key))` is no key of this file; it has `version` and `exemptions`.")
            }
            guard let version = root["version"], version.integer == 1 else {
                refuse(
                    root["version"]?.line ?? root.line,
                    "The file must say `version: 1`; another version is not known here, so nothing of it holds.")
                return
            }
            guard let entries = root["exemptions"] else { return }
            guard entries.kind == .array else {
                if entries.kind != .null { refuse(entries.line, "`exemptions` must be a list.") }
                return
            }
            for (number, entry) in entries.elements.enumerated() {
                guard number < ExemptionFile.mostEntries else {
                    refuse(
                        entry.line,
                        "There are more than \(ExemptionFile.mostEntries) waivers; from here on they are left out.")
                    return
                }
                if let exemption = exemption(entry) { exemptions.append(exemption) }
            }
        }

        private mutating func exemption(_ entry: Node) -> Exemption? {
            guard entry.kind == .object else {
                refuse(entry.line, "A waiver must have `check`, `owner`, `reason` and `expires`.")
                return nil
            }
            let keys = ["check", "probe", "paths", "owner", "reason", "expires"]
            for (key, line, _) in entry.members where !keys.contains(key) {
                refuse(
                    line, "`\(shown(key))` is no key of a waiver; the keys are \(Words.list(keys, most: keys.count)).")
                return nil
            }
            guard let check = text("check", entry), let owner = text("owner", entry),
                let reason = text("reason", entry),
                let expires = text("expires", entry), let paths = paths(entry)
            else { return nil }
            guard Day.isDay(expires) else {
                refuse(
                    entry["expires"]?.line ?? entry.line,
                    "`expires` must be a day such as 2027-01-31, not `\(shown(expires))`.")
                return nil
            }
            var probe: String?
            if entry["probe"] != nil {
                guard let named = text("probe", entry) else { return nil }
                probe = named
            }
            guard isKnown(check, probe, paths, entry) else { return nil }
            return Exemption(
                check: check, probe: probe, paths: paths, owner: owner, reason: reason, expires: expires,
                location: EvidenceLocation(.source, path, line: entry.line))
        }

        /// A mistyped name would waive nothing and nobody would know; a star without paths would waive everything.
        private mutating func isKnown(_ check: String, _ probe: String?, _ paths: [String], _ entry: Node) -> Bool {
            let line = entry["check"]?.line ?? entry.line
            if check == "*" {
                if paths.isEmpty {
                    refuse(line, "A waiver for every check must name `paths`.")
                    return false
                }
                return true
            }
            guard let definition = CheckCatalogue.check(check)?.definition else {
                refuse(line, "There is no check `\(shown(check))`.")
                return false
            }
            if let probe, !definition.probes.contains(where: { $0.id == probe }) {
                refuse(
                    entry["probe"]?.line ?? line,
                    "\(check) has no probe `\(shown(probe))`; it has \(Words.list(definition.probes.map(\.id), most: 12))."
                )
                return false
            }
            return true
        }

        private mutating func text(_ key: String, _ entry: Node) -> String? {
            guard let node = entry[key] else {
                refuse(entry.line, "A waiver must say `\(key)`.")
                return nil
            }
            guard let text = node.text, text.utf8.contains(where: { $0 > 0x20 }) else {
                refuse(node.line, "`\(key)` must be a text.")
                return nil
            }
            guard text.utf8.count <= ExemptionFile.longestText else {
                refuse(node.line, "`\(key)` is longer than \(ExemptionFile.longestText) bytes.")
                return nil
            }
            return text
        }

        private mutating func paths(_ entry: Node) -> [String]? {
            guard let node = entry["paths"] else { return [] }
            let elements = node.kind == .array ? Array(node.elements) : [node]
            guard !elements.isEmpty, elements.count <= ExemptionFile.mostPaths else {
                refuse(node.line, "`paths` must name one to \(ExemptionFile.mostPaths) patterns.")
                return nil
            }
            var paths: [String] = []
            for element in elements {
                guard let text = element.string, !text.isEmpty, text.utf8.count <= PathGlob.longest,
                    text.utf8.first != UInt8(ascii: "/")
                else {
                    refuse(
                        element.line,
                        "A pattern of `paths` must be a text of at most \(PathGlob.longest) bytes that does not begin with `/`."
                    )
                    return nil
                }
                paths.append(text)
            }
            return paths
        }

        /// Cut, on one line, without control characters.
        private func shown(_ text: String) -> String {
            String(decoding: text.utf8.prefix(60).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
        }
    }
}
