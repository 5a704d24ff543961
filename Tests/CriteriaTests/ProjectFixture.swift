// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Licenses
import Pipelines
import Secrets
import Testing
import Wire

@testable import Criteria
@testable import ProjectHealth

/// Facts of a small project, to be changed by a test.
enum ProjectFixture {
    static let asOf = Instant(seconds: 1_780_000_000)

    static func facts(
        files: [String] = [], documents: [(String, TextDocument.Kind, String)] = [],
        change: (inout TreeFacts) -> Void = { _ in }
    ) -> ProjectFacts {
        var subject = ProjectSubject(name: "widget")
        subject.repository = "github.com/acme/widget"
        subject.commit = "0123456789abcdef0123456789abcdef01234567"
        var tree = TreeFacts()
        tree.documents = documents.map { TextDocument(path: $0.0, kind: $0.1, text: $0.2) }
        let paths = Set(files + documents.map(\.0)).sorted()
        tree.files = paths.map { TreeFile(path: $0, kind: .file, size: 100) }
        tree.languages = [LanguageShare(language: "Go", lines: 1_000, files: 10)]
        change(&tree)
        return ProjectFacts(subject: subject, asOf: asOf, tree: tree)
    }

    static func withForge(_ facts: ProjectFacts, _ change: (inout ForgeSnapshot, inout ForgeSnapshot.Project) -> Void)
        -> ProjectFacts
    {
        var facts = facts
        var snapshot = ForgeSnapshot(forge: .github, url: "https://github.com/acme/widget", taken: asOf)
        var project = ForgeSnapshot.Project(name: "acme/widget", defaultBranch: "main")
        change(&snapshot, &project)
        snapshot.project = .seen(project)
        facts.forge = .known(snapshot)
        return facts
    }

    static func workflow(
        _ path: String = ".github/workflows/ci.yml", _ change: (inout PipelineFileFacts) -> Void = { _ in }
    ) -> PipelineFileFacts {
        var file = PipelineFileFacts(path: path, kind: .githubWorkflow)
        file.events = ["push", "pull_request"]
        change(&file)
        return file
    }

    static func place(_ path: String = ".github/workflows/ci.yml", _ line: Int = 1) -> PipelineLocation {
        PipelineLocation(path: path, line: line, snippet: "line \(line)")
    }

    /// A history of commits a day apart, the newest a day before ``asOf``; `tags` by the commit's number from the oldest.
    static func history(
        commits: Int, authors: [Person] = [Person(name: "Ann", email: "ann@acme.example")], signedOff: Bool = false,
        tags: [(Int, String, SignatureKind)] = []
    ) throws -> History {
        var history = History()
        history.people = authors
        func id(_ number: Int) throws -> ObjectID {
            let digits = String(number + 1, radix: 16)
            return try #require(ObjectID(String(repeating: "0", count: 40 - digits.utf8.count) + digits))
        }
        for number in (0..<commits).reversed() {
            let time = asOf.seconds - Int64(commits - number) * 86_400
            let author = Int32(number % max(1, authors.count))
            var commit = CommitRecord(
                id: try id(number), parents: number == 0 ? [] : [try id(number - 1)], author: author, committer: author,
                authorTime: time,
                commitTime: time, authorOffset: 0, signature: .none, subject: "Change \(number)")
            if signedOff { commit.trailers = [CommitTrailer(kind: .signedOffBy, person: author)] }
            history.commits.append(commit)
        }
        for (number, name, signature) in tags {
            history.tags.append(
                TagRecord(
                    name: name, commit: try id(number), tagger: 0,
                    time: asOf.seconds - Int64(commits - number) * 86_400, isAnnotated: true,
                    signature: signature))
        }
        return history
    }
}
