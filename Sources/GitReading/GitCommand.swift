// SPDX-License-Identifier: Apache-2.0
internal import Subprocess

/// The one way git is run on a repository. A repository is hostile input: nothing its configuration says may run a program, ask
/// for a password, open a connection or wait for ever, and nothing of the caller's configuration may change an answer.
///
/// What keeps that promise:
/// 1. Only plumbing is called (`rev-list`, `diff-tree`, `cat-file`, …), which knows no hook, pager, alias or porcelain setting.
/// 2. What is still read from the repository's configuration is overruled by `-c`, and the environment is cleared of everything
///    that points git elsewhere.
/// 3. Objects are read through ``BorrowedObjects``, so that the long work does not even see the repository's configuration.
/// 4. Somebody else's repository is read rather than refused (`safe.directory`): git refuses it lest its configuration runs
///    something, which by the above it cannot.
struct GitCommand: Sendable {
    enum Place: Sendable {
        /// The repository a folder lies in; for names, heads and settings.
        case folder(String)
        /// An empty repository of our own that borrows its objects.
        case borrowed(BorrowedObjects)
    }

    let place: Place
    /// How long git may say nothing while it is waited for.
    let stallLimit: Duration
    /// So many bytes it may have for its data: a list of all objects of the largest repositories takes some gigabytes.
    var memoryLimit = 4 << 30

    struct Answer: Sendable {
        /// -1 for a process that a signal ended.
        var code: Int
        var text: String
        var succeeded: Bool { code == 0 }
        var lines: [String] { text.split(separator: "\n").map(String.init) }
        /// The whole text without the line end behind it.
        var value: String { text.hasSuffix("\n") ? String(text.dropLast()) : text }
    }

    /// Runs git once and gives what it says, of which at most 1 MiB is taken.
    func answer(_ arguments: [String]) async throws(GitError) -> Answer {
        var output: [UInt8] = []
        let ending = try await stream(arguments, input: nil) { bytes throws(GitError) in
            guard output.count + bytes.count <= 1 << 20 else { throw GitError.tooMuch }
            output.append(contentsOf: bytes)
            return true
        }
        guard ending != .starved else { throw GitError.starved }
        guard case .exited(let code) = ending else { throw GitError.silent(stallLimit) }
        return Answer(code: code, text: String(decoding: output, as: UTF8.self))
    }

    /// Runs git, writes what `input` gives to it (nothing, where it is nil) and shows `take` what it says, as it comes.
    ///
    /// - Parameter take: gives false to end the process. The bytes are valid during the call alone.
    /// - Throws: what `take` throws, and that git cannot be run.
    func stream(
        _ arguments: [String], input: AsyncStream<[UInt8]>?,
        take: (UnsafeRawBufferPointer) throws(GitError) -> Bool
    ) async throws(GitError) -> ProcessEnding {
        try await ProcessStream(
            executable: "git", arguments: safe + arguments, environment: environment, stallLimit: stallLimit,
            use: .limited(memory: memoryLimit)
        ).run(input: input, take: take)
    }

    private var safe: [String] {
        let place: [String] =
            switch place {
            case .folder(let path): ["-C", path]
            case .borrowed(let objects): ["--git-dir=\(objects.gitDirectory)"]
            }
        return place + ["--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs"]
            + GitCommand.settings.flatMap { ["-c", $0] }
    }

    /// What a repository's configuration may not decide.
    private static let settings = [
        "core.alternateRefsCommand=", "core.askPass=", "core.attributesFile=/dev/null",
        "core.bigFileThreshold=64m", "core.commitGraph=false", "core.excludesFile=/dev/null", "core.fsmonitor=false",
        "core.gitProxy=", "core.hooksPath=/dev/null", "core.pager=", "core.sshCommand=false",
        "core.useReplaceRefs=false", "credential.helper=", "diff.external=", "diff.orderFile=",
        "fetch.writeCommitGraph=false",
        "gc.auto=0", "gpg.program=false", "gpg.ssh.program=false", "gpg.x509.program=false", "log.showSignature=false",
        "maintenance.auto=false", "protocol.allow=never", "safe.bareRepository=all", "safe.directory=*",
        "submodule.recurse=false",
    ]

    private var environment: Environment {
        var own = GitCommand.overrides
        if case .borrowed(let objects) = place {
            own["GIT_OBJECT_DIRECTORY"] = objects.objectDirectory
        }
        return Environment.inherit.updating(own)
    }

    /// No prompt, no lock, no fetch by whatever transport a repository's configuration allows itself; no system's or user's
    /// settings; and nothing that points git at another repository than the one that is asked, as a hook's environment does
    /// (`git rev-parse --local-env-vars`).
    static let overrides: [Environment.Key: String?] = [
        "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": "/dev/null", "GIT_PAGER": "cat", "LC_ALL": "C",
        "LANGUAGE": "C",
        "TZ": "UTC",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": nil, "GIT_ASKPASS": nil, "GIT_ATTR_SOURCE": nil, "GIT_COMMON_DIR": nil,
        "GIT_CONFIG": nil, "GIT_CONFIG_COUNT": nil, "GIT_CONFIG_PARAMETERS": nil, "GIT_CONFIG_SYSTEM": nil,
        "GIT_DEFAULT_HASH": nil, "GIT_DIFF_OPTS": nil, "GIT_DIR": nil, "GIT_EXTERNAL_DIFF": nil, "GIT_FLUSH": nil,
        "GIT_GLOB_PATHSPECS": nil, "GIT_ICASE_PATHSPECS": nil, "GIT_IMPLICIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil,
        "GIT_NAMESPACE": nil, "GIT_NOGLOB_PATHSPECS": nil, "GIT_OBJECT_DIRECTORY": nil, "GIT_PREFIX": nil,
        "GIT_PROXY_COMMAND": nil, "GIT_QUARANTINE_PATH": nil, "GIT_REF_PARANOIA": nil, "GIT_REPLACE_REF_BASE": nil,
        "GIT_SHALLOW_FILE": nil, "GIT_SSH": nil, "GIT_SSH_COMMAND": nil, "GIT_TRACE": nil, "GIT_TRACE2": nil,
        "GIT_TRACE2_EVENT": nil, "GIT_TRACE2_PERF": nil, "GIT_WORK_TREE": nil, "SSH_ASKPASS": nil,
    ]
}
