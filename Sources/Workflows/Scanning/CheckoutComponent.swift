// SPDX-License-Identifier: Apache-2.0
import GitReading
import Inventories
import Matching
import Packages

/// A scanned checkout itself, where advisories speak of its repository: a project is as affected by what is known
/// against itself as by what it uses.
struct CheckoutComponent {
    let index: AdvisoryIndex

    /// One component for the first remote that any record knows; nil for most checkouts, and for what is none.
    func component(of checkout: Subject.Checkout) async throws -> Component? {
        let gitName = EcosystemName(.git)
        guard index.coverage(of: .git) > 0 else { return nil }
        let repository = GitRepository(path: checkout.path)
        for remote in try await repository.remotes() where try index.knows(gitName, name: remote) {
            var revision = checkout.revision
            if revision == nil { revision = try await repository.head() }
            guard let revision else { return nil }
            return Component(
                purl: nil, name: gitName.normalisedName(remote), version: nil, ecosystem: gitName,
                relationship: .direct, pin: .revision(repository: remote, revision: revision),
                location: SourceLocation(path: checkout.place))
        }
        return nil
    }
}
