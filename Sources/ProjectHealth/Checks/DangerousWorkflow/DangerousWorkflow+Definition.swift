// SPDX-License-Identifier: Apache-2.0

extension DangerousWorkflow {
    static let scriptInjection = ProbeDefinition(
        "hasDangerousWorkflowScriptInjection",
        "Does text that anyone may write stand in a script of a workflow?", yesIsBad: true)
    static let untrustedCheckout = ProbeDefinition(
        "hasDangerousWorkflowUntrustedCheckout",
        "Does a workflow with secrets check out the code of a change from outside?", yesIsBad: true)
    static let hiddenInjection = ProbeDefinition(
        "hasHiddenScriptInjection",
        "Does such text reach a script by way of an action, an input, a variable or a step's output?", yesIsBad: true,
        isOwn: true)
    static let hiddenCheckout = ProbeDefinition(
        "hasHiddenUntrustedCheckout",
        "Is such code checked out by a command, or when somebody comments?", yesIsBad: true, isOwn: true)
    static let exposedRunner = ProbeDefinition(
        "exposesRunnerOrSecrets",
        "Do changes from outside reach secrets, a runner of the project's own, a cache or the environment of a job?",
        yesIsBad: true, isOwn: true)

    static let definition = CheckDefinition(
        id: "Dangerous-Workflow", risk: .critical,
        question: "Are the workflows free of ways to run other people's code with the project's rights?",
        why: """
            Titles, branch names and comments are text that anyone may write. Where such text is pasted into a script, \
            it becomes part of the script; where a workflow that holds secrets checks out the code of a proposed \
            change, that code runs with the secrets. Either one gives the repository away to whoever opens an issue.
            """,
        decision: """
            One dangerous place is enough for 0, none gives 10, and a project without GitHub workflows is not judged. \
            Dangerous are `${{ … }}` expressions with text that anyone may write inside `run:`, and checkouts of a \
            change's own code under `pull_request_target` or `workflow_run`.
            """,
        beyond: """
            The same text is followed into `actions/github-script`, composite actions, inputs of reusable workflows, \
            and through `env` and outputs where a script evaluates it; checkouts are found in `git` and `gh` commands \
            and behind comments. Each of these is worth 0 as well. Runners of the project's own, caches and workflow \
            commands that outside changes reach cost 3 points each. A place that takes a caller or a guard to become \
            dangerous makes the score an interval, and so does a call, with the project's rights, of a workflow that was \
            not read; one that Scorecard counts although nothing can come of it costs \
            nothing here.
            """,
        sources: [.tree],
        probes: [scriptInjection, untrustedCheckout, hiddenInjection, hiddenCheckout, exposedRunner],
        remedies: [
            Remedy(
                probe: scriptInjection.id,
                "Put the expression into an `env` variable of the step and use the variable, in double quotes, in the script.",
                effort: .low),
            Remedy(
                probe: untrustedCheckout.id,
                "Run the change's code under `pull_request` without secrets, and keep what needs secrets in a workflow that does not check it out.",
                effort: .high),
            Remedy(
                probe: hiddenInjection.id,
                "Hand the text over as an environment variable and never let a shell or `eval` read it as code.",
                effort: .medium),
            Remedy(
                probe: hiddenCheckout.id,
                "Let only maintainers start the workflow, and check out the commit they have seen, not the branch's tip.",
                effort: .high),
            Remedy(
                probe: exposedRunner.id,
                "Keep secrets, own runners and shared caches out of workflows that changes from outside start.",
                effort: .medium),
        ])
}
