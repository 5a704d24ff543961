// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Forges

@Suite struct ForgeProjectTests {
    @Test(arguments: [
        ("https://github.com/owner/name", "github https://github.com/owner/name"),
        ("https://github.com/owner/name.git", "github https://github.com/owner/name"),
        ("https://github.com/owner/name/", "github https://github.com/owner/name"),
        ("https://www.github.com/owner/name/tree/main/Sources?tab=readme#top", "github https://github.com/owner/name"),
        ("http://github.com/owner/name", "github https://github.com/owner/name"),
        ("http://github.com:80/owner/name", "github https://github.com/owner/name"),
        ("git://github.com/owner/name.git", "github https://github.com/owner/name"),
        ("git@github.com:owner/name.git", "github https://github.com/owner/name"),
        ("GitHub.com:owner/name", "github https://github.com/owner/name"),
        ("ssh://git@github.com/owner/name.git", "github https://github.com/owner/name"),
        ("ssh://git@ssh.github.com:443/owner/name.git", "github https://github.com/owner/name"),
        ("git+ssh://git@github.com/owner/name.git", "github https://github.com/owner/name"),
        ("git+https://github.com/owner/name.git", "github https://github.com/owner/name"),
        ("github.com/owner/name", "github https://github.com/owner/name"),
        ("https://user:secret@github.com/owner/name", "github https://github.com/owner/name"),
        ("https://gitlab.com/group/name", "gitlab https://gitlab.com/group/name"),
        ("https://gitlab.com/a/b/c/name.git", "gitlab https://gitlab.com/a/b/c/name"),
        ("https://gitlab.com/a/b/name/-/issues/3", "gitlab https://gitlab.com/a/b/name"),
        ("git@gitlab.gnome.org:GNOME/glib.git", "gitlab https://gitlab.gnome.org/GNOME/glib"),
        ("ssh://git@salsa.debian.org:22/debian/curl.git", "gitlab https://salsa.debian.org/debian/curl"),
        ("https://codeberg.org/forgejo/forgejo", "forgejo https://codeberg.org/forgejo/forgejo"),
        ("https://gitea.com/gitea/tea.git", "forgejo https://gitea.com/gitea/tea"),
    ])
    func `an address gives the project`(_ remote: String, _ expected: String) throws {
        let project = try ForgeProject(remote: remote)
        #expect("\(project.forge) \(project.url)" == expected)
    }

    @Test func `a forge of one's own is said`() throws {
        let http = try ForgeProject(remote: "http://127.0.0.1:3000/o/n.git", forge: .forgejo)
        #expect(http.url == "http://127.0.0.1:3000/o/n")
        #expect(http.interface == "http://127.0.0.1:3000/api/v1")
        let ssh = try ForgeProject(remote: "ssh://git@git.example.org:2222/o/n.git", forge: .gitlab)
        #expect(ssh.url == "https://git.example.org/o/n")
        let folder = try ForgeProject(
            remote: "git@git.example.org:g/s/n.git", forge: .gitlab, base: "https://git.example.org:8443/lab/")
        #expect(folder.url == "https://git.example.org:8443/lab/g/s/n")
        #expect(folder.interface == "https://git.example.org:8443/lab/api/v4")
        let page = try ForgeProject(
            remote: "https://git.example.org/lab/g/n", forge: .gitlab, base: "https://git.example.org/lab")
        #expect(page.path == "g/n")
        let enterprise = try ForgeProject(remote: "https://ghe.example.org/o/n", forge: .github)
        #expect(enterprise.interface == "https://ghe.example.org/api/v3")
        #expect(enterprise.queryAddress == "https://ghe.example.org/api/graphql")
        let six = try ForgeProject(remote: "http://[::1]:8080/o/n", forge: .github)
        #expect(six.url == "http://[::1]:8080/o/n")
    }

    @Test func `GitHub's interface has a host of its own`() throws {
        let project = try ForgeProject(remote: "github.com/owner/name")
        #expect(project.interface == "https://api.github.com")
        #expect(project.queryAddress == "https://api.github.com/graphql")
        #expect(project.owner == "owner")
        #expect(project.name == "name")
    }

    @Test(arguments: [
        ("", "The address names no host."),
        ("https:///owner/name", "The address names no host."),
        ("https://github.com", "The address names no project."),
        ("https://github.com/owner", "The address names no project."),
        ("https://git.example.org/o/n", "It is not known which forge runs at git.example.org."),
        ("https://github.evil.example/o/n", "It is not known which forge runs at github.evil.example."),
        ("ext::sh -c evil", "The address holds a character that no project's address has."),
        ("ext::evil", "It is not known which forge runs at ext."),
        ("file:///etc/passwd", "The address is none of https, http, ssh and git."),
        ("https://github.com/o/../n", "The address holds a name that no forge gives a project."),
        ("https://github.com/o%2F..%2Fx/n", "The address holds a character that no project's address has."),
        ("https://github.com/o;x/n", "The address holds a name that no forge gives a project."),
        ("https://github.com:99999/o/n", "The address has a port that is no number from 1 to 65535."),
        ("https://github.com:+1/o/n", "The address has a port that is no number from 1 to 65535."),
        ("https://[::1/o/n", "The address names no host."),
        ("git@-oProxyCommand=evil:o/n", "The address names no host."),
        ("https://git hub.com/o/n", "The address holds a character that no project's address has."),
    ])
    func `an address of no project is refused with a sentence`(_ remote: String, _ sentence: String) {
        let error = #expect(throws: ForgeError.self) { try ForgeProject(remote: remote) }
        #expect(error?.message == sentence)
    }

    @Test func `damaged addresses give a clean project or nothing`() {
        let addresses = [
            "https://user:secret@gitlab.com/a/b/c/name.git", "git@github.com:owner/name.git",
            "ssh://git@[::1]:443/owner/name.git", "github.com/owner/name",
        ]
        Fuzzing(seed: 3, rounds: 4_000).run { round, mutator in
            let text = mutator.mutated(addresses[round % addresses.count])
            guard let project = try? ForgeProject(remote: text, forge: .gitlab) else { return }
            #expect(!project.url.contains("secret@"))
            #expect(!project.path.split(separator: "/").contains(".."))
            #expect((try? ForgeProject(remote: project.url, forge: .gitlab)) == project, "\(text)")
        }
    }
}
