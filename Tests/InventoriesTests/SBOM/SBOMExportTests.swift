// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inventories
import Packages
import TestSupport
import Testing
import Wire

@Suite struct `Exported bills of materials` {
    private static let tool = ToolName(vendor: "Example", name: "mainstay", version: "0.1")

    /// FNV-1a twice over: no cryptography, only a function of the content.
    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for start in [0xCBF2_9CE4_8422_2325, 0x8422_2325_CBF2_9CE4] as [UInt64] {
            var hash = start
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            for shift in stride(from: 0, to: 64, by: 8) {
                output.append(UInt8(truncatingIfNeeded: hash >> UInt64(shift)))
            }
        }
        return output
    }

    private func cycloneDX(_ inventories: [Inventory], subject: String? = nil, created: Instant? = nil) -> JSON {
        CycloneDXExport.json(of: inventories, tool: Self.tool, subject: subject, created: created, digest: Self.digest)
    }

    private func spdx(_ inventories: [Inventory], subject: String? = nil, created: Instant? = nil) -> JSON {
        SPDXExport.json(of: inventories, tool: Self.tool, subject: subject, created: created, digest: Self.digest)
    }

    private func component(
        _ purl: String, groups: Set<DependencyGroup> = [.runtime], relationship: Relationship = .unknown, line: Int = 1,
        hashes: [Digest] = [], licences: [String] = []
    ) throws -> Component {
        let purl = try PackageURL(parsing: purl)
        guard case .found(let coordinate) = purl.coordinate() else { throw PackagesError("no ecosystem") }
        return Component(
            purl: purl, name: coordinate.name, version: coordinate.version, ecosystem: coordinate.ecosystem,
            groups: groups,
            relationship: relationship, location: SourceLocation(path: "package-lock.json", line: line), hashes: hashes,
            licences: licences)
    }

    private func sample() throws -> Inventory {
        Inventory(
            format: "npm",
            components: [
                try component("pkg:npm/%40s/b@2.0.0", groups: [.development], line: 9),
                try component(
                    "pkg:npm/a@1.0.0", relationship: .direct, line: 4,
                    hashes: [Digest(algorithm: "md5", value: "00ff00ff00ff00ff00ff00ff00ff00ff")],
                    licences: ["MIT"]),
            ], edges: [Inventory.Edge(from: 1, to: 0)])
    }

    @Test func `a CycloneDX document has this shape`() throws {
        let text = cycloneDX([try sample()], subject: "shop").text(.pretty)
        #expect(text == ExpectedBill.cycloneDX)
    }

    @Test func `an SPDX document has this shape`() throws {
        let text = spdx([try sample()], subject: "shop").text(.pretty)
        #expect(text == ExpectedBill.spdx)
    }

    @Test func `a timestamp is only written when one is given`() throws {
        let instant = try #require(Instant(rfc3339: "2024-05-06T07:08:09Z"))
        #expect(!cycloneDX([]).text().contains("timestamp"))
        #expect(cycloneDX([], created: instant).text().contains(#""timestamp":"2024-05-06T07:08:09Z""#))
        #expect(spdx([]).text().contains(#""created":"1970-01-01T00:00:00Z""#))
        #expect(spdx([], created: instant).text().contains(#""created":"2024-05-06T07:08:09Z""#))
    }

    @Test func `the identifier follows the content`() throws {
        #expect(cycloneDX([try sample()]) == cycloneDX([try sample()]))
        #expect(cycloneDX([try sample()]).text().prefix(200) != cycloneDX([]).text().prefix(200))
    }

    @Test func `one package in two files is one component in two places`() throws {
        let first = Inventory(
            format: "x", components: [try component("pkg:npm/a@1.0.0", groups: [.development], line: 1)])
        let second = Inventory(
            format: "x", components: [try component("pkg:npm/a@1.0.0", relationship: .direct, line: 2)])
        let document = cycloneDX([second, first])
        #expect(document == cycloneDX([first, second]))
        let read = try readBill(document.text())
        #expect(read.components.count == 1)
        #expect(read.components.first?.groups == [.runtime, .development])
        #expect(read.components.first?.relationship == .direct)
        #expect(
            document.text().contains(
                #"[{"location":"package-lock.json","line":1},{"location":"package-lock.json","line":2}]"#))
    }

    @Test func `what a reader could not understand makes the document incomplete`() throws {
        var inventory = try sample()
        inventory.warnings = [
            Inventory.Warning(location: SourceLocation(path: "x"), message: "Something was not understood.")
        ]
        let read = try readBill(cycloneDX([inventory]).text())
        #expect(read.warnings.map(\.message) == ["The document says of itself that it is not complete."])
        #expect(spdx([inventory]).text().contains("This document is not complete: 1 places"))
    }

    @Test(arguments: [
        (["MIT"], #"[{"license":{"id":"MIT"}}]"#), (["MIT OR Apache-2.0"], #"[{"expression":"MIT OR Apache-2.0"}]"#),
        (
            ["GPL-2.0-only WITH Classpath-exception-2.0"],
            #"[{"expression":"GPL-2.0-only WITH Classpath-exception-2.0"}]"#
        ),
        (["(MIT AND LicenseRef-x)"], #"[{"expression":"(MIT AND LicenseRef-x)"}]"#),
        (["House rules"], #"[{"license":{"name":"House rules"}}]"#), (["MIT OR"], #"[{"license":{"name":"MIT OR"}}]"#),
        (["MIT", "MIT OR Apache-2.0"], #"[{"license":{"id":"MIT"}},{"license":{"name":"MIT OR Apache-2.0"}}]"#),
        (["(MIT"], #"[{"license":{"name":"(MIT"}}]"#), (["MIT)"], #"[{"license":{"name":"MIT)"}}]"#),
    ])
    func `a licence is an identifier, an expression or a name`(_ licences: [String], _ written: String) throws {
        let inventory = Inventory(format: "x", components: [try component("pkg:npm/a@1.0.0", licences: licences)])
        #expect(cycloneDX([inventory]).text().contains("\"licenses\":\(written)"))
        #expect(try readBill(cycloneDX([inventory]).text()).components.first?.licences == licences)
        #expect(try readBill(spdx([inventory]).text()).components.first?.licences == licences)
    }

    // MARK: Round trip

    private struct Maker {
        var generator: SeededGenerator

        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

        mutating func one<Value>(of values: [Value]) -> Value { values[number(0...values.count - 1)] }

        mutating func component() throws -> Component {
            let version = "\(number(0...2)).\(number(0...3))"
            let purl = one(of: [
                "pkg:npm/a@\(version)", "pkg:npm/%40s/b@\(version)", "pkg:maven/g/c@\(version)",
                "pkg:conda/d@\(version)",
                "pkg:deb/debian/e@\(version)?distro=debian-12&upstream=f", "pkg:golang/example.org/m@v\(version)#x",
                nil,
            ])
            let name = one(of: ["n", "naïve name", "a/b", "x%20y"])
            var component = Component(
                purl: nil, name: name, version: one(of: [version, nil]), ecosystem: nil,
                location: SourceLocation(
                    path: one(of: ["go.sum", "a b/#c.lock", "über/x"]), line: one(of: [nil, 1, 77])))
            if let purl {
                let parsed = try PackageURL(parsing: purl)
                component.purl = parsed
                component.version = parsed.version
                component.name = parsed.name
                if case .found(let coordinate) = parsed.coordinate() {
                    component.name = coordinate.name
                    component.ecosystem = one(of: [coordinate.ecosystem, coordinate.ecosystem, EcosystemName(.npm)])
                }
            } else {
                component.ecosystem = one(of: [nil, EcosystemName(.git), EcosystemName(.debian, suffix: "12")])
            }
            component.requirement = one(of: [nil, nil, "^1 || >2, <3", "ü"])
            component.groups = Set((0..<number(0...2)).map { _ in one(of: DependencyGroup.allCases) })
            component.relationship = one(of: [.unknown, .direct, .transitive])
            component.pin = one(of: [
                .registry, .registry, .path("../a b"), .url("https://x/%2F?a=b"),
                .revision(repository: "https://x/y", revision: "abc"),
                .branch(repository: "git@x:y", reference: "main", revision: nil),
                .branch(repository: "r", reference: "a b", revision: "ff"),
            ])
            component.sources = one(of: [
                [], [], [SourcePackage(name: "f g", version: "1 2")], [SourcePackage(name: "z", version: nil)],
            ])
            component.hashes = one(of: [
                [], [Digest(algorithm: "sha1", value: "e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a")],
                [
                    Digest(algorithm: "h1", value: "00"),
                    Digest(algorithm: "md5", value: "3942447fac867ae5cdb3229b658f4d48"),
                ],
                [Digest(algorithm: "sha1", value: "00")],
            ])
            component.licences = one(of: [
                [], ["MIT"], ["MIT OR X"], ["Apache-2.0", "MIT"], ["MIT AND ISC"], ["own, \"ü\""],
            ])
            return component
        }

        mutating func inventory() throws -> Inventory {
            var inventory = Inventory(format: "x")
            for _ in 0..<number(0...8) { inventory.components.append(try component()) }
            guard !inventory.components.isEmpty else { return inventory }
            for _ in 0..<number(0...8) {
                let last = inventory.components.count - 1
                inventory.edges.append(Inventory.Edge(from: number(0...last), to: number(0...last)))
            }
            inventory.settleEdges()
            return inventory
        }
    }

    @Test func `what is written reads back as the same components, whatever the order of files`() throws {
        var maker = Maker(generator: .init(seed: 42))
        for round in 0..<300 {
            let inventories = try (0..<maker.number(1...3)).map { _ in try maker.inventory() }
            let subject = maker.one(of: [nil, "shop"])
            let documents = [cycloneDX(inventories, subject: subject), spdx(inventories, subject: subject)]
            #expect(documents[0] == cycloneDX(inventories.reversed(), subject: subject), "round \(round)")
            #expect(documents[1] == spdx(inventories.reversed(), subject: subject), "round \(round)")
            let read = try documents.map { try readBill($0.text()) }
            #expect(read[0].components == read[1].components, "round \(round)")
            #expect(read[0].edges == read[1].edges, "round \(round)")
            try expectSame(inventories, read[0], round: round)
        }
    }

    /// Every component of the inventories is in the one that was read, with all it knew.
    private func expectSame(_ inventories: [Inventory], _ read: Inventory, round: Int) throws {
        for component in inventories.flatMap(\.components) {
            let same = read.components.filter { other in
                other.purl == component.purl && other.name == component.name && other.version == component.version
                    && other.ecosystem == component.ecosystem && other.requirement == component.requirement
                    && other.pin == component.pin
            }
            let found = try #require(same.first, "round \(round): \(component)")
            #expect(same.count == 1)
            #expect(found.groups.isSuperset(of: component.groups))
            #expect(Set(found.hashes).isSuperset(of: component.hashes))
            #expect(Set(found.licences).isSuperset(of: component.licences))
            #expect(Set(found.sources).isSuperset(of: component.sources))
            #expect(component.relationship != .direct || found.relationship == .direct)
        }
    }

    @Test func `a single inventory in settled order reads back exactly`() throws {
        var maker = Maker(generator: .init(seed: 7))
        for round in 0..<200 {
            let merged = try readBill(cycloneDX([try maker.inventory()]).text())
            for document in [cycloneDX([merged]), spdx([merged])] {
                let read = try readBill(document.text())
                #expect(read.components == merged.components, "round \(round)")
                #expect(read.edges == merged.edges, "round \(round)")
            }
        }
    }
}
