// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Forges

@Suite struct ForgeCollectionTests {
    private static let all: [(ForgeSnapshot.Forge, [String: ForgeReply], Bool)] = [
        (.github, ForgeReplies.gitHub, true), (.github, ForgeReplies.gitHubOpen, false),
        (.gitlab, ForgeReplies.gitLab, true), (.forgejo, ForgeReplies.forgejo, true),
    ]

    @Test(arguments: [
        (401, true, "GitHub answered 401 when asked for the webhooks: the token is not valid there, or not any more."),
        (
            403, true,
            """
            GitHub answered 403 when asked for the webhooks: a token of an administrator with the scope 'read:repo_hook', \
            or the permission 'Webhooks: read', shows them.
            """
        ),
        (
            404, true,
            """
            GitHub answered 404 when asked for the webhooks: there is none, or a token of an administrator with the scope \
            'read:repo_hook', or the permission 'Webhooks: read', shows them.
            """
        ),
        (410, true, "GitHub answered 410 when asked for the webhooks: the project has switched it off."),
        (429, true, "GitHub answered 429 when asked for the webhooks: its rate limit is used up."),
        (451, true, "GitHub answered 451 when asked for the webhooks: it is not shown for legal reasons."),
        (
            301, true,
            "GitHub answered 301 when asked for the webhooks: it sends on to another place, which is not followed."
        ),
        (500, true, "GitHub answered 500 when asked for the webhooks, an error of its own: try again later."),
        (418, true, "GitHub answered 418 when asked for the webhooks."),
    ])
    func `a refused part is unseen with the reason`(_ status: Int, _ hasToken: Bool, _ reason: String) throws {
        var forge = ScriptedForge(ForgeReplies.gitHub, .github)
        forge.replies["GET /repos/o/n/hooks?per_page=100"] = ForgeReply(status: status)
        let snapshot = try forge.collect()
        #expect(snapshot.webhooks == .unseen(reason))
        #expect(snapshot.issues.value != nil)
    }

