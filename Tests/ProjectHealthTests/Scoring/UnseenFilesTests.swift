// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import ProjectHealth

/// What nobody looked into is not known to hold nothing.
struct UnseenFilesTests {
    private func intervals(_ tree: TreeFacts) throws -> [String: ScoreInterval] {
        let facts = ProjectFacts(subject: ProjectSubject(name: "p"), asOf: Instant(seconds: 1_700_000_000), tree: tree)
        return Evaluation.run(facts).reduce(into: [:]) { $0[$1.definition.id] = $1.score.interval }
    }

    private func tree(unread paths: [String]) -> TreeFacts {
        var tree = TreeFacts()
        tree.files = (["a.c"] + paths).sorted().map { TreeFile(path: $0, kind: .file, size: 10) }
        tree.unread = paths.map { UnreadFile(path: $0, reason: .missing) }
        return tree
    }

    @Test func `a licence whose text was not read may be one`() throws {
        #expect(try intervals(tree(unread: []))["License"] == ScoreInterval(0))
        #expect(try intervals(tree(unread: ["COPYING"]))["License"] == ScoreInterval(lowest: 0, highest: 100))
    }

    @Test func `a picture that was not read hides nothing`() throws {
        // Whether it is a compiled file in truth, only its content would tell.
        let isOther = { (id: String, _: ScoreInterval) in id != "Binary-Artifacts" }
        #expect(
            try intervals(tree(unread: ["logo.png"])).filter(isOther) == intervals(tree(unread: [])).filter(isOther))
    }

    @Test(arguments: [true, false])
    func `of a tree that was not seen whole nothing is known to be absent`(_ isDamaged: Bool) throws {
        var cut = tree(unread: [])
        if isDamaged { cut.isDamaged = true } else { cut.omitted = 1 }
        let intervals = try intervals(cut)
        for check in ["License", "Security-Policy", "Dangerous-Workflow"] {
            let interval = intervals[check]
            #expect(interval == nil || interval?.isExact == false, "\(check)")
        }
    }

    @Test func `what was not read leaves the compatible score open where it decides`() {
        func compatible(_ tree: TreeFacts) -> Int? {
            let facts = ProjectFacts(
                subject: ProjectSubject(name: "p"), asOf: Instant(seconds: 1_700_000_000), tree: tree)
            return Evaluation.run(facts).first { $0.definition.id == "License" }?.score.compatible.number
        }
        #expect(compatible(tree(unread: [])) == 0)
        #expect(compatible(tree(unread: ["COPYING"])) == -1)
    }

    @Test func `what was not read is missed only where it may tell something`() throws {
        let whole = try intervals(tree(unread: []))
        for path in ["src/big.c", "docs/guide.md"] {
            let intervals = try intervals(tree(unread: [path]))
            for check in ["Dangerous-Workflow", "License", "Security-Policy", "Token-Permissions"] {
                #expect(intervals[check] == whole[check], "\(check) \(path)")
            }
        }
    }

    @Test func `a workflow that was not read is no missing one`() throws {
        var assembly = TreeAssembly()
        assembly.add(TreeFile(path: ".github/workflows/a.yml", kind: .file, size: 10), unread: .missing)
        let intervals = try intervals(assembly.facts())
        for check in ["Dangerous-Workflow", "Pinned-Dependencies", "Token-Permissions"] {
            #expect(intervals[check] == ScoreInterval(lowest: 0, highest: 100), "\(check)")
        }
    }
}
