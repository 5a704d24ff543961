// SPDX-License-Identifier: Apache-2.0
import Forges
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Outbound

/// A clock that moves only when somebody waits.
final class TestClock: Sendable {
    private let time = Mutex(Instant(seconds: 1_769_000_000))
    private let waits = Mutex<[Int64]>([])

    var waited: [Int64] { waits.withLock { $0 } }

    func move(by seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }

    var clock: ForgeClient.Clock {
        ForgeClient.Clock(
            now: { self.time.withLock { $0 } },
            sleep: { seconds in
                try Task.checkCancellation()
                self.waits.withLock { $0.append(seconds) }
                self.move(by: seconds)
            })
    }
}

/// The cache that was kept last.
final class KeptCache: Sendable {
    private let last = Mutex<ForgeCache?>(nil)

    var cache: ForgeCache? {
        get { last.withLock { $0 } }
        set { last.withLock { $0 = newValue } }
    }
}

@Suite struct ForgeClientTests {
    private static let secret = "ghp_verysecret"

    private static func project(_ server: ForgeServer, _ forge: ForgeSnapshot.Forge = .github) throws -> ForgeProject {
        try ForgeProject(remote: server.base + "/o/n.git", forge: forge)
    }

    private static func token(_ server: ForgeServer) throws -> ForgeToken { try ForgeToken(secret, for: server.base) }

    /// What one collection comes to.
    private static func collect(
        _ server: ForgeServer, _ forge: ForgeSnapshot.Forge = .github, hasToken: Bool = true, budget: Int? = nil,
        cache: ForgeCache? = nil, clock: TestClock = TestClock(), timeouts: ForgeClient.Timeouts = .init(),
        keep: @Sendable @escaping (ForgeCache) async throws(OutboundError) -> Void = { _ in }
    ) async throws -> ForgeClient.Collected {
        let project = try project(server, forge)
        let token = hasToken ? try token(server) : nil
        return try await ForgeClient.with(clock: clock.clock, timeouts: timeouts) { client in
            try await client.collect(
                project, token: token, pacing: ForgePacing(forge: forge, budget: budget), cache: cache, keep: keep)
        }
    }

    @Test func `each forge is collected whole`() async throws {
        for (forge, replies, hasToken) in [
            (ForgeSnapshot.Forge.github, ForgeReplies.gitHub, true), (.github, ForgeReplies.gitHubOpen, false),
            (.gitlab, ForgeReplies.gitLab, true), (.forgejo, ForgeReplies.forgejo, true),
        ] {
            try await ForgeServer.serve(replies) { server in
                let collected = try await Self.collect(server, forge, hasToken: hasToken)
                #expect(collected.stopped == nil)
                #expect(collected.snapshot.project.value?.name == "o/n")
                #expect(collected.snapshot.branches.value?.isEmpty == false)
                #expect(collected.snapshot.changeRequests.value?.isEmpty == false)
                #expect(collected.snapshot.issues.value?.isEmpty == false)
                #expect(collected.requests == server.asked.count)
                #expect(server.mostRunning <= ForgeClient.width)
                #expect(try ForgeSnapshot(reading: collected.snapshot.bytes) == collected.snapshot)
            }
        }
    }

    @Test func `the token goes to the forge in its own form, and into nothing that is kept`() async throws {
        for (forge, replies, header) in [
            (ForgeSnapshot.Forge.github, ForgeReplies.gitHub, "Bearer " + Self.secret),
            (.gitlab, ForgeReplies.gitLab, "Bearer " + Self.secret),
            (.forgejo, ForgeReplies.forgejo, "token " + Self.secret),
        ] {
            try await ForgeServer.serve(replies) { server in
                let collected = try await Self.collect(server, forge)
                #expect(server.asked.allSatisfy { $0.headers["authorization"] == header })
                #expect(server.asked.allSatisfy { $0.headers["user-agent"] == "mainstay" })
                let kept = collected.cache.bytes + collected.snapshot.bytes
                #expect(!String(decoding: kept, as: UTF8.self).contains(Self.secret))
            }
        }
        try await ForgeServer.serve(ForgeReplies.gitHubOpen) { server in
            _ = try await Self.collect(server, hasToken: false)
            #expect(server.asked.allSatisfy { $0.headers["authorization"] == nil })
        }
    }

