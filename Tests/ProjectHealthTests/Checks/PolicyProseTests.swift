// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import ProjectHealth

/// What readers of a security policy see, and what it asks them to do.
@Suite struct PolicyProseTests {
    private func privateWay(_ text: String) -> ProbeFinding? {
        SecurityPolicy.check.findings(.of(["SECURITY.md": text])).first(SecurityPolicy.privateWay)
    }

    @Test func `comments of a policy count for Scorecard alone`() {
        let header = "The law of 2004 is at http://law.example/2.0\n    vulnerable\n"
        let line = "See https://b.org/security[the Security page] of ours, please.\n"
        for (path, text) in [
            ("SECURITY.adoc", "////\n\(header)////\n\n\(line)"), ("SECURITY.md", "<!--\n\(header)-->\n\n\(line)"),
        ] {
            let facts = ProjectFacts.of([path: text])
            let findings = SecurityPolicy.check.findings(facts)
            let links = findings.first(SecurityPolicy.links)
            #expect(links?.message == "\(path) names 1 address.")
            #expect(links?.location?.line == 6)
            let disclosure = findings.first(SecurityPolicy.disclosure)
            #expect(disclosure?.outcome == .yes && disclosure?.isBad == true)
            #expect(disclosure?.message == "\(path) hardly speaks of disclosure, vulnerabilities or times.")
            let score = SecurityPolicy.check.run(facts)
            #expect(score.compatible == .score(10))
            #expect(score.interval == ScoreInterval(lowest: 70, highest: 90), "\(path)")
        }
    }

    @Test func `a sentence that asks for private reports is a private way`() {
        let text =
            "# Security\n\nMatters of privacy count.\n\nIf you believe that you found a security vulnerability, please report it\nwith the forge's private vulnerability feature.\n"
        let found = privateWay(text)
        #expect(found?.outcome == .yes)
        #expect(found?.location?.line == 5)
        #expect(found?.message == "SECURITY.md:5 asks for private reports.")
        let score = SecurityPolicy.check.run(.of(["SECURITY.md": text]))
        #expect(score.interval == ScoreInterval(lowest: 100, highest: 100))
        #expect(score.reason == "SECURITY.md says how to report a vulnerability.")
        #expect(privateWay("Do not open an issue; report vulnerabilities privately.\n")?.outcome == .yes)
        for other in [
            "Report a security issue or a breach of privacy in the tracker.",
            "There is no private way to report vulnerabilities.",
            "Vulnerabilities cannot be reported privately; open an issue.",
            "Report private keys that you find as security issues.", "Write to the maintainers privately.",
        ] {
            #expect(privateWay(other + "\n")?.outcome == .notAvailable, "\(other)")
        }
    }
}
