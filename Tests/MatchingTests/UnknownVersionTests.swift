// SPDX-License-Identifier: Apache-2.0
import Advisories
import Inventories
import Matching
import Packages
import Testing

struct UnknownVersionTests {
    @Test func `without a version only what holds for all versions is known`() throws {
        let index = try Fixture.index(
            Fixture.advisory("X-1", try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0")])),
            Fixture.advisory(
                "X-2", try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 2.0.0")]))
        )
        let judgement = try index.judge(try Fixture.component("npm", "left", nil))
        #expect(judgement.matches.map(\.verdict) == [.affected, .unknown(.versionNotStated)])
        #expect(try Matcher(index: index).explain(judgement.matches).map(\.fixedVersions) == [[], ["2.0.0"]])
    }

    @Test func `a requirement that cannot be read is unknown`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-2", try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 2.0.0")]))
        )
        let match = try index.match(try Fixture.component("npm", "left", nil, requirement: "what you like"))
        #expect(match.match.verdict == .unknown(.requirement("what you like")))
    }

    @Test(arguments: [
        ("^1.2.0", "affected"), (">=1.0.0 <1.9.0", "affected"), ("^2.0.0", "fixed"), (">=2.0.0", "fixed"),
        ("^0.4.0", "notAffected"), (">=1.5.0", "unknown"), ("1.2.3", "affected"), ("2.0.0", "fixed"),
        ("^1.2.0 || ^2.1.0", "unknown"), ("^2.1.0 || ^3.0.0", "fixed"), ("*", "unknown"), ("<=2.0.0", "unknown"),
        (">0.9.0 <=1.0.0", "unknown"), (">=1.0.0 <2.0.0", "affected"),
    ])
    func `a requirement is judged where all that it admits is alike`(requirement: String, word: String) throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 1.0.0, fixed: 2.0.0")])))
        let match = try index.match(try Fixture.component("npm", "left", nil, requirement: requirement))
        #expect(match.match.verdict.word == word)
    }

    @Test func `a version that cannot be compared is not evaluable, and says why`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1", try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 2.0.0")]))
        )
        let match = try index.match(try Fixture.component("npm", "left", "???"))
        guard case .notEvaluable(.version(let sentence)) = match.match.verdict else {
            Issue.record("\(match.match.verdict)")
            return
        }
        #expect(sentence.contains("???"))
    }
}
