// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing
import Wire

@Suite struct CriticalityTests {
    /// Published inputs and scores: kubernetes in the README of criticality_score, the others in its issues 28 and 15; the scores
    /// of the current formula follow from its configuration.
    private static let samples: [(name: String, values: [Double], python: String, pike: String)] = [
        ("kubernetes", [87, 0, 3999, 5, 97.2, 70, 3062, 5395, 5.5, 454_393], "0.99107", "0.89753"),
        ("ansible", [107, 0, 6317, 8, 45.3, 39, 3112, 4070, 0.9, 67606], "0.92169", "0.84137"),
        ("salt", [119, 0, 3635, 7, 64.9, 18, 861, 1839, 1.1, 20966], "0.87833", "0.80627"),
        ("geotools", [111, 0, 315, 6, 9.7, 16, 150, 161, 1.0, 337], "0.66477", "0.63338"),
    ]

    private static func inputs(_ values: [Double]) -> CriticalityInputs {
        var inputs = CriticalityInputs()
        inputs.createdSince = values[0]
        inputs.updatedSince = values[1]
        inputs.contributorCount = values[2]
        inputs.organisationCount = values[3]
        inputs.commitFrequency = values[4]
        inputs.recentReleaseCount = values[5]
        inputs.closedIssuesCount = values[6]
        inputs.updatedIssuesCount = values[7]
        inputs.issueCommentFrequency = values[8]
        inputs.mentionCount = values[9]
        return inputs
    }

    @Test func `published samples come out to five digits`() {
        var agreed = 0
        for sample in Self.samples {
            let inputs = Self.inputs(sample.values)
            let python = Criticality(inputs, formula: .python)
            let pike = Criticality(inputs, formula: .pike)
            #expect(python.score?.description == sample.python, "\(sample.name)")
            #expect(pike.score?.description == sample.pike, "\(sample.name)")
            #expect(python.lowest == python.highest && python.score == python.lowest)
            #expect(pike.missing.isEmpty && pike.weightPresent == Share(105, of: 105))
            agreed += python.score?.description == sample.python ? 1 : 0
            agreed += pike.score?.description == sample.pike ? 1 : 0
        }
        print("criticality: \(agreed)/\(Self.samples.count * 2) published values")
    }

    @Test func `what is missing opens an interval`() {
        var inputs = Self.inputs(Self.samples[0].values)
        let whole = Criticality(inputs, formula: .pike)
        inputs.mentionCount = nil
        let part = Criticality(inputs, formula: .pike)
        #expect(part.missing == [.mentionCount])
        #expect(part.weightPresent == Share(85, of: 105))
        guard let score = whole.score else { return }
        #expect(part.lowest < score && score < part.highest)
        // Two of 10.5 parts of the weight are open.
        #expect(part.highest.units - part.lowest.units == 19048)
        #expect(Criticality(inputs, formula: .python).score == nil)
    }

    @Test func `without the time since the last update the first formula may give more or less`() {
        var inputs = Self.inputs(Self.samples[0].values)
        inputs.updatedSince = nil
        let open = Criticality(inputs, formula: .python)
        #expect(open.highest.description == "0.99107")
        #expect(open.lowest < open.highest)
    }

    @Test func `nothing known is no score`() {
        for formula in Criticality.Formula.allCases {
            let nothing = Criticality(CriticalityInputs(), formula: formula)
            #expect(nothing.score == nil)
            #expect(nothing.present.isEmpty)
            #expect(nothing.weightPresent.part == 0)
        }
        #expect(Criticality(CriticalityInputs(), formula: .pike).lowest.description == "0.00000")
        #expect(Criticality(CriticalityInputs(), formula: .pike).highest.description == "1.00000")
    }

    @Test func `dependents weigh four and mentions then one`() {
        var inputs = CriticalityInputs()
        inputs.mentionCount = 500_000
        inputs.dependentCount = 0
        #expect(Criticality(inputs, formula: .pikeWithDependents).score?.description == "0.20000")
        inputs.dependentCount = 200_000
        #expect(Criticality(inputs, formula: .pikeWithDependents).score?.description == "1.00000")
        #expect(Criticality(inputs, formula: .pikeWithDependents).weightPresent == Share(50, of: 135))
        inputs.dependentCount = nil
        let open = Criticality(inputs, formula: .pikeWithDependents)
        #expect(open.missing.contains(.dependentCount))
        #expect(open.lowest.description == "0.07407")
        #expect(open.highest.description == "1.00000")
        #expect(!Criticality(inputs, formula: .pike).missing.contains(.dependentCount))
    }

    @Test func `values beyond the threshold and wild ones are held`() {
        var inputs = CriticalityInputs()
        inputs.createdSince = 1e300
        #expect(Criticality(inputs, formula: .pike).score?.description == "1.00000")
        inputs.createdSince = -.infinity
        #expect(Criticality(inputs, formula: .pike).score?.description == "0.00000")
        inputs.createdSince = .nan
        #expect(Criticality(inputs, formula: .pike).score?.description == "0.00000")
    }

    @Test func `a history gives six of ten signals`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Ann Archer <ann@one.org>", on: "2023-01-01")
        story.commit("b", by: "Bob Baker <bob@two.org>", on: "2023-12-02")
        story.tag("v1.0", by: "Ann Archer <ann@one.org>", on: "2023-12-02")
        let inputs = CriticalityInputs(HistoryMetrics(story.history, asOf: HistoryBuilder.instant("2024-01-02")))
        #expect(inputs.createdSince == 12)
        #expect(inputs.updatedSince == 1)
        #expect(inputs.contributorCount == 2)
        #expect(inputs.organisationCount == 2)
        #expect(inputs.commitFrequency == 0.0)
        #expect(inputs.recentReleaseCount == 1)
        #expect(Criticality(inputs, formula: .pike).weightPresent == Share(65, of: 105))
        var partial = story.history
        partial.gaps = [.shallow]
        let less = CriticalityInputs(HistoryMetrics(partial, asOf: HistoryBuilder.instant("2024-01-02")))
        #expect(less.createdSince == nil && less.contributorCount == nil && less.organisationCount == nil)
        #expect(less.updatedSince == 1)
    }

    @Test(arguments: [
        (99107, 5, "0.99107"), (-5, 2, "-0.05"), (7, 0, "7"), (123_456, 3, "123.456"), (0, 5, "0.00000"),
        (-100_000, 5, "-1.00000"),
    ])
    func `fixed point numbers are written with all their places`(units: Int, places: Int, text: String) {
        #expect(FixedPoint(units: units, places: places).description == text)
    }

    @Test func `halves are rounded away from zero`() {
        #expect(FixedPoint(0.125, places: 2).units == 13)
        #expect(FixedPoint(-0.125, places: 2).units == -13)
        #expect(FixedPoint(.nan, places: 2).units == 0)
    }
}
