// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages
import TestSupport
import Testing

@Suite struct CoordinateTests {
    static func coordinate(_ text: String) throws -> PackageCoordinate? {
        guard case .found(let coordinate) = try PackageURL(parsing: text).coordinate() else { return nil }
        return coordinate
    }

    @Test(arguments: [
        ("pkg:npm/left-pad@1.3.0", "npm", "left-pad"), ("pkg:npm/%40babel/core", "npm", "@babel/core"),
        ("pkg:maven/org.a/b@1", "Maven", "org.a:b"), ("pkg:gradle/org.a/b@1", "Maven", "org.a:b"),
        ("pkg:maven/org.a/b?repository_url=https://repo1.maven.org/maven2/", "Maven", "org.a:b"),
        ("pkg:maven/org.a/b?repository_url=maven.google.com/", "Maven:https://maven.google.com", "org.a:b"),
        ("pkg:pypi/Django", "PyPI", "django"), ("pkg:cargo/serde_json", "crates.io", "serde_json"),
        ("pkg:golang/github.com/a/b", "Go", "github.com/a/b"), ("pkg:golang/stdlib@1.21", "Go", "stdlib"),
        ("pkg:golang/github.com/a/b#v2", "Go", "github.com/a/b/v2"),
        ("pkg:nuget/Newtonsoft.Json", "NuGet", "Newtonsoft.Json"),
        ("pkg:gem/rails", "RubyGems", "rails"), ("pkg:composer/Drupal/Core", "Packagist", "drupal/core"),
        (
            "pkg:composer/drupal/ctools?repository_url=https://packages.drupal.org/8/",
            "Packagist:https://packages.drupal.org/8", "drupal/ctools"
        ),
        ("pkg:hex/acme/foo", "Hex", "acme/foo"), ("pkg:pub/http", "Pub", "http"), ("pkg:cran/A3", "CRAN", "A3"),
        ("pkg:cran/x?repository_url=https://bioconductor.org", "Bioconductor", "x"),
        ("pkg:bioconductor/x", "Bioconductor", "x"),
        ("pkg:conan/user/zlib@1", "ConanCenter", "zlib"), ("pkg:hackage/aeson", "Hackage", "aeson"),
        ("pkg:julia/Dates?uuid=1", "Julia", "Dates"), ("pkg:bitnami/wordpress", "Bitnami", "wordpress"),
        ("pkg:opam/conex", "opam", "conex"), ("pkg:dhi/python", "Docker Hardened Images", "python"),
        ("pkg:swift/github.com/apple/swift-nio", "SwiftURL", "github.com/apple/swift-nio"),
        ("pkg:githubactions/Actions/Checkout@v4", "GitHub Actions", "actions/checkout"),
        ("pkg:githubactions/github/codeql-action/init@v3", "GitHub Actions", "github/codeql-action"),
        ("pkg:github/actions/checkout@v4", "GitHub Actions", "actions/checkout"),
        ("pkg:github/torvalds/linux@v6.1", "Linux", "Kernel"), ("pkg:generic/linux-kernel@6.1", "Linux", "Kernel"),
        ("pkg:generic/android/platform/frameworks/base", "Android", "platform/frameworks/base"),
        ("pkg:generic/ghc/rts", "GHC", "rts"), ("pkg:ghc/rts", "GHC", "rts"),
        ("pkg:generic/openssl@3", "OSS-Fuzz", "openssl"),
        ("pkg:k8s/k8s.io/apiserver@1.28", "Kubernetes", "k8s.io/apiserver"),
        ("pkg:vscode-extension/RedHat/Java", "VSCode", "redhat.java"),
        ("pkg:vscode/redhat/java", "VSCode", "redhat.java"),
        ("pkg:openvsx/redhat/java", "VSCode:https://open-vsx.org", "redhat.java"),
        ("pkg:vscode-extension/a/b?repository_url=https://open-vsx.org/", "VSCode:https://open-vsx.org", "a.b"),
        ("pkg:freebsd/curl@8.9.1?arch=FreeBSD%3A14%3Aamd64&origin=www%2Fcurl", "FreeBSD:ports:14", "curl"),
        ("pkg:freebsd/www/curl", "FreeBSD:ports", "curl"),
        ("pkg:freebsd/kernel?origin=base&distro=freebsd-14.3", "FreeBSD:base:14.3", "kernel"),
        ("pkg:git/codeberg.org/forgejo/forgejo@1", "GIT", "codeberg.org/forgejo/forgejo"),
        ("pkg:bitbucket/a/b", "GIT", "bitbucket.org/a/b"),
        ("pkg:pypi/rootio-requests", "Root:PyPI", "rootio-requests"),
        ("pkg:npm/%40rootio/lodash", "Root:npm", "@rootio/lodash"),
    ])
    func `a package URL of a language or platform has its ecosystem`(
        _ text: String, _ ecosystem: String, _ name: String
    ) throws {
        let coordinate = try Self.coordinate(text)
        #expect(coordinate?.ecosystem.description == ecosystem, "\(text)")
        #expect(coordinate?.name == name, "\(text)")
    }

