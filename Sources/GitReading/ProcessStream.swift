// SPDX-License-Identifier: Apache-2.0
internal import Subprocess
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How a process came to its end.
enum ProcessEnding: Sendable, Equatable {
    /// -1 where a signal ended it.
    case exited(Int)
    /// By us, because enough was read.
    case stopped
    /// By us, because it said nothing for too long.
    case stalled
    /// By itself, because it needed more memory than it may have.
    case starved
}

/// A program that is run, fed and read as it goes: with an argument list and never a shell, and ended when it falls silent.
struct ProcessStream: Sendable {
    /// Looked up in `PATH`.
    let executable: String
    let arguments: [String]
    let environment: Environment
    /// How long it may say nothing while it is waited for.
    let stallLimit: Duration
    var use = Use.answering

    enum Use: Sendable {
        /// What it says on its standard error is thrown away.
        case answering
        /// The same, and it may have so many bytes of memory for its data, where the system lets that be told (Linux); files it
        /// maps do not count.
        case limited(memory: Int)
        /// What it says on its standard error is read as well, and it may start others, which are ended with it.
        case talking
    }

    /// Runs it, writes what `input` gives to it (nothing, where it is nil) and shows `take` what it says, as it comes.
    ///
    /// - Parameter take: gives false to end the process. The bytes are valid during the call alone.
    /// - Throws: what `take` throws, and that it cannot be run.
    func run(
        input: AsyncStream<[UInt8]>?, take: (UnsafeRawBufferPointer) throws(GitError) -> Bool
    ) async throws(GitError) -> ProcessEnding {
        _ = ProcessStream.brokenPipesAreErrors
        let watch = StallWatch(limit: stallLimit)
        do {
            let status: TerminationStatus
            let isStopped: Bool
            var isStarved = false
            switch use {
            case .answering:
                let result = try await Subprocess.run(
                    .name(executable), arguments: Arguments(arguments), environment: environment, input: .inputWriter,
                    output: .sequence, error: .discarded
                ) { try await ProcessStream.talk($0, watch, input: input, take: take) }
                (status, isStopped) = (result.terminationStatus, result.closureResult)
            case .limited(let memory):
                let result = try await Subprocess.run(
                    .name(executable), arguments: Arguments(arguments), environment: environment, input: .inputWriter,
                    output: .sequence, error: .sequence
                ) { execution in
                    MemoryLimit.set(memory, of: execution.processIdentifier.value)
                    async let complaint = ProcessStream.beginning(of: execution.standardError)
                    do {
                        let isStopped = try await ProcessStream.talk(execution, watch, input: input, take: take)
                        return (isStopped, MemoryLimit.isReached(complaint: await complaint))
                    } catch {
                        // Its standard error is read to the end before this is left.
                        try? execution.send(signal: .kill)
                        throw error
                    }
                }
                status = result.terminationStatus
                (isStopped, isStarved) = result.closureResult
            case .talking:
                var options = PlatformOptions()
                options.processGroupID = 0
                let result = try await Subprocess.run(
                    .name(executable), arguments: Arguments(arguments), environment: environment,
                    platformOptions: options, input: .inputWriter, output: .sequence, error: .combinedWithOutput
                ) { try await ProcessStream.talk($0, watch, input: input, endsGroup: true, take: take) }
                (status, isStopped) = (result.terminationStatus, result.closureResult)
            }
            if watch.hasStalled { return .stalled }
            if isStopped { return .stopped }
            if isStarved, status != .exited(0) { return .starved }
            if case .exited(let code) = status { return .exited(Int(code)) }
            return .exited(-1)
        } catch let error as GitError {
            throw error
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw GitError.missing(executable)
        } catch {
            if Task.isCancelled { throw GitError.stopped }
            // Reading from what was ended by us may fail.
            if watch.hasStalled { return .stalled }
            throw GitError.missing(executable)
        }
    }

