// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Forges

/// Expectations are those of Scorecard's own tests of the same rules.
@Suite struct BranchRulesTests {
    private typealias Rules = ForgeSnapshot.BranchRules

    private func merged(_ rulesets: [GitHubRuleset], rule: GitHubRef.Rule? = nil, admin: Bool = false) -> Rules {
        var ref = GitHubRef(branch: "main")
        ref.rule = rule
        ref.isAdministratorView = admin
        return ref.merged(with: rulesets, isDefault: true)
    }

    /// What a ruleset that asks for nothing says.
    private func unchecked(admins: Bool = true, _ change: (inout Rules) -> Void = { _ in }) -> Rules {
        var rules = Rules(branch: "main")
        rules.isProtected = true
        rules.allowsDeletions = true
        rules.allowsForcePushes = true
        rules.requiresLinearHistory = false
        rules.appliesToAdmins = admins
        rules.requiresChangeRequests = false
        change(&rules)
        return rules
    }

    @Test func `a ruleset without rules has no more than that`() {
        #expect(merged([.init(rules: [])]) == unchecked())
    }

    @Test func `each rule closes its own door`() {
        #expect(merged([.init(rules: [.deletion])]) == unchecked { $0.allowsDeletions = false })
        #expect(merged([.init(rules: [.forcePush])]) == unchecked { $0.allowsForcePushes = false })
        #expect(merged([.init(rules: [.linearHistory])]) == unchecked { $0.requiresLinearHistory = true })
    }

