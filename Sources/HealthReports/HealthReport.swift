// SPDX-License-Identifier: Apache-2.0
package import Criteria
package import Forges
package import Histories
package import ProjectHealth
package import Wire

/// Everything that was found out about one project at one commit: one value, from which every output format is written.
package struct HealthReport: Sendable {
    /// The version of the program.
    package var version: String
    package var subject: ProjectSubject
    /// The time that "recent" is counted from.
    package var asOf: Instant
    package var sections: Set<Section>
    /// In the order of the checks' names.
    package var results: [CheckResult]
    package var score: HealthScore
    /// With the waivers in force taken into account.
    package var adjusted: HealthScore
    /// The changes worth most, at most five.
    package var improvements: [Improvement]
    /// The evidence that would settle most, at most three.
    package var settling: [Improvement]
    package var tree: TreeSummary
    package var metrics: Known<HistoryMetrics>
    /// Whether there is a history, be it an empty one; where it was not read, that is not known and false.
    package var hasHistory: Bool
    package var gaps: [History.Gap]
    package var forgeMetrics: Known<ForgeMetrics>
    package var observations: Known<[Observation]>
    package var intent: [IntentStatement]
    package var criticality: [Criticality]
    /// Nil where they were not asked for.
    package var baseline: BaselineReport?
    package var badge: BadgeReport?
    package var insights: SecurityInsights?
    /// Credentials in blobs of the history that are no more in the tree; unknown unless they were looked for.
    package var pastSecrets: Known<[PastSecret]>
    package var signatures: Known<[VerifiedSignature]>
    /// What kept the report from being whole, as sentences.
    package var problems: [Problem]

    /// A part of the report that can be asked for alone.
    package enum Section: String, Sendable, Hashable, CaseIterable {
        case checks, metrics, takeover, intent, criticality, baseline, badge
    }

    package struct Problem: Sendable, Hashable {
        package var place: String?
        /// A sentence.
        package var message: String

        package init(place: String? = nil, message: String) {
            self.place = place
            self.message = message
        }
    }

    /// Judges facts.
    ///
    /// - Parameters:
    ///   - exemptions: of the project or of whoever asks; those that are over are said and not used.
    ///   - checks: the ids to judge; nil for all that are judged by default.
    package init(
        version: String, facts: ProjectFacts, sections: Set<Section> = Set(Section.allCases),
        exemptions: ExemptionFile = ExemptionFile(), checks: [Check] = CheckCatalogue.standard
    ) {
        self.version = version
        self.sections = sections
        subject = facts.subject
        asOf = facts.asOf
        let annotations = MaintainerAnnotation.read(facts.tree.documents)
        results = Evaluation.run(
            facts, exemptions: exemptions.current(at: facts.asOf), annotations: annotations.annotations, checks: checks)
        score = HealthScore(results)
        adjusted = HealthScore(results, adjusted: true)
        improvements = Improvements.worthMost(results, kinds: [.change])
        settling = Improvements.worthMost(results, count: 3, kinds: [.evidence])
        tree = TreeSummary(facts.tree)
        hasHistory = facts.history.value != nil
        gaps = facts.history.value?.gaps ?? []
        switch facts.history {
        case .unknown(let unknown):
            metrics = .unknown(unknown)
            observations = .unknown(unknown)
        case .known(let history):
            let index = HistoryIndex(history, asOf: facts.asOf)
            let wantsMetrics = sections.contains(.metrics) || sections.contains(.criticality)
            metrics =
                wantsMetrics
                ? .known(HistoryMetrics(index, tree: Set(facts.tree.files.lazy.map(\.path))))
                : .unknown(Unknown("The metrics were not asked for."))
            observations =
                sections.contains(.takeover)
                ? .known(HealthReport.observations(index)) : .unknown(Unknown("They were not asked for."))
        }
        switch facts.forge {
        case .unknown(let unknown): forgeMetrics = .unknown(unknown)
        case .known(let snapshot): forgeMetrics = .known(ForgeMetrics(snapshot, asOf: facts.asOf))
        }
        intent = sections.contains(.intent) ? MaintainerIntent.statements(facts) : []
        criticality =
            sections.contains(.criticality) ? HealthReport.criticality(facts, metrics: metrics.value) : []
        baseline = sections.contains(.baseline) ? BaselineCatalogue.evaluate(facts) : nil
        badge = sections.contains(.badge) ? BadgeCatalogue.evaluate(facts) : nil
        insights = facts.tree.documents.first { $0.kind == .securityInsights }.map {
            SecurityInsights($0, asOf: facts.asOf)
        }
        pastSecrets = .unknown(
            Unknown("The history was not searched for credentials.", hint: "Give --secrets-in-history."))
        signatures = .unknown(
            Unknown(
                "No keys were given to hold signatures against.",
                hint: "Give --allowed-signers FILE for SSH keys or --keyring FILE for OpenPGP keys."))
        problems = exemptions.problems.map { Problem(place: $0.location.path, message: $0.message) }
        problems += annotations.problems.map { Problem(place: $0.location.path, message: $0.message) }
    }

    /// What happened to a project that sleeps is as recent as its last commit: time that passed without work clears nothing up.
    private static func observations(_ index: HistoryIndex) -> [Observation] {
        let month: Int64 = 30 * 86_400
        let last = index.byTime.last.map { index.time($0) } ?? index.asOf.seconds
        guard last < index.asOf.seconds - month else { return TakeoverSignals.observations(index) }
        // What came later on other branches is not of this commit's time.
        var history = index.history
        history.tags.removeAll { $0.time > last && index.position(of: $0.commit) == nil }
        return TakeoverSignals.observations(history, asOf: Instant(seconds: last + month))
    }

    private static func criticality(_ facts: ProjectFacts, metrics: HistoryMetrics?) -> [Criticality] {
        var inputs = metrics.map(CriticalityInputs.init) ?? CriticalityInputs()
        inputs.dependentCount = facts.dependents.value.map(Double.init)
        let since = facts.asOf.adding(seconds: -90 * 86_400)
        // A list that is cut off within the 90 days says too little of all of them.
        if let forge = facts.forge.value, let issues = forge.issues.value, let whole = forge.issuesWholeSince,
            whole < since
        {
            let closed = issues.count { $0.closed.map { since <= $0 && $0 <= facts.asOf } ?? false }
            inputs.closedIssuesCount = Double(closed)
        }
        return Criticality.Formula.allCases.map { Criticality(inputs, formula: $0) }
    }
}

