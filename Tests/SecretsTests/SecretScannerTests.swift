// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Secrets

@Suite struct SecretScannerTests {
    private func scan(_ text: String, _ path: String = "Sources/gadget.swift") -> [SecretFinding] {
        SecretScanner.standard.scan(Array(text.utf8), path: path)
    }

    @Test func `there are many kinds, and each has a sentence`() {
        #expect(SecretScanner.standard.ruleIDs.count >= 100)
        #expect(SecretScanner.standard.ruleCount >= 180)
        for rule in SecretScanner.standard.rules {
            #expect(!rule.title.isEmpty)
            #expect(rule.id.utf8.allSatisfy { ByteClass([.lower, .digit, .dash]).has($0) })
            #expect(rule.triggers.allSatisfy { $0.count >= 3 }, "\(rule.id)")
        }
    }

    @Test func `every shape is found where it stands, and no more than four characters of it are said`() {
        var planted = PlantedSecrets(seed: 1)
        var tried = 0
        var passed = 0
        for rule in SecretScanner.standard.rules {
            let secret: String
            let text: String
            switch rule.detector {
            case .shape(let shape):
                secret = planted.secret(shape, rule)
                text = "let gadget = connect(\n    using: \"\(secret)\")\n"
            case .named(let word, let pieces):
                secret = planted.secret(SecretShape(prefix: [], pieces: pieces), rule)
                text = "let a = 1\nlet \(String(decoding: word, as: UTF8.self))Value = \"\(secret)\"\n"
            case .own: continue
            }
            tried += 1
            let found = scan(text)
            // UUIDs in dashes are made of one run here, and entropy asks more of few characters.
            #expect(found.count == 1, "\(rule.id): \(rule.title)")
            passed += found.count == 1 && found[0].line == 2 ? 1 : 0
            expectNothingSaid(of: secret, found, beyond: rule)
        }
        print("secret shapes: \(passed)/\(tried)")
        #expect(passed == tried)
    }

