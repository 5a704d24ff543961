// SPDX-License-Identifier: Apache-2.0
import Wire

/// Which accounts are programs, where the forge does not say it.
enum AccountNames {
    /// The name for an account that is no more, as GitHub and GitLab use it.
    static let gone = "ghost"

    /// GitHub's `name[bot]`, GitLab's names for tokens' accounts (`project_12_bot_…`), and the programs seen most.
    static func isBot(_ login: String) -> Bool {
        if login.hasSuffix("[bot]") || wellKnown.contains(login) { return true }
        return (login.hasPrefix("project_") || login.hasPrefix("group_")) && login.contains("_bot")
    }

    private static let wellKnown: Set<String> = [
        "codecov-commenter", "dependabot", "dependabot-preview", "forgejo-actions", "gitea-actions", "github-actions",
        "gitlab-bot", "googlebot", "greenkeeper", "k8s-ci-robot", "mergify", "pre-commit-ci", "renovate",
        "renovate-bot", "snyk-bot", "web-flow",
    ]
}

/// When somebody else, who is no bot, first answered.
struct FirstResponse {
    private let author: String
    private(set) var time: Instant?

    init(to author: String) { self.author = author }

    mutating func see(_ login: String, isBot: Bool, at time: Instant?) {
        guard !isBot, login != author, let time else { return }
        self.time = min(self.time ?? time, time)
    }
}
