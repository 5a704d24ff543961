// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import TestSupport
import Testing
import Wire

@testable import ProjectHealth

@Suite struct MaintainerIntentTests {
    private func facts(_ documents: [TextDocument] = [], metadata: [PackageMetadata] = []) -> ProjectFacts {
        var subject = ProjectSubject(name: "widget")
        subject.repository = "github.com/acme/widget"
        var tree = TreeFacts()
        tree.documents = documents
        tree.metadata = metadata
        return ProjectFacts(subject: subject, asOf: Instant(seconds: 1_780_000_000), tree: tree)
    }

    private func said(_ readme: String, path: String = "README.md", kind: TextDocument.Kind = .readme) -> [String] {
        MaintainerIntent.statements(facts([TextDocument(path: path, kind: kind, text: readme)])).map { statement in
            "\(statement.kind.rawValue) \(statement.certainty) \(statement.location.line ?? 0)"
        }
    }

    private func kinds(_ sentence: String) -> Set<IntentStatement.Kind> {
        let readme = "# widget\n\n\(sentence)\n\n## Usage\n\nCall it.\n"
        return Set(
            MaintainerIntent.statements(facts([TextDocument(path: "README.md", kind: .readme, text: readme)])).map(
                \.kind))
    }

    @Test(arguments: [
        ("This project is no longer maintained.", IntentStatement.Kind.unmaintained),
        ("**This repository is no longer actively maintained.**", .unmaintained),
        ("> ⚠️ No longer maintained", .unmaintained),
        ("UNMAINTAINED: please look for something else.", .unmaintained),
        ("Widget is unmaintained.", .unmaintained),
        ("`widget` is not actively maintained anymore, sorry.", .unmaintained),
        ("I no longer have the time to maintain this project.", .unmaintained),
        ("We are no longer maintaining this library.", .unmaintained),
        ("Development of this project has ceased.", .unmaintained),
        ("Please note that this package is now abandoned.", .unmaintained),
        ("This module has been deprecated in favour of [gadget](https://example.org/gadget).", .deprecated),
        ("DEPRECATED", .deprecated),
        ("**DEPRECATED** - use gadget instead.", .deprecated),
        ("[DEPRECATED] Please use https://example.org/gadget", .deprecated),
        ("The package is deprecated.", .deprecated),
        ("This library is deprecated and no longer maintained.", .unmaintained),
        ("This library is officially deprecated as of 2023.", .deprecated),
        ("This plugin is superseded by gadget.", .deprecated),
        ("This repository has been archived.", .archived),
        ("Project status: archived", .archived),
        ("This repository is archived and read only.", .archived),
        ("This project has reached its end of life.", .endOfLife),
        ("This software is no longer supported.", .endOfLife),
        ("Widget has been discontinued.", .endOfLife),
        ("This repository has moved to https://codeberg.org/acme/widget.", .movedElsewhere),
        ("Development has moved to https://git.example.org/widget", .movedElsewhere),
        ("We are looking for maintainers!", .seekingMaintainers),
        ("Maintainer wanted", .seekingMaintainers),
        ("This project is looking for a new maintainer.", .seekingMaintainers),
        ("I'm looking for co-maintainers.", .seekingMaintainers),
        ("This gem is up for adoption.", .seekingMaintainers),
        ("This project is in maintenance mode.", .maintenanceOnly),
        ("Widget is feature complete; only bug fixes will be accepted.", .maintenanceOnly),
        ("The project is passively maintained.", .maintenanceOnly),
        ("This project is experimental.", .experimental),
        ("This is a work in progress.", .experimental),
        ("Status: proof of concept", .experimental),
        ("This library is not yet ready for production.", .experimental),
        ("Widget is actively maintained.", .activelyMaintained),
        ("This project is under active development.", .activelyMaintained),
    ])
    func `a sentence about the project is heard`(_ sentence: String, _ kind: IntentStatement.Kind) {
        #expect(kinds(sentence).contains(kind), "\(sentence) → \(kinds(sentence))")
    }

