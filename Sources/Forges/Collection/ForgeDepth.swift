// SPDX-License-Identifier: Apache-2.0

/// How much of a project is read.
package struct ForgeDepth: Sendable, Hashable {
    /// Merged change requests, at most 100. Scorecard looks at those of the last 30 commits.
    package var changeRequests: Int
    /// Issues, at most 100.
    package var issues: Int
    /// Of how many of them details are read where each one costs requests of its own: GitHub without a token, GitLab,
    /// Forgejo.
    package var detailed: Int
    /// The time before the snapshot in which opened and closed ones are counted, in days.
    package var days: Int

    package init(changeRequests: Int = 30, issues: Int = 30, detailed: Int = 10, days: Int = 90) {
        self.changeRequests = min(max(changeRequests, 1), 100)
        self.issues = min(max(issues, 1), 100)
        self.detailed = min(max(detailed, 0), 100)
        self.days = min(max(days, 1), 3_650)
    }

    package static let standard = ForgeDepth()
}
