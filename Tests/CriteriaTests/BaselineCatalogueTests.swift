// SPDX-License-Identifier: Apache-2.0
import Foundation
import Notations
import TestSupport
import Testing
import Wire

@testable import Criteria

@Suite struct BaselineCatalogueTests {
    @Test func `there are 64 active requirements on three levels, and one that retired`() {
        #expect(BaselineCatalogue.version == "2026-02-19")
        #expect(BaselineCatalogue.requirements.count == 64)
        #expect((1...3).map { level in BaselineCatalogue.requirements.count { $0.level == level } } == [24, 19, 21])
        #expect(BaselineCatalogue.retired.map(\.id) == ["OSPS-BR-01.02"])
        let ids = BaselineCatalogue.requirements.map(\.id)
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 64)
    }

    @Test func `every requirement asks a question and says what settles it`() {
        for requirement in BaselineCatalogue.requirements {
            #expect(requirement.question.hasSuffix("?"), "\(requirement.id)")
            #expect(!requirement.looksAt.isEmpty, "\(requirement.id)")
            #expect(requirement.settledBy.hasSuffix("."), "\(requirement.id)")
            #expect(requirement.id.hasPrefix("OSPS-\(requirement.family.rawValue)-"), "\(requirement.id)")
        }
    }

    /// Ids, levels and states against the published catalogue.
    @Test func `the catalogue's ids, levels and states are ours`() throws {
        guard let folder = TestData.folder("vectors/security-baseline") else { return }
        var published: [String: (levels: [Int], state: String)] = [:]
        var texts: [String] = []
        for family in BaselineRequirement.Family.allCases {
            let file = folder.appending(path: "baseline/OSPS-\(family.rawValue).yaml")
            let tree = try Tree(yaml: Array(Data(contentsOf: file)), limits: .document)
            for control in try #require(tree.root["controls"]).elements {
                for requirement in try #require(control["assessment-requirements"]).elements {
                    let id = try #require(requirement["id"]?.string)
                    let levels = try #require(requirement["applicability"]).elements.compactMap {
                        $0.string.flatMap { Int($0.suffix(1)) }
                    }
                    published[id] = (levels, requirement["state"]?.string ?? "Active")
                    texts.append(requirement["text"]?.string ?? "")
                }
            }
        }
        let active = published.filter { $0.value.state == "Active" }
        let agreeing = BaselineCatalogue.requirements.count { active[$0.id]?.levels == $0.levels }
        print(
            "OSPS Baseline \(BaselineCatalogue.version): \(agreeing)/\(active.count) active requirements agree in id and levels"
        )
        #expect(agreeing == active.count)
        #expect(BaselineCatalogue.requirements.count == active.count)
        #expect(published.filter { $0.value.state == "Retired" }.keys.sorted() == BaselineCatalogue.retired.map(\.id))
        // The wording is ours.
        let words = texts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        for requirement in BaselineCatalogue.requirements { #expect(!words.contains(requirement.question)) }
    }

    /// The badge's copy of the catalogue agrees as well.
    @Test func `the badge's copy of the catalogue has the same levels`() throws {
        guard let folder = TestData.folder("vectors/badge-criteria") else { return }
        let tree = try Tree(
            yaml: Array(Data(contentsOf: folder.appending(path: "criteria/baseline_criteria.yml"))), limits: .document)
        var agreeing = 0
        var all = 0
        for (level, _, groups) in tree.root.members where level.hasPrefix("baseline-") {
            for (_, _, group) in groups.members {
                for (_, _, criteria) in group.members {
                    for (id, _, criterion) in criteria.members {
                        all += 1
                        let original = try #require(criterion["original_id"]?.string)
                        if let ours = BaselineCatalogue.requirement(original), "baseline-\(ours.level)" == level,
                            BadgeCatalogue.baselineID(ours.id) == id
                        {
                            agreeing += 1
                        }
                    }
                }
            }
        }
        print("Badge's Baseline criteria: \(agreeing)/\(all) agree in id and level")
        #expect(agreeing == all)
        #expect(all == 64)
    }
}
