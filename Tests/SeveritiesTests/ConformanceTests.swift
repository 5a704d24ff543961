// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Severities

@Suite struct ConformanceTests {
    /// What the columns of a file hold, after the vector.
    enum Columns: Sendable {
        case scores([CVSSVector.ScoreKind])
        case overallAndSeverity
    }

    @Test(arguments: [
        ("v2_base_all", Columns.scores([.base])),
        ("v2_temporal_env_random", .scores([.base, .temporal, .environmental])),
        ("v3.0_base_all", .overallAndSeverity),
        ("v3.0_temporal_env_random", .scores([.base, .temporal, .environmental])),
        ("v3.1_base_all", .overallAndSeverity),
        ("v3.1_temporal_env_random", .scores([.base, .temporal, .environmental])),
        ("v4_base_all", .overallAndSeverity),
        ("v4_threat_env_random", .overallAndSeverity),
    ])
    func `every vector of the suite has its scores`(_ name: String, _ columns: Columns) throws {
        guard let folder = TestData.folder("vectors/cvss") else { return }
        let text = try String(contentsOf: folder.appending(path: "\(name).tsv"), encoding: .utf8)
        var (passed, total) = (0, 0)
        var failures: [String] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
            let vector = try CVSSVector(parsing: fields[0])
            let answer: [String] =
                switch columns {
                case .overallAndSeverity: [vector.overall.description, vector.severity.word]
                case .scores(let kinds): kinds.map { kind in scored(vector, kind) }
                }
            total += 1
            if Array(fields.dropFirst()) == answer {
                passed += 1
            } else {
                failures.append("\(fields.joined(separator: " ")) is \(answer)")
            }
        }
        print("cvss/\(name): \(passed)/\(total)")
        #expect(failures.prefix(5) == [])
        #expect(total > 700)
    }

    /// The suite has no score of version 2 where no metric of the group is given.
    private func scored(_ vector: CVSSVector, _ kind: CVSSVector.ScoreKind) -> String {
        if vector.version == .v2, !vector.scores.contains(where: { $0.kind == kind }) { return "None" }
        return vector.score(kind).description
    }
}