    @Test(arguments: [
        "This replaces the deprecated frobnicate library.",
        "A maintained fork of the unmaintained thing.",
        "A fork of thing, which is no longer maintained.",
        "The original project is no longer maintained, so we forked it.",
        "Function `frob` is deprecated.",
        "`frob()` is deprecated, use `grob()`.",
        "Deprecated functions were removed in 2.0.",
        "Deprecated options are listed below.",
        "Version 1.x of this library is no longer supported.",
        "widget 1.x is no longer maintained.",
        "widget 1 is considered end of life - please move on.",
        "**widget 2** is deprecated.",
        "widget v2 is unmaintained.",
        "The widget 0.9 branch has been archived.",
        "The 1.x line of this project is end of life.",
        "widget has experimental support on Plan 9 for all parts.",
        "widget is experimental on Plan 9.",
        "widget on Plan 9 is unmaintained.",
        "This project is no longer supported on Windows XP.",
        "Support for Python 2 is deprecated.",
        "This package drops support for Node 10, which is end of life.",
        "Is this project still maintained?",
        "Is this project deprecated?",
        "If this project is no longer maintained, fork it.",
        "What happens when this project is deprecated?",
        "This project is not deprecated.",
        "This project is not abandoned.",
        "We are not looking for maintainers.",
        "If you are looking for a maintainer of something, ask us.",
        "Unlike thing, which is deprecated, this works.",
        "It finds dependencies that are deprecated or unmaintained.",
        "A tool that lists archived repositories.",
        "Detects unmaintained packages.",
        "The API of this project is deprecated.",
        "It has moved to a new release model.",
        "This project is maintained by Acme.",
        "Experimental support for Windows is there.",
        "Warns about deprecated syntax.",
        "Archived versions can be found on the server.",
        "This library is no longer maintained by Acme but by the community.",
        "The archived repository is searched as well.",
        "Use this action to mark issues as abandoned.",
        "Marks a package as deprecated on npm.",
    ])
    func `a sentence about something else is not`(_ sentence: String) {
        #expect(kinds(sentence).isEmpty, "\(sentence) → \(kinds(sentence))")
    }

    @Test func `a version's end is not the project's, wherever its sentence stands`() {
        let text =
            "# widget\n\nFrames.\n\n### Versions\n\nText.\n\n### widget 1\n\n"
            + "widget 1 is considered end of life - move to a newer one.\n\n### Platforms\n\n"
            + "widget has experimental support on Plan 9.\n"
        #expect(said(text).isEmpty, "\(said(text))")
    }

