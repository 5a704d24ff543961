// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// What goes beyond Scorecard's Dangerous-Workflow, each with what must not be found beside it.
@Suite struct DangerTests {
    private func facts(_ text: String, path: String = ".github/workflows/a.yml") throws -> PipelineFileFacts {
        try #require(PipelineFiles.facts(path: path, bytes: Array(text.utf8)))
    }

    /// `kind certainty line expression`, one a danger.
    private func dangers(_ text: String, path: String = ".github/workflows/a.yml") throws -> [String] {
        try facts(text, path: path).dangers.map {
            "\($0.kind) \($0.certainty) \($0.location.line) \($0.expression)"
        }
    }

    /// A job of one step under an event.
    private func job(_ event: String, _ step: String) -> String {
        "on: \(event)\njobs:\n  j:\n    runs-on: ubuntu-latest\n    steps:\n" + step
    }

    @Test func `text of others in a script stands on its own line`() throws {
        let text = job("issues", "      - run: |\n          echo a\n          echo ${{ github.event.issue.title }}\n")
        #expect(try dangers(text) == ["scriptInjection certain 8 github.event.issue.title"])
        let folded = job("issues", "      - run: >-\n          echo a\n          b ${{ github.event.issue.body }}\n")
        #expect(try dangers(folded) == ["scriptInjection certain 8 github.event.issue.body"])
        let quoted = job("issues", "      - run: \"a\n          b ${{ github.event.issue.body }}\"\n")
        #expect(try dangers(quoted) == ["scriptInjection certain 7 github.event.issue.body"])
    }

    @Test func `escapes leave a quoted script on its own lines`() throws {
        let escaped = job(
            "issues",
            "      - run: \"\\x41${{ github.head_ref }}\"\n      - run: |\n          a\n          b\n          c\n")
        #expect(try dangers(escaped).map { $0.split(separator: " ")[2] } == ["6"])
        let lines = job(
            "issues", "      - run: \"a\n\n          \\x62 ${{ github.event.issue.body }}\"\n      - run: b\n")
        #expect(try dangers(lines) == ["scriptInjection certain 8 github.event.issue.body"])
        let flow = job(
            "issues", "      - {name: \"é😀\", run: \"a\n\n          \\x62 ${{ github.event.issue.body }}\"}\n")
        #expect(try dangers(flow) == ["scriptInjection certain 8 github.event.issue.body"])
        let folded = job("issues", "      - run: >\n          \"a\" b\n          ${{ github.event.issue.body }}\n")
        #expect(try dangers(folded) == ["scriptInjection certain 8 github.event.issue.body"])
    }

    @Test(arguments: [
        ("github['head_ref']", "contextInjection certain 6 github.head_ref"),
        ("GitHub.Event.Issue.Title", "contextInjection harmless 6 github.event.issue.title"),
        ("github.event.pull_request['title']", "contextInjection certain 6 github.event.pull_request.title"),
        ("format('{0}', github['head_ref'])", "contextInjection certain 6 github.head_ref"),
        ("join(github.event.commits.*.message, ' ')", "scriptInjection possible 6 github.event.commits.*.message"),
        ("toJSON(github.event.pull_request)", "contextInjection certain 6 github.event.pull_request"),
        ("github.head_ref || 'x'", "scriptInjection certain 6 github.head_ref"),
        ("github.ref_name == 'a' && github.head_ref", "scriptInjection certain 6 github.head_ref"),
        ("github.head_ref == 'main'", "scriptInjection harmless 6 github.head_ref == 'main'"),
        ("github.head_ref && 'x'", "scriptInjection harmless 6 github.head_ref && 'x'"),
        (
            "contains(github.event.pull_request.title, 'x')",
            "scriptInjection harmless 6 contains(github.event.pull_request.title, 'x')"
        ),
        ("!github.head_ref", "scriptInjection harmless 6 !github.head_ref"),
    ])
    func `expressions are read for what comes out of them`(_ expression: String, _ expected: String) throws {
        // What is harmless is said where Scorecard counts it, and not at all elsewhere.
        let found = try dangers(job("[pull_request_target, push]", "      - run: echo ${{ \(expression) }}\n"))
        #expect(found == (expected.hasPrefix("contextInjection harmless") ? [] : [expected]))
    }

