// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import ProjectHealth

@Suite struct CatalogueTests {
    private static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/ProjectHealth/Checks")

    @Test func `every folder of checks is in the catalogue`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            at: Self.sources, includingPropertiesForKeys: [.isDirectoryKey]
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
        let names = Set(folders.map { $0.lastPathComponent.lowercased() })
        let listed = Set(CheckCatalogue.all.map { $0.definition.id.lowercased().replacing("-", with: "") })
        #expect(names == listed)
        for folder in folders {
            let name = folder.lastPathComponent
            for file in ["\(name).swift", "\(name)+Definition.swift"] {
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: file).path), "\(file) is missing")
            }
        }
    }

    @Test func `eighteen checks are standard and two are not`() {
        #expect(CheckCatalogue.all.count == 20)
        #expect(CheckCatalogue.standard.count == 18)
        #expect(CheckCatalogue.standard.reduce(0) { $0 + $1.definition.risk.weight } == 420)
        #expect(CheckCatalogue.all.map(\.definition.id) == CheckCatalogue.all.map(\.definition.id).sorted())
    }

    @Test func `definitions are whole and written in sentences`() {
        var ids: Set<String> = []
        for definition in CheckCatalogue.all.map(\.definition) {
            #expect(definition.question.hasSuffix("?"), "\(definition.id)")
            for text in [definition.why, definition.decision, definition.beyond] {
                #expect(
                    text.hasSuffix(".") && !text.contains("\n") && !text.contains("  "), "\(definition.id): \(text)")
            }
            #expect(!definition.sources.isEmpty && !definition.remedies.isEmpty)
            for probe in definition.probes {
                #expect(probe.question.hasSuffix("?"), "\(probe.id)")
                #expect(ids.insert(probe.id).inserted, "\(probe.id) is there twice")
            }
            for remedy in definition.remedies {
                #expect(definition.probes.contains { $0.id == remedy.probe }, "\(remedy.probe)")
                #expect(remedy.text.hasSuffix("."), "\(remedy.text)")
            }
        }
    }

    @Test func `checks have the probes that Scorecard has`() {
        let wanted = [
            "Binary-Artifacts": 1, "Branch-Protection": 11, "CI-Tests": 1, "CII-Best-Practices": 1, "Code-Review": 1,
            "Contributors": 1, "Dangerous-Workflow": 2, "Dependency-Update-Tool": 1, "Fuzzing": 1, "License": 2,
            "Maintained": 4, "Packaging": 1, "Pinned-Dependencies": 1, "SAST": 2, "SBOM": 2, "Security-Policy": 4,
            "Signed-Releases": 2, "Token-Permissions": 3, "Vulnerabilities": 1, "Webhooks": 1,
        ]
        for check in CheckCatalogue.all {
            #expect(
                check.definition.probes.count { !$0.isOwn } == wanted[check.definition.id], "\(check.definition.id)")
        }
    }

    @Test func `nothing known is a wide interval and no score, never a zero`() {
        let facts = ProjectFacts.of()
        for check in CheckCatalogue.all {
            let score = check.run(facts)
            #expect(score.reason.hasSuffix("."), "\(check.definition.id): \(score.reason)")
            switch check.definition.id {
            case "Branch-Protection", "CII-Best-Practices", "Code-Review", "Contributors", "Maintained",
                "Vulnerabilities",
                "Webhooks":
                #expect(score.compatible.number == -1, "\(check.definition.id)")
                #expect(score.interval == ScoreInterval(lowest: 0, highest: 100), "\(check.definition.id)")
            case "Dangerous-Workflow", "Packaging", "Pinned-Dependencies", "Token-Permissions":
                #expect(score.compatible.number == -1, "\(check.definition.id)")
                #expect(score.interval == nil, "\(check.definition.id)")
            default: break
            }
        }
    }

    @Test func `a finding that turns good never lowers a score`() {
        var generator = SeededGenerator(seed: 7)
        let outcomes: [ProbeFinding.Outcome] = [.yes, .no, .notAvailable, .yes, .no]
        for check in CheckCatalogue.all {
            for _ in 0..<60 {
                var findings: [ProbeFinding] = []
                for probe in check.definition.probes {
                    for _ in 0..<Int.random(in: 1...3, using: &generator) {
                        let outcome = outcomes.randomElement(using: &generator) ?? .no
                        findings.append(
                            ProbeFinding(
                                probe, outcome, "",
                                at: EvidenceLocation(.source, ["a", "b"].randomElement(using: &generator) ?? "a"),
                                values: values(check, probe, outcome, &generator),
                                settledBy: outcome == .notAvailable ? .forge : nil))
                    }
                }
                let before = check.score(findings)
                for index in findings.indices where findings[index].isBad || findings[index].isUnknown {
                    var better = findings
                    better[index] = better[index].cured
                    let after = check.score(better)
                    if let one = before.interval, let other = after.interval {
                        let isHigher = other.lowest >= one.lowest
                        #expect(isHigher, "\(check.definition.id): \(findings[index]) lowers \(one) to \(other)")
                    }
                    if before.compatible.number >= 0, after.compatible.number >= 0 {
                        let isHigher = after.compatible.number >= before.compatible.number
                        #expect(isHigher, "\(check.definition.id): \(findings[index]) lowers \(before) to \(after)")
                    }
                }
            }
        }
    }

    /// Values as findings of the check carry them.
    private func values(
        _ check: Check, _ probe: ProbeDefinition, _ outcome: ProbeFinding.Outcome, _ generator: inout SeededGenerator
    ) -> [String: String] {
        func one(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
        switch check.definition.id {
        case "Branch-Protection":
            return [
                "branchName": one(["main", "next"]),
                "numberOfRequiredReviewers": outcome == .yes ? one(["1", "2"]) : "0",
            ]
        case "Pinned-Dependencies": return ["dependencyType": one(["pipCommand", "goCommand", "npmCommand"])]
        case "Token-Permissions":
            return [
                "permissionLevel": one(["write", "undeclared"]), "tokenName": one(["contents", "checks", "write-all"]),
            ]
        case "Signed-Releases": return outcome == .notAvailable ? [:] : ["releaseName": one(["v1", "v2"])]
        case "Code-Review":
            return ["approvedChangesets": "1", "totalChangesets": "4", "unseenChangesets": "2"]
        case "SAST":
            return [
                "totalPullRequestsAnalyzed": outcome == .yes ? "4" : "1", "totalPullRequestsMerged": "4",
                "tool": "CodeQL",
            ]
        case "Maintained":
            let count = outcome == .yes ? one(["1", "9"]) : "0"
            return [
                "commitsWithinThreshold": count, "commitsByPeopleWithinThreshold": count,
                "numberOfIssuesUpdatedWithinThreshold": count, "commitsByPeopleWithinYear": count,
            ]
        case "CII-Best-Practices": return outcome == .yes ? ["badgeLevel": "Passing"] : [:]
        default: return [:]
        }
    }
}
