// SPDX-License-Identifier: Apache-2.0
internal import AsyncHTTPClient
package import Forges
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
package import Wire

/// Collects snapshots from forges: a few requests at a time, paced by what the forge says of its limits, resumable.
///
/// A token goes to the project's own forge only. A redirect is followed within the same scheme, host and port and nowhere
/// else, so that no server chooses whom else this machine talks to.
package struct ForgeClient: Sendable {
    /// What time it is and how to wait: tests have their own.
    package struct Clock: Sendable {
        package var now: @Sendable () -> Instant
        /// Waits so many seconds.
        package var sleep: @Sendable (Int64) async throws -> Void

        package init(now: @escaping @Sendable () -> Instant, sleep: @escaping @Sendable (Int64) async throws -> Void) {
            self.now = now
            self.sleep = sleep
        }

        package static let system = Clock(
            now: { Instant(seconds: Int64(Date().timeIntervalSince1970)) },
            sleep: { try await Task.sleep(for: .seconds($0)) })
    }

    /// How long one answer may take.
    package struct Timeouts: Sendable {
        package var connect: Duration
        /// Between two pieces of an answer.
        package var idle: Duration
        /// For all of it.
        package var answer: Duration

        package init(connect: Duration = .seconds(15), idle: Duration = .seconds(30), answer: Duration = .seconds(90)) {
            self.connect = connect
            self.idle = idle
            self.answer = answer
        }
    }

    /// Requests under way at once: forges ask for few.
    static let width = 4

    private let client: HTTPClient
    private let clock: Clock
    private let timeouts: Timeouts

    /// Runs `body` with a client, closed afterwards.
    package static func with<Value: Sendable>(
        clock: Clock = .system, timeouts: Timeouts = Timeouts(), _ body: @Sendable (ForgeClient) async throws -> Value
    ) async throws -> Value {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: TimeAmount(timeouts.connect), read: TimeAmount(timeouts.idle))
        configuration.httpVersion = .automatic
        // What cannot be connected to now is tried again by the pacing, and not for as long as an answer may take.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let value = try await body(ForgeClient(client: client, clock: clock, timeouts: timeouts))
            try await client.shutdown()
            return value
        } catch {
            // What went wrong first is what there is to tell.
            try? await client.shutdown()
            throw error
        }
    }

    private init(client: HTTPClient, clock: Clock, timeouts: Timeouts) {
        self.client = client
        self.clock = clock
        self.timeouts = timeouts
    }

    // MARK: Collecting

    /// What a collection came to.
    package struct Collected: Sendable {
        package var snapshot: ForgeSnapshot
        /// To be given to the next collection.
        package var cache: ForgeCache
        /// For the next project of a fleet, see ``ForgePacing/forNextProject``.
        package var pacing: ForgePacing
        /// Requests sent, repeated ones included.
        package var requests: Int { pacing.asked }
        /// Of them those whose answer was that nothing has changed.
        package var unchanged: Int
        /// Why it ended early, a sentence; the next collection goes on from there. nil where it is whole.
        package var stopped: String?
    }

    package enum Progress: Sendable, Hashable {
        /// Requests sent so far, and those known to be still open.
        case asked(Int, open: Int)
        /// The forge wants a pause.
        case waiting(until: Instant)
    }

    /// Collects the snapshot of a project.
    ///
    /// - Parameters:
    ///   - cache: of an earlier collection; another project's is not used.
    ///   - keep: called with the cache whenever there is something new to keep, the last time before an error is thrown.
    /// - Throws: `OutboundError` when the token is not for this forge, when `keep` throws, or when the task is cancelled.
    ///   What a forge refuses is no error: that part of the snapshot is unseen.
    package func collect(
        _ project: ForgeProject, token: ForgeToken? = nil, depth: ForgeDepth = .standard,
        pacing rules: ForgePacing? = nil,
        cache: ForgeCache? = nil, keep: @Sendable (ForgeCache) async throws(OutboundError) -> Void = { _ in },
        progress: @Sendable (Progress) -> Void = { _ in }
    ) async throws(OutboundError) -> Collected {
        let authorization = try token?.header(for: project)
        var run = ForgeRun(
            project: project, hasToken: token != nil, depth: depth,
            pacing: rules ?? ForgePacing(forge: project.forge), cache: cache, now: clock.now())
        do {
            while !run.collection.isDone, run.stopped == nil {
                var wave = run.wave()
                try await ask(&run, &wave, authorization: authorization, progress: progress)
                run.finish(wave)
                try await keep(run.cache)
            }
        } catch let error as OutboundError {
            throw error
        } catch {
            // What arrived is kept whatever happens; the cancellation is what there is to tell.
            try await keep(run.cache)
            throw OutboundError(
                address: project.url, message: "The collection was stopped.",
                hint: "Run the command again to go on where it stopped.")
        }
        if run.stopped == nil {
            run.cache.end()
            try await keep(run.cache)
        }
        return Collected(
            snapshot: run.collection.snapshot, cache: run.cache, pacing: run.pacing, unchanged: run.unchanged,
            stopped: run.stopped)
    }

    /// Sends the requests of a wave, as many at a time as there may be, until each has an outcome or the run is stopped.
    private func ask(
        _ run: inout ForgeRun, _ wave: inout ForgeRun.Wave, authorization: (name: String, value: String)?,
        progress: @Sendable (Progress) -> Void
    ) async throws {
        let hasToken = authorization != nil
        // A clock that stands still in spite of waiting does not stop the run.
        var earliest = clock.now()
        try await withThrowingTaskGroup(of: (place: Int, attempt: Int, outcome: ForgeOutcome).self) { group in
            var running = 0
            while true {
                fill: while running < ForgeClient.width, run.stopped == nil, let (place, attempt) = wave.waiting.first {
                    switch run.pacing.decision(at: max(clock.now(), earliest)) {
                    case .stop(let reason): run.stopped = reason
                    case .wait(let until):
                        guard running == 0 else { break fill }
                        progress(.waiting(until: until))
                        try await clock.sleep(max(until.seconds(since: max(clock.now(), earliest)), 1))
                        earliest = until
                    case .proceed:
                        wave.waiting.removeFirst()
                        run.pacing.ask()
                        running += 1
                        let request = wave.requests[place]
                        let conditions = run.cache.conditions(for: request, hasToken: hasToken)
                        group.addTask {
                            let outcome = try await fetch(request, conditions, authorization)
                            return (place, attempt, outcome)
                        }
                    }
                }
                guard running > 0, let (place, attempt, outcome) = try await group.next() else { return }
                running -= 1
                run.note(outcome, at: place, attempt: attempt, of: &wave, now: max(clock.now(), earliest))
                progress(.asked(run.pacing.asked, open: wave.waiting.count + running))
            }
        }
    }

    // MARK: One request

    /// Sends a request and reads its answer; throws only when the task is cancelled.
    private func fetch(
        _ request: ForgeRequest, _ conditions: [ForgeHeader], _ authorization: (name: String, value: String)?
    ) async throws -> ForgeOutcome {
        let end = NIODeadline.now() + TimeAmount(timeouts.answer)
        do {
            guard var url = URL(string: request.address) else { return .failed("The forge's address is none.") }
            for _ in 0...3 {
                let response = try await client.execute(
                    message(request, url, conditions, authorization), deadline: end)
                guard (300..<400).contains(response.status.code), response.status != .notModified,
                    let next = Self.target(of: response, from: url, request.method)
                else { return try await answer(response, end) }
                url = next
            }
            return .failed("The forge redirects more than three times.")
        } catch let error {
            if Task.isCancelled { throw CancellationError() }
            return .failed(Self.sentence(for: error))
        }
    }

    private func message(
        _ request: ForgeRequest, _ url: URL, _ conditions: [ForgeHeader],
        _ authorization: (name: String, value: String)?
    ) -> HTTPClientRequest {
        var message = HTTPClientRequest(url: url.absoluteString)
        message.method = request.method == .get ? .GET : .POST
        message.headers.add(name: "User-Agent", value: "mainstay")
        for header in request.headers + conditions { message.headers.add(name: header.name, value: header.value) }
        if let authorization { message.headers.add(name: authorization.name, value: authorization.value) }
        if !request.body.isEmpty { message.body = .bytes(request.body) }
        return message
    }

    /// Where a redirect leads, if it may be followed: within the same scheme, host and port, and for a query only where
    /// it is sent again as it is.
    private static func target(of response: HTTPClientResponse, from url: URL, _ method: ForgeRequest.Method) -> URL? {
        let followed: [UInt] = method == .get ? [301, 302, 303, 307, 308] : [307, 308]
        guard followed.contains(response.status.code), let location = response.headers.first(name: "Location"),
            let next = URL(string: location, relativeTo: url)?.absoluteURL, next.scheme == url.scheme,
            next.host() == url.host(), next.port == url.port, next.user() == nil, next.password() == nil
        else { return nil }
        return next
    }

    private func answer(_ response: HTTPClientResponse, _ end: NIODeadline) async throws -> ForgeOutcome {
        var body: [UInt8] = []
        for try await chunk in response.body {
            guard body.count + chunk.readableBytes <= ForgeAnswer.longest else {
                return .failed("The answer is longer than \(ForgeAnswer.longest >> 20) MiB.")
            }
            guard NIODeadline.now() < end else { return .failed("The answer takes too long.") }
            body.append(contentsOf: chunk.readableBytesView)
        }
        let headers = response.headers.map { ForgeHeader(name: $0.name, value: $0.value) }
        return .answered(
            ForgeAnswer(status: Int(response.status.code), headers: headers, body: body, received: clock.now()))
    }

    private static func sentence(for error: any Error) -> String {
        guard let error = error as? HTTPClientError else { return "The forge cannot be reached." }
        if error == .readTimeout || error == .deadlineExceeded { return "The answer takes too long." }
        if error == .connectTimeout { return "The forge cannot be reached in time." }
        return "The transfer failed: \(error.shortDescription)."
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(
            seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue + attoseconds / 1_000_000_000)
    }
}
