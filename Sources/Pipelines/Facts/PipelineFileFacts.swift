// SPDX-License-Identifier: Apache-2.0

/// What one file of automation says: a workflow, an action, a Dockerfile, a script, a compose file, a build property file.
package struct PipelineFileFacts: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case githubWorkflow, githubAction, gitlabPipeline, forgejoWorkflow, dockerfile, shellScript, compose, nuget
        case swiftManifest, swiftLock
        /// `pom.xml`, for the analysis it configures.
        case mavenProject
        /// CircleCI, Travis CI, Azure, AppVeyor, Cirrus, Bitbucket, Drone, Woodpecker, Buildkite, SourceHut.
        case otherPipeline
    }

    package var path: String
    package var kind: Kind
    /// Of a workflow: the events that start it, in the order of the file.
    package var events: [String] = []
    package var permissions: [PermissionGrant] = []
    /// Names of the jobs without a `permissions` key.
    package var jobsWithoutPermissions: [String] = []
    package var dangers: [PipelineDanger] = []
    package var dependencies: [PipelineDependency] = []
    /// Publishing steps: what Scorecard's Packaging looks for.
    package var publishing: [PipelineTool] = []
    /// Recognised tools: static analysis, fuzzing, signing, tests, SBOM … Of what runs by itself, those that check come
    /// behind its own where a script that it calls uses them, with their place in the script.
    package var tools: [PipelineTool] = []
    /// Scripts that its commands run, by their paths from the root of the repository, whether they are there or not; at most
    /// ``mostScripts``.
    package var scripts: [String] = []
    /// Of a script: whether something that runs by itself calls it, straight or by way of another script.
    package var isCalled = false
    /// What could not be understood; the rest of the file counts all the same.
    package var problems: [PipelineProblem] = []
    /// Of NuGet's property and project files; nil for others.
    package var nuget: NuGetFacts?
    /// Of `Package.swift` and `Package.resolved`; nil for others.
    package var swift: SwiftPackageFacts?
    /// Text that travels between this file and a local action or reusable workflow.
    package var inputs = PipelineInputs()
    /// The workflows that its jobs call, in the order of the file.
    package var calls: [PipelineCall] = []
    /// The path has a `testdata` folder or `src/test` in it: a fixture. Scorecard leaves such files out, and so `compatiblePin` is nil.
    package var isTestData = false
    /// The path has a folder in it that holds other projects' code (`vendor`, `third_party`, `node_modules` …).
    package var isVendored = false
    /// Nothing but blank lines and comments: Scorecard does not count such a workflow.
    package var isBlank = false

    package static let mostScripts = 100

    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Whether a service runs it. Scripts and images are run by somebody who calls them; an action at the root is what the
    /// project ships.
    package var runsByItself: Bool {
        guard !isTestData, !isVendored else { return false }
        return switch kind {
        case .githubWorkflow, .forgejoWorkflow, .gitlabPipeline, .otherPipeline: true
        case .githubAction: path.contains(ascii: "/")
        case .dockerfile, .shellScript, .compose, .nuget, .swiftManifest, .swiftLock, .mavenProject: false
        }
    }
}

/// Where something stands in a file.
package struct PipelineLocation: Sendable, Hashable {
    package var path: String
    /// From 1.
    package var line: Int
    package var endLine: Int
    /// At most 200 bytes of the text, on one line.
    package var snippet: String

    package init(path: String, line: Int, endLine: Int? = nil, snippet: String = "") {
        self.path = path
        self.line = line
        self.endLine = endLine ?? line
        self.snippet = snippet
    }
}

/// A part of a file that could not be understood.
package struct PipelineProblem: Sendable, Hashable {
    package var location: PipelineLocation
    /// A sentence.
    package var message: String
    /// Whether the file as a whole is unusable.
    package var isWhole: Bool

    package init(location: PipelineLocation, message: String, isWhole: Bool) {
        self.location = location
        self.message = message
        self.isWhole = isWhole
    }
}

/// One `permissions` entry of a workflow, or that there is none.
package struct PermissionGrant: Sendable, Hashable {
    package enum Level: Sendable, Hashable {
        case top
        case job(String)
    }

    package enum Value: String, Sendable, Hashable {
        /// There is no `permissions` key here.
        case undeclared
        case none, read, write
        /// A value that is none of GitHub's.
        case unknown
    }

    package var level: Level
    /// `contents`, `packages` …; nil when the value is for all scopes.
    package var scope: String?
    package var value: Value
    /// Why a job's write is what such a job needs (it publishes, releases, uploads SARIF); nil where nothing says so.
    package var justification: String?
    package var location: PipelineLocation

    package init(
        level: Level, scope: String?, value: Value, justification: String? = nil, location: PipelineLocation
    ) {
        self.level = level
        self.scope = scope
        self.value = value
        self.justification = justification
        self.location = location
    }
}

