// SPDX-License-Identifier: Apache-2.0

/// What all files of a repository's automation say together.
package struct PipelineFacts: Sendable, Hashable {
    /// Sorted by path; what one file says about another has been taken into account.
    package var files: [PipelineFileFacts]

    package init(files: [PipelineFileFacts]) {
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        applyNuGet()
        applySwiftLocks()
        joinInputs()
        joinScripts()
        joinRunners()
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

    // MARK: Swift

    /// `Package.resolved` beside a manifest, or inside an Xcode project below it, fixes the packages it names.
    private mutating func applySwiftLocks() {
        var locks: [(folder: String, identities: Set<String>)] = []
        for file in files where file.kind == .swiftLock {
            guard let swift = file.swift else { continue }
            var folder = file.path.folder
            // `Name.xcworkspace/xcshareddata/swiftpm/Package.resolved`
            if let place = folder.utf8.split(separator: UInt8(ascii: "/")).firstIndex(where: { part in
                [".xcodeproj", ".xcworkspace", ".swiftpm"].contains { String(ascii: part).hasSuffix($0) }
            }) {
                folder = folder.split(separator: "/").prefix(place).joined(separator: "/")
            }
            locks.append((folder, Set(swift.locked)))
        }
        guard !locks.isEmpty else { return }
        for file in files.indices where files[file].kind == .swiftManifest {
            guard let lock = locks.first(where: { $0.folder == files[file].path.folder }) else { continue }
            for index in files[file].dependencies.indices {
                let dependency = files[file].dependencies[index]
                guard dependency.kind == .swiftPackage, dependency.pin == .unpinned,
                    lock.identities.contains(SwiftPackageAnalysis.identity(of: dependency.name))
                else { continue }
                files[file].dependencies[index].pin = .pinned
                let before = dependency.note.map { $0 + " " } ?? ""
                files[file].dependencies[index].note = before + "Package.resolved fixes the commit."
            }
        }
    }

    // MARK: Inputs

    /// An input into which a workflow of the repository puts untrusted text makes certain what was only possible.
    private mutating func joinInputs() {
        var callees: [String: Int] = [:]
        for (index, file) in files.enumerated() {
            switch file.kind {
            case .githubAction: callees[file.path.folder] = index
            case .githubWorkflow, .forgejoWorkflow: callees[file.path] = index
            default: continue
            }
        }
        for caller in files.indices {
            for passed in files[caller].inputs.passed {
                guard let callee = callees[passed.callee] else { continue }
                for index in files[callee].dangers.indices {
                    let danger = files[callee].dangers[index]
                    guard danger.kind == .compositeInjection || danger.kind == .reusableInput,
                        danger.expression == "inputs.\(passed.input)", danger.certainty == .possible
                    else { continue }
                    files[callee].dangers[index].certainty = .certain
                    files[callee].dangers[index].note = "\(passed.expression) is handed to it."
                    files[callee].dangers[index].trace = [passed.location]
                }
            }
        }
        // An action below `.github` is the repository's own, and all its callers have been seen.
        for index in files.indices
        where files[index].kind == .githubAction && files[index].path.hasPrefix(".github/") {
            files[index].dangers.removeAll { danger in
                danger.kind == .compositeInjection && danger.certainty == .possible
                    && danger.expression.hasPrefix("inputs.")
            }
        }
    }
}
