// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Reads what ``HistoryWriter`` wrote. Every number is held against what it counts or names before it is used: damaged bytes give
/// an error, never a history that breaks its invariants, and no memory beyond what the bytes can fill.
struct HistoryReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var width = 20

    private struct Damaged: Error {}

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func history() throws -> History {
        var history = History()
        width = try number(below: 33)
        guard width == 20 || width == 32 else { throw Damaged() }
        history.head = try optionalID()
        history.mailMap = try optionalID()
        let people = try count(ofAtLeast: 2)
        history.people.reserveCapacity(people)
        for _ in 0..<people { history.people.append(Person(name: try text(), email: try text())) }
        let paths = try count(ofAtLeast: 1)
        history.paths.reserveCapacity(paths)
        for _ in 0..<paths { history.paths.append(try text()) }
        let commits = try count(ofAtLeast: width + 9)
        var ids: [ObjectID] = []
        ids.reserveCapacity(commits)
        for _ in 0..<commits { ids.append(try id()) }
        history.commits.reserveCapacity(commits)
        for place in 0..<commits { try readCommit(ids, place, into: &history) }
        for _ in 0..<(try count(ofAtLeast: width + 6)) { history.tags.append(try tag(people: people)) }
        for _ in 0..<(try count(ofAtLeast: 1)) { history.gaps.append(try gap()) }
        for _ in 0..<(try count(ofAtLeast: width + 1)) {
            var commit = SideCommit(id: try id(), parents: [])
            for _ in 0..<(try count(ofAtLeast: width)) { commit.parents.append(try id()) }
            history.sideCommits.append(commit)
        }
        guard position == bytes.count else { throw Damaged() }
        return history
    }

    private mutating func readCommit(_ ids: [ObjectID], _ place: Int, into history: inout History) throws {
        let parentCount = try count(ofAtLeast: 1)
        var parents: [ObjectID] = []
        parents.reserveCapacity(parentCount)
        for _ in 0..<parentCount {
            let distance = try number(below: ids.count - place)
            parents.append(distance == 0 ? try id() : ids[place + distance])
        }
        let author = Int32(try number(below: history.people.count))
        let committer = Int32(try number(below: history.people.count))
        let authorTime = try signed()
        let commitTime = authorTime &+ (try signed())
        guard let offset = Int16(exactly: try signed()) else { throw Damaged() }
        let flags = try byte()
        guard let signature = SignatureKind(rawValue: flags & 0x7F) else { throw Damaged() }
        let marks = CommitMarks(rawValue: UInt16(try number(below: 1 << 16)))
        let subject = try text()
        let trailerCount = try count(ofAtLeast: 2)
        var trailers: [CommitTrailer] = []
        trailers.reserveCapacity(trailerCount)
        for _ in 0..<trailerCount {
            guard let kind = CommitTrailer.Kind(rawValue: try byte()) else { throw Damaged() }
            trailers.append(CommitTrailer(kind: kind, person: Int32(try number(below: history.people.count))))
        }
        let changeCount = try count(ofAtLeast: 4)
        let start = history.changes.count
        for _ in 0..<changeCount {
            let path = Int32(try number(below: history.paths.count))
            let flags = try byte()
            guard let status = PathChange.Status(rawValue: flags & 0x7F) else { throw Damaged() }
            let added = Int32(try number(below: 1 << 31))
            let deleted = Int32(try number(below: 1 << 31))
            history.changes.append(
                PathChange(path: path, status: status, isBinary: flags & 0x80 != 0, added: added, deleted: deleted))
        }
        history.commits.append(
            CommitRecord(
                id: ids[place], parents: parents, author: author, committer: committer, authorTime: authorTime,
                commitTime: commitTime, authorOffset: offset, signature: signature, subject: subject, marks: marks,
                trailers: trailers, changes: start..<history.changes.count, knowsLines: flags & 0x80 != 0))
    }

    private mutating func tag(people: Int) throws -> TagRecord {
        let name = try text()
        let commit = try id()
        let tagger = try number(below: people + 1)
        let time = try signed()
        let flags = try byte()
        guard let signature = SignatureKind(rawValue: flags & 0x7F) else { throw Damaged() }
        let object = try optionalID()
        let key = try flag() ? try text() : nil
        return TagRecord(
            name: name, commit: commit, tagger: tagger == 0 ? nil : Int32(tagger - 1), time: time,
            isAnnotated: flags & 0x80 != 0, signature: signature, object: object, signingKey: key)
    }

    private mutating func gap() throws -> History.Gap {
        switch try number(below: 6) {
        case 0: .shallow
        case 1: .missingContents(commits: try number(below: 1 << 40))
        case 2: .uncountedChanges(commits: try number(below: 1 << 40))
        case 3: .truncated(commits: try number(below: 1 << 40))
        case 4: .damaged(try text())
        default: .truncatedTags(tags: try number(below: 1 << 40))
        }
    }

    // MARK: The parts

    private mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw Damaged() }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func flag() throws -> Bool {
        let value = try byte()
        guard value < 2 else { throw Damaged() }
        return value == 1
    }

    private mutating func variable() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next < 2 else { throw Damaged() }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    private mutating func number(below limit: Int) throws -> Int {
        let value = try variable()
        guard value < UInt64(max(0, limit)) else { throw Damaged() }
        return Int(value)
    }

    /// How many of something that takes at least so many bytes each.
    private mutating func count(ofAtLeast size: Int) throws -> Int {
        let value = try variable()
        guard value <= UInt64((bytes.count - position) / size) else { throw Damaged() }
        return Int(value)
    }

    private mutating func signed() throws -> Int64 {
        let value = try variable()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private mutating func text() throws -> String {
        let length = try count(ofAtLeast: 1)
        defer { position += length }
        return String(decoding: bytes.part(position, position + length), as: UTF8.self)
    }

    private mutating func id() throws -> ObjectID {
        guard bytes.count - position >= width, let id = ObjectID(bytes: bytes.part(position, position + width)) else {
            throw Damaged()
        }
        position += width
        return id
    }

    private mutating func optionalID() throws -> ObjectID? { try flag() ? try id() : nil }
}