    @Test(arguments: [
        ("deb/debian/x?distro=debian-12", "Debian:12"), ("deb/debian/x?distro=bookworm", "Debian:12"),
        ("deb/debian/x?distro=12", "Debian:12"), ("deb/debian/x?distro=debian-12.5", "Debian:12"),
        ("deb/debian/x?distro=debian-bookworm", "Debian:12"), ("deb/debian/x?distro=debian-sid", "Debian:sid"),
        ("deb/debian/x?distro=unstable", "Debian:sid"), ("deb/debian/x?distro=forky", "Debian:14"),
        ("deb/debian/x?distro=trixie", "Debian:13"), ("deb/debian/x?distro=squeeze", "Debian:6.0"),
        ("deb/debian/x", "Debian"), ("deb/debian/x@1.2-3+deb12u2", "Debian:12"),
        ("deb/x?distro=debian-12", "Debian:12"),
        ("deb/debian/x?os_name=debian&os_version=12&os_distro=bookworm", "Debian:12"),
        ("deb/ubuntu/x?distro=ubuntu-22.04", "Ubuntu:22.04:LTS"), ("deb/ubuntu/x?distro=jammy", "Ubuntu:22.04:LTS"),
        ("deb/ubuntu/x?distro=22.04", "Ubuntu:22.04:LTS"), ("deb/ubuntu/x?distro=ubuntu-22.04.3", "Ubuntu:22.04:LTS"),
        ("deb/ubuntu/x?distro=ubuntu-23.10", "Ubuntu:23.10"), ("deb/ubuntu/x?distro=questing", "Ubuntu:25.10"),
        ("deb/ubuntu/x?distro=esm-infra/bionic", "Ubuntu:Pro:18.04:LTS"),
        ("deb/ubuntu/x?distro=esm-infra-legacy%2Ftrusty", "Ubuntu:Pro:14.04:LTS"),
        ("deb/ubuntu/x?distro=fips-updates/jammy", "Ubuntu:Pro:FIPS-updates:22.04:LTS"),
        ("deb/ubuntu/x?distro=realtime/jammy", "Ubuntu:Pro:22.04:LTS:Realtime:Kernel"), ("deb/ubuntu/x", "Ubuntu"),
        ("deb/echo/x?distro=debian-12", "Echo"), ("deb/dhi/x?distro=debian-12", "Docker Hardened Images"),
        ("rpm/rocky/x?distro=rocky-9.3", "Rocky Linux:9"), ("rpm/rockylinux/x?distro=9", "Rocky Linux:9"),
        ("rpm/rocky-linux/x@1-1.el8", "Rocky Linux:8"), ("rpm/rocky-linux/x?distro=rocky-linux-8.10", "Rocky Linux:8"),
        ("rpm/almalinux/x?distro=almalinux-9.3", "AlmaLinux:9"), ("rpm/alma/x?distro=alma-8.4", "AlmaLinux:8"),
        ("rpm/almalinux/x?distro=el9", "AlmaLinux:9"), ("rpm/alma/x@4.4-4.el8_4", "AlmaLinux:8"),
        ("rpm/alma/x", "AlmaLinux"),
        ("rpm/redhat/x?distro=rhel-8.6", "Red Hat:enterprise_linux:8.6"),
        ("rpm/rhel/x?distro=redhat-9", "Red Hat:enterprise_linux:9"),
        ("rpm/redhat/x@1.1.1k-7.el8_6", "Red Hat:enterprise_linux:8"), ("rpm/redhat/x", "Red Hat"),
        ("rpm/redhat/x?distro=cpe:/a:redhat:rhel_aus:8.6::appstream", "Red Hat:rhel_aus:8.6::appstream"),
        ("rpm/opensuse/x?distro=opensuse-leap-15.5", "openSUSE:Leap 15.5"),
        ("rpm/opensuse/x?distro=15.5", "openSUSE:Leap 15.5"),
        ("rpm/opensuse/x?distro=openSUSE%20Leap%2015.5", "openSUSE:Leap 15.5"),
        ("rpm/opensuse/x?distro=opensuse-tumbleweed-20250630", "openSUSE:Tumbleweed"),
        ("rpm/suse/x?distro=opensuse-leap-15.6", "openSUSE:Leap 15.6"),
        ("rpm/suse/x?distro=sles-15.5", "SUSE:Linux Enterprise Server 15 SP5"),
        ("rpm/sles/x?distro=15.5", "SUSE:Linux Enterprise Server 15 SP5"),
        ("rpm/suse/x?distro=suse-15.6", "SUSE:Linux Enterprise Server 15 SP6"),
        ("rpm/suse/x?distro=sles-15", "SUSE:Linux Enterprise Server 15"),
        ("rpm/suse/x?distro=slem-5.5", "SUSE:Linux Enterprise Micro 5.5"),
        (
            "rpm/suse/x&distro=SUSE%20Linux%20Enterprise%20Server%2015%20SP4-LTSS",
            "SUSE:Linux Enterprise Server 15 SP4-LTSS"
        ),
        ("rpm/openEuler/x@1-9.oe2403?distro=openEuler-24.03", "openEuler:24.03-LTS"),
        ("rpm/openeuler/x?distro=openeuler-2203sp1", "openEuler:22.03-LTS-SP1"),
        ("rpm/openEuler/x&distro=openEuler-22.03-LTS-SP3", "openEuler:22.03-LTS-SP3"),
        ("rpm/openeuler/x?distro=openEuler-22.03", "openEuler:22.03"),
        ("rpm/mageia/x?distro=mageia-9", "Mageia:9"), ("rpm/mageia/x@1-2.mga9", "Mageia:9"),
        ("rpm/azurelinux/x?distro=azurelinux-3.0", "Azure Linux:3"), ("rpm/azure-linux/x@1-1.azl3", "Azure Linux:3"),
        ("rpm/mariner/x?distro=mariner-2.0.20240609", "Azure Linux:2"),
        ("rpm/cbl-mariner/x?distro=cbl-mariner-2.0", "Azure Linux:2"),
        ("rpm/photon/x?distro=photon-5.0", "Photon OS:5.0"), ("rpm/photon%20os/x?distro=photon-4", "Photon OS:4.0"),
        ("rpm/photon/x@1-1.ph4", "Photon OS:4.0"), ("rpm/photon/x?os_name=photon&os_version=4", "Photon OS:4.0"),
        ("apk/alpine/x?distro=alpine-3.18.4", "Alpine:v3.18"), ("apk/alpine/x?distro=3.18", "Alpine:v3.18"),
        ("apk/alpine/x?distro=v3.18", "Alpine:v3.18"), ("apk/alpine/x?distro=alpine-edge", "Alpine:edge"),
        ("apk/alpine/x?distro=3.24.0_alpha20251224", "Alpine:edge"), ("alpine/x?distro=3.18", "Alpine:v3.18"),
        ("apk/wolfi/x?distro=wolfi-20230201", "Wolfi"), ("apk/chainguard/x?distro=chainguard-20230214", "Chainguard"),
        ("apk/minimos/x?distro=minimos-20241031", "MinimOS"), ("apk/cleanstart/x", "CleanStart"),
        ("apk/alpaquita/x?distro=alpaquita-23", "Alpaquita:23"), ("apk/alpaquita/x?distro=stream", "Alpaquita:stream"),
        (
            "apk/bellsoft-hardened-containers/x?distro=bellsoft-hardened-containers-23",
            "BellSoft Hardened Containers:23"
        ),
        ("apk/alpine/rootio-zlib?distro=alpine-3.18", "Root:Alpine:3.18"),
        ("deb/root/x?distro=debian-12", "Root:Debian:12"),
        ("deb/ubuntu/rootio-x?distro=ubuntu-22.04", "Root:Ubuntu:22.04"),
        ("deb/ubuntu/squid@3.5.27-1ubuntu1.14+tuxcare.els3?distro=ubuntu-18.04", "TuxCare:Ubuntu:18.04"),
        ("rpm/almalinux/gnutls@3.7.6-21.el9_2.tuxcare.els2?distro=almalinux-9.2", "TuxCare:AlmaLinux:9.2"),
        ("rpm/redhat/bash@4.4.20-4.el8_4.tuxcare.els1?distro=rhel-8.4", "TuxCare:RHEL:8"),
        ("rpm/centos/glibc@2.17-326.el7.tuxcare.els2?distro=centos-7", "TuxCare:CentOS:7"),
    ])
    func `a distribution's package has its ecosystem and release in every spelling`(_ text: String, _ ecosystem: String)
        throws
    {
        let result = try PackageURL(parsing: "pkg:" + text).coordinate()
        guard case .found(let coordinate) = result else {
            Issue.record("\(text) has no coordinate: \(result)")
            return
        }
        #expect(coordinate.ecosystem.description == ecosystem, "\(text)")
    }

