// SPDX-License-Identifier: Apache-2.0
package import Wire

/// One thing to ask a forge for, as a value: whoever has a network sends it. It holds no token.
package struct ForgeRequest: Sendable, Hashable {
    package enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    let step: ForgeStep
    package let method: Method
    /// Absolute, at the project's own forge.
    package let address: String
    /// In a fixed order.
    package let headers: [ForgeHeader]
    package let body: [UInt8]

    init(step: ForgeStep, method: Method = .get, address: String, headers: [ForgeHeader], body: [UInt8] = []) {
        self.step = step
        self.method = method
        self.address = address
        self.headers = headers
        self.body = body
    }

    /// What is asked for, with its article: `the webhooks`.
    package var what: String { step.what }
}

package struct ForgeHeader: Sendable, Hashable {
    /// In small letters where it comes from an answer.
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// What a forge answered.
package struct ForgeAnswer: Sendable, Hashable {
    package var status: Int
    /// Those that say something of use, in the order of their names.
    package private(set) var headers: [ForgeHeader]
    package var body: [UInt8]
    package var received: Instant

    /// The most bytes of an answer that are read: the longest pages of a hundred releases or rules are below 2 MiB.
    package static let longest = 16 << 20

    /// Keeps of the headers those that are read here; neither cookies nor anything else secret.
    package init(status: Int, headers: [ForgeHeader], body: [UInt8], received: Instant) {
        self.status = status
        self.headers =
            headers.map { ForgeHeader(name: $0.name.lowercased(), value: $0.value) }
            .filter { ForgeAnswer.known.contains($0.name) && $0.value.utf8.count <= 4_000 }
            .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        self.body = body
        self.received = received
    }

    private static let known: Set<String> = [
        "etag", "last-modified", "link", "retry-after", "x-accepted-github-permissions", "x-accepted-oauth-scopes",
        "x-next-page", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit-remaining", "ratelimit-reset",
        "x-total", "x-total-count",
    ]

    /// The first header of a name, which is in small letters.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// A header that is a whole number, and not negative.
    func count(_ name: String) -> Int? {
        guard let text = header(name), text.utf8.count <= 18, let count = Int(text), count >= 0 else { return nil }
        return count
    }

    /// Whether there is a page behind this one: `x-next-page` (GitLab), or `rel="next"` of `link` (RFC 8288). The
    /// address it gives is never followed, the next page is asked for by its number.
    var hasNextPage: Bool {
        if let next = header("x-next-page") { return !next.isEmpty }
        return headers.contains { $0.name == "link" && $0.value.contains("rel=\"next\"") }
    }
}

/// What became of a request.
package enum ForgeOutcome: Sendable, Hashable {
    case answered(ForgeAnswer)
    /// No answer came; the reason is a sentence.
    case failed(String)
}
