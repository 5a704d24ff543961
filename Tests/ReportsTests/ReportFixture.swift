// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import Severities
import Wire

/// Reports of a few made-up advisories and components, judged as a scan judges them.
enum ReportFixture {
    static let records: [String] = [
        record(
            "GHSA-aaaa", aliases: "\"CVE-2026-1\"", "npm", "thing", #"{"introduced":"0"},{"fixed":"2.0.0"}"#,
            severity: #","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]"#),
        record("OTHER-1", aliases: "\"CVE-2026-1\"", "npm", "thing", #"{"introduced":"0"},{"last_affected":"1.0.0"}"#),
        record("GHSA-bbbb", "npm", "thing", #"{"introduced":"1.0.0"}"#),
        record("MAL-2026-1", "npm", "evil", #"{"introduced":"0"}"#),
        record("PYSEC-1", "PyPI", "snake", #"{"introduced":"0"},{"fixed":"not a version"}"#),
        """
        {"id":"GIT-1","modified":"2026-01-01T00:00:00Z","affected":[{"ranges":[{"type":"GIT","repo":\
        "https://example.org/r","events":[{"introduced":"0"},{"fixed":"\(String(repeating: "a", count: 40))"}]}]}]}
        """,
        """
        {"id":"ENUM-1","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"npm","name":"listed"},\
        "versions":["1.0.0","1.1.0"]}]}
        """,
    ]

    private static func record(
        _ id: String, aliases: String = "", _ ecosystem: String, _ name: String, _ events: String, severity: String = ""
    ) -> String {
        """
        {"id":"\(id)","modified":"2026-01-01T00:00:00Z","summary":"About \(id) {0} [a](b)","aliases":[\(aliases)]\(severity),\
        "affected":[{"package":{"ecosystem":"\(ecosystem)","name":"\(name)"},"ranges":[{"type":"ECOSYSTEM",\
        "events":[\(events)]}]}]}
        """
    }

    static func component(
        _ ecosystem: String?, _ name: String, _ version: String?, path: String = "lock", line: Int? = 3,
        requirement: String? = nil, pin: Pin = .registry
    ) throws -> Component {
        let ecosystem = try ecosystem.map { try EcosystemName(parsing: $0) }
        return Component(
            purl: try? ecosystem?.packageURL(name: name, version: version), name: name, version: version,
            ecosystem: ecosystem, requirement: requirement, groups: [.runtime, .development], relationship: .direct,
            pin: pin, location: SourceLocation(path: path, line: line),
            sources: [SourcePackage(name: "upstream-\(name)", version: nil)],
            hashes: [Digest(algorithm: "sha256", value: "00")], licences: ["MIT"])
    }

    /// One of everything.
    static func components() throws -> [Component] {
        [
            try component("npm", "thing", "1.5.0", path: "a/package-lock.json"),
            try component("npm", "thing", "1.5.0", path: "b c/ü/package-lock.json", line: 9),
            try component("npm", "thing", nil, requirement: ">=1"),
            try component("npm", "evil", "1.0.0", path: "/absolute/lock", line: nil),
            try component("npm", "listed", "1.0.0"),
            try component("PyPI", "snake", "1.0"),
            try component("Hex", "nothing-loaded", "1.0.0"),
            try component(nil, "no ecosystem", "1"),
            try component(
                nil, "repository", nil,
                pin: .branch(repository: "https://example.org/r", reference: "main", revision: nil)),
            try component(
                "GIT", "https://example.org/r", nil,
                pin: .revision(repository: "https://example.org/r", revision: String(repeating: "b", count: 40))),
            try component("npm", "local", "1.0.0", pin: .path("../local")),
            try component("npm", "address", "1.0.0", pin: .url("https://example.org/x.tgz")),
        ]
    }

    static func report(
        _ components: [Component], records: [String] = records, problems: [ScanProblem] = [],
        skipped: [SkippedPath] = []
    ) throws -> ScanReport {
        let output = Output()
        var builder = IndexBuilder(
            origin: IndexOrigin(created: Instant(seconds: 1_796_342_400), generation: 1, sources: ["test"]),
            spill: .inMemory())
        let reader = AdvisoryReader(detail: .matching)
        for record in records { try builder.add(try reader.read(json: Array(record.utf8)).advisory, source: 0) }
        _ = try builder.finish { output.bytes.append(contentsOf: $0) }
        let index = try AdvisoryIndex(ByteRegion(copying: output.bytes))
        let matcher = Matcher(index: index)
        let judgements = try matcher.judge(components).map { judgement in
            JudgedComponent(
                matches: try matcher.explain(judgement.matches), fixedCount: judgement.fixedCount,
                notAffectedCount: judgement.notAffectedCount, notJudged: judgement.notJudged)
        }
        let files = Set(components.map(\.location.path)).sorted().map { path in
            ScannedFile(path: path, format: "test", components: components.count { $0.location.path == path })
        }
        return ScanReport(
            version: "1.2.3", targets: ["."],
            data: AdvisoryData(
                kind: .database, created: index.origin.created, advisories: index.advisoryCount, sources: ["test"]),
            files: files, components: components, judgements: judgements, problems: problems, skipped: skipped)
    }

    /// A report with one of everything that a report can hold.
    static func everything() throws -> ScanReport {
        try report(
            try components(),
            problems: [
                ScanProblem(
                    kind: .unreadable, location: SourceLocation(path: "x", line: 4), message: "It is cut short.",
                    hint: "Fetch it again."),
                ScanProblem(kind: .warning, location: SourceLocation(path: "y"), message: "It is odd {1} [a](b)."),
            ],
            skipped: SkippedPath.Reason.allCases.map { SkippedPath(path: $0.rawValue, reason: $0, format: "test") })
    }

    private final class Output {
        var bytes: [UInt8] = []
    }
}
