// SPDX-License-Identifier: Apache-2.0
package import Wire
package import Workflows

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a command reads, writes and looks: the process's own, or a test's.
package struct Console: Sendable {
    package var standardInput: StandardInput
    package var standardOutput: @Sendable ([UInt8]) -> Void
    package var standardError: @Sendable ([UInt8]) -> Void
    package var outputIsTerminal: Bool
    package var errorIsTerminal: Bool
    /// Columns of the terminal.
    package var width: Int
    package var environment: [String: String]
    package var workingFolder: String
    package var now: @Sendable () -> Instant

    package init(
        standardInput: StandardInput, standardOutput: @escaping @Sendable ([UInt8]) -> Void,
        standardError: @escaping @Sendable ([UInt8]) -> Void, outputIsTerminal: Bool, errorIsTerminal: Bool, width: Int,
        environment: [String: String],
        workingFolder: String, now: @escaping @Sendable () -> Instant
    ) {
        self.standardInput = standardInput
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.outputIsTerminal = outputIsTerminal
        self.errorIsTerminal = errorIsTerminal
        self.width = width
        self.environment = environment
        self.workingFolder = workingFolder
        self.now = now
    }

    /// The console of the command under way.
    @TaskLocal package static var current: Console = .process

    /// The process's own.
    package static let process = Console(
        standardInput: .process, standardOutput: { Console.write($0, to: STDOUT_FILENO) },
        standardError: { Console.write($0, to: STDERR_FILENO) }, outputIsTerminal: isatty(STDOUT_FILENO) == 1,
        errorIsTerminal: isatty(STDERR_FILENO) == 1, width: Console.terminalWidth, environment: Console.environment,
        workingFolder: Console.folder, now: { Console.clock })

    package var usesColours: Bool {
        outputIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Data.
    func print(_ text: String) { standardOutput(Array((text.hasSuffix("\n") ? text : text + "\n").utf8)) }
    func print(_ json: JSON, layout: JSON.Layout) {
        var bytes = json.bytes(layout)
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        standardOutput(bytes)
    }

    /// Talk.
    func say(_ text: String) { standardError(Array((text + "\n").utf8)) }

    /// Talk that the next talk takes the place of; an empty one takes it away. For terminals alone.
    func progress(_ text: String) { standardError(Array("\r\(text.prefix(max(width - 1, 1)))\u{1B}[K".utf8)) }

    /// A reader that went away (`mainstay … | head`) has what it wanted; that is success.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            #if canImport(Glibc)
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            #else
                let count = rest.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
            #endif
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                if code == EAGAIN {
                    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wanted, 1, -1)
                    continue
                }
                if code == EPIPE { exit(ExitStatus.success.rawValue) }
                if descriptor == STDOUT_FILENO {
                    write(
                        Array("error: The output cannot be written: \(String(cString: strerror(code))).\n".utf8),
                        to: STDERR_FILENO)
                }
                exit(ExitStatus.failure.rawValue)
            }
            rest = rest.dropFirst(count)
        }
    }

    private static var terminalWidth: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }

    private static var environment: [String: String] {
        var found: [String: String] = [:]
        for name in ["MAINSTAY_DATA", "MAINSTAY_FORGE_TOKEN", "XDG_DATA_HOME", "HOME", "NO_COLOR", "TERM"] {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }

    private static var folder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    private static var clock: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec))
    }
}
