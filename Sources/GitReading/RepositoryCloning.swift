// SPDX-License-Identifier: Apache-2.0
internal import Subprocess

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes a bare clone with all branches and tags of a repository somewhere else.
///
/// What comes from there is checked object by object as it comes in; no hook, template or submodule of anybody's takes part, and
/// only the transport that the address names is used. The user's own settings (proxies, certificates, credentials) count.
package struct RepositoryCloning: Sendable {
    /// How long the other side may be silent.
    package var stallLimit: Duration

    package init(stallLimit: Duration = .seconds(120)) { self.stallLimit = stallLimit }

    /// - Parameters:
    ///   - address: `https://…`, `ssh://…`, `user@host:path`, `git://…`, `file://…`, or the path of a folder.
    ///   - folder: where the clone will be; it must not exist, the folder around it must. The clone has another name until it is
    ///     whole, so that what an interruption leaves behind is never taken for a repository; the next clone takes it away.
    ///   - progress: gets what git says meanwhile, in pieces.
    package func clone(
        _ address: String, to folder: String, progress: (String) -> Void = { _ in }
    ) async throws(GitError) -> GitRepository {
        let source = try CloneAddress(address)
        guard SmallFile.isAbsent(folder) else {
            throw GitError(message: "\(folder) exists already.", hint: "Name a folder that does not.")
        }
        RepositoryCloning.removeLeftovers(of: folder)
        let unfinished = "\(folder)\(RepositoryCloning.mark)\(getpid())"
        var isWhole = false
        defer { if !isWhole { FolderRemoval.clear(unfinished) } }
        let arguments = [
            "clone", "--bare", "--no-local", "--no-hardlinks", "--no-recurse-submodules", "--template=", "--progress",
            "--", source.address, unfinished,
        ]
        try await run(arguments, source, progress: progress)
        try await forgetUser(of: source, in: unfinished)
        guard rename(unfinished, folder) == 0 else {
            throw GitError(
                message: "The clone cannot be put into \(folder).", hint: "Is the folder around it writable?")
        }
        isWhole = true
        return GitRepository(path: folder)
    }

    /// Brings a clone that ``clone(_:to:progress:)`` made up to date: branches and tags as they are there now, those that are gone
    /// taken away.
    package func update(
        _ folder: String, from address: String, progress: (String) -> Void = { _ in }
    ) async throws(GitError) {
        let source = try CloneAddress(address)
        let arguments = [
            "--git-dir=\(folder)", "fetch", "--prune", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
            "--no-auto-maintenance", "--progress", "--", source.address, "+refs/heads/*:refs/heads/*",
            "+refs/tags/*:refs/tags/*",
        ]
        try await forgetUser(of: source, in: folder)
        try await run(arguments, source, progress: progress)
    }

    /// Git writes the address down as it was given; a password in it is none of the clone's business.
    private func forgetUser(of source: CloneAddress, in folder: String) async throws(GitError) {
        let address = source.withoutUser
        guard address != source.address else { return }
        try await run(
            ["config", "--file", "\(folder)/config", "--replace-all", "remote.origin.url", address], source,
            progress: { _ in })
    }

    private func run(
        _ arguments: [String], _ source: CloneAddress, progress: (String) -> Void
    ) async throws(GitError) {
        var said: [UInt8] = []
        let ending = try await ProcessStream(
            executable: "git", arguments: RepositoryCloning.settings.flatMap { ["-c", $0] } + arguments,
            environment: environment(source), stallLimit: stallLimit, use: .talking
        ).run(input: nil) { bytes throws(GitError) in
            progress(CloneAddress.withoutSecrets(String(decoding: bytes, as: UTF8.self)))
            said.append(contentsOf: bytes)
            if said.count > 1 << 16 { said.removeFirst(said.count - 1 << 15) }
            return true
        }
        switch ending {
        case .exited(0): return
        case .stalled: throw GitError.silent(stallLimit)
        default:
            throw GitError(
                message: "\(CloneAddress.withoutSecrets(source.address)) cannot be cloned.",
                hint: RepositoryCloning.reason(said))
        }
    }

    /// Git's first words about what is wrong: what follows is what came of it.
    private static func reason(_ said: [UInt8]) -> String? {
        let lines = String(decoding: said, as: UTF8.self).split(whereSeparator: { $0 == "\n" || $0 == "\r" })
        let marks = ["fatal: ", "error: ", "remote: fatal: ", "remote: error: "]
        let telling = lines.first { line in marks.contains { line.hasPrefix($0) } } ?? lines.last
        guard let telling else { return nil }
        let plain = telling.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        return "git says: " + CloneAddress.withoutSecrets(String(String.UnicodeScalarView(plain.prefix(300))))
    }

    /// Objects are checked as they come in. What is only untidy, as old histories are, is let in.
    private static let settings =
        [
            "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.askPass=", "fetch.fsckObjects=true",
            "transfer.fsckObjects=true", "submodule.recurse=false", "gc.auto=0", "maintenance.auto=false",
            "http.lowSpeedLimit=100", "http.lowSpeedTime=60", "clone.defaultRemoteName=origin", "init.templateDir=",
            "core.logAllRefUpdates=false",
        ]
        + [
            "badDate", "badDateOverflow", "badEmail", "badTagName", "badTimezone", "missingEmail",
            "missingNameBeforeEmail", "missingSpaceBeforeDate", "missingSpaceBeforeEmail", "missingTaggerEntry",
            "nulInCommit", "zeroPaddedDate", "zeroPaddedFilemode",
        ].map { "fetch.fsck.\($0)=ignore" }

    private func environment(_ source: CloneAddress) -> Environment {
        var own = GitCommand.overrides
        // The user's own configuration holds proxies, certificates and credentials.
        for key: Environment.Key in [
            "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_ASKPASS", "SSH_ASKPASS", "GIT_SSH",
            "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND", "GIT_OPTIONAL_LOCKS",
        ] { own.removeValue(forKey: key) }
        own["GIT_ALLOW_PROTOCOL"] = source.transports
        if getenv("GIT_SSH_COMMAND") == nil, getenv("GIT_SSH") == nil {
            // Nobody is there to answer a question.
            own["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes"
        }
        return Environment.inherit.updating(own)
    }

    // MARK: What interruptions leave behind

    private static let mark = ".unfinished-"

    /// Removes unfinished clones for the same folder whose process is gone.
    private static func removeLeftovers(of folder: String) {
        let slash = folder.lastIndex(of: "/")
        let parent = slash.map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "."
        let prefix = (slash.map { String(folder[folder.index(after: $0)...]) } ?? folder) + mark
        for name in SmallFile.names(in: parent) where name.hasPrefix(prefix) {
            guard let process = Int32(name.dropFirst(prefix.count)), process > 0 else { continue }
            let isGone = process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
            if isGone { FolderRemoval.clear("\(parent)/\(name)") }
        }
    }
}
