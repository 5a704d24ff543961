// SPDX-License-Identifier: Apache-2.0
package import Pipelines

extension PipelineFileFacts {
    /// Why nothing of it is known; nil where some of it is.
    var wholeProblem: PipelineProblem? { problems.first(where: \.isWhole) }

    /// Where a tool of it stands, and that it calls the file where that is another one.
    func place(of tool: PipelineTool) -> String {
        tool.location.path == path ? tool.location.place : "\(tool.location.place), which \(path) calls,"
    }
}

extension TreeFacts {
    /// What a service runs.
    package var automation: [PipelineFileFacts] { pipelines.filter(\.runsByItself) }

    /// The first pipeline of which nothing is known.
    var brokenPipeline: PipelineProblem? { automation.lazy.compactMap(\.wholeProblem).first }

    /// The first use of a tool in a script that a pipeline may call, but was not seen to; nil where there is no pipeline that
    /// could. Tools of those that are called are the pipeline's own.
    func scriptedTool(_ purposes: PipelineTool.Purpose...) -> PipelineTool? {
        guard pipelines.contains(where: { $0.runsByItself && $0.kind != .githubAction }) else { return nil }
        return pipelines.lazy.filter { $0.kind == .shellScript && !$0.isTestData && !$0.isVendored && !$0.isCalled }
            .flatMap(\.tools).first { purposes.contains($0.purpose) }
    }
}

extension ProjectFacts {
    /// That automation which was not read may do something: a workflow that is called, one that is broken, a script that nothing was
    /// seen to call. Nil where all was read.
    ///
    /// - Parameter what: `run tests`.
    func unseenAutomation(_ probe: ProbeDefinition, _ purpose: PipelineTool.Purpose, may what: String) -> ProbeFinding?
    {
        if let call = CalledPipelines.firstUnread(in: self) {
            return ProbeFinding(
                probe, .notAvailable, "\(call.unreadSentence(in: self)); it may \(what).",
                at: EvidenceLocation(call.dependency.location))
        }
        if let problem = tree.brokenPipeline {
            return ProbeFinding(
                probe, .error, "\(problem.sentence) It may \(what).", at: EvidenceLocation(problem.location))
        }
        return tree.scriptedTool(purpose).map {
            ProbeFinding(probe, .notAvailable, $0.scriptSentence, at: EvidenceLocation($0.location))
        }
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
