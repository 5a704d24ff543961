// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Writes a history; ``HistoryReader`` is its mirror.
struct HistoryWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ history: History) -> Bool {
        let width = history.commits.first?.id.length ?? history.tags.first?.commit.length ?? 20
        guard isUniform(history, width) else { return false }
        bytes.reserveCapacity(history.commits.count * 80 + history.changes.count * 6)
        write(width)
        write(history.head)
        write(history.mailMap)
        write(history.people.count)
        for person in history.people {
            write(person.name)
            write(person.email)
        }
        write(history.paths.count)
        for path in history.paths { write(path) }
        write(history.commits.count)
        var places: [ObjectID: Int] = [:]
        places.reserveCapacity(history.commits.count)
        for (place, commit) in history.commits.enumerated() {
            bytes.append(contentsOf: commit.id.bytes)
            places[commit.id] = place
        }
        for (place, commit) in history.commits.enumerated() { write(commit, at: place, places, history.changes) }
        write(history.tags.count)
        for tag in history.tags { write(tag) }
        write(history.gaps.count)
        for gap in history.gaps { write(gap) }
        write(history.sideCommits.count)
        for commit in history.sideCommits {
            bytes.append(contentsOf: commit.id.bytes)
            write(commit.parents.count)
            for parent in commit.parents { bytes.append(contentsOf: parent.bytes) }
        }
        return true
    }

    private func isUniform(_ history: History, _ width: Int) -> Bool {
        (history.head.map { $0.length == width } ?? true) && (history.mailMap.map { $0.length == width } ?? true)
            && history.commits.allSatisfy { $0.id.length == width && $0.parents.allSatisfy { $0.length == width } }
            && history.tags.allSatisfy { $0.commit.length == width && ($0.object?.length ?? width) == width }
            && history.sideCommits.allSatisfy { $0.id.length == width && $0.parents.allSatisfy { $0.length == width } }
    }

    private mutating func write(
        _ commit: CommitRecord, at place: Int, _ places: [ObjectID: Int], _ changes: [PathChange]
    ) {
        write(commit.parents.count)
        for parent in commit.parents {
            if let other = places[parent], other > place {
                write(other - place)
            } else {
                write(0)
                bytes.append(contentsOf: parent.bytes)
            }
        }
        write(Int(commit.author))
        write(Int(commit.committer))
        write(signed: commit.authorTime)
        write(signed: commit.commitTime &- commit.authorTime)
        write(signed: Int64(commit.authorOffset))
        bytes.append(commit.signature.rawValue | (commit.knowsLines ? 0x80 : 0))
        write(Int(commit.marks.rawValue))
        write(commit.subject)
        write(commit.trailers.count)
        for trailer in commit.trailers {
            bytes.append(trailer.kind.rawValue)
            write(Int(trailer.person))
        }
        write(commit.changes.count)
        for change in changes[commit.changes] {
            write(Int(change.path))
            bytes.append(change.status.rawValue | (change.isBinary ? 0x80 : 0))
            write(Int(change.added))
            write(Int(change.deleted))
        }
    }

    private mutating func write(_ tag: TagRecord) {
        write(tag.name)
        bytes.append(contentsOf: tag.commit.bytes)
        write(tag.tagger.map { Int($0) + 1 } ?? 0)
        write(signed: tag.time)
        bytes.append(tag.signature.rawValue | (tag.isAnnotated ? 0x80 : 0))
        write(tag.object)
        bytes.append(tag.signingKey == nil ? 0 : 1)
        if let key = tag.signingKey { write(key) }
    }

    private mutating func write(_ gap: History.Gap) {
        switch gap {
        case .shallow: write(0)
        case .missingContents(let commits):
            write(1)
            write(commits)
        case .uncountedChanges(let commits):
            write(2)
            write(commits)
        case .truncated(let commits):
            write(3)
            write(commits)
        case .damaged(let text):
            write(4)
            write(text)
        case .truncatedTags(let tags):
            write(5)
            write(tags)
        }
    }

    private mutating func write(_ id: ObjectID?) {
        bytes.append(id == nil ? 0 : 1)
        if let id { bytes.append(contentsOf: id.bytes) }
    }

    private mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            write(buffer.count)
            bytes.append(contentsOf: buffer)
        }
    }

    private mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }

    /// Small numbers of either sign are short.
    private mutating func write(signed number: Int64) {
        write(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    private mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
