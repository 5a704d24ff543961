// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Wire

@testable import Criteria

@Suite struct SecurityInsightsTests {
    static let full = """
        header:
          schema-version: 2.1.0
          last-updated: '2026-01-01'
          last-reviewed: '2026-02-01'
          url: https://acme.example/widget
        project:
          name: Widget
          homepage: https://acme.example
          steward: {uri: 'https://foundation.example', comment: It helps.}
          administrators:
            - {name: Ann, email: ann@acme.example, primary: true}
          documentation:
            support-policy: https://acme.example/support
          repositories:
            - {name: widget, url: 'https://git.example/acme/widget', comment: The core.}
          vulnerability-reporting:
            reports-accepted: true
            bug-bounty-available: false
        repository:
          url: https://git.example/acme/widget
          status: active
          accepts-change-request: true
          accepts-automated-change-request: false
          core-team:
            - {name: Ann, primary: true}
          license: {url: 'https://acme.example/license', expression: MIT}
          security:
            assessments:
              self: {comment: None yet.}
            tools:
              - name: Analyser
                type: SAST
                rulesets: [default]
                integration: {adhoc: false, ci: true, release: false}
                results: {}
        """

    private func problems(_ text: String) -> [String] {
        SecurityInsights(path: "SECURITY-INSIGHTS.yml", text: text, asOf: ProjectFixture.asOf).problems.map { problem in
            "\(problem.severity.rawValue) \(problem.line ?? 0): \(problem.message)"
        }
    }

    @Test func `a sound file has no problems`() {
        let insights = SecurityInsights(path: "SECURITY-INSIGHTS.yml", text: Self.full, asOf: ProjectFixture.asOf)
        #expect(insights.problems.isEmpty, "\(insights.problems)")
        #expect(insights.version == "2.1.0")
        #expect(insights.generation == .two)
        #expect(insights.declaration("project.administrators[0].name")?.text == "Ann")
        #expect(insights.declaration("project.administrators[0].name")?.line == 11)
        #expect(insights.tools("SAST").map(\.name.text) == ["Analyser"])
        #expect(insights.tools("SAST").map(\.runsInCI) == [true])
        #expect(insights.source == nil)
    }

    @Test(arguments: [
        ("  name: Widget\n", "", "error 7: `project.name` is missing."),
        (
            "status: active", "status: alive",
            "error 21: `repository.status` is “alive”; it can be active, abandoned, concept, inactive, moved, suspended, unsupported, WIP."
        ),
        (
            "last-updated: '2026-01-01'", "last-updated: '2026-13-01'",
            "error 3: `header.last-updated` is no date such as 2026-01-31: “2026-13-01”."
        ),
        (
            "last-updated: '2026-01-01'", "last-updated: '2036-01-01'",
            "warning 3: `header.last-updated` lies in the future: 2036-01-01."
        ),
        (
            "last-reviewed: '2026-02-01'", "last-reviewed: '2020-02-01'",
            "warning 4: The file was last reviewed more than a year ago, on 2020-02-01."
        ),
        (
            "homepage: https://acme.example", "homepage: acme.example",
            "error 8: `project.homepage` is no web address: “acme.example”."
        ),
        (
            "homepage: https://acme.example", "homepage: http://acme.example",
            "warning 8: `project.homepage` is not delivered encrypted: “http://acme.example”. Use https."
        ),
        (
            "ann@acme.example", "ann at acme",
            "error 11: `project.administrators[0].email` is no e-mail address: “ann at acme”."
        ),
        (
            "schema-version: 2.1.0", "schema-version: two",
            "error 2: `header.schema-version` is no version such as 2.1.0: “two”."
        ),
        (
            "schema-version: 2.1.0", "schema-version: 3.0.0",
            "warning 2: `header.schema-version` is “3.0.0”; the versions known here are 1.0.0 and 2.x."
        ),
        (
            "reports-accepted: true", "reports-accepted: 'yes'",
            "error 17: `project.vulnerability-reporting.reports-accepted` is neither true nor false."
        ),
        ("  homepage:", "  homepaje:", "error 8: `project.homepaje` is no member of the specification."),
        (
            "    - {name: Ann, primary: true}", "    []",
            "error 25: `repository.core-team` is empty, and needs at least one entry."
        ),
        ("rulesets: [default]", "rulesets: default", "error 33: `repository.security.tools[0].rulesets` is no list."),
        (
            "type: SAST", "type: sast",
            "error 32: `repository.security.tools[0].type` is “sast”; it can be fuzzing, container, secret, SCA, SAST, other."
        ),
    ])
    func `what is wrong is said with its line`(_ old: String, _ new: String, _ message: String) {
        let text = Self.full.replacing(old, with: new, maxReplacements: 1)
        #expect(problems(text) == [message])
    }

