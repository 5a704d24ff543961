// SPDX-License-Identifier: Apache-2.0

/// What all files of a repository's automation say together.
package struct PipelineFacts: Sendable, Hashable {
    /// Sorted by path; what one file says about another has been taken into account.
    package var files: [PipelineFileFacts]

    package init(files: [PipelineFileFacts]) {
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        applyNuGet()
    }

    // MARK: NuGet

    /// Commands of NuGet count as pinned where the project files fix every version.
    ///
    /// Scorecard's rule stands beside ours: of the `Directory.*.props` it reads the first alone.
    private mutating func applyNuGet() {
        let facts = files.filter { !$0.isTestData }.compactMap(\.nuget)
        let properties = facts.filter { $0.restoresLocked == nil }
        let projects = facts.compactMap(\.restoresLocked)
        let central = properties.filter(\.managesCentrally)
        let areProjectsLocked = !projects.isEmpty && projects.allSatisfy(\.self)
        let isPinned = central.isEmpty ? areProjectsLocked : central.allSatisfy(\.fixesEveryVersion)
        let first = properties.first
        let isCompatiblyPinned =
            first?.managesCentrally == true ? first?.fixesEveryVersion == true : areProjectsLocked
        guard isPinned || isCompatiblyPinned else { return }
        let note =
            central.isEmpty
            ? "Every project restores in locked mode." : "Central package management fixes every version."
        for file in files.indices {
            for index in files[file].dependencies.indices
            where files[file].dependencies[index].kind == .nugetCommand {
                if isPinned, files[file].dependencies[index].pin == .unpinned {
                    files[file].dependencies[index].pin = .pinned
                    files[file].dependencies[index].note = note
                }
                if isCompatiblyPinned, files[file].dependencies[index].compatiblePin == false {
                    files[file].dependencies[index].compatiblePin = true
                }
            }
        }
    }
}
