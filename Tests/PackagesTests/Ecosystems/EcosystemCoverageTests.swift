// SPDX-License-Identifier: Apache-2.0
import Packages
import TestSupport
import Testing

@Suite struct EcosystemCoverageTests {
    enum Answer: String { case same, different, unknown }

    static func answer(_ advisory: String, _ component: String) throws -> Answer {
        switch try EcosystemName(parsing: advisory).covers(EcosystemName(parsing: component)) {
        case .same: return .same
        case .different: return .different
        case .unknown(let reason):
            #expect(reason.count > 20)
            return .unknown
        }
    }

    @Test(arguments: [
        ("npm", "npm", Answer.same), ("npm", "PyPI", .different), ("AlmaLinux:8", "AlmaLinux:8", .same),
        ("AlmaLinux", "AlmaLinux:8", .same), ("AlmaLinux:8", "AlmaLinux", .unknown),
        ("AlmaLinux:8", "AlmaLinux:9", .different),
        ("AlmaLinux:8", "AlmaLinux:8.10", .same), ("Rocky Linux:9", "Rocky Linux:9", .same),
        ("Ubuntu:22.04:LTS", "Ubuntu:22.04", .same), ("Ubuntu:22.04:LTS", "Ubuntu:24.04:LTS", .different),
        ("Ubuntu:Pro:18.04:LTS", "Ubuntu:18.04:LTS", .different), ("Ubuntu:Pro:18.04:LTS", "Ubuntu:Pro:18.04", .same),
        ("Ubuntu:Pro:FIPS:18.04:LTS", "Ubuntu:Pro:18.04:LTS", .different), ("Ubuntu:22.04:LTS", "Ubuntu", .unknown),
        ("Alpine:v3.18", "Alpine:3.18", .same), ("Alpine:v3.18", "Alpine:v3.18.4", .same),
        ("Alpine:v3.18", "Alpine:v3.19", .different),
        ("Alpine:edge", "Alpine:v3.19", .different), ("Alpine:v3.18", "Alpine", .unknown),
        ("Debian:12", "Debian:bookworm", .same), ("Debian:12", "Debian:12.5", .same),
        ("Debian:12", "Debian:11", .different),
        ("Debian:12", "Debian:sid", .different), ("Debian:12", "Debian:stable", .unknown),
        ("Debian", "Debian:12", .same),
        ("Maven", "Maven:https://maven.google.com", .same), ("Maven:https://maven.google.com", "Maven", .same),
        ("Maven:https://maven.google.com", "Maven:https://maven.google.com/", .same),
        ("Maven:https://maven.google.com", "Maven:https://jitpack.io", .different),
        ("Maven:https://repo.maven.apache.org/maven2", "Maven:https://repo1.maven.org/maven2", .same),
        ("Packagist:https://packages.drupal.org/8", "Packagist", .same),
        ("VSCode:https://open-vsx.org", "VSCode", .same),
        ("Azure Linux:3", "Azure Linux:3.0", .same), ("Photon OS:4.0", "Photon OS:4", .same),
        ("Photon OS:4.0", "Photon OS:5.0", .different),
        ("openEuler:22.03-LTS-SP3", "openEuler:22.03-LTS-SP3", .same),
        ("openEuler:22.03-LTS-SP3", "openEuler:22.03", .unknown),
        ("openEuler:22.03-LTS-SP3", "openEuler:22.03-LTS-SP1", .different),
        ("openEuler:22.03-LTS-SP3", "openEuler:24.03-LTS", .different),
        ("openSUSE:Leap 15.5", "openSUSE:15.5", .same), ("openSUSE:Leap 15.5", "openSUSE:Leap 15.6", .different),
        ("openSUSE:Tumbleweed", "openSUSE:Leap 15.6", .different),
        ("FreeBSD:ports", "FreeBSD:ports:14", .same), ("FreeBSD:ports:14", "FreeBSD:ports", .unknown),
        ("FreeBSD:ports:14", "FreeBSD:ports:14.3", .same), ("FreeBSD:ports:14", "FreeBSD:ports:13", .different),
        ("FreeBSD:kernel", "FreeBSD:ports:14", .different),
        ("Root:Alpine:3.18", "Root:Alpine:v3.18", .same), ("Root:Alpine:3.18", "Root:Alpine", .unknown),
        ("Root:Alpine:3.18", "Root:Debian:12", .different), ("TuxCare:RHEL:8", "TuxCare:RHEL:8", .same),
        ("TuxCare:RHEL:8", "TuxCare:CentOS:8", .different), ("TuxCare:RHEL:8", "TuxCare:RHEL", .unknown),
        ("Wolfi", "Wolfi", .same), ("Alpaquita:23", "Alpaquita:stream", .different),
    ])
    func `an advisory's ecosystem covers a component's when the releases are one`(
        _ advisory: String, _ component: String, _ answer: Answer
    ) throws {
        #expect(try Self.answer(advisory, component) == answer)
    }

