// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Wire

/// Health metrics as JSON; each member is named as CHAOSS names the metric.
enum MetricsJSON {
    static func metrics(_ metrics: HistoryMetrics) -> JSON {
        [
            "asOf": .string(metrics.asOf.rfc3339), "isLowerBound": .boolean(metrics.isLowerBound),
            "activity": activity(metrics.activity), "contributors": contributors(metrics.contributors),
            "absenceFactor": dependency(metrics.dependency), "cadence": cadence(metrics.cadence),
            "releases": releases(metrics.releases), "fixes": fixes(metrics.fixes), "reviews": reviews(metrics.reviews),
            "signing": signing(metrics.signing), "code": code(metrics.code),
            "maintainers": maintainers(metrics.maintainers), "lfx": lfx(metrics.lfx),
        ]
    }

    private static func activity(_ facts: ActivityFacts) -> JSON {
        .present(
            ("commits", .integer(facts.commits)), ("firstCommit", facts.firstCommit.map { .string($0.rfc3339) }),
            ("latestCommit", facts.latestCommit.map { .string($0.rfc3339) }),
            ("last90Days", .integer(facts.commitsLast90Days)), ("last365Days", .integer(facts.commitsLast365Days)))
    }

    private static func contributors(_ facts: ContributorFacts) -> JSON {
        [
            "allTime": .integer(facts.allTime), "last365Days": .integer(facts.last365Days),
            "last90Days": .integer(facts.last90Days), "newcomersLast365Days": .integer(facts.newcomersLast365Days),
            "leaversLast365Days": .integer(facts.leaversLast365Days), "occasional": share(facts.occasional),
            "retention": share(facts.retention), "botCommits": share(facts.botCommits),
            "leadingLast365Days": .array(facts.leadingLast365Days.map(contributor)),
            "leading": .array(facts.leading.map(contributor)),
        ]
    }

    /// Without addresses: a report is public.
    private static func contributor(_ summary: ContributorSummary) -> JSON {
        [
            "name": .string(summary.name), "commits": .integer(summary.commits), "lines": .integer(summary.lines),
            "firstCommit": .string(summary.firstCommit.rfc3339), "lastCommit": .string(summary.lastCommit.rfc3339),
        ]
    }

    private static func dependency(_ facts: DependencyFacts) -> JSON {
        [
            "byCommits": factor(facts.byCommits), "byCommitsLast365Days": factor(facts.byCommitsLast365Days),
            "byLines": factor(facts.byLines), "byLinesLast365Days": factor(facts.byLinesLast365Days),
            "elephant": factor(facts.elephant), "elephantLast365Days": factor(facts.elephantLast365Days),
            "affiliated": share(facts.affiliated), "organisations": .integer(facts.organisationCount),
        ]
    }

    private static func factor(_ factor: AbsenceFactor) -> JSON {
        [
            "value": .integer(factor.value), "total": .integer(factor.total),
            "holders": .array(
                factor.holders.map { ["name": .string($0.name), "contributions": .integer($0.contributions)] }),
        ]
    }

    private static func cadence(_ facts: CadenceFacts) -> JSON {
        [
            "weeksWithCommitsLast52": share(facts.weeksLast52), "weeksWithCommitsLast13": share(facts.weeksLast13),
            "activeDaysLast30": share(facts.activeDaysLast30), "outsideWorkingHours": share(facts.outsideWorkingHours),
            "months": .array(
                facts.months.map { ["month": .string($0.month.description), "commits": .integer($0.commits)] }),
            "bursts": .array(
                facts.outliers.map {
                    [
                        "month": .string($0.month.description), "commits": .integer($0.commits),
                        "mean": .decimal($0.mean.description), "deviation": .decimal($0.deviation.description),
                    ]
                }),
        ]
    }

    private static func releases(_ facts: ReleaseFacts) -> JSON {
        .present(
            ("releases", .integer(facts.releases.count)), ("preReleases", .integer(facts.preReleases)),
            ("last365Days", .integer(facts.last365Days)),
            (
                "perYear",
                .array(facts.perYear.map { ["year": .integer($0.year), "releases": .integer($0.releases)] })
            ), ("daysBetween", facts.between.map(spread)),
            (
                "latest",
                facts.latest.map { ["name": .string($0.name), "time": .string($0.instant.rfc3339)] }
            ), ("latestAgeDays", facts.latestAgeDays.map(JSON.integer)))
    }

    private static func fixes(_ facts: FixReleaseFacts) -> JSON {
        func latency(_ latency: FixReleaseFacts.FixLatency) -> JSON {
            .present(
                ("fixes", .integer(latency.total)), ("daysToRelease", latency.wait.map(spread)),
                ("unreleased", .integer(latency.unreleased)),
                ("unplaced", latency.unplaced > 0 ? JSON.integer(latency.unplaced) : nil),
                (
                    "oldestUnreleased",
                    latency.oldestUnreleased.map {
                        [
                            "commit": .string($0.commit.hexadecimal), "subject": .string($0.subject),
                            "committed": .string($0.committed.rfc3339),
                        ]
                    }
                ))
        }
        return [
            "allTime": latency(facts.fixes), "last365Days": latency(facts.fixesLast365Days),
            "security": latency(facts.securityFixes), "securityLast365Days": latency(facts.securityFixesLast365Days),
        ]
    }

