// SPDX-License-Identifier: Apache-2.0

/// Whole processes of `mainstay scan`, from their start to their end.
struct ScanBenchmark {
    let setting: Setting

    /// Clean, and something was found: both are answers.
    private static let answers: Set<Int32> = [0, 1]

    func largeBills() async throws {
        let data = try await FullDatabase(setting: setting).path()
        if setting.isHelper {
            // One component in twenty is a real one.
            let real = try await RealPackages(setting: setting).mixed(1_000)
            let bills = LargeBills(real: real, size: 10_000_000)
            try Scratch.write(bills.cycloneDX(), to: setting.work + "/large.cdx.json")
            try Scratch.write(bills.spdx(), to: setting.work + "/large.spdx.json")
            return
        }
        let helper = try ChildProcess.run(
            [try Benchmarks.ownPath(), Part.largeBills.rawValue, "--helper", "yes"] + setting.arguments,
            output: .inherited)
        guard helper.status == 0 else { throw BenchmarkError("The large SBOMs could not be made.") }
        for (name, file) in [("cyclonedx", "large.cdx.json"), ("spdx", "large.spdx.json")] {
            let run = try ChildProcess.runs(
                5, [setting.mainstay, "scan", "--data", data, setting.work + "/" + file],
                accepting: ScanBenchmark.answers)
            Measuring.goal("scan-10mb-\(name)", run.seconds * 1_000, atMost: 1_000, "ms")
            Measuring.goal("scan-10mb-\(name)-peak", Double(run.peak) / 1e6, atMost: 250, "MB")
            try Scratch.remove(setting.work + "/" + file)
        }
    }

    /// A folder with one small lockfile.
    func smallProject() async throws {
        let data = try await FullDatabase(setting: setting).path()
        let project = setting.work + "/small-project"
        try Scratch.make(project)
        try Scratch.write(ScanBenchmark.smallLock, to: project + "/Cargo.lock")
        let run = try ChildProcess.runs(
            41, [setting.mainstay, "scan", "--data", data, project], accepting: ScanBenchmark.answers)
        Measuring.goal("scan-small-project", run.seconds * 1_000, atMost: 60, "ms")
        Measuring.say("scan-small-project-peak", Double(run.peak) / 1e6, "MB")
        try Scratch.remove(project)
    }

    /// A checkout of 50,000 files, of which a few are lockfiles.
    func largeCheckout() async throws {
        let data = try await FullDatabase(setting: setting).path()
        let project = setting.work + "/large-checkout"
        if !Scratch.exists(project) {
            let endings = [".swift", ".go", ".c", ".h", ".md", ".json", ".yaml", ".txt", ".js", ".test.ts"]
            for folder in 0..<500 {
                let path = "\(project)/sources/part-\(folder / 20)/component-\(folder)"
                try Scratch.make(path)
                for file in 0..<100 {
                    try Scratch.write("", to: "\(path)/some_source_file_\(file)\(endings[file % 10])")
                }
                if folder % 50 == 0 { try Scratch.write(ScanBenchmark.smallLock, to: path + "/Cargo.lock") }
            }
            try Scratch.write("build/\n*.o\n/.cache\n**/generated/*.tmp\n", to: project + "/.gitignore")
        }
        let run = try ChildProcess.runs(
            7, [setting.mainstay, "scan", "--data", data, project], accepting: ScanBenchmark.answers)
        Measuring.say("scan-50000-files", run.seconds * 1_000, "ms")
        Measuring.say("scan-50000-files-peak", Double(run.peak) / 1e6, "MB")
        try Scratch.remove(project)
    }

    private static let smallLock = """
        version = 3

        [[package]]
        name = "example"
        version = "0.1.0"
        dependencies = ["time", "smallvec", "regex", "serde"]

        [[package]]
        name = "time"
        version = "0.1.42"
        source = "registry+https://github.com/rust-lang/crates.io-index"

        [[package]]
        name = "smallvec"
        version = "0.6.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"

        [[package]]
        name = "regex"
        version = "1.10.4"
        source = "registry+https://github.com/rust-lang/crates.io-index"

        [[package]]
        name = "serde"
        version = "1.0.197"
        source = "registry+https://github.com/rust-lang/crates.io-index"

        """
}