    @Test(arguments: [
        "github.event.pull_request.number", "github.sha", "github.ref_name", "github.actor", "inputs.x",
        "github.event.inputs.title", "github.event.pull_request.head.sha", "steps.a.outputs.b", "secrets.TOKEN",
        "hashFiles('**/x')", "matrix.os", "github.event.pull_request",
    ])
    func `what others cannot write is no danger`(_ expression: String) throws {
        let text = job("[pull_request_target, workflow_dispatch]", "      - run: echo ${{ \(expression) }}\n")
        #expect(try dangers(text) == [])
    }

    @Test func `a value quoted from the environment is the cure`() throws {
        let text = job(
            "issues",
            """
                  - env:
                      TITLE: ${{ github.event.issue.title }}
                    run: |
                      echo "$TITLE"
                      gh issue comment --body "$TITLE"
                      title=$TITLE
                      printf '%s' "$title" > file
            """)
        #expect(try dangers(text) == [])
    }

    @Test func `a value of the environment that is evaluated is a danger`() throws {
        let text = job(
            "issues",
            """
                  - env:
                      TITLE: ${{ github.event.issue.title }}
                    run: |
                      eval "echo $TITLE"
                      t=$TITLE
                      bash -c "echo $t"
                      python3 -c "print('${TITLE}')"
                      $TITLE
                      bash -c 'echo "$TITLE"'
                      bash -c "echo ${TITLE@Q}"
                      ssh host "echo $TITLE"
            """)
        let found = try facts(text).dangers
        #expect(found.allSatisfy { $0.kind == .environmentTaint && $0.certainty == .certain })
        #expect(found.map(\.location.line) == [9, 11, 12, 13, 16])
        #expect(found.first?.trace.map(\.line) == [7])
    }

    @Test func `the environment goes back into a script by its expression`() throws {
        let text = """
            on: issues
            env:
              BODY: ${{ github.event.issue.body }}
            jobs:
              j:
                runs-on: ubuntu-latest
                steps:
                  - run: echo ${{ env.BODY }}
                  - env: {BODY: fixed}
                    run: echo ${{ env.BODY }}
            """
        #expect(try dangers(text) == ["environmentTaint certain 8 github.event.issue.body"])
    }

    @Test func `of names that differ in case the last definition counts`() throws {
        func found(_ reference: String) throws -> [String] {
            let text = """
                on: [issues, pull_request_target]
                jobs:
                  j:
                    runs-on: ubuntu-latest
                    env:
                      TITLE: ${{ github.event.issue.title }}
                      Title: ${{ github.head_ref }}
                    steps:
                      - run: echo ${{ env.\(reference) }}
                """
            return try dangers(text)
        }
        for reference in ["TITLE", "Title", "title"] {
            #expect(try found(reference) == ["environmentTaint certain 9 github.head_ref"])
        }
    }

