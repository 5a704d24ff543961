// SPDX-License-Identifier: Apache-2.0
import Packages
import Testing

@Suite struct OSReleaseTests {
    struct System: Sendable, CustomTestStringConvertible {
        var id: String
        var like: [String] = []
        var version: String?
        var pretty: String?
        var cpe: String?
        var ecosystem: String

        var testDescription: String { "\(id) \(version ?? "") \(pretty ?? "")" }

        init(_ id: String, _ version: String?, _ pretty: String? = nil, cpe: String? = nil, is ecosystem: String) {
            (self.id, self.version, self.pretty, self.cpe, self.ecosystem) = (id, version, pretty, cpe, ecosystem)
        }
    }

    @Test(arguments: [
        System("debian", "12", "Debian GNU/Linux 12 (bookworm)", is: "Debian:12"),
        System("debian", nil, "Debian GNU/Linux forky/sid", is: "Debian"),
        System("debian", nil, "Debian GNU/Linux 12 (bookworm)", is: "Debian:12"),
        System("ubuntu", "22.04", "Ubuntu 22.04.5 LTS", is: "Ubuntu:22.04:LTS"),
        System("ubuntu", "25.10", is: "Ubuntu:25.10"),
        System("alpine", "3.18.4", "Alpine Linux v3.18", is: "Alpine:v3.18"),
        System("alpine", "3.24.0_alpha20251224", "Alpine Linux edge", is: "Alpine:edge"),
        System("alpine", nil, is: "Alpine"),
        System("almalinux", "9.3", is: "AlmaLinux:9"), System("rocky", "8.10", is: "Rocky Linux:8"),
        System(
            "rhel", "8.6", "Red Hat Enterprise Linux 8.6 (Ootpa)", cpe: "cpe:/o:redhat:enterprise_linux:8::baseos",
            is: "Red Hat:enterprise_linux:8.6"),
        System("rhel", nil, cpe: "cpe:/o:redhat:enterprise_linux:9::baseos", is: "Red Hat:enterprise_linux:9::baseos"),
        System("sles", "15.5", "SUSE Linux Enterprise Server 15 SP5", is: "SUSE:Linux Enterprise Server 15 SP5"),
        System("sles", "15.5", is: "SUSE:Linux Enterprise Server 15 SP5"),
        System("sles", "16.0", is: "SUSE:Linux Enterprise Server 16.0"),
        System("sles_sap", "15.4", is: "SUSE:Linux Enterprise Server for SAP Applications 15 SP4"),
        System("sle-micro", "5.5", "SUSE Linux Enterprise Micro 5.5", is: "SUSE:Linux Enterprise Micro 5.5"),
        System("opensuse-leap", "15.5", "openSUSE Leap 15.5", is: "openSUSE:Leap 15.5"),
        System("opensuse-tumbleweed", "20250630", "openSUSE Tumbleweed", is: "openSUSE:Tumbleweed"),
        System("opensuse-tumbleweed", nil, is: "openSUSE:Tumbleweed"),
        System("photon", "5.0", "VMware Photon OS/Linux", is: "Photon OS:5.0"),
        System("azurelinux", "3.0", is: "Azure Linux:3"),
        System("mariner", "2.0", is: "Azure Linux:2"), System("mageia", "9", is: "Mageia:9"),
        System("openEuler", "22.03", "openEuler 22.03 (LTS-SP3)", is: "openEuler:22.03-LTS-SP3"),
        System("openEuler", "24.03", is: "openEuler:24.03"), System("wolfi", "20230201", is: "Wolfi"),
        System("chainguard", "20230214", is: "Chainguard"), System("minimos", "20241031", is: "MinimOS"),
        System("alpaquita", "23", is: "Alpaquita:23"), System("alpaquita", "stream", is: "Alpaquita:stream"),
        System("bellsoft-hardened-containers", "23", is: "BellSoft Hardened Containers:23"),
        System("echo", "2.0", is: "Echo"),
        System("freebsd", "14.3", is: "FreeBSD:ports:14.3"), System("cleanstart", nil, is: "CleanStart"),
    ])
    func `an os-release file names the ecosystem of the packages`(_ system: System) throws {
        let name = try EcosystemName(
            osRelease: system.id, versionID: system.version, prettyName: system.pretty, cpeName: system.cpe)
        #expect(name.description == system.ecosystem)
    }

    @Test(arguments: [
        ("fedora", NoEcosystemReason.distributionWithoutAdvisories("Fedora")),
        ("linuxmint", .distributionWithoutAdvisories("Linux Mint")),
        ("amzn", .distributionWithoutAdvisories("Amazon Linux")),
        ("neverheard", .unknownDistribution("neverheard (like debian)")),
        ("", .distributionNotStated("the os-release file does not say which distribution it is of")),
    ])
    func `a derivative is not its parent, and an unknown system has a reason`(_ id: String, _ reason: NoEcosystemReason)
    {
        #expect(throws: reason) { try EcosystemName(osRelease: id, idLike: ["debian"], versionID: "12") }
    }
}
