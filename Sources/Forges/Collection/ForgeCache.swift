// SPDX-License-Identifier: Apache-2.0
package import Wire

/// What a forge answered about one project, kept between runs: an interrupted collection goes on where it stopped, and a
/// later one asks under conditions, so that what has not changed costs an empty answer (304).
///
/// Invariants:
/// 1. It holds no token; an answer is kept apart by whether there was one, because both see different things.
/// 2. It never holds more than ``mostAnswers`` answers and ``mostBytes`` of their text; what goes beyond is not kept.
/// 3. Between ``begin(at:)`` and ``end()`` a collection is under way, and answers received since its start are final.
package struct ForgeCache: Sendable, Hashable {
    package static let mostAnswers = 2_000
    package static let mostBytes = 32 << 20
    /// A collection that was interrupted longer ago than a day begins anew.
    package static let longestPause: Int64 = 86_400

    /// The project's address; of another project's cache nothing is used.
    package let project: String
    /// When the collection under way began; nil where the last one was finished.
    package private(set) var started: Instant?
    var entries: [String: Entry] = [:]
    private(set) var size = 0

    struct Entry: Hashable, Sendable {
        var answer: ForgeAnswer
        /// When it was last confirmed or received.
        var used: Instant
    }

    package init(project: ForgeProject) { self.init(project: project.url) }

    init(project: String, started: Instant? = nil) {
        self.project = project
        self.started = started
    }

    /// Begins a collection, or goes on with one that was interrupted; gives the time it began at, which is the
    /// snapshot's.
    package mutating func begin(at now: Instant) -> Instant {
        if let started, started <= now, now.seconds(since: started) <= ForgeCache.longestPause { return started }
        started = now
        return now
    }

    /// Ends the collection; forgets what it did not use, and what cannot be asked for again under a condition.
    package mutating func end() {
        let start = started ?? .latest
        for (key, entry) in entries
        where entry.used < start || (entry.answer.header("etag") ?? entry.answer.header("last-modified")) == nil {
            remove(key)
        }
        started = nil
    }

    /// What was answered already in the collection under way.
    package func answer(to request: ForgeRequest, hasToken: Bool) -> ForgeAnswer? {
        guard let started, let entry = entries[ForgeCache.key(request, hasToken)], entry.used >= started else {
            return nil
        }
        return entry.answer
    }

    /// Headers with which only something new is answered.
    package func conditions(for request: ForgeRequest, hasToken: Bool) -> [ForgeHeader] {
        guard request.method == .get, let answer = entries[ForgeCache.key(request, hasToken)]?.answer else { return [] }
        if let tag = answer.header("etag") { return [ForgeHeader(name: "If-None-Match", value: tag)] }
        if let time = answer.header("last-modified") { return [ForgeHeader(name: "If-Modified-Since", value: time)] }
        return []
    }

    /// Keeps an answer, unless it is a passing one (429, 5xx); gives what it comes to, which for a 304 is the answer that
    /// is kept already.
    package mutating func keep(_ answer: ForgeAnswer, to request: ForgeRequest, hasToken: Bool) -> ForgeAnswer {
        let key = ForgeCache.key(request, hasToken)
        if answer.status == 304 {
            guard let old = entries[key] else { return answer }
            entries[key]?.used = answer.received
            return old.answer
        }
        if answer.status == 429 || answer.status >= 500 { return answer }
        remove(key)
        let weight = ForgeCache.weight(key, answer)
        if entries.count < ForgeCache.mostAnswers, weight <= ForgeCache.mostBytes - size {
            entries[key] = Entry(answer: answer, used: answer.received)
            size += weight
        }
        return answer
    }

    mutating func insert(_ key: String, _ entry: Entry) {
        remove(key)
        entries[key] = entry
        size += ForgeCache.weight(key, entry.answer)
    }

    private mutating func remove(_ key: String) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        size -= ForgeCache.weight(key, entry.answer)
    }

    private static func weight(_ key: String, _ answer: ForgeAnswer) -> Int { key.utf8.count + answer.body.count }

    private static func key(_ request: ForgeRequest, _ hasToken: Bool) -> String {
        (hasToken ? "token " : "open ") + request.method.rawValue + " " + request.address + "\n"
            + String(decoding: request.body, as: UTF8.self)
    }
}
