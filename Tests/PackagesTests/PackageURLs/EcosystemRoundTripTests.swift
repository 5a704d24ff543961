// SPDX-License-Identifier: Apache-2.0
import Packages
import Testing

@Suite struct EcosystemRoundTripTests {
    static let packages: [(ecosystem: String, name: String, purl: String)] = [
        ("AlmaLinux:8", "httpd", "pkg:rpm/almalinux/httpd@1?distro=almalinux-8"),
        ("Alpaquita:stream", "musl", "pkg:apk/alpaquita/musl@1?distro=alpaquita-stream"),
        ("Alpine:v3.18", "openssl", "pkg:apk/alpine/openssl@1?distro=alpine-3.18"),
        ("Android", "platform/frameworks/base", "pkg:generic/android/platform%2Fframeworks%2Fbase@1"),
        ("Android", ":linux_kernel:Qualcomm", "pkg:generic/android/:linux_kernel:Qualcomm@1"),
        ("Azure Linux:3", "zlib", "pkg:rpm/azure-linux/zlib@1?distro=azure-linux-3"),
        (
            "BellSoft Hardened Containers:23", "musl",
            "pkg:apk/bellsoft-hardened-containers/musl@1?distro=bellsoft-hardened-containers-23"
        ),
        ("Bioconductor", "S4Vectors", "pkg:bioconductor/S4Vectors@1"),
        ("Bitnami", "wordpress", "pkg:bitnami/wordpress@1"),
        ("Chainguard", "syncthing", "pkg:apk/chainguard/syncthing@1"), ("CleanStart", "x", "pkg:apk/cleanstart/x@1"),
        ("ConanCenter", "zlib", "pkg:conan/zlib@1"), ("CRAN", "A3", "pkg:cran/A3@1"),
        ("crates.io", "serde_json", "pkg:cargo/serde_json@1"),
        ("Debian:12", "glibc", "pkg:deb/debian/glibc@1?distro=debian-12"),
        ("Debian:sid", "glibc", "pkg:deb/debian/glibc@1?distro=debian-sid"),
        ("Docker Hardened Images", "python", "pkg:dhi/python@1"), ("Echo", "curl", "pkg:deb/echo/curl@1"),
        ("FreeBSD:ports:14", "curl", "pkg:freebsd/curl@1?distro=freebsd-14"),
        ("FreeBSD:ports", "curl", "pkg:freebsd/curl@1"),
        ("FreeBSD:base:14.3", "x", "pkg:freebsd/x@1?distro=freebsd-14.3&origin=base"),
        ("FreeBSD:kernel", "FreeBSD", "pkg:freebsd/FreeBSD@1?origin=kernel"), ("GHC", "rts", "pkg:generic/ghc/rts@1"),
        ("GitHub Actions", "actions/checkout", "pkg:githubactions/actions/checkout@1"),
        ("Go", "github.com/BurntSushi/toml", "pkg:golang/github.com/BurntSushi/toml@1"),
        ("Go", "stdlib", "pkg:golang/stdlib@1"),
        ("Hackage", "aeson", "pkg:hackage/aeson@1"), ("Hex", "phoenix", "pkg:hex/phoenix@1"),
        ("Hex", "acme/foo", "pkg:hex/acme/foo@1"), ("Julia", "Deno_jll", "pkg:julia/Deno_jll@1"),
        ("Kubernetes", "k8s.io/apiserver", "pkg:k8s/k8s.io/apiserver@1"),
        ("Linux", "Kernel", "pkg:generic/linux/kernel@1"),
        ("Mageia:9", "x", "pkg:rpm/mageia/x@1?distro=mageia-9"), ("Maven", "org.a:b", "pkg:maven/org.a/b@1"),
        (
            "Maven:https://maven.google.com", "org.a:b",
            "pkg:maven/org.a/b@1?repository_url=https:%2F%2Fmaven.google.com"
        ),
        ("MinimOS", "x", "pkg:apk/minimos/x@1"), ("npm", "@babel/core", "pkg:npm/%40babel/core@1"),
        ("NuGet", "Newtonsoft.Json", "pkg:nuget/Newtonsoft.Json@1"), ("opam", "conex", "pkg:opam/conex@1"),
        ("openEuler:22.03-LTS-SP3", "booth", "pkg:rpm/openeuler/booth@1?distro=openEuler-22.03-LTS-SP3"),
        ("openSUSE:Leap 15.5", "xen", "pkg:rpm/opensuse/xen@1?distro=openSUSE%20Leap%2015.5"),
        ("openSUSE:Tumbleweed", "xen", "pkg:rpm/opensuse/xen@1?distro=openSUSE%20Tumbleweed"),
        ("OSS-Fuzz", "radare2", "pkg:generic/radare2@1"), ("Packagist", "drupal/core", "pkg:composer/drupal/core@1"),
        (
            "Packagist:https://packages.drupal.org/8", "drupal/ctools",
            "pkg:composer/drupal/ctools@1?repository_url=https:%2F%2Fpackages.drupal.org%2F8"
        ),
        ("Photon OS:4.0", "linux", "pkg:rpm/photon/linux@1?distro=photon-4.0"), ("Pub", "http", "pkg:pub/http@1"),
        ("PyPI", "django", "pkg:pypi/django@1"),
        ("Red Hat:enterprise_linux:8", "x", "pkg:rpm/redhat/x@1?distro=rhel-8"),
        (
            "Red Hat:rhel_aus:8.6::appstream", "PyYAML",
            "pkg:rpm/redhat/PyYAML@1?distro=redhat:rhel_aus:8.6::appstream"
        ),
        ("Rocky Linux:9", "x", "pkg:rpm/rocky-linux/x@1?distro=rocky-linux-9"),
        ("Root:Alpine:3.18", "rootio-zlib", "pkg:apk/alpine/rootio-zlib@1?distro=alpine-3.18"),
        ("Root:Debian:12", "zlib", "pkg:deb/root/zlib@1?distro=debian-12"),
        ("Root:Ubuntu:22.04", "zlib", "pkg:deb/root/zlib@1?distro=ubuntu-22.04"),
        ("Root:PyPI", "rootio-requests", "pkg:pypi/rootio-requests@1"),
        ("Root:npm", "@rootio/lodash", "pkg:npm/%40rootio/lodash@1"), ("RubyGems", "rails", "pkg:gem/rails@1"),
        (
            "SUSE:Linux Enterprise Server 15 SP5-LTSS", "xen",
            "pkg:rpm/suse/xen@1?distro=SUSE%20Linux%20Enterprise%20Server%2015%20SP5-LTSS"
        ),
        (
            "SUSE:Linux Enterprise Module for Basesystem 15 SP5", "xen",
            "pkg:rpm/suse/xen@1?distro=SUSE%20Linux%20Enterprise%20Module%20for%20Basesystem%2015%20SP5"
        ),
        ("SUSE:Manager Server 4.3", "x", "pkg:rpm/suse/x@1?distro=SUSE%20Manager%20Server%204.3"),
        ("SwiftURL", "github.com/apple/swift-nio", "pkg:swift/github.com/apple/swift-nio@1"),
        ("SwiftURL", "https://github.com/vapor/vapor.git", "pkg:swift/github.com/vapor/vapor@1"),
        ("TuxCare:Ubuntu:18.04", "squid", "pkg:deb/tuxcare/squid@1?distro=ubuntu-18.04"),
        ("TuxCare:AlmaLinux:9.2", "gnutls", "pkg:rpm/tuxcare/gnutls@1?distro=almalinux-9.2"),
        ("TuxCare:RHEL:8", "bash", "pkg:rpm/tuxcare/bash@1?distro=rhel-8"),
        ("TuxCare:CentOS-Stream:8", "curl", "pkg:rpm/tuxcare/curl@1?distro=centos-stream-8"),
        ("TuxCare:OracleLinux:7", "curl", "pkg:rpm/tuxcare/curl@1?distro=oraclelinux-7"),
        ("Ubuntu:22.04:LTS", "glibc", "pkg:deb/ubuntu/glibc@1?distro=ubuntu-22.04"),
        ("Ubuntu:23.10", "glibc", "pkg:deb/ubuntu/glibc@1?distro=ubuntu-23.10"),
        ("Ubuntu:Pro:18.04:LTS", "glibc", "pkg:deb/ubuntu/glibc@1?distro=esm-infra%2Fbionic"),
        ("Ubuntu:Pro:FIPS:16.04:LTS", "glibc", "pkg:deb/ubuntu/glibc@1?distro=fips%2Fxenial"),
        ("Ubuntu:Pro:22.04:LTS:Realtime:Kernel", "linux", "pkg:deb/ubuntu/linux@1?distro=realtime%2Fjammy"),
        ("VSCode", "redhat.java", "pkg:vscode-extension/redhat/java@1"),
        (
            "VSCode:https://open-vsx.org", "redhat.java",
            "pkg:vscode-extension/redhat/java@1?repository_url=https:%2F%2Fopen-vsx.org"
        ),
        ("Wolfi", "syncthing", "pkg:apk/wolfi/syncthing@1"),
        ("GIT", "https://github.com/curl/curl.git", "pkg:git/github.com/curl/curl@1"),
    ]

