// SPDX-License-Identifier: Apache-2.0
import Forges
import Licenses
import ProjectHealth
import Secrets

/// What is known of the licence of the source: files, manifests, the forge.
struct LicenseEvidence: Sendable {
    /// Less of a licence's words is no licence.
    private static let leastConfidence = 80

    /// A licence and where it is stated.
    struct Statement: Sendable {
        var text: String
        /// Nil where it is no licence of the list.
        var isFree: Bool?
        var isOSIApproved: Bool?
        var place: EvidenceLocation
    }

    /// Files in the place a licence belongs: the root, `LICENSES/`, `LICENSE/`.
    let files: [EvidenceLocation]
    /// Read from the text of those files.
    let recognised: [Statement]
    /// Of the root's manifests.
    let declared: [Statement]
    /// As the forge recognised them.
    let forge: [Statement]

    init(_ evidence: CriteriaEvidence) {
        let list = LicenseList.standard
        var files = evidence.survey.paths(.licenseFile).map { EvidenceLocation(.text, $0) }
        var recognised: [Statement] = []
        for file in evidence.facts.tree.licenses {
            let parts = file.path.utf8.split(separator: UInt8(ascii: "/"))
            let folder = parts.count == 2 ? String(decoding: Array(parts[0]), as: UTF8.self).lowercased() : ""
            guard parts.count == 1 || ["license", "licenses", "licence", "licences"].contains(folder) else { continue }
            if !files.contains(where: { $0.path == file.path }) { files.append(EvidenceLocation(.text, file.path)) }
            for match in file.matches where match.kind == .text && match.confidence >= Self.leastConfidence {
                let known = list[match.id]
                recognised.append(
                    Statement(
                        text: match.id, isFree: known?.isFree, isOSIApproved: known?.isOSIApproved,
                        place: EvidenceLocation(
                            .text, file.path, line: match.startLine, endLine: match.endLine,
                            snippet: Quotation.line("\(match.id), \(match.confidence) % of its text"))))
            }
        }
        self.files = files.sorted()
        self.recognised = recognised
        declared = evidence.facts.tree.rootMetadata.filter { $0.statement == .license }.map {
            metadata in
            LicenseEvidence.statement(
                metadata.text,
                EvidenceLocation(.source, metadata.path, line: metadata.line, snippet: Quotation.line(metadata.text)))
        }
        forge = (evidence.project?.licenses ?? []).compactMap { license in
            guard let id = license.spdxID, id != "NOASSERTION" else { return nil }
            return LicenseEvidence.statement(id, evidence.forgeEvidence("licence: \(id)"))
        }
    }

    /// A stated expression; what cannot be read is not known to be free.
    private static func statement(_ text: String, _ place: EvidenceLocation) -> Statement {
        let list = LicenseList.standard
        guard let expression = try? LicenseExpression.parse(text) else {
            let known = list[text]
            return Statement(text: text, isFree: known?.isFree, isOSIApproved: known?.isOSIApproved, place: place)
        }
        let isKnown = expression.unknown(in: list).isEmpty
        let isApproved = expression.identifiers.allSatisfy { list[$0]?.isOSIApproved ?? false }
        return Statement(
            text: Quotation.line(text), isFree: expression.isFree() ? true : isKnown ? false : nil,
            isOSIApproved: isKnown ? isApproved : nil, place: place)
    }

    /// The statements that count, the surest source first: the text itself, the forge's reading of it, the manifest.
    var statements: [Statement] { [recognised, forge, declared].first { !$0.isEmpty } ?? [] }

    /// Names of licences, each once.
    static func names(_ statements: [Statement]) -> String {
        var seen: [String] = []
        for statement in statements where !seen.contains(statement.text) { seen.append(statement.text) }
        return seen.prefix(5).joined(separator: ", ")
    }
}

extension CriteriaEvidence {
    /// What is likely a credential in the tree, redacted. Tests and examples only where it is certain.
    var secretsInTree: [EvidenceLocation] {
        facts.tree.secrets.filter { $0.finding.confidence >= .likely }.map { secret in
            EvidenceLocation(
                .source, secret.path, line: secret.finding.line,
                snippet: Quotation.line("\(secret.finding.title): \(secret.finding.redacted)"))
        }
    }
}
