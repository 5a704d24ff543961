// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Secrets

/// What is quoted of a text goes without its credentials.
@Suite struct RedactionTests {
    private static let token = "ghp" + "_x7Kq2mVb9TzR4wLs8NcY1fHd6JpG3aEuQ5oX"

    private func redacted(_ text: String) -> String { SecretScanner.standard.redacted(text) }

    @Test func `a credential gives way to a mark`() {
        #expect(
            redacted("curl -H \"Authorization: token \(Self.token)\" https://x.org/a.sh | sh")
                == "curl -H \"Authorization: token [redacted]\" https://x.org/a.sh | sh")
        #expect(
            redacted("ci.yml:3: the clone of \(Self.token) is not pinned.")
                == "ci.yml:3: the clone of [redacted] is not pinned.")
    }

    @Test func `addresses lose user and password`() {
        #expect(redacted("git clone https://bot:hush@x.org/o/n.git y") == "git clone https://x.org/o/n.git y")
        #expect(redacted("git clone \"https://${TOKEN}@x.org/o/n\"") == "git clone \"https://x.org/o/n\"")
    }

    @Test(arguments: [
        "", "make test", "pip install -r requirements.txt", "ssh://git@x.org/o/n",
        "docker://alpine@sha256:0123456789ab",
        "uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "https://x.org/a@b.git", "id-token: write",
        "token: ${{ secrets.NPM_TOKEN }}",
    ])
    func `what holds no credential stays as it is`(_ text: String) {
        #expect(redacted(text) == text)
    }

    @Test func `what the end of a long text cuts off of a credential goes as well`() {
        let start = "curl --silent --header 'Accept: application/json' " + String(repeating: "--retry 5 ", count: 13)
        let token = start + "-H " + Self.token.prefix(20)
        #expect(redacted(token) == start + "-H [redacted]")
        #expect(redacted(start + "https://bot:" + "hush1234") == start + "https://[redacted]")
        #expect(redacted("-H " + Self.token.prefix(20)) == "-H " + Self.token.prefix(20))
    }
}