    @Test func `an inner environment hides an outer one`() throws {
        let text = """
            on: issues
            env: {A: "${{ github.event.issue.title }}", B: "${{ github.event.issue.title }}"}
            jobs:
              j:
                runs-on: ubuntu-latest
                env: {A: fixed}
                steps:
                  - run: eval "$A"
                  - run: eval "$B"
                  - env: {B: fixed}
                    run: eval "$B"
                  - run: echo "B=fixed" >> "$GITHUB_ENV"
                  - run: eval "$B"
            """
        #expect(
            try dangers(text) == [
                "environmentTaint certain 9 github.event.issue.title",
                "environmentTaint certain 13 github.event.issue.title",
            ])
    }

    @Test(arguments: [
        ("export C=\"$B\"\neval \"$C\"", true), ("f() {\nlocal c=$B\neval \"$c\"\n}", true),
        ("[ -z \"$B\" ] && B=none\neval \"$B\"", true), ("B+=\" x\"\neval \"$B\"", true),
        ("if [ -z \"$B\" ]; then B=none; fi\neval \"$B\"", true), ("(B=none)\neval \"$B\"", true),
        ("B=none | cat\neval \"$B\"", true), ("B=none make\neval \"$B\"", true),
        ("B=none\neval \"$B\"", false), ("export B=none\neval \"$B\"", false),
        ("export C=\"$A\"\neval \"$C\"", false), ("declare -r B=\nB+=x\neval \"$B\"", false),
    ])
    func `assignments hand text on or take it away`(_ script: String, _ isTainted: Bool) throws {
        let lines = script.split(separator: "\n").map { "          \($0)\n" }.joined()
        let step = "      - env: {B: \"${{ github.event.issue.title }}\"}\n        run: |\n"
        let found = try facts(job("issues", step + lines)).dangers
        #expect(found.map(\.kind) == (isTainted ? [.environmentTaint] : []))
    }

    @Test func `outputs and jobs carry text on`() throws {
        let text = """
            on: issues
            jobs:
              b:
                needs: a
                runs-on: ubuntu-latest
                steps:
                  - run: echo ${{ needs.a.outputs.title }}
              a:
                runs-on: ubuntu-latest
                outputs:
                  title: ${{ steps.get.outputs.t }}
                steps:
                  - id: get
                    env: {T: "${{ github.event.issue.title }}"}
                    run: |
                      echo "t=$T" >> "$GITHUB_OUTPUT"
                      echo "u=fixed" >> "$GITHUB_OUTPUT"
                  - run: echo ${{ steps.get.outputs.t }} ${{ steps.get.outputs.u }}
            """
        let found = try facts(text).dangers
        #expect(found.map(\.location.line).sorted() == [7, 18])
        #expect(found.allSatisfy { $0.kind == .environmentTaint })
        #expect(found.first { $0.location.line == 7 }?.trace.map(\.line) == [14, 16, 11])
    }

    @Test func `only text of several lines breaks into the runner's files`() throws {
        let text = job(
            "issues",
            """
                  - env:
                      TITLE: ${{ github.event.issue.title }}
                      BODY: ${{ github.event.issue.body }}
                    run: |
                      echo "TITLE=$TITLE" >> $GITHUB_ENV
                      echo "BODY=$BODY" >> $GITHUB_ENV
                      echo "B=$BODY" | tee -a $GITHUB_ENV
                      echo "$BODY" >> $GITHUB_STEP_SUMMARY
                  - run: echo ${{ env.TITLE }}
            """)
        #expect(
            try dangers(text) == [
                "environmentTaint certain 11 github.event.issue.body",
                "environmentTaint certain 12 github.event.issue.body",
                "environmentTaint certain 14 github.event.issue.title",
            ])
    }

    @Test func `programs in inputs of actions are scripts`() throws {
        let text = job(
            "issue_comment",
            """
                  - uses: actions/github-script@v7
                    with:
                      script: |
                        const a = 1
                        console.log("${{ github.event.comment.body }}")
                  - uses: actions/github-script@v7
                    env: {BODY: "${{ github.event.comment.body }}"}
                    with: {script: console.log(process.env.BODY)}
            """)
        #expect(try dangers(text) == ["githubScriptInjection certain 10 github.event.comment.body"])
    }

    @Test func `composite actions take what they are given`() throws {
        let action = """
            name: x
            inputs: {title: {required: true}}
            runs:
              using: composite
              steps:
                - run: echo ${{ inputs.title }} ${{ github.event.issue.title }}
                  shell: bash
                - run: echo "$TITLE"
                  shell: bash
                  env: {TITLE: "${{ inputs.title }}"}
            """
        let path = ".github/actions/a/action.yml"
        #expect(
            try dangers(action, path: path) == [
                "compositeInjection possible 6 inputs.title", "compositeInjection certain 6 github.event.issue.title",
            ])
        let safe = job("issues", "      - uses: ./.github/actions/a\n        with: {title: fixed}\n")
        let unsafe = job(
            "issues", "      - uses: ./.github/actions/a\n        with: {title: \"${{ github.event.issue.title }}\"}\n")
        let quiet = PipelineFacts(files: [try facts(action, path: path), try facts(safe)])
        #expect(quiet.files.flatMap(\.dangers).map(\.expression) == ["github.event.issue.title"])
        let loud = PipelineFacts(files: [try facts(unsafe), try facts(action, path: path)])
        let danger = try #require(loud.files.flatMap(\.dangers).first)
        #expect(danger.certainty == .certain)
        #expect(danger.trace.map(\.path) == [".github/workflows/a.yml"])
        #expect(danger.note == "github.event.issue.title is handed to it.")
    }

    @Test func `called workflows take what they are given`() throws {
        let text = """
            on:
              workflow_call:
                inputs:
                  title: {type: string}
                  count: {type: number}
            jobs:
              j:
                runs-on: ubuntu-latest
                steps:
                  - run: echo ${{ inputs.title }} ${{ inputs.count }} ${{ inputs.Title }}
            """
        #expect(try dangers(text) == ["reusableInput possible 10 inputs.title"])
    }

    // MARK: Checkouts

    @Test func `checkouts of a change under a privileged event`() throws {
        func checkout(_ event: String, _ with: String, _ rest: String = "      - run: make\n") throws -> [String] {
            try dangers(job(event, "      - uses: actions/checkout@v4\n        with: \(with)\n" + rest))
        }
        let sha = "{ref: \"${{ github.event.pull_request.head.sha }}\"}"
        #expect(
            try checkout("pull_request_target", sha) == [
                "untrustedCheckout certain 7 github.event.pull_request.head.sha"
            ])
        #expect(try checkout("pull_request", sha) == [])
        #expect(
            try checkout("pull_request_target", sha, "") == [
                "untrustedCheckout possible 7 github.event.pull_request.head.sha"
            ])
        #expect(
            try checkout("pull_request_target", "{ref: \"${{ github.event.pull_request.base.sha }}\"}") == [
                "untrustedCheckout harmless 7 ${{ github.event.pull_request.base.sha }}"
            ])
        #expect(
            try checkout(
                "pull_request_target",
                "{ref: \"${{ github.head_ref }}\", repository: \"${{ github.event.pull_request.head.repo.full_name }}\"}"
            )
                == ["indirectCheckout certain 7 github.head_ref"])
        #expect(
            try checkout("pull_request_target", "{ref: \"${{ github.head_ref }}\"}") == [
                "indirectCheckout possible 7 github.head_ref"
            ])
        #expect(
            try checkout("pull_request_target", "{ref: \"refs/pull/${{ github.event.number }}/merge\"}") == [
                "indirectCheckout certain 7 github.event.number"
            ])
        #expect(
            try checkout("issue_comment", "{ref: \"refs/pull/${{ github.event.issue.number }}/head\"}") == [
                "commentTriggeredCheckout certain 7 github.event.issue.number"
            ])
        #expect(try checkout("push", "{ref: \"${{ github.head_ref }}\"}") == [])
    }

    @Test func `an if may keep others out`() throws {
        func guarded(_ condition: String) throws -> PipelineDanger.Certainty? {
            try facts(
                """
                on: pull_request_target
                jobs:
                  j:
                    if: \(condition)
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/checkout@v4
                        with: {ref: "${{ github.event.pull_request.head.sha }}"}
                      - run: make
                """
            ).dangers.first?.certainty
        }
        #expect(try guarded("github.event.pull_request.head.repo.full_name == github.repository") == .harmless)
        #expect(try guarded("contains(github.event.pull_request.labels.*.name, 'safe')") == .possible)
        #expect(try guarded("github.event.pull_request.author_association == 'MEMBER'") == .possible)
        #expect(try guarded("github.repository == 'a/b'") == .certain)
        #expect(
            try guarded("github.event.pull_request.head.repo.full_name == github.repository || always()") == .certain)
    }

    @Test func `commands fetch a change as well`() throws {
        let text = job(
            "[issue_comment, pull_request_target]",
            """
                  - run: |
                      gh pr checkout "$N"
                      git fetch origin pull/$N/head:pr
                      git fetch origin main
                  - env: {SHA: "${{ github.event.pull_request.head.sha }}", KEY: "${{ secrets.KEY }}"}
                    run: git checkout "$SHA" && make
                  - run: git merge ${{ github.event.pull_request.head.sha }}
                  - uses: actions/cache@v4
            """)
        #expect(
            try dangers(text) == [
                "manualCheckout certain 7 gh pr checkout", "manualCheckout certain 8 pull/$N/head:pr",
                "manualCheckout certain 11 env.SHA", "manualCheckout certain 12 github.event.pull_request.head.sha",
                "cachePoisoning certain 13 actions/cache", "secretExposure certain 10 secrets.key",
            ])
        let harmless = text.replacing("[issue_comment, pull_request_target]", with: "pull_request")
        #expect(try dangers(harmless) == [])
    }

    // MARK: Runners and secrets

    @Test func `self-hosted runners that changes reach`() throws {
        func runner(_ event: String, _ labels: String, _ condition: String = "always()") throws -> [String] {
            try dangers(
                """
                on: \(event)
                jobs:
                  j:
                    if: \(condition)
                    runs-on: \(labels)
                    strategy: {matrix: {runner: [ubuntu-latest, self-hosted]}}
                    steps: [{run: make}]
                """)
        }
        #expect(try runner("pull_request", "[self-hosted, linux]") == ["selfHostedRunner certain 5 self-hosted"])
        #expect(try runner("pull_request", "{labels: self-hosted}") == ["selfHostedRunner certain 5 self-hosted"])
        #expect(try runner("pull_request", "${{ matrix.runner }}") == ["selfHostedRunner certain 5 self-hosted"])
        #expect(try runner("push", "self-hosted") == [])
        #expect(try runner("pull_request", "ubuntu-latest") == [])
        #expect(try runner("pull_request", "self-hosted", "github.event_name == 'push'") == [])
    }

    @Test func `secrets that go to what is not fixed`() throws {
        func call(_ uses: String) throws -> [String] {
            try dangers("on: push\njobs:\n  j:\n    uses: \(uses)\n    secrets: inherit\n")
        }
        #expect(try call("a/b/.github/workflows/c.yml@main") == ["secretExposure possible 5 secrets: inherit"])
        #expect(try call("./.github/workflows/c.yml") == [])
        #expect(try call("a/b/.github/workflows/c.yml@5b142a1e445a6f060d6430b661408989e9580b85") == [])
    }

    @Test func `workflow commands that were switched off`() throws {
        let text = "on: push\nenv: {ACTIONS_ALLOW_UNSECURE_COMMANDS: true}\njobs: {}\n"
        #expect(try dangers(text) == ["insecureCommands certain 2 ACTIONS_ALLOW_UNSECURE_COMMANDS"])
    }

    @Test func `other forges' workflows are read alike`() throws {
        let text = job("issues", "      - run: echo ${{ github.event.issue.title }}\n")
        for path in [".forgejo/workflows/a.yaml", ".gitea/workflows/a.yml"] {
            let facts = try facts(text, path: path)
            #expect(facts.kind == .forgejoWorkflow)
            #expect(facts.dangers.count == 1)
        }
    }
}