    @Test(arguments: packages)
    func `an ecosystem's package has a package URL that leads back to it`(
        _ package: (ecosystem: String, name: String, purl: String)
    ) throws {
        let ecosystem = try EcosystemName(parsing: package.ecosystem)
        let url = try ecosystem.packageURL(name: package.name, version: "1")
        #expect(url.description == package.purl)
        guard case .found(let coordinate) = try PackageURL(parsing: url.description).coordinate() else {
            Issue.record("\(url) has no coordinate: \(url.coordinate())")
            return
        }
        #expect(coordinate.ecosystem == ecosystem)
        #expect(ecosystem.normalisedName(coordinate.name) == ecosystem.normalisedName(package.name))
        #expect(coordinate.version == "1")
    }

    @Test func `every ecosystem makes the round trip`() throws {
        let covered = try Set(Self.packages.map { try EcosystemName(parsing: $0.ecosystem).ecosystem })
        #expect(Set(Ecosystem.allCases).subtracting(covered).isEmpty)
        #expect(Ecosystem.allCases.count == 49)
    }

    @Test(arguments: [
        ("Maven", "artifact", "'artifact' is no name of Maven"), ("Packagist", "x", "'x' is no name of Packagist"),
        ("GitHub Actions", "x", "'x' is no name of GitHub Actions"), ("VSCode", "x", "'x' is no name of VSCode"),
        ("Root", "x", "'Root' does not say which packages Root rebuilds"),
        ("TuxCare:9", "x", "'TuxCare:9' does not say for which distribution TuxCare built the package"),
        ("Ubuntu:next", "x", "no package URL can say 'Ubuntu:next'"),
        ("npm", "", "a package URL of type 'npm' needs a name"),
        (
            "Root:PyPI", "requests",
            "no package URL tells 'requests' of 'Root:PyPI' from the package of the same name in PyPI"
        ),
    ])
    func `a name that is none of the ecosystem is refused with a sentence`(
        _ ecosystem: String, _ name: String, _ message: String
    ) throws {
        let error = #expect(throws: PackagesError.self) {
            try EcosystemName(parsing: ecosystem).packageURL(name: name, version: nil)
        }
        #expect(error?.message == message)
    }
}
