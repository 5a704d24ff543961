// SPDX-License-Identifier: Apache-2.0

/// What `Package.swift` or `Package.resolved` says beyond its dependencies.
package struct SwiftPackageFacts: Sendable, Hashable {
    /// `6.2`; nil where the first line does not say it, and in `Package.resolved`.
    package var toolsVersion: String?
    /// Each `.unsafeFlags(…)`: a package with them cannot be depended on by version.
    package var unsafeFlags: [PipelineLocation] = []
    /// Names of the build tool and command plugins it declares.
    package var plugins: [String] = []
    /// Names of the macros it declares.
    package var macros: [String] = []
    /// Each `.binaryTarget(path:)`: compiled code that stands in the repository.
    package var localBinaries: [PipelineLocation] = []
    /// Identities that `Package.resolved` fixes to a revision, sorted.
    package var locked: [String] = []

    package init() {}
}
