// SPDX-License-Identifier: Apache-2.0
import Notations

/// The facts of a `.gitlab-ci.yml`: images, scripts, included files, publishing.
enum GitLabAnalysis {
    /// Names of the file's own settings, which are no jobs.
    private static let settings: Set<String> = [
        "default", "include", "stages", "variables", "workflow", "cache", "spec", "image", "services", "before_script",
        "after_script", "types", "pages:deploy",
    ]
    private static let scripts = ["before_script", "script", "after_script"]

    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        publishing(&facts, lines)
        let documents: [Tree]
        do {
            // A header of `spec` may come first, as a document of its own.
            documents = try Tree.documents(yaml: lines.bytes, limits: PipelineFiles.limits)
        } catch {
            facts.problems.append(PipelineFiles.whole(facts.path, error.line ?? 1, error.message))
            return
        }
        for tree in documents.prefix(10) where tree.root.kind == .object { fill(&facts, tree.root, lines) }
    }

    private static func fill(_ facts: inout PipelineFileFacts, _ root: Node, _ lines: SourceLines) {
        if let include = root["include"] { includes(include, &facts) }
        images(root, &facts)
        visit(root, &facts, lines)
        for member in root.members where member.value.kind == .object {
            if settings.contains(member.key), member.key != "default" { continue }
            images(member.value, &facts)
            visit(member.value, &facts, lines)
        }
    }

    // MARK: Scripts

    private static func visit(_ node: Node, _ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        var scan = ScriptScan(path: facts.path)
        for name in scripts {
            guard let script = node[name] else { continue }
            visit(script, depth: 0, &scan, lines)
        }
        scan.fill(&facts)
    }

    /// Each line of a script is read by itself: what one leaves open, the next does not close.
    private static func visit(_ node: Node, depth: Int, _ scan: inout ScriptScan, _ lines: SourceLines) {
        if node.text != nil {
            scan.visit(lines.placed(node), isWorkflow: false, isCompatible: false)
        } else if depth < 10 {
            for element in node.elements { visit(element, depth: depth + 1, &scan, lines) }
        }
    }

    // MARK: Images and included files

    private static func images(_ node: Node, _ facts: inout PipelineFileFacts) {
        var names: [Node] = []
        if let image = node["image"] { names.append(image) }
        if let services = node["services"] { names += services.elements }
        for node in names {
            let name = node.kind == .object ? node["name"] : node
            guard let name, let text = name.text, !text.isEmpty else { continue }
            facts.dependencies.append(
                ImageReference(text).dependency(
                    compatiblePin: nil, location: PipelineLocation(path: facts.path, line: name.line, text: text)))
        }
    }

    private static func includes(_ node: Node, _ facts: inout PipelineFileFacts) {
        let entries = node.kind == .array ? Array(node.elements) : [node]
        for entry in entries {
            if let text = entry.text {
                if text.contains("://") { add(text, version: nil, pin: .unpinned, entry.line, &facts) }
            } else if let remote = entry["remote"]?.text {
                let isFixed = entry["integrity"]?.text?.hasPrefix("sha") == true
                add(remote, version: entry["integrity"]?.text, pin: isFixed ? .pinned : .unpinned, entry.line, &facts)
            } else if let project = entry["project"]?.text {
                let reference = entry["ref"]?.text
                let isCommit = reference.map { $0.utf8.count == 40 && $0.utf8.allSatisfy(\.isHexadecimal) } ?? false
                add(project, version: reference, pin: isCommit ? .pinned : .unpinned, entry.line, &facts)
            } else if let component = entry["component"]?.text {
                let version = component.cut(at: "@")?.after
                let isCommit = version.map { $0.utf8.count == 40 && $0.utf8.allSatisfy(\.isHexadecimal) } ?? false
                add(component, version: version, pin: isCommit ? .pinned : .unpinned, entry.line, &facts)
            }
        }
    }

    private static func add(
        _ name: String, version: String?, pin: PipelineDependency.Pin, _ line: Int, _ facts: inout PipelineFileFacts
    ) {
        facts.dependencies.append(
            PipelineDependency(
                kind: .downloadThenRun, name: name, version: version, pin: pin, compatiblePin: nil,
                location: PipelineLocation(path: facts.path, line: line, text: "include: \(name)")))
    }

    // MARK: Publishing

    /// What Scorecard looks for in GitLab's files, line by line; the first line counts.
    private static func publishing(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        for number in 1...lines.count {
            let text = lines.line(number)
            for mark: StaticString in ["docker push", "nuget push", "poetry publish", "twine upload"]
            where text.firstIndex(of: mark) != nil {
                facts.publishing.append(
                    PipelineTool(
                        purpose: .publishing, name: "\(mark)",
                        location: PipelineLocation(path: facts.path, line: number, text: String(ascii: text))))
                return
            }
        }
    }
}