    @Test(arguments: [
        ("enterprise_linux:8::baseos", "enterprise_linux:8", Answer.same),
        ("enterprise_linux:8::appstream", "enterprise_linux:8.6", .same),
        ("enterprise_linux:8::appstream", "enterprise_linux:8::baseos", .same),
        ("enterprise_linux:9::baseos", "enterprise_linux:8", .different),
        ("enterprise_linux:10.0", "enterprise_linux:10", .same),
        ("rhel_aus:8.6::appstream", "enterprise_linux:8", .unknown),
        ("rhel_aus:8.6::appstream", "enterprise_linux:8.6", .unknown),
        ("rhel_aus:8.6::appstream", "enterprise_linux:8.10", .different),
        ("rhel_eus:9.2::baseos", "enterprise_linux:8", .different), ("rhel_els:7", "enterprise_linux:7.9", .unknown),
        ("rhel_aus:8.6::appstream", "rhel_aus:8.6", .same), ("rhel_aus:8.6::appstream", "rhel_aus:8.4", .different),
        ("rhel_aus:8.6::appstream", "rhel_tus:8.6", .different),
        ("enterprise_linux:8::baseos", "rhel_aus:8.6", .unknown),
        ("enterprise_linux:9::baseos", "rhel_aus:8.6", .different),
        ("openshift:4.12::el8", "enterprise_linux:8", .unknown),
        ("openshift:4.12::el8", "enterprise_linux:9", .different), ("openshift:4.12::el8", "openshift:4.12", .same),
        ("rhel_software_collections:3::el7", "enterprise_linux:7", .unknown),
    ])
    func `Red Hat's streams are told apart as far as an inventory shows them`(
        _ advisory: String, _ component: String, _ answer: Answer
    ) throws {
        #expect(try Self.answer("Red Hat:\(advisory)", "Red Hat:\(component)") == answer)
    }

    @Test(arguments: [
        ("Linux Enterprise Server 15 SP5", "Linux Enterprise Server 15 SP5", Answer.same),
        ("Linux Enterprise Module for Basesystem 15 SP5", "Linux Enterprise Server 15 SP5", .same),
        ("Linux Enterprise Module for Basesystem 15 SP4", "Linux Enterprise Server 15 SP5", .different),
        ("Linux Enterprise Server 15 SP5-LTSS", "Linux Enterprise Server 15 SP5", .unknown),
        ("Linux Enterprise Server 15 SP5", "Linux Enterprise Server 15 SP5-LTSS", .same),
        ("Linux Enterprise Server for SAP Applications 15 SP5", "Linux Enterprise Server 15 SP5", .unknown),
        ("Linux Enterprise Server 15", "Linux Enterprise Server 15 SP5", .different),
        ("Linux Enterprise Server 15 SP5", "15.5", .same),
        ("Linux Enterprise Micro 5.5", "Linux Enterprise Micro 5.5", .same),
        ("Linux Enterprise Micro 5.5", "Linux Enterprise Server 15 SP5", .different),
        ("Manager Server 4.3", "Linux Enterprise Server 15 SP4", .different),
        ("Package Hub 15 SP5", "Linux Enterprise Server 15 SP5", .same),
    ])
    func `SUSE's products are one where the release is one and the support general`(
        _ advisory: String, _ component: String, _ answer: Answer
    ) throws {
        #expect(try Self.answer("SUSE:\(advisory)", "SUSE:\(component)") == answer)
    }
}

extension EcosystemCoverageTests {
    @Suite struct MutationTests {
        @Test func `a name covers itself, whatever its suffix`() {
            let seeds = [
                "rhel_aus:8.6::appstream", "Linux Enterprise Server 15 SP5-LTSS", "Pro:FIPS:18.04:LTS", "22.03-LTS-SP3",
                "v3.18", "ports:14",
            ]
            Fuzzing(seed: 3, rounds: 2_000).run { round, mutator in
                let first = mutator.mutated(seeds[round % seeds.count])
                let second = mutator.mutated(seeds[(round / 7) % seeds.count])
                for ecosystem in [
                    Ecosystem.redHat, .suse, .ubuntu, .openEuler, .alpine, .freeBSD, .root, .debian, .openSUSE, .maven,
                ] {
                    let name = EcosystemName(ecosystem, suffix: first)
                    #expect(name.covers(name) == .same)
                    _ = name.covers(EcosystemName(ecosystem, suffix: second))
                }
            }
        }
    }
}
