// SPDX-License-Identifier: Apache-2.0
import Foundation
import Subprocess
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A real nginx on a free port of this machine, for as long as a closure runs.
struct WebServer: Sendable {
    let port: UInt16
    let log: String
    /// Ends it at once, as a cable that is pulled.
    let cut: @Sendable () -> Void

    /// The address of what lies at a path below its root.
    func address(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    /// Lines of `status range uri` so far.
    func requests() throws -> [String] {
        try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Where Debian puts it; nil, and a line, where it is not installed.
    static let executable: String? = {
        for path in ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"]
        where FileManager.default.isExecutableFile(atPath: path) {
            return path
        }
        FileHandle.standardError.write(Data("skipped: nginx is not installed\n".utf8))
        return nil
    }()

    /// Serves `root`; `rules` are more lines of the server's section, in which `PORT` is its port.
    static func serve(
        _ root: URL, rules: String = "", port wanted: UInt16? = nil,
        _ body: @Sendable @escaping (WebServer) async throws -> Void
    ) async throws {
        guard let executable else { return }
        let port = try wanted ?? freePort()
        let own = try TemporaryFolder()
        let log = try own.write("", to: "access.log").path
        let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(own.url.path)/\($0);"
        }.joined(separator: " ")
        let configuration = try own.write(
            """
            daemon off; master_process off; pid \(own.url.path)/pid; error_log \(own.url.path)/error.log;
            events { worker_connections 256; }
            http {
                \(folders)
                log_format short '$status $http_range $uri';
                access_log \(log) short;
                server {
                    listen 127.0.0.1:\(port);
                    root \(root.path);
                    \(rules.replacing("PORT", with: String(port)))
                }
            }
            """, to: "nginx.conf")
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments([executable, "-e", own.url.path + "/error.log", "-c", configuration.path]),
            input: .none, output: .discarded, error: .discarded
        ) { execution in
            let process = execution.processIdentifier.value
            let server = WebServer(port: port, log: log) { kill(process, SIGKILL) }
            do {
                try await server.waitUntilReady()
                try await body(server)
                kill(process, SIGKILL)
            } catch {
                kill(process, SIGKILL)
                throw error
            }
        }
        _ = result
        withExtendedLifetime(own) {}
    }

    /// Until it takes connections; nothing sleeps, the machine is only asked again.
    private func waitUntilReady() async throws {
        for _ in 0..<100_000 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = WebServer.local(port)
            let answer = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if answer == 0 { return }
            await Task.yield()
        }
        Issue.record("nginx does not start")
    }

    private static func local(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// A port that nobody listens at.
    static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = local(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let answer = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(answer)
        return UInt16(bigEndian: address.sin_port)
    }
}
