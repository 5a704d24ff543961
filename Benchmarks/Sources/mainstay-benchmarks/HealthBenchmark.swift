// SPDX-License-Identifier: Apache-2.0

/// Whole processes of `mainstay health`, against what git itself needs for the same history and the same files.
struct HealthBenchmark {
    let setting: Setting

    /// The repository that was named, or one that is made up.
    private func repository() throws -> String {
        if let named = setting.repository { return named }
        let path = setting.work + "/large-history.git"
        if !Scratch.exists(path) { try LargeHistory(commits: 40_000, files: 5_000).write(to: path) }
        return path
    }

    func run() async throws {
        let repository = try repository()
        try history(repository)
        try files(repository)
        try secondRun(repository)
        try monthly(repository)
        try Scratch.remove(setting.work + "/large-history.git")
    }

    /// All history metrics against `git log --numstat`.
    private func history(_ repository: String) throws {
        let log = try ChildProcess.runs(
            3, ["/usr/bin/git", "-C", repository, "log", "--numstat", "--format=%H"], accepting: [0])
        let own = try ChildProcess.runs(
            3, health(repository, "--no-cache", "--only", "metrics"), accepting: HealthBenchmark.answers)
        Measuring.say("health-history-yardstick", log.seconds * 1_000, "ms")
        Measuring.say("health-history", own.seconds * 1_000, "ms")
        Measuring.goal("health-history-ratio", own.seconds / log.seconds, atMost: 1.5, "x")
        Measuring.goal("health-history-peak", Double(own.peak) / 1e6, atMost: 300, "MB")
    }

    /// All checks of files against `git archive`.
    private func files(_ repository: String) throws {
        let archive = try ChildProcess.runs(
            5, ["/usr/bin/git", "-C", repository, "archive", "HEAD"], accepting: [0])
        let own = try ChildProcess.runs(
            5, health(repository, "--no-cache", "--no-history"), accepting: HealthBenchmark.answers)
        Measuring.say("health-files-yardstick", archive.seconds * 1_000, "ms")
        Measuring.say("health-files", own.seconds * 1_000, "ms")
        Measuring.goal("health-files-ratio", own.seconds / archive.seconds, atMost: 3, "x")
    }

    /// A run after one more commit against the first run.
    private func secondRun(_ repository: String) throws {
        let data = setting.work + "/health-data"
        var (first, second): ([Double], [Double]) = ([], [])
        for _ in 0..<3 {
            try Scratch.remove(data)
            first.append(
                try ChildProcess.runs(
                    1, health(repository, "--data", data, "--commit", "HEAD~1"), accepting: HealthBenchmark.answers
                ).seconds)
            second.append(
                try ChildProcess.runs(1, health(repository, "--data", data), accepting: HealthBenchmark.answers).seconds
            )
        }
        try Scratch.remove(data)
        Measuring.say("health-first-run", Measuring.median(first) * 1_000, "ms")
        Measuring.say("health-second-run", Measuring.median(second) * 1_000, "ms")
        Measuring.goal(
            "health-second-run-ratio", 100 * Measuring.median(second) / Measuring.median(first), atMost: 10, "%")
    }

    /// Ten years, a point a month, against one run.
    private func monthly(_ repository: String) throws {
        let one = try ChildProcess.runs(1, health(repository, "--no-cache"), accepting: HealthBenchmark.answers)
        let all = try ChildProcess.runs(
            1, health(repository, "--no-cache", "--history", "--years", "10"), accepting: HealthBenchmark.answers)
        Measuring.say("health-ten-years", all.seconds * 1_000, "ms")
        Measuring.goal("health-ten-years-ratio", all.seconds / one.seconds, atMost: 5, "x")
        Measuring.goal("health-ten-years-peak", Double(max(one.peak, all.peak)) / 1e6, atMost: 300, "MB")
    }

    private static let answers: Set<Int32> = [0, 1]

    private func health(_ repository: String, _ options: String...) -> [String] {
        let data = options.contains("--data") ? [] : ["--data", setting.work + "/no-data"]
        return [setting.mainstay, "health", repository, "--format", "json"] + data + options
    }
}
