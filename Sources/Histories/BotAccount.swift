// SPDX-License-Identifier: Apache-2.0

/// Which names and addresses are programs'. CHAOSS keeps them apart from people and counts them as *Bot Activity*.
///
/// A bot is: a name that ends in `[bot]`; an address whose local part or forge login ends in `[bot]`, `-bot` or `_bot`
/// together with such a name; or a name or login of ``names``. A person called *Robot Smith* is none.
package enum BotAccount {
    /// Known names and logins, in lower case.
    package static let names: Set<String> = [
        "allcontributors", "azure pipelines", "buildbot", "codecov-io", "copybara-service", "copybara service",
        "dependabot",
        "dependabot-preview", "dependabot preview", "deepsource-autofix", "github action", "github actions",
        "github-actions", "gitlab ci", "google-oss-robot", "greenkeeper", "greenkeeperio-bot", "imgbot", "imgbotapp",
        "jenkins", "k8s-ci-robot", "mergify", "openrewrite", "openssf scorecard", "pre-commit-ci", "pull request bot",
        "pyup-bot", "release-please", "renovate", "renovate bot", "renovate-bot", "scala steward", "scala-steward",
        "semantic-release-bot", "snyk bot", "snyk-bot", "stepsecurity bot", "step-security-bot", "swift-ci",
        "the wordpress bot", "travis ci", "travis-ci", "weblate", "web-flow", "whitesource renovate", "mend renovate",
        "pre-commit-ci[bot]", "restyled-io", "sourcery ai", "transifex-integration", "update-bot", "nixpkgs-update",
        "r-ryantm", "codespell-bot", "crowdin bot", "crowdin-bot", "llvm gn syncbot",
    ]

    /// Programs that send updates of dependencies, as they name themselves.
    package static let updaters = ["dependabot", "greenkeeper", "pyup", "renovate", "scala-steward", "scala steward"]

    package static func isBot(_ person: Person) -> Bool {
        let name = trimmed(person.name)
        if name.hasSuffix("[bot]") || names.contains(name) { return true }
        let local = login(of: person)
        if local.hasSuffix("[bot]") || names.contains(local) { return true }
        // A forge's bot accounts often carry the word at the end of both.
        return endsInBot(name) && (endsInBot(local) || !name.utf8.contains(UInt8(ascii: " ")))
    }

    /// The forge itself: it commits what somebody pressed a button for, so it says nothing about who that was.
    package static func isForge(_ person: Person) -> Bool {
        switch person.email {
        case "noreply@github.com", "noreply@gitlab.com", "noreply@gitea.io", "noreply@forgejo.org",
            "noreply@codeberg.org", "noreply@bitbucket.org", "gerrit@localhost":
            true
        default:
            trimmed(person.name) == "github" && person.email.hasSuffix("github.com")
        }
    }

    /// Which updater of ``updaters`` this is.
    package static func updater(_ person: Person) -> String? {
        guard isBot(person) else { return nil }
        let name = trimmed(person.name)
        let local = login(of: person)
        return updaters.first { name.hasPrefix($0) || local.hasPrefix($0) }
    }

    private static func login(of person: Person) -> String {
        if let forge = ForgeAddress(email: person.email) { return forge.login }
        guard let at = person.email.utf8.lastIndex(of: UInt8(ascii: "@")) else { return "" }
        return person.email[..<at].lowercased()
    }

    private static func endsInBot(_ text: String) -> Bool {
        text.hasSuffix("-bot") || text.hasSuffix("_bot") || text.hasSuffix(" bot")
    }

    private static func trimmed(_ name: String) -> String {
        var text = Substring(name.lowercased())
        while text.utf8.first == 0x20 { text = text.dropFirst() }
        while text.utf8.last == 0x20 { text = text.dropLast() }
        return String(text)
    }
}