    /// Writes and reads until the process has said everything (false) or enough (true).
    private static func talk<Errors: ErrorOutputProtocol>(
        _ execution: Execution<CustomWriteInput, SequenceOutput, Errors>, _ watch: StallWatch,
        input: AsyncStream<[UInt8]>?, endsGroup: Bool = false,
        take: (UnsafeRawBufferPointer) throws(GitError) -> Bool
    ) async throws -> Bool {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let writer = execution.standardInputWriter
            group.addTask {
                // A process that ends early reads no more; that it ended is seen where its output is read.
                if let input {
                    for await bytes in input where (try? await writer.write(bytes)) == nil { break }
                }
                try? await writer.finish()
            }
            group.addTask {
                if await watch.stalls() { try? execution.send(signal: .kill, toProcessGroup: endsGroup) }
            }
            defer { group.cancelAll() }
            var iterator = execution.standardOutput.makeAsyncIterator()
            while true {
                watch.waiting()
                let buffer = try await iterator.next()
                watch.working()
                try Task.checkCancellation()
                guard let buffer, !watch.hasStalled else { return false }
                let goesOn = try buffer.withUnsafeBytes { bytes throws(GitError) in try take(bytes) }
                if !goesOn {
                    try? execution.send(signal: .kill, toProcessGroup: endsGroup)
                    return true
                }
            }
        }
    }

    /// The first 4 KiB; what follows is read and thrown away, so that nobody waits.
    private static func beginning(of errors: SubprocessOutputSequence) async -> [UInt8] {
        var kept: [UInt8] = []
        var iterator = errors.makeAsyncIterator()
        while let buffer = try? await iterator.next() {
            buffer.withUnsafeBytes { kept.append(contentsOf: $0.prefix(4096 - kept.count)) }
        }
        return kept
    }

    /// A write to a process that has ended must be an error of the write and not the end of the writer.
    private static let brokenPipesAreErrors: Void = { signal(SIGPIPE, SIG_IGN) }()
}

/// Notices that a process has said nothing for too long; time in which nobody listened does not count.
private final class StallWatch: Sendable {
    private let limit: Duration
    /// Odd while it is waited for; every change is a sign of life.
    private let steps = Atomic<Int>(0)
    private let stalled = Atomic<Bool>(false)

    init(limit: Duration) { self.limit = limit }

    var hasStalled: Bool { stalled.load(ordering: .acquiring) }

    func waiting() { steps.add(1, ordering: .relaxed) }
    func working() { steps.add(1, ordering: .relaxed) }

    /// Comes back with true once it is waited for in vain, with false when cancelled.
    func stalls() async -> Bool {
        var seen = -1
        while true {
            let now = steps.load(ordering: .relaxed)
            if now == seen, now % 2 == 1 {
                stalled.store(true, ordering: .releasing)
                return true
            }
            seen = now
            do { try await Task.sleep(for: limit) } catch { return false }
        }
    }
}

/// How much memory another process may have.
private enum MemoryLimit {
    #if os(Linux)
        private typealias Call =
            @convention(c) (pid_t, UInt32, UnsafePointer<rlimit>?, UnsafeMutablePointer<rlimit>?) -> Int32
        /// The C library has it, the headers Swift reads do not show it.
        private static let call = dlsym(nil, "prlimit").map { unsafeBitCast($0, to: Call.self) }
    #endif

    /// Bytes it may write to: its heap and what it maps for itself. Packs of many gigabytes are mapped to be read.
    static func set(_ bytes: Int, of process: pid_t) {
        #if os(Linux)
            var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
            _ = call?(process, UInt32(RLIMIT_DATA.rawValue), &limit, nil)
        #endif
    }

    /// By what git says when it is given no more.
    static func isReached(complaint: [UInt8]) -> Bool {
        let words = String(decoding: complaint, as: UTF8.self).lowercased()
        return words.contains("out of memory") || words.contains("cannot allocate memory")
    }
}
