// SPDX-License-Identifier: Apache-2.0
package import Pipelines

/// Which automation makes what users get: a test may sign and attest as well, to see whether that works.
package enum ReleaseAutomation {
    /// Whether the file releases or publishes, by its tools, its events or its name, and is no test of that.
    package static func releases(_ file: PipelineFileFacts) -> Bool {
        guard file.runsByItself else { return false }
        let name = chosenName(file)
        let words = Set(name.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        guard words.isDisjoint(with: testWords) else { return false }
        return !file.publishing.isEmpty || file.tools.contains { $0.purpose == .release || $0.purpose == .publishing }
            || file.events.contains("release") || releaseWords.contains { name.contains($0) }
    }

    /// Whether the file signs or attests what users get.
    package static func signs(_ file: PipelineFileFacts) -> Bool { signingTool(file) != nil }

    /// What it signs or attests with; nil where it does neither, or releases nothing.
    package static func signingTool(_ file: PipelineFileFacts) -> PipelineTool? {
        guard let tool = file.tools.first(where: { $0.purpose == .signing || $0.purpose == .provenance }),
            releases(file)
        else { return nil }
        return tool
    }

    private static let testWords: Set<String> = ["ci", "e2e", "test", "tests", "verify"]
    private static let releaseWords = ["release", "publish", "deploy"]

    /// In lower case, without folders and ending: of an action its folder's name. Empty where the service fixes the name.
    private static func chosenName(_ file: PipelineFileFacts) -> String {
        let parts = file.path.split(separator: "/")
        switch file.kind {
        case .githubWorkflow, .forgejoWorkflow:
            return parts.last.map { String($0.prefix { $0 != "." }).lowercased() } ?? ""
        case .githubAction: return parts.dropLast().last.map { $0.lowercased() } ?? ""
        default: return ""
        }
    }
}
