// SPDX-License-Identifier: Apache-2.0
import Licenses
import Testing

@testable import ProjectHealth

@Suite struct LicenseTextTests {
    private func interval(_ points: Int) -> ScoreInterval { ScoreInterval(lowest: points, highest: points) }

    @Test func `a text of a third party does not approve the licence of the whole`() {
        func facts(_ main: String) -> ProjectFacts {
            var facts = ProjectFacts.of()
            let texts = [("COPYING", main), ("LICENSES/BSD.txt", "BSD-4-Clause-UC"), ("LICENSES/ISC.txt", "ISC")]
            facts.tree.licenses = texts.map { path, id in
                LicenseFile(
                    path: path, nameID: nil, isNamedLicense: path == "COPYING",
                    matches: [LicenseMatch(id: id, confidence: 99, startLine: 8, endLine: 20)])
            }
            return facts
        }
        let score = License.check.run(facts("curl"))
        #expect(score.compatible == .score(9))
        #expect(score.interval == interval(60))
        #expect(
            score.reason
                == "COPYING:8 is curl, which neither the FSF nor the OSI approves. There are also BSD-4-Clause-UC and ISC."
        )
        #expect(License.check.findings(facts("curl")).of(License.approvedText).map(\.isBad) == [true, false, false])
        #expect(License.check.run(facts("MIT")).interval == interval(100))
    }
}
