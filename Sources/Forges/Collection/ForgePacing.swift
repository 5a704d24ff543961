// SPDX-License-Identifier: Apache-2.0
package import Wire

/// How fast and how much a forge is asked, as a value: it is told what was answered and says what to do next.
///
/// Documented at docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api and
/// docs.gitlab.com/administration/settings/user_and_ip_rate_limits; `retry-after` is RFC 9110 §10.2.3.
package struct ForgePacing: Sendable, Hashable {
    package enum Decision: Sendable, Hashable {
        case proceed
        case wait(until: Instant)
        /// The reason is a sentence.
        case stop(String)
    }

    /// What an outcome is worth.
    package enum Verdict: Sendable, Hashable {
        case accept
        /// It may go better when asked again.
        case again
    }

    package let forge: ForgeSnapshot.Forge
    /// The most requests of this run, repeated ones included.
    package let budget: Int
    /// The longest wait in seconds that is worth it; a longer one stops the run.
    package let patience: Int64
    /// Requests so far.
    package private(set) var asked = 0
    private var blockedUntil: Instant?
    private var refusals = 0

    /// How often one request is asked again; once where no answer came.
    private static let retries = 2

    /// - Parameter budget: nil for what a project takes at the usual depth: 30 on GitHub, where one query holds much, and
    ///   60 elsewhere.
    package init(forge: ForgeSnapshot.Forge, budget: Int? = nil, patience: Int64 = 90) {
        self.forge = forge
        self.budget = max(budget ?? (forge == .github ? 30 : 60), 0)
        self.patience = max(patience, 0)
    }

    /// Whether the next request may be sent; ``ask()`` counts it.
    package func decision(at now: Instant) -> Decision {
        if asked >= budget {
            return .stop("The \(budget) requests that one project may cost are used up; a larger budget reads on.")
        }
        guard let blockedUntil, blockedUntil > now else { return .proceed }
        guard blockedUntil.seconds(since: now) <= patience else {
            return .stop(
                "\(forge.title) takes requests again from \(blockedUntil.rfc3339) on, for its rate limit is used up; what was read is kept and need not be asked for again."
            )
        }
        return .wait(until: blockedUntil)
    }

    package mutating func ask() { asked += 1 }

    /// For the next project of a fleet at the same forge: the budget is whole again, and what is known of limits stays.
    package var forNextProject: ForgePacing {
        var next = self
        next.asked = 0
        return next
    }

    /// Takes note of an outcome.
    ///
    /// - Parameter attempt: how often the request was asked before, 0 for the first time.
    package mutating func note(_ outcome: ForgeOutcome, attempt: Int, at now: Instant) -> Verdict {
        guard case .answered(let answer) = outcome else { return attempt < 1 ? .again : .accept }
        if isLimit(answer) {
            // Where no time is said, at least a minute, and twice as long each time.
            let pause = Int64(60) << Int64(min(refusals, 10))
            refusals += 1
            block(until: resumption(answer, at: now) ?? now.adding(seconds: pause))
            return attempt < ForgePacing.retries ? .again : .accept
        }
        if remaining(answer) == 0, let reset = reset(answer, at: now) { block(until: reset) }
        switch answer.status {
        case 500, 502, 503, 504:
            guard attempt < ForgePacing.retries else { return .accept }
            block(until: retryAfter(answer, at: now) ?? now.adding(seconds: 1 << Int64(min(max(attempt, 0), 5))))
            return .again
        default: return .accept
        }
    }

    private mutating func block(until time: Instant) {
        blockedUntil = max(blockedUntil ?? time, time)
    }

    /// Whether the answer is about the rate of requests: status 429, and GitHub's 403 for both of its limits, which GraphQL
    /// says inside an answer of 200.
    private func isLimit(_ answer: ForgeAnswer) -> Bool {
        switch answer.status {
        case 429: true
        case 403:
            answer.header("retry-after") != nil || remaining(answer) == 0
                || ForgePacing.says("secondary rate limit", answer.body)
        case 200: remaining(answer) == 0 && ForgePacing.says("RATE_LIMITED", answer.body)
        default: false
        }
    }

    private func remaining(_ answer: ForgeAnswer) -> Int? {
        answer.count("x-ratelimit-remaining") ?? answer.count("ratelimit-remaining")
    }

    private func resumption(_ answer: ForgeAnswer, at now: Instant) -> Instant? {
        retryAfter(answer, at: now) ?? (remaining(answer) == 0 ? reset(answer, at: now) : nil)
    }

    /// In seconds, or a date.
    private func retryAfter(_ answer: ForgeAnswer, at now: Instant) -> Instant? {
        if let seconds = answer.count("retry-after") { return now.adding(seconds: Int64(seconds)) }
        return answer.header("retry-after").flatMap(HTTPDate.instant)
    }

    /// Seconds since 1970; small numbers are seconds from now, as the draft for such headers has them. A second more,
    /// because clocks differ.
    private func reset(_ answer: ForgeAnswer, at now: Instant) -> Instant? {
        guard let value = answer.count("x-ratelimit-reset") ?? answer.count("ratelimit-reset") else { return nil }
        return value < 100_000_000
            ? now.adding(seconds: Int64(value) + 1) : Instant(seconds: Int64(clamping: value)).adding(seconds: 1)
    }

    /// Whether the beginning of a text holds a word.
    private static func says(_ word: StaticString, _ body: [UInt8]) -> Bool {
        let start = body.prefix(4_096)
        return word.withUTF8Buffer { word in
            guard start.count >= word.count else { return false }
            return (0...(start.count - word.count)).contains { start[$0...].starts(with: word) }
        }
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the form of RFC 9110 §5.6.7 that is written today.
enum HTTPDate {
    static func instant(_ text: String) -> Instant? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[1].utf8.count == 2, parts[3].utf8.count == 4,
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month + 1
        return Instant(rfc3339: "\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
