// SPDX-License-Identifier: Apache-2.0
import Histories
import TestSupport
import Testing

@testable import GitReading

/// What commits, messages and mail maps say, without git.
struct TextTests {
    private func marks(_ message: String) -> CommitMarks {
        Array(message.utf8).withUnsafeBytes { MessageText($0).marks }
    }

    private static let messages: [(String, CommitMarks)] = [
        ("Fix crash", CommitMarks.fix), ("fixed: x", .fix), ("Add prefix", []), ("A bug\n", .fix),
        ("Add x\n\nCloses #12", .changeRequest), ("Fix x\n\nCloses #12", [.fix, .changeRequest]),
        ("Add x\n\nCloses: https://forge.example/a/b/pull/12", .changeRequest),
        ("Add x\n\nCloses https://forge.example/a/b/issues/12", []), ("Add x\n\nCloses #x", []),
        ("Add x\n\nResolves: #3", []),
        ("Add x\n\nCloses the door", []), ("Add x\n\nFixes: #3", .fix),
        ("Revert \"Add x\"", .revert), ("Add\n\nThis reverts commit 123.", .revert),
        ("Merge pull request #12 from a/b", .changeRequest), ("Add x (#12)", .changeRequest), ("Add x (12)", []),
        ("Add x (#)", []), ("Merge branch 'a'\n\nSee merge request a/b!12", .changeRequest),
        ("Add\n\nDifferential Revision: https://r.example/D12", .phabricator), ("Add\n\nDifferential Revision: x", []),
        ("Add\n\nReviewed-on: https://r.example/1\nReviewed-by: A <a@x>", .gerrit),
        ("Add\n\nReviewed-on: https://r.example/1", []), ("Add\n\nPiperOrigin-RevId: 1234", .piper),
        ("Add\n\nPiperOrigin-RevId: 12", []), ("Avoid a buffer overflow", .security), ("Use after free", .security),
        ("tree: re-traversal of paths", []), ("docs: link the global Security policy", []),
        ("Fix the Dependabot security configuration", .fix), ("Bump xss from 1.0.1 to 1.0.2", []),
        ("Update security.md", []), ("Fix a heap-buffer-overflow", [.fix, .security]),
        ("Tighten security of uploads", .security), ("Add x\n\nThis is about security and overflow.", []),
        ("docs: note CVE-2024-1", [.namesAdvisory, .security]), ("Stop path traversal in archives", .security),
        ("Free after use", []), ("Add CVE-2024-12345 notes", [.namesAdvisory, .security]), ("See CVE-24-1", []),
        ("ghsa-abcd-1234-wxyz", [.namesAdvisory, .security]), ("GHSA-abcd-1234", []),
        ("RUSTSEC-2021-0001", [.namesAdvisory, .security]), ("Go-2024-1: x", [.namesAdvisory, .security]), ("", []),
    ]

    @Test(arguments: TextTests.messages)
    func `messages are marked`(_ message: String, _ expected: CommitMarks) {
        #expect(marks(message) == expected)
    }

