// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import ProjectHealth

/// The expectations of Scorecard's `checks/evaluation`: outcomes of probes, and the score they give. −1 stands for both its
/// inconclusive result and its runtime errors.
@Suite struct EvaluationParityTests {
    private static let rows = """
        Binary-Artifacts | 10 | hasUnverifiedBinaryArtifacts=False
        Binary-Artifacts | 9 | hasUnverifiedBinaryArtifacts=True @path
        Binary-Artifacts | 8 | hasUnverifiedBinaryArtifacts=True @path ×2
        Binary-Artifacts | 5 | hasUnverifiedBinaryArtifacts=True @path ×5
        Binary-Artifacts | 0 | hasUnverifiedBinaryArtifacts=True @path ×12
        Binary-Artifacts | -1 |
        CI-Tests | 10 | testsRunInCI=True
        CI-Tests | 7 | testsRunInCI=True ×3; testsRunInCI=False
        CI-Tests | 0 | testsRunInCI=False ×3
        CII-Best-Practices | 0 | hasOpenSSFBadge=False badgeLevel=Unsupported
        CII-Best-Practices | -1 | hasOpenSSFBadge=True badgeLevel=Unsupported
        CII-Best-Practices | 2 | hasOpenSSFBadge=True badgeLevel=InProgress
        CII-Best-Practices | 5 | hasOpenSSFBadge=True badgeLevel=Passing
        CII-Best-Practices | 7 | hasOpenSSFBadge=True badgeLevel=Silver
        CII-Best-Practices | 10 | hasOpenSSFBadge=True badgeLevel=Gold
        CII-Best-Practices | -1 | hasOpenSSFBadge=True badgeLevel=Unknown
        Code-Review | -1 |
        Code-Review | -1 | codeApproved=NotApplicable
        Code-Review | 0 | codeApproved=False approvedChangesets=0 totalChangesets=2
        Code-Review | 10 | codeApproved=True approvedChangesets=2 totalChangesets=2
        Contributors | 6 | contributorsFromOrgOrCompany=True ×2
        Contributors | 0 | contributorsFromOrgOrCompany=False
        Contributors | 10 | contributorsFromOrgOrCompany=True ×3
        Dangerous-Workflow | 0 | hasDangerousWorkflowScriptInjection=False; hasDangerousWorkflowUntrustedCheckout=True @w.yml
        Dangerous-Workflow | -1 | hasDangerousWorkflowScriptInjection=NotApplicable; hasDangerousWorkflowUntrustedCheckout=NotApplicable
        Dangerous-Workflow | 10 | hasDangerousWorkflowScriptInjection=False; hasDangerousWorkflowUntrustedCheckout=False
        Dangerous-Workflow | 0 | hasDangerousWorkflowScriptInjection=True @w.yml; hasDangerousWorkflowUntrustedCheckout=False
        Dangerous-Workflow | 0 | hasDangerousWorkflowScriptInjection=True @w.yml ×2; hasDangerousWorkflowUntrustedCheckout=False
        Dangerous-Workflow | 0 | hasDangerousWorkflowScriptInjection=True @w.yml ×8; hasDangerousWorkflowUntrustedCheckout=False
        Dependency-Update-Tool | 10 | dependencyUpdateToolConfigured=True tool=Dependabot
        Dependency-Update-Tool | 10 | dependencyUpdateToolConfigured=True tool=RenovateBot; dependencyUpdateToolConfigured=True tool=Dependabot
        Dependency-Update-Tool | 0 | dependencyUpdateToolConfigured=False
        Dependency-Update-Tool | -1 | notARealProbe=False
        Fuzzing | 0 | fuzzed=False
        Fuzzing | 10 | fuzzed=True tool=GoBuiltInFuzzer
        Fuzzing | 10 | fuzzed=True tool=GoBuiltInFuzzer; fuzzed=True tool=OSSFuzz; fuzzed=True tool=ClusterFuzzLite
        Fuzzing | -1 | someUnrelatedProbe=False; fuzzed=True tool=RustCargoFuzzer
        License | 10 | hasLicenseFile=True; hasFSFOrOSIApprovedLicense=True
        License | 0 | hasLicenseFile=False; hasFSFOrOSIApprovedLicense=False
        License | 9 | hasLicenseFile=True; hasFSFOrOSIApprovedLicense=False
        License | -1 | hasLicenseFile=True
        License | 9 | hasLicenseFile=True; hasFSFOrOSIApprovedLicense=False
        Maintained | 2 | hasRecentCommits=True commitsWithinThreshold=2; issueActivityByProjectMember=True numberOfIssuesUpdatedWithinThreshold=1; archived=False; createdRecently=False
        Maintained | 0 | hasRecentCommits=False; issueActivityByProjectMember=False; archived=False; createdRecently=False
        Maintained | -1 | hasRecentCommits=False; issueActivityByProjectMember=False; archvied=True; createdRecently=False
        Maintained | 0 | hasRecentCommits=False; issueActivityByProjectMember=False; archived=True; createdRecently=False
        Maintained | 0 | hasRecentCommits=True commitsWithinThreshold=20; issueActivityByProjectMember=True numberOfIssuesUpdatedWithinThreshold=10; archived=False; createdRecently=True
        Packaging | 10 | packagedWithAutomatedWorkflow=True
        Packaging | -1 | wrongProbe=True
        Packaging | -1 | packagedWithAutomatedWorkflow=False
        Packaging | -1 | wrongProbe=False
        Pinned-Dependencies | 10 | pinsDependencies=True dependencyType=pipCommand @f
        Pinned-Dependencies | 0 | pinsDependencies=False dependencyType=pipCommand @f
        Pinned-Dependencies | -1 | pinsDependencies=NotSupported dependencyType=pipCommand @f
        Pinned-Dependencies | 0 | pinsDependencies=False dependencyType=pipCommand @f ×2
        Pinned-Dependencies | 0 | pinsDependencies=False dependencyType=pipCommand @f; pinsDependencies=False dependencyType=goCommand @f
        Pinned-Dependencies | 10 | pinsDependencies=True dependencyType=GitHubAction owner=GitHub-owned @f
        Pinned-Dependencies | -1 | pinsDependencies=NotApplicable
        Pinned-Dependencies | -1 | pinsDependencies=Error
        Pinned-Dependencies | 10 | pinsDependencies=Error; pinsDependencies=True dependencyType=pipCommand @f
        SAST | -1 | sastToolRunsOnAllCommits=True
        SAST | 10 | sastToolConfigured=True tool=Sonar; sastToolConfigured=True tool=CodeQL; sastToolRunsOnAllCommits=True totalPullRequestsAnalyzed=1 totalPullRequestsMerged=2
        SAST | 10 | sastToolConfigured=True tool=Pysa; sastToolRunsOnAllCommits=True totalPullRequestsAnalyzed=1 totalPullRequestsMerged=2
        SAST | 10 | sastToolConfigured=True tool=Sonar; sastToolRunsOnAllCommits=NotApplicable
        SAST | 3 | sastToolConfigured=False; sastToolRunsOnAllCommits=False totalPullRequestsAnalyzed=1 totalPullRequestsMerged=3
        SAST | 10 | sastToolConfigured=True tool=Snyk; sastToolRunsOnAllCommits=True totalPullRequestsAnalyzed=1 totalPullRequestsMerged=3
        SAST | 10 | sastToolConfigured=True tool=Qodana; sastToolRunsOnAllCommits=True totalPullRequestsAnalyzed=1 totalPullRequestsMerged=3
        SAST | 10 | sastToolConfigured=True tool=Hadolint; sastToolRunsOnAllCommits=True totalPullRequestsAnalyzed=1 totalPullRequestsMerged=3
        SBOM | 0 | hasSBOM=False; hasReleaseSBOM=False
        SBOM | 5 | hasSBOM=True; hasReleaseSBOM=False
        SBOM | 10 | hasSBOM=True; hasReleaseSBOM=True
        Security-Policy | -1 | securityPolicyContainsVulnerabilityDisclosure=False; securityPolicyContainsText=False; securityPolicyPresent=False
        Security-Policy | -1 | securityPolicyContainsVulnerabilityDisclosure=False; securityPolicyContainsLinks=False; securityPolicyContainsText=False; securityPolicyPresent=False; securityPolicyInvalidProbeName=False
        Security-Policy | 0 | securityPolicyContainsVulnerabilityDisclosure=False; securityPolicyContainsLinks=False; securityPolicyContainsText=False; securityPolicyPresent=True
        Security-Policy | -1 | securityPolicyContainsVulnerabilityDisclosure=True; securityPolicyContainsLinks=True; securityPolicyContainsText=True; securityPolicyPresent=False
        Security-Policy | 6 | securityPolicyContainsVulnerabilityDisclosure=False; securityPolicyContainsLinks=True; securityPolicyContainsText=False; securityPolicyPresent=True
        Security-Policy | 10 | securityPolicyContainsVulnerabilityDisclosure=True; securityPolicyContainsLinks=True; securityPolicyContainsText=True; securityPolicyPresent=True
        Vulnerabilities | 10 | hasOSVVulnerabilities=False
        Vulnerabilities | 7 | hasOSVVulnerabilities=True ×3
        Vulnerabilities | 0 | hasOSVVulnerabilities=True ×12
        Vulnerabilities | -1 |
        Webhooks | 10 | webhooksUseSecrets=NotApplicable
        Webhooks | 0 | webhooksUseSecrets=False
        Webhooks | 10 | webhooksUseSecrets=True
        Webhooks | 5 | webhooksUseSecrets=False; webhooksUseSecrets=True
        Webhooks | 6 | webhooksUseSecrets=False; webhooksUseSecrets=True ×3; webhooksUseSecrets=False
        Webhooks | 9 | webhooksUseSecrets=False; webhooksUseSecrets=True ×11
        Webhooks | 0 | webhooksUseSecrets=False ×12
        """