    @Test(arguments: [(9, "likely"), (10, "possible")])
    func `of an active project a sentence is only a possible end`(_ commits: Int, _ certainty: String) throws {
        var facts = facts([
            TextDocument(
                path: "README.md", kind: .readme,
                text:
                    "# widget\n\nThis project is deprecated.\n\n![s](https://img.shields.io/badge/status-archived-red)\n"
            )
        ])
        var history = History()
        history.people = [Person(name: "Ann", email: "ann@acme.example")]
        for number in 1...commits {
            let digits = String(number, radix: 16)
            history.commits.append(
                CommitRecord(
                    id: try #require(ObjectID(String(repeating: "0", count: 40 - digits.utf8.count) + digits)),
                    parents: [],
                    author: 0, committer: 0, authorTime: facts.asOf.seconds - 86_400,
                    commitTime: facts.asOf.seconds - 86_400, authorOffset: 0, signature: .none, subject: "Change"))
        }
        facts.history = .known(history)
        #expect(
            MaintainerIntent.statements(facts).map { "\($0.kind.rawValue) \($0.certainty)" } == [
                "archived certain", "deprecated \(certainty)",
            ])
    }

    @Test(arguments: [
        "# widget (deprecated)\n\nText.", "# DEPRECATED: widget\n\nText.", "# widget [DEPRECATED]\n\nText.",
        "# widget\n\n## Deprecated\n\nUse something else.", "# ⚠️ DEPRECATED ⚠️\n\n# widget\n", "# widget — DEPRECATED\n",
        "DEPRECATED\n==========\n\nwidget does things.\n",
    ])
    func `headings say it`(_ readme: String) {
        #expect(said(readme).contains { $0.hasPrefix("deprecated likely") }, "\(readme) → \(said(readme))")
    }

    @Test(arguments: [
        "# widget\n\n## Deprecated functions\n\n- frob\n",
        "# widget\n\nText.\n\n## Changelog\n\nThis package is deprecated since 1.0.\n",
        "# widget\n\n```\nthis project is deprecated\n```\n", "# widget\n\n<!-- this project is deprecated -->\n",
        "# widget\n\n## Releases\n\n### 2.0\n\nThis module is deprecated.\n",
    ])
    func `code, comments and changelogs do not`(_ readme: String) {
        #expect(said(readme).isEmpty, "\(readme) → \(said(readme))")
    }

    @Test func `a changelog, a part's README and a guide are no README`() {
        let text = "# widget\n\nDEPRECATED\n"
        #expect(said(text, path: "CHANGELOG.md", kind: .changelog).isEmpty)
        #expect(said(text, path: "packages/old/README.md").isEmpty)
        #expect(said(text, path: "CONTRIBUTING.md", kind: .contributing).isEmpty)
        #expect(
            said("# Maintainers\n\nWe are looking for maintainers.\n", path: "MAINTAINERS.md", kind: .maintainers) == [
                "seekingMaintainers likely 3"
            ])
    }

    @Test func `deep in a text it counts less`() {
        let filler = String(repeating: "Some words about nothing at all.\n\n", count: 100)
        #expect(said("# widget\n\n## Usage\n\n\(filler)This project is deprecated.\n") == ["deprecated possible 205"])
        #expect(said("# widget\n\n## Usage\n\n\(filler)Deprecated.\n").isEmpty)
    }

    @Test(arguments: [
        (
            "https://img.shields.io/badge/maintenance-deprecated-red.svg",
            IntentStatement.Kind.deprecated as IntentStatement.Kind?
        ),
        ("https://img.shields.io/badge/maintenance-actively--developed-brightgreen.svg", .activelyMaintained),
        ("https://img.shields.io/badge/maintenance-looking--for--maintainer-blue", .seekingMaintainers),
        ("https://img.shields.io/badge/status-archived-lightgrey", .archived),
        ("https://img.shields.io/badge/Project%20Status-Unmaintained-red", .unmaintained),
        ("https://img.shields.io/badge/lifecycle-experimental-orange.svg", .experimental),
        ("https://img.shields.io/badge/lifecycle-superseded-blue.svg", .deprecated),
        ("https://img.shields.io/maintenance/no/2019.svg", .unmaintained),
        ("https://img.shields.io/maintenance/yes/2099", .activelyMaintained),
        ("https://img.shields.io/maintenance/yes/2017", nil),
        ("https://www.repostatus.org/badges/latest/abandoned.svg", .unmaintained),
        ("https://www.repostatus.org/badges/2.0.0/wip.svg", .experimental),
        ("https://www.repostatus.org/badges/latest/active.svg", .activelyMaintained),
        ("http://unmaintained.tech/badge.svg", .unmaintained),
        ("https://img.shields.io/badge/deprecated-red", .deprecated),
        ("https://img.shields.io/badge/license-MIT-blue", nil),
        ("https://img.shields.io/badge/PRs-welcome-green", nil),
        ("https://img.shields.io/badge/build-archived-red", nil),
        ("https://example.org/maintenance-deprecated.svg", nil),
        ("https://img.shields.io/badge/", nil),
        ("https://img.shields.io/maintenance/", nil),
    ])
    func `status badges are read`(_ address: String, _ kind: IntentStatement.Kind?) {
        let link = Prose.Link(target: address, label: "", line: 1, isImage: true)
        #expect(IntentBadge.kind(of: link, year: 2026) == kind)
    }

    @Test(arguments: [
        ("package.json", "Use gadget instead", IntentStatement.Kind.deprecated as IntentStatement.Kind?),
        ("package.json", "false", nil), ("sub/package.json", "Use gadget", nil),
        ("composer.json", "abandoned: acme/gadget", .deprecated),
        ("Cargo.toml", "maintenance: actively-developed", .activelyMaintained),
        ("Cargo.toml", "maintenance: none", nil),
        ("Cargo.toml", "maintenance: looking-for-maintainer", .seekingMaintainers),
        ("Cargo.toml", "maintenance: deprecated", .deprecated),
        ("pyproject.toml", "Development Status :: 7 - Inactive", .unmaintained),
        ("setup.py", "Development Status :: 5 - Production/Stable", nil),
        ("setup.cfg", "Development Status :: 2 - Pre-Alpha", .experimental),
    ])
    func `manifests are read`(_ path: String, _ text: String, _ kind: IntentStatement.Kind?) {
        let metadata = PackageMetadata(statement: .status, text: text, path: path, line: 7)
        let found = MaintainerIntent.statements(facts(metadata: [metadata]))
        #expect(found.map(\.kind) == (kind.map { [$0] } ?? []))
        #expect(found.allSatisfy { $0.certainty == .certain && $0.location.line == 7 && $0.quote == text })
    }

    @Test func `the forge's settings, topics and description are heard`() {
        var facts = facts()
        var snapshot = ForgeSnapshot(forge: .github, url: "https://github.com/acme/widget", taken: facts.asOf)
        var project = ForgeSnapshot.Project(name: "acme/widget", defaultBranch: "main")
        project.isArchived = true
        project.topics = ["parser", "unmaintained"]
        project.description = "[DEPRECATED] A parser of widgets"
        snapshot.project = .seen(project)
        facts.forge = .known(snapshot)
        let found = MaintainerIntent.statements(facts)
        #expect(found.map(\.kind) == [.archived, .unmaintained, .deprecated])
        #expect(
            found.map(\.quote) == [
                "The forge says that the project is archived.", "topic: unmaintained",
                "[DEPRECATED] A parser of widgets",
            ])
    }

    @Test func `security insights are heard`() {
        #expect(
            said("repository:\n  status: abandoned\n", path: "SECURITY-INSIGHTS.yml", kind: .securityInsights) == [
                "unmaintained certain 2"
            ])
    }

    @Test func `the sentence is quoted with its line`() {
        let found = MaintainerIntent.statements(
            facts([
                TextDocument(
                    path: "README.md", kind: .readme,
                    text: "# widget\n\nSome text first. **This project is no longer maintained.** More.\n")
            ]))
        #expect(found.map(\.quote) == ["This project is no longer maintained."])
        #expect(
            found.map(\.location) == [
                EvidenceLocation(.text, "README.md", line: 3, snippet: "This project is no longer maintained.")
            ])
    }

    @Test func `damaged documents are heard without harm`() {
        let text =
            "# widget [DEPRECATED]\n\nThis project is no longer maintained.\n![s](https://img.shields.io/badge/status-archived-red)\n"
        Fuzzing(seed: 43, rounds: 1_000).run { _, mutator in
            _ = said(mutator.mutated(text))
        }
    }
}
