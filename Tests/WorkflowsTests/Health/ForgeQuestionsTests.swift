// SPDX-License-Identifier: Apache-2.0
import Forges
import Foundation
import HealthReports
import TestSupport
import Testing
import Wire

@testable import Workflows

struct ForgeQuestionsTests {
    private static let secret = "glpat-verysecret"

    /// - Parameters:
    ///   - asked: the address the user named; nil for the checkout's remote.
    ///   - host: the host the user named the token for.
    private func asking(_ asked: String? = nil, host: String? = nil) throws -> ForgeAsking {
        var asking = ForgeAsking()
        asking.project = asked
        asking.token = Self.secret
        if let host { try asking.setTokenHost(host) }
        return asking
    }

    @Test(
        arguments: [
            ("https://github.com/a/b", nil, nil, true), ("git@github.com:a/b.git", nil, nil, true),
            ("https://gitlab.evil.example/a/b", nil, nil, false), ("https://gitlab.com/a/b", nil, nil, false),
            ("https://gitea.evil.example/a/b", nil, "codeberg.org", false),
            ("https://github.com/a/b", nil, "gitlab.com", false),
            ("https://gitlab.com/a/b", nil, "gitlab.com", true),
            ("https://gitlab.com/a/b", nil, "https://gitlab.com/", true),
            ("https://gitlab.x.example/a/b", "https://gitlab.x.example/a/b", nil, true),
            ("https://gitlab.x.example/a/b", "https://gitlab.x.example/a/b", "github.com", false),
            ("http://forge.x.example/a/b", nil, "forge.x.example", false),
            ("https://gitlab.x.example:8443/a/b", nil, "gitlab.x.example", false),
            ("https://gitlab.x.example:8443/a/b", nil, "gitlab.x.example:8443", true),
        ] as [(String, String?, String?, Bool)])
    func `a token goes where its user named the host, and to GitHub`(
        _ remote: String, _ asked: String?, _ host: String?, _ goes: Bool
    ) throws {
        let project = try ForgeProject(remote: remote, forge: remote.contains("github") ? nil : .gitlab)
        #expect((try asking(asked, host: host).token(for: project) != nil) == goes)
    }

    @Test(arguments: ["", "a b", "host/folder/project", "-x", "host:port"])
    func `what is no host is no place for a token`(_ host: String) throws {
        #expect(throws: WorkflowError.self) { try asking(host: host) }
    }

    @Test func `a forge that the token is not for is asked without, and the report says so`() async throws {
        let folder = try TemporaryFolder()
        // Whoever sends a token gets another answer.
        try await WebServer.serve(
            folder.url, rules: "location / { if ($http_authorization) { return 418; } return 404; }"
        ) { server in
            var asking = try asking(server.address("o/n"), host: "github.com")
            asking.kind = .gitlab
            #expect(
                try await problems(asking) == [
                    "The token was not sent there, because it is for https://github.com: the forge was asked without one. "
                        + "If it is for this forge, say so with '--forge-host http://127.0.0.1:\(server.port)'."
                ])
            #expect(try server.requests().map { $0.prefix(3) } == ["404"])
            try asking.setTokenHost("http://127.0.0.1:\(server.port)")
            #expect(try await problems(asking) == [])
            #expect(try server.requests().map { $0.prefix(3) } == ["404", "418"])
        }
    }

    @Test func `of many projects at one forge the next knows that the limit is used up`() async throws {
        let folder = try TemporaryFolder()
        try await WebServer.serve(
            folder.url, rules: "location / { add_header Retry-After 3600 always; return 429; }"
        ) { server in
            let forges = ForgeQuestions()
            for name in ["one", "two"] {
                var asking = ForgeAsking()
                asking.project = server.address("o/\(name)")
                asking.kind = .forgejo
                let problems = try await problems(asking, forges)
                #expect(problems.count == 1 && problems[0].contains("its rate limit is used up"))
            }
            #expect(try server.requests().count == 1)
        }
    }

    private func problems(_ asking: ForgeAsking, _ forges: ForgeQuestions = .init()) async throws -> [String] {
        var problems: [HealthReport.Problem] = []
        _ = try await forges.snapshot(asking, repository: "github.com/a/b", folder: nil, problems: &problems)
        return problems.map(\.message)
    }

    @Test(
        arguments: [
            ("github.com/a/b", nil), ("github.com/A/B", nil), (nil, nil),
            (
                "github.com/c/d",
                "The snapshot is of https://github.com/a/b, and the project that is judged lives at https://github.com/c/d."
            ),
        ] as [(String?, String?)])
    func `a snapshot of another project is said`(_ repository: String?, _ sentence: String?) {
        let snapshot = ForgeSnapshot(
            forge: .github, url: "https://github.com/a/b", taken: Instant(seconds: 1_769_000_000))
        #expect(ForgeQuestions.mismatch(snapshot, repository: repository) == sentence)
    }
}
