// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Reads the tags that lead to commits.
struct TagReading {
    private struct Reference {
        var name: [UInt8]
        var object: ObjectID
    }

    /// What a tag object says, or the time of a commit.
    private enum Object {
        case commit(time: Int64)
        case tag(target: ObjectID, tagger: Person?, time: Int64, signature: SignatureKind, key: String?)
    }

    struct Result {
        var tags: [TagRecord] = []
        var people: [Person] = []
        var isTruncated = false
    }

    /// A tag may name a tag that names a tag …; so many are followed.
    private static let depthLimit = 8
    /// So much of a tag object is read.
    private static let keep = 1 << 20

    /// - Parameter people: those who are numbered already; taggers are numbered behind them.
    static func read(
        _ repository: OpenRepository, mailMap: MailMap, people: [Person], limit: Int
    ) async throws(GitError) -> Result {
        let (references, isTruncated) = try await self.references(repository, limit: limit)
        var objects: [ObjectID: Object] = [:]
        var wanted = Array(Set(references.map(\.object))).sorted()
        for _ in 0..<depthLimit where !wanted.isEmpty {
            var next: Set<ObjectID> = []
            try await repository.objects.readObjects(wanted, keep: keep) { number, answer throws(GitError) in
                guard case .object(_, let kind, _, let bytes) = answer else { return }
                let text = ObjectText(bytes)
                switch kind {
                case .commit: objects[wanted[number]] = .commit(time: text.committer?.time ?? 0)
                case .tag:
                    guard let target = text.target else { return }
                    objects[wanted[number]] = .tag(
                        target: target, tagger: text.tagger.map { mailMap.person($0, text.encoding) },
                        time: text.tagger?.time ?? 0, signature: text.signature,
                        key: text.signatureText.flatMap { SignatureKey.name(text.signature, armoured: Array($0)) })
                    next.insert(target)
                case .tree, .blob: return
                }
            }
            wanted = next.filter { objects[$0] == nil }.sorted()
        }
        var numbering = ByteInterning()
        var result = Result(people: people, isTruncated: isTruncated)
        for person in people { _ = numbering.number(of: person) }
        for reference in references {
            guard let record = record(reference, objects, &numbering, &result.people) else { continue }
            result.tags.append(record)
        }
        return result
    }

    private static func record(
        _ reference: Reference, _ objects: [ObjectID: Object], _ numbering: inout ByteInterning,
        _ people: inout [Person]
    ) -> TagRecord? {
        let name = String(decoding: reference.name, as: UTF8.self)
        var id = reference.object
        for _ in 0...depthLimit {
            switch objects[id] {
            case nil: return nil
            case .tag(let target, _, _, _, _)?: id = target
            case .commit(let commitTime)?:
                guard case .tag(_, let tagger, let time, let signature, let key)? = objects[reference.object] else {
                    return TagRecord(
                        name: name, commit: id, tagger: nil, time: commitTime, isAnnotated: false, signature: .none)
                }
                let number = tagger.map { person -> Int32 in
                    let (number, isNew) = numbering.number(of: person)
                    if isNew { people.append(person) }
                    return number
                }
                // Tags made before git 0.99.9 name no tagger: the commit's time stands for theirs.
                return TagRecord(
                    name: name, commit: id, tagger: number, time: tagger == nil ? commitTime : time, isAnnotated: true,
                    signature: signature, object: reference.object, signingKey: key)
            }
        }
        return nil
    }

    /// All tags, in byte order of their names; truncated where git did not come to their end.
    private static func references(
        _ repository: OpenRepository, limit: Int
    ) async throws(GitError) -> ([Reference], isTruncated: Bool) {
        var found: [Reference] = []
        var queue = ByteQueue()
        let prefix = "refs/tags/"
        let ending = try await repository.repository.command.stream(
            ["for-each-ref", "--format=%(objectname) %(refname)", prefix], input: nil
        ) { bytes throws(GitError) in
            try queue.add(bytes) { all throws(GitError) in
                var start = 0
                while let end = all.position(of: 0x0A, from: start, to: all.count) {
                    let line = all.part(start, end)
                    start = end + 1
                    guard let blank = line.position(of: 0x20, from: 0, to: line.count),
                        let id = ObjectID(hexadecimal: line.part(0, blank)),
                        line.part(blank + 1, line.count).hasPrefix("refs/tags/")
                    else { continue }
                    found.append(
                        Reference(name: Array(line.part(blank + 1 + prefix.utf8.count, line.count)), object: id))
                }
                return start
            }
            return found.count <= limit
        }
        found.sort { $0.name.lexicographicallyPrecedes($1.name) }
        let isTruncated = ending != .exited(0) || found.count > limit
        return (Array(found.prefix(limit)), isTruncated)
    }
}
