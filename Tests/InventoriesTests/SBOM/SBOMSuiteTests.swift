// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inventories
import TestSupport
import Testing

@Suite struct `Public suites of bills of materials` {
    /// What the schema forbids and is read without a word, with the reason.
    private static let unnoticed: [String: String] = [:]

    private static let passingValid = 326
    private static let passingInvalid = 234

    private static func isDeparture(_ warning: Inventory.Warning) -> Bool {
        warning.message.contains("schema") || warning.message.contains("is not a version that is known")
    }

    @Test func `every valid CycloneDX document is read without a word about its schema`() throws {
        guard let folder = TestData.folder("vectors/cyclonedx/examples") else { return }
        var passed = 0
        var total = 0
        for url in TestData.files(below: folder) where url.lastPathComponent.hasPrefix("valid-") {
            guard ["json", "xml"].contains(url.pathExtension) else { continue }
            total += 1
            do {
                let inventory = try #require(try readBill(at: url), "\(url.lastPathComponent)")
                let departures = inventory.warnings.filter { Self.isDeparture($0) }
                if departures.isEmpty { passed += 1 }
                for departure in departures {
                    Issue.record("\(url.lastPathComponent):\(departure.location.line ?? 0): \(departure.message)")
                }
            } catch let error as InventoryError {
                Issue.record("\(url.lastPathComponent): \(error.message)")
            }
        }
        print("CycloneDX valid: \(passed)/\(total)")
        #expect(passed == total && total >= Self.passingValid)
    }

    @Test func `every invalid CycloneDX document is refused or read with a warning`() throws {
        guard let folder = TestData.folder("vectors/cyclonedx/examples") else { return }
        var refused = 0
        var warned = 0
        var silent: Set<String> = []
        for url in TestData.files(below: folder) where url.lastPathComponent.contains("invalid-") {
            guard ["json", "xml"].contains(url.pathExtension) else { continue }
            do {
                let inventory = try #require(try readBill(at: url), "\(url.lastPathComponent)")
                if inventory.warnings.contains(where: { Self.isDeparture($0) }) {
                    warned += 1
                } else {
                    silent.insert(url.lastPathComponent)
                }
            } catch is InventoryError {
                refused += 1
            }
        }
        print("CycloneDX invalid: \(refused) refused + \(warned) warned of \(refused + warned + silent.count)")
        #expect(silent == Set(Self.unnoticed.keys), "\(silent.sorted())")
        #expect(refused + warned >= Self.passingInvalid)
    }

    /// The collections with how many of their documents are read, and what is refused because it is none or in RDF.
    @Test(
        arguments: [
            ("vectors/spdx-examples", 56, []),
            ("vectors/lockfiles/sbom", 21, ["invalid_sbom.spdx", "sbom.spdx.rdf"]),
        ] as [(String, Int, Set<String>)])
    func `every document of the example collections is read or refused with a sentence`(
        _ name: String, _ readable: Int, _ refusable: Set<String>
    ) throws {
        guard let folder = TestData.folder(name) else { return }
        var read = 0
        var components = 0
        var refused: Set<String> = []
        for url in TestData.files(below: folder) {
            do {
                guard let inventory = try readBill(at: url) else { continue }
                read += 1
                components += inventory.components.count
                for component in inventory.components { #expect(component.location.line != nil) }
            } catch let error as InventoryError {
                #expect(error.message.hasSuffix("."))
                refused.insert(url.lastPathComponent)
            }
        }
        print("\(name): \(read) read with \(components) components, \(refused.count) refused")
        #expect(read >= readable)
        #expect(refused == refusable)
    }
}