    @Test(arguments: [
        ("pkg:rpm/fedora/curl@7?distro=fedora-25", "no advisory source covers the distribution 'Fedora'"),
        ("pkg:rpm/centos/curl@7?distro=centos-7", "no advisory source covers the distribution 'CentOS'"),
        ("pkg:rpm/redhat/curl?distro=centos-7", "no advisory source covers the distribution 'CentOS'"),
        ("pkg:rpm/amzn/curl", "no advisory source covers the distribution 'Amazon Linux'"),
        ("pkg:rpm/amazon/curl?distro=amazon-2023", "no advisory source covers the distribution 'Amazon Linux'"),
        ("pkg:rpm/ol/curl", "no advisory source covers the distribution 'Oracle Linux'"),
        ("pkg:deb/nginx/nginx?distro=debian-12", "the distribution 'nginx' is not known"),
        ("pkg:deb/debian/x?distro=nosuch", "'nosuch' is no known release of Debian"),
        ("pkg:deb/ubuntu/x?distro=22", "'22' is no known release of Ubuntu"),
        (
            "pkg:deb/debian/x?distro=ubuntu-22.04",
            "the package URL's namespace names Debian and its 'distro' qualifier Ubuntu"
        ),
        (
            "pkg:rpm/curl@7",
            "the package URL says neither in its namespace nor in a 'distro' qualifier which distribution 'curl' is of"
        ),
        ("pkg:alpm/arch/pacman", "no advisory ecosystem covers packages of type 'alpm'"),
        ("pkg:docker/cassandra@latest", "no advisory ecosystem covers packages of type 'docker'"),
        ("pkg:unheard/x", "no advisory ecosystem covers packages of type 'unheard'"),
        ("pkg:generic/acme/x", "no advisory ecosystem covers packages of type 'generic/acme'"),
        ("pkg:maven/log4j-core@2", "the Maven artifact 'log4j-core' is written without its group"),
        ("pkg:swift/Alamofire", "the Swift package 'Alamofire' is written without its host and owner"),
    ])
    func `what no advisory source covers, or what says too little, has a reason`(_ text: String, _ message: String)
        throws
    {
        guard case .noEcosystem(let reason) = try PackageURL(parsing: text).coordinate() else {
            Issue.record("\(text) has a coordinate")
            return
        }
        #expect(reason.message == message)
    }

