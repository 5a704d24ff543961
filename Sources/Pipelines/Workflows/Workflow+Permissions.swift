// SPDX-License-Identifier: Apache-2.0

extension Workflow {
    /// Every `permissions` entry, and each level that has none.
    func grants(path: String) -> [PermissionGrant] {
        let justifications = Justifications(self)
        var grants = Workflow.grants(permissions, level: .top, line: 1, path: path) { _ in nil }
        for job in jobs {
            grants += Workflow.grants(job.permissions, level: .job(job.id), line: job.line, path: path) {
                justifications.text(for: $0)
            }
        }
        return grants
    }

    private static func grants(
        _ permissions: Permissions?, level: PermissionGrant.Level, line: Int, path: String,
        justification: (String) -> String?
    ) -> [PermissionGrant] {
        func grant(_ scope: String?, _ value: PermissionGrant.Value, _ line: Int, _ text: String) -> PermissionGrant {
            PermissionGrant(
                level: level, scope: scope, value: value,
                justification: value == .write ? scope.flatMap(justification) : nil,
                location: PipelineLocation(path: path, line: line, text: text))
        }
        guard let permissions else { return [grant(nil, .undeclared, line, "")] }
        switch permissions.content {
        case .all(let text):
            if text.isEmpty { return [grant(nil, .none, permissions.line, "permissions:")] }
            let value: PermissionGrant.Value = text.isEqualIgnoringCase("read-all") ? .read : .write
            return [grant(nil, value, permissions.line, "permissions: \(text)")]
        case .scopes(let scopes):
            if scopes.isEmpty { return [grant(nil, .none, permissions.line, "permissions: {}")] }
            return scopes.map { scope in
                grant(scope.name, Workflow.value(of: scope.value), scope.line, "\(scope.name): \(scope.value)")
            }
        }
    }

    private static func value(of text: String) -> PermissionGrant.Value {
        if text.isEqualIgnoringCase("write") { return .write }
        switch text {
        case "read", "read-all": return .read
        case "none": return .none
        default: return .unknown
        }
    }

    /// Why the jobs of a workflow may write: what Scorecard exempts.
    private struct Justifications {
        var packages: String?
        var contents: String?
        var securityEvents: String?

        private static let uploads: Set<String> = [
            "github/codeql-action/analyze", "github/codeql-action/upload-sarif", "ossf/scorecard-action",
            "haskell-actions/hlint-scan", "zizmorcore/zizmor-action",
        ]

        init(_ workflow: Workflow) {
            if let name = workflow.first(of: JobPattern.publishing) {
                packages = "The workflow publishes packages (\(name))."
            }
            if let name = workflow.first(of: JobPattern.releasing) {
                contents = "The workflow makes releases (\(name))."
            } else if let name = workflow.first(of: JobPattern.pages) {
                contents = "The workflow publishes pages (\(name))."
            }
            let upload = workflow.jobs.lazy.flatMap(\.steps).compactMap(\.action).first(where: Self.uploads.contains)
            if let upload { securityEvents = "The workflow uploads findings (\(upload))." }
        }

        func text(for scope: String) -> String? {
            switch scope {
            case "packages": packages
            case "contents": contents
            case "security-events": securityEvents
            default: nil
            }
        }
    }

    /// The name of the first pattern that some job meets.
    private func first(of patterns: [JobPattern]) -> String? {
        for job in jobs {
            if let pattern = patterns.first(where: { $0.isMet(by: job) }) { return pattern.name }
        }
        return nil
    }

    /// The jobs that publish, as far as Scorecard's Packaging knows them: one entry for each job and pattern.
    func publishing(path: String) -> [PipelineTool] {
        jobs.flatMap { job in
            JobPattern.publishing.filter { $0.isMet(by: job) }.map { pattern in
                PipelineTool(
                    purpose: .publishing, name: pattern.name,
                    location: PipelineLocation(path: path, line: pattern.tellingLine(in: job)))
            }
        }
    }
}
