// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Forges

/// A forge without a network: answers by request, and what was asked.
struct ScriptedForge {
    var replies: [String: ForgeReply]
    var forge: ForgeSnapshot.Forge
    var hasToken = true
    var depth = ForgeDepth.standard
    private(set) var asked: [String] = []
    /// Requests that no answer was written for.
    private(set) var unknown: [String] = []

    static let time = Instant(seconds: 1_769_000_000)

    init(_ replies: [String: ForgeReply], _ forge: ForgeSnapshot.Forge, hasToken: Bool = true) {
        self.replies = replies
        self.forge = forge
        self.hasToken = hasToken
    }

    static func project(_ forge: ForgeSnapshot.Forge) throws -> ForgeProject {
        try ForgeProject(remote: "https://forge.example/o/n", forge: forge)
    }

    /// Collects to the end; with `reversed`, what is open is answered last first.
    mutating func collect(change: (inout ForgeAnswer) -> Void = { _ in }) throws -> ForgeSnapshot {
        var collection = ForgeCollection(
            project: try ScriptedForge.project(forge), hasToken: hasToken, taken: ScriptedForge.time, depth: depth)
        while !collection.isDone {
            for request in collection.requests {
                var answer = self.answer(to: request)
                change(&answer)
                collection.receive(.answered(answer), for: request)
            }
            if asked.count > 500 { break }
        }
        return collection.snapshot
    }

    private mutating func answer(to request: ForgeRequest) -> ForgeAnswer {
        let path = request.address.replacing("https://forge.example", with: "")
        let key = ForgeReplies.key(request.method.rawValue, path, String(decoding: request.body, as: UTF8.self))
        asked.append(key)
        let reply = replies[key]
        if reply == nil { unknown.append(key) }
        return ForgeAnswer(
            status: reply?.status ?? 404,
            headers: (reply?.headers ?? []).map { ForgeHeader(name: $0.name, value: $0.value) },
            body: Array((reply?.body ?? "{}").utf8), received: ScriptedForge.time)
    }
}