    @Test(
        arguments: [
            ("deb/debian/libssl3@3.0-1?upstream=openssl%403.0-2", "openssl", "3.0-2"),
            ("deb/debian/libc6@2?upstream=glibc", "glibc", nil),
            ("deb/debian/attr@1:2.4.47-2?arch=source", "attr", "1:2.4.47-2"), ("rpm/redhat/x@1-1?arch=src", "x", "1-1"),
            (
                "rpm/rocky/bind-libs@9.11-1.el8?epoch=32&upstream=bind-9.11-1.el8.src.rpm", "bind", "32:9.11-1.el8"
            ),
            ("rpm/rocky/x-libs@1-2?sourcerpm=x-y-1-2.nosrc.rpm", "x-y", "1-2"),
            ("apk/alpine/libcrypto3@3?origin=openssl", "openssl", nil),
            ("deb/debian/a@1?source=b&sourceversion=2", "b", "2"), ("rpm/rocky/x@1-1?upstream=odd.src.rpm", "odd", nil),
        ] as [(String, String, String?)])
    func `the source package is what the qualifiers say`(_ text: String, _ name: String, _ version: String?) throws {
        let source = try Self.coordinate("pkg:" + text)?.source
        #expect(source == PackageCoordinate.Source(name: name, version: version))
    }