    /// No five characters of the random part are in anything the room gives.
    private func expectNothingSaid(of secret: String, _ found: [SecretFinding], beyond rule: SecretRule) {
        let said = Array(String(reflecting: found).utf8)
        var public5: Set<[UInt8]> = []
        if case .shape(let shape) = rule.detector, shape.prefix.count >= 5 {
            for start in 0...(shape.prefix.count - 5) { public5.insert(Array(shape.prefix[start..<(start + 5)])) }
        }
        let bytes = Array(secret.utf8)
        for start in 0...max(0, bytes.count - 5) where bytes.count >= 5 {
            let piece = Array(bytes[start..<(start + 5)])
            if public5.contains(piece) { continue }
            #expect(
                !SecretPlaceholder.contains(said, piece), "\(rule.id) says \(String(decoding: piece, as: UTF8.self))")
        }
    }

    @Test func `a GitHub token with the right checksum is certain, with a wrong one made up`() throws {
        var planted = PlantedSecrets(seed: 2)
        let rule = try #require(SecretScanner.standard.rules.first { $0.id == "github-token" })
        guard case .shape(let shape) = rule.detector else { return }
        let token = planted.secret(shape, rule)
        let found = try #require(scan("x \(token)").first)
        #expect(found.confidence == .certain)
        #expect(found.reason == "a shape that no other text has, and its checksum is right")
        #expect(found.redacted == "ghp_… (40 characters)")
        let wrong = token.dropLast() + (token.hasSuffix("A") ? "B" : "A")
        #expect(scan("x \(wrong)").first?.confidence == .possible)
    }

    @Test func `the checksum is the one that GitHub published`() {
        // From GitHub's article on the format, in two pieces.
        let (random, sum) = ("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17")
        #expect(TokenChecksum.checksum(random.utf8).elementsEqual(sum.utf8))
    }

    @Test func `the same secret has the same fingerprint wherever it stands`() throws {
        var planted = PlantedSecrets(seed: 3)
        let secret = "sk_" + "live_" + planted.random(32, .alphanumeric)
        let other = "sk_" + "live_" + planted.random(32, .alphanumeric)
        let one = try #require(scan("a = \"\(secret)\"").first?.fingerprint)
        let two = try #require(scan("\n\n  // moved: \(secret)\n", "b/c.py").first?.fingerprint)
        #expect(one == two)
        #expect(scan("a = \"\(other)\"").first?.fingerprint != one)
        // The number is stored: it must stay what it is.
        #expect(SecretMeasure.fingerprint(rule: "rule", ArraySlice("value".utf8)) == 16_522_057_260_358_319_350)
    }

    @Test func `what could be guessed has no fingerprint`() throws {
        let found = try #require(scan("password = \"Gadget" + "-77!x\"").first)
        #expect(found.ruleID == "generic-password-assignment")
        #expect(found.fingerprint == nil)
        #expect(found.redacted == "Ga… (11 characters)")
    }

    @Test func `tests, examples and documentation make a finding less sure`() {
        var planted = PlantedSecrets(seed: 4)
        let text = "key = \"SG" + "." + planted.random(22, .url) + "." + planted.random(43, .url) + "\""
        #expect(scan(text).map(\.confidence) == [.certain])
        for path in ["tests/a.py", "src/a_test.go", "docs/use.md", "README.md", "a/fixtures/b.json", "examples/c.rb"] {
            let found = scan(text, path)
            #expect(found.map(\.confidence) == [.possible], "\(path)")
            #expect(found.allSatisfy { $0.reason.hasSuffix("; the file is a test, an example or documentation") })
        }
    }

    @Test func `lines and columns are counted from one`() {
        var planted = PlantedSecrets(seed: 5)
        let secret = "rubygems" + "_" + planted.random(48, .hex)
        let found = scan("a\n\n    key: \(secret)\nb\n\(secret)")
        #expect(found.map { "\($0.line):\($0.column)" } == ["3:10", "5:1"])
    }

    @Test func `at most a hundred are given, and the rest is counted`() {
        var planted = PlantedSecrets(seed: 6)
        let text = (0..<130).map { _ in "glpat" + "-" + planted.random(20, .alphanumeric) }.joined(separator: "\n")
        let report = SecretScanner.standard.report(Array(text.utf8), path: "a.c")
        #expect(report.findings.count == 100)
        #expect(report.omitted == 30)
        #expect(report.skipped == nil)
    }

    @Test func `a binary file is not scanned, and that is said`() {
        var planted = PlantedSecrets(seed: 7)
        let bytes = Array(("a\u{0} rubygems" + "_" + planted.random(48, .hex)).utf8)
        let report = SecretScanner.standard.report(bytes, path: "a.bin")
        #expect(report.findings == [])
        #expect(report.skipped == .binary)
    }

    @Test func `very long lines are read like others`() {
        var planted = PlantedSecrets(seed: 8)
        let secret = "npm" + "_" + planted.random(30, .alphanumeric)
        let whole = secret + String(decoding: TokenChecksum.checksum(secret.utf8.dropFirst(4)), as: UTF8.self)
        for filler in [
            "eyJ", "password=", "://a:b", "ghp_", "glpat-", "-----BEGIN PRIVATE KEY-----", "\"auth\":\"", ";Pwd=",
        ] {
            let line = String(repeating: filler, count: 24_000 / filler.utf8.count) + " " + whole + " "
            let found = SecretScanner.standard.report(Array(line.utf8), path: "a.env").findings
            #expect(found.contains { $0.ruleID == "npm-token" && $0.line == 1 }, "\(filler)")
        }
    }

    @Test func `damaged texts are read, and little is said of what is found`() {
        var planted = PlantedSecrets(seed: 9)
        let pieces = [
            "ghp" + "_" + planted.random(36, .alphanumeric), "password: \"" + planted.random(14, .url) + "\"",
            "-----BEGIN RSA PRIVATE" + " KEY-----\n" + planted.lines(4) + "\n-----END RSA PRIVATE" + " KEY-----",
            "https://gadget:" + planted.random(12, .alphanumeric) + "@gadgets.example.org/", "aws_secret_key = ",
            "Server=a;Password=" + planted.random(12, .alphanumeric) + ";", "define('AUTH_KEY', '", "\"auth\": \"",
            PlantedSecrets.base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + PlantedSecrets.base64("{\"sub\":\"gadget-owner\"}")
                + "." + planted.random(43, .url),
        ]
        let text = Array(pieces.joined(separator: "\n\n").utf8)
        Fuzzing(seed: 41, rounds: 300, pieces: pieces + ["\\n", "${", "://", "@", "\u{0}", "\"", "<!--"]).run {
            round, mutator in
            let damaged = mutator.mutated(text)
            for path in [".env", "a.py", ".netrc", ".pgpass", "config.json"] where round % 5 == path.utf8.count % 5 {
                for finding in SecretScanner.standard.scan(damaged, path: path) {
                    #expect(finding.line >= 1 && finding.column >= 1)
                    #expect(finding.redacted.prefix { $0 != "…" }.utf8.count <= 4)
                }
            }
        }
    }

    @Test func `every beginning of a text is read`() {
        var planted = PlantedSecrets(seed: 10)
        let text = Array(
            ("eyJhbGciOiJIUzI1NiJ9.eyJhIjoiYiJ9." + "\n-----BEGIN PRIVATE" + " KEY-----\n" + planted.lines(2)
                + "\npassword='"
                + "a:3Q~" + "\n://u:p@h xoxb-").utf8)
        for length in text.indices { _ = SecretScanner.standard.scan(Array(text[..<length]), path: ".npmrc") }
    }
}
