// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages
import TestSupport
import Testing

/// The conformance suite of the VERS specification.
@Suite struct VersSpecSuiteTests {
    private struct Case {
        let kind: String
        let input: Any
        let output: Any?
        let fails: Bool

        init?(_ value: Any) {
            guard let object = value as? [String: Any], let kind = object["test_type"] as? String,
                let input = object["input"]
            else { return nil }
            self.kind = kind
            self.input = input
            output = object["expected_output"]
            fails = object["expected_failure"] as? Bool ?? false
        }

        /// A key by which an exception names it.
        var key: String {
            guard let object = input as? [String: Any] else { return input as? String ?? "" }
            if let native = object["native_range"] as? String { return "\(object["scheme"] ?? ""): \(native)" }
            if let versions = object["versions"] as? [String] {
                return "\(object["input_scheme"] ?? ""): \(versions.joined(separator: " "))"
            }
            return "\(object["vers"] ?? "") \(object["version"] ?? "")"
        }
    }

    /// Cases the suite gets wrong, each by the rule of the tool or of the specification that says so.
    static let exceptions: [String: String] = [
        // Maven 3.9.16 itself answers `2-1 > 2.0.a`: the lists [1] and [a] meet, and a number is after a word.
        "maven: 2-1 2.0.a": "Maven orders 2.0.a before 2-1",
        "maven: 2-1 2.0.0.a": "Maven orders 2.0.0.a before 2-1",
        // node-semver: `<=1.0` is `<1.1.0-0`, a missing number in an upper bound being any.
        "npm: <= 1.0": "a partial version under <= takes in its patches",
        "npm: <=2.1 >=1.1": "a partial version under <= takes in its patches",
        // node-semver: `>=1.x` is `>=1.0.0`; it has no upper bound.
        "npm: >= 2.2.x": ">= with a wildcard has no upper bound",
        "npm: >= 1.x": ">= with a wildcard has no upper bound",
        // node-semver: `2.1` is `2.1.x`.
        "npm: 2.1 || 2.6": "a partial version alone is a range",
        // node-semver: a space means and; nothing is both.
        "npm: 1.1.2 1.2.2": "two versions joined by and are no version",
        "npm: >=5.0.3 >=4.2.1": "both bounds must hold, so the higher one",
        // VERS: a version occurs once, and bounds alternate. These outputs do not, so no strict reader takes them.
        "npm: >= 0.2.0 <= 0.9.6 || ~0.8.0-pre": "not canonical, and ~0.8.0-pre ends at 0.9.0",
        "npm: 2.0.x || 2.1.x": "not canonical: 2.1.0 twice",
        "npm: ^2.0.18 || ^3.0.16 || ^3.1.6 || ^4.0.8 || ^5.0.0-beta.5": "not canonical: 4.0.0 twice",
        "npm: <2.0.18 || <3.0.16 || <3.1.6 || <4.0.8 || <5.0.0-beta.5": "not canonical: five upper bounds in a row",
        "npm: <2.0.1 || <1.1.7": "not canonical: two upper bounds in a row",
        "npm: >= 5.2.1 <= 6.0.0 || >=6.0.0 <= 6.0.2": "not canonical: 6.0.0 twice",
        "nginx: 1.5.0+, 1.4.1+": "not canonical: 1.5.0 twice",
        "conan: <0.33.1||>0.33.1 <0.34.1": "not canonical: 0.33.1 twice; != says it",
        // VERS: constraints shall not be empty. Conan: an empty range is `>=0.0.0`, as `*` is.
        "conan: ": "not a VERS; an empty range of Conan is *",
    ]

    static let schemes: [String: VersionScheme] = [
        "apk": .apk, "alpm": .alpm, "conan": .conan, "datetime": .datetime, "gentoo": .gentoo,
        "lexicographic": .lexicographic, "maven": .maven, "nuget": .nuGet, "openssl": .openssl,
    ]

    @Test func `the suite of the VERS specification passes, but for the named exceptions`() throws {
        guard let folder = TestData.folder("vectors/vers-spec/tests") else { return }
        var total = 0
        var passed = 0
        var unexpected: [String] = []
        var excepted: Set<String> = []
        for file in TestData.files(below: folder) where file.pathExtension == "json" {
            let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            for value in document?["tests"] as? [Any] ?? [] {
                let test = try #require(Case(value))
                total += 1
                let passes = try passes(test)
                if passes { passed += 1 }
                if Self.exceptions[test.key] != nil {
                    excepted.insert(test.key)
                    if passes { unexpected.append("passes now: \(test.key)") }
                } else if !passes {
                    unexpected.append("\(file.lastPathComponent): \(test.key)")
                }
            }
        }
        print("vers-spec: \(passed)/\(total)")
        #expect(unexpected.isEmpty, "\(unexpected.prefix(20))")
        #expect(excepted == Set(Self.exceptions.keys))
        #expect(total >= 2_701)
        #expect(passed >= 2_681)
    }

    private func passes(_ test: Case) throws -> Bool {
        switch test.kind {
        case "comparison", "equality":
            let input = try #require(test.input as? [String: Any])
            let versions = try #require(input["versions"] as? [String])
            let scheme = try #require(Self.schemes[input["input_scheme"] as? String ?? ""])
            if test.kind == "equality" {
                let comparison = scheme.compare(versions[0], versions[1])
                return comparison.sign != "?" && (comparison == .equal) == (test.output as? Bool)
            }
            let sorted = try #require(test.output as? [String])
            return zip(sorted, sorted.dropFirst()).allSatisfy { pair in
                let comparison = scheme.compare(pair.0, pair.1)
                return comparison == .less || comparison == .equal
            }
        case "from_native":
            let input = try #require(test.input as? [String: String])
            let native = try #require(input["native_range"])
            let range = try? NativeRange.parse(native, type: try #require(input["scheme"]))
            return range?.description == test.output as? String
        case "containment":
            let input = try #require(test.input as? [String: String])
            let range = try VersionRange(normalising: try #require(input["vers"]))
            let answer: VersionContainment = test.output as? Bool == true ? .inside : .outside
            return range.contains(try #require(input["version"])) == answer
        case "validate":
            let text = try #require(test.input as? String)
            return try VersionRange(normalising: text).description == test.output as? String
        case "parse":
            let text = try #require(test.input as? String)
            let range = try? VersionRange(parsing: text)
            guard !test.fails, let range, let output = test.output as? [String: Any] else {
                return test.fails && range == nil
            }
            guard case .constraints(let constraints) = range.extent else { return false }
            return range.type == output["scheme"] as? String
                && constraints.map { [$0.comparator.rawValue, $0.version] } == output["version_constraints"]
                    as? [[String]]
        default: return false
        }
    }
}
