// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages
import Testing

@testable import Inventories

@Suite struct OperatingSystemRPMTests {
    /// Three packages installed by rpm 4.18 (`sample`, `sample-doc`, `sample-libs`), the other tables dropped, pages of 1,024
    /// bytes: the headers lie on overflow pages.
    static let database: [UInt8] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "Fixtures/OperatingSystems/rpmdb.sqlite")
        return (try? Array(Data(contentsOf: file))) ?? []
    }()

    static let path = "var/lib/rpm/rpmdb.sqlite"

    static func read(_ bytes: [UInt8], related: [String: String] = [:]) throws(InventoryError) -> Inventory {
        try MoreReading.read(RPMDatabase.sqlite, bytes: bytes, path: path, related: related)
    }

    @Test func `rpm's database gives epochs, sources, licences and the graph`() throws {
        let inventory = try OperatingSystemRPMTests.read(
            OperatingSystemRPMTests.database,
            related: [
                "etc/os-release": "ID=\"rocky\"\nVERSION_ID=\"9.3\"\nPRETTY_NAME=\"Rocky Linux 9.3 (Blue Onyx)\"\n"
            ])
        #expect(
            MoreReading.lines(inventory).sorted() == [
                "0 sample 1.2~rc1-3.el9 runtime unknown", "0 sample-doc 1.2~rc1-3.el9 runtime unknown",
                "0 sample-libs 1:3.0.7-24.el9 runtime unknown",
            ])
        let libraries = try #require(inventory.components.first { $0.name == "sample-libs" })
        #expect(
            libraries.purl?.description
                == "pkg:rpm/rocky/sample-libs@3.0.7-24.el9?arch=noarch&distro=rocky-9.3&epoch=1&upstream=sample-libs-3.0.7-24.el9.src.rpm"
        )
        #expect(libraries.ecosystem?.description == "Rocky Linux:9")
        #expect(libraries.sources == [SourcePackage(name: "sample-libs", version: "1:3.0.7-24.el9")])
        let documentation = try #require(inventory.components.first { $0.name == "sample-doc" })
        #expect(documentation.sources == [SourcePackage(name: "sample", version: "1.2~rc1-3.el9")])
        #expect(documentation.licences == ["MIT AND BSD-2-Clause"])
        #expect(MoreReading.edges(inventory) == ["sample > sample-libs"])
        #expect(inventory.warnings.isEmpty)
        for component in inventory.components {
            guard case .found(let coordinate)? = component.purl?.coordinate() else {
                Issue.record("\(component.name) has no coordinate")
                continue
            }
            #expect(coordinate.ecosystem == component.ecosystem)
            #expect(coordinate.version == component.version)
            #expect(coordinate.source.map { [SourcePackage(name: $0.name, version: $0.version)] } == component.sources)
        }
    }

    @Test func `a write-ahead log beside the database is named`() throws {
        let inventory = try OperatingSystemRPMTests.read(
            OperatingSystemRPMTests.database,
            related: ["\(OperatingSystemRPMTests.path)-wal": String(repeating: "x", count: 100)])
        #expect(inventory.warnings[0].message.contains("write-ahead log"))
    }

    @Test(
        arguments: [
            ([], "The file is empty, so it is no SQLite database."),
            (Array("asdf".utf8), "The file does not begin as an SQLite database does."),
            (Array("SQLite format 3\0".utf8), "The SQLite database ends inside its header."),
        ] as [([UInt8], String)])
    func `what is no database is refused`(bytes: [UInt8], message: String) {
        #expect(OperatingSystemRPMTests.refusal(bytes) == message)
    }

    static func refusal(_ bytes: [UInt8]) -> String? {
        do throws(InventoryError) {
            _ = try read(bytes)
            return nil
        } catch {
            return error.message
        }
    }

    @Test func `a database that is cut off is refused`() {
        let half = Array(OperatingSystemRPMTests.database.prefix(4_096))
        #expect(OperatingSystemRPMTests.refusal(half)?.contains("Is it cut off?") == true)
    }

    @Test func `a table whose pages point at each other is refused`() throws {
        // The first page becomes an interior page whose last child is itself.
        var bytes = OperatingSystemRPMTests.database
        try #require(bytes.count > 1_024)
        bytes[100] = 0x05
        bytes.replaceSubrange(103..<105, with: [0, 0])
        bytes.replaceSubrange(108..<112, with: [0, 0, 0, 1])
        #expect(OperatingSystemRPMTests.refusal(bytes) == "The SQLite database refers to page 1 more than once.")
    }

    @Test(arguments: ["Packages", "Packages.db"])
    func `older forms are refused with a hint`(name: String) {
        do throws(InventoryError) {
            _ = try MoreReading.read(RPMDatabase.legacy, "x", path: "var/lib/rpm/\(name)")
            Issue.record("read")
        } catch {
            #expect(error.message.hasPrefix("The rpm database is in the"))
            #expect(error.hint?.contains("rpmdb --rebuilddb") == true)
        }
        #expect(RPMDatabase.legacy.recognises("image/usr/lib/sysimage/rpm/\(name)"))
        #expect(!RPMDatabase.legacy.recognises("src/\(name)"))
    }

    @Test(arguments: [
        ("openssl-3.0.7-1.el9.src.rpm", "openssl", "3.0.7-1.el9"), ("a-b-c-1-2.nosrc.rpm", "a-b-c", "1-2"),
    ])
    func `the name of a source package's file is taken apart`(file: String, name: String, version: String) {
        #expect(RPMDatabase.sourcePackage(of: file, nil) == SourcePackage(name: name, version: version))
        #expect(RPMDatabase.sourcePackage(of: file, 2)?.version == "2:\(version)")
    }

    @Test(arguments: ["", "x", "a-b", "-1-2.src.rpm"])
    func `what is no such name gives no source`(file: String) {
        #expect(RPMDatabase.sourcePackage(of: file, nil) == nil)
    }

    @Test func `headers whose sizes do not fit are refused`() {
        #expect(RPMHeader([]) == nil)
        #expect(RPMHeader([0, 0, 0, 1, 0, 0, 0, 0]) == nil)
        #expect(RPMHeader([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0]) == nil)
    }
}
