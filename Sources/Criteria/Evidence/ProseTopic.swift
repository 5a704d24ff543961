// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// What a sentence, heading or command can be about: data for rules over prose.
enum ProseTopic: Int, CaseIterable, Sendable {
    // Vulnerabilities
    case vulnerability, report, privately, privateForm, timeframe, advisories, vex, credit
    // Defects, discussion, contribution
    case defectReport, discussion, contribute, codeStyle, testing, commitRule, signOff, must, smallTask, codeReview,
        approval
    // People
    case member, role, escalation, decision, conduct, continuity
    // Building, testing, using
    case build, buildCommand, testRun, testCommand, addTests, newFeature, continuousIntegration, install, usage,
        quickStart
    // Design
    case architecture, interface, threatModel, assessment, securityRequirements, roadmap, repositories
    // Releases and their care
    case verify, signer, supportScope, securityUpdate, ending, releaseNotes, reproducible, upgrade
    // Dependencies, analysis, secrets
    case dependency, dependencyCare, dependencyRules, composition, analysis, dynamic, threshold, beforeRelease, secret,
        secretCare,
        license
    /// What it needs of others: `minimum supported version of Rust`.
    case requirement
    /// Says that there is none, or none yet.
    case absence

    /// The phrases of ``PhraseBook``'s grammar.
    var phrases: [String] {
        switch self {
        case .vulnerability:
            [
                "vulnerability/vulnerabilities",
                "security issue/issues/bug/bugs/problem/problems/hole/holes/flaw/flaws/concern/concerns",
                "security report/reports/incident/incidents/finding/findings", "cve/cves",
                "security defect/defects/weakness/weaknesses",
            ]
        case .report:
            [
                "report/reports/reporting/reported", "disclose/disclosure/disclosing", "notify", "contact",
                "email/mail", "reach out", "let us know", "submit",
            ]
        case .privately:
            [
                "private/privately/confidential/confidentially/confidence", "private vulnerability reporting",
                "hackerone", "bugcrowd",
                "intigriti", "huntr", "tidelift", "do not/- ~3 public/publicly", "don't ~4 public/publicly",
                "not ~5 public/publicly",
                "encrypt/encrypted/pgp/gpg key/message/email/mail/-", "security advisories/advisory form/page/tab/-",
                "embargo/embargoed",
                "coordinated/responsible disclosure", "coordinated vulnerability disclosure",
            ]
        case .privateForm:
            [
                "private vulnerability/security reporting/report/reports/feature/form/disclosure",
                "privately report/reports/reporting", "report/reported/reporting privately",
                "security advisories/advisory form/page/tab",
            ]
        case .timeframe:
            [
                "within ~3 day/days/hour/hours/week/weeks/month/months", "in ~2 business/working day/days",
                "business/working day/days",
                "1/2/3/4/5/7/10/14/21/24/30/45/48/60/72/90/120/180 day/days/hour/hours/h/week/weeks/month/months",
                "one/two/three/four/five/seven/ten/fourteen/thirty/sixty/ninety day/days/week/weeks/month/months",
                "day/week/month embargo/disclosure/deadline/window",
            ]
        case .advisories:
            [
                "security advisory/advisories", "security bulletin/bulletins", "security notice/notices",
                "known vulnerabilities",
                "past vulnerabilities", "vulnerability/vulnerabilities ~3 published/announced/listed", "ghsa",
                "cve ~1 1/2/3", "cve",
                "published/publish ~4 vulnerability/vulnerabilities", "security announcement/announcements",
            ]
        case .vex: ["vex", "openvex", "vulnerability exploitability exchange"]
        case .credit:
            [
                "credit/credits/credited/acknowledge/acknowledged/acknowledgment/acknowledgement ~5 reporter/reporters/finder/finders/researcher/researchers/you",
                "hall of fame", "reporter/reporters ~4 credited/acknowledged",
                "thank/thanks ~4 reporter/reporters/researcher/researchers",
            ]
        case .defectReport:
            [
                "report/reporting/file/filing/submit/submitting/raise/open/opening/create/creating ~3 bug/bugs/issue/issues/defect/defects/ticket/tickets/problem/problems",
                "bug report/reports/reporting/tracker", "issue tracker", "github/gitlab issues", "found a bug",
                "bugs and/or ~1 features/feature",
            ]
        case .discussion:
            [
                "mailing list/lists", "discord", "slack", "irc", "matrix room/rooms/channel/channels/chat/space",
                "gitter",
                "zulip", "forum/forums",
                "discussions", "discourse",
                "stack overflow", "stackoverflow", "telegram", "google group/groups",
                "chat room/rooms/channel/channels",
                "community meeting/meetings/call/calls",
            ]
        case .contribute:
            [
                "pull/merge request/requests",
                "send/submit/submitting/sending/mail ~3 patch/patches/pr/prs/change/changes",
                "contribute/contributing/contribution/contributions",
                "fork ~2 repository/repo/project", "prs ~1 welcome", "patches ~1 welcome",
            ]
        case .codeStyle:
            [
                "code/coding style/styles/standard/standards/convention/conventions/guidelines/guideline",
                "style guide", "lint/linter/linting/linters",
                "formatting", "formatter", "code/- formatted with/by/using", "clang format", "black", "prettier",
                "gofmt", "rustfmt", "pep 8", "pep8",
                "swift format", "eslint", "indentation", "naming conventions",
            ]
        case .testing:
            [
                "test/tests/testing/tested", "test suite", "test case/cases", "testcase/testcases",
                "unit/integration tests",
            ]
        case .commitRule:
            [
                "commit message/messages", "conventional commits", "squash/squashed/rebase/rebased/rebasing",
                "one commit", "commit log",
                "changelog/changelogs entry/entries/-", "feature branch", "topic branch", "separate commits/commit",
                "release note/notes",
                "one change per", "small ~2 pull requests",
            ]
        case .signOff:
            [
                "sign off", "signed off by", "signoff", "developer certificate of origin", "dco",
                "contributor license/licence agreement", "cla",
                "copyright assignment", "right to submit", "licensed under the same",
            ]
        case .must:
            [
                "must", "should", "required/requires/require/requirement/requirements", "have to", "need/needs to",
                "please", "expected/expect", "make sure", "ensure", "always", "mandatory",
            ]
        case .smallTask:
            [
                "good first issue/issues", "help wanted", "easy ~1 issue/issues/task/tasks",
                "beginner/beginners friendly", "newcomer/newcomers", "first timers", "starter issues/tasks",
                "low hanging fruit", "junior jobs",
            ]
        case .codeReview:
            [
                "code review/reviews", "review process/guidelines/checklist", "reviewer/reviewers", "reviewed by",
                "peer review/reviewed", "how we review",
            ]
        case .approval:
            [
                "approve/approved/approval/approvals", "vote/votes/voting", "consensus", "majority",
                "nominate/nominated/nomination", "sponsor/sponsored/sponsors",
                "invite/invited/invitation", "review/reviewed", "agree/agreement of/from", "track record",
                "history of ~2 contributions", "vetted/vetting",
            ]
        case .member:
            [
                "maintainer/maintainers", "committer/committers", "core team/developers/developer/members/contributors",
                "steering committee/council",
                "technical committee", "code owners/owner", "owners", "project lead/leads/leader",
                "lead developer/maintainer", "release manager/managers",
                "collaborators", "approvers", "pmc", "benevolent dictator", "bdfl", "security team",
            ]
        case .role:
            [
                "role/roles", "responsibility/responsibilities", "responsible for", "duties", "in charge of",
                "is/are expected to",
            ]
        case .escalation:
            [
                "commit/write/push/merge/admin/maintainer access/rights/right/permission/permissions/privileges/bit",
                "become/becoming ~3 maintainer/committer/member/collaborator/approver/reviewer/owner",
                "new/adding/additional maintainers/maintainer/committers/committer/members",
                "nominate/nominated/nomination/nominating", "promote/promoted/promotion",
                "grant/granted/granting ~4 access/permissions/rights/permission",
                "given/give ~3 commit/write/push access/rights", "added to ~2 team/organization/organisation",
                "elevated/escalated permissions/privileges/access",
            ]
        case .decision:
            [
                "decision/decisions ~1 making/made", "decides/decide", "governance", "voting", "consensus",
                "benevolent dictator", "bdfl", "final say", "steering committee/council",
            ]
        case .conduct: ["code of conduct", "contributor covenant"]
        case .continuity:
            ["access continuity", "bus factor", "succession", "continuity", "if ~4 dies/incapacitated/unavailable"]
        case .build:
            [
                "build/building", "compile/compiling/compilation", "from source",
                "install/installing/installation from source", "build instructions", "build/development requirements",
                "prerequisites", "development setup/environment", "setting up",
            ]
        case .buildCommand:
            [
                "make", "cmake", "configure", "autoreconf", "autogen sh", "cargo build/install/run", "go build/install",
                "npm install/ci", "npm run build/compile/dist",
                "yarn/pnpm install/build", "pnpm/yarn run build", "pip install", "pip3 install", "uv sync/build",
                "poetry install/build", "mvn/mvnw ~3 package/install/verify/compile",
                "gradlew/gradle ~2 build/assemble", "swift build", "meson setup/compile/build", "ninja", "bazel build",
                "dotnet build", "python/python3 setup py",
                "python/python3 m build", "bundle install", "docker build", "rake build/compile", "mix compile/deps",
                "cabal build", "stack build", "zig build", "sbt compile/assembly",
                "xcodebuild", "msbuild", "composer install", "hatch build", "tox", "just build", "flit install",
            ]
        case .testRun:
            [
                "run/running/execute/executing ~3 test/tests/testsuite/suite/specs", "test suite", "unit tests",
                "integration tests", "testing/tests", "how to test",
                "test this/the ~1", "automated tests",
            ]
        case .testCommand:
            [
                "make ~2 test/tests/check/testall/test-all", "npm test", "npm run test", "npm t", "yarn/pnpm test",
                "cargo ~1 test", "cargo nextest", "go test", "pytest", "tox", "nox",
                "mvn/mvnw ~3 test/verify", "gradlew/gradle ~2 test/check", "swift test", "ctest", "meson test",
                "dotnet test", "rake test/spec", "rspec", "bazel test",
                "mix test", "cabal test", "stack test", "phpunit", "composer test", "unittest", "runtests",
                "runtests pl", "zig build test", "sbt test", "npx jest/vitest/mocha",
                "just test", "hatch test", "lein test",
            ]
        case .addTests:
            [
                "add/adding/added/include/includes/including/write/writing/update/updating/provide/providing/extend/accompanied/covered/cover ~5 test/tests/testcase/testcases",
                "test/tests/testcase/testcases ~4 required/mandatory/expected/needed",
                "test/tests case/cases/- for ~4 new/feature/features/change/changes/functionality/bug/fix/fixes",
                "new tests", "with tests", "has tests", "have tests", "without ~2 tests", "test coverage",
                "regression test/tests",
            ]
        case .newFeature:
            [
                "new/added/major ~2 feature/features/functionality/code/capability", "feature/features",
                "change/changes", "pull request/requests", "patch/patches", "bug fix/fixes", "bugfix/bugfixes",
                "contribution/contributions", "code", "functionality", "pr/prs",
            ]
        case .continuousIntegration:
            [
                "continuous integration", "ci", "github actions", "gitlab ci", "travis", "jenkins",
                "every push/commit/pull", "on each/every push/commit/pull", "pipeline/pipelines", "nightly",
            ]
        case .install:
            ["install/installing/installation", "set up", "setup", "download/downloading/downloads", "getting"]
        case .usage:
            [
                "usage", "how to use", "using", "user guide/manual", "manual", "tutorial/tutorials", "example/examples",
                "documentation", "guide/guides", "quick tour", "basic usage", "docs",
            ]
        case .quickStart:
            [
                "quick start", "quickstart", "getting started", "get started", "first steps", "hello world", "tutorial",
                "quick example",
            ]
        case .architecture:
            [
                "architecture", "architectural", "design document/documents/doc/docs/overview/notes",
                "system/high level overview/design", "how it works", "internals", "data flow",
                "component/components overview/diagram", "design", "code structure/organization/layout",
                "inner workings", "under the hood",
            ]
        case .interface:
            [
                "api", "apis", "api reference/documentation/docs",
                "command line options/interface/reference/arguments/usage", "usage",
                "configuration options/option/reference/file/-", "public interface/interfaces", "rest api", "cli",
                "man page/pages", "options", "reference", "commands", "environment variables",
            ]
        case .threatModel:
            [
                "threat model/models/modeling/modelling/analysis", "attack surface/surfaces",
                "trust boundary/boundaries", "security model", "stride", "threats",
            ]
        case .assessment:
            [
                "security audit/audits", "security assessment/assessments", "audited by", "security review/reviews",
                "penetration test/tests/testing", "third party audit/audits", "self assessment", "assurance case",
                "independent audit/audits",
            ]
        case .securityRequirements:
            [
                "security requirements/requirement/expectations/guarantees/considerations/properties/goals",
                "what ~3 can/cannot ~2 expect", "security model", "not ~2 considered ~2 vulnerability/vulnerabilities",
            ]
        case .roadmap: ["roadmap", "road map", "planned features", "future plans", "milestones", "what's next"]
        case .repositories:
            [
                "repositories", "related projects/repositories/packages", "subproject/subprojects", "sub projects",
                "other repositories/projects", "project repositories", "packages in ~1 repository", "submodules",
            ]
        case .verify:
            [
                "verify/verifying/verification ~4 signature/signatures/integrity/authenticity/checksum/checksums/provenance/attestation/attestations/release/releases/download/downloads/binaries/artifact/artifacts/tarball/tarballs/image/images",
                "signature/provenance/checksum/attestation verification", "gpg ~2 verify", "gpg2 verify",
                "cosign verify", "cosign verify blob/attestation", "gh attestation verify",
                "slsa verifier", "minisign ~2 v", "sha256sum ~2 c/check", "shasum ~4 c/check", "signify ~2 v",
                "check ~3 signature/signatures/checksum/checksums", "validate ~3 signature/signatures",
                "git tag v/verify", "git verify tag", "sigstore verify", "npm audit signatures",
            ]
        case .signer:
            [
                "key id/ids", "fingerprint/fingerprints", "public/signing/release/gpg/pgp/openpgp key/keys",
                "signed by/with ~5 key/keys", "certificate identity/oidc", "cert identity", "keyid",
                "oidc issuer", "release manager/managers", "are/is signed by", "keys asc", "signer workflow/repo",
                "builder id",
            ]
        case .supportScope:
            [
                "supported version/versions/release/releases/branch/branches",
                "support policy/lifecycle/period/window/schedule/timeline", "long term support", "lts",
                "supported until/for", "version/versions supported",
                "release/releases ~4 supported ~2 for/until", "receive/receives ~3 support/updates/fixes/patches",
                "maintenance policy/window", "actively supported", "release support", "versioning ~3 support",
            ]
        case .securityUpdate:
            [
                "security update/updates/fix/fixes/patch/patches/support/release/releases",
                "supported version/versions", "bug fixes and security", "backport/backports/backported",
                "vulnerability fixes",
            ]
        case .ending:
            [
                "end of life/support", "eol", "no longer ~3 receive/receives/supported/maintained/patched/updated",
                "not ~2 supported", "unsupported",
                "only ~5 latest/newest/current/most recent/- version/release/minor/major/branch",
                "latest ~3 version/release only", "will not be fixed/supported/patched", "out of support", "until", "x",
                "older versions", "previous versions/version/releases/release", "two ~3 releases/versions", "months",
                "years",
            ]
        case .releaseNotes: ["release notes", "changelog", "what's new", "changes"]
        case .reproducible: ["reproducible build/builds", "bit for bit", "reproducibly", "reproducibility"]
        case .upgrade:
            [
                "upgrade/upgrading", "migration/migrating guide/from/to", "backward/backwards compatible/compatibility",
                "breaking changes",
            ]
        case .dependency:
            [
                "dependency/dependencies", "third party libraries/library/code/packages/components/software",
                "external libraries/packages/components",
            ]
        case .dependencyCare:
            [
                "dependency policy/management/updates/update", "dependencies policy",
                "add/adding/adds/introduce/introducing/new/select/selecting/choose/choosing/evaluate/evaluating ~4 dependency/dependencies/library/libraries",
                "update/updating/upgrade/upgrading/pin/pinned/pinning/vendor/vendored/track/tracked/tracking/obtain/obtained/managed/manage/review/reviewed/monitor/monitored ~3 dependency/dependencies",
                "dependency/dependencies ~4 updated/pinned/vendored/tracked/managed/reviewed/monitored/obtained/selected/kept/fetched/downloaded",
                "dependabot", "renovate",
            ]
        case .dependencyRules: ["dependency/dependencies policy/policies/management"]
        case .composition:
            [
                "vulnerable dependency/dependencies/component/components",
                "dependency/dependencies vulnerability/vulnerabilities/scanning/review",
                "vulnerability/vulnerabilities ~3 dependency/dependencies/component/components",
                "software composition analysis", "sca", "known vulnerabilities ~4 dependencies",
            ]
        case .analysis:
            [
                "static analysis/analyzer/analyser/analyzers/analysers", "static application security testing", "sast",
                "codeql", "code scanning", "coverity", "clang tidy", "sonarqube", "sonarcloud", "semgrep",
            ]
        case .dynamic:
            [
                "fuzz/fuzzing/fuzzer/fuzzers/fuzzed", "oss fuzz", "address sanitizer", "addresssanitizer", "asan",
                "ubsan", "sanitizer/sanitizers", "valgrind", "dynamic analysis", "property based testing/tests",
            ]
        case .threshold:
            [
                "critical", "high severity", "severity", "cvss", "within ~3 day/days/hour/hours/week/weeks",
                "threshold/thresholds", "moderate", "medium or higher",
                "must be fixed/addressed/remediated/resolved/triaged",
                "remediate/remediated/remediation", "as soon as possible",
            ]
        case .beforeRelease:
            [
                "before ~5 release/releases/releasing/released/merge/merging/merged",
                "prior to ~3 release/releases/releasing/merge/merging",
                "block/blocks/blocked/blocking ~4 release/releases/merge/merging", "no release ~3 until",
                "release ~2 blocked",
            ]
        case .secret:
            [
                "secret/secrets", "credential/credentials", "token/tokens", "api/signing/private/access key/keys",
                "password/passwords",
            ]
        case .secretCare:
            [
                "rotate/rotated/rotating/rotation", "store/stored/storing/storage", "manage/managed/management",
                "vault", "revoke/revoked/revocation", "access control/to", "never commit/committed",
                "least privilege", "expire/expires/expiry",
            ]
        case .license: ["license/licence/licensed/licensing"]
        case .requirement:
            ["minimum ~1 supported", "minimum ~2 version", "msrv", "oldest supported", "requires ~3 version"]
        case .absence:
            [
                "yet to ~1 add/have/write/be/define/document/do/set/create/publish", "no plan/plans to", "lacks",
                "there is no", "there are no", "not yet", "todo", "tbd", "to be done/determined/written", "coming soon",
                "we do not have", "we don't have", "does not have", "doesn't have",
                "not been completed", "not completed", "has not ~3 been", "no ~1 policy", "none yet",
                "work in progress",
            ]
        }
    }

    /// All phrases in one book, and whose each is.
    static let book: (phrases: PhraseBook, topics: [ProseTopic]) = {
        var phrases: [String] = []
        var topics: [ProseTopic] = []
        for topic in ProseTopic.allCases {
            for phrase in topic.phrases {
                phrases.append(phrase)
                topics.append(topic)
            }
        }
        return (PhraseBook(phrases), topics)
    }()
}

/// Which topics something is about.
struct ProseTopics: OptionSet, Hashable, Sendable {
    let rawValue: UInt64
    init(rawValue: UInt64) { self.rawValue = rawValue }
    init(_ topic: ProseTopic) { rawValue = 1 << UInt64(topic.rawValue) }

    func contains(_ topic: ProseTopic) -> Bool { contains(ProseTopics(topic)) }
}
