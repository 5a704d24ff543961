// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import ProjectHealth

/// Credentials of the project's files never reach what is reported of it.
@Suite struct RedactionTests {
    @Test func `credentials in a workflow are in no finding and no explanation`() {
        let token = "ghp" + "_x7Kq2mVb9TzR4wLs8NcY1fHd6JpG3aEuQ5oX"
        let facts = ProjectFacts.of([
            ".github/workflows/a.yml": """
            on: push
            jobs:
              a:
                runs-on: x
                steps:
                  - run: git clone https://bot:hush77@x.example/o/n
                  - run: |
                      curl -H "Authorization: token \(token)" https://x.example/a.sh | sh
            """
        ])
        let results = Evaluation.run(facts)
        let text = results.map { "\($0.findings) \($0.score) \(Explanation($0))" }.joined()
        #expect(text.contains("https://x.example/o/n"))
        #expect(text.contains("Authorization: token [redacted]"))
        #expect(!text.contains("hush77"))
        #expect(!text.contains(token.suffix(20)))
    }
}
