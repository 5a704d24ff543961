// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Reads commit objects into records, all but their changes.
struct CommitReading {
    private(set) var people: PersonTable
    /// One for each commit that was asked for; nil for one that is missing or damaged.
    private(set) var records: [CommitRecord?] = []

    /// So much of a commit is read: messages of many megabytes have been seen.
    private static let keep = 4 << 20

    init(mailMap: MailMap) { people = PersonTable(mailMap: mailMap) }

    static func read(_ ids: [ObjectID], _ git: GitCommand, mailMap: MailMap) async throws(GitError) -> CommitReading {
        var reading = CommitReading(mailMap: mailMap)
        reading.records.reserveCapacity(ids.count)
        try await git.readObjects(ids, keep: keep) { number, answer throws(GitError) in
            guard case .object(_, .commit, _, let bytes) = answer else { return reading.records.append(nil) }
            reading.records.append(reading.record(ids[number], ObjectText(bytes)))
        }
        return reading
    }

    private mutating func record(_ id: ObjectID, _ text: ObjectText) -> CommitRecord {
        let message = MessageText(text.message)
        let author = people.number(of: text.author, encoding: text.encoding)
        let committer = people.number(of: text.committer, encoding: text.encoding)
        var trailers: [CommitTrailer] = []
        for trailer in message.trailers {
            let person = people.number(name: trailer.name, email: trailer.email, text.encoding)
            let found = CommitTrailer(kind: trailer.kind, person: person)
            if !trailers.contains(found) { trailers.append(found) }
        }
        var marks = message.marks
        // Programs that bring dependencies up to date quote what others wrote of them.
        if marks.contains(.security), !marks.contains(.namesAdvisory), BotAccount.isBot(people.people[Int(author)]) {
            marks.subtract(.security)
        }
        return CommitRecord(
            id: id, parents: text.parents, author: author, committer: committer, authorTime: text.author?.time ?? 0,
            commitTime: text.committer?.time ?? 0, authorOffset: text.author?.offset ?? 0, signature: text.signature,
            subject: CommitReading.subject(message.subject, text.encoding), marks: marks, trailers: trailers)
    }

    /// The first line, cut between characters.
    private static func subject(_ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding) -> String {
        var end = bytes.count
        if case .utf8 = encoding, end == MessageText.subjectLimit {
            // A character that the limit cuts through is left out.
            var start = end - 1
            while start > end - 4, start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            let length = bytes[start] >= 0xF0 ? 4 : bytes[start] >= 0xE0 ? 3 : bytes[start] >= 0xC0 ? 2 : 1
            if start + length > end { end = start }
        }
        return encoding.text(bytes.part(0, end))
    }
}
