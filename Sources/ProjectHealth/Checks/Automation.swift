// SPDX-License-Identifier: Apache-2.0
package import Pipelines

extension PipelineFileFacts {
    /// Whether a service runs it. Scripts and images are run by somebody who calls them; an action at the root is what the
    /// project ships.
    package var runsByItself: Bool {
        guard !isTestData, !isVendored else { return false }
        return switch kind {
        case .githubWorkflow, .forgejoWorkflow, .gitlabPipeline, .otherPipeline: true
        case .githubAction: path.contains("/")
        case .dockerfile, .shellScript, .compose, .nuget, .swiftManifest, .swiftLock, .mavenProject: false
        }
    }

    /// Why nothing of it is known; nil where some of it is.
    var wholeProblem: PipelineProblem? { problems.first(where: \.isWhole) }
}

extension TreeFacts {
    /// What a service runs.
    package var automation: [PipelineFileFacts] { pipelines.filter(\.runsByItself) }

    /// The first pipeline of which nothing is known.
    var brokenPipeline: PipelineProblem? { automation.lazy.compactMap(\.wholeProblem).first }

    /// The first use of a tool in a script that a pipeline may call; nil where there is no pipeline that could.
    func scriptedTool(_ purposes: PipelineTool.Purpose...) -> PipelineTool? {
        guard pipelines.contains(where: { $0.runsByItself && $0.kind != .githubAction }) else { return nil }
        return pipelines.lazy.filter { $0.kind == .shellScript && !$0.isTestData && !$0.isVendored }
            .flatMap(\.tools).first { purposes.contains($0.purpose) }
    }
}

extension PipelineTool {
    /// What is not known of a tool in a script.
    var scriptSentence: String {
        "\(location.place) runs \(name); whether a pipeline calls it was not seen."
    }
}

extension PipelineProblem {
    /// `ci.yml:3 cannot be read: …`.
    var sentence: String { "\(location.place) cannot be read: \(message)" }
}
