// SPDX-License-Identifier: Apache-2.0
import GitReading
import HealthReports
import Histories
import ProjectHealth
import Secrets

/// Looks for credentials in every version of every file a history holds: what was deleted is still in every clone.
struct PastSecretSearch: Sendable {
    let repository: OpenRepository
    var limits = (fileBytes: 1 << 20, findings: 1_000, commits: 40)

    struct Result: Sendable {
        var secrets: Known<[PastSecret]>
        /// What was not searched, in a sentence.
        var gap: String?
    }

    /// Those of the history that leads to the commit and are no more in its tree, by path.
    func secrets(_ facts: ProjectFacts) async -> Result {
        guard let commit = facts.subject.commit.flatMap({ ObjectID($0) }) else { return Result(secrets: .known([])) }
        do throws(GitError) {
            let listing = try await BlobListing().blobs(repository, reachableFrom: commit)
            guard listing.omitted == 0 else {
                let count = listing.blobs.count + listing.omitted
                return Result(
                    secrets: .unknown(Unknown("The history has \(count) files, more than are searched.")))
            }
            let present = Set(facts.tree.secrets.lazy.compactMap(\.finding.fingerprint))
            let blobs = listing.blobs.filter { ($0.size ?? 0) <= limits.fileBytes }
            var unsearched = Unsearched(large: listing.blobs.count - blobs.count, limit: limits.fileBytes)
            unsearched.missing = listing.missing
            unsearched.isCut = !listing.isWhole
            var found: [PastSecret] = []
            try await BlobReading().read(
                repository, blobs.map { BlobReading.Request($0.object, size: $0.size) }, limit: limits.fileBytes
            ) { number, content in
                guard case .whole(let bytes) = content else {
                    unsearched.missing += 1
                    return
                }
                guard found.count < limits.findings else {
                    unsearched.late += 1
                    return
                }
                let path = blobs[number].path
                for finding in SecretScanner.standard.scan(bytes, path: path) {
                    if let print = finding.fingerprint, present.contains(print) { continue }
                    found.append(
                        PastSecret(
                            secret: SecretInFile(path: path, finding: finding), object: blobs[number].object,
                            commit: nil))
                }
            }
            let gap = unsearched.sentence
            // Nothing found in a part is nothing known of the whole.
            if found.isEmpty, let gap, unsearched.isCut || unsearched.missing > 0 {
                return Result(secrets: .unknown(Unknown(gap, hint: "Is the clone complete?")))
            }
            return Result(secrets: .known(try await dated(unique(found), facts.history.value)), gap: gap)
        } catch {
            return Result(secrets: .unknown(Unknown(error.message, hint: error.hint)))
        }
    }

    /// Versions of files that were left out, and why.
    private struct Unsearched {
        var large: Int
        let limit: Int
        var missing = 0
        /// Behind the last finding that is kept.
        var late = 0
        /// There are more that could not be listed.
        var isCut = false

        var sentence: String? {
            var reasons: [String] = []
            if large > 0 { reasons.append("\(large) with more than \(limit) bytes") }
            if missing > 0 { reasons.append("\(missing) that the clone lacks") }
            if late > 0 { reasons.append("\(late) after as many findings as are kept") }
            if isCut { reasons.append("those behind a damaged or missing object") }
            guard !reasons.isEmpty else { return nil }
            return "Not searched for past credentials: versions of files, \(reasons.joined(separator: ", "))."
        }
    }

    /// One for each credential: the version of the oldest listing, which comes last.
    private func unique(_ found: [PastSecret]) -> [PastSecret] {
        var last: [String: PastSecret] = [:]
        for past in found {
            let finding = past.secret.finding
            let name =
                finding.fingerprint.map { "\($0)" } ?? "\(past.object.hexadecimal):\(finding.line):\(finding.column)"
            last[finding.ruleID + ":" + name] = past
        }
        return last.values.sorted { one, other in
            let (left, right) = (one.secret.finding, other.secret.finding)
            if one.secret.path != other.secret.path { return one.secret.path < other.secret.path }
            if left.line != right.line { return left.line < right.line }
            if one.object != other.object { return one.object < other.object }
            return (left.column, left.ruleID) < (right.column, right.ruleID)
        }
    }

    /// With the commit that brought each, where it is found among the commits that touched its path.
    private func dated(_ found: [PastSecret], _ history: History?) async throws(GitError) -> [PastSecret] {
        let grave = found.indices.filter { found[$0].secret.finding.confidence != .possible }.prefix(50)
        guard !grave.isEmpty, let history else { return found }
        var numbers: [String: Int32] = [:]
        for (number, path) in history.paths.enumerated() { numbers[path] = Int32(number) }
        var dated = found
        for index in grave {
            guard let path = numbers[found[index].secret.path] else { continue }
            let touching = history.commits.reversed().lazy.filter { commit in
                history.changes[commit.changes].contains { $0.path == path }
            }
            for commit in touching.prefix(limits.commits) {
                let object = try await BlobListing().object(
                    repository, at: found[index].secret.path, in: commit.id)
                if object == found[index].object {
                    dated[index].commit = commit.id
                    break
                }
            }
        }
        return dated
    }
}
