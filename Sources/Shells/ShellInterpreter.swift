// SPDX-License-Identifier: Apache-2.0

/// The interpreter a script names in its first line.
package enum ShellInterpreter {
    /// The base name of the interpreter in `#!/bin/sh -e`, `#! /usr/bin/env bash`, `#!/usr/bin/env -S VAR=1 python3 -u`:
    /// `sh`, `bash`, `python3`. Nil where the first line is no shebang or names nothing.
    ///
    /// `env` is looked through: its options, their values and assignments are skipped.
    package static func name(ofShebang bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]) else { return nil }
        // Kernels read no more than 256 bytes (Linux, BINPRM_BUF_SIZE); a longer line is cut there.
        let line = bytes.dropFirst(2).prefix(254).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        var words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.map {
            String(decoding: $0, as: UTF8.self)
        }[...]
        guard let path = words.popFirst() else { return nil }
        let interpreter = baseName(path)
        guard interpreter == "env" else { return interpreter }
        while var word = words.popFirst() {
            if word.hasPrefix("-S"), word.utf8.count > 2 {
                word.removeFirst(2)
            } else if word.hasPrefix("--split-string=") {
                word.removeFirst("--split-string=".count)
            } else if word == "-u" || word == "-C" || word == "--unset" || word == "--chdir" {
                _ = words.popFirst()
                continue
            } else if word.hasPrefix("-") {
                continue
            }
            if !word.utf8.contains(UInt8(ascii: "=")) { return baseName(word) }
        }
        return nil
    }

    private static func baseName(_ path: String) -> String? {
        path.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init)
    }
}