    private static func reviews(_ facts: ReviewFacts) -> JSON {
        func period(_ period: ReviewFacts.Period) -> JSON {
            [
                "commits": .integer(period.total), "reviewed": share(period.reviewed),
                "perhapsReviewed": share(period.perhapsReviewed), "selfMerges": share(period.selfMerges),
                "evidence": .object(
                    ReviewEvidence.allCases.map { JSON.Member("\($0)", .integer(period.count($0))) }),
            ]
        }
        return ["allTime": period(facts.allTime), "last365Days": period(facts.last365Days)]
    }

    private static func signing(_ facts: SigningFacts) -> JSON {
        [
            "commits": share(facts.commits), "commitsLast365Days": share(facts.commitsLast365Days),
            "tags": share(facts.tags), "tagsLast365Days": share(facts.tagsLast365Days),
            "signedOff": share(facts.signedOff), "signedOffLast365Days": share(facts.signedOffLast365Days),
        ]
    }

    private static func code(_ facts: CodeFacts) -> JSON {
        func churn(_ churn: CodeFacts.Churn) -> JSON {
            [
                "added": .integer(churn.added), "deleted": .integer(churn.deleted),
                "binaryChanges": .integer(churn.binaryChanges), "unknownCommits": .integer(churn.unknownCommits),
            ]
        }
        return .present(
            ("churnLast90Days", churn(facts.last90Days)), ("churnLast365Days", churn(facts.last365Days)),
            ("files", .integer(facts.files)), ("untouchedOneYear", share(facts.untouchedOneYear)),
            ("untouchedTwoYears", share(facts.untouchedTwoYears)),
            ("untouchedFiveYears", share(facts.untouchedFiveYears)),
            ("daysSinceLastChange", facts.sinceLastChange.map(spread)),
            ("soleAuthorFiles", share(facts.soleAuthorFiles)),
            (
                "mostChanged",
                .array(
                    facts.mostChanged.map {
                        ["path": .string($0.path), "commits": .integer($0.commits), "lines": .integer($0.lines)]
                    })
            ))
    }

    private static func maintainers(_ facts: MaintainerFacts) -> JSON {
        [
            "activeLast365Days": facts.isUnseen ? .null : .integer(facts.activeLast365Days),
            "maintainers": .array(
                facts.maintainers.map {
                    [
                        "name": .string($0.name), "releases": .integer($0.releases), "merges": .integer($0.merges),
                        "commitsOfOthers": .integer($0.commitsOfOthers), "firstAct": .string($0.firstAct.rfc3339),
                        "lastAct": .string($0.lastAct.rfc3339),
                    ]
                }),
        ]
    }

    private static func lfx(_ buckets: LFXBuckets) -> JSON {
        func bucket(_ value: Int?) -> JSON { value.map(JSON.integer) ?? .null }
        return [
            "contributorDependency": bucket(buckets.contributorDependency),
            "organisationDependency": bucket(buckets.organisationDependency),
            "quarterlyContributors": bucket(buckets.quarterlyContributors),
            "quarterlyRetention": bucket(buckets.quarterlyRetention), "activeDays": bucket(buckets.activeDays),
            "outsideWorkingHours": bucket(buckets.outsideWorkingHours),
        ]
    }

    static func share(_ share: Histories.Share) -> JSON {
        .present(
            ("part", .integer(share.part)), ("whole", .integer(share.whole)),
            ("percent", share.percent.map(JSON.integer) ?? .null))
    }

    private static func spread(_ spread: Spread) -> JSON {
        [
            "count": .integer(spread.count), "median": .integer(spread.medianDays),
            "ninetieth": .integer(spread.ninetiethDays), "greatest": .integer(spread.greatestDays),
        ]
    }

    // MARK: Of a forge

    static func forge(_ metrics: ForgeMetrics) -> JSON {
        [
            "timeToFirstResponseOfChangeRequests": seen(metrics.changeRequestResponse, durations),
            "timeToFirstResponseOfIssues": seen(metrics.issueResponse, durations),
            "changeRequestClosureRatio": seen(metrics.closureRatio, ratio),
            "reviewEfficiencyIndex": seen(metrics.reviewEfficiency, ratio),
            "backlogManagementIndex": seen(metrics.backlogManagement, ratio),
            "changeRequestReviewDuration": seen(metrics.reviewDuration, durations),
            "issueAge": seen(metrics.issueAge, durations),
            "issueResolutionDuration": seen(metrics.issueResolution, durations),
            "selfMergeRate": seen(metrics.selfMerges, ratio), "reviewed": seen(metrics.reviewed, ratio),
            "botActivity": seen(metrics.botShare, ratio),
        ]
    }

    private static func seen<Value>(_ seen: Seen<Value>, _ json: (Value) -> JSON) -> JSON {
        switch seen {
        case .seen(let value): json(value)
        case .unseen(let reason): ["unknown": .string(reason)]
        }
    }

    private static func durations(_ durations: ForgeMetrics.Durations) -> JSON {
        .present(
            ("count", .integer(durations.count)), ("without", .integer(durations.without)),
            ("medianSeconds", durations.median.map { .integer(Int($0)) } ?? .null),
            ("ninetiethSeconds", durations.ninetieth.map { .integer(Int($0)) } ?? .null))
    }

    private static func ratio(_ share: ForgeMetrics.Share) -> JSON {
        ["part": .integer(share.part), "whole": .integer(share.whole)]
    }
}
