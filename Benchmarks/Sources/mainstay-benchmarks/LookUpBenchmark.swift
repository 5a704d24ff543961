// SPDX-License-Identifier: Apache-2.0
import Files
import Inventories
import Matching
import Packages
import Wire
import Workflows

/// How quickly package URLs, as text, become answers of the index.
struct LookUpBenchmark {
    let setting: Setting

    func run() async throws {
        let path = try await FullDatabase(setting: setting).path()
        let index = try LookUpBenchmark.open(path)
        let absent = RealPackages.unheardOf(200_000)
        let knowing = try await median(15) { try LookUpBenchmark.countKnown(absent, in: index) }
        Measuring.goal(
            "look-up-absent", Double(absent.count) / knowing, atLeast: 1_000_000, "purls/s")
        let judging = try await median(9) { try LookUpBenchmark.judge(absent, by: index) }
        Measuring.say("judge-absent", Double(absent.count) / judging, "purls/s")
        let real = try await RealPackages(setting: setting).mixed(1_000)
        Measuring.say("real-matches", Double(try LookUpBenchmark.judge(real, by: index)), "matches")
        let mixed = try await median(101) { try LookUpBenchmark.judge(real, by: index) }
        Measuring.goal("judge-1000-real", mixed * 1_000, atMost: 3, "ms")
        let even = try await RealPackages(setting: setting).mixed(1_000, evenlyByType: true)
        Measuring.say("even-matches", Double(try LookUpBenchmark.judge(even, by: index)), "matches")
        let evenly = try await median(101) { try LookUpBenchmark.judge(even, by: index) }
        Measuring.say("judge-1000-even", evenly * 1_000, "ms")
        let explained = try await median(31) { try LookUpBenchmark.explain(real, by: index) }
        Measuring.say("judge-and-explain-1000-real", explained * 1_000, "ms")
    }

    static func open(_ folder: String) throws -> AdvisoryIndex {
        try AdvisoryIndex(try FileReading.map(folder + "/advisories.index"))
    }

    private func median(_ rounds: Int, _ body: () throws -> Int) async throws -> Double {
        var seconds: [Double] = []
        for _ in 0..<rounds { seconds.append(try await Measuring.seconds { _ = try body() }) }
        return Measuring.median(seconds)
    }

    /// The text is parsed, led to its ecosystem and looked up.
    @inline(never)
    static func countKnown(_ texts: [String], in index: AdvisoryIndex) throws -> Int {
        var count = 0
        for text in texts {
            guard case .found(let coordinate) = try PackageURL(parsing: text).coordinate() else { continue }
            if try index.knows(coordinate.ecosystem, name: coordinate.name) { count += 1 }
        }
        return count
    }

    /// The text is parsed and becomes a component, and all of them are judged.
    @inline(never)
    static func judge(_ texts: [String], by index: AdvisoryIndex) throws -> Int {
        try Matcher(index: index).judge(try components(texts)).reduce(0) { $0 + $1.matches.count }
    }

    @inline(never)
    static func explain(_ texts: [String], by index: AdvisoryIndex) throws -> Int {
        let matcher = Matcher(index: index)
        return try matcher.judge(try components(texts)).reduce(0) { try $0 + matcher.explain($1.matches).count }
    }

    private static func components(_ texts: [String]) throws -> [Component] {
        let location = SourceLocation(path: "-")
        return try texts.map { Component(try PackageURL(parsing: $0), location: location) }
    }
}

/// A data folder with all records of all sources.
struct FullDatabase {
    let setting: Setting

    /// Made once, by the release binary.
    func path() async throws -> String {
        let path = setting.work + "/full"
        if Scratch.exists(path + "/advisories.index") { return path }
        let sources = setting.folders(Setting.jsonSources + Setting.yamlSources).flatMap { ["--from", $0] }
        let run = try ChildProcess.run([setting.mainstay, "update", "--data", path] + sources)
        guard run.status == 0 else { throw BenchmarkError("'mainstay update' ended with \(run.status).") }
        return path
    }
}
