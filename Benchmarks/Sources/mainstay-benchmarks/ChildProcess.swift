// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs a program and says how long it took and how much memory it held at most.
///
/// The kernel counts the memory of the process that starts another towards the other's peak, so whoever measures must be
/// small.
struct ChildProcess {
    enum Output { case inherited, discarded }

    var status: Int32
    /// From the start to the end of the process.
    var seconds: Double
    /// The most resident memory, in bytes.
    var peak: Int

    /// - Parameter input: the file that is the standard input; nil for that of this process.
    static func run(
        _ arguments: [String], output: Output = .discarded, input: String? = nil
    ) throws -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if output == .discarded {
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        if let input { posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child = pid_t()
        let clock = ContinuousClock()
        let start = clock.now
        let failure = posix_spawn(&child, arguments[0], &actions, nil, words, environ)
        guard failure == 0 else { throw BenchmarkError("\(arguments[0]) cannot be started (error \(failure)).") }
        var (status, usage) = (Int32(), rusage())
        while wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchmarkError("\(arguments[0]) is lost (error \(errno)).") }
        }
        let seconds = (clock.now - start).inSeconds
        // The exit status is in the second byte, a signal in the first.
        return ChildProcess(
            status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F), seconds: seconds,
            peak: usage.ru_maxrss * 1_024)
    }

    /// Runs a program several times: the median of the seconds, the greatest of the peaks.
    static func runs(_ rounds: Int, _ arguments: [String], accepting statuses: Set<Int32>) throws -> ChildProcess {
        var runs: [ChildProcess] = []
        for _ in 0..<rounds {
            let run = try run(arguments)
            guard statuses.contains(run.status) else {
                throw BenchmarkError("'\(arguments.joined(separator: " "))' ended with \(run.status).")
            }
            runs.append(run)
        }
        return ChildProcess(
            status: runs.last?.status ?? 0, seconds: Measuring.median(runs.map(\.seconds)),
            peak: runs.map(\.peak).max() ?? 0)
    }
}
