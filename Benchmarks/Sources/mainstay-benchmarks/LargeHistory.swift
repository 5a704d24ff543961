// SPDX-License-Identifier: Apache-2.0
import Files

/// A repository of made-up but lifelike work: files of some hundred lines, commits that change a few lines of a few files, merges,
/// dozens of people over more than ten years, tags. The same numbers give the same commits.
struct LargeHistory {
    let commits: Int
    let files: Int
    private var state: UInt64 = 0x2545_F491_4F6C_DD1D

    init(commits: Int, files: Int) {
        self.commits = commits
        self.files = files
    }

    /// Makes a bare repository with `git fast-import`.
    func write(to path: String) throws {
        var copy = self
        let stream = path + ".stream"
        try copy.writeStream(to: stream)
        for arguments in [["/usr/bin/git", "init", "--quiet", "--bare", path]] {
            guard try ChildProcess.run(arguments).status == 0 else { throw BenchmarkError("git cannot make \(path).") }
        }
        let run = try ChildProcess.run(
            ["/usr/bin/git", "-C", path, "fast-import", "--quiet", "--done"], input: stream)
        guard run.status == 0 else { throw BenchmarkError("git fast-import ended with \(run.status).") }
        try Scratch.remove(stream)
    }

    private mutating func random(_ below: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(below))
    }

    /// Piece by piece: what this process holds counts towards the peaks of those that it starts.
    private mutating func writeStream(to path: String) throws {
        var contents: [[String]] = []
        let file = try AppendingFile(path: path)
        var output: [UInt8] = []
        func add(_ text: String) { output.append(contentsOf: text.utf8) }
        for file in 0..<files {
            contents.append((0..<60 + random(120)).map { "let value\($0) = compute(\(file), step: \($0))" })
        }
        let start = 1_293_840_000
        for commit in 0..<commits {
            if output.count > 1 << 20 {
                try output.withUnsafeBytes { try file.append($0) }
                output.removeAll(keepingCapacity: true)
            }
            let person = min(random(40), random(40))
            let time = start + commit * 11_800
            let message = commit % 9 == 0 ? "Fix the count of part \(commit)" : "Change part \(commit)"
            add("commit refs/heads/main\nmark :\(commit + 1)\n")
            add("author Person \(person) <person\(person)@example\(person % 7).org> \(time) +0100\n")
            add("committer Person \(person) <person\(person)@example\(person % 7).org> \(time) +0100\n")
            add("data \(message.utf8.count)\n\(message)\n")
            if commit > 0 { add("from :\(commit)\n") }
            if commit % 13 == 12 { add("merge :\(commit - random(10))\n") }
            let touched = commit == 0 ? Array(0..<files) : (0..<1 + random(4)).map { _ in random(files) }
            for file in touched {
                for _ in 0..<1 + random(6) where commit > 0 {
                    let line = random(contents[file].count)
                    if random(3) == 0 {
                        contents[file].insert("let added\(commit) = update(\(line))", at: line)
                    } else {
                        contents[file][line] = "let changed\(commit) = replace(\(line))"
                    }
                }
                let text = contents[file].joined(separator: "\n") + "\n"
                add("M 100644 inline Sources/Part\(file % 50)/File\(file).swift\ndata \(text.utf8.count)\n\(text)\n")
            }
            if commit % 400 == 399 {
                add("tag v\(commit / 4_000).\(commit / 400 % 10).0\nfrom :\(commit + 1)\n")
                add("tagger Person 0 <person0@example0.org> \(time + 60) +0100\ndata 7\nrelease\n")
            }
        }
        add("reset refs/heads/master\nfrom :\(commits)\ndone\n")
        try output.withUnsafeBytes { try file.append($0) }
    }
}
