// SPDX-License-Identifier: Apache-2.0
import Files
import Forges
import GitReading
import ProjectHealth

/// What a health report is about: a repository's objects, or a folder without history.
enum HealthTarget: Sendable {
    case repository(OpenRepository)
    case folder(String)

    static func open(_ path: String) async throws(WorkflowError) -> HealthTarget {
        switch FileReading.kind(of: path, followingLinks: true) {
        case .folder: break
        case .file, .special:
            throw WorkflowError(
                .usage, "\(path) is no folder.", hint: "Health is judged of a checkout, a bare repository or a folder.")
        case .link, .missing:
            throw WorkflowError(
                .usage, "There is nothing at \(path).",
                hint: "Give a checkout, a bare repository, a folder, or the address of a repository (https://…).")
        }
        do {
            let repository = GitRepository(path: path)
            guard let facts = try await repository.facts() else { return .folder(path) }
            guard facts.head != nil || facts.branch != nil else { return .folder(path) }
            return .repository(try repository.opened(facts))
        } catch {
            throw WorkflowError(error)
        }
    }

    /// The address of the project at its forge, without scheme and anything secret.
    static func address(ofRemotes remotes: [String]) -> String? {
        for remote in remotes {
            // Which forge runs there matters to nobody here: the one with the most forms of names. What is no address is passed over.
            guard let project = try? ForgeProject(remote: remote, forge: .gitlab) else { continue }
            return String(project.url.drop { $0 != ":" }.dropFirst(3))
        }
        return nil
    }
}
