// SPDX-License-Identifier: Apache-2.0
package import Wire

/// The collection of one project's snapshot, as a value without a network: it says what to ask, takes what was answered,
/// and is done when it asks for nothing more.
///
/// Invariants:
/// 1. A request is open from when it first appears in ``requests`` until its outcome is received.
/// 2. Every part of the snapshot is seen, or unseen with a reason; what fails spoils only its own part.
/// 3. The same outcomes, received in the order of ``requests``, make the same snapshot.
package struct ForgeCollection: Sendable {
    package let project: ForgeProject
    package let hasToken: Bool
    private var adapter: any ForgeAdapter
    private var open: [ForgeStep] = [.project]
    private var opened = 1

    /// More requests than any project needs; a forge whose pages never end runs into it.
    private static let mostRequests = 1_000

    package init(project: ForgeProject, hasToken: Bool, taken: Instant, depth: ForgeDepth = .standard) {
        self.project = project
        self.hasToken = hasToken
        let setting = ForgeSetting(project: project, hasToken: hasToken, taken: taken, depth: depth)
        adapter =
            switch project.forge {
            case .github: GitHubAdapter(setting)
            case .gitlab: GitLabAdapter(setting)
            case .forgejo: ForgejoAdapter(setting)
            }
    }

    /// What is open, the most important first.
    package var requests: [ForgeRequest] { open.map(adapter.request) }

    package var isDone: Bool { open.isEmpty }

    /// What is known so far.
    package var snapshot: ForgeSnapshot { adapter.finished() }

    /// Takes the outcome of an open request; any other is ignored.
    package mutating func receive(_ outcome: ForgeOutcome, for request: ForgeRequest) {
        guard let place = open.firstIndex(of: request.step) else { return }
        open.remove(at: place)
        let step = request.step
        let next: [ForgeStep]
        switch outcome {
        case .failed(let sentence): next = adapter.miss(step, ForgeRefusal(step: step, failure: sentence))
        case .answered(let answer) where (200..<300).contains(answer.status):
            do {
                next = try adapter.take(step, answer)
            } catch {
                next = adapter.miss(step, ForgeRefusal(step: step, error: error, forge: project.forge))
            }
        case .answered(let answer):
            let refusal = ForgeRefusal(
                step: step, answer: answer, forge: project.forge, hasToken: hasToken, need: adapter.need(step))
            next = adapter.miss(step, refusal)
        }
        for step in next where !open.contains(step) && opened < ForgeCollection.mostRequests {
            open.append(step)
            opened += 1
        }
    }

    /// Gives up what is still open; the reason, a sentence, becomes that of each part which is not seen yet.
    package mutating func stop(because reason: String) {
        // What is asked for instead of a step is not asked for either.
        while let step = open.popLast() { _ = adapter.miss(step, ForgeRefusal(stopped: reason)) }
    }
}

/// What every adapter is told.
struct ForgeSetting: Sendable {
    var project: ForgeProject
    var hasToken: Bool
    var taken: Instant
    var depth: ForgeDepth

    var snapshot: ForgeSnapshot { ForgeSnapshot(forge: project.forge, url: project.url, taken: taken) }

    /// When the counted time begins.
    var start: Instant { taken.adding(seconds: -86_400 * Int64(depth.days)) }
}

extension ForgeSnapshot {
    /// Gives every part that nothing is known of yet this reason; what else was seen stays.
    mutating func miss(everything reason: String) {
        project = .unseen(reason)
        branches = .unseen(reason)
        changeRequests = .unseen(reason)
        issues = .unseen(reason)
        releases = .unseen(reason)
        contributors = .unseen(reason)
        webhooks = .unseen(reason)
        workflowRuns = .unseen(reason)
        ownerSecurityPolicy = .unseen(reason)
        activity = .unseen(reason)
    }
}
