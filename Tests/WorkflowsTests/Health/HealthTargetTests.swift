// SPDX-License-Identifier: Apache-2.0
import Foundation
import ProjectHealth
import TestSupport
import Testing

@testable import Workflows

struct HealthTargetTests {
    @Test(arguments: [
        ("https://example.org/a/b", true), ("git@example.org:a/b.git", true), ("ext::sh -c true", true),
        ("/srv/git/a", false), (".", false), ("a:b", false), ("folder/with@sign:x", false),
    ])
    func `an address is told from a path`(_ target: String, _ isAddress: Bool) {
        #expect(RepositoryClones.isAddress(target) == isAddress)
    }

    @Test(
        arguments: [
            (["git@github.com:owner/name.git"], "github.com/owner/name"),
            (["https://user:secret@example.org/group/sub/name"], "example.org/group/sub/name"),
            (["/srv/git/name", "https://gitlab.com/a/b"], "gitlab.com/a/b"), (["../elsewhere"], nil), ([], nil),
        ] as [([String], String?)])
    func `a remote says where the project lives, without what is secret`(_ remotes: [String], _ address: String?) {
        #expect(HealthTarget.address(ofRemotes: remotes) == address)
    }

    @Test(arguments: [
        ("https://user:secret@example.org/a/b", "https://…@example.org/a/b"),
        ("https://token@example.org/a/b", "https://…@example.org/a/b"),
        ("https://u:it's a@b@example.org/a", "https://…@example.org/a"),
        ("ssh://git@example.org/a/b", "ssh://git@example.org/a/b"),
        ("ssh://git:secret@example.org/a/b", "ssh://…@example.org/a/b"),
        ("git@example.org:a/b.git", "git@example.org:a/b.git"), ("https://example.org/a@b", "https://example.org/a@b"),
        ("folder", "folder"),
    ])
    func `a target is shown without what is secret in it`(_ target: String, _ name: String) {
        #expect(RepositoryClones.name(of: target) == name)
    }

    @Test func `OSS-Fuzz's list is searched by the repository's address`() throws {
        let folder = try TemporaryFolder()
        let list = try folder.write(
            "{\"projects\": [{\"name\": \"a\", \"main_repo\": \"https://github.com/Owner/Name.git\"}]}",
            to: "status.json"
        ).path
        #expect(try OSSFuzzList.contains("github.com/owner/name", path: list).value == true)
        #expect(try OSSFuzzList.contains("github.com/owner/other", path: list).value == false)
        #expect(try OSSFuzzList.contains(nil, path: list).value == nil)
        let broken = try folder.write("{\"projects\": 1}", to: "broken.json").path
        #expect(
            throws: WorkflowError(
                .usage, "\(broken) has no list of projects.", hint: "It is OSS-Fuzz's status.json that is wanted.")
        ) { try OSSFuzzList.contains("github.com/owner/name", path: broken) }
    }
}
