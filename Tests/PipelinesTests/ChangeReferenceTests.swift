// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// Names of a change that scripts hand to checkouts.
@Suite struct ChangeReferenceTests {
    private func dangers(_ text: String) throws -> [PipelineDanger] {
        try #require(PipelineFiles.facts(path: ".github/workflows/a.yml", bytes: Array(text.utf8))).dangers
    }

    /// `kind certainty line expression`, of a step `c` and a checkout of what it sets, which is then run.
    private func found(_ step: String, _ output: String, event: String = "issue_comment") throws -> [String] {
        let lines = step.split(separator: "\n").map { "        \($0)\n" }.joined()
        let text = """
            on: \(event)
            jobs:
              j:
                runs-on: ubuntu-latest
                steps:
                  - id: c
            \(lines)
                  - uses: actions/checkout@v4
                    with: {ref: "${{ steps.c.outputs.\(output) }}"}
                  - run: make
            """
        return try dangers(text).map { "\($0.kind) \($0.certainty) \($0.expression)" }
    }

    private func javaScript(_ lines: String...) -> String {
        (["uses: actions/github-script@v7", "with:", "  script: |"] + lines.map { "    \($0)" }).joined(separator: "\n")
    }

    private static let head = ["commentTriggeredCheckout certain steps.c.outputs.head"]

    @Test(arguments: [
        "core.setOutput('head', response.data.head.sha)", "core.setOutput( \"head\", pr?.data?.head?.sha );",
        "core.setOutput('head',\n  context.payload.workflow_run.head_sha)", "setOutput('HEAD', result.headRefOid)",
        "const head = pr.data.head.sha;\ncore.setOutput('head', head)",
        "core.setOutput(`head`, `refs/pull/${n}/merge`)",
    ])
    func `a script that sets an output to a change's commit names the change`(_ script: String) throws {
        let step = javaScript(script.split(separator: "\n").joined(separator: "\n    "))
        #expect(try found(step, "head") == Self.head)
        #expect(try found(step, "head", event: "push") == [])
        #expect(
            try found(step, "head", event: "pull_request_target") == ["indirectCheckout certain steps.c.outputs.head"])
    }

    @Test(arguments: [
        "core.setOutput('head', response.data.base.sha)", "core.setOutput('head', a.head.sha == b.head.sha)",
        "core.setOutput('head', ahead.sha)", "core.setOutput('other', response.data.head.sha)",
        "core.setOutput('head'", "core.setOutput('head', ", "core.setOutput(", "return",
    ])
    func `other outputs name no change`(_ script: String) throws {
        #expect(try found(javaScript(script), "head") == [])
    }

    @Test func `each output of a step stands for itself`() throws {
        let step = javaScript("core.setOutput('base', r.data.base.sha)", "core.setOutput('head', r.data.head.sha)")
        #expect(try found(step, "base") == [])
        #expect(try found(step, "head") == Self.head)
    }

    @Test func `what a script returns is its result`() throws {
        #expect(
            try found(javaScript("return pr.data.head.sha"), "result") == [
                "commentTriggeredCheckout certain steps.c.outputs.result"
            ])
    }

    @Test func `a script that looks at people first makes it less than certain`() throws {
        let step = javaScript(
            "if (!allowed.includes('${{ github.event.comment.author_association }}')) { return }",
            "core.setOutput('head', response.data.head.sha)")
        let text = """
            on: issue_comment
            jobs:
              j:
                runs-on: ubuntu-latest
                steps:
                  - id: c
            \(step.split(separator: "\n").map { "        \($0)\n" }.joined())
                  - uses: actions/checkout@v4
                    with: {ref: "${{ steps.c.outputs.head }}"}
                  - run: go run main.go
                    env: {TOKEN: "${{ secrets.TOKEN }}"}
            """
        let dangers = try dangers(text)
        #expect(dangers.map(\.kind) == [.commentTriggeredCheckout, .secretExposure])
        #expect(dangers.map(\.certainty) == [.possible, .possible])
        #expect(dangers.first?.note == "The script that names it looks at author_association.")
        #expect(dangers.first?.trace.map(\.snippet) == ["setOutput('head', response.data.head.sha"])
    }

    @Test func `a branch's name says nothing without its repository`() throws {
        #expect(
            try found(javaScript("core.setOutput('head', pr.data.head.ref)"), "head") == [
                "commentTriggeredCheckout possible steps.c.outputs.head"
            ])
    }

    @Test(arguments: [
        "run: echo \"head=$(gh pr view $N --json headRefOid -q .headRefOid)\" >> \"$GITHUB_OUTPUT\"",
        "run: |\n  SHA=$(gh api repos/a/b/pulls/1 --jq .head.sha)\n  echo \"head=$SHA\" >> $GITHUB_OUTPUT",
        "run: gh pr view $N --json headRefOid --jq '\"head=\" + .headRefOid' >> $GITHUB_OUTPUT",
        "run: printf 'head=%s\\n' \"$(gh pr view --json headRefOid -q .headRefOid)\" | tee -a \"$GITHUB_OUTPUT\"",
        "run: echo \"head=$SHA\" >> $GITHUB_OUTPUT\nenv: {SHA: \"refs/pull/${{ github.event.issue.number }}/head\"}",
    ])
    func `commands that ask for a change's commit name the change`(_ step: String) throws {
        #expect(try found(step, "head") == Self.head)
    }

    @Test(arguments: [
        "run: echo \"head=$(gh pr view $N --json baseRefOid -q .baseRefOid)\" >> \"$GITHUB_OUTPUT\"",
        "run: echo \"base=$(gh pr view $N --json headRefOid -q .headRefOid)\" >> \"$GITHUB_OUTPUT\"",
        "run: echo \"head=$(gh pr view $N --json headRefOid -q .headRefOid)\" >> file",
        "run: echo \"head=$(git rev-parse HEAD)\" >> $GITHUB_OUTPUT",
    ])
    func `other commands name no change`(_ step: String) throws {
        #expect(try found(step, "head") == [])
    }

    @Test func `a job hands the name on to those that need it`() throws {
        let text = """
            on: issue_comment
            jobs:
              run:
                needs: find
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v4
                    with: {ref: "${{ needs.find.outputs.sha }}"}
                  - run: git checkout ${{ needs.find.outputs.base }} && make
              find:
                runs-on: ubuntu-latest
                outputs:
                  sha: ${{ steps.pr.outputs.sha }}
                  base: ${{ steps.pr.outputs.base }}
                steps:
                  - id: pr
                    run: |
                      echo "sha=$(gh pr view --json headRefOid -q .headRefOid)" >> $GITHUB_OUTPUT
                      echo "base=$(gh pr view --json baseRefOid -q .baseRefOid)" >> $GITHUB_OUTPUT
            """
        #expect(
            try dangers(text).map { "\($0.kind) \($0.location.line) \($0.expression)" } == [
                "commentTriggeredCheckout 8 needs.find.outputs.sha"
            ])
    }
}
