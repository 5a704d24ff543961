// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages
import TestSupport
import Testing

/// The conformance suite of purl-spec: `tests/spec` and `tests/types`.
@Suite struct PackageURLSuiteTests {
    /// Cases that are known not to pass, by file, kind and input, each with its reason. There are none.
    static let exceptions: [String: String] = [:]

    struct File: Decodable {
        var tests: [Case]
    }

    struct Case: Decodable {
        var group: String
        var kind: String
        var isFailure: Bool
        var input: Value
        var output: Value?

        enum CodingKeys: String, CodingKey {
            case group = "test_group"
            case kind = "test_type"
            case isFailure = "expected_failure"
            case input
            case output = "expected_output"
        }

        /// The required cases say what the specification demands, the recommended ones what a tolerant reader makes of
        /// spellings that break it.
        var reading: PackageURL.Reading { group == "required" ? .strict : .tolerant }
    }

    struct Parts: Decodable, Equatable {
        var type: String?
        var namespace: String?
        var name: String?
        var version: String?
        var qualifiers: [String: String]?
        var subpath: String?
    }

    enum Value: Decodable {
        case text(String)
        case parts(Parts)

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self = .text(text)
            } else {
                self = .parts(try decoder.singleValueContainer().decode(Parts.self))
            }
        }
    }

    static func passes(_ test: Case) -> Bool {
        let url: PackageURL
        do {
            switch test.input {
            case .text(let text): url = try PackageURL(parsing: text, as: test.reading)
            case .parts(let parts):
                url = try PackageURL(
                    type: parts.type ?? "", namespace: parts.namespace, name: parts.name ?? "", version: parts.version,
                    qualifiers: parts.qualifiers ?? [:], subpath: parts.subpath, as: test.reading)
            }
        } catch {
            return test.isFailure
        }
        guard !test.isFailure else { return false }
        switch test.output {
        case .text(let text)?: return url.description == text
        case .parts(let parts)?:
            return Parts(
                type: url.type, namespace: url.namespace, name: url.name, version: url.version,
                qualifiers: url.qualifiers.isEmpty ? nil : url.qualifiers, subpath: url.subpath)
                == Parts(
                    type: parts.type, namespace: parts.namespace.flatMap { $0.isEmpty ? nil : $0 }, name: parts.name,
                    version: parts.version, qualifiers: parts.qualifiers.flatMap { $0.isEmpty ? nil : $0 },
                    subpath: parts.subpath)
        case nil: return false
        }
    }

    @Test func `every case of purl-spec passes`() throws {
        guard let folder = TestData.folder("vectors/purl-spec/tests") else { return }
        var passed: [String: Int] = [:]
        var total: [String: Int] = [:]
        for file in TestData.files(below: folder) where file.pathExtension == "json" {
            for test in try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).tests {
                total[test.group, default: 0] += 1
                let key = "\(file.lastPathComponent) \(test.kind) \(test.input)"
                if Self.passes(test) {
                    passed[test.group, default: 0] += 1
                    #expect(Self.exceptions[key] == nil, "the exception passes now: \(key)")
                } else {
                    #expect(Self.exceptions[key] != nil, "\(key) expected \(String(describing: test.output))")
                }
            }
        }
        let counts = ["required", "recommended"].map { "\($0) \(passed[$0] ?? 0)/\(total[$0] ?? 0)" }
        print("purl-spec: \(counts.joined(separator: ", "))")
        #expect(passed["required"] == 521)
        #expect(passed["recommended"] == 65)
    }
}
