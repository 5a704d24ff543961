// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Severities

@Suite struct CVSSVectorTests {
    private static let v2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P"
    private static let v3 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
    private static let v4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"

    @Test(arguments: [
        (v2, "2.0", [("base", "7.5", "High")]),
        (
            v2 + "/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M", "2.0",
            [("base", "7.5", "High"), ("temporal", "5.9", "Medium"), ("environmental", "8.0", "High")]
        ),
        ("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "3.0", [("base", "10.0", "Critical")]),
        (v3, "3.1", [("base", "9.8", "Critical")]),
        (v3 + "/E:U/RL:O", "3.1", [("base", "9.8", "Critical"), ("temporal", "8.5", "High")]),
        (v3 + "/MAV:P", "3.1", [("base", "9.8", "Critical"), ("environmental", "6.8", "Medium")]),
        (v4, "4.0", [("base", "9.3", "Critical")]),
        (v4 + "/E:U", "4.0", [("base", "9.3", "Critical"), ("threat", "8.1", "High")]),
        (v4 + "/S:P/U:Red", "4.0", [("base", "9.3", "Critical")]),
        (
            v4 + "/E:A/MSI:S", "4.0",
            [("base", "9.3", "Critical"), ("threat", "9.3", "Critical"), ("environmental", "10.0", "Critical")]
        ),
    ])
    func `a vector has the scores it gives metrics for`(
        _ text: String, _ version: String, _ expected: [(String, String, String)]
    ) throws {
        let vector = try CVSSVector(parsing: text)
        #expect(vector.version.rawValue == version)
        let answer = vector.scores.map { [$0.kind.rawValue, $0.score.description, $0.severity.word] }
        #expect(answer == expected.map { [$0.0, $0.1, $0.2] })
        #expect(vector.overall == vector.scores.last?.score)
        #expect(vector.severity == vector.scores.last?.severity)
    }

    @Test(arguments: [
        ("A:P/I:P/C:P/Au:N/AC:L/AV:N/E:ND", v2),
        ("CVSS:3.1/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N/RL:X/E:P", v3 + "/E:P"),
        (v4 + "/E:X/MAV:L/U:Amber", v4 + "/MAV:L/U:Amber"),
    ])
    func `the canonical text has the order of the specification and nothing undefined`(
        _ text: String, _ canonical: String
    ) throws {
        let vector = try CVSSVector(parsing: text)
        #expect(vector.description == canonical)
        #expect(try CVSSVector(parsing: canonical) == vector)
    }

    @Test func `metrics can be asked for`() throws {
        let vector = try CVSSVector(parsing: CVSSVectorTests.v4 + "/E:P/MAV:X/U:Green")
        #expect(vector["VC"] == "H")
        #expect(vector["E"] == "P")
        #expect(vector["U"] == "Green")
        #expect(vector["MAV"] == nil)
        #expect(vector["Au"] == nil)
    }

    @Test(arguments: [
        ("", "The CVSS vector has an empty place between slashes."),
        ("CVSS:3.2/AV:N", "'CVSS:3.2' is not a version of CVSS."),
        ("CVSS:3.1", "'CVSS:3.1' is not a version of CVSS."),
        (v3 + "/", "The CVSS vector has an empty place between slashes."),
        (v3 + "//E:U", "The CVSS vector has an empty place between slashes."),
        (v3 + "/E", "'E' in the CVSS vector is no metric with a value."),
        (v3 + "/AV:N", "The CVSS vector has the metric 'AV' more than once."),
        (v3 + "/Au:N", "CVSS 3.1 has no metric 'Au'."),
        (v3 + "/e:u", "CVSS 3.1 has no metric 'e'."),
        (v3 + "/E:Z", "The CVSS 3.1 metric 'E' has no value 'Z'."),
        (v3 + "/E:", "The CVSS 3.1 metric 'E' has no value ''."),
        (v3 + "/E:U:U", "The CVSS 3.1 metric 'E' has no value 'U:U'."),
        (v3 + "/E:UUUUUUUUUUU", "The CVSS 3.1 metric 'E' has no value 'UUUUUUUUUUU'."),
        ("CVSS:3.1/AV:N/AC:L", "The CVSS 3.1 vector lacks the base metrics PR, UI, S, C, I, A."),
        ("AV:N/AC:L/Au:N/C:P/I:P", "The CVSS 2.0 vector lacks the base metric A."),
        ("(\(v2))", "CVSS 2.0 has no metric '(AV'."),
        (v4 + "/MAV:N/E:A", "The CVSS vector has 'E' behind 'MAV'."),
        (v4 + "/SI:S", "The CVSS 4.0 metric 'SI' has no value 'S'."),
        ("9.8", "'9.8' in the CVSS vector is no metric with a value."),
        ("a\nb:c", "CVSS 2.0 has no metric 'a?b'."),
        (String(repeating: "A", count: 600), "The CVSS vector is longer than 512 bytes."),
    ])
    func `what is no vector is refused with a sentence`(_ text: String, _ message: String) {
        let error = #expect(throws: SeverityError.self) { try CVSSVector(parsing: text) }
        #expect(error?.message == message)
    }

    @Test(arguments: [
        ("(\(v2))", v2), (" \(v2)\n", v2), ("CVSS2#\(v2)", v2), ("CVSS:2.0/\(v2)", v2), (v2 + "/", v2), (v3 + "/", v3),
        (v4 + "/MAV:N/E:A", v4 + "/E:A/MAV:N"),
    ])
    func `a tolerant reading takes what nobody misunderstands`(_ text: String, _ canonical: String) throws {
        #expect(try CVSSVector(parsing: text, tolerant: true).description == canonical)
        #expect(throws: SeverityError.self) { try CVSSVector(parsing: text) }
    }

    @Test func `the JSON has each score under the names of FIRST`() throws {
        let vector = try CVSSVector(parsing: CVSSVectorTests.v3 + "/E:U/RL:O")
        #expect(
            vector.json.text()
                == #"{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O","#
                + #""baseScore":9.8,"baseSeverity":"CRITICAL","temporalScore":8.5,"temporalSeverity":"HIGH","#
                + #""score":8.5,"severity":"HIGH"}"#)
    }

    @Test func `undefined metrics change no score`() throws {
        for text in [CVSSVectorTests.v2, CVSSVectorTests.v3, CVSSVectorTests.v4] {
            let vector = try CVSSVector(parsing: text)
            let kinds: [CVSSVector.ScoreKind] = [.base, .temporal, .threat, .environmental]
            #expect(Set(kinds.map { vector.score($0) }).count == 1)
        }
    }

    @Test func `any combination of values has a score and comes back from its text`() throws {
        // A linear congruential generator: every run takes the same combinations.
        var state: UInt64 = 1
        for version in CVSSVector.Version.allCases {
            for _ in 0..<1_000 {
                let values = version.metrics.map { metric in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8((state >> 33) % UInt64(metric.values.count))
                }
                let vector = CVSSVector(version: version, values: values)
                #expect(try CVSSVector(parsing: vector.description) == vector)
                #expect(vector.scores.allSatisfy { (0...100).contains($0.score.tenths) })
            }
        }
    }

    @Test func `damaged vectors are read or refused`() {
        let letters = Array("AVCSUINPLHX:/().0123456789\u{0} \n".utf8)
        for text in [CVSSVectorTests.v2, CVSSVectorTests.v3 + "/E:U/MAV:A", CVSSVectorTests.v4 + "/MSI:S/U:Red"] {
            for place in text.utf8.indices {
                for letter in letters {
                    var bytes = Array(text.utf8)
                    bytes[text.utf8.distance(from: text.utf8.startIndex, to: place)] = letter
                    let damaged = String(decoding: bytes, as: UTF8.self)
                    _ = try? CVSSVector(parsing: damaged).scores
                    _ = try? CVSSVector(parsing: damaged, tolerant: true).scores
                }
                _ = try? CVSSVector(parsing: String(text[..<place])).scores
            }
        }
    }
}

extension CVSSVectorTests {
    @Suite struct MutationTests {
        @Test func `damaged vectors are read or refused, and what is read prints as it was`() {
            let texts = [v2, v3 + "/E:U/MAV:A", v4 + "/MSI:S/U:Red"]
            Fuzzing(seed: 17, rounds: 5_000).run { round, mutator in
                let text = mutator.mutated(texts[round % texts.count])
                _ = try? CVSSVector(parsing: text, tolerant: true).scores
                guard let vector = try? CVSSVector(parsing: text) else { return }
                #expect((try? CVSSVector(parsing: vector.description)) == vector)
                #expect(vector.scores.allSatisfy { (0...100).contains($0.score.tenths) })
            }
        }
    }
}