    @Test func `a token is for one forge, and shows itself nowhere`() async throws {
        let token = try ForgeToken(Self.secret, for: "https://github.com")
        #expect("\(token)" == "(a token)")
        #expect(String(reflecting: token) == "(a token)")
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!dumped.contains(Self.secret))
        let other = try ForgeProject(remote: "https://gitlab.com/o/n")
        var error = #expect(throws: OutboundError.self) { try token.header(for: other) }
        #expect(error?.message == "The token is for https://github.com, and is not sent elsewhere.")
        let open = try ForgeProject(remote: "http://forge.example/o/n", forge: .forgejo)
        error = #expect(throws: OutboundError.self) {
            try ForgeToken(Self.secret, for: open.base).header(for: open)
        }
        #expect(error?.message == "A token is not sent over http: anybody on the way could read it.")
        // A host that only begins like this machine's address.
        let near = try ForgeProject(remote: "http://127.0.0.1.evil.example/o/n", forge: .forgejo)
        #expect(throws: OutboundError.self) { try ForgeToken(Self.secret, for: near.base).header(for: near) }
        for text in ["", "a b", "a\r\nX-Evil: 1", "ü"] {
            error = #expect(throws: OutboundError.self) { try ForgeToken(text, for: "https://github.com") }
            #expect(error?.message == "The token is empty, or holds a character that no token has.")
        }
    }

    @Test func `a second collection costs empty answers`() async throws {
        let replies = ForgeReplies.gitHub
        let tags = replies.compactMapValues { reply in reply.headers.first { $0.name == "ETag" }?.value }
        try await ForgeServer.serve(replies) { asked, _ in
            guard let tag = tags[asked.key], asked.headers["if-none-match"] == tag else { return nil }
            return .plain(ForgeReply("", status: 304))
        } _: { server in
            let clock = TestClock()
            let first = try await Self.collect(server, clock: clock)
            #expect(first.unchanged == 0)
            clock.move(by: 3_600)
            let project = try Self.project(server)
            let second = try await Self.collect(
                server, cache: try ForgeCache(reading: first.cache.bytes, project: project), clock: clock)
            #expect(second.unchanged == tags.count)
            var expected = first.snapshot
            expected.taken = second.snapshot.taken
            expected.activity = second.snapshot.activity
            #expect(second.snapshot == expected)
        }
    }

    @Test func `a budget that ends in the middle is gone on with`() async throws {
        try await ForgeServer.serve(ForgeReplies.gitHub) { server in
            let clock = TestClock()
            let whole = try await Self.collect(server, clock: clock)
            let all = server.asked.count
            var cache: ForgeCache?
            var snapshots: [ForgeSnapshot] = []
            for _ in 0..<all {
                let part = try await Self.collect(server, budget: 3, cache: cache, clock: clock)
                snapshots.append(part.snapshot)
                cache = try ForgeCache(reading: part.cache.bytes, project: Self.project(server))
                if part.stopped == nil { break }
                #expect(
                    part.stopped
                        == "The 3 requests that one project may cost are used up; a larger budget reads on.")
                clock.move(by: 60)
            }
            // Nothing was asked for twice, and what came together piece by piece is the same.
            #expect(server.asked.count == 2 * all)
            #expect(snapshots.last == whole.snapshot)
            #expect(snapshots.first?.issues.reason?.hasPrefix("The 3 requests") == true)
        }
    }

    @Test func `a cancelled collection keeps what arrived`() async throws {
        let kept = KeptCache()
        try await ForgeServer.serve(ForgeReplies.gitHub) { asked, before in
            asked.key == "POST issues" && before == 0 ? .silence : nil
        } _: { server in
            let task = Task {
                try await Self.collect(server) { kept.cache = $0 }
            }
            // Until the silent one was asked; nothing sleeps.
            while !server.asked.contains(where: { $0.key == "POST issues" }) { await Task.yield() }
            task.cancel()
            let error = await #expect(throws: OutboundError.self) { try await task.value }
            #expect(error?.message == "The collection was stopped.")
            #expect(error?.hint == "Run the command again to go on where it stopped.")
            let cache = try #require(kept.cache)
            #expect(cache.started != nil)
            // The next one asks for the rest alone.
            let collected = try await Self.collect(server, cache: cache)
            #expect(collected.stopped == nil)
            #expect(server.asked.count { $0.key == "GET /repos/o/n" } == 1)
            #expect(server.asked.count { $0.key == "POST issues" } == 2)
        }
    }

    @Test func `a rate limit that ends soon is waited for`() async throws {
        try await ForgeServer.serve(ForgeReplies.gitHub) { asked, before in
            guard asked.key == "POST issues", before == 0 else { return nil }
            return .plain(ForgeReply("{}", status: 403, headers: [("Retry-After", "17")]))
        } _: { server in
            let clock = TestClock()
            let collected = try await Self.collect(server, clock: clock)
            #expect(clock.waited == [17])
            #expect(collected.snapshot.issues.value?.count == 2)
            #expect(collected.stopped == nil)
        }
    }

    @Test func `a rate limit that ends late stops the collection, which goes on later`() async throws {
        let isLimited = Mutex(true)
        try await ForgeServer.serve(ForgeReplies.gitHub) { asked, _ in
            guard asked.key == "POST issues", isLimited.withLock({ $0 }) else { return nil }
            return .plain(
                ForgeReply(
                    "{}", status: 403, headers: [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1769003600")]))
        } _: { server in
            let clock = TestClock()
            let part = try await Self.collect(server, clock: clock)
            #expect(part.stopped?.hasPrefix("GitHub takes requests again from 2026-01-21T13:53:21Z on") == true)
            #expect(part.snapshot.issues.reason == part.stopped)
            #expect(part.snapshot.project.value != nil)
            #expect(clock.waited == [])
            isLimited.withLock { $0 = false }
            clock.move(by: 3_700)
            let asked = server.asked.count
            let rest = try await Self.collect(server, cache: part.cache, clock: clock)
            #expect(rest.stopped == nil)
            #expect(rest.snapshot.issues.value?.count == 2)
            #expect(server.asked.count - asked < 16)
        }
    }

    @Test func `a server's error is tried again, and a lasting one spoils its part`() async throws {
        try await ForgeServer.serve(ForgeReplies.forgejo) { asked, before in
            if asked.key == "GET /repos/o/n/hooks?limit=50" { return .plain(ForgeReply(status: 500)) }
            return asked.key == "GET /repos/o/n/releases?limit=30" && before < 2 ? .plain(ForgeReply(status: 503)) : nil
        } _: { server in
            let collected = try await Self.collect(server, .forgejo)
            #expect(collected.snapshot.releases.value?.count == 1)
            #expect(
                collected.snapshot.webhooks.reason
                    == "Forgejo answered 500 when asked for the webhooks, an error of its own: try again later.")
        }
    }

    @Test func `a redirect within the forge is followed, with the token`() async throws {
        var replies = ForgeReplies.forgejo
        let project = replies["GET /repos/o/n"]
        replies["GET /repositories/1"] = project
        let final = replies
        try await ForgeServer.serve(final) { asked, _ in
            asked.key == "GET /repos/o/n"
                ? .plain(ForgeReply("", status: 301, headers: [("Location", "/api/v1/repositories/1")])) : nil
        } _: { server in
            let collected = try await Self.collect(server, .forgejo)
            #expect(collected.snapshot.project.value?.name == "o/n")
            #expect(server.asked[1].path == "/api/v1/repositories/1")
            #expect(server.asked[1].headers["authorization"] == "token " + Self.secret)
        }
    }

    @Test func `a redirect to anywhere else is not followed`() async throws {
        try await ForgeServer.serve([:]) { other in
            for location in [
                "\(other.base)/repos/o/n", "http://169.254.169.254/latest/meta-data", "https://127.0.0.1/x",
                "//127.0.0.1:\(other.port)/x", "http://user@127.0.0.1:1/x", "file:///etc/passwd", "::",
            ] {
                try await ForgeServer.serve([:]) { _, _ in
                    .plain(ForgeReply("{}", status: 302, headers: [("Location", location)]))
                } _: { server in
                    let collected = try await Self.collect(server, .forgejo)
                    #expect(
                        collected.snapshot.project.reason == """
                            Forgejo answered 302 when asked for the project: it sends on to another place, which is not \
                            followed.
                            """, "\(location)")
                    #expect(server.asked.count == 1)
                }
            }
            #expect(other.asked.isEmpty)
        }
    }

    @Test func `a redirect in a circle ends`() async throws {
        try await ForgeServer.serve([:]) { asked, _ in
            .plain(ForgeReply("", status: 302, headers: [("Location", asked.path)]))
        } _: { server in
            let collected = try await Self.collect(server, .forgejo)
            #expect(
                collected.snapshot.project.reason
                    == "The forge redirects more than three times. So the project could not be read.")
            // Two tries of four requests.
            #expect(server.asked.count == 8)
        }
    }

    @Test func `a forge that says nothing is left`() async throws {
        try await ForgeServer.serve(ForgeReplies.forgejo) { asked, _ in
            asked.key == "GET /repos/o/n/releases?limit=30" ? .silence : nil
        } _: { server in
            let timeouts = ForgeClient.Timeouts(connect: .seconds(5), idle: .seconds(1), answer: .seconds(20))
            let collected = try await Self.collect(server, .forgejo, timeouts: timeouts)
            #expect(
                collected.snapshot.releases.reason
                    == "The answer takes too long. So the releases could not be read.")
            #expect(collected.snapshot.project.value != nil)
        }
    }

    @Test func `a forge that hangs up is left after a few tries`() async throws {
        try await ForgeServer.serve(ForgeReplies.forgejo) { asked, _ in
            asked.key == "GET /repos/o/n" ? nil : .hangUp
        } _: { server in
            let collected = try await Self.collect(server, .forgejo)
            #expect(collected.stopped == "Forgejo did not answer several times in a row; what was read is kept.")
            #expect(collected.snapshot.project.value != nil)
            #expect(server.asked.count < 30)
        }
    }

    @Test func `a forge that is not there is said`() async throws {
        let project = try ForgeProject(remote: "http://127.0.0.1:1/o/n", forge: .gitlab)
        let collected = try await ForgeClient.with(clock: TestClock().clock) { client in
            try await client.collect(project)
        }
        #expect(collected.snapshot.project.reason?.hasSuffix("So the project could not be read.") == true)
        #expect(collected.snapshot.issues.reason == collected.snapshot.project.reason)
    }

    @Test func `an answer that is too long is refused`() async throws {
        let long = "[" + String(repeating: " ", count: ForgeAnswer.longest) + "]"
        try await ForgeServer.serve(ForgeReplies.forgejo) { asked, _ in
            asked.key == "GET /repos/o/n/releases?limit=30" ? .plain(ForgeReply(long)) : nil
        } _: { server in
            let collected = try await Self.collect(server, .forgejo)
            #expect(
                collected.snapshot.releases.reason
                    == "The answer is longer than 16 MiB. So the releases could not be read.")
        }
    }

    @Test func `what cannot be kept ends the collection`() async throws {
        try await ForgeServer.serve(ForgeReplies.forgejo) { server in
            let error = await #expect(throws: OutboundError.self) {
                try await Self.collect(server, .forgejo) { _ throws(OutboundError) in
                    throw OutboundError(address: "x", message: "The disk is full.")
                }
            }
            #expect(error?.message == "The disk is full.")
        }
    }

    @Test func `another project's cache is not used`() async throws {
        try await ForgeServer.serve(ForgeReplies.forgejo) { server in
            let other = ForgeCache(project: try ForgeProject(remote: "github.com/a/b"))
            let collected = try await Self.collect(server, .forgejo, cache: other)
            #expect(collected.cache.project == server.base + "/o/n")
        }
    }

    @Test func `the same answers make the same snapshot, whichever comes first`() async throws {
        try await ForgeServer.serve(ForgeReplies.gitHub) { server in
            let first = try await Self.collect(server).snapshot.bytes
            for _ in 0..<5 { #expect(try await Self.collect(server).snapshot.bytes == first) }
        }
    }
}
