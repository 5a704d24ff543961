// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Licenses

@Suite struct LicenseFileNameTests {
    /// The names that Scorecard's own table tries: whether it takes them, the name, and what is put behind it (`-` for
    /// nothing).
    private static let table = """
        yes LICENSE | - .adoc .asc .docx .doc .ext .html .markdown .md .rst .txt .xml
        yes LICENCE | - .adoc .asc .docx .doc .ext .html .markdown .md .rst .txt .xml
        yes COPYING | - .adoc .asc .docx .doc .ext .html .markdown .md .rst .txt .xml -MIT
        yes MIT-LICENSE-MIT | -
        yes MIT-COPYING | -
        no  OFL | - .md .textile
        yes LPPL-1.3clicences | - .xml
        yes LICENSE_LPPL-1.3c | - .md
        no  Artistic-1.0-Perl LICENSE | - .md .textile
        yes PATENTS | - .txt
        no  GPL | v1 -1.0 v2 -2.0 v3 -3.0
        no  .actions/ASFLicenseHeaderMarkdown.txt | -
        no  .baseline/copyright/001_apache-2.0.txt | -
        no  .copyrightignore | -
        no  .dependency_license | -
        no  .github/testForLicenseHeaders.sh | -
        no  .github/workflows/ci_check_license.yml | -
        no  .github/workflows/license-check.yaml | -
        no  .github/workflows/license-check.yml | -
        no  .github/workflows/license-checker.yml | -
        no  .github/workflows/license-eyes.yml | -
        no  .github/workflows/license.yml | -
        no  .github/workflows/licensecheck.yml | -
        no  .github/workflows/licenses.yml | -
        no  .idea/copyright/Eclipse.xml | -
        no  .idea/copyright/Winery.xml | -
        no  .licenserc.yaml | -
        no  .yarn/cache/spdx-license-ids-npm-3.0.5-cb028e9441-b1ceea3f87.zip | -
        yes APACHE_LICENSETEXT.md | -
        yes COPYRIGHT | -
        yes COPYRIGHT.txt | -
        no  Docgen/business/features/org.polarsys.kitalpha.doc.gen.business.core.feature/license.html | -
        no  Documentation/doc_infocenter/com.ibm.ism.doc/Reference/SpecialCmd/cmd_imaserver_get_licensedusage.dita | -
        yes GPL-2.0-LICENSE | -
        yes GPL-LICENSE | -
        yes GPL2LICENCES | -
        yes GPLLICENCE | -
        yes LICENCES | -
        no  LICENSE, | -
        yes LICENSE-ASL.txt | -
        yes LICENSE-MPL-2.0 | -
        yes license-CC-BY-4.0 | - .adoc .asc .docx .doc .ext .html .markdown .md .rst .txt .xml
        yes LICENSE-binary | -
        yes LICENSE-junit.txt | -
        yes LICENSE.txt | -
        yes LICENSES.txt | -
        yes LICENSES/Apache-2.0.txt | -
        yes LICENSE_RELEASE | -
        yes Licenses/GPL-3.0.md | -
        yes MIG_kjahdskhaskjdhk_LICENSE | -
        yes MIT-License | -
        yes MIT_.0_LICENSE | -
        yes MIT_kjahdskhaskjdhk_LICENSE | -
        yes UNLICENSE.md | -
        no  VotoSerifGX-OFL/Fonts/VotoSerifGX-VarTTF/OFL.txt | -
        no  content/dev/apply-license.md | -
        no  deprecated/3.3/features/org.eclipse.egf.portfolio.genchain.ecoretools.feature/license.html | -
        no  examples-trunk/LICENSE | -
        no  jetty-artifact-remote-resources/src/main/resources/META-INF/LICENSE | -
        yes license.md | -
        no  license.yaml | -
        no  licenserc.yaml | -
        yes mit-2-0-0-LICENSE | -
        yes mit-2.0.0-LICENSE | -
        yes mit.2.0.0.LICENSE | -
        yes mit_2_0_0_LICENSE | -
        yes mit_2_0_LICENSE | -
        no  python-phoenixdb/LICENSE | -
        no  static/fonts/OFL.txt | -
        yes unlicense | -
        """

    @Test func `Scorecard's names of license files are told as Scorecard tells them`() {
        var passed = 0
        var failed: [String] = []
        for line in LicenseFileNameTests.table.split(separator: "\n") {
            let (isWanted, rest) = (line.hasPrefix("yes"), line.dropFirst(4))
            let sides = rest.split(separator: "|")
            guard sides.count == 2, let name = sides.first?.dropLast() else { continue }
            for end in sides[1].split(separator: " ") {
                let path = String(name) + (end == "-" ? "" : String(end))
                if (LicenseFileName.match(path: path) != nil) == isWanted { passed += 1 } else { failed.append(path) }
            }
        }
        print("license file names: \(passed)/\(passed + failed.count)")
        #expect(failed == [])
        #expect(passed == 127)
    }

    @Test(
        arguments: [
            ("LICENSE", nil), ("LICENSES/Apache-2.0.txt", "Apache-2.0"), ("Licenses/GPL-3.0.md", "GPL-3.0"),
            ("UNLICENSE.md", "UNLICENSE"), ("unlicense", "UNLICENSE"), ("LICENSE-MIT", "MIT"),
            ("MIT-LICENSE-GPL", "MIT"),
            ("LICENSE.txt", nil), ("LICENSE-junit.txt", "junit"), ("license-CC-BY-4.0", "CC-BY-4.0"),
            ("license-CC-BY-4.0.md", "CC-BY-4.0"), ("LICENSE_LPPL-1.3c", "LPPL-1.3c"), ("COPYING.LGPLv2.1", "LGPLv2.1"),
            ("GPL-2.0-LICENSE", "GPL-2.0"),
        ] as [(String, String?)])
    func `the identifier is read from the name`(_ path: String, _ id: String?) throws {
        let match = try #require(LicenseFileName.match(path: path))
        #expect(match == LicenseFileNameMatch(path: path, spdxID: id))
    }

    @Test func `any name is answered`() {
        Fuzzing(seed: 31, rounds: 2_000, pieces: ["LICENSE", "copying", "-", "_", ".", "/", "2.0", "MIT", ".md", "é"])
            .run { _, mutator in
                let name = mutator.mutated("GPL-2.0-LICENSES_MIT-1.0a.txt")
                if let match = LicenseFileName.match(path: name) { #expect(match.path == name) }
            }
    }
}
