// SPDX-License-Identifier: Apache-2.0
internal import Forges
internal import Wire

/// One collection under way: what is to be asked in this wave, what came back, what is kept.
///
/// A wave is everything that is open at once. Its outcomes are handed on in the order of its requests, whichever came
/// first, so that the snapshot does not depend on the network.
struct ForgeRun {
    var collection: ForgeCollection
    var pacing: ForgePacing
    var cache: ForgeCache
    var unchanged = 0
    var stopped: String?
    /// Outcomes without an answer since the last answer.
    private var failures = 0
    private let hasToken: Bool

    struct Wave {
        let requests: [ForgeRequest]
        var outcomes: [ForgeOutcome?]
        /// Places of requests still to be sent, with how often each was sent already.
        var waiting: [(place: Int, attempt: Int)]
    }

    /// So many requests in a row that fail mean that the network is gone.
    private static let mostFailures = 4

    init(
        project: ForgeProject, hasToken: Bool, depth: ForgeDepth, pacing: ForgePacing, cache kept: ForgeCache?,
        now: Instant
    ) {
        var cache = kept.flatMap { $0.project == project.url ? $0 : nil } ?? ForgeCache(project: project)
        let taken = cache.begin(at: now)
        self.cache = cache
        self.pacing = pacing
        self.hasToken = hasToken
        collection = ForgeCollection(project: project, hasToken: hasToken, taken: taken, depth: depth)
    }

    /// What is open; what was answered before an interruption is not asked for again.
    func wave() -> Wave {
        let requests = collection.requests
        let outcomes = requests.map { request in
            cache.answer(to: request, hasToken: hasToken).map(ForgeOutcome.answered)
        }
        let waiting = outcomes.indices.filter { outcomes[$0] == nil }.map { ($0, 0) }
        return Wave(requests: requests, outcomes: outcomes, waiting: waiting)
    }

    mutating func note(_ outcome: ForgeOutcome, at place: Int, attempt: Int, of wave: inout Wave, now: Instant) {
        if pacing.note(outcome, attempt: attempt, at: now) == .again {
            wave.waiting.insert((place, attempt + 1), at: 0)
            return
        }
        switch outcome {
        case .failed:
            failures += 1
            if failures >= ForgeRun.mostFailures, stopped == nil {
                stopped = "\(pacing.forge.title) did not answer several times in a row; what was read is kept."
            }
            wave.outcomes[place] = outcome
        case .answered(let answer):
            failures = 0
            let whole = cache.keep(answer, to: wave.requests[place], hasToken: hasToken)
            if answer.status == 304 { unchanged += 1 }
            wave.outcomes[place] =
                whole.status == 304
                ? .failed("The server says that nothing has changed, of something that was not known.")
                : .answered(whole)
        }
    }

    /// Hands the outcomes on.
    mutating func finish(_ wave: Wave) {
        for (request, outcome) in zip(wave.requests, wave.outcomes) {
            if let outcome { collection.receive(outcome, for: request) }
        }
        if let stopped { collection.stop(because: stopped) }
    }
}
