// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// The kinds of objects.
enum ObjectKind: Sendable, Hashable {
    case commit, tree, blob, tag

    init?(_ word: UnsafeRawBufferPointer) {
        if word.elementsEqual("commit".utf8) {
            self = .commit
        } else if word.elementsEqual("tree".utf8) {
            self = .tree
        } else if word.elementsEqual("blob".utf8) {
            self = .blob
        } else if word.elementsEqual("tag".utf8) {
            self = .tag
        } else {
            return nil
        }
    }
}

/// Reads what `git cat-file --batch` says, object by object, in the order of the questions.
///
/// Of an object with more than `keep` bytes the first `keep` are shown; the rest passes by.
struct BatchAnswers {
    enum Answer {
        case missing
        case object(ObjectID, ObjectKind, size: Int, bytes: UnsafeRawBufferPointer)
    }

    let keep: Int
    /// How many questions were answered.
    private(set) var answered = 0
    private var queue = ByteQueue()
    /// Bytes still to pass by, the line end behind the object included.
    private var passing = 0

    init(keep: Int) { self.keep = keep }

    /// - Parameter show: called with the number of the question and its answer.
    mutating func add(
        _ bytes: UnsafeRawBufferPointer, show: (Int, Answer) throws(GitError) -> Void
    ) throws(GitError) {
        var bytes = bytes
        if passing > 0, queue.waiting == 0 {
            let skipped = min(passing, bytes.count)
            passing -= skipped
            bytes = bytes.part(skipped, bytes.count)
        }
        guard !bytes.isEmpty else { return }
        // The queue is handed back when it has parsed, so that parsing may change the rest of the value.
        var queue = self.queue
        self.queue = ByteQueue()
        defer { self.queue = queue }
        try queue.add(bytes) { all throws(GitError) in try parse(all, show) }
    }

    private mutating func parse(
        _ bytes: UnsafeRawBufferPointer, _ show: (Int, Answer) throws(GitError) -> Void
    ) throws(GitError) -> Int {
        var start = 0
        while start < bytes.count {
            guard let end = bytes.position(of: 0x0A, from: start, to: bytes.count) else {
                guard bytes.count - start < 1 << 16 else { throw GitError.unreadable }
                return start
            }
            guard let header = Header(bytes.part(start, end)) else {
                try show(answered, .missing)
                answered += 1
                start = end + 1
                continue
            }
            let body = end + 1
            let kept = min(header.size, keep)
            guard bytes.count - body >= kept else { return start }
            try show(
                answered, .object(header.id, header.kind, size: header.size, bytes: bytes.part(body, body + kept)))
            answered += 1
            // The line end behind the object; the size is below 2^60.
            let whole = header.size + 1
            if bytes.count - body >= whole {
                start = body + whole
            } else {
                passing = whole - (bytes.count - body)
                return bytes.count
            }
        }
        return start
    }

    private struct Header {
        var id: ObjectID
        var kind: ObjectKind
        var size: Int

        /// `ID KIND SIZE`; nil for anything else, as `ID missing`.
        init?(_ line: UnsafeRawBufferPointer) {
            guard let first = line.position(of: 0x20, from: 0, to: line.count),
                let second = line.position(of: 0x20, from: first + 1, to: line.count),
                let id = ObjectID(hexadecimal: line.part(0, first)),
                let kind = ObjectKind(line.part(first + 1, second)),
                let size = line.part(second + 1, line.count).decimal, size >= 0
            else { return nil }
            self.id = id
            self.kind = kind
            self.size = Int(size)
        }
    }
}

extension GitError {
    static let unreadable = GitError(message: "git answered in a way that is not understood.")
}
