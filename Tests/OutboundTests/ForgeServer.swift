// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TestSupport

/// A forge on a free port of this machine that replays answers, and remembers what it was asked.
final class ForgeServer: Sendable {
    struct Asked: Sendable {
        var key: String
        var path: String
        var headers: [String: String]
    }

    enum Reply: Sendable {
        case plain(ForgeReply)
        /// The head of an answer, and then nothing.
        case silence
        /// The connection is closed without an answer.
        case hangUp
    }

    private struct State {
        var asked: [Asked] = []
        var running = 0
        var mostRunning = 0
    }

    private let state = Mutex(State())
    /// What comes for a request, by its key, and how often that was asked before.
    private let reply: @Sendable (Asked, Int) -> Reply
    private let channel = Mutex<(any Channel)?>(nil)

    private init(reply: @escaping @Sendable (Asked, Int) -> Reply) { self.reply = reply }

    var asked: [Asked] { state.withLock { $0.asked } }
    var mostRunning: Int { state.withLock { $0.mostRunning } }
    var port: Int { channel.withLock { $0?.localAddress?.port ?? 0 } }
    var base: String { "http://127.0.0.1:\(port)" }

    /// Runs `body` with a server that has these replies; `special` comes before them.
    static func serve<Value: Sendable>(
        _ replies: [String: ForgeReply], special: @escaping @Sendable (Asked, Int) -> Reply? = { _, _ in nil },
        _ body: @Sendable (ForgeServer) async throws -> Value
    ) async throws -> Value {
        let server = ForgeServer { asked, before in
            special(asked, before) ?? .plain(replies[asked.key] ?? ForgeReply(status: 404))
        }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.channel.withLock { $0 = channel }
        do {
            let value = try await body(server)
            try await channel.close()
            return value
        } catch {
            try await channel.close()
            throw error
        }
    }

    private func take(_ asked: Asked) -> Reply {
        let before = state.withLock { state in
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
            state.asked.append(asked)
            return state.asked.count { $0.key == asked.key } - 1
        }
        return reply(asked, before)
    }

    private func done() { state.withLock { $0.running -= 1 } }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let server: ForgeServer
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ server: ForgeServer) { self.server = server }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = []
            case .body(let part): body.append(contentsOf: part.readableBytesView)
            case .end:
                guard let head else { return }
                let headers = Dictionary(
                    head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
                let key = ForgeReplies.key(head.method.rawValue, head.uri, String(decoding: body, as: UTF8.self))
                let reply = server.take(Asked(key: key, path: head.uri, headers: headers))
                // In the next turn of the loop, so that what comes at once is seen together.
                context.eventLoop.assumeIsolated().execute { self.answer(reply, context) }
            }
        }

        private func answer(_ reply: Reply, _ context: ChannelHandlerContext) {
            server.done()
            switch reply {
            case .hangUp: context.close(promise: nil)
            case .silence:
                let head = HTTPResponseHead(
                    version: .http1_1, status: .ok, headers: ["Content-Length": "100"])
                context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            case .plain(let reply):
                var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
                if reply.status != 304 { headers.add(name: "Content-Length", value: "\(reply.body.utf8.count)") }
                let head = HTTPResponseHead(
                    version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                if reply.status != 304 {
                    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: reply.body)))), promise: nil)
                }
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