    @Test func `trailers are whole lines wherever they stand`() {
        let message = """
            subject

            Co-Authored-By: A b <A@x>
            signed-off-by:C<c@x>
             Reviewed-by: indented <i@x>
            > Acked-by: quoted <q@x>
            Reported-by: nickname
            Tested-by:
            Approved-by: D <d@x
            Helped-by: E <e@x>
            """
        let found = Array(message.utf8).withUnsafeBytes { bytes in
            MessageText(bytes).trailers.map { trailer in
                "\(trailer.kind) \(String(decoding: trailer.name, as: UTF8.self)) \(String(decoding: trailer.email, as: UTF8.self))"
            }
        }
        #expect(
            found == ["coAuthoredBy A b A@x", "signedOffBy C c@x", "reportedBy nickname ", "approvedBy D d@x"])
    }

    @Test func `the four forms of a mail map`() {
        let text = """
            # comment
            Proper One <one@x>
            <two@proper> <two@x>
            Proper Three <three@proper> <three@x>
            Proper Four <four@proper> Commit Four <shared@x>
            Proper Five <five@proper> Commit Five <shared@x>
            broken <
            <>
            Nobody <> <empty@x>
            """
        let map = Array(text.utf8).withUnsafeBytes { MailMap($0) }
        func person(_ name: String, _ email: String) -> String {
            let found = map.person(name: name, email: email)
            return "\(found.name) <\(found.email)>"
        }
        #expect(person("x", "ONE@X") == "Proper One <ONE@X>")
        #expect(person("x", "two@x") == "x <two@proper>")
        #expect(person("x", "three@x") == "Proper Three <three@proper>")
        #expect(person("commit four", "shared@x") == "Proper Four <four@proper>")
        #expect(person("Commit Five", "Shared@x") == "Proper Five <five@proper>")
        #expect(person("Commit Six", "shared@x") == "Commit Six <shared@x>")
        #expect(person("y", "other@x") == "y <other@x>")
    }

    private static let identities: [(String, Int64, Int16)] = [
        ("A <a@x> 12 +0130", 12, 90), ("A <a@x> 12 -0800", 12, -480), ("A <a@x>", 0, 0),
        ("A <a@x> -7 +0000", -7, 0),
        ("A <a@x> 1099511627777 +0000", 0, 0), ("A > <a@x> b> 3 +0000", 3, 0), ("", 0, 0),
        ("<<>>>> 5 +99999", 5, 0),
    ]

    @Test(arguments: TextTests.identities)
    func `times and zones`(_ text: String, _ time: Int64, _ offset: Int16) {
        Array(text.utf8).withUnsafeBytes { bytes in
            let identity = Identity(bytes)
            #expect(identity.time == time)
            #expect(identity.offset == offset)
        }
    }

    @Test func `damaged objects, messages and mail maps are read`() {
        let commit = """
            tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
            parent 4b825dc642cb6eb9a060e54bf8d69288fbee4904
            author A b <a@x> 1700000000 +0100
            committer C <c@x> 1700000000 -0100
            encoding ISO-8859-1
            gpgsig -----BEGIN PGP SIGNATURE-----
             
             wsBcBAABCAAQBQJn
             =abcd
             -----END PGP SIGNATURE-----

            Fix CVE-2024-1 (#12)

            Signed-off-by: A <a@x>
            """
        let tag =
            "object 4b825dc642cb6eb9a060e54bf8d69288fbee4904\ntype commit\ntag v1\ntagger A <a@x> 1 +0000\n\nm\n"
            + "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTk=\n-----END SSH SIGNATURE-----\n"
        for text in [commit, tag, "A <a@x> B <b@x>\nC <c@x>\n"] {
            Fuzzing(seed: 5, rounds: 2_000, share: 3).run { _, mutator in
                mutator.mutated(Array(text.utf8)).withUnsafeBytes { bytes in
                    let object = ObjectText(bytes)
                    _ = MessageText(object.message)
                    _ = SignedText(bytes)
                    _ = MailMap(bytes)
                    if let signature = object.signatureText {
                        _ = SignatureKey.name(object.signature, armoured: Array(signature))
                    }
                    _ = object.author.map { object.encoding.text($0.name) }
                }
            }
        }
    }

    @Test func `damaged answers of git are read or refused`() {
        let id = String(repeating: "ab", count: 20)
        let zero = String(repeating: "0", count: 40)
        let diff =
            "\(id)\0:100644 100644 \(id) \(zero) M\0a\0:100644 100644 \(id) \(zero) R100\0b\0c\0"
            + "1\t2\ta\0-\t-\t\0b\0c\0=\n\(id)\0:000000 100644 \(zero) \(id) A\0d\0" + "1\t0\td\0=\n"
        let batch = "\(id) commit 5\nhello\n\(id) missing\n\(id) blob 0\n\n\(zero) tree 3\nabc\n"
        Fuzzing(seed: 9, rounds: 3_000, pieces: ["\0", "\t", "=\n", ":", " ", "\n", "-", "999999999999999999"]).run {
            round, mutator in
            let bytes = round == 0 ? Array(diff.utf8) : mutator.mutated(Array(diff.utf8))
            let objects = round == 0 ? Array(batch.utf8) : mutator.mutated(Array(batch.utf8))
            let cut = Int.random(in: 0...bytes.count, using: &mutator.generator)
            var answers = ChangeAnswers(format: .sha1, limits: (1 << 20, 1 << 20))
            guard let object = ObjectID(id) else { return }
            answers.begin([object], knowsLines: true)
            var marks = 0
            for part in [bytes[..<cut], bytes[cut...]] {
                try? Array(part).withUnsafeBufferPointer { buffer throws(GitError) in
                    try answers.add(UnsafeRawBufferPointer(buffer)) { answers throws(GitError) in
                        marks += 1
                        let run = answers.finish()
                        if round == 0, marks == 1 {
                            #expect(run.counts == [2])
                            #expect(run.changes.map(\.added) == [1, 0])
                            #expect(run.changes.map(\.isBinary) == [false, true])
                        }
                        answers.begin([object], knowsLines: true)
                    }
                }
            }
            _ = answers.finish(first: 0)
            var batches = BatchAnswers(keep: 4)
            var seen = 0
            for start in stride(from: 0, to: objects.count, by: 7) {
                try? Array(objects[start..<min(objects.count, start + 7)]).withUnsafeBufferPointer {
                    buffer throws(GitError) in
                    try batches.add(UnsafeRawBufferPointer(buffer)) { _, _ throws(GitError) in seen += 1 }
                }
            }
            if round == 0 {
                #expect(marks == 2)
                #expect(seen == 4)
            }
        }
    }
}
