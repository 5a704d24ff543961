// SPDX-License-Identifier: Apache-2.0
import Packages
import Testing

@Suite struct VersionSchemeEcosystemTests {
    @Test func `every ecosystem has an order, but those that are ordered by their suffix or by commits`() {
        let without = Ecosystem.allCases.filter { $0.versionScheme == nil }
        #expect(without == [.root, .tuxCare, .git])
    }

    @Test(arguments: [
        (Ecosystem.root, "Alpine:3.18", VersionScheme.apk), (.root, "Debian:12", .dpkg), (.root, "PyPI", .pep440),
        (.tuxCare, "Maven", .maven), (.tuxCare, "AlmaLinux:9", .rpm), (.debian, "12", .dpkg),
    ])
    func `Root and TuxCare are ordered as the ecosystem that their suffix names`(
        _ ecosystem: Ecosystem, _ suffix: String, _ scheme: VersionScheme
    ) {
        #expect(EcosystemName(ecosystem, suffix: suffix).versionScheme == scheme)
    }

    @Test(arguments: [nil, "", "Elsewhere", "Root:Alpine", ":"])
    func `Root without an ecosystem it could mean has no order`(_ suffix: String?) {
        #expect(EcosystemName(.root, suffix: suffix).versionScheme == nil)
    }

    @Test func `an ecosystem with a VERS type has the order of that type`() {
        for ecosystem in Ecosystem.allCases {
            guard let type = ecosystem.versType else { continue }
            #expect(VersionScheme(versType: type) == ecosystem.versionScheme, "\(ecosystem.rawValue)")
        }
    }
}
