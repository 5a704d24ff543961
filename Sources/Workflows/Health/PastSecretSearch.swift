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

    /// Those that are no more in the tree, by path.
    func secrets(notIn tree: TreeFacts) async -> Known<[PastSecret]> {
        guard let head = repository.facts.head else { return .known([]) }
        do throws(GitError) {
            let (blobs, omitted) = try await BlobListing().blobs(repository, reachableFrom: head)
            guard omitted == 0 else {
                return .unknown(Unknown("The history has \(blobs.count + omitted) files, more than are searched."))
            }
            let present = Set(tree.secrets.lazy.compactMap(\.finding.fingerprint))
            var found: [PastSecret] = []
            try await BlobReading().read(
                repository, blobs.map { BlobReading.Request($0.object, size: nil) }, limit: limits.fileBytes
            ) { number, content in
                guard case .whole(let bytes) = content, found.count < limits.findings else { return }
                let path = blobs[number].path
                for finding in SecretScanner.standard.scan(bytes, path: path) {
                    if let print = finding.fingerprint, present.contains(print) { continue }
                    found.append(
                        PastSecret(
                            secret: SecretInFile(path: path, finding: finding), object: blobs[number].object,
                            commit: nil))
                }
            }
            return .known(try await dated(unique(found), head))
        } catch {
            return .unknown(Unknown(error.message, hint: error.hint))
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
        return last.values.sorted {
            ($0.secret.path, $0.secret.finding.line, $0.object.hexadecimal)
                < ($1.secret.path, $1.secret.finding.line, $1.object.hexadecimal)
        }
    }

    /// With the commit that brought each, where it is found among the commits that touched its path.
    private func dated(_ found: [PastSecret], _ head: ObjectID) async throws(GitError) -> [PastSecret] {
        let grave = found.indices.filter { found[$0].secret.finding.confidence != .possible }.prefix(50)
        guard !grave.isEmpty else { return found }
        let history = try await HistoryReading().read(repository, commit: head)
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
