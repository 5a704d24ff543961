// SPDX-License-Identifier: Apache-2.0

/// A kind of job, known by its steps: each of the pattern's steps has to be met by some step of the job.
///
/// The patterns are those of Scorecard (`checks/fileparser/github_workflow.go`, `checks/raw/permissions.go`).
struct JobPattern {
    struct Step {
        /// The action without version; nil for any.
        var uses: String?
        var with: [(name: String, value: String)] = []
        /// Words that follow one another on one line of `run`, anything between them.
        var run: [String] = []
        /// Words of which one comes before ``run``; empty for none.
        var runAfter: [String] = []
    }

    /// What it is called in a report: `npm publish`.
    let name: String
    let steps: [Step]

    static let publishing: [JobPattern] = [
        JobPattern(
            name: "npm publish",
            steps: [
                Step(uses: "actions/setup-node", with: [("registry-url", "https://registry.npmjs.org")]),
                Step(run: ["npm", "publish"]),
            ]),
        JobPattern(name: "mvn deploy", steps: [Step(uses: "actions/setup-java"), Step(run: ["mvn", "deploy"])]),
        JobPattern(
            name: "gradle publish", steps: [Step(uses: "actions/setup-java"), Step(run: ["gradle", "publish"])]),
        JobPattern(name: "sbt ci-release", steps: [Step(run: ["sbt", "ci-release"])]),
        JobPattern(name: "gem push", steps: [Step(run: ["gem", "push"])]),
        JobPattern(name: "nuget push", steps: [Step(run: ["nuget", "push"])]),
        JobPattern(name: "docker push", steps: [Step(run: ["docker", "push"])]),
        JobPattern(name: "docker/build-push-action", steps: [Step(uses: "docker/build-push-action")]),
        JobPattern(name: "pypa/gh-action-pypi-publish", steps: [Step(uses: "pypa/gh-action-pypi-publish")]),
        JobPattern(name: "relekang/python-semantic-release", steps: [Step(uses: "relekang/python-semantic-release")]),
        JobPattern(name: "goreleaser/goreleaser-action", steps: [Step(uses: "goreleaser/goreleaser-action")]),
        JobPattern(name: "cargo publish", steps: [Step(run: ["cargo", "publish"])]),
        // Scorecard asks for both, though they are one action under two names.
        JobPattern(name: "ko", steps: [Step(uses: "imjasonh/setup-ko"), Step(uses: "ko-build/setup-ko")]),
        JobPattern(name: "npx semantic-release", steps: [Step(run: ["npx", "semantic-release"])]),
        JobPattern(name: "mix hex.publish", steps: [Step(uses: "erlef/setup-elixir"), Step(run: ["hex.publish"])]),
    ]

    static let releasing: [JobPattern] = [
        JobPattern(name: "relekang/python-semantic-release", steps: [Step(uses: "relekang/python-semantic-release")]),
        JobPattern(
            name: "semantic-release", steps: [Step(run: ["semantic-release"], runAfter: ["npx", "pnpm", "yarn"])]),
        JobPattern(
            name: "goreleaser/goreleaser-action",
            steps: [Step(uses: "actions/setup-go"), Step(uses: "goreleaser/goreleaser-action")]),
        JobPattern(
            name: "slsa-github-generator for Go",
            steps: [Step(uses: "slsa-framework/slsa-github-generator/.github/workflows/builder_go_slsa3.yml")]),
        JobPattern(
            name: "slsa-github-generator",
            steps: [Step(uses: "slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml")]),
        JobPattern(name: "mvn release:prepare", steps: [Step(run: ["mvn", "release:prepare"])]),
    ]

    static let pages: [JobPattern] = [
        JobPattern(name: "peaceiris/actions-gh-pages", steps: [Step(uses: "peaceiris/actions-gh-pages")])
    ]

    /// A call of a reusable workflow that one of the steps names meets the whole pattern, as far as the steps before
    /// it are met.
    func isMet(by job: Workflow.Job) -> Bool {
        for step in steps {
            if let called = job.uses?.value, called.hasPrefix((step.uses ?? "") + "@") { return true }
            guard job.steps.contains(where: step.isMet) else { return false }
        }
        return true
    }

    /// The step that tells, for the place in a report.
    func tellingLine(in job: Workflow.Job) -> Int {
        guard let last = steps.last else { return job.line }
        return job.steps.first(where: last.isMet)?.line ?? job.uses?.line ?? job.line
    }
}

extension JobPattern.Step {
    func isMet(by step: Workflow.Step) -> Bool {
        if let uses {
            guard let used = step.uses?.value, used.hasPrefix(uses + "@") else { return false }
        }
        if !with.isEmpty {
            guard step.uses != nil, with.allSatisfy({ step.input($0.name)?.value == $0.value }) else { return false }
        }
        if !run.isEmpty {
            guard let script = step.run?.value else { return false }
            return JobPattern.Step.joined(script).split(separator: 0x0A).contains { line in
                if runAfter.isEmpty { return JobPattern.Step.follow(run, in: line) }
                return runAfter.contains { JobPattern.Step.follow([$0] + run, in: line) }
            }
        }
        return true
    }

    /// The script with continued lines joined.
    private static func joined(_ script: String) -> [UInt8] {
        var joined: [UInt8] = []
        var isEscaped = false
        for byte in script.utf8 {
            if isEscaped, byte == 0x0A || byte == 0x0D {
                joined.removeLast()
                isEscaped = false
                continue
            }
            joined.append(byte)
            isEscaped = byte == UInt8(ascii: "\\")
        }
        return joined
    }

    private static func follow(_ words: [String], in line: ArraySlice<UInt8>) -> Bool {
        var position = line.startIndex
        for word in words {
            let word = Array(word.utf8)
            guard let place = line.firstIndex(ofBytes: word, from: position) else { return false }
            position = place + word.count
        }
        return true
    }
}
