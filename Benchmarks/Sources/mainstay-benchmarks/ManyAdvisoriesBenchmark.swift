// SPDX-License-Identifier: Apache-2.0
import Files
import Matching

/// A database of the size to plan for: 900,000 advisories.
struct ManyAdvisoriesBenchmark {
    let setting: Setting
    private static let count = 900_000

    func run() async throws {
        let archive = setting.work + "/many.tar"
        let data = setting.work + "/many"
        // In a process of its own, which takes its memory with it.
        if setting.isHelper {
            try ManyAdvisories(setting: setting, count: ManyAdvisoriesBenchmark.count).write(to: archive)
            return
        }
        let helper = try ChildProcess.run(
            [try Benchmarks.ownPath(), Part.manyAdvisories.rawValue, "--helper", "yes"] + setting.arguments,
            output: .inherited)
        guard helper.status == 0 else { throw BenchmarkError("The archive of many advisories could not be made.") }
        try Scratch.remove(data)
        let update = try ChildProcess.run([setting.mainstay, "update", "--data", data, "--from", archive])
        guard update.status == 0 else { throw BenchmarkError("'mainstay update' ended with \(update.status).") }
        Measuring.goal("update-many", update.seconds, atMost: 120, "s")
        Measuring.goal("update-many-peak", Double(update.peak) / 1e6, atMost: 1_000, "MB")
        try Scratch.remove(archive)
        try await lookUps(data)
        try Scratch.remove(data)
    }

    private func lookUps(_ data: String) async throws {
        let (small, large) = (
            try LookUpBenchmark.open(try await FullDatabase(setting: setting).path()), try LookUpBenchmark.open(data)
        )
        Measuring.say("many-advisories", Double(large.advisoryCount), "advisories")
        Measuring.say("many-packages", Double(large.packageCount), "packages")
        var opening: [Double] = []
        for _ in 0..<101 { opening.append(try await Measuring.seconds { _ = try LookUpBenchmark.open(data) }) }
        Measuring.goal("many-open", Measuring.median(opening) * 1_000, atMost: 10, "ms")
        let real = try await RealPackages(setting: setting).mixed(1_000)
        let mixed = try await Measuring.alternating(rounds: 51) {
            _ = try LookUpBenchmark.judge(real, by: small)
        } _: {
            _ = try LookUpBenchmark.judge(real, by: large)
        }
        Measuring.say("many-judge-1000-real", mixed.second * 1_000, "ms")
        Measuring.goal("many-judge-1000-real-ratio", mixed.second / mixed.first, atMost: 1.5, "times")
        let absent = RealPackages.unheardOf(200_000)
        let unknown = try await Measuring.alternating(rounds: 9) {
            _ = try LookUpBenchmark.countKnown(absent, in: small)
        } _: {
            _ = try LookUpBenchmark.countKnown(absent, in: large)
        }
        Measuring.say("many-look-up-absent", Double(absent.count) / unknown.second, "purls/s")
        Measuring.goal("many-look-up-absent-ratio", unknown.second / unknown.first, atMost: 1.5, "times")
    }
}