    @Test func `whoever may pass a ruleset by leaves administrators free`() {
        #expect(
            merged([.init(bypassers: 1, rules: [.deletion])]) == unchecked(admins: false) { $0.allowsDeletions = false }
        )
        // In whichever order: the loosest counts.
        for rulesets in [
            [GitHubRuleset(bypassers: 1, rules: [.forcePush]), .init(rules: [.deletion])],
            [GitHubRuleset(rules: [.deletion]), .init(bypassers: 1, rules: [.forcePush])],
        ] {
            #expect(
                merged(rulesets)
                    == unchecked(admins: false) {
                        $0.allowsDeletions = false
                        $0.allowsForcePushes = false
                    })
        }
    }

    @Test func `who may pass by can be unknown`() {
        #expect(merged([.init(bypassers: nil, rules: [])]).appliesToAdmins == nil)
        #expect(merged([.init(bypassers: nil, rules: []), .init(rules: [])]).appliesToAdmins == nil)
        #expect(merged([.init(bypassers: nil, rules: []), .init(bypassers: 2, rules: [])]).appliesToAdmins == false)
    }

    @Test func `change requests without approvals are needed all the same`() {
        let rule = GitHubRule.changeRequest(dismissesStale: nil, codeOwners: nil, lastPush: true, approvals: 0)
        #expect(
            merged([.init(rules: [rule])])
                == unchecked {
                    $0.requiresChangeRequests = true
                    $0.requiredApprovals = 0
                    $0.requiresLastPushApproval = true
                })
    }

    @Test func `of several rulesets the most restrictive counts`() {
        let strict = GitHubRuleset(rules: [
            .deletion, .forcePush, .linearHistory, .statusChecks(upToDate: true, contexts: ["foo"]),
            .changeRequest(dismissesStale: true, codeOwners: true, lastPush: true, approvals: 2),
        ])
        let loose = GitHubRuleset(rules: [
            .deletion, .changeRequest(dismissesStale: false, codeOwners: false, lastPush: false, approvals: 0),
        ])
        let expected = unchecked {
            $0.allowsDeletions = false
            $0.allowsForcePushes = false
            $0.requiresLinearHistory = true
            $0.requiresChangeRequests = true
            $0.requiredApprovals = 2
            $0.dismissesStaleReviews = true
            $0.requiresCodeOwners = true
            $0.requiresLastPushApproval = true
            $0.requiresUpToDate = true
            $0.requiresStatusChecks = true
            $0.statusChecks = ["foo"]
        }
        #expect(merged([strict, loose]) == expected)
        #expect(merged([loose, strict]) == expected)
    }

    @Test func `what everybody sees of an old rule does not say whether change requests are needed`() {
        var rule = GitHubRef.Rule()
        rule.allowsDeletions = false
        rule.allowsForcePushes = false
        rule.requiredApprovals = 0
        rule.requiresCodeOwners = false
        rule.requiresLinearHistory = false
        var expected = Rules(branch: "main")
        expected.isProtected = true
        expected.allowsDeletions = false
        expected.allowsForcePushes = false
        expected.requiresLinearHistory = false
        expected.requiredApprovals = 0
        expected.requiresCodeOwners = false
        #expect(merged([], rule: rule) == expected)
        rule.requiredApprovals = 1
        expected.requiredApprovals = 1
        expected.requiresChangeRequests = true
        #expect(merged([], rule: rule) == expected)
    }

    @Test func `an administrator sees an old rule in which nothing is chosen`() {
        var rule = GitHubRef.Rule()
        rule.dismissesStaleReviews = false
        rule.isAdminEnforced = false
        rule.requiresStrictStatusChecks = true
        rule.requiresStatusChecks = false
        rule.allowsDeletions = false
        rule.allowsForcePushes = false
        rule.requiresCodeOwners = false
        rule.requiresLinearHistory = false
        rule.requiresLastPushApproval = false
        rule.contexts = []
        var expected = Rules(branch: "main")
        expected.isProtected = true
        expected.allowsDeletions = false
        expected.allowsForcePushes = false
        expected.requiresLinearHistory = false
        expected.appliesToAdmins = false
        expected.requiresChangeRequests = false
        expected.requiresCodeOwners = false
        expected.dismissesStaleReviews = false
        expected.requiresLastPushApproval = false
        // Strictness is said to be true where no check is required.
        expected.requiresUpToDate = false
        expected.requiresStatusChecks = false
        expected.statusChecks = []
        #expect(merged([], rule: rule, admin: true) == expected)
    }

    @Test func `a branch without any rule is not protected`() {
        var expected = Rules(branch: "main")
        expected.isProtected = false
        #expect(merged([]) == expected)
    }

    @Test func `where rules were not read, only what is strict is known`() {
        var ref = GitHubRef(branch: "main")
        var expected = Rules(branch: "main")
        #expect(ref.merged(with: [], isDefault: true, isIncomplete: true) == expected)
        ref.hidesRule = true
        expected.isProtected = true
        expected.allowsDeletions = false
        #expect(ref.merged(with: [.init(rules: [.deletion])], isDefault: true) == expected)
    }

    @Test(arguments: [
        (["~ALL"], [], "foo", true, true), (["~ALL"], [], "foo", true, false),
        ([], [], "main", false, true), ([], [], "main", false, false),
        ([], ["refs/heads/foo"], "main", true, true), ([], ["refs/heads/foo"], "foo", false, true),
        (["~DEFAULT_BRANCH"], [], "main", true, true), (["~DEFAULT_BRANCH"], [], "main", false, false),
        (["refs/heads/foo"], [], "foo", true, false), (["refs/heads/foo"], [], "main", false, false),
        (["refs/heads/foo/**"], [], "foo/bar", true, true), (["refs/heads/foo/**"], [], "foo", false, true),
        (["refs/heads/foo/**"], ["refs/heads/foo/bar"], "foo/bar", false, true),
        (["refs/heads/foo/**"], ["refs/heads/foo/bar"], "foo/baz", true, true),
        (["~ALL"], ["~DEFAULT_BRANCH"], "main", false, true),
    ])
    func `a ruleset names its branches`(
        _ include: [String], _ exclude: [String], _ branch: String, _ applies: Bool, _ isDefault: Bool
    ) {
        let ruleset = GitHubRuleset(include: include, exclude: exclude, rules: [])
        #expect(ruleset.applies(to: branch, isDefault: isDefault) == applies)
    }

    @Test(arguments: [
        ("cat", "cat", true), ("cat", "category", false), ("c?t", "cat", true), ("c??t", "cat", false),
        ("c*", "cats", true), ("ca[a-z]", "cat", true), ("cat", "CAT", false), ("?", "/", false), ("*", "/", false),
        ("\\?", "?", true), ("\\a", "a", true), ("foo.bar", "foo.bar", true), ("foo.bar", "foo:bar", false),
        ("**.rb", "main.rb", true), ("**.rb", "./main.rb", false), ("**.rb", "lib/song.rb", false),
        ("**/foo", "a/b/c/foo", true), ("**foo", "a/b/c/foo", false), ("main", "main", true),
        ("releases/**/*", "releases/v2", true), ("releases/**/**/*", "releases/v2", true),
        ("releases/**/bar/**/qux", "releases/foo/bar/baz/qux", true), ("users/**/*", "users/foo/bar", true),
        ("ca[!a-s]", "cat", true), ("ca[^t]", "cat", false), ("ca[t", "ca[t", true), ("a[]b]", "a]", true),
        ("", "", true), ("", "a", false), ("*", "", true), ("**", "", false), ("a//b", "a//b", true),
        ("**/b", "a//b", false), ("ü?", "üß", true),
    ])
    func `a pattern names refs`(_ pattern: String, _ name: String, _ matches: Bool) {
        #expect(RefPattern(pattern).matches(name) == matches)
    }

    @Test func `a pattern made to be slow is not`() {
        let pattern = String(repeating: "**/*a", count: 150) + "b"
        #expect(!RefPattern(pattern).matches(String(repeating: "a", count: 900)))
        #expect(!RefPattern(String(repeating: "*", count: 2_000)).matches("a"))
    }
}
