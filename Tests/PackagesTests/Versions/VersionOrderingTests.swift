// SPDX-License-Identifier: Apache-2.0
import Packages
import Testing

@Suite struct VersionOrderingTests {
    @Test(arguments: VersionScheme.allCases)
    func `every scheme orders versions as its table says, in both directions`(_ scheme: VersionScheme) throws {
        let facts = try OrderingFact.all(of: scheme)
        #expect(facts.count >= 2)
        for fact in facts {
            let forward = scheme.compare(fact.first, fact.second)
            #expect(forward.sign == fact.relation, "\(fact), answered \(forward)")
            #expect(scheme.compare(fact.second, fact.first).sign == forward.reversed.sign, "\(fact)")
            #expect(scheme.compare(fact.first, fact.first) == .equal)
        }
    }

    @Test(arguments: VersionScheme.allCases)
    func `an empty version is not compared, whatever the scheme`(_ scheme: VersionScheme) {
        #expect(scheme.compare("", "") == .notEvaluable("An empty version cannot be compared."))
        #expect(scheme.compare("1", "").sign == "?")
    }

    @Test(arguments: VersionScheme.allCases)
    func `a version over 1,024 bytes is refused with a sentence that names the limit`(_ scheme: VersionScheme) {
        let long = String(repeating: "1", count: 1_025)
        guard case .notEvaluable(let reason) = scheme.compare(long, "1") else {
            Issue.record("it was compared")
            return
        }
        #expect(reason.hasSuffix("has 1025 bytes; versions over 1024 are not compared."))
        #expect(reason.utf8.count < 200)
    }

    @Test(arguments: [
        VersionScheme.semver, .pep440, .maven, .rubyGems, .nuGet, .dpkg, .rpm, .apk, .pvp, .cran, .freeBSD, .conan,
    ])
    func `numbers of a thousand digits compare by their value`(_ scheme: VersionScheme) {
        let smaller = String(repeating: "9", count: 998)
        let larger = "1" + String(repeating: "0", count: 998)
        #expect(scheme.compare(smaller + ".0", larger + ".0") == .less)
        #expect(scheme.compare("1." + larger, "1." + smaller) == .greater)
    }

    @Test func `an answer that cannot be given names the version that stands in its way`() {
        #expect(
            VersionScheme.pep440.compare("1.0", "2004d") == .notEvaluable("'2004d' is no Python version (PEP 440)."))
        #expect(VersionScheme.pep440.problem(with: "2004d") == "'2004d' is no Python version (PEP 440).")
        #expect(VersionScheme.pep440.problem(with: "1.0") == nil)
    }

    @Test func `identical versions are equal even where the scheme cannot read them`() {
        #expect(VersionScheme.composer.compare("dev-main", "dev-main") == .equal)
        #expect(VersionScheme.pep440.compare("2004d", "2004d") == .equal)
    }

    @Test func `bytes compare as texts do`() {
        let first = Array("1.10".utf8)
        let second = Array("1.9".utf8)
        #expect(VersionScheme.semver.compare(first.span, second.span) == .greater)
    }

    @Test func `pacman takes a missing release for any`() {
        #expect(VersionScheme.alpm.compare("1.5", "1.5-1") == .equal)
        #expect(VersionScheme.alpm.compare("1.5", "1.5-2") == .equal)
        #expect(VersionScheme.alpm.compare("1.5-1", "1.5-2") == .less)
    }
}
