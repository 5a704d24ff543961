// SPDX-License-Identifier: Apache-2.0
import Foundation
import Notations
import TestSupport
import Testing
import Wire

@testable import Criteria
@testable import ProjectHealth

@Suite struct EvaluationLogTests {
    private func log(_ facts: ProjectFacts) -> [UInt8] {
        EvaluationLog(BaselineCatalogue.evaluate(facts), subject: facts.subject, asOf: facts.asOf, toolVersion: "1.2.3")
            .yaml
    }

    private let results = ["Not Run", "Passed", "Failed", "Needs Review", "Not Applicable", "Unknown"]

    @Test func `the log has the members that the schema asks for`() throws {
        let facts = ProjectFixture.facts(
            files: ["bin/x"],
            documents: [("SECURITY.md", .securityPolicy, "# Security: \"now\"\n\nMail a@b.org # today.\n")]
        ) { $0.binaries = [BinaryFile(path: "bin/x", type: "elf", size: 1)] }
        let tree = try Tree(yaml: log(facts), limits: .document)
        let root = tree.root
        #expect(root.members.map(\.key) == ["metadata", "target", "result", "evaluations"])
        let metadata = try #require(root["metadata"])
        #expect(metadata["type"]?.string == "EvaluationLog")
        #expect(metadata["gemara-version"]?.string == "1.4.1")
        #expect(metadata["author"]?["type"]?.string == "Software")
        #expect(metadata["author"]?["version"]?.string == "1.2.3")
        #expect(metadata["mapping-references"]?[0]?["version"]?.string == "2026-02-19")
        #expect(root["target"]?["id"]?.string == "github.com/acme/widget")
        #expect(root["target"]?["uri"]?.string == "https://github.com/acme/widget")
        #expect(root["result"]?.string == "Failed")
        let evaluations = try #require(root["evaluations"])
        #expect(evaluations.count == 41)
        var assessments = 0
        for evaluation in evaluations.elements {
            #expect(Set(evaluation.members.map(\.key)) == ["name", "result", "message", "control", "assessment-logs"])
            #expect(results.contains(evaluation["result"]?.string ?? ""))
            #expect(evaluation["control"]?["reference-id"]?.string == "OSPS-B")
            for assessment in try #require(evaluation["assessment-logs"]).elements {
                assessments += 1
                let allowed: Set<String> = [
                    "requirement", "description", "result", "message", "applicability", "steps", "steps-executed",
                    "start", "end",
                    "recommendation", "confidence-level", "evidence",
                ]
                #expect(assessment.members.allSatisfy { allowed.contains($0.key) })
                #expect(
                    assessment["requirement"]?["reference-id"]?.string == evaluation["control"]?["reference-id"]?.string
                )
                #expect(results.contains(assessment["result"]?.string ?? ""))
                #expect(
                    ["Undetermined", "Low", "Medium", "High"].contains(assessment["confidence-level"]?.string ?? ""))
                #expect(Instant(rfc3339: assessment["start"]?.string ?? "") == facts.asOf)
                #expect((assessment["steps"]?.count ?? 0) > 0)
                #expect((assessment["applicability"]?.count ?? 0) > 0)
                #expect(assessment["message"]?.string?.isEmpty == false)
                for evidence in assessment["evidence"]?.elements.map({ $0 }) ?? [] {
                    #expect(evidence.members.map(\.key) == ["id", "type", "collected-at", "payload"])
                }
            }
        }
        #expect(assessments == 64)
    }

    @Test func `the same report is the same bytes`() {
        let facts = ProjectFixture.facts(files: ["main.go"])
        #expect(log(facts) == log(facts))
    }

    @Test(arguments: [
        "", "true", "No", "null", "~", "1.0", "2026-02-19", "- a", "a: b", "a #b", "#", "\"", "\\", "'", "a\nb", "\t",
        "\u{7F}", "\u{85}",
        "\u{2028}", "é", "🙂", "@a", "*a", "&a", "!a", "%a", "{", "[", ">", "|", "?", ":", " a ", "0x1F",
        "1_000", ".inf", "=", "<<",
        "y", "N", "on", "1:20", "plain", "a/b-c_d.e", "\u{0}", "\u{1B}[2J", "\u{10FFFF}", "\u{FFFE}", "---", "...",
    ])
    func `any text is read back as it was`(_ text: String) throws {
        let value = YAMLText.present(
            ("a", .string(text)),
            ("b", .list([.string(text), .mapping([.init(text, .integer(1))]), .list([.string(text)])])))
        let tree = try Tree(yaml: value.document, limits: .document)
        #expect(tree.root["a"]?.string == text)
        #expect(tree.root["b"]?[0]?.string == text)
        #expect(tree.root["b"]?[1]?.members.map(\.key) == [text])
        #expect(tree.root["b"]?[2]?[0]?.string == text)
    }

    @Test func `block style is what people write`() {
        let value = YAMLText.present(
            ("name", .string("a b")), ("list", .list([.present(("x", .integer(1)), ("z", .list([])))])),
            ("none", .mapping([])),
            ("deep", .present(("key", .string("plain")))))
        #expect(
            String(decoding: value.document, as: UTF8.self) == """
                name: "a b"
                list:
                  - x: 1
                    z: []
                none: {}
                deep:
                  key: plain

                """)
    }
}