/// What of the tree a report shows besides the checks.
package struct TreeSummary: Sendable {
    package var files: Int
    package var languages: [LanguageShare]
    package var headers: HeaderCount
    package var licenses: [LicenseFile]
    package var secrets: [SecretInFile]
    package var unsafeCode: [CodePattern]
    package var unread: [UnreadFile]
    /// Of files beyond those; see ``TreeFacts/omitted``.
    package var omitted: Int
    package var isDamaged: Bool

    package init(_ tree: TreeFacts) {
        files = tree.files.count
        languages = tree.languages
        headers = tree.headers
        licenses = tree.licenses
        secrets = tree.secrets
        unsafeCode = tree.unsafeCode
        unread = tree.unread
        omitted = tree.omitted
        isDamaged = tree.isDamaged
    }
}

/// A credential in an old version of a file.
package struct PastSecret: Sendable, Hashable {
    package var secret: SecretInFile
    /// The blob it is in.
    package var object: ObjectID
    /// The commit that brought it.
    package var commit: ObjectID?

    package init(secret: SecretInFile, object: ObjectID, commit: ObjectID?) {
        self.secret = secret
        self.object = object
        self.commit = commit
    }
}

/// A tag or commit and what holding its signature against the given keys says.
package struct VerifiedSignature: Sendable, Hashable {
    package enum Verdict: Sendable, Hashable {
        /// By a key, and for whom the key stands.
        case good(key: String, signer: String)
        case bad(String)
        case unknown(String)
    }

    /// The tag's name or the commit's id.
    package var name: String
    package var isTag: Bool
    package var verdict: Verdict

    package init(name: String, isTag: Bool, verdict: Verdict) {
        self.name = name
        self.isTag = isTag
        self.verdict = verdict
    }
}
