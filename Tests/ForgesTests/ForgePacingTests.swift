// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Forges

@Suite struct ForgePacingTests {
    private let now = Instant(seconds: 1_769_000_000)

    private func answer(_ status: Int, _ headers: [(String, String)] = [], _ body: String = "{}") -> ForgeOutcome {
        .answered(
            ForgeAnswer(
                status: status, headers: headers.map { ForgeHeader(name: $0.0, value: $0.1) }, body: Array(body.utf8),
                received: now))
    }

    /// Seconds to wait after one answer; nil for none.
    private func wait(_ outcome: ForgeOutcome, _ forge: ForgeSnapshot.Forge = .github, attempt: Int = 0) -> Int64? {
        var pacing = ForgePacing(forge: forge, patience: 1_000_000)
        _ = pacing.note(outcome, attempt: attempt, at: now)
        guard case .wait(let until) = pacing.decision(at: now) else { return nil }
        return until.seconds(since: now)
    }

    @Test func `limits that are left let go on`() {
        #expect(wait(answer(200, [("X-RateLimit-Remaining", "1"), ("X-RateLimit-Reset", "1769000600")])) == nil)
        #expect(wait(answer(404)) == nil)
        #expect(wait(answer(403)) == nil)
        #expect(wait(answer(200, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1768000000")])) == nil)
    }

    @Test func `a limit used up waits for its end`() {
        #expect(wait(answer(200, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1769000600")])) == 601)
        #expect(wait(answer(200, [("RateLimit-Remaining", "0"), ("RateLimit-Reset", "1769000030")]), .gitlab) == 31)
        // Seconds from now, where the number is small.
        #expect(wait(answer(200, [("RateLimit-Remaining", "0"), ("RateLimit-Reset", "30")]), .gitlab) == 31)
        #expect(wait(answer(429, [("Retry-After", "12")])) == 12)
        #expect(wait(answer(429, [("Retry-After", "Wed, 21 Jan 2026 12:54:00 GMT")])) == 40)
        #expect(wait(answer(403, [("Retry-After", "7")])) == 7)
        #expect(wait(answer(403, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1769000060")])) == 61)
        #expect(wait(answer(403, [], "{\"message\": \"You have exceeded a secondary rate limit\"}")) == 60)
        #expect(wait(answer(429)) == 60)
        #expect(
            wait(
                answer(
                    200, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1769000060")],
                    "{\"errors\": [{\"type\": \"RATE_LIMITED\"}]}")) == 61)
    }

    @Test func `what is no number is no limit`() {
        for text in ["-1", "x", "", "1e9", "99999999999999999999", "٣"] {
            #expect(wait(answer(200, [("X-RateLimit-Remaining", text), ("X-RateLimit-Reset", text)])) == nil)
            #expect(wait(answer(429, [("Retry-After", text)])) == 60)
        }
        // Held inside what can be written.
        #expect(wait(answer(429, [("Retry-After", "999999999999999999")])) == nil)
    }

    @Test func `limits without a time are waited for twice as long each time`() {
        var pacing = ForgePacing(forge: .github, patience: 100_000)
        var waits: [Int64] = []
        for attempt in 0..<3 {
            _ = pacing.note(answer(429), attempt: attempt, at: now)
            if case .wait(let until) = pacing.decision(at: now) { waits.append(until.seconds(since: now)) }
        }
        #expect(waits == [60, 120, 240])
    }

    @Test func `a refused request is asked twice more, a lost one once`() {
        var pacing = ForgePacing(forge: .github)
        for outcome in [answer(429), answer(502), answer(503, [("Retry-After", "2")])] {
            #expect(pacing.note(outcome, attempt: 0, at: now) == .again)
            #expect(pacing.note(outcome, attempt: 1, at: now) == .again)
            #expect(pacing.note(outcome, attempt: 2, at: now) == .accept)
        }
        #expect(pacing.note(.failed("No."), attempt: 0, at: now) == .again)
        #expect(pacing.note(.failed("No."), attempt: 1, at: now) == .accept)
        #expect(pacing.note(answer(403), attempt: 0, at: now) == .accept)
        #expect(pacing.note(answer(501), attempt: 0, at: now) == .accept)
    }

    @Test func `the server's errors are given a moment`() {
        #expect(wait(answer(502)) == 1)
        #expect(wait(answer(502), attempt: 1) == 2)
        #expect(wait(answer(503, [("Retry-After", "5")])) == 5)
        #expect(wait(answer(502), attempt: 2) == nil)
    }

    @Test func `a long wait stops the run with a sentence`() {
        var pacing = ForgePacing(forge: .github)
        _ = pacing.note(
            answer(403, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1769003600")]), attempt: 0, at: now)
        #expect(
            pacing.decision(at: now)
                == .stop(
                    """
                    GitHub takes requests again from 2026-01-21T13:53:21Z on, for its rate limit is used up; what was read \
                    is kept and need not be asked for again.
                    """))
        #expect(pacing.decision(at: now.adding(seconds: 3_700)) == .proceed)
    }

    @Test func `a budget that is used up stops the run with a sentence`() {
        var pacing = ForgePacing(forge: .gitlab, budget: 2)
        #expect(pacing.decision(at: now) == .proceed)
        pacing.ask()
        pacing.ask()
        #expect(
            pacing.decision(at: now)
                == .stop("The 2 requests that one project may cost are used up; a larger budget reads on."))
        #expect(pacing.forNextProject.decision(at: now) == .proceed)
        #expect(ForgePacing(forge: .github).budget == 30)
        #expect(ForgePacing(forge: .forgejo).budget == 60)
    }
}
