// SPDX-License-Identifier: Apache-2.0

/// Every check, in alphabetical order. A test fails when a folder of `Checks` is missing here.
package enum CheckCatalogue {
    package static let all: [Check] = [
        BinaryArtifacts.check, BranchProtection.check, CIIBestPractices.check, CITests.check, CodeReview.check,
        Contributors.check, DangerousWorkflow.check, DependencyUpdateTool.check, Fuzzing.check, License.check,
        Maintained.check, Packaging.check, PinnedDependencies.check, SAST.check, SBOM.check, SecurityPolicy.check,
        SignedReleases.check, TokenPermissions.check, Vulnerabilities.check, Webhooks.check,
    ].sorted { $0.definition.id < $1.definition.id }

    /// Those that Scorecard runs without being told to.
    package static let standard: [Check] = all.filter(\.definition.isDefault)

    package static func check(_ id: String) -> Check? {
        all.first { $0.definition.id == id }
    }
}
