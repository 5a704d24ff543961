// SPDX-License-Identifier: Apache-2.0
import Forges
import HealthReports
import Outbound
import ProjectHealth
import Synchronization

/// Asks the forges of the projects that one workflow judges.
final class ForgeQuestions: Sendable {
    /// What is known of each forge's limits, by its address: the next project there does not run into them again.
    private let pacings = Mutex<[String: ForgePacing]>([:])

    /// - Parameters:
    ///   - repository: `host/owner/name`, as the checkout names it.
    ///   - folder: where answers are kept; nil for nowhere.
    ///   - problems: gets what kept the answer from being whole.
    func snapshot(
        _ asking: ForgeAsking, repository: String?, folder: DataFolder?, problems: inout [HealthReport.Problem]
    ) async throws -> Known<ForgeSnapshot> {
        guard let address = asking.project ?? repository.map({ "https://" + $0 }) else {
            return .unknown(
                Unknown(
                    "No remote says where the project lives.", hint: "Give its address: --forge-project https://…"))
        }
        let project: ForgeProject
        do throws(ForgeError) {
            project = try ForgeProject(remote: address, forge: asking.kind)
        } catch {
            return .unknown(Unknown(error.message, hint: error.hint))
        }
        do {
            let token = try asking.token(for: project)
            if asking.token != nil, token == nil {
                problems.append(
                    HealthReport.Problem(place: project.url, message: asking.withholding(from: project)))
            }
            let answers = ForgeAnswers(folder: folder, project: project)
            let pacing = pacing(of: project, budget: asking.budget)
            let collected = try await ForgeClient.with { client in
                try await client.collect(
                    project, token: token, pacing: pacing, cache: answers.read(), keep: { answers.keep($0) })
            }
            pacings.withLock { $0[project.base] = collected.pacing }
            if let stopped = collected.stopped {
                problems.append(HealthReport.Problem(place: project.url, message: stopped))
            }
            if let path = asking.saveTo { try HealthFiles.write(collected.snapshot.bytes, to: path) }
            return .known(collected.snapshot)
        } catch let error as OutboundError {
            return .unknown(Unknown("\(error.address): \(error.message)", hint: error.hint))
        }
    }

    private func pacing(of project: ForgeProject, budget: Int?) -> ForgePacing {
        let known = pacings.withLock { $0[project.base] }
        if let known, known.forge == project.forge { return known.forNextProject }
        return ForgePacing(forge: project.forge, budget: budget)
    }

    /// What a given snapshot says of another project than the one that is judged, as a sentence; nil where they are one, or where
    /// one of them is not known.
    static func mismatch(_ snapshot: ForgeSnapshot, repository: String?) -> String? {
        guard let repository, let judged = try? ForgeProject(remote: "https://" + repository, forge: snapshot.forge),
            let seen = try? ForgeProject(remote: snapshot.url, forge: snapshot.forge),
            seen.url.lowercased() != judged.url.lowercased()
        else { return nil }
        return "The snapshot is of \(seen.url), and the project that is judged lives at \(judged.url)."
    }
}

extension ForgeAsking {
    /// The address of the forge that the token is for.
    func tokenBase(_ project: ForgeProject) -> String {
        tokenHost ?? (self.project == nil ? "https://github.com" : project.base)
    }

    /// Why the project's forge was asked without the token, and what to do about it.
    fileprivate func withholding(from project: ForgeProject) -> String {
        let secure = "https://"
        let host = project.base.hasPrefix(secure) ? String(project.base.dropFirst(secure.count)) : project.base
        return
            "The token was not sent there, because it is for \(tokenBase(project)): the forge was asked without one. "
            + "If it is for this forge, say so with '--forge-host \(host)'."
    }

    /// The token, where the project lives at the forge it is for. What a checkout's remote says is the choice of whoever made the
    /// checkout, so it never decides where the token goes.
    func token(for project: ForgeProject) throws(OutboundError) -> ForgeToken? {
        guard let token, tokenBase(project) == project.base else { return nil }
        return try ForgeToken(token, for: project.base)
    }
}
