// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// What workflows and composite actions of GitHub run: `uses`, `container` and `services`.
///
/// `owner/name[/path]@reference`; `./` is the subject itself, `docker://` an image. A commit fixes an action, and by
/// custom a comment behind it says which version that is; a full version is a tag that stays by custom; everything
/// else (`v4`, `main`) moves.
enum GitHubActions {
    static let reader = InventoryReader(
        format: "github-actions", title: "GitHub Actions workflow or action",
        recognises: { path in
            guard path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml") else { return false }
            let name = path.name
            if name == "action.yml" || name == "action.yaml" { return true }
            let folder = path.folder
            return folder == ".github/workflows" || folder.hasSuffix("/.github/workflows")
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        let lines = try file.lines(context)
        if root.kind == .null { throw file.refusal("The file is empty, so it is no workflow and no action.") }
        var parser = Parser(draft: InventoryDraft(reader.format, file), lines: lines)
        if let jobs = root["jobs"] {
            guard jobs.kind == .object else {
                throw file.refusal("'jobs' is not a mapping from names to jobs.", line: jobs.line)
            }
            for (_, _, job) in jobs.members { parser.take(job: job) }
        } else if let runs = root["runs"] {
            parser.take(steps: runs["steps"])
            if let image = runs["image"], image.string?.hasPrefix("docker://") == true { parser.take(uses: image) }
        } else {
            throw file.refusal("The file has neither 'jobs' nor 'runs', so it is no workflow and no action.")
        }
        return parser.draft.finished()
    }

    private struct Parser {
        var draft: InventoryDraft
        let lines: [TextLine]

        mutating func take(job: Node) {
            if let uses = job["uses"] { take(uses: uses) }
            take(steps: job["steps"])
            take(image: job["container"])
            for (_, _, service) in job["services"]?.members.map({ $0 }) ?? [] { take(image: service) }
        }

        mutating func take(steps: Node?) {
            guard let steps else { return }
            guard steps.kind == .array else {
                draft.warn(steps.line, "'steps' is not a list.")
                return
            }
            for step in steps.elements {
                if let uses = step["uses"] { take(uses: uses) }
            }
        }

        /// `container: image` or `container: {image: …}`.
        private mutating func take(image node: Node?) {
            guard let image = node?["image"] ?? node, let text = image.string else { return }
            take(image: text[...], line: image.line)
        }

        private mutating func take(image text: Substring, line: Int) {
            if let reference = ImageReference(text) {
                draft.add(reference.component(line: line, groups: [.build], in: &draft))
            } else if !text.isEmpty {
                draft.warn(line, "'\(text.excerpt)' is not the name of an image.")
            }
        }

        mutating func take(uses node: Node) {
            guard let text = node.string.map({ Substring($0).trimmed }) else {
                draft.warn(node.line, "'uses' is not a text.")
                return
            }
            if text.hasPrefix("./") || text.hasPrefix("../") { return }
            if text.hasPrefix("docker://") {
                take(image: text.without(prefix: "docker://"), line: node.line)
                return
            }
            guard let (target, reference) = text.cut(atLast: "@"), !reference.isEmpty, !reference.hasPrefix("$") else {
                draft.warn(node.line, "'\(text.excerpt)' names no action with a reference (owner/name@reference).")
                return
            }
            let names = target.split(separator: "/", omittingEmptySubsequences: false)
            guard names.count >= 2, !names.contains(where: \.isEmpty) else {
                draft.warn(node.line, "'\(text.excerpt)' names no action (owner/name@reference).")
                return
            }
            let name = "\(names[0])/\(names[1])"
            let subpath = names.dropFirst(2).joined(separator: "/")
            add(name, subpath: subpath, reference: String(reference), line: node.line)
        }

        private mutating func add(_ name: String, subpath: String, reference: String, line: Int) {
            let repository = "https://github.com/\(name)"
            var version: String?
            var pin = Pin.git(repository: repository, reference: reference, revision: nil)
            var requirement: String?
            if GitAddress.isObjectName(reference) {
                version = commentedVersion(line: line)
            } else if GitHubActions.isFullVersion(reference[...]) {
                version = reference
                pin = .registry
            } else {
                requirement = reference
            }
            let position = draft.add(
                .gitHubActions, name: name, version: version, requirement: requirement, line: line, groups: [.build],
                relationship: .direct, pin: pin)
            guard !subpath.isEmpty, let purl = draft.components[position].purl else { return }
            let whole = draft.packageURL(
                purl.type, namespace: purl.namespace, name: purl.name, version: purl.version,
                qualifiers: purl.qualifiers, subpath: subpath, line: line)
            if let whole { draft.change(position) { $0.purl = whole } }
        }

        /// The first word of the comment on a line, where it is a version: `# v4.1.2`, `# tag=v4.1.2`.
        private func commentedVersion(line: Int) -> String? {
            // A line that holds many actions has no comment for one of them.
            guard lines.indices.contains(line - 1), lines[line - 1].text.utf8.count <= 1_024,
                let (_, comment) = lines[line - 1].text.cut(at: "#")
            else {
                return nil
            }
            for word in comment.words.prefix(3) {
                let candidate = word.without(prefix: "tag=").without(prefix: "pin@").without(suffix: ",")
                if candidate.without(prefix: "v").startsWithDigit, candidate.utf8.contains(UInt8(ascii: ".")) {
                    return String(candidate)
                }
            }
            return nil
        }
    }

    /// Whether this is a version of three numbers or more, with or without `v`.
    private static func isFullVersion(_ reference: Substring) -> Bool {
        let numbers = reference.without(prefix: "v").utf8.split(
            separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        return numbers.count == 3 && numbers.prefix(2).allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
            && numbers[2].first?.isDigit == true
    }
}
