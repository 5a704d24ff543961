// SPDX-License-Identifier: Apache-2.0

extension PipelineFacts {
    /// What a script does of these is what its caller does. Whether it publishes or signs turns on the arguments too often.
    private static let checking: Set<PipelineTool.Purpose> = [
        .codeQL, .coverage, .dependencyReview, .formatting, .fuzzing, .sanitizer, .sbom, .secretScanning,
        .staticAnalysis, .testing,
    ]
    /// How many scripts are followed from one file.
    private static let mostCalled = 200

    /// Tools of scripts count for what runs by itself and calls them: the first for each purpose that it has no tool of its
    /// own for.
    mutating func joinScripts() {
        var places: [String: Int] = [:]
        var firsts: [Int: [PipelineTool]] = [:]
        for (index, file) in files.enumerated()
        where file.kind == .shellScript && !file.isTestData && !file.isVendored {
            places[file.path] = index
            var purposes: Set<PipelineTool.Purpose> = []
            firsts[index] = file.tools.filter {
                PipelineFacts.checking.contains($0.purpose) && purposes.insert($0.purpose).inserted
            }
        }
        guard !places.isEmpty else { return }
        for caller in files.indices where files[caller].runsByItself {
            var purposes = Set(files[caller].tools.map(\.purpose))
            for script in called(from: files[caller], places) {
                files[script].isCalled = true
                for tool in firsts[script] ?? [] where purposes.insert(tool.purpose).inserted {
                    files[caller].tools.append(tool)
                }
            }
        }
    }

    /// The places of the scripts that a file calls, straight or by way of others, the nearest first.
    private func called(from caller: PipelineFileFacts, _ places: [String: Int]) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = []
        var waiting = caller.scripts
        var next = 0
        while next < waiting.count, found.count < PipelineFacts.mostCalled {
            if let place = places[waiting[next]], seen.insert(place).inserted {
                found.append(place)
                waiting += files[place].scripts
            }
            next += 1
        }
        return found
    }
}
