// SPDX-License-Identifier: Apache-2.0
package import Pipelines

/// Actions and reusable workflows of other repositories that the pipelines call: their content is not in the tree, so only
/// their name tells what they do.
package enum CalledPipelines {
    package struct Call: Sendable {
        package var file: PipelineFileFacts
        package var dependency: PipelineDependency
    }

    /// The calls whose name has one of the words in it, in any case.
    package static func named(_ words: [String], in facts: ProjectFacts) -> [Call] {
        calls(facts).filter { call in
            let name = call.dependency.name.lowercased()
            return words.contains { name.contains($0) }
        }
    }

    /// The first whole workflow that is called by a repository's name, rather one of another repository; nil where there
    /// is none. It may do anything.
    package static func firstUnread(in facts: ProjectFacts) -> Call? {
        let whole = calls(facts).filter { $0.dependency.name.contains("/.github/workflows/") }
        return whole.first { ownFile($0.dependency.name, in: facts) == nil } ?? whole.first
    }

    /// The tree's own workflow that a call by a repository's name seems to mean, maybe of another commit; nil where there
    /// is none.
    ///
    /// - Parameter name: `owner/name/.github/workflows/a.yml`.
    static func ownFile(_ name: String, in facts: ProjectFacts) -> PipelineFileFacts? {
        let parts = name.split(separator: "/", maxSplits: 2)
        guard parts.count == 3 else { return nil }
        // A fork calls what it was forked from, mostly under the same name.
        if let own = facts.subject.repository?.split(separator: "/").last, own.lowercased() != parts[1].lowercased() {
            return nil
        }
        return facts.tree.pipelines.first {
            ($0.kind == .githubWorkflow || $0.kind == .forgejoWorkflow) && $0.path == parts[2]
        }
    }

    /// The workflows that call one of the tree.
    static func callers(of file: PipelineFileFacts, in facts: ProjectFacts) -> [PipelineFileFacts] {
        guard file.events.contains("workflow_call") else { return [] }
        return facts.tree.automation.filter { caller in
            caller.calls.contains { call in
                call.path == file.path && (call.isLocal || ownFile(call.callee, in: facts) != nil)
            }
        }
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
    package var sentence: String { "\(dependency.location.place) calls \(dependency.name)" }

    /// The same, and why what it does is not known.
    func unreadSentence(in facts: ProjectFacts) -> String {
        CalledPipelines.ownFile(dependency.name, in: facts) == nil
            ? "\(sentence), which was not read"
            : "\(sentence); the tree has a file of this name, and the call may bring another commit of it"
    }
}
