// SPDX-License-Identifier: Apache-2.0
import Packages

/// Paket's `paket.lock`: sections at the margin, sources at two blanks, packages at four, what they need at six.
enum PaketLock {
    static let reader = InventoryReader(
        format: "paket-lock", title: "Paket paket.lock",
        recognises: { $0.name == "paket.lock" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var parser = Parser(draft: InventoryDraft(reader.format, file))
        parser.direct = directNames(beside: file.path, context)
        var sawText = false
        for line in try file.lines(context) where !line.content.isEmpty {
            sawText = true
            parser.take(line)
        }
        if sawText, !parser.sawSection {
            throw file.refusal("The file has none of the sections of a paket.lock (NUGET, GITHUB, GIT, HTTP, GROUP).")
        }
        return parser.finished()
    }

    /// The names `paket.dependencies` beside the lockfile asks for.
    private static func directNames(beside path: String, _ context: ReadingContext) -> Set<String>? {
        guard let file = context.relatedFile(SubjectPath.sibling("paket.dependencies", of: path)),
            let lines = try? file.lines(context)
        else { return nil }
        var names: Set<String> = []
        for line in lines where line.content.hasPrefix("nuget ") || line.content.hasPrefix("clitool ") {
            if line.content.words.count > 1 { names.insert(line.content.words[1].lowercased()) }
        }
        return names
    }

    private struct Parser {
        var draft: InventoryDraft
        var direct: Set<String>?
        var sawSection = false
        private var section: Substring = ""
        private var group = DependencyGroup.runtime
        private var remote = ""
        private var current: Int?
        private var positions: [String: Int] = [:]
        private var groupName = "main"
        private var needs: [(from: Int, key: String)] = []

        private static let sections: Set<Substring> = ["NUGET", "GITHUB", "GIST", "GIT", "HTTP"]

        init(draft: InventoryDraft) {
            self.draft = draft
        }

        mutating func take(_ line: TextLine) {
            switch line.indentation {
            case 0: begin(line.content)
            case 2:
                if let (name, value) = line.content.cut(at: ":"), name == "remote" {
                    remote = String(value.trimmed)
                }
            case 4: if PaketLock.Parser.sections.contains(section) { takePackage(line) }
            case 6:
                if let current, section == "NUGET" {
                    needs.append((current, key(line.content.before("(").trimmed.before(" "))))
                }
            default: break
            }
        }

        private mutating func begin(_ header: Substring) {
            current = nil
            if header.hasPrefix("GROUP ") {
                groupName = header.dropFirst(6).lowercased()
                group = PaketDependencies.group(named: groupName)
                section = ""
                sawSection = true
            } else if PaketLock.Parser.sections.contains(header) {
                section = header
                sawSection = true
            } else {
                // `STORAGE: NONE`, `RESTRICTION: == net6.0` and other settings of the group.
                section = ""
            }
        }

        private mutating func takePackage(_ line: TextLine) {
            guard let (name, behind) = line.content.cut(at: "("), let version = behind.cut(at: ")")?.before,
                !name.trimmed.isEmpty, !version.isEmpty
            else {
                draft.warn(line.number, "The entry '\(line.content.excerpt)' has no version.")
                current = nil
                return
            }
            let packageName = String(name.trimmed)
            guard section == "NUGET" else {
                current = nil
                takeRepository(version: version, line: line.number)
                return
            }
            let isDirect = direct.map { $0.contains(packageName.lowercased()) ? Relationship.direct : .transitive }
            let host = RepositoryAddress(remote).host ?? ""
            let position = draft.add(
                .nuGet, name: packageName, version: String(version), line: line.number, groups: [group],
                relationship: isDirect ?? .unknown,
                pin: host == "nuget.org" || host.hasSuffix(".nuget.org") ? .registry : .url(remote))
            positions[key(name.trimmed)] = position
            current = position
        }

        /// A file or checkout of a repository; the parentheses hold its commit or tag.
        private mutating func takeRepository(version: Substring, line: Int) {
            let isCommit = GitAddress.isObjectName(version)
            let repository =
                section == "GITHUB"
                ? "https://github.com/\(remote)" : section == "GIST" ? "https://gist.github.com/\(remote)" : remote
            let address = RepositoryAddress(repository)
            draft.add(
                Component(
                    purl: section == "HTTP" ? nil : address.packageURL(version: String(version)), name: address.name,
                    version: isCommit ? nil : String(version), ecosystem: section == "HTTP" ? nil : EcosystemName(.git),
                    groups: [group], relationship: .direct,
                    pin: section == "HTTP"
                        ? .url(remote)
                        : .git(repository: repository, reference: String(version), revision: nil),
                    location: draft.location(line)))
        }

        /// The same package may have another version in another group.
        private func key(_ name: Substring) -> String { "\(groupName) \(name.lowercased())" }

        func finished() -> Inventory {
            var draft = draft
            for need in needs {
                if let to = positions[need.key] { draft.connect(need.from, to: to) }
            }
            return draft.finished()
        }
    }
}
