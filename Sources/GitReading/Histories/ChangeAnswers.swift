// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// The changes of some commits, paths numbered for themselves.
struct ChangeRun: Sendable {
    /// How many changes each commit has, in the order of the commits.
    var counts: [Int32] = []
    /// What is known of the lines of each commit.
    var lines: [Lines] = []
    var changes: [PathChange] = []
    var paths = ByteInterning()
    /// For each change the blobs before and after it, where they are asked for; a submodule's commits are none.
    var blobs: [(before: ObjectID?, after: ObjectID?)] = []

    enum Lines: Sendable {
        case known
        /// Contents are missing.
        case missing
        /// Not told, for it would take too much.
        case uncounted
    }

    /// About so many bytes it takes; 128 of them a change beside its path.
    var size: Int { changes.count * 128 + paths.byteCount }

    /// Nothing is known of so many commits.
    static func uncounted(_ count: Int) -> ChangeRun {
        var run = ChangeRun()
        run.counts = [Int32](repeating: 0, count: count)
        run.lines = [Lines](repeating: .uncounted, count: count)
        return run
    }

    /// Where the changes of each commit are.
    var ranges: [Range<Int>] {
        var start = 0
        return counts.map { count in
            defer { start += Int(count) }
            return start..<start + Int(count)
        }
    }

    /// Appends the changes of one commit of another run.
    mutating func append(_ other: ChangeRun, _ range: Range<Int>, _ lines: Lines) {
        for var change in other.changes[range] {
            change.path = other.paths.read(Int(change.path)) { paths.number(of: $0).number }
            changes.append(change)
        }
        counts.append(Int32(range.count))
        self.lines.append(lines)
    }
}

/// Reads what `git diff-tree --stdin -z --raw --numstat` says of many commits.
///
/// Records are: a commit's id and NUL; `:MODE MODE ID ID STATUS` and NUL, with one path and NUL, or two for a rename;
/// `ADDED TAB DELETED TAB PATH` and NUL, where a rename has an empty path and then two. A line that is no id is repeated by git
/// as it is: ``mark`` between the commits says which are done.
struct ChangeAnswers {
    /// What is fed between commits: git repeats it, and it cannot be mistaken for the beginning of another record.
    static let mark: [UInt8] = Array("=\n".utf8)

    private let digits: Int
    private let collectsBlobs: Bool
    /// So large the run, and what one commit adds to it, may become.
    private let limits: (run: Int, commit: Int)
    private var queue = ByteQueue()
    /// Ids of the run's commits that git was asked for.
    private var ids: [ObjectID] = []
    /// The commit in the run that is being told.
    private var current = -1
    /// Where the current commit's changes begin.
    private var begin = 0
    /// The size of the run at the current commit's beginning.
    private var sizeBefore = 0
    /// Where the search for the next counted change goes on.
    private var cursor = 0
    private(set) var run = ChangeRun()

    /// A path may have at most so many bytes.
    private static let pathLimit = 1 << 20

    init(format: ObjectFormat, limits: (run: Int, commit: Int), collectsBlobs: Bool = false) {
        digits = format.digits
        self.limits = limits
        self.collectsBlobs = collectsBlobs
    }

    /// Begins a run. What it has not got at its end has no changes.
    mutating func begin(_ ids: [ObjectID], knowsLines: Bool) {
        self.ids = ids
        current = -1
        begin = 0
        sizeBefore = 0
        cursor = 0
        run.counts = [Int32](repeating: 0, count: ids.count)
        run.lines = [ChangeRun.Lines](repeating: knowsLines ? .known : .missing, count: ids.count)
        run.changes.removeAll(keepingCapacity: true)
        run.blobs.removeAll()
        run.paths.removeAll()
    }

    /// - Parameter onMark: called at each mark.
    /// - Throws: ``GitError/tooMuch`` in a commit that adds more than it may.
    mutating func add(
        _ bytes: UnsafeRawBufferPointer, onMark: (inout ChangeAnswers) throws(GitError) -> Void
    ) throws(GitError) {
        var queue = self.queue
        self.queue = ByteQueue()
        try queue.add(bytes) { all throws(GitError) in try parse(all, onMark) }
        guard queue.waiting < 3 * ChangeAnswers.pathLimit else { throw GitError.unreadable }
        self.queue = queue
    }

    private mutating func parse(
        _ bytes: UnsafeRawBufferPointer, _ onMark: (inout ChangeAnswers) throws(GitError) -> Void
    ) throws(GitError) -> Int {
        var start = 0
        while start < bytes.count {
            let next: Int?
            switch bytes[start] {
            case UInt8(ascii: ":"): next = try raw(bytes, start)
            case UInt8(ascii: "="):
                guard start + 1 < bytes.count else { return start }
                try onMark(&self)
                next = start + 2
            default: next = try header(bytes, start)
            }
            guard let next else { return start }
            start = next
        }
        return start
    }

