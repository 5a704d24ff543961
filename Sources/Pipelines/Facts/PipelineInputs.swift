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
