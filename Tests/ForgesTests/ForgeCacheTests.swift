// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Forges

@Suite struct ForgeCacheTests {
    private let now = Instant(seconds: 1_769_000_000)

    private func request(_ path: String, body: String = "") -> ForgeRequest {
        ForgeRequest(
            step: .releases, method: body.isEmpty ? .get : .post, address: "https://forge.example" + path, headers: [],
            body: Array(body.utf8))
    }

    private func answer(_ status: Int = 200, _ headers: [(String, String)] = [], _ body: String = "{}", at: Instant)
        -> ForgeAnswer
    {
        ForgeAnswer(
            status: status, headers: headers.map { ForgeHeader(name: $0.0, value: $0.1) }, body: Array(body.utf8),
            received: at)
    }

    @Test func `a collection that was interrupted goes on with what was answered`() throws {
        let project = try ScriptedForge.project(.github)
        var cache = ForgeCache(project: project)
        #expect(cache.begin(at: now) == now)
        _ = cache.keep(answer(at: now.adding(seconds: 1)), to: request("/a"), hasToken: true)
        _ = cache.keep(answer(404, at: now.adding(seconds: 1)), to: request("/b", body: "q"), hasToken: true)
        _ = cache.keep(answer(502, at: now.adding(seconds: 1)), to: request("/c"), hasToken: true)
        var read = try ForgeCache(reading: cache.bytes, project: project)
        #expect(read == cache)
        #expect(read.begin(at: now.adding(seconds: 3_600)) == now)
        #expect(read.answer(to: request("/a"), hasToken: true)?.status == 200)
        #expect(read.answer(to: request("/b", body: "q"), hasToken: true)?.status == 404)
        // Another query, an error that passes, and what somebody without a token is shown.
        #expect(read.answer(to: request("/b", body: "r"), hasToken: true) == nil)
        #expect(read.answer(to: request("/c"), hasToken: true) == nil)
        #expect(read.answer(to: request("/a"), hasToken: false) == nil)
        // A day later it is old.
        #expect(read.begin(at: now.adding(seconds: 90_000)) == now.adding(seconds: 90_000))
        #expect(read.answer(to: request("/a"), hasToken: true) == nil)
    }

    @Test func `a later collection asks under conditions`() throws {
        var cache = ForgeCache(project: try ScriptedForge.project(.github))
        _ = cache.begin(at: now)
        _ = cache.keep(
            answer(200, [("ETag", "W/\"1\""), ("Link", "next")], "[1]", at: now), to: request("/a"), hasToken: true)
        _ = cache.keep(
            answer(200, [("Last-Modified", "Wed, 21 Jan 2026 12:54:00 GMT")], at: now), to: request("/b"),
            hasToken: true)
        _ = cache.keep(answer(200, [], at: now), to: request("/c"), hasToken: true)
        cache.end()
        // What cannot be asked for under a condition is of no further use.
        #expect(cache.entries.count == 2)
        let later = now.adding(seconds: 60)
        _ = cache.begin(at: later)
        #expect(cache.answer(to: request("/a"), hasToken: true) == nil)
        #expect(
            cache.conditions(for: request("/a"), hasToken: true) == [.init(name: "If-None-Match", value: "W/\"1\"")])
        #expect(
            cache.conditions(for: request("/b"), hasToken: true) == [
                .init(name: "If-Modified-Since", value: "Wed, 21 Jan 2026 12:54:00 GMT")
            ])
        #expect(cache.conditions(for: request("/a"), hasToken: false) == [])
        let whole = cache.keep(answer(304, [], "", at: later), to: request("/a"), hasToken: true)
        #expect(whole.status == 200)
        #expect(whole.body == Array("[1]".utf8))
        #expect(whole.header("link") == "next")
        #expect(cache.answer(to: request("/a"), hasToken: true) == whole)
        // Nothing changed of something that is not known: there is no answer.
        #expect(cache.keep(answer(304, at: later), to: request("/z"), hasToken: true).status == 304)
        cache.end()
        // The file that was not asked for again is gone.
        #expect(cache.entries.count == 1)
    }

    @Test func `it holds no more than its limits`() throws {
        var cache = ForgeCache(project: try ScriptedForge.project(.github))
        _ = cache.begin(at: now)
        let large = String(repeating: "x", count: 15 << 20)
        for path in ["/a", "/b", "/c"] {
            _ = cache.keep(answer(200, [], large, at: now), to: request(path), hasToken: true)
        }
        #expect(cache.entries.count == 2)
        #expect(cache.size <= ForgeCache.mostBytes)
        for number in 0..<3_000 {
            _ = cache.keep(answer(at: now), to: request("/\(number)"), hasToken: true)
        }
        #expect(cache.entries.count == ForgeCache.mostAnswers)
    }

    @Test func `headers that are secret are not kept`() {
        let answer = answer(
            200, [("Set-Cookie", "session=1"), ("X-OAuth-Scopes", "repo"), ("ETag", "\"1\"")], at: now)
        #expect(answer.headers == [.init(name: "etag", value: "\"1\"")])
    }

    @Test func `a file of something else is refused with a sentence`() throws {
        let project = try ScriptedForge.project(.github)
        var cache = ForgeCache(project: project)
        _ = cache.begin(at: now)
        _ = cache.keep(answer(at: now), to: request("/a"), hasToken: true)
        let bytes = cache.bytes
        func message(_ bytes: [UInt8]) -> String? {
            do {
                _ = try ForgeCache(reading: bytes, project: project)
                return nil
            } catch {
                return error.message
            }
        }
        #expect(message(bytes) == nil)
        #expect(message([]) == "The file is no cache of a forge.")
        #expect(message(Array("MSFORGE\0".utf8)) == "The cache of a forge is damaged.")
        #expect(message(Array(bytes.dropLast())) == "The cache of a forge is cut off or damaged.")
        var version = bytes
        version[8] = 9
        #expect(message(version) == "The cache has version 9; version 1 is read.")
        let other = ForgeCache(project: try ForgeProject(remote: "github.com/a/b"))
        #expect(message(other.bytes) == "The cache is that of another project.")
    }

    @Test func `damaged caches are read or refused`() throws {
        let project = try ScriptedForge.project(.github)
        var cache = ForgeCache(project: project)
        _ = cache.begin(at: now)
        for number in 0..<5 {
            _ = cache.keep(
                answer(200, [("ETag", "\"\(number)\"")], "[\(number)]", at: now), to: request("/\(number)"),
                hasToken: true)
        }
        let bytes = cache.bytes
        Fuzzing(seed: 9, rounds: 3_000).run { _, mutator in
            var changed = mutator.mutated(bytes)
            // With the right sum now and then, so that what lies behind it is tried as well.
            if changed.count > 32, changed.count % 2 == 0 {
                let sum = changed[32...].reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
                    ($0 ^ UInt64($1)) &* 0x100_0000_01B3
                }
                let length = UInt64(changed.count - 32)
                for place in 0..<8 {
                    changed[16 + place] = UInt8(truncatingIfNeeded: length >> UInt64(8 * place))
                    changed[24 + place] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * place))
                }
            }
            guard let read = try? ForgeCache(reading: changed, project: project) else { return }
            #expect((try? ForgeCache(reading: read.bytes, project: project)) == read)
        }
    }
}