    /// A commit's id, or a count of lines: only the latter has a tab among its first bytes.
    private mutating func header(_ bytes: UnsafeRawBufferPointer, _ start: Int) throws(GitError) -> Int? {
        let near = min(bytes.count, start + 24)
        if let tab = bytes.position(of: 0x09, from: start, to: near) { return try counted(bytes, start, tab) }
        guard bytes.count > start + digits else { return nil }
        guard bytes[start + digits] == 0, let id = ObjectID(hexadecimal: bytes.part(start, start + digits)) else {
            throw GitError.unreadable
        }
        // Commits come in the order they were asked for; those without a change are not named.
        var position = current + 1
        while position < ids.count, ids[position] != id { position += 1 }
        guard position < ids.count else { throw GitError.unreadable }
        current = position
        begin = run.changes.count
        sizeBefore = run.size
        cursor = begin
        return start + digits + 1
    }

    private mutating func raw(_ bytes: UnsafeRawBufferPointer, _ start: Int) throws(GitError) -> Int? {
        let letter = start + 17 + 2 * digits
        guard letter < bytes.count, let end = bytes.position(of: 0, from: letter, to: bytes.count),
            let first = bytes.position(of: 0, from: end + 1, to: bytes.count)
        else { return nil }
        guard current >= 0 else { throw GitError.unreadable }
        let status: PathChange.Status
        var path = bytes.part(end + 1, first)
        var next = first + 1
        switch bytes[letter] {
        case UInt8(ascii: "A"), UInt8(ascii: "C"): status = .added
        case UInt8(ascii: "D"): status = .deleted
        case UInt8(ascii: "R"): status = .renamed
        case UInt8(ascii: "T"): status = .typeChanged
        default: status = .modified
        }
        if bytes[letter] == UInt8(ascii: "R") || bytes[letter] == UInt8(ascii: "C") {
            guard let second = bytes.position(of: 0, from: next, to: bytes.count) else { return nil }
            path = bytes.part(next, second)
            next = second + 1
        }
        guard path.count <= ChangeAnswers.pathLimit, run.counts[current] < Int32.max else { throw GitError.unreadable }
        run.changes.append(
            PathChange(
                path: run.paths.number(of: path).number, status: status, isBinary: false, added: 0, deleted: 0))
        if collectsBlobs {
            let first = start + 15
            let second = first + digits + 1
            run.blobs.append(
                (
                    blob(bytes, mode: start + 1, id: first), blob(bytes, mode: start + 8, id: second)
                ))
        }
        run.counts[current] += 1
        guard run.size <= limits.run, run.size - sizeBefore <= limits.commit else { throw GitError.tooMuch }
        return next
    }

    /// The blob of one side of a change; nil where there is none, or a submodule.
    private func blob(_ bytes: UnsafeRawBufferPointer, mode: Int, id: Int) -> ObjectID? {
        let mode = bytes.part(mode, mode + 6)
        if mode.hasPrefix("160000") || mode.hasPrefix("000000") { return nil }
        return ObjectID(hexadecimal: bytes.part(id, id + digits))
    }

    private mutating func counted(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ tab: Int) throws(GitError) -> Int? {
        guard let second = bytes.position(of: 0x09, from: tab + 1, to: min(bytes.count, tab + 24)) else {
            guard bytes.count < tab + 24 else { throw GitError.unreadable }
            return nil
        }
        guard let end = bytes.position(of: 0, from: second + 1, to: bytes.count) else { return nil }
        var path = bytes.part(second + 1, end)
        var next = end + 1
        if path.isEmpty {
            guard let old = bytes.position(of: 0, from: next, to: bytes.count),
                let new = bytes.position(of: 0, from: old + 1, to: bytes.count)
            else { return nil }
            path = bytes.part(old + 1, new)
            next = new + 1
        }
        let number = run.paths.number(of: path).number
        // Counts come in the order of the changes, now and then without one whose lines are the same.
        var position = cursor
        while position < run.changes.count, run.changes[position].path != number { position += 1 }
        guard position < run.changes.count else { throw GitError.unreadable }
        if bytes[start] == UInt8(ascii: "-") {
            run.changes[position].isBinary = true
        } else {
            run.changes[position].added = ChangeAnswers.lines(bytes.part(start, tab))
            run.changes[position].deleted = ChangeAnswers.lines(bytes.part(tab + 1, second))
        }
        cursor = position + 1
        return next
    }

    private static func lines(_ digits: UnsafeRawBufferPointer) -> Int32 {
        Int32(clamping: digits.decimal ?? 0)
    }

    /// Takes the run out, at the mark behind its last commit.
    mutating func finish() -> ChangeRun {
        let done = run
        begin([], knowsLines: true)
        run.paths = ByteInterning()
        return done
    }

    /// Takes out the first `count` commits of the run, whose marks were seen; the process ended in the next one.
    mutating func finish(first count: Int) -> ChangeRun {
        run.counts.removeLast(run.counts.count - count)
        run.lines.removeLast(run.lines.count - count)
        if current >= count {
            // Its paths go as well: they may be many.
            var kept = ChangeRun()
            for (range, lines) in zip(run.ranges, run.lines) { kept.append(run, range, lines) }
            if collectsBlobs { kept.blobs = Array(run.blobs.prefix(kept.changes.count)) }
            run = kept
        }
        queue = ByteQueue()
        return finish()
    }
}