/// A way in which others could run code or read secrets in a pipeline.
package struct PipelineDanger: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// `pull_request_target` or `workflow_run` with a checkout of the change's own code.
        case untrustedCheckout
        /// Text that anyone may write stands in a `run:` script.
        case scriptInjection
        // What follows goes beyond Scorecard's check.
        /// The same in `actions/github-script`'s `script:`.
        case githubScriptInjection
        /// The same in a composite action or through its inputs.
        case compositeInjection
        /// The same in an input of a reusable workflow.
        case reusableInput
        /// Text that anyone may write reaches a script through `env` or an output and is evaluated there.
        case environmentTaint
        /// `gh pr checkout`, `git fetch … pull/…` and the like under a privileged event.
        case manualCheckout
        /// A comment or issue starts a checkout of a change's code.
        case commentTriggeredCheckout
        /// Self-hosted runners that changes from outside reach.
        case selfHostedRunner
        /// A cache that untrusted code can fill and a privileged job reads.
        case cachePoisoning
        /// Secrets handed to code that a change brings along.
        case secretExposure
        /// Text that anyone may write stands in a `run:` script, in a form that Scorecard's patterns do not see.
        case contextInjection
        /// A checkout of the change's own code under a privileged event, in a form that Scorecard's patterns do not see.
        case indirectCheckout
        /// Workflow commands that set environment and path from a log line are switched on again.
        case insecureCommands

        /// Whether Scorecard's Dangerous-Workflow knows it.
        package var isCompatible: Bool { self == .untrustedCheckout || self == .scriptInjection }
    }

    package var kind: Kind
    /// The job's name; nil outside jobs.
    package var job: String?
    /// The expression or reference: `github.event.issue.title`.
    package var expression: String
    package var location: PipelineLocation
    /// The lines that carry the text from its source to here, where it takes more than one step.
    package var trace: [PipelineLocation]
    /// How sure it is that others reach it.
    package var certainty = Certainty.certain
    /// A sentence: what makes it less than certain, or harmless; nil where there is nothing to say.
    package var note: String?

    package enum Certainty: String, Sendable, Hashable, CaseIterable {
        /// The file alone shows it.
        case certain
        /// It takes a caller, or a guard that does not hold.
        case possible
        /// Scorecard counts it, and it does no harm: only true or false comes out, or only changes of the repository's own branches reach it.
        case harmless
    }

    package init(
        kind: Kind, job: String?, expression: String, location: PipelineLocation, trace: [PipelineLocation] = []
    ) {
        self.kind = kind
        self.job = job
        self.expression = expression
        self.location = location
        self.trace = trace
    }
}

/// Something a pipeline brings in from outside, and whether it is fixed to one content.
package struct PipelineDependency: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case githubAction, containerImage, downloadThenRun, goCommand, chocoCommand, npmCommand, pipCommand,
            nugetCommand
        // What follows goes beyond Scorecard's check.
        case cargoCommand, gemCommand, pnpmCommand, yarnCommand, uvCommand, brewCommand, composerCommand, dockerRun
        case composeImage, swiftPackage, gitClone

        /// Whether Scorecard's Pinned-Dependencies knows it.
        package var isCompatible: Bool {
            switch self {
            case .githubAction, .containerImage, .downloadThenRun, .goCommand, .chocoCommand, .npmCommand, .pipCommand,
                .nugetCommand:
                true
            default: false
            }
        }
    }

    package enum Pin: Sendable, Hashable {
        case pinned
        case unpinned
        /// Not fixed, but what was downloaded is held against a checksum before it runs. Scorecard counts it as unpinned.
        case verified
        /// A variable decides.
        case unknown(String)
    }

    package var kind: Kind
    /// `actions/checkout`, `alpine`; the command's text for commands.
    package var name: String
    /// `v4`, `3.19`, a digest; nil where none is given.
    package var version: String?
    package var pin: Pin
    /// How Scorecard would count it: true pinned, false not, nil not at all (found by rules of ours in a file or form it ignores).
    package var compatiblePin: Bool?
    package var location: PipelineLocation
    /// A sentence: what fixes it, or what decides; nil where there is nothing to say.
    package var note: String?

    package init(
        kind: Kind, name: String, version: String?, pin: Pin, compatiblePin: Bool?, location: PipelineLocation
    ) {
        self.kind = kind
        self.name = name
        self.version = version
        self.pin = pin
        self.compatiblePin = compatiblePin
        self.location = location
    }

    /// Of actions: whether GitHub itself owns it (`actions/…`, `github/…`).
    package var isGitHubOwned: Bool {
        kind == .githubAction && (name.hasPrefix("actions/") || name.hasPrefix("github/"))
    }
}

/// A tool a pipeline uses.
package struct PipelineTool: Sendable, Hashable {
    package enum Purpose: String, Sendable, Hashable, CaseIterable {
        case publishing, staticAnalysis, codeQL, fuzzing, testing, signing, provenance, sbom, dependencyReview
        case secretScanning, formatting, release, coverage, sanitizer, scorecard
    }

    package var purpose: Purpose
    /// `github/codeql-action/analyze`, `npm publish`.
    package var name: String
    package var location: PipelineLocation

    package init(purpose: Purpose, name: String, location: PipelineLocation) {
        self.purpose = purpose
        self.name = name
        self.location = location
    }

    /// Whether Scorecard's SAST check knows it.
    package var isCompatibleAnalysis: Bool {
        guard purpose == .staticAnalysis || purpose == .codeQL else { return false }
        switch name {
        case "github/codeql-action/analyze", "facebook/pysa-action", "JetBrains/qodana-action",
            "hadolint/hadolint-action", "sonar.host.url":
            return true
        default: return name.hasPrefix("snyk/actions/")
        }
    }
}

/// What NuGet's property and project files say about versions being fixed.
package struct NuGetFacts: Sendable, Hashable {
    /// `Directory.*.props` turns central package management on.
    package var managesCentrally = false
    /// Every version it states is a fixed one.
    package var fixesEveryVersion = true
    /// A `*.csproj` restores in locked mode; nil for other files.
    package var restoresLocked: Bool?

    package init() {}
}
