// SPDX-License-Identifier: Apache-2.0
import Histories
import Wire

/// Tells a history commit by commit, from the oldest to the newest; each commit follows the one before unless it says otherwise.
struct HistoryBuilder {
    private var people: [Person] = []
    private var paths: [String] = []
    private var changes: [PathChange] = []
    private var commits: [CommitRecord] = []
    private var tags: [TagRecord] = []
    private(set) var last: ObjectID?

    /// What a commit did to a file: `+path`, `path`, `-path`; `*` before the path makes it binary: `+*tests/a.xz`. One line is
    /// added and, unless the file is new, one deleted, or as many as `path 10 3` says.
    @discardableResult
    mutating func commit(
        _ subject: String, by author: String, committer: String? = nil, on day: String, at clock: String = "12:00:00",
        written: String? = nil, offset: Int16 = 0, after parents: [ObjectID]? = nil, files: [String] = [],
        marks: CommitMarks = [], trailers: [(CommitTrailer.Kind, String)] = [], signature: SignatureKind = .none,
        knowsLines: Bool = true
    ) -> ObjectID {
        let start = changes.count
        for file in files { change(file) }
        let author = person(author)
        let record = CommitRecord(
            id: Self.id(commits.count + 1), parents: parents ?? (last.map { [$0] } ?? []), author: author,
            committer: committer.map { person($0) } ?? author, authorTime: Self.time(written ?? day, clock),
            commitTime: Self.time(day, clock), authorOffset: offset, signature: signature, subject: subject,
            marks: marks,
            trailers: trailers.map { CommitTrailer(kind: $0.0, person: person($0.1)) },
            changes: start..<changes.count, knowsLines: knowsLines)
        commits.append(record)
        last = record.id
        return record.id
    }

    /// Tags the last commit, or another.
    mutating func tag(
        _ name: String, by tagger: String? = nil, on day: String, at clock: String = "13:00:00",
        key: String? = nil, of commit: ObjectID? = nil
    ) {
        guard let commit = commit ?? last else { return }
        let tagger = tagger.map { person($0) }
        tags.append(
            TagRecord(
                name: name, commit: commit, tagger: tagger, time: Self.time(day, clock), isAnnotated: tagger != nil,
                signature: key == nil ? .none : .openPGP, signingKey: key))
    }

    /// One commit a month by one person, on the given day of the month.
    mutating func monthly(_ subject: String, by author: String, from: (Int, Int), through: (Int, Int), day: Int = 10) {
        var (year, month) = from
        while (year, month) <= through {
            commit("\(subject) \(year)-\(month)", by: author, on: Self.day(year, month, day), files: ["src/main.c"])
            month += 1
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    var history: History {
        var history = History()
        history.head = commits.last?.id
        history.commits = commits.reversed()
        history.people = people
        history.paths = paths
        history.changes = changes
        history.tags = tags
        return history
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    static func instant(_ day: String, _ clock: String = "12:00:00") -> Instant {
        Instant(rfc3339: "\(day)T\(clock)Z") ?? .earliest
    }

    private static func time(_ day: String, _ clock: String) -> Int64 { instant(day, clock).seconds }

    static func id(_ number: Int) -> ObjectID {
        let digits = String(number, radix: 16)
        let text = String(repeating: "0", count: 40 - digits.utf8.count) + digits
        guard let id = ObjectID(text) else { preconditionFailure("forty digits are an id") }
        return id
    }

    /// `Ann Archer <ann@example.org>`, or `Ann Archer` with an address made of it.
    private mutating func person(_ text: String) -> Int32 {
        let person: Person
        if let open = text.firstIndex(of: "<") {
            person = Person(
                name: String(text[..<open].dropLast()), email: String(text[text.index(after: open)...].dropLast()))
        } else {
            let local = text.lowercased().split(separator: " ").joined(separator: ".")
            person = Person(name: text, email: "\(local)@example.org")
        }
        if let index = people.firstIndex(of: person) { return Int32(index) }
        people.append(person)
        return Int32(people.count - 1)
    }

    private mutating func change(_ text: String) {
        var text = Substring(text)
        let sign = text.first
        if sign == "+" || sign == "-" { text = text.dropFirst() }
        let isBinary = text.first == "*"
        if isBinary { text = text.dropFirst() }
        let words = text.split(separator: " ")
        let path = words.first.map(String.init) ?? ""
        let index = paths.firstIndex(of: path) ?? paths.count
        if index == paths.count { paths.append(path) }
        let added = words.count > 1 ? Int32(words[1]) ?? 0 : sign == "-" ? 0 : 1
        let deleted = words.count > 2 ? Int32(words[2]) ?? 0 : sign == "+" ? 0 : 1
        changes.append(
            PathChange(
                path: Int32(index), status: sign == "+" ? .added : sign == "-" ? .deleted : .modified,
                isBinary: isBinary, added: isBinary ? 0 : added, deleted: isBinary ? 0 : deleted))
    }
}
