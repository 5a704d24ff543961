// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import Licenses
import Notations
import Pipelines
import TestSupport
import Testing
import Wire

@testable import Criteria
@testable import ProjectHealth

@Suite struct BadgeTests {
    private func answer(_ id: String, _ facts: ProjectFacts) throws -> BadgeAnswer {
        try #require(BadgeCatalogue.evaluate(facts).answer(id))
    }

    @Test func `the criteria are those of the badge`() throws {
        guard let folder = TestData.folder("vectors/badge-criteria") else { return }
        let tree = try Tree(
            yaml: Array(Data(contentsOf: folder.appending(path: "criteria/criteria.yml"))), limits: .document)
        var published: [String] = []
        let levels = ["0": "passing", "1": "silver", "2": "gold"]
        // Ordered mappings are lists of one member each.
        func members(_ node: Node) -> [(key: String, value: Node)] {
            node.kind == .array ? node.elements.flatMap { members($0) } : node.members.map { ($0.key, $0.value) }
        }
        for (level, groups) in members(tree.root) {
            for (group, minors) in members(groups) {
                for (_, criteria) in members(minors) {
                    for (id, criterion) in members(criteria) {
                        let flags = [
                            "na_allowed", "na_justification_required", "met_url_required", "met_justification_required",
                        ]
                        .map { criterion[$0]?.boolean == true ? "1" : "0" }.joined()
                        published.append(
                            "\(levels[level] ?? level) \(group) \(id) \(criterion["category"]?.string ?? "") \(flags)")
                    }
                }
            }
        }
        let ours = (BadgeCatalogue.passing + BadgeCatalogue.silver + BadgeCatalogue.gold).map { criterion in
            let flags = [.allowsNA, .justifiesNA, .addressWhenMet, .justifiesMet].map {
                criterion.demands.contains($0) ? "1" : "0"
            }.joined()
            return
                "\(criterion.level.rawValue) \(criterion.group.rawValue) \(criterion.id) \(criterion.category.rawValue) \(flags)"
        }
        let agreeing = zip(ours, published).count { $0 == $1 }
        print(
            "Best Practices Badge: \(agreeing)/\(published.count) criteria agree in id, level, group, category and demands"
        )
        #expect(ours == published)
        #expect(BadgeCatalogue.baseline.count == 64)
    }

    @Test func `levels have the numbers the badge has`() {
        let counts = BadgeCriterion.Level.allCases.map { level in
            let criteria = BadgeCatalogue.all.filter { $0.level == level }
            return BadgeCriterion.Category.allCases.map { category in
                String(criteria.count { $0.category == category })
            }.joined(separator: " ")
        }
        #expect(counts == ["43 10 14", "44 10 1", "21 2 0", "24 0 0", "19 0 0", "21 0 0"])
    }

    @Test func `every rule is for a criterion`() {
        let ids = Set(BadgeCatalogue.all.map(\.id))
        #expect(BadgeCatalogue.answerable.allSatisfy { ids.contains($0) })
        let metal = Set((BadgeCatalogue.passing + BadgeCatalogue.silver + BadgeCatalogue.gold).map(\.id))
        print("Best Practices Badge: \(BadgeCatalogue.answerable.count)/\(metal.count) criteria have a rule")
        #expect(BadgeCatalogue.answerable.count >= 80)
    }

