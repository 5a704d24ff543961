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
}

/// A program that is run, fed and read as it goes: with an argument list and never a shell, and ended when it falls silent.
struct ProcessStream: Sendable {
    /// Looked up in `PATH`.
    let executable: String
    let arguments: [String]
    let environment: Environment
    /// How long it may say nothing while it is waited for.
    let stallLimit: Duration
    /// Whether what it says on its standard error is read as well; it is thrown away otherwise.
    var readsErrors = false

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
            if readsErrors {
                let result = try await Subprocess.run(
                    .name(executable), arguments: Arguments(arguments), environment: environment, input: .inputWriter,
                    output: .sequence, error: .combinedWithOutput
                ) { try await ProcessStream.talk($0, watch, input: input, take: take) }
                status = result.terminationStatus
                isStopped = result.closureResult
            } else {
                let result = try await Subprocess.run(
                    .name(executable), arguments: Arguments(arguments), environment: environment, input: .inputWriter,
                    output: .sequence, error: .discarded
                ) { try await ProcessStream.talk($0, watch, input: input, take: take) }
                status = result.terminationStatus
                isStopped = result.closureResult
            }
            if watch.hasStalled { return .stalled }
            if isStopped { return .stopped }
            if case .exited(let code) = status { return .exited(Int(code)) }
            return .exited(-1)
        } catch let error as GitError {
            throw error
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw GitError.missing(executable)
        } catch {
            if Task.isCancelled { throw GitError.stopped }
            throw GitError.missing(executable)
        }
    }

    /// Writes and reads until the process has said everything (false) or enough (true).
    private static func talk<Errors: ErrorOutputProtocol>(
        _ execution: Execution<CustomWriteInput, SequenceOutput, Errors>, _ watch: StallWatch,
        input: AsyncStream<[UInt8]>?, take: (UnsafeRawBufferPointer) throws(GitError) -> Bool
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
                if await watch.stalls() { try? execution.send(signal: .kill) }
            }
            defer { group.cancelAll() }
            var iterator = execution.standardOutput.makeAsyncIterator()
            while true {
                watch.waiting()
                let buffer = try await iterator.next()
                watch.working()
                try Task.checkCancellation()
                guard let buffer else { return false }
                let goesOn = try buffer.withUnsafeBytes { bytes throws(GitError) in try take(bytes) }
                if !goesOn {
                    try? execution.send(signal: .kill)
                    return true
                }
            }
        }
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
