// SPDX-License-Identifier: Apache-2.0
import Secrets

/// Files of the project may hold credentials: what is quoted of them goes into reports without.
package enum Redaction {
    package static func text(_ text: String) -> String { SecretScanner.standard.redacted(text) }

    package static func location(_ location: EvidenceLocation) -> EvidenceLocation {
        var location = location
        location.snippet = location.snippet.map(text)
        if location.kind == .url { location.path = text(location.path) }
        return location
    }

    static func finding(_ finding: ProbeFinding) -> ProbeFinding {
        var finding = finding
        if let known = finding.location {
            let location = location(known)
            // What was cut off is taken for a credential only at the end of a text.
            if let snippet = known.snippet, let redacted = location.snippet, snippet != redacted {
                finding.message = finding.message.replacing(snippet, with: redacted)
            }
            finding.location = location
        }
        finding.message = text(finding.message)
        finding.values = finding.values.mapValues(text)
        return finding
    }
}
