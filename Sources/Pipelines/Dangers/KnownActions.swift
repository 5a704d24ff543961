// SPDX-License-Identifier: Apache-2.0

/// Actions whose behaviour matters for what others can reach.
enum KnownActions {
    /// The input whose text an action runs as a program, by the action without version.
    static let scripts: [String: String] = [
        "actions/github-script": "script",
        "azure/cli": "inlineScript",
        "azure/powershell": "inlineScript",
        "amadevus/pwsh-script": "script",
        "appleboy/ssh-action": "script",
        "cardinalby/js-eval-action": "expression",
        "jannekem/run-python-script-action": "script",
        "mikefarah/yq": "cmd",
        "nick-fields/retry": "command",
        "nick-invision/retry": "command",
        "wandalen/wretry.action": "command",
        "gacts/run-and-post-run": "run",
        "addnab/docker-run-action": "run",
        "reactivecircus/android-emulator-runner": "script",
        "cross-platform-actions/action": "run",
        "vmactions/freebsd-vm": "run",
        "nixbuild/nix-quick-install-action": "nix_conf",
        "swiftlang/github-workflows": "run",
    ]

    /// Outputs that carry what people from outside write, by the action; nil for all of them.
    static let untrustedOutputs: [String: [String]?] = [
        "khan/pull-request-comment-trigger": nil,
        "xt0rted/pull-request-comment-branch": ["head_ref"],
        "jitterbit/get-changed-files": nil,
        "trilom/file-changes-action": nil,
        "technote-space/get-diff-action": nil,
        "ahmadnassri/action-changed-files": nil,
        "jwalton/gh-find-current-pr": ["title", "body", "pr_title", "pr_body"],
        "8bitjonny/gh-get-current-pr": ["pr_title", "pr_body"],
    ]

    /// Actions whose outputs name the change that a comment is about.
    static let changeOutputs: Set<String> = [
        "xt0rted/pull-request-comment-branch", "potiuk/get-workflow-origin", "actions-ecosystem/action-regex-match",
        "alessbell/pull-request-comment-branch", "eficode/resolve-pr-refs", "gotson/pull-request-comment-branch",
        "jwalton/gh-find-current-pr", "8bitjonny/gh-get-current-pr", "github/branch-deploy", "github/command",
    ]

    /// Whether a step keeps or restores a cache.
    static func caches(_ step: Workflow.Step) -> Bool {
        guard let action = step.action?.lowercasedASCII else { return false }
        switch action {
        case "actions/cache", "actions/cache/save", "swatinem/rust-cache", "gradle/gradle-build-action",
            "gradle/actions/setup-gradle", "hendrikmuhs/ccache-action", "mozilla-actions/sccache-action":
            return true
        // Caches unless told otherwise.
        case "actions/setup-go": return step.input("cache")?.value != "false"
        case "actions/setup-node", "actions/setup-python", "actions/setup-java", "actions/setup-dotnet":
            return step.input("cache").map { !$0.value.isEmpty && $0.value != "false" } ?? false
        case "ruby/setup-ruby": return step.input("bundler-cache")?.value == "true"
        default: return false
        }
    }
}
