import Notations
// SPDX-License-Identifier: Apache-2.0
package import ProjectHealth
package import Wire

/// A project's `SECURITY-INSIGHTS.yml`, version 1.0 or 2.x: what the project asserts of itself, with places.
///
/// What is wrong with the file becomes ``problems``; what can be read counts all the same. A parent file that `project-si-source`
/// names is not fetched.
package struct SecurityInsights: Sendable, Hashable {
    /// 256 KiB, 32 levels, 20,000 values.
    package static let limits = Limits(bytes: 256 << 10, depth: 32, nodes: 20_000)

    package enum Generation: Sendable, Hashable { case one, two }

    /// One value that is neither list nor object.
    package struct Declaration: Sendable, Hashable {
        /// `repository.core-team[0].name`
        package var path: String
        package var text: String
        package var line: Int
    }

    package struct Problem: Sendable, Hashable {
        package enum Severity: String, Sendable, Hashable { case error, warning }

        package var severity: Severity
        package var line: Int?
        /// A sentence that names the member.
        package var message: String
    }

    package var path: String
    /// As stated; nil where it is not.
    package var version: String?
    /// By ``version``, or else by the members the file has.
    package var generation: Generation
    /// In the order of the file; texts at most 2,000 bytes on one line.
    package var declarations: [Declaration]
    /// In the order of the file.
    package var problems: [Problem]

    /// Whether the path is one at which the specification says the file is found: in the root, `.github/` or `.gitlab/`.
    package static func isPlace(_ path: String) -> Bool {
        let lowered = path.lowercased()
        return ["", ".github/", ".gitlab/"].contains { folder in
            lowered == folder + "security-insights.yml" || lowered == folder + "security-insights.yaml"
        }
    }

    /// - Parameter asOf: what dates are held against.
    package init(_ document: TextDocument, asOf: Instant) {
        self.init(path: document.path, text: document.text, asOf: asOf)
    }

    package init(path: String, text: String, asOf: Instant) {
        self.path = path
        declarations = []
        problems = []
        generation = .two
        let root: Node
        do {
            root = try Tree(yaml: Array(text.utf8), limits: SecurityInsights.limits).root
        } catch {
            problems = [Problem(severity: .error, line: error.line, message: "The file is not YAML: \(error.message)")]
            return
        }
        guard root.kind == .object else {
            problems = [Problem(severity: .error, line: root.line, message: "The file is no mapping with a `header`.")]
            return
        }
        version = root["header"]?["schema-version"]?.text
        let isOld = version.map { $0.hasPrefix("1.") } ?? (root["project-lifecycle"] != nil)
        generation = isOld ? .one : .two
        SecurityInsights.collect(root, path: "", into: &declarations)
        var check = InsightsCheck(asOf: asOf)
        check.hold(root, isOld ? InsightsSchema.one : InsightsSchema.two, path: "")
        check.holdTogether(root, generation)
        problems = check.problems.sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
    }

    private static func collect(_ node: Node, path: String, into found: inout [Declaration]) {
        switch node.kind {
        case .object:
            for (key, _, value) in node.members {
                collect(value, path: path.isEmpty ? key : "\(path).\(key)", into: &found)
            }
        case .array:
            for (index, element) in node.elements.enumerated() {
                collect(element, path: "\(path)[\(index)]", into: &found)
            }
        default:
            guard let text = node.text, found.count < 5_000 else { return }
            found.append(
                Declaration(
                    path: Quotation.line(path), text: Quotation.line(text, longest: 2_000), line: node.line))
        }
    }
}

// MARK: - Asking

extension SecurityInsights {
    package var hasErrors: Bool { problems.contains { $0.severity == .error } }

    /// The first of several members that is there and not empty.
    package func declaration(_ paths: String...) -> Declaration? {
        for path in paths {
            if let found = declarations.first(where: { $0.path == path && !$0.text.isEmpty }) { return found }
        }
        return nil
    }

    /// The declarations whose path begins so.
    package func declarations(below path: String) -> [Declaration] {
        declarations.filter { $0.path.hasPrefix(path + ".") || $0.path.hasPrefix(path + "[") }
    }

    package func states(_ path: String, _ text: String) -> Declaration? {
        declaration(path).flatMap { $0.text.lowercased() == text ? $0 : nil }
    }

    /// Where a declaration stands, quoted.
    package func evidence(_ declaration: Declaration) -> EvidenceLocation {
        EvidenceLocation(
            .text, path, line: declaration.line,
            snippet: Quotation.line("\(declaration.path): \(declaration.text)"))
    }

    /// The file that project information is taken from; it is not fetched.
    package var source: Declaration? { declaration("header.project-si-source") }

    /// The security tools of a kind (`SAST`, `SCA`, `fuzzing`, `secret`, `container`), those that run in CI first.
    package func tools(_ type: String) -> [(name: Declaration, runsInCI: Bool)] {
        let (list, typeName, name) =
            generation == .two
            ? ("repository.security.tools", "type", "name") : ("security-testing", "tool-type", "tool-name")
        let wanted = type.lowercased()
        var found: [(name: Declaration, runsInCI: Bool)] = []
        for declared in declarations
        where declared.path.hasPrefix(list + "[") && declared.path.hasSuffix("]." + typeName)
            && (declared.text.lowercased() == wanted || wanted == "fuzzing" && declared.text == "fuzzer")
        {
            let element = declared.path.dropLast(typeName.utf8.count)
            let runs = states(element + "integration.ci", "true") != nil
            found.append((declaration(element + name) ?? declared, runs))
        }
        return found.filter(\.runsInCI) + found.filter { !$0.runsInCI }
    }
}