    @Test(arguments: [
        ("pkg:rpm/rocky/x@1.0-1?epoch=2", "2:1.0-1"), ("pkg:rpm/rocky/x@1.0-1?epoch=0", "1.0-1"),
        ("pkg:rpm/rocky/x@3:1.0-1?epoch=2", "3:1.0-1"), ("pkg:rpm/rocky/x@1.0-1?epoch=x", "1.0-1"),
        ("pkg:github/torvalds/linux@v6.1", "6.1"),
    ])
    func `the version is written as advisories write it`(_ text: String, _ version: String) throws {
        #expect(try Self.coordinate(text)?.version == version)
    }

    @Test(arguments: [
        ("pkg:github/A/B@v1", ["GIT github.com/a/b"]), ("pkg:golang/github.com/a/b#v2", ["Go github.com/a/b"]),
        ("pkg:golang/k8s.io/apiserver@v1", ["Kubernetes k8s.io/apiserver"]),
        ("pkg:swift/github.com/a/b", ["GIT github.com/a/b"]),
        ("pkg:githubactions/a/b/c@v1", ["GitHub Actions a/b/c"]), ("pkg:npm/x", []),
    ])
    func `a package URL with several meanings lists the others`(_ text: String, _ others: [String]) throws {
        let alternatives = try Self.coordinate(text)?.alternatives ?? []
        #expect(alternatives.map { "\($0.ecosystem) \($0.name)" } == others)
        #expect(try others.isEmpty || PackageURL(parsing: text).mayMeanSeveral)
    }

    struct Record: Decodable {
        var affected: [Affected]?

        struct Affected: Decodable {
            var package: Package?
        }

        struct Package: Decodable {
            var ecosystem: String
            var name: String
            var purl: String?
        }
    }

    @Test func `package URLs in real advisories mean the package beside them`() throws {
        guard let folder = TestData.folder("advisories/osv-mixed") else { return }
        var count = 0
        for file in TestData.files(below: folder) where file.pathExtension == "json" {
            guard let record = try? JSONDecoder().decode(Record.self, from: Data(contentsOf: file)) else { continue }
            for package in (record.affected ?? []).compactMap(\.package) {
                guard let purl = package.purl else { continue }
                let ecosystem = try EcosystemName(parsing: package.ecosystem)
                let coordinate = try #require(try Self.coordinate(purl), "\(purl)")
                #expect(coordinate.ecosystem.ecosystem == ecosystem.ecosystem, "\(purl)")
                #expect(ecosystem.normalisedName(coordinate.name) == ecosystem.normalisedName(package.name), "\(purl)")
                count += 1
            }
        }
        print("osv-mixed: \(count) package URLs agree with their packages")
        #expect(count == 1246)
    }
}
