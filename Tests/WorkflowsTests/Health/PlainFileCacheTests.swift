// SPDX-License-Identifier: Apache-2.0
import Histories
import ProjectHealth
import TestSupport
import Testing

@testable import Workflows

struct PlainFileCacheTests {
    private func cache() throws -> (PlainFileCache, [PlainFileCache.Key]) {
        var cache = PlainFileCache()
        var keys: [PlainFileCache.Key] = []
        for number in 0..<50 {
            let digits = String(number, radix: 16)
            let object = try #require(ObjectID(String(repeating: "0", count: 40 - digits.count) + digits))
            let key = PlainFileCache.Key(object, path: "src/\(number).c")
            keys.append(key)
            cache.remember(
                PlainFileFacts(
                    lines: UInt32(number), statesLicense: number % 2 == 0, statesCopyright: number % 3 == 0,
                    expression: number % 5 == 0 ? "MIT" : ""), for: key)
        }
        return (cache, keys)
    }

    @Test func `what was kept is there again`() throws {
        let (cache, keys) = try cache()
        let again = try #require(PlainFileCache(bytes: cache.bytes))
        for key in keys { #expect(again[key] == cache[key]) }
        #expect(again.bytes == cache.bytes)
    }

    @Test func `the same content at another path is another file`() throws {
        let object = try #require(ObjectID(String(repeating: "a", count: 40)))
        #expect(PlainFileCache.Key(object, path: "a.c") != PlainFileCache.Key(object, path: "a.sh"))
    }

    @Test func `what is gone is forgotten`() throws {
        var (cache, keys) = try cache()
        cache.keep(Set(keys.prefix(3)))
        #expect(cache.count == 3)
    }

    @Test func `damaged bytes are no cache`() throws {
        let (cache, _) = try cache()
        let bytes = cache.bytes
        Fuzzing(seed: 77, rounds: 300).run { _, mutator in
            let damaged = mutator.mutated(bytes)
            if damaged != bytes { #expect(PlainFileCache(bytes: damaged) == nil) }
        }
        #expect(PlainFileCache(bytes: []) == nil)
    }
}
