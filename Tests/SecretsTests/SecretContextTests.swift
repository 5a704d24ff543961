// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Secrets

/// What is known by where it stands, and what is no secret wherever it stands.
@Suite struct SecretContextTests {
    private func scan(_ text: String, _ path: String = "src/gadget.js") -> [String] {
        SecretScanner.standard.scan(Array(text.utf8), path: path).map { "\($0.ruleID) \($0.confidence.name)" }
    }

    // MARK: Keys

    private func key(_ label: String, _ body: String) -> String {
        "-----BEGIN \(label)" + "-----\n\(body)\n-----END \(label)" + "-----\n"
    }

    @Test func `private keys are certain unless a passphrase protects them`() {
        var planted = PlantedSecrets(seed: 11)
        let kind = "PRIVATE" + " KEY"
        #expect(scan(key(kind, planted.lines(6))) == ["private-key certain"])
        #expect(scan(key("RSA " + kind, planted.lines(6))) == ["private-key certain"])
        #expect(scan(key("ENCRYPTED " + kind, planted.lines(6))) == ["private-key possible"])
        let header = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n"
        #expect(scan(key("RSA " + kind, header + planted.lines(6))) == ["private-key possible"])
        #expect(scan(key("PGP " + kind + " BLOCK", "\n" + planted.lines(6))) == ["private-key certain"])
        let openSSH = "b3BlbnNzaC1rZXktdjEAAAAA"
        #expect(
            scan(key("OPENSSH " + kind, openSSH + "BG5vbmU" + planted.random(33, .base64) + "\n" + planted.lines(4)))
                == ["private-key certain"])
        #expect(
            scan(
                key(
                    "OPENSSH " + kind,
                    openSSH + "CmFlczI1Ni1jdHI" + planted.random(25, .base64) + "\n" + planted.lines(4)))
                == ["private-key possible"])
    }

    @Test func `a key in a string is one, and a key of an account says so`() {
        var planted = PlantedSecrets(seed: 12)
        let lines = planted.lines(6).split(separator: "\n").joined(separator: "\\n")
        let label = "-----BEGIN PRIVATE" + " KEY-----\\n"
        #expect(
            scan("{\"type\": \"service_account\", \"private_key\": \"\(label)\(lines)\\n\"}") == [
                "gcp-service-account certain"
            ])
        #expect(scan("const pem = \"\(label)\(lines)\\n\"") == ["private-key certain"])
    }

    @Test func `public keys, certificates and empty frames are nothing`() {
        var planted = PlantedSecrets(seed: 13)
        #expect(scan(key("PUBLIC KEY", planted.lines(4))) == [])
        #expect(scan(key("CERTIFICATE", planted.lines(9))) == [])
        #expect(scan(key("PRIVATE" + " KEY", "...")) == [])
        #expect(scan("if (text.startsWith('-----BEGIN PRIVATE" + " KEY-----')) return pem") == [])
    }

    @Test func `the same key has the same fingerprint with other line ends`() {
        var planted = PlantedSecrets(seed: 14)
        let pem = key("PRIVATE" + " KEY", planted.lines(6))
        let one = SecretScanner.standard.scan(Array(pem.utf8), path: "a").map(\.fingerprint)
        let windows = pem.split(separator: "\n").joined(separator: "\r\n")
        #expect(one.count == 1 && one[0] != nil)
        #expect(SecretScanner.standard.scan(Array(windows.utf8), path: "b").map(\.fingerprint) == one)
    }

    // MARK: Tokens and addresses

    private func token(_ claims: String) -> String {
        var planted = PlantedSecrets(seed: 15)
        return [
            PlantedSecrets.base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), PlantedSecrets.base64(claims),
            planted.random(43, .url),
        ].joined(separator: ".")
    }

    @Test func `a web token without an end is likely, others possible`() {
        #expect(scan("t = '\(token("{\"sub\":\"gadget\",\"role\":\"owner\"}"))'") == ["json-web-token likely"])
        #expect(scan("t = '\(token("{\"sub\":\"gadget\",\"exp\":1700000000}"))'") == ["json-web-token possible"])
        #expect(scan("t = '\(token("{\"sub\":\"1234567890\",\"name\":\"John Doe\"}"))'") == [])
        #expect(scan("t = 'eyJhbGciOi.eyJzdWIiOi.abc'") == [])
    }

    @Test func `a password in an address is found, and what stands for one is not`() {
        let password = "w7Kq" + "p2Zx9b"
        #expect(scan("connect('postgres://gadget:\(password)@db.gadgets.io:5432/x')") == ["basic-auth-url likely"])
        #expect(scan("connect('postgres://gadget:\(password)@localhost/x')") == ["basic-auth-url possible"])
        for address in [
            "https://user:password@host.io", "https://user:pass@host.io", "https://u:${PASS}@host.io",
            "https://u:<pw>@h.io",
            "https://gadget:gadget@host.io", "https://u:xxxxxxxx@h.io", "http://host.io:8080/a@b",
            "git@github.com:a/b.git",
            "https://token:$TOKEN@h.io", "https://u:%s@h.io", "ssh://git@host.io:22/a",
        ] { #expect(scan("x = '\(address)'") == [], "\(address)") }
    }

    // MARK: Settings

    @Test func `files of settings are read in their own forms`() {
        var planted = PlantedSecrets(seed: 16)
        let value = planted.random(36, .alphanumeric)
        let short = "gK4-" + "x9Wq"
        #expect(scan("//registry.gadgets.io/:_auth" + "Token=\(value)", ".npmrc") == ["npmrc-token likely"])
        #expect(scan("//registry.gadgets.io/:_auth" + "Token=${TOKEN}", ".npmrc") == [])
        #expect(scan("machine gadgets.io login g password \(short)\n", ".netrc") == ["netrc-password likely"])
        #expect(scan("db.gadgets.io:5432:*:gadget:\(short)\n", ".pgpass") == ["pgpass-password likely"])
        let auth = PlantedSecrets.base64("gadget:" + short + "77a")
        #expect(scan("{\"auths\": {\"gadgets.io\": {\"auth\": \"\(auth)\"}}}", "config.json") == ["docker-auth likely"])
        let salt = planted.random(64, .url)
        #expect(scan("define('AUTH_KEY',   '\(salt)');", "wp-config.php") == ["wordpress-key likely"])
        #expect(scan("define('AUTH_KEY', 'put your unique phrase here');", "wp-config.php") == [])
        #expect(scan("SECRET_KEY = '\(planted.random(50, .url))'", "app/settings.py") == ["django-secret-key likely"])
        #expect(scan("x=\"Server=db.gadgets.io;User=g;Password=\(short)77aB;\"") == ["connection-string likely"])
        #expect(scan("API_TOKEN=\(value)\n", "prod/.env") == ["generic-secret-assignment likely"])
        #expect(scan("API_TOKEN=\(value)\n", "a.swift") == [])
    }

    @Test(arguments: [
        "const apiKey = \"V\"", "\"client_secret\": \"V\"", "secret_token: 'V',", "let token: String = \"V\"",
        "ACCESS_KEY => 'V'", "token := `V`", "cfg[\"api_key\"] = \"V\"", "<apiKey>V</apiKey>",
        "{\\\"token\\\":\\\"V\\\"}",
        "private_key ?= \"V\"",
    ])
    func `a long random value of a telling name is found`(_ form: String) {
        var planted = PlantedSecrets(seed: 17)
        let value = planted.random(40, .alphanumeric)
        #expect(scan(form.split(separator: "V").joined(separator: value)) == ["generic-secret-assignment likely"])
    }

    @Test(arguments: [
        "password = \"changeme\"", "password = \"password123\"", "password = os.environ['PASSWORD']",
        "password = \"<password>\"",
        "secret = \"${SECRET}\"", "secret: \"{{ .Values.secret }}\"", "token = \"your-token-here-1234\"",
        "token = \"xxxxxxxxxxxxxxxxxxxxxxxx\"", "token = parser.nextToken(1234567890123)",
        "token == \"a8Fk29sLq0ZpW3xY7rTb\"",
        "tokenizer = \"a8Fk29sLq0ZpW3xY7rTb\"", "secret_name = \"a8Fk29sLq0ZpW3xY7rTb\"",
        "api_key_id: \"a8Fk29sLq0ZpW3xY7rTb\"",
        "password_hash = \"a8Fk29sLq0ZpW3xY7rTb\"", "next_page_token = \"a8Fk29sLq0ZpW3xY7rTb\"",
        "csrf_token = \"a8Fk29sLq0ZpW3xY7rTb\"", "public_key_token = \"b77a5c561934e089\"",
        "token = \"123e4567-e89b-12d3-a456-426614174000\"", "secretRef = \"projects/gadget/secrets/main/versions/12\"",
        "const token = 'aaaaaaaaaaaaaaaaaaaa1'", "apiKey: 'abcdefghijklmnopqrstuvwxyz123456'",
        "password: \"Enter the password\"",
        "token: \"https://gadgets.io/token/a8Fk29sLq0\"", "secret = \"gadget-owner-secret-name\"",
        "credential: a8Fk29sLq0ZpW3xY7rTb",
        "integrity: \"sha512-a8Fk29sLq0ZpW3xY7rTba8Fk29sLq0ZpW3xY7rTb==\"",
        "commit = \"0123456789abcdef0123456789abcdef01234567\"",
        "AKIA" + "IOSFODNN7EXAMPLE", "aws_secret_access_key = \"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"",
        "ghp_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "sk_live_" + "abcdefghijklmnopqrstuvwxyz",
        "hf_requiredCharacteristicTypesForDisplay",
    ])
    func `placeholders, names, hashes and code are no secrets`(_ text: String) {
        #expect(scan(text) == [])
    }

    @Test func `lockfiles and minified code are no place for random values`() {
        let text = "token: \"a8Fk29sLq0ZpW3xY" + "7rTbd03KqLm5\""
        #expect(scan(text) == ["generic-secret-assignment likely"])
        for path in ["package-lock.json", "dist/app.min.js", "go.sum", "a/yarn.lock"] {
            #expect(scan(text, path) == [])
        }
    }

    @Test func `headers and command lines hold credentials too`() {
        var planted = PlantedSecrets(seed: 19)
        let value = planted.random(40, .alphanumeric)
        let pair = PlantedSecrets.base64("gadget:" + planted.random(16, .alphanumeric))
        #expect(scan("curl -H 'Authorization: Bearer \(value)' https://gadgets.io") == ["authorization-header likely"])
        #expect(scan("headers[\"Authorization\"] = \"Basic \(pair)\"") == ["authorization-header likely"])
        #expect(scan("headers = {'Authorization': 'token ' + token}") == [])
        #expect(scan("Authorization: Bearer <token>") == [])
        #expect(scan("curl -s -u gadget:\(value.prefix(14)) https://gadgets.io") == ["curl-user likely"])
        #expect(scan("curl --user user:password https://gadgets.io") == [])
        #expect(scan("docker run -u 1000:10001234 gadget") == [])
    }

    @Test func `a Google key that an app carries in public is possible`() {
        var planted = PlantedSecrets(seed: 20)
        let key = "AI" + "za" + planted.random(35, .url)
        #expect(scan("maps(\"\(key)\")") == ["gcp-api-key likely"])
        #expect(scan("{apiKey: \"\(key)\", authDomain: \"gadget.firebaseapp.com\"}") == ["gcp-api-key possible"])
    }

    @Test func `a key of PuTTY is one without a passphrase only`() {
        let start = "PuTTY-User-Key" + "-File-3: ssh-ed25519\nEncryption: "
        #expect(scan(start + "none\nPrivate-Lines: 1\nAAAA\n") == ["private-key certain"])
        #expect(scan(start + "aes256-cbc\nPrivate-Lines: 1\nAAAA\n") == ["private-key possible"])
    }

    @Test func `what is known by its place is not said either`() {
        var planted = PlantedSecrets(seed: 21)
        let secret = planted.random(24, .alphanumeric)
        let pem = planted.lines(5)
        let texts = [
            ("connect('postgres://gadget:\(secret)@db.gadgets.io/x')", "a.js", secret),
            ("//registry.gadgets.io/:_auth" + "Token=\(secret)", ".npmrc", secret),
            ("machine g login g password \(secret)\n", ".netrc", secret), ("h:5432:*:g:\(secret)\n", ".pgpass", secret),
            ("api_key = \"\(secret)\"", "a.py", secret), ("password = \"\(secret)\"", "a.py", secret),
            ("curl -u gadget:\(secret) https://g.io", "a.sh", secret),
            ("Authorization: Bearer \(secret)", "a.http", secret),
            ("Server=db;Password=\(secret);", "a.cs", secret), (key("PRIVATE" + " KEY", pem), "a.pem", pem),
        ]
        for (text, path, hidden) in texts {
            let found = SecretScanner.standard.scan(Array(text.utf8), path: path)
            #expect(!found.isEmpty, "\(path)")
            let said = Array(String(reflecting: found).utf8)
            let bytes = Array(hidden.utf8)
            for start in 0...(bytes.count - 5) {
                #expect(!SecretPlaceholder.contains(said, Array(bytes[start..<(start + 5)])), "\(path)")
            }
        }
    }

    // MARK: Services whose mark is in the middle

    @Test func `marks in the middle and at the end are found`() {
        var planted = PlantedSecrets(seed: 18)
        let cases: [(String, String)] = [
            (
                "sk-" + "proj-" + planted.random(58, .alphanumeric) + "T3Blbk" + "FJ"
                    + planted.random(58, .alphanumeric), "openai-key certain"
            ),
            (
                planted.random(14, .alphanumeric) + ".atlas" + "v1." + planted.random(67, .alphanumeric),
                "terraform-token certain"
            ),
            ("7712345" + "901:AA" + planted.random(33, .alphanumeric), "telegram-token likely"),
            (
                planted.random(6, .alphanumeric) + "_" + planted.random(29, .alphanumeric) + "_" + "mmk",
                "maxmind-key certain"
            ),
            (planted.random(32, .hex) + "-" + "us14", "mailchimp-key likely"),
            (
                planted.random(3, .alphanumeric) + "8Q" + "~" + planted.random(34, .alphanumeric),
                "azure-client-secret likely"
            ),
            (
                "https://hooks.slack" + ".com/services/T0" + planted.random(9, .upper) + "/B0"
                    + planted.random(9, .upper) + "/"
                    + planted.random(24, .alphanumeric), "slack-webhook likely"
            ),
            (
                "https://discord" + ".com/api/webhooks/983745029384750293/" + planted.random(68, .alphanumeric),
                "discord-webhook likely"
            ),
            (
                "AccountName=gadget;Account" + "Key=" + planted.random(86, .alphanumeric) + "==",
                "azure-access-key likely"
            ),
        ]
        for (text, wanted) in cases { #expect(scan("x(\"\(text)\")") == [wanted], "\(wanted)") }
        print("secrets with a mark inside: \(cases.count)")
    }
}

@Suite struct SecretMeasureTests {
    @Test func `entropy is Shannon's`() {
        #expect(abs(SecretMeasure.entropy(ArraySlice("aabb".utf8)) - 1) < 0.001)
        #expect(abs(SecretMeasure.entropy(ArraySlice("abcdefgh".utf8)) - 3) < 0.001)
        #expect(SecretMeasure.entropy(ArraySlice("aaaa".utf8)) == 0)
        #expect(abs(SecretMeasure.log2(1000) - 9.965784) < 0.00001)
    }

    @Test func `regular text is told from random text`() {
        for text in ["aaaaaaaaaa", "abcdefghij", "9876543210", "abcabcabcabcabc", "0101010101010101"] {
            #expect(SecretPlaceholder.isRegular(ArraySlice(text.utf8)), "\(text)")
        }
        #expect(!SecretPlaceholder.isRegular(ArraySlice("k3Zq8LmP0xWv".utf8)))
    }

    @Test func `a short value is shown less of`() {
        #expect(SecretMeasure.redacted(ArraySlice("abcdefghijklmnop".utf8)) == "abcd… (16 characters)")
        #expect(SecretMeasure.redacted(ArraySlice("abcdefgh".utf8)) == "ab… (8 characters)")
        #expect(SecretMeasure.redacted(ArraySlice("abc".utf8)) == "… (3 characters)")
    }
}
