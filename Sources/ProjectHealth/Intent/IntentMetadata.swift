// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

/// Intent where a machine reads it: manifests, security insights, a forge's topics.
enum IntentMetadata {
    /// A forge's topics.
    static let topics: [(String, IntentStatement.Kind)] = [
        ("deprecated", .deprecated), ("obsolete", .deprecated), ("archived", .archived), ("archive-only", .archived),
        ("unmaintained", .unmaintained), ("abandoned", .unmaintained), ("no-longer-maintained", .unmaintained),
        ("end-of-life", .endOfLife), ("eol", .endOfLife), ("discontinued", .endOfLife),
        ("looking-for-maintainer", .seekingMaintainers),
        ("looking-for-maintainers", .seekingMaintainers), ("maintainer-wanted", .seekingMaintainers),
        ("maintainers-wanted", .seekingMaintainers), ("experimental", .experimental),
        ("work-in-progress", .experimental),
        ("wip", .experimental), ("actively-maintained", .activelyMaintained),
    ]

    /// Cargo's `[badges] maintenance`.
    private static let cargo: [(String, IntentStatement.Kind)] = [
        ("actively-developed", .activelyMaintained), ("passively-maintained", .maintenanceOnly),
        ("as-is", .maintenanceOnly),
        ("experimental", .experimental), ("looking-for-maintainer", .seekingMaintainers), ("deprecated", .deprecated),
    ]

    /// The status of security insights: repostatus.org's words in version 2, close to them in version 1.
    private static let insights: [(String, IntentStatement.Kind)] = [
        ("active", .activelyMaintained), ("abandoned", .unmaintained), ("concept", .experimental),
        ("inactive", .maintenanceOnly),
        ("moved", .movedElsewhere), ("suspended", .unmaintained), ("unsupported", .unmaintained),
        ("wip", .experimental),
        ("archived", .archived),
    ]

    /// Of the project's own manifest; those of its parts say nothing of the whole.
    static func statements(_ metadata: PackageMetadata) -> [IntentStatement] {
        guard !metadata.path.utf8.contains(UInt8(ascii: "/")) else { return [] }
        let text = String(decoding: metadata.text.utf8.prefix(1_000).map(\.lowered), as: UTF8.self)
        let trimmed = String(decoding: Array(text.utf8)[...].trimmed, as: UTF8.self)
        guard let kind = kind(of: trimmed, file: metadata.path.lowercased()) else { return [] }
        let quote = Quotation.line(metadata.text)
        return [
            IntentStatement(
                kind: kind, certainty: .certain, quote: quote,
                location: EvidenceLocation(.source, metadata.path, line: metadata.line, snippet: quote))
        ]
    }

    private static func kind(of text: String, file: String) -> IntentStatement.Kind? {
        guard !text.isEmpty, !["false", "null", "none", "\"\""].contains(text) else { return nil }
        switch file {
        // Any text is the reason; `abandoned` may name what to use instead.
        case "package.json", "composer.json": return .deprecated
        case "cargo.toml": return cargo.first { text == $0.0 || text.hasSuffix($0.0) }?.1
        default: break
        }
        let bytes = Array(text.utf8)[...]
        if bytes.contains(sequence: "development status ::") {
            if bytes.contains(sequence: "inactive") { return .unmaintained }
            if bytes.contains(sequence: "1 - planning") || bytes.contains(sequence: "2 - pre-alpha") {
                return .experimental
            }
            return nil
        }
        return cargo.first { text == $0.0 }?.1 ?? topics.first { text == $0.0 }?.1
    }

    /// What `SECURITY-INSIGHTS.yml` states as the repository's status. A file that cannot be read says nothing here.
    static func statements(securityInsights document: TextDocument) -> [IntentStatement] {
        let limits = Limits(bytes: 1 << 20, depth: 32, nodes: 50_000)
        guard let tree = try? Tree(yaml: Array(document.text.utf8), limits: limits) else { return [] }
        let life = tree.root["project-lifecycle"]
        guard let node = tree.root["repository"]?["status"] ?? life?["status"] ?? life?["stage"],
            let text = node.string,
            let kind = insights.first(where: { $0.0 == text.lowercased() })?.1
        else { return [] }
        let quote = Quotation.line("status: \(text)")
        return [
            IntentStatement(
                kind: kind, certainty: .certain, quote: quote,
                location: EvidenceLocation(.text, document.path, line: node.line, snippet: quote))
        ]
    }
}
