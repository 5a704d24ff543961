// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// One section per room, floor by floor; ARCHITECTURE.md holds the table the import check reads.

let package = Package(
    name: "mainstay",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "mainstay", targets: ["mainstay"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // MARK: Floor 0, ground

        // Files embedded in the binary.
        .target(name: "CAssets", exclude: ["licenses", "starter"]),
        // libarchive behind its own header.
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        // simdjson behind a C header: parse bytes, hand out the tape.
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        // Bytes: JSON reading and writing, hex, base64, RFC 3339 instants, limits.
        .target(name: "Wire", dependencies: ["CSimdjson"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "TestSupport"]),

        // MARK: Floor 1, words

        // YAML, TOML, XML, JSON and CSV to one neutral tree with source positions, under limits.
        .target(name: "Notations", dependencies: ["Wire", .product(name: "Yams", package: "Yams")]),
        .testTarget(name: "NotationsTests", dependencies: ["Notations", "Wire", "TestSupport"]),
        // Package URLs, ecosystems, version ordering per ecosystem, VERS ranges.
        .target(name: "Packages", dependencies: ["Wire"]),
        .testTarget(
            name: "PackagesTests", dependencies: ["Packages", "Wire", "TestSupport"], exclude: ["Fixtures"]),
        // SPDX license identifiers, expressions and recognition from text.
        .target(name: "Licenses", dependencies: ["CAssets", "Wire"]),
        .testTarget(name: "LicensesTests", dependencies: ["Licenses", "Wire", "TestSupport"]),
        // Credentials in text: patterns, entropy, redaction.
        .target(name: "Secrets", dependencies: ["Wire"]),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets", "Wire", "TestSupport"]),
        // Shell scripts to a tree of commands with places, under limits.
        .target(name: "Shells", dependencies: ["Wire"]),
        .testTarget(name: "ShellsTests", dependencies: ["Shells", "Wire", "TestSupport"]),
        // CVSS 2.0, 3.0, 3.1 and 4.0.
        .target(name: "Severities", dependencies: ["Wire"]),
        .testTarget(name: "SeveritiesTests", dependencies: ["Severities", "Wire", "TestSupport"]),

        // MARK: Floor 2, subjects

        // OSV records: model, alias groups, validation.
        .target(name: "Advisories", dependencies: ["Wire", "Notations", "Packages", "Severities"]),
        .testTarget(
            name: "AdvisoriesTests",
            dependencies: [
                "Advisories",
                "Notations",
                "Packages",
                "Severities",
                "Wire",
                "TestSupport",
            ]),
        // What a forge says of a project: one snapshot, read from GitHub, GitLab and Forgejo answers.
        .target(name: "Forges", dependencies: ["Wire", "Notations"]),
        .testTarget(name: "ForgesTests", dependencies: ["Forges", "Notations", "Wire", "TestSupport"]),
        // Commits, tags and people of a repository, and the metrics and observations that follow from them.
        .target(name: "Histories", dependencies: ["Wire"]),
        .testTarget(name: "HistoriesTests", dependencies: ["Histories", "Wire", "TestSupport"]),
        // What automation does: workflows, actions, Dockerfiles and scripts to steps, permissions and pins.
        .target(name: "Pipelines", dependencies: ["Wire", "Notations", "Shells"]),
        .testTarget(
            name: "PipelinesTests", dependencies: ["Pipelines", "Notations", "Shells", "Wire", "TestSupport"]),
        // Facts to probes, probes to checks, checks to scores; criticality and maintainer intent.
        .target(
            name: "ProjectHealth",
            dependencies: ["Wire", "Notations", "Licenses", "Secrets", "Forges", "Histories", "Pipelines"]),
        .testTarget(
            name: "ProjectHealthTests",
            dependencies: [
                "ProjectHealth",
                "Forges",
                "Histories",
                "Licenses",
                "Notations",
                "Pipelines",
                "Secrets",
                "Wire",
                "TestSupport",
            ]),
        // Requirements of the OSPS Baseline and the Best Practices Badge, judged from the facts.
        .target(
            name: "Criteria",
            dependencies: [
                "Wire", "Notations", "Licenses", "Secrets", "Forges", "Histories", "Pipelines", "ProjectHealth",
            ]),
        .testTarget(
            name: "CriteriaTests",
            dependencies: [
                "Criteria",
                "Forges",
                "Histories",
                "Licenses",
                "Notations",
                "Pipelines",
                "ProjectHealth",
                "Secrets",
                "Wire",
                "TestSupport",
            ]),
        // One health report, written as a table, Scorecard JSON, SARIF, Gemara, Markdown and pictures.
        .target(
            name: "HealthReports",
            dependencies: [
                "Wire", "Licenses", "Secrets", "Forges", "Histories", "Pipelines", "ProjectHealth", "Criteria",
                "Reports",
            ]),
        .testTarget(
            name: "HealthReportsTests",
            dependencies: [
                "HealthReports",
                "Criteria",
                "Forges",
                "Histories",
                "Licenses",
                "Notations",
                "Pipelines",
                "ProjectHealth",
                "Reports",
                "Secrets",
                "Wire",
                "TestSupport",
            ]),
        // Lockfiles, manifests, SBOMs and package databases to components with places and a graph.
        .target(name: "Inventories", dependencies: ["Wire", "Notations", "Packages"]),
        .testTarget(
            name: "InventoriesTests",
            dependencies: [
                "Inventories",
                "Notations",
                "Packages",
                "Wire",
                "TestSupport",
            ],
            exclude: ["Fixtures"]),
        // The compiled index of affected ranges; component to advisories.
        .target(name: "Matching", dependencies: ["Wire", "Packages", "Severities", "Advisories", "Inventories"]),
        .testTarget(
            name: "MatchingTests",
            dependencies: [
                "Matching",
                "Advisories",
                "Inventories",
                "Packages",
                "Severities",
                "Wire",
                "TestSupport",
            ]),
        // One scan report, written as a table, JSON and SARIF.
        .target(
            name: "Reports",
            dependencies: ["Wire", "Packages", "Severities", "Advisories", "Inventories", "Matching"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports",
                "Matching",
                "Advisories",
                "Inventories",
                "Packages",
                "Severities",
                "Wire",
                "TestSupport",
            ]),

        // MARK: Floor 3, effects

        // Files, folders and archives, read once and under limits.
        .target(name: "Files", dependencies: ["Wire", "CArchive"]),
        .testTarget(name: "FilesTests", dependencies: ["Files", "Wire", "TestSupport"]),
        // The git executable, asked about commits, trees and blobs.
        .target(
            name: "GitReading",
            dependencies: [
                "Wire", "Histories", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .testTarget(
            name: "GitReadingTests",
            dependencies: [
                "GitReading",
                "Histories",
                .product(name: "Subprocess", package: "swift-subprocess"),
                "TestSupport",
            ]),
        // HTTP to advisory sources and forges.
        .target(
            name: "Outbound",
            dependencies: [
                "Wire",
                "Forges",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .testTarget(
            name: "OutboundTests",
            dependencies: [
                "Outbound",
                "Forges",
                "Wire",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                "TestSupport",
            ]),
        // The database: migrations, records, SQLite.
        .target(name: "Storage", dependencies: ["Wire", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage",
                .product(name: "GRDB", package: "GRDB.swift"),
                "Wire",
                "TestSupport",
            ]),
        // Scan, update, status, show: the only place where subjects and effects meet.
        .target(
            name: "Workflows",
            dependencies: [
                "CAssets", "Wire", "Notations", "Packages", "Secrets", "Severities", "Advisories", "Forges",
                "Histories",
                "ProjectHealth", "HealthReports", "Inventories", "Matching", "Reports", "Files", "GitReading",
                "Outbound", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(
            name: "WorkflowsTests",
            dependencies: [
                "Workflows",
                "Wire",
                "Packages",
                "Severities",
                "Advisories",
                "Forges",
                "GitReading",
                "HealthReports",
                "Histories",
                "ProjectHealth",
                "Secrets",
                "Inventories",
                "Matching",
                "Reports",
                "Files",
                "Storage",
                .product(name: "Subprocess", package: "swift-subprocess"),
                "TestSupport",
            ]),

        // MARK: Floor 4, doors

        // Commands: parse, call one workflow, print.
        .target(
            name: "CommandLineInterface",
            dependencies: [
                "Wire", "Packages", "Severities", "Advisories", "Criteria", "HealthReports", "Inventories", "Matching",
                "ProjectHealth", "Reports", "Files", "Workflows",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "CommandLineInterfaceTests",
            dependencies: [
                "CommandLineInterface",
                "Wire",
                "Reports",
                "Workflows",
                .product(name: "Subprocess", package: "swift-subprocess"),
                "TestSupport",
            ], exclude: ["Snapshots"]),
        // The executable.
        .executableTarget(name: "mainstay", dependencies: ["CommandLineInterface"]),

        // MARK: Measuring only

        // The benchmarks; Benchmarks/README.md says why they are a target and no package.
        .executableTarget(
            name: "mainstay-benchmarks",
            dependencies: [
                "Wire", "Packages", "Advisories", "Inventories", "Matching", "Files", "Workflows",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Benchmarks/Sources/mainstay-benchmarks"),

        // MARK: Tests only

        // Finds shared test data, makes temporary folders.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        .treatAllWarnings(as: .error),
    ]
}
