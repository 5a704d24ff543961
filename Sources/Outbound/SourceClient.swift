// SPDX-License-Identifier: Apache-2.0
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Fetches files below one base address: bounded, resumable, conditional; no redirect leads to another scheme or host.
package struct SourceClient: Sendable {
    private let client: HTTPClient
    private let base: URL

    /// Runs `body` with a client for `base` (`https://host/path`), closed afterwards.
    ///
    /// - Throws: `OutboundError` when the base is no http or https address; whatever `body` throws.
    package static func with<Value: Sendable>(
        base text: String, _ body: @Sendable (SourceClient) async throws -> Value
    ) async throws -> Value {
        guard let base = URL(string: text), let scheme = base.scheme, ["http", "https"].contains(scheme),
            base.host() != nil
        else {
            throw OutboundError(
                address: text, message: "This is no http or https address.", hint: "Write it as https://host/path.")
        }
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(15), read: .seconds(60))
        configuration.httpVersion = .automatic
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let value = try await body(SourceClient(client: client, base: base))
            try await client.shutdown()
            return value
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private init(client: HTTPClient, base: URL) {
        self.client = client
        self.base = base
    }

    /// The bytes at a path below the base (each name percent-encoded here); nil when there is nothing (404).
    package func bytes(at path: String, limit: Int) async throws(OutboundError) -> [UInt8]? {
        let url = address(path)
        return try await named(url) {
            let response = try await get(url, headers: [])
            guard response.status != .notFound else { return nil }
            try expect(response, [.ok], url)
            let buffer = try await receiving(url) { try await response.body.collect(upTo: limit) }
            return Array(buffer.readableBytesView)
        }
    }

    /// What a download came to.
    package enum Download: Sendable, Hashable {
        case unchanged, missing
        /// The file is there whole; `tag` is the server's ETag, to ask with next time.
        case complete(tag: String?)
    }

    /// Downloads to `file`, through `file.part`, which a later call continues where this one was cut off.
    ///
    /// - Parameters:
    ///   - tag: the ETag of what is known already; the answer is `unchanged` when the server still has that.
    ///   - progress: bytes so far and in all.
    package func download(
        _ path: String, to file: String, knowing tag: String?, limit: Int,
        progress: @Sendable (_ done: Int, _ total: Int?) -> Void
    ) async throws(OutboundError) -> Download {
        let url = address(path)
        return try await named(url) {
            let part = PartialFile(path: file + ".part")
            var headers: [(String, String)] = []
            let resumed = part.resumable()
            if let resumed {
                headers = [("Range", "bytes=\(resumed.count)-"), ("If-Range", resumed.tag)]
            } else if let tag {
                headers = [("If-None-Match", tag)]
            }
            let response = try await get(url, headers: headers)
            switch response.status {
            case .notModified: return .unchanged
            case .notFound: return .missing
            case .rangeNotSatisfiable where resumed != nil:
                // Nothing lies behind what is there already; whether that is the file cannot be known. Anew.
                part.discard()
                return try await download(path, to: file, knowing: tag, limit: limit, progress: progress)
            default: try expect(response, resumed == nil ? [.ok] : [.ok, .partialContent], url)
            }
            let newTag = response.headers.first(name: "ETag")
            let start = response.status == .partialContent ? resumed?.count ?? 0 : 0
            if start > 0, response.headers.first(name: "Content-Range")?.hasPrefix("bytes \(start)-") != true {
                part.discard()
                throw OutboundError(
                    address: shown(url), message: "The server sent another part of the file than was asked for.",
                    hint: "Run the command again to fetch it anew.")
            }
            var done = start
            let length = response.headers.first(name: "Content-Length").flatMap(Int.init)
            let handle = try part.open(appending: done > 0, tag: newTag)
            defer { try? handle.close() }
            try await receiving(url) {
                for try await chunk in response.body {
                    done += chunk.readableBytes
                    guard done <= limit else {
                        part.discard()
                        throw OutboundError(
                            address: shown(url), message: "It is longer than the limit of \(limit) bytes.")
                    }
                    try handle.write(contentsOf: Array(chunk.readableBytesView))
                    progress(done, length.map { $0 + start })
                }
            }
            try part.finish(as: file)
            return .complete(tag: newTag)
        }
    }

    private func address(_ path: String) -> URL {
        path.split(separator: "/").reduce(base) { $0.appending(path: $1) }
    }

    private func shown(_ url: URL) -> String {
        var parts = URLComponents(url: url, resolvingAgainstBaseURL: false)
        parts?.user = nil
        parts?.password = nil
        parts?.query = nil
        return parts?.string ?? "(an address)"
    }

    private func get(_ url: URL, headers: [(String, String)]) async throws -> HTTPClientResponse {
        var url = url
        for _ in 0...5 {
            var request = HTTPClientRequest(url: url.absoluteString)
            request.headers.add(name: "User-Agent", value: "mainstay")
            for (name, value) in headers { request.headers.add(name: name, value: value) }
            let response = try await client.execute(request, timeout: .minutes(60))
            guard [301, 302, 303, 307, 308].contains(response.status.code) else { return response }
            guard let location = response.headers.first(name: "Location"),
                let next = URL(string: location, relativeTo: url)?.absoluteURL, next.scheme == url.scheme
            else {
                throw OutboundError(
                    address: shown(url), message: "The server redirects to another kind of address.",
                    hint: "Give the address it redirects to, if you trust it.")
            }
            // A source does not choose whom else this machine talks to: the machine's own network is within reach.
            guard next.host() == url.host() else {
                throw OutboundError(
                    address: shown(url), message: "The server redirects to another host.",
                    hint: "Give the address it redirects to, if you trust it.")
            }
            url = next
        }
        throw OutboundError(
            address: shown(url), message: "The server redirects more than five times.",
            hint: "Check the address; the server seems to send its visitors round in a circle.")
    }

    private func expect(_ response: HTTPClientResponse, _ wanted: [HTTPResponseStatus], _ url: URL) throws {
        guard wanted.contains(response.status) else {
            throw OutboundError(
                address: shown(url), message: "The server answered \(response.status.code), not a file.",
                hint: response.status.code >= 500 || response.status.code == 429
                    ? "Try again later; what was fetched so far is kept." : nil)
        }
    }

    /// Reads of an answer that has begun: what fails here, a network has cut.
    private func receiving<Value>(_ url: URL, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error
            where error is OutboundError || error is HTTPClientError || error is NIOTooManyBytesError
            || error is CocoaError || error is CancellationError
        {
            throw error
        } catch {
            throw OutboundError(
                address: shown(url), message: "The transfer was cut off.",
                hint: "Check the network; run the command again to go on where it stopped.")
        }
    }

    /// Turns whatever a transfer throws into a sentence that names the address.
    private func named<Value>(_ url: URL, _ body: () async throws -> Value) async throws(OutboundError) -> Value {
        do {
            return try await body()
        } catch let error as OutboundError {
            throw error
        } catch let error as HTTPClientError {
            throw OutboundError(
                address: shown(url), message: "The transfer failed: \(error.shortDescription).",
                hint: "Check the network; run the command again to go on where it stopped.")
        } catch is CancellationError {
            throw OutboundError(address: shown(url), message: "The transfer was stopped.")
        } catch is NIOTooManyBytesError {
            throw OutboundError(address: shown(url), message: "The answer is longer than is reasonable.")
        } catch let error as CocoaError {
            // From writing what was fetched, never from the transfer.
            throw OutboundError(
                address: shown(url),
                message: error.code == .fileWriteOutOfSpace
                    ? "The disk is full, so that it cannot be kept." : "What was fetched cannot be written.",
                hint: "Free some space or check the permissions of the data folder, and run the command again.")
        } catch {
            throw OutboundError(
                address: shown(url), message: "The server cannot be reached.",
                hint: "Check the address and the network; 'mainstay scan' works without one.")
        }
    }
}

/// A download under way: the bytes so far, and the tag of the file they belong to beside them.
private struct PartialFile {
    let path: String
    private var tagPath: String { path + ".tag" }

    /// What can be continued; only bytes whose tag is known can be.
    func resumable() -> (count: Int, tag: String)? {
        guard let tag = try? String(contentsOfFile: tagPath, encoding: .utf8), tag.hasPrefix("\""),
            let count = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int, count > 0
        else { return nil }
        return (count, tag)
    }

    func open(appending: Bool, tag: String?) throws -> FileHandle {
        if !appending { try Data().write(to: URL(filePath: path)) }
        if let tag { try tag.write(toFile: tagPath, atomically: true, encoding: .utf8) } else { removeTag() }
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.seekToEnd()
        return handle
    }

    func finish(as file: String) throws {
        removeTag()
        try? FileManager.default.removeItem(atPath: file)
        try FileManager.default.moveItem(atPath: path, toPath: file)
    }

    func discard() {
        try? FileManager.default.removeItem(atPath: path)
        removeTag()
    }

    private func removeTag() {
        try? FileManager.default.removeItem(atPath: tagPath)
    }
}
