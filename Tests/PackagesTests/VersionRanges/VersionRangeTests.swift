// SPDX-License-Identifier: Apache-2.0
import Packages
import TestSupport
import Testing

@Suite struct VersionRangeTests {
    @Test(arguments: [
        "vers:npm/1.2.3|>=2.0.0|<5.0.0", "vers:gem/>=2.2.0|!=2.2.1|<2.3.0", "vers:pypi/*", "vers:all/*", "vers:none/*",
        "vers:pypi/!=1.0", "vers:deb/>=1:1.0-1|<1:2.0~rc1", "vers:npm/1.0%252F0", "vers:datetime/2024-01-01T00:00:00Z",
        "vers:maven/>=1.0.0-beta1|<=1.7.5|>=7.0.0-M1|<=7.0.7|>=7.1.0|<=7.1.2|>=8.0.0-M1|<=8.0.1",
        "vers:made-up.type/>=b|<a", "vers:lexicographic/caf%C3%A9",
    ])
    func `a canonical range prints as it was read`(_ text: String) throws {
        #expect(try VersionRange(parsing: text).description == text)
    }

    static let refusals: [(text: String, what: String)] = [
        ("", "has no colon."), ("npm/1.0", "has no colon."), ("VERS:npm/1.0", "does not begin with 'vers:'."),
        ("vers:npm", "has no slash behind its type."), ("vers:npm/", "has no constraint."),
        ("vers:NPM/1.0", "has a type that is not of lower-case letters, digits, '.' and '-'."),
        ("vers:9/1.0", "has a type that is not of lower-case letters, digits, '.' and '-'."),
        ("vers:npm/>=1.0.0| <2.0.0", "holds white space or a control character."),
        ("vers:npm/1.0é", "holds what is no printable ASCII."), ("vers:all/1.0", "has other constraints than '*'."),
        ("vers:none/>1", "has other constraints than '*'."), ("vers:npm/|1.0.0", "has a leading pipe."),
        ("vers:npm/1.0.0|", "has a trailing pipe."), ("vers:npm/1.0.0||2.0.0", "has two pipes in a row."),
        ("vers:npm/>", "has a comparator without a version."),
        ("vers:npm/1.0.0|*", "has a '*' in a version that is not percent-encoded."),
        ("vers:npm/=1.0.0", "has a '=' in a version that is not percent-encoded."),
        ("vers:npm/1.0%2G0", "has an invalid percent-encoding in a version."),
        ("vers:npm/1.0%2", "has an invalid percent-encoding in a version."),
        ("vers:npm/1%2E0", "has a percent-encoding in a version that is not canonical."),
        ("vers:npm/1%2a0", "has a percent-encoding in a version that is not canonical."),
        ("vers:npm/1%FF", "has a version that is no UTF-8."),
        ("vers:datetime/2024-01-01t00:00:00Z", "has an instant with a lower-case 't' or 'z'."),
        ("vers:npm/>=2.0.0|<1.0.0", "is not sorted by version: '2.0.0' comes after '1.0.0'."),
        ("vers:npm/>=1.0|<=1.0.0", "names one version twice, as '1.0' and '1.0.0'."),
        ("vers:npm/1.0.0|<2.0.0", "says too much: '1.0.0' lies below '<2.0.0'."),
        ("vers:npm/>=1.0.0|!=1.5.0|>2.0.0", "has two bounds of one side in a row: '>=1.0.0' and '>2.0.0'."),
        ("vers:npm/<1.0.0|<=2.0.0", "has two bounds of one side in a row: '<1.0.0' and '<=2.0.0'."),
        ("vers:npm/>=1.x|<2.0.0", "cannot be checked."),
    ]

    @Test(arguments: refusals)
    func `what is not canonical is refused with the reason`(_ text: String, _ what: String) {
        let error = #expect(throws: PackagesError.self) { try VersionRange(parsing: text) }
        #expect(error?.message == "The version range \(PackagesError.quoted(text)) \(what)")
    }

    @Test(arguments: [
        ("VERS:NPM/ <2.0.0 | =1.0.0 ", "vers:npm/1.0.0|<2.0.0"), ("vers:pypi/3.0|>=1.0|2.0", "vers:pypi/>=1.0|2.0|3.0"),
        ("vers:npm/1%2e0", "vers:npm/1.0"), ("vers:npm/>=2.0.0|>=1.0.0", "vers:npm/>=1.0.0|>=2.0.0"),
    ])
    func `normalising puts a range into canonical spelling and order`(_ text: String, _ canonical: String) throws {
        #expect(try VersionRange(normalising: text).description == canonical)
    }

