// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import Foundation
import Inventories
import Matching
import Packages
import Reports
import Storage
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Workflows

/// Updates over HTTP, from a real server with OSV's layout.
struct BucketTests {
    private func bucket(_ bench: Workbench) -> Bucket { Bucket(root: bench.folder.url.appending(path: "www")) }

    private func names(_ ids: [Int]) -> [String] { ids.map { "B-\($0)" } }

    @Test func `a bucket is taken whole once, then by its changes`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        var entries = Bucket.entries(0..<30)
        try await bucket.put("npm", entries)
        try await bucket.put(
            "GitHub Actions",
            [.init(id: "G-1", modified: "2026-01-01T00:00:00Z", text: Record.json("G-1", name: "a/b"))])
        try bucket.name("[EMPTY]")
        let first = entries
        try await WebServer.serve(bucket.root) { server async throws in
            let source = "osv=" + server.address("")
            #expect(try await bench.counts(source) == "31/0/0/0")
            #expect(try server.requests().filter { $0.hasSuffix("all.zip") }.count == 2)
            #expect(try await bench.affected("pkg:npm/thing-7@1.0.0") == ["B-7"])
            let again = try await bench.update()
            #expect(again.sources.map(\.counts) == [IntakeCounts(unchanged: 31)])
            #expect(again.index == nil)

            // Two changed, one new, one gone: three single fetches.
            var changed = first
            changed.remove(at: 20)
            changed[3].modified = "2026-06-01T00:00:00Z"
            changed[3].text = Record.json("B-3", name: "thing-3", fixed: "1.0.0", modified: changed[3].modified)
            changed[4].modified = "2026-06-02T00:00:00.5Z"
            changed[4].text = "{"
            changed.append(
                .init(id: "N-1", modified: "2026-06-03T00:00:00Z", text: Record.json("N-1", name: "new")))
            try await bucket.put("npm", changed, archived: false)
            let report = try await bench.update()
            #expect(report.sources.first?.counts == IntakeCounts(added: 2, unchanged: 28, removed: 1, problems: 1))
            #expect(report.sources.first?.problems.map(\.origin) == ["npm/B-4.json"])
            #expect(try server.requests().filter { $0.hasSuffix("all.zip") }.count == 2)
            #expect(try await bench.affected("pkg:npm/thing-3@1.0.0").isEmpty)
            #expect(try await bench.affected("pkg:npm/new@1.0.0") == ["N-1"])
            #expect(try await bench.affected("pkg:npm/thing-20@1.0.0").isEmpty)
            let before = try server.requests().count
            #expect(try await bench.update().index == nil)
            #expect(try server.requests().dropFirst(before).allSatisfy { !$0.contains(".json") })
        }
        entries.removeAll()
    }

    @Test func `a long list of changes means the whole again`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        try await bucket.put("npm", Bucket.entries(0..<2))
        try await WebServer.serve(bucket.root) { server async throws in
            let source = "osv=" + server.address("")
            #expect(try await bench.counts(source) == "2/0/0/0")
            try await bucket.put("npm", Bucket.entries(0..<450))
            #expect(try await bench.counts(source) == "448/2/0/0")
            let requests = try server.requests()
            #expect(requests.filter { $0.hasSuffix("all.zip") }.count == 2)
            #expect(!requests.contains { $0.hasSuffix(".json") })
        }
    }

    @Test func `a source that loses more than a tenth is not believed`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        try await bucket.put("npm", Bucket.entries(0..<300))
        try await WebServer.serve(bucket.root) { server async throws in
            let source = "osv=" + server.address("")
            #expect(try await bench.counts(source) == "300/0/0/0")
            try await bucket.put("npm", Bucket.entries(40..<300))
            let answer = try await bench.counts(source)
            #expect(answer.contains("no longer has 40 of its 300 advisories of npm"), "\(answer)")
            #expect(answer.contains("--forget osv"))
            #expect(try await bench.affected("pkg:npm/thing-7@1.0.0") == ["B-7"])
            try await bucket.put("npm", Bucket.entries(20..<300))
            #expect(try await bench.counts(source) == "0/280/20/0")
        }
    }

    @Test func `a download goes on where it was cut`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        try await bucket.put("npm", Bucket.entries(0..<200, details: String(repeating: "x", count: 3_000)))
        let slow = "limit_rate 100k;"
        let port = try WebServer.freePort()
        try await WebServer.serve(bucket.root, rules: slow, port: port) { server async throws in
            let source = try AdvisorySource(parsing: "osv=" + server.address(""), workingFolder: "/")
            let workflow = UpdateWorkflow(folder: bench.data, now: Workbench.now) { progress in
                if case .fetching(_, "npm", let done, _) = progress, done > 0 { server.cut() }
            }
            let report = try await workflow.run([source])
            let failure = try #require(report.sources.first?.failure)
            #expect(failure.message.contains("npm/all.zip"), "\(failure)")
            #expect(failure.hint?.contains("go on where it stopped") == true, "\(failure)")
        }
        guard WebServer.executable != nil else { return }
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.data.downloads).sorted()
        #expect(left == ["1-npm.zip.part", "1-npm.zip.part.tag"])
        try await WebServer.serve(bucket.root, port: port) { server async throws in
            let counts = try await bench.counts()
            #expect(counts == "200/0/0/0")
            #expect(try server.requests().contains { $0.hasPrefix("206 bytes=") && $0.hasSuffix("npm/all.zip") })
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.data.downloads).isEmpty)
        }
    }

    @Test func `what was fetched of a file that changed since, or of all of it, is fetched anew`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        try await bucket.put("npm", Bucket.entries(0..<20))
        try await WebServer.serve(bucket.root) { server async throws in
            let source = "osv=" + server.address("")
            // Bytes of another file, whose tag the server does not know: the answer is the whole.
            try bench.write(String(repeating: "old", count: 100), to: "data/downloads/1-npm.zip.part")
            try bench.write("\"another-tag\"", to: "data/downloads/1-npm.zip.part.tag")
            #expect(try await bench.counts(source) == "20/0/0/0")

            // All bytes are there already and the last step was missing: nothing lies behind them.
            let file = bucket.root.appending(path: "npm/all.zip")
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            let size = try #require(attributes[.size] as? Int)
            let date = try #require(attributes[.modificationDate] as? Date)
            let tag = "\"\(String(Int(date.timeIntervalSince1970), radix: 16))-\(String(size, radix: 16))\""
            let other = try Workbench()
            try other.write(tag, to: "data/downloads/1-npm.zip.part.tag")
            try FileManager.default.copyItem(atPath: file.path, toPath: other.path("data/downloads/1-npm.zip.part"))
            #expect(try await other.counts(source) == "20/0/0/0")
            #expect(try server.requests().contains { $0.hasPrefix("416 ") })
        }
    }

    @Test func `an update that was stopped between download and end knows the newest change`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        try await bucket.put("npm", Bucket.entries(0..<500))
        try await WebServer.serve(bucket.root) { server async throws in
            let source = "osv=" + server.address("")
            #expect(try await bench.counts(source) == "500/0/0/0")
            // As if the last write, that of the cursor, had not come.
            let database = try AdvisoryDatabase(path: bench.data.database)
            var batch = RecordBatch()
            batch.cursors = ["npm": "no instant"]
            try database.apply(batch, source: 1)
            #expect(try await bench.counts(source) == "0/500/0/0")
            #expect(try database.cursors(source: 1)["npm"] == Bucket.entries(499..<500).first?.modified)
            #expect(try await bench.counts(source) == "0/500/0/0")
            #expect(try server.requests().filter { $0.hasSuffix("all.zip") }.count == 2)
        }
    }

    @Test func `what is named and not there is said, and asked for again`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        try await bucket.put("npm", Bucket.entries(0..<10))
        try bucket.name("Nowhere")
        try await WebServer.serve(bucket.root) { server async throws in
            let source = "osv=" + server.address("")
            let first = try await bench.update(source)
            #expect(first.sources.first?.counts.added == 10)
            #expect(first.sources.first?.counts.remarks.count == 1)
            try await bucket.put("npm", Bucket.entries(0..<13), archived: false)
            let hidden = bucket.root.appending(path: "npm/B-11.json")
            let text = try Data(contentsOf: hidden)
            try FileManager.default.removeItem(at: hidden)
            let second = try await bench.update(source)
            #expect(second.sources.first?.counts.added == 2)
            #expect(second.sources.first?.counts.remarks.contains { $0.contains("npm/B-11.json") } == true)
            try text.write(to: hidden)
            let third = try await bench.update(source)
            #expect(third.sources.first?.counts.added == 1)
            #expect(try await bench.affected("pkg:npm/thing-11@1.0.0") == ["B-11"])
        }
    }

    @Test func `every refusal is a sentence with the address, and other sources go on`() async throws {
        let bench = try Workbench()
        let bucket = bucket(bench)
        try await bucket.put("npm", Bucket.entries(0..<3))
        try bench.write(Record.json("A-1"), to: "source/A-1.json")
        let rules = """
            location /broken/ { return 500; }
            location /busy/ { return 429; }
            location /across/ { return 301 https://127.0.0.1$uri; }
            location /file/ { return 302 file:///etc/passwd; }
            location /elsewhere/ { return 302 http://169.254.169.254$uri; }
            location /round/ { return 302 /round/; }
            location /moved/ { rewrite ^/moved/(.*)$ http://127.0.0.1:PORT/$1 redirect; }
            """
        try await WebServer.serve(bucket.root, rules: rules) { server async throws in
            let unreachable = try WebServer.freePort()
            let wrong = [
                ("missing", "has no ecosystems.txt"), ("broken", "answered 500"), ("busy", "answered 429"),
                ("across", "redirects to another kind"), ("file", "redirects to another kind"),
                ("elsewhere", "redirects to another host"), ("round", "more than five times"),
            ]
            let report = try await UpdateWorkflow(folder: bench.data, now: Workbench.now).run(
                try wrong.map { try AdvisorySource(parsing: "\($0.0)=" + server.address($0.0), workingFolder: "/") } + [
                    try AdvisorySource(parsing: "nobody=http://127.0.0.1:\(unreachable)/x", workingFolder: "/"),
                    try AdvisorySource(parsing: "moved=" + server.address("moved"), workingFolder: "/"),
                    try AdvisorySource(parsing: "source", workingFolder: bench.folder.url.path),
                ])
            for (name, words) in wrong {
                let failure = try #require(report.sources.first { $0.name == name }?.failure)
                #expect(failure.message.contains(words), "\(failure)")
                #expect(failure.message.contains("127.0.0.1"), "\(failure)")
                #expect(failure.hint != nil, "\(failure)")
            }
            let nobody = try #require(report.sources.first { $0.name == "nobody" }?.failure)
            #expect(nobody.hint != nil)
            #expect(report.sources.first { $0.name == "moved" }?.counts.added == 3)
            #expect(report.sources.first { $0.name == "source" }?.counts.added == 1)
            #expect(report.index?.advisories == 4)
        }
    }

    @Test func `a password in an address is never shown`() async throws {
        let bench = try Workbench()
        let port = try WebServer.freePort()
        let answer = try await bench.counts("it=http://me:secret@127.0.0.1:\(port)/x")
        #expect(!answer.contains("secret"), "\(answer)")
    }

    @Test func `the real advisories of Julia come whole`() async throws {
        guard let folder = TestData.folder("advisories/julia-osv") else { return }
        let bench = try Workbench()
        let bucket = bucket(bench)
        var entries: [Bucket.Entry] = []
        for file in TestData.files(below: folder) where file.pathExtension == "json" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let name = file.deletingPathExtension().lastPathComponent
            entries.append(.init(id: name, modified: "2026-01-01T00:00:00Z", text: text))
        }
        let all = entries
        try await bucket.put("Julia", all)
        try await WebServer.serve(bucket.root) { server async throws in
            #expect(try await bench.counts("osv=" + server.address("")) == "\(all.count)/0/0/0")
            let status = try StatusWorkflow(folder: bench.data, now: Workbench.now).run()
            #expect(status.ecosystems.map(\.name) == ["Julia"])
        }
    }
}
