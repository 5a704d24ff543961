// SPDX-License-Identifier: Apache-2.0
import Forges
import Foundation
import Histories
import Pipelines
import TestSupport
import Testing
import Wire

@testable import ProjectHealth

/// How many of Scorecard's expectations are met, printed at the end.
struct Tally {
    let name: String
    private var passed = 0
    private var all = 0

    init(_ name: String) { self.name = name }

    mutating func add(
        _ isPassed: Bool, _ what: @autoclosure () -> String, _ location: SourceLocation = #_sourceLocation
    ) {
        all += 1
        if isPassed { passed += 1 }
        let comment = what()
        #expect(isPassed, "\(comment)", sourceLocation: location)
    }

    func report() { print("\(name): \(passed)/\(all)") }
}

/// Findings in one line: `probe=True key=value @path ×3; probe=False`.
enum FindingNotation {
    static func findings(_ check: Check, _ text: String) -> [ProbeFinding] {
        text.split(separator: ";").flatMap { row -> [ProbeFinding] in
            var words = row.split(separator: " ").map(String.init)
            guard !words.isEmpty else { return [] }
            let head = words.removeFirst().split(separator: "=").map(String.init)
            let definition = check.definition.probes.first { $0.id == head[0] } ?? ProbeDefinition(head[0], "?")
            var values: [String: String] = [:]
            var location: EvidenceLocation?
            var times = 1
            for word in words {
                if word.hasPrefix("@") { location = EvidenceLocation(.source, String(word.dropFirst()), line: 123) }
                if word.hasPrefix("×") { times = Int(word.dropFirst()) ?? 1 }
                let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
                if pair.count == 2 { values[pair[0]] = pair[1] }
            }
            let outcome = ProbeFinding.Outcome(rawValue: head.count > 1 ? head[1] : "") ?? .error
            return Array(
                repeating: ProbeFinding(definition, outcome, row.description, at: location, values: values),
                count: times)
        }
    }
}

extension ProjectFacts {
    static let reportTime = Instant(seconds: 1_800_000_000)

    /// The facts of files with the given content, read as a tree is.
    static func of(_ files: [String: String] = [:]) -> ProjectFacts {
        var assembly = TreeAssembly()
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(text.utf8)
            assembly.add(
                TreeFile(path: path, kind: .file, size: bytes.count),
                FileAnalysis.facts(path: path, size: bytes.count, bytes: bytes))
        }
        return ProjectFacts(subject: ProjectSubject(name: "project"), asOf: reportTime, tree: assembly.facts())
    }

    /// With a forge that has answered nothing yet.
    func with(_ change: (inout ForgeSnapshot) -> Void) -> ProjectFacts {
        var facts = self
        var snapshot = ForgeSnapshot(forge: .github, url: "https://forge.example/o/n", taken: Self.reportTime)
        change(&snapshot)
        facts.forge = .known(snapshot)
        return facts
    }

    func with(_ history: History) -> ProjectFacts {
        var facts = self
        facts.history = .known(history)
        return facts
    }

    static func days(_ count: Double) -> Int64 { reportTime.seconds - Int64(count * 86_400) }
}

extension Check {
    func run(_ facts: ProjectFacts) -> CheckScore { score(findings(facts)) }
}

/// A history, commit by commit from the newest to the oldest.
struct HistoryBuilder {
    private(set) var history = History()
    private var numbers: [String: Int32] = [:]

    mutating func person(_ text: String) -> Int32 {
        if let number = numbers[text] { return number }
        let parts = text.split(separator: "<").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " >")) }
        let number = Int32(history.people.count)
        history.people.append(
            Person(name: parts[0], email: parts.count > 1 ? parts[1] : "\(parts[0].lowercased())@gmail.com"))
        numbers[text] = number
        return number
    }

    static func id(_ number: Int) -> ObjectID {
        var bytes = Array(repeating: UInt8(0), count: 20)
        bytes[0] = UInt8(number & 0xFF)
        bytes[1] = UInt8(number >> 8 & 0xFF)
        guard let id = ObjectID(bytes: bytes) else { preconditionFailure("twenty bytes are an id") }
        return id
    }

    /// The number of a commit is its place; its parent the next one, unless others are named.
    mutating func commit(
        _ author: String, days: Double, committer: String? = nil, subject: String = "Change something",
        marks: CommitMarks = [], trailers: [(CommitTrailer.Kind, String)] = [], parents: [Int]? = nil
    ) {
        let number = history.commits.count
        let time = ProjectFacts.days(days)
        let by = person(author)
        let with = person(committer ?? author)
        let named = trailers.map { CommitTrailer(kind: $0.0, person: person($0.1)) }
        history.commits.append(
            CommitRecord(
                id: Self.id(number), parents: (parents ?? [number + 1]).map(Self.id), author: by, committer: with,
                authorTime: time, commitTime: time, authorOffset: 0, signature: .none, subject: subject, marks: marks,
                trailers: named))
    }

    mutating func tag(_ name: String, days: Double, signature: SignatureKind = .none) {
        history.tags.append(
            TagRecord(
                name: name, commit: Self.id(0), tagger: 0, time: ProjectFacts.days(days), isAnnotated: true,
                signature: signature))
    }

    mutating func gap(_ gap: History.Gap) { history.gaps.append(gap) }
}

/// A file of Scorecard's fixtures; nil where they are not on this machine.
enum Fixture {
    static let folder = TestData.folder("vectors/scorecard/checks")

    static func bytes(_ path: String) throws -> [UInt8]? {
        guard let folder else { return nil }
        return Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// The facts of workflows, under the paths they have below `testdata`.
    static func workflows(_ paths: [String]) throws -> ProjectFacts? {
        var tree = TreeFacts()
        for path in paths {
            guard let bytes = try bytes(path), let range = path.range(of: "testdata/") else { return nil }
            let place = String(path[range.upperBound...])
            if let file = PipelineFiles.facts(path: place, bytes: bytes) { tree.pipelines.append(file) }
        }
        tree.pipelines = PipelineFacts(files: tree.pipelines).files
        return ProjectFacts(subject: ProjectSubject(name: "project"), asOf: ProjectFacts.reportTime, tree: tree)
    }
}
