// SPDX-License-Identifier: Apache-2.0
import CommandLineInterface

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct Main {
    static func main() async {
        // A reader that closes the pipe is answered where the output is written.
        signal(SIGPIPE, SIG_IGN)
        exit(await MainstayCommand.run(Array(CommandLine.arguments.dropFirst()), on: .process))
    }
}