    @Test func `an empty project gets few answers and no guesses`() {
        let report = BadgeCatalogue.evaluate(ProjectFixture.facts(files: ["main.go"]))
        let answered = report.answers.filter { $0.status != .unknown }
        #expect(
            answered.filter { $0.status == .unmet }.map(\.id).allSatisfy {
                [
                    "floss_license", "license_location", "osps_le_02_01", "osps_le_02_02", "osps_le_03_01",
                    "osps_le_03_02",
                ].contains($0)
            })
        #expect(report.levels.map(\.total) == [67, 55, 23, 24, 19, 21])
    }

    @Test func `answers carry their evidence and its address`() throws {
        let facts = ProjectFixture.facts(
            files: ["LICENSE", "CODE_OF_CONDUCT.md"],
            documents: [("CODE_OF_CONDUCT.md", .codeOfConduct, "# Code of conduct\n\nBe kind.\n")]
        ) { tree in
            tree.licenses = [
                LicenseFile(
                    path: "LICENSE", nameID: nil, isNamedLicense: true,
                    matches: [LicenseMatch(id: "MIT", confidence: 99, startLine: 1, endLine: 20)])
            ]
            tree.headers.sources = 10
            tree.headers.withCopyright = 10
            tree.headers.withLicense = 3
        }
        let page = "https://github.com/acme/widget/blob/0123456789abcdef0123456789abcdef01234567"
        #expect(
            try answer("floss_license", facts).justification
                == "The licence is free: MIT. \(page)/LICENSE#L1 “MIT, 99 % of its text”")
        #expect(try answer("floss_license_osi", facts).status == .met)
        #expect(try answer("license_location", facts).justification == "The licence lies in its place. \(page)/LICENSE")
        #expect(try answer("code_of_conduct", facts).status == .met)
        #expect(try answer("copyright_per_file", facts).status == .met)
        #expect(try answer("license_per_file", facts).status == .unmet)
        #expect(try answer("know_secure_design", facts).status == .unknown)
        // Without an address, what needs one is not answered.
        var homeless = facts
        homeless.subject.repository = nil
        #expect(try answer("license_location", homeless).status == .unknown)
        #expect(try answer("floss_license", homeless).status == .met)
    }

    @Test func `the history answers for people and tags`() throws {
        var facts = ProjectFixture.facts(files: ["main.go"])
        let people = [Person(name: "Ann", email: "ann@acme.example"), Person(name: "Bob", email: "bob@other.example")]
        facts.history = .known(
            try ProjectFixture.history(
                commits: 40, authors: people, tags: [(10, "v1.0.0", .openPGP), (20, "v1.1.0", .openPGP)]))
        #expect(try answer("repo_track", facts).status == .met)
        #expect(try answer("repo_interim", facts).status == .met)
        #expect(try answer("repo_distributed", facts).status == .met)
        #expect(try answer("version_semver", facts).status == .met)
        #expect(try answer("version_tags", facts).status == .met)
        #expect(try answer("version_tags_signed", facts).status == .met)
        #expect(try answer("maintained", facts).status == .met)
        facts.history = .known(try ProjectFixture.history(commits: 40, tags: [(10, "v1.0", .none)]))
        #expect(try answer("bus_factor", facts).status == .unmet)
        #expect(try answer("version_tags_signed", facts).status == .unmet)
        #expect(try answer("version_semver", facts).status == .unmet)
    }

    @Test func `workflows answer for tests and analysis`() throws {
        let facts = ProjectFixture.facts(files: [
            ".github/workflows/ci.yml", "main_test.go", "go.mod", ".github/dependabot.yml",
        ]) { tree in
            tree.pipelines = [
                ProjectFixture.workflow { file in
                    file.tools = [
                        PipelineTool(purpose: .testing, name: "go test", location: ProjectFixture.place()),
                        PipelineTool(
                            purpose: .codeQL, name: "github/codeql-action/analyze", location: ProjectFixture.place()),
                    ]
                }
            ]
        }
        for id in [
            "test", "test_continuous_integration", "static_analysis", "static_analysis_often",
            "static_analysis_common_vulnerabilities", "build", "dependency_monitoring",
        ] {
            #expect(try answer(id, facts).status == .met, "\(id)")
        }
        #expect(try answer("dynamic_analysis_unsafe", facts).status == .notApplicable)
    }

    @Test func `the export holds only what evidence carries`() throws {
        let facts = ProjectFixture.facts(files: ["LICENSE", "go.mod"]) { tree in
            tree.licenses = [
                LicenseFile(
                    path: "LICENSE", nameID: nil, isNamedLicense: true,
                    matches: [LicenseMatch(id: "MIT", confidence: 99, startLine: 1, endLine: 20)])
            ]
        }
        let report = BadgeCatalogue.evaluate(facts)
        let bytes = report.bestPracticesJSON.bytes(.pretty)
        let tree = try Tree(json: bytes, limits: .document)
        #expect(tree.root["floss_license_status"]?.string == "Met")
        #expect(tree.root["build_status"]?.string == "Met")
        #expect(tree.root["osps_le_03_01_status"]?.string == "Met")
        #expect(tree.root["know_secure_design_status"] == nil)
        #expect(tree.root["require_2FA_status"] == nil)
        #expect(tree.root["osps_ac_01_01_status"] == nil)
        #expect(bytes == BadgeCatalogue.evaluate(facts).bestPracticesJSON.bytes(.pretty))
        let query = report.proposalQuery(.passing)
        #expect(
            query.contains("floss_license_status=Met&floss_license_justification=The%20licence%20is%20free%3A%20MIT."))
        #expect(!query.contains("osps_"))
        #expect(!query.utf8.contains { $0 <= 0x20 || $0 >= 0x7F })
        #expect(report.proposalQuery(.passing, longest: 300).utf8.count <= 300)
    }
}
