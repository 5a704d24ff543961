// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Severities

@Suite struct SeverityTests {
    @Test func `severities are ordered`() {
        #expect(Severity.allCases.map(\.word) == ["None", "Low", "Medium", "High", "Critical"])
        #expect(Severity.allCases == Severity.allCases.sorted())
    }

    @Test(arguments: [
        ("negligible", Severity.low), ("LOW", .low), ("Medium", .medium), ("moderate", .medium), ("HIGH", .high),
        ("Important", .high), ("critical", .critical), ("none", .none),
    ])
    func `the words of the sources are known`(_ word: String, _ severity: Severity) {
        #expect(Severity(word: word) == severity)
    }

    @Test func `other words are not guessed`() {
        #expect(["", "unknown", "urgent", "9.8"].allSatisfy { Severity(word: $0) == nil })
    }

    @Test(arguments: [
        (0, "0.0", Severity.low, Severity.none), (1, "0.1", .low, .low), (39, "3.9", .low, .low),
        (40, "4.0", .medium, .medium), (69, "6.9", .medium, .medium), (70, "7.0", .high, .high),
        (89, "8.9", .high, .high), (90, "9.0", .high, .critical), (100, "10.0", .high, .critical),
    ])
    func `scores have words`(_ tenths: Int, _ text: String, _ two: Severity, _ later: Severity) {
        let score = Score(tenths: tenths)
        #expect(score.description == text)
        #expect(score.severity(.v2) == two)
        #expect([CVSSVector.Version.v30, .v31, .v4].allSatisfy { score.severity($0) == later })
    }
}
