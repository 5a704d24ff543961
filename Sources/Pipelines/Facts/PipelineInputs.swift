// SPDX-License-Identifier: Apache-2.0

/// Text that travels between one file and a local action or reusable workflow of the same repository.
package struct PipelineInputs: Sendable, Hashable {
    /// An untrusted text handed to an input: `title` of `./.github/actions/label`.
    package struct Passed: Sendable, Hashable {
        /// The folder or file as `uses` names it, without `./` at the start and `/` at the end.
        package var callee: String
        /// In lower case.
        package var input: String
        /// `github.event.issue.title`.
        package var expression: String
        package var job: String?
        package var location: PipelineLocation

        package init(callee: String, input: String, expression: String, job: String?, location: PipelineLocation) {
            self.callee = callee
            self.input = input
            self.expression = expression
            self.job = job
            self.location = location
        }
    }

    package var passed: [Passed] = []

    package init() {}
}

/// A job that is a whole workflow: `uses: ./.github/workflows/a.yml`.
package struct PipelineCall: Sendable, Hashable {
    /// As `uses` names it, without `./` at the start and version at the end.
    package var callee: String
    /// Whether it is the file of that path in the same commit.
    package var isLocal: Bool
    package var job: String
    package var location: PipelineLocation
    /// Whether it runs with the repository's own rights for what people from outside do.
    package var isPrivileged = false
    /// Whether people from outside start it, with whatever rights.
    package var isFromOutside = false

    package init(callee: String, isLocal: Bool, job: String, location: PipelineLocation) {
        self.callee = callee
        self.isLocal = isLocal
        self.job = job
        self.location = location
    }

    /// The path in the repository that it is of; nil where that is no workflow's.
    package var path: String? {
        if isLocal { return callee }
        let parts = callee.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3, PipelineCall.folders.contains(where: parts[2].hasPrefix) else { return nil }
        return parts[2]
    }

    private static let folders = [".github/workflows/", ".forgejo/workflows/", ".gitea/workflows/"]
}
