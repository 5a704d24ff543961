// SPDX-License-Identifier: Apache-2.0
import Advisories
import Matching
import Testing

struct EnumeratedVersionsTests {
    @Test func `an enumerated version is affected whatever the ranges say`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "PyPI", "left", [try Fixture.range(.ecosystem, "introduced: 2.0, fixed: 3.0")],
                    versions: ["1.0", "1.1", "odd one"])))
        for (version, word) in [
            ("1.0", "affected"), ("1.0.0", "affected"), ("1.2", "notAffected"), ("2.5", "affected"), ("3.0", "fixed"),
            // Not a version at all, but enumerated by this very name.
            ("odd one", "affected"), ("other odd one", "notEvaluable"),
        ] {
            let match = try index.match(try Fixture.component("PyPI", "left", version))
            #expect(match.match.verdict.word == word, "\(version)")
        }
        let match = try index.match(try Fixture.component("PyPI", "left", "1.0.0"))
        #expect(match.evidence[0].decision == .enumerated("1.0"))
    }

    @Test func `a list alone decides both ways`() throws {
        let index = try Fixture.index(
            Fixture.advisory("X-1", try Fixture.affected("PyPI", "left", versions: ["1.0", "1.1", "2004d"])))
        #expect(try index.match(try Fixture.component("PyPI", "left", "1.1")).match.verdict == .affected)
        let other = try index.match(try Fixture.component("PyPI", "left", "1.2"))
        #expect(other.match.verdict == .notAffected)
        #expect(other.evidence[0].decision == .notEnumerated)
    }

    @Test func `an entry that says nothing of versions is not evaluable`() throws {
        let index = try Fixture.index(Fixture.advisory("X-1", try Fixture.affected("npm", "left")))
        let match = try index.match(try Fixture.component("npm", "left", "1.0.0"))
        #expect(match.match.verdict == .notEvaluable(.nothingStated))
    }

    @Test func `an entry or range that could not be read whole is not evaluable, unless the rest says affected`() throws
    {
        var entry = try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 2.0.0")])
        entry.defect = "Not all versions of this entry are strings."
        var second = try Fixture.affected("npm", "right", [try Fixture.range(nil, "introduced: 0, fixed: 2.0.0")])
        second.ranges[0].defect = "The range's type is unknown."
        let index = try Fixture.index(Fixture.advisory("X-1", entry, second))
        #expect(try index.match(try Fixture.component("npm", "left", "1.0.0")).match.verdict == .affected)
        #expect(
            try index.match(try Fixture.component("npm", "left", "3.0.0")).match.verdict
                == .notEvaluable(.record("Not all versions of this entry are strings.")))
        #expect(
            try index.match(try Fixture.component("npm", "right", "3.0.0")).match.verdict
                == .notEvaluable(.record("The range's type is unknown.")))
    }
}