    @Test func `a file can leave the project to another`() {
        let text = """
            header:
              schema-version: 2.0.0
              last-updated: '2026-01-01'
              last-reviewed: '2026-01-01'
              url: https://acme.example/widget
              project-si-source: https://acme.example/security-insights.yml
            repository: {}
            """
        let insights = SecurityInsights(path: "SECURITY-INSIGHTS.yml", text: text, asOf: ProjectFixture.asOf)
        #expect(insights.source?.text == "https://acme.example/security-insights.yml")
        #expect(!insights.problems.contains { $0.message.contains("`project`") })
    }

    @Test func `what is no such file is said`() {
        #expect(problems("- a\n") == ["error 1: The file is no mapping with a `header`."])
        #expect(problems("a: [").first?.hasPrefix("error") == true)
        #expect(
            problems("header: {}\n").contains(
                "error 1: The file has neither `project` nor `repository`, so it says nothing."))
    }

    @Test func `the first version is read as well`() {
        let text = """
            header:
              schema-version: 1.0.0
              expiration-date: '2026-12-31T00:00:00Z'
              project-url: https://git.example/acme/widget
            project-lifecycle:
              status: active
              bug-fixes-only: false
            contribution-policy:
              accepts-pull-requests: true
              accepts-automated-pull-requests: false
            distribution-points: [https://acme.example]
            security-contacts: [{type: email, value: ann@acme.example}]
            security-testing:
              - tool-type: fuzzer
                tool-name: Fuzz
                tool-version: '1'
                integration: {ad-hoc: true, ci: false, before-release: false}
            vulnerability-reporting:
              accepts-vulnerability-reports: true
            """
        #expect(
            problems(text) == [
                "error 6: `project-lifecycle.core-maintainers` is missing, and the project is active.",
                "error 19: `vulnerability-reporting.email-contact` is missing, and reports are accepted.",
                "error 19: `vulnerability-reporting.security-policy` is missing, and reports are accepted.",
            ])
        let insights = SecurityInsights(path: "SECURITY-INSIGHTS.yml", text: text, asOf: ProjectFixture.asOf)
        #expect(insights.generation == .one)
        #expect(insights.tools("fuzzing").map(\.name.text) == ["Fuzz"])
        #expect(
            problems(text.replacing("2026-12-31", with: "2020-12-31")).contains(
                "warning 3: The file expired on 2020-12-31."))
    }

    @Test func `only three places are looked in`() {
        #expect(SecurityInsights.isPlace("SECURITY-INSIGHTS.yml"))
        #expect(SecurityInsights.isPlace(".github/security-insights.yaml"))
        #expect(SecurityInsights.isPlace(".gitlab/security-insights.yml"))
        #expect(!SecurityInsights.isPlace("docs/security-insights.yml"))
    }

    /// The specification's own templates have no errors.
    @Test func `the specification's templates are sound`() throws {
        guard let folder = TestData.folder("vectors/security-insights-spec") else { return }
        let files = TestData.files(below: folder).filter { $0.pathExtension == "yml" }
        var sound = 0
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let insights = SecurityInsights(path: file.lastPathComponent, text: text, asOf: ProjectFixture.asOf)
            if insights.hasErrors { print("\(file.lastPathComponent): \(insights.problems)") } else { sound += 1 }
        }
        print("Security Insights templates: \(sound)/\(files.count) without errors")
        #expect(sound == files.count)
    }

    @Test func `damaged files are read or refused`() {
        Fuzzing(seed: 47, rounds: 800).run { _, mutator in
            let insights = SecurityInsights(
                path: "SECURITY-INSIGHTS.yml", text: mutator.mutated(Self.full), asOf: ProjectFixture.asOf)
            _ = (insights.tools("SAST"), insights.hasErrors, insights.source)
        }
    }
}