    @Test func `outcomes give the scores that Scorecard's evaluation expects`() throws {
        var tally = Tally("evaluation")
        for row in Self.rows.split(separator: "\n") {
            let parts = row.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0.drop { $0 == " " })
            }
            let id = String(parts[0].prefix { $0 != " " })
            let check = try #require(CheckCatalogue.check(id))
            let expected = try #require(Int(parts[1].prefix { $0 != " " }))
            let score = check.score(FindingNotation.findings(check, parts[2])).compatible.number
            tally.add(score == expected, "\(row) gives \(score)")
        }
        tally.report()
    }

    /// The probes of one branch in this order: deletion, force push, protection, administrators, stale reviews, approvers and their
    /// number, code owners, last push, up to date, checks, change requests.
    private static let branches: [(name: String, outcomes: String, approvers: Int, score: Int)] = [
        ("a branch without a name", "TTTFFFFFTTT", 0, -1), ("checks required", "TTTFFFFFTTT", 0, 4),
        ("checks unseen", "TTTFFFFFTNT", 0, 4), ("only deletion and force push", "TTTFNNNFFFF", 0, 3),
        ("second step without requests and reviewers", "TTTTNNNTTTF", 0, 4),
        ("the best a single maintainer can do", "TTTTTFTTTTT", 0, 4), ("the whole second step", "TTTTFTFTTFT", 1, 6),
        ("unseen, no reviewer", "TTTNNNNNNNN", 0, 3), ("unseen, one reviewer", "TTTNNTFNNNT", 1, 6),
        ("administrators included", "TTTTFFFFFTT", 0, 3), ("linear history", "TTTFFFFFFTT", 0, 3),
        ("force push allowed", "TFTFFFFFFTT", 0, 1), ("deletion allowed", "FTTFFFFFFTT", 0, 1),
        ("protected", "TTTTTTTTTTT", 1, 8), ("protected, with code owners", "TTTTTTTTTTT", 1, 8),
    ]

    @Test func `branch rules give the scores that Scorecard's evaluation expects`() throws {
        let probes = [
            BranchProtection.blocksDelete, BranchProtection.blocksForcePush, BranchProtection.areProtected,
            BranchProtection.appliesToAdmins, BranchProtection.dismissesStale, BranchProtection.requiresApprovers,
            BranchProtection.requiresCodeOwners, BranchProtection.requiresLastPush, BranchProtection.requiresUpToDate,
            BranchProtection.runsChecks, BranchProtection.requiresRequests,
        ]
        var tally = Tally("branch protection")
        for (name, outcomes, approvers, expected) in Self.branches {
            let findings = zip(probes, outcomes).map { probe, letter in
                let outcome: ProbeFinding.Outcome = letter == "T" ? .yes : letter == "F" ? .no : .notAvailable
                return ProbeFinding(
                    probe, outcome, "",
                    values: [
                        BranchProtection.branchName: expected < 0 ? "" : "main",
                        BranchProtection.reviewers: String(approvers),
                    ])
            }
            let score = BranchProtection.check.score(findings).compatible.number
            tally.add(score == expected, "\(name) gives \(score)")
        }
        tally.report()
    }

    /// Pinned and all, of GitHub's own actions and of others.
    @Test func `actions weigh 2 and 8 where there are both`() {
        var tally = Tally("action weights")
        let rows = [
            (1, 1, 1, 1, 10), (1, 1, 0, 1, 2), (0, 1, 1, 1, 8), (0, 1, 0, 1, 0), (0, 0, 0, 1, 0), (0, 1, 0, 0, 0),
            (0, 0, 1, 1, 10), (1, 1, 0, 0, 10),
        ]
        for (ownGood, own, otherGood, other, expected) in rows {
            var text: [String] = []
            for number in 0..<own { text.append(action(number < ownGood, "GitHub-owned")) }
            for number in 0..<other { text.append(action(number < otherGood, "third-party")) }
            let check = PinnedDependencies.check
            let score = check.score(FindingNotation.findings(check, text.joined(separator: ";"))).compatible.number
            tally.add(score == expected, "\(ownGood)/\(own) and \(otherGood)/\(other) give \(score)")
        }
        tally.report()
    }

    private func action(_ isPinned: Bool, _ owner: String) -> String {
        "pinsDependencies=\(isPinned ? "True" : "False") dependencyType=GitHubAction owner=\(owner) @f"
    }

    private static let releases: [(name: String, outcomes: String, score: Int)] = [
        ("signed", "TF", 8), ("signed with provenance", "TT", 10), ("provenance alone", "FT", 10),
        ("one signed, one with provenance, of three", "TF FF FT", 6),
        ("two signed, two with provenance, of five", "TF TF FT FT FF", 7), ("five signed", "TF TF TF TF TF", 8),
        ("six are too many", "TT TT TT TT TT TT", -1),
    ]

    @Test func `releases give the scores that Scorecard's evaluation expects`() {
        var tally = Tally("signed releases")
        for (name, outcomes, expected) in Self.releases {
            let findings = outcomes.split(separator: " ").enumerated().flatMap { number, pair in
                zip([SignedReleases.signed, SignedReleases.provenance], pair).map { probe, letter in
                    ProbeFinding(
                        probe, letter == "T" ? .yes : .no, "", values: [SignedReleases.release: "v\(number)"])
                }
            }
            let score = SignedReleases.check.score(findings).compatible.number
            tally.add(score == expected, "\(name) gives \(score)")
        }
        tally.report()
    }
}
