// SPDX-License-Identifier: Apache-2.0
import GitReading
import HealthReports
import Histories
import ProjectHealth

/// Holds the signatures of the newest tags, and of the judged commit, against the keys that were given.
struct SignatureChecking: Sendable {
    let options: HealthOptions
    /// How many of the newest signed tags.
    private static let tags = 20

    /// Nil where no keys were given.
    func signatures(_ repository: OpenRepository, _ facts: ProjectFacts) async -> Known<[VerifiedSignature]>? {
        guard options.allowedSigners != nil || options.keyring != nil else { return nil }
        guard case .known(let history) = facts.history else {
            return .unknown(Unknown("The tags were not read.", hint: "Leave out --no-history."))
        }
        let verification = SignatureVerification(
            allowedSigners: options.allowedSigners, openPGPKeyring: options.keyring)
        var signatures: [VerifiedSignature] = []
        do throws(GitError) {
            let newest = history.tags.filter { $0.signature != .none }
                .sorted { ($1.time, $1.name) < ($0.time, $0.name) }.prefix(SignatureChecking.tags)
            for tag in newest {
                guard let object = tag.object else { continue }
                let verdict = try await verification.verify(repository, object)
                if let verdict = VerifiedSignature.Verdict(verdict) {
                    signatures.append(VerifiedSignature(name: tag.name, isTag: true, verdict: verdict))
                }
            }
            if let commit = facts.subject.commit.flatMap({ ObjectID($0) }) {
                let verdict = try await verification.verify(repository, commit)
                if let verdict = VerifiedSignature.Verdict(verdict) {
                    signatures.append(
                        VerifiedSignature(name: commit.hexadecimal, isTag: false, verdict: verdict))
                }
            }
        } catch {
            return .unknown(Unknown(error.message, hint: error.hint))
        }
        return .known(signatures)
    }
}

extension VerifiedSignature.Verdict {
    /// Nil for what is not signed.
    fileprivate init?(_ verdict: SignatureVerdict) {
        switch verdict {
        case .good(let key, let principal): self = .good(key: key, signer: principal)
        case .bad(let reason): self = .bad(reason)
        case .unknown(let reason): self = .unknown(reason)
        case .unsigned: return nil
        }
    }
}
