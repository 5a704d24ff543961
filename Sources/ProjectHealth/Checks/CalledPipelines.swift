// SPDX-License-Identifier: Apache-2.0
import Pipelines

/// Actions and reusable workflows of other repositories that the pipelines call: their content is not in the tree, so only
/// their name tells what they do.
enum CalledPipelines {
    struct Call: Sendable {
        var file: PipelineFileFacts
        var dependency: PipelineDependency
    }

    /// The calls whose name has one of the words in it, in any case.
    static func named(_ words: [String], in facts: ProjectFacts) -> [Call] {
        calls(facts).filter { call in
            let name = call.dependency.name.lowercased()
            return words.contains { name.contains($0) }
        }
    }

    /// The first whole workflow of another repository that is called; nil where there is none. It may do anything.
    static func firstUnread(in facts: ProjectFacts) -> Call? {
        calls(facts).first { $0.dependency.name.contains("/.github/workflows/") }
    }

    private static func calls(_ facts: ProjectFacts) -> [Call] {
        facts.tree.pipelines.filter { !$0.isTestData && !$0.isVendored }.flatMap { file in
            file.dependencies.filter { $0.kind == .githubAction && !$0.name.hasPrefix(".") }
                .map { Call(file: file, dependency: $0) }
        }
    }
}

extension CalledPipelines.Call {
    /// `ci.yml:12 calls o/n/.github/workflows/test.yml`.
    var sentence: String { "\(dependency.location.place) calls \(dependency.name)" }
}
