// SPDX-License-Identifier: Apache-2.0
import Packages
import TestSupport
import Testing

@Suite struct EcosystemNameTests {
    @Test(arguments: Ecosystem.allCases)
    func `the schema's name is read and written`(_ ecosystem: Ecosystem) throws {
        let name = try EcosystemName(parsing: ecosystem.rawValue)
        #expect(name == EcosystemName(ecosystem))
        #expect(name.description == ecosystem.rawValue)
    }

    @Test(arguments: [
        ("Debian:12", "12"), ("Ubuntu:22.04:LTS", "22.04:LTS"), ("Ubuntu:Pro:18.04:LTS", "Pro:18.04:LTS"),
        ("Red Hat:rhel_aus:8.6::appstream", "rhel_aus:8.6::appstream"),
        ("Maven:https://maven.google.com", "https://maven.google.com"),
        ("Root:Alpine:3.18", "Alpine:3.18"), ("FreeBSD:ports:14", "ports:14"), ("openSUSE:Leap 15.5", "Leap 15.5"),
        ("Packagist:https://packages.drupal.org/8", "https://packages.drupal.org/8"), ("Alpine:v3.16", "v3.16"),
    ])
    func `everything behind the first colon is the suffix`(_ text: String, _ suffix: String) throws {
        let name = try EcosystemName(parsing: text)
        #expect(name.suffix == suffix)
        #expect(name.description == text)
    }

    @Test(
        arguments: [
            ("pypi", "did you mean 'PyPI'?"), ("NPM", "did you mean 'npm'?"), ("RUBYGEMS", "did you mean 'RubyGems'?"),
            ("redhat:enterprise_linux:8", "did you mean 'Red Hat:enterprise_linux:8'?"),
            ("debian:12", "did you mean 'Debian:12'?"),
            ("github-actions", "did you mean 'GitHub Actions'?"), ("PIP", "did you mean 'PyPI'?"),
            ("cargo", "did you mean 'crates.io'?"),
            ("Rocky", "did you mean 'Rocky Linux'?"), ("Nonsense", nil), ("", nil), ("Debian:", "write 'Debian'"),
            ("purl-type:nonsense", nil),
        ] as [(String, String?)])
    func `another spelling is refused with a hint`(_ text: String, _ hint: String?) {
        let error = #expect(throws: PackagesError.self) { try EcosystemName(parsing: text) }
        #expect(error?.hint == hint)
        #expect(error?.message.isEmpty == false)
    }

    @Test(arguments: [("purl-type:swift", Ecosystem.swiftURL), ("purl-type:golang", .go), ("purl-type:PyPI", .pyPI)])
    func `a package URL type stands for its ecosystem`(_ text: String, _ ecosystem: Ecosystem) throws {
        #expect(try EcosystemName(parsing: text) == EcosystemName(ecosystem))
    }

    @Test(arguments: [
        (Ecosystem.pyPI, "Zope._.Interface", "zope-interface"), (.pyPI, "a--b", "a-b"),
        (.pyPI, "ruamel.yaml", "ruamel-yaml"),
        (.pyPI, "django", "django"), (.nuGet, "Newtonsoft.Json", "newtonsoft.json"),
        (.packagist, "Drupal/Core", "drupal/core"),
        (.hex, "Phoenix", "phoenix"), (.gitHubActions, "Actions/Checkout", "actions/checkout"),
        (.vsCode, "RedHat.Java", "redhat.java"), (.cratesIO, "Serde_Json", "serde-json"), (.debian, "Glibc", "glibc"),
        (.go, "github.com/BurntSushi/toml", "github.com/BurntSushi/toml"), (.npm, "JSONStream", "JSONStream"),
        (.maven, "HTTPClient:HTTPClient", "HTTPClient:HTTPClient"), (.redHat, "PyYAML", "PyYAML"),
        (.linux, "Kernel", "kernel"),
        (.swiftURL, "https://github.com/Apple/swift-nio.git", "github.com/apple/swift-nio"),
        (.swiftURL, "github.com/apple/swift-nio", "github.com/apple/swift-nio"),
        (.swiftURL, "git@github.com:apple/swift-nio.git", "github.com/apple/swift-nio"),
        (.swiftURL, "ssh://git@www.GitHub.com/apple/swift-nio/", "github.com/apple/swift-nio"),
        (.git, "https://git.savannah.gnu.org/Git/Wget.git", "git.savannah.gnu.org/Git/Wget"),
        (.git, "https://GitHub.com/Curl/Curl.git/", "github.com/curl/curl"), (.git, "git://host/a", "host/a"),
        (.git, "", ""),
    ])
    func `names are compared under the registry's own rule`(_ ecosystem: Ecosystem, _ name: String, _ key: String) {
        #expect(ecosystem.normalisedName(name) == key)
        #expect(ecosystem.normalisedName(key) == key)
    }

    @Test func `the names of what Root rebuilds follow the rule of the ecosystem it rebuilds`() throws {
        #expect(try EcosystemName(parsing: "Root:PyPI").normalisedName("Rootio_X") == "rootio-x")
        #expect(try EcosystemName(parsing: "TuxCare:Ubuntu:18.04").normalisedName("Squid") == "squid")
        #expect(try EcosystemName(parsing: "TuxCare:RHEL:8").normalisedName("PyYAML") == "PyYAML")
        #expect(try EcosystemName(parsing: "Root:Root:Debian").patchedEcosystem == nil)
    }

    @Test(arguments: Ecosystem.allCases)
    func `a name that is its own key comes back in its own storage`(_ ecosystem: Ecosystem) {
        let name = ["host-example", "a-package-with-a-long-name", "of-two-parts"].joined(separator: "/")
        let address = name.utf8.withContiguousStorageIfAvailable { $0.baseAddress }
        let key = ecosystem.normalisedName(name)
        #expect(key.utf8.withContiguousStorageIfAvailable { $0.baseAddress } == address)
    }
}

extension EcosystemNameTests {
    @Suite struct MutationTests {
        @Test func `every key is its own key, whatever the name`() {
            let seeds = [
                "https://git@www.Host.org:443/A/b.git/", "git@h:a/b", "A-_.b", "@Scope/Name", "é.É_-", ".git", "www.",
            ]
            Fuzzing(seed: 11, rounds: 3_000).run { round, mutator in
                let name = mutator.mutated(seeds[round % seeds.count])
                for ecosystem in [Ecosystem.pyPI, .nuGet, .cratesIO, .npm] {
                    let key = ecosystem.normalisedName(name)
                    #expect(ecosystem.normalisedName(key) == key)
                }
                _ = Ecosystem.swiftURL.normalisedName(name)
                _ = Ecosystem.git.normalisedName(name)
                _ = try? EcosystemName(parsing: name)
            }
        }
    }
}