    static let containments: [(range: String, version: String, answer: VersionContainment)] = [
        ("vers:all/*", "anything", .inside), ("vers:none/*", "1.0", .outside), ("vers:npm/*", "latest", .inside),
        ("vers:npm/1.2.3|>=2.0.0|<5.0.0", "1.2.3", .inside), ("vers:npm/1.2.3|>=2.0.0|<5.0.0", "1.2.4", .outside),
        ("vers:npm/1.2.3|>=2.0.0|<5.0.0", "2.0.0", .inside), ("vers:npm/1.2.3|>=2.0.0|<5.0.0", "4.9.9", .inside),
        ("vers:npm/1.2.3|>=2.0.0|<5.0.0", "5.0.0", .outside), ("vers:npm/>1.0.0", "1.0.0", .outside),
        ("vers:npm/>1.0.0|<2.0.0", "1.0.0", .outside), ("vers:npm/<1.0.0|>2.0.0", "0.1.0", .inside),
        ("vers:npm/<1.0.0|>2.0.0", "1.5.0", .outside), ("vers:npm/<1.0.0|>2.0.0", "3.0.0", .inside),
        ("vers:gem/>=2.2.0|!=2.2.1|<2.3.0", "2.2.1", .outside), ("vers:gem/>=2.2.0|!=2.2.1|<2.3.0", "2.2.2", .inside),
        ("vers:pypi/!=1.0", "1.0.0", .outside), ("vers:pypi/!=1.0", "1.1", .inside),
        ("vers:pypi/1.0", "v1.0.0", .inside), ("vers:maven/>=1.0|<=2.0", "2.0.Final", .inside),
        ("vers:npm/<=1.0.0|2.0.0", "0.5.0", .inside), ("vers:npm/<=1.0.0|2.0.0", "1.5.0", .outside),
        ("vers:npm/<1.0.0", "latest", .notEvaluable("'latest' is no semantic version.")),
        ("vers:npm/latest", "latest", .inside),
        (
            "vers:elsewhere/<1.0", "0.5",
            .notEvaluable("The order of versions of the VERS type 'elsewhere' is not known.")
        ),
        ("vers:githubactions/>=4.0.0|<4.1.2", "v3", .outside), ("vers:githubactions/>=4.0.0|<4.1.2", "v5", .outside),
    ]

    @Test(arguments: containments)
    func `a range says whether a version lies in it`(_ range: String, _ version: String, _ answer: VersionContainment)
        throws
    {
        #expect(try VersionRange(parsing: range).contains(version) == answer)
    }

    @Test func `a moving tag inside a range's major version is not evaluable`() throws {
        guard case .notEvaluable = try VersionRange(parsing: "vers:githubactions/>=4.0.0|<4.1.2").contains("v4") else {
            Issue.record("it was answered")
            return
        }
    }

    @Test func `constraints that say too much mean their union once they are in order`() throws {
        let range = try VersionRange(normalising: "vers:npm/>=2.0.0|>=1.0.0|<3.0.0|<4.0.0")
        #expect(range.contains("1.5.0") == .inside)
        #expect(range.contains("3.5.0") == .inside)
        #expect(range.contains("0.5.0") == .outside)
        #expect(range.contains("4.0.0") == .outside)
    }

    @Test func `a range with too many constraints or bytes is refused`() {
        let many = "vers:lexicographic/" + Array(repeating: "a", count: 10_001).joined(separator: "|")
        #expect(throws: PackagesError("A version range has more than 10000 constraints.")) {
            try VersionRange(parsing: many)
        }
        let long = "vers:npm/" + String(repeating: "1", count: 1 << 20)
        #expect(throws: PackagesError("A version range has 1048585 bytes; the most is 1048576.")) {
            try VersionRange(parsing: long)
        }
    }
}

extension VersionRangeTests {
    @Suite struct MutationTests {
        @Test func `damaged ranges are read or refused, and what is read prints as it was`() {
            let texts = containments.map(\.range) + ["vers:npm/1.0%252F0|>=2.0.0-rc.1"]
            Fuzzing(seed: 3, rounds: 3_000).run { round, mutator in
                let text = mutator.mutated(texts[round % texts.count])
                if let range = try? VersionRange(parsing: text) { #expect(range.description == text) }
                if let range = try? VersionRange(normalising: text) {
                    _ = range.contains("1.5.0")
                    #expect((try? VersionRange(normalising: range.description))?.description == range.description)
                }
            }
        }
    }
}