    @Test func `GitHub's own word for the permission is passed on`() throws {
        var forge = ScriptedForge(ForgeReplies.gitHub, .github)
        forge.replies["GET /repos/o/n/releases?per_page=30"] = ForgeReply(
            "{}", status: 403, headers: [("X-Accepted-GitHub-Permissions", "contents=read")])
        #expect(
            try forge.collect().releases.reason == """
                GitHub answered 403 when asked for the releases: the token may not see them. It wants the permission \
                'contents=read'.
                """)
    }

    @Test func `an answer that is not JSON spoils its own part only`() throws {
        var forge = ScriptedForge(ForgeReplies.gitHub, .github)
        forge.replies["GET /repos/o/n/releases?per_page=30"] = ForgeReply("<html>")
        let snapshot = try forge.collect()
        #expect(
            snapshot.releases.reason
                == "GitHub's answer about the releases cannot be used. Expected a value, found '<'.")
        #expect(snapshot.contributors.value != nil)
    }

    @Test(arguments: [0, 1, 2, 3]) func `a project that is not there makes every part unseen`(_ which: Int) throws {
        let (forge, _, hasToken) = ForgeCollectionTests.all[which]
        var scripted = ScriptedForge([:], forge, hasToken: hasToken)
        let snapshot = try scripted.collect()
        #expect(scripted.asked.count == 1)
        let reason = try #require(snapshot.project.reason)
        #expect(reason.hasPrefix("\(forge.title) answered 404 when asked for the project: there is none, or "))
        #expect(snapshot.branches.reason == reason)
        #expect(snapshot.changeRequests.reason == reason)
        #expect(snapshot.activity.reason == reason)
    }

    @Test(arguments: [0, 1, 2, 3]) func `each part alone can be missing, and never says nothing`(_ which: Int) throws {
        let (forge, replies, hasToken) = ForgeCollectionTests.all[which]
        for key in replies.keys.sorted() {
            for status in [403, 502] {
                var scripted = ScriptedForge(replies, forge, hasToken: hasToken)
                scripted.replies[key] = ForgeReply(status: status)
                let snapshot = try scripted.collect()
                let reasons = [
                    snapshot.project.reason, snapshot.branches.reason, snapshot.changeRequests.reason,
                    snapshot.issues.reason, snapshot.releases.reason, snapshot.contributors.reason,
                    snapshot.webhooks.reason, snapshot.workflowRuns.reason, snapshot.ownerSecurityPolicy.reason,
                    snapshot.activity.reason,
                ]
                let said = reasons.compactMap(\.self) + snapshot.notes
                #expect(said.contains { $0.contains("answered \(status)") }, "\(key) \(status)")
                #expect(!reasons.contains("It was not asked for."), "\(key) \(status)")
                #expect(try ForgeSnapshot(reading: snapshot.bytes) == snapshot)
            }
        }
    }

    @Test(arguments: [0, 1, 2, 3]) func `what is given up is unseen with the reason`(_ which: Int) throws {
        let (forge, replies, hasToken) = ForgeCollectionTests.all[which]
        // After every number of answers.
        for most in 0..<20 {
            var collection = ForgeCollection(
                project: try ScriptedForge.project(forge), hasToken: hasToken, taken: ScriptedForge.time)
            var given = 0
            while let request = collection.requests.first, given < most {
                let path = request.address.replacing("https://forge.example", with: "")
                let key = ForgeReplies.key(
                    request.method.rawValue, path, String(decoding: request.body, as: UTF8.self))
                let reply = replies[key] ?? ForgeReply(status: 404)
                collection.receive(
                    .answered(
                        ForgeAnswer(
                            status: reply.status, headers: [], body: Array(reply.body.utf8),
                            received: ScriptedForge.time)), for: request)
                given += 1
            }
            collection.stop(because: "Enough.")
            #expect(collection.isDone)
            let snapshot = collection.snapshot
            let text = String(decoding: snapshot.bytes, as: UTF8.self)
            #expect(!text.contains("It was not asked for."), "\(forge) \(most)")
        }
    }

    @Test func `a failure is no answer`() throws {
        var collection = ForgeCollection(
            project: try ScriptedForge.project(.forgejo), hasToken: false, taken: ScriptedForge.time)
        let request = try #require(collection.requests.first)
        collection.receive(.failed("The forge cannot be reached."), for: request)
        // A second outcome of the same request changes nothing.
        collection.receive(.failed("Something else."), for: request)
        #expect(collection.isDone)
        #expect(collection.snapshot.project.reason == "The forge cannot be reached. So the project could not be read.")
    }

    @Test(arguments: [0, 1, 2, 3]) func `requests go to the forge alone and hold no secret`(_ which: Int) throws {
        let (forge, replies, hasToken) = ForgeCollectionTests.all[which]
        var changed = replies
        // A forge that lies about names and commits does not choose addresses.
        for (key, reply) in replies {
            changed[key]?.body = reply.body.replacing("\"main\"", with: "\"a?b#c&d\"")
                .replacing(ForgeReplies.b, with: "../../../evil")
        }
        var collection = ForgeCollection(
            project: try ScriptedForge.project(forge), hasToken: hasToken, taken: ScriptedForge.time)
        while !collection.isDone {
            for request in collection.requests {
                #expect(request.address.hasPrefix("https://forge.example/api/"))
                #expect(!request.address.contains(".."), "\(request.address)")
                #expect(!request.address.contains("#"))
                let path = request.address.replacing("https://forge.example", with: "")
                let key = ForgeReplies.key(
                    request.method.rawValue, path, String(decoding: request.body, as: UTF8.self))
                let reply = changed[key] ?? ForgeReply("[]")
                collection.receive(
                    .answered(
                        ForgeAnswer(
                            status: reply.status, headers: [], body: Array(reply.body.utf8),
                            received: ScriptedForge.time)), for: request)
            }
        }
    }

    @Test(arguments: [1, 2, 3], ["../../x", "a/../b", "a b", "/a", "a//b", ".a", "", "a\\\\b"])
    func `a default branch that git would refuse spoils the project`(_ which: Int, _ name: String) throws {
        let (forge, replies, hasToken) = ForgeCollectionTests.all[which]
        var scripted = ScriptedForge(replies, forge, hasToken: hasToken)
        for (key, reply) in replies {
            scripted.replies[key]?.body = reply.body.replacing("\"main\"", with: "\"\(name)\"")
        }
        let snapshot = try scripted.collect()
        #expect(scripted.asked.count == 1)
        #expect(
            snapshot.project.reason == """
                \(forge.title)'s answer about the project cannot be used. It has a branch 'default_branch' that no \
                repository can have.
                """)
    }

    @Test(arguments: [0, 1, 2, 3]) func `pages without end come to an end`(_ which: Int) throws {
        let (forge, replies, hasToken) = ForgeCollectionTests.all[which]
        var scripted = ScriptedForge(replies, forge, hasToken: hasToken)
        _ = try scripted.collect { answer in
            answer = ForgeAnswer(
                status: answer.status, headers: [ForgeHeader(name: "Link", value: "<x>; rel=\"next\"")],
                body: answer.body, received: answer.received)
        }
        #expect(scripted.asked.count < 60)
    }

    @Test(arguments: [0, 1, 2, 3]) func `damaged answers are read or refused`(_ which: Int) throws {
        let (forge, replies, hasToken) = ForgeCollectionTests.all[which]
        try Fuzzing(seed: UInt64(40 + which), rounds: 60, share: 4).run { _, mutator in
            var scripted = ScriptedForge(replies, forge, hasToken: hasToken)
            let snapshot = try scripted.collect { answer in answer.body = mutator.mutated(answer.body) }
            #expect(try ForgeSnapshot(reading: snapshot.bytes) == snapshot)
            _ = ForgeMetrics(snapshot)
        }
    }
}
