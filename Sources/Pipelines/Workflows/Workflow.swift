// SPDX-License-Identifier: Apache-2.0

/// A workflow of GitHub, Forgejo or Gitea, as far as its safety goes.
struct Workflow {
    struct Event {
        var name: String
        var line: Int
        /// Of `workflow_call` and `workflow_dispatch`: names in lower case.
        var inputs: [Input] = []
    }

    struct Input {
        var name: String
        /// `string`, `boolean`, `number`, `choice`, `environment`; nil where it does not say.
        var type: String?
        var line: Int
    }

    struct Permissions {
        enum Content {
            /// `read-all`, `write-all`.
            case all(String)
            /// Names in lower case; empty for `{}`.
            case scopes([Scope])
        }

        struct Scope {
            var name: String
            var value: String
            var line: Int
        }

        let content: Content
        let line: Int
        /// Names of scopes that may be written.
        private let writes: Set<String>

        init(content: Content, line: Int) {
            self.content = content
            self.line = line
            switch content {
            case .all: writes = []
            case .scopes(let scopes):
                writes = Set(scopes.filter { $0.value.isEqualIgnoringCase("write") }.map(\.name))
            }
        }

        func mayWrite(_ scope: String) -> Bool {
            if case .all(let text) = content { return text.isEqualIgnoringCase("write-all") }
            return writes.contains(scope)
        }
    }

    /// An entry of `env`, `with` or `outputs`.
    struct Variable {
        var name: String
        var value: PlacedText
    }

    struct Matrix {
        /// Each key's values as they are written, the `include` list's among them.
        var values: [String: [String]] = [:]
    }

    struct Job {
        var id: String
        var line: Int
        var condition: PlacedText?
        var permissions: Permissions?
        /// The labels of `runs-on`.
        var runsOn: [String] = []
        var runsOnLine: Int?
        var matrix = Matrix()
        /// `defaults.run.shell`.
        var shell: String?
        /// `defaults.run.working-directory`.
        var folder: String?
        var environment: [Variable] = []
        var outputs: [Variable] = []
        var needs: [String] = []
        var steps: [Step] = []
        /// A reusable workflow called in place of steps.
        var uses: PlacedText?
        var with: [Variable] = []
        /// The line of `secrets: inherit`.
        var inheritsSecrets: Int?
        /// Images of the job's container and its services.
        var images: [PlacedText] = []
    }

    struct Step {
        var line: Int
        var id: String?
        var condition: PlacedText?
        var uses: PlacedText?
        var run: PlacedText?
        var shell: String?
        /// `working-directory`.
        var folder: String?
        var with: [Variable] = []
        var environment: [Variable] = []

        func input(_ name: String) -> PlacedText? {
            with.first { $0.name.isEqualIgnoringCase(name) }?.value
        }

        /// The action without its version.
        var action: String? { uses.map { $0.value.cut(at: "@")?.before ?? $0.value } }
    }

    var events: [Event] = []
    var permissions: Permissions?
    /// `defaults.run.shell`.
    var shell: String?
    /// `defaults.run.working-directory`.
    var folder: String?
    var environment: [Variable] = []
    var jobs: [Job] = []

    func has(_ event: String) -> Bool { events.contains { $0.name == event } }
}

/// What an `action.yml` says: a composite action's steps, a container action's image.
struct ActionDefinition {
    var inputs: [Workflow.Input] = []
    var steps: [Workflow.Step] = []
    /// `docker://…`, or a Dockerfile's name.
    var image: PlacedText?
}
