// SPDX-License-Identifier: Apache-2.0
import Inventories
import Packages
import Reports
import Testing
import Wire

@testable import Workflows

/// What a folder's files say together.
struct FolderReadingTests {
    private func scan(_ bench: Workbench, _ target: String = "it") async throws -> ScanReport {
        try await ScanWorkflow(folder: bench.data, version: "test").run([bench.path(target)])
    }

    @Test(arguments: [
        ("Package.swift", "Package.resolved", #"{"version": 2, "pins": []}"#),
        ("composer.json", "composer.lock", #"{"packages": []}"#),
        ("build.gradle.kts", "gradle.lockfile", "empty=\n"),
        ("setup.py", "requirements.txt", ""),
    ])
    func `a manifest that is not read is named where no lockfile answers for it`(
        _ manifest: String, _ lock: String, _ content: String
    ) async throws {
        let bench = try Workbench()
        try bench.write("anything", to: "it/a/" + manifest)
        let alone = try await scan(bench)
        #expect(alone.problems.map(\.kind) == [.unreadable])
        #expect(alone.problems.map(\.location.path) == ["a/" + manifest])
        #expect(alone.problems.first?.hint?.isEmpty == false)
        #expect(alone.summary.sentence == "No component was found; 1 file could not be read.")
        try bench.write(content, to: "it/" + lock)
        #expect(try await scan(bench).problems.isEmpty)
    }

    @Test func `what a requirements file includes is listed once, and the graph stays whole`() async throws {
        let bench = try Workbench()
        try bench.write("a==1\n    # via c\nb==1\n    # via c\n", to: "it/base-requirements.txt")
        try bench.write("-r base-requirements.txt\nc==1\nd==1\n    # via c\n", to: "it/requirements.txt")
        let report = try await scan(bench)
        #expect(report.components.map(\.name).sorted() == ["a", "b", "c", "d"])
        #expect(report.files.map(\.components).reduce(0, +) == 4)
        let subject = try await InventoryWorkflow().run([bench.path("it")])
        for inventory in subject.inventories {
            for edge in inventory.edges {
                #expect(inventory.components.indices.contains(edge.from))
                #expect(inventory.components.indices.contains(edge.to))
            }
        }
        let whole = try #require(subject.inventories.first { $0.format == "python-requirements" && !$0.edges.isEmpty })
        #expect(whole.edges.map { [whole.components[$0.from].name, whole.components[$0.to].name] } == [["c", "d"]])
    }

    @Test func `a folder in the place of a lockfile is named, one around a known file is not`() async throws {
        let bench = try Workbench()
        try bench.write("x", to: "it/package-lock.json/x")
        try bench.write("FROM alpine:3.20\n", to: "it/Dockerfile/Dockerfile")
        try bench.write("x", to: "it/demo.egg-info/requires.txt")
        let report = try await scan(bench)
        #expect(report.problems.map(\.location.path) == ["package-lock.json"])
        #expect(report.components.map(\.name) == ["alpine"])
    }

    @Test func `a package database named by itself has the distribution of its system`() async throws {
        let bench = try Workbench()
        try bench.write("ID=debian\nVERSION_ID=\"12\"\n", to: "root/etc/os-release")
        try bench.write(
            "Package: curl\nStatus: install ok installed\nVersion: 7.88.1-10\nArchitecture: amd64\n",
            to: "root/var/lib/dpkg/status")
        let report = try await scan(bench, "root/var/lib/dpkg/status")
        #expect(report.components.map { $0.ecosystem?.description } == ["Debian:12"])
        #expect(report.components.map(\.location.path) == ["var/lib/dpkg/status"])
    }
}
