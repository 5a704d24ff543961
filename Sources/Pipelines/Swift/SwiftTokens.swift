// SPDX-License-Identifier: Apache-2.0

/// Swift source cut into what tells in a manifest: names, strings, punctuation. Comments are left out. Linear.
struct SwiftToken {
    enum Kind { case name, string, mark }

    var kind: Kind
    /// A string's text without quotes, escapes as they are written.
    var text: String
    /// From 1.
    var line: Int

    /// The most tokens that are read.
    private static let most = 200_000

    static func tokens(in bytes: [UInt8]) -> [SwiftToken] {
        var scanner = Scanner(bytes: bytes)
        scanner.scan()
        return scanner.tokens
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0
        var line = 1
        var tokens: [SwiftToken] = []

        func isAt(_ text: StaticString) -> Bool {
            text.withUTF8Buffer { text in
                position + text.count <= bytes.count && bytes[position..<position + text.count].elementsEqual(text)
            }
        }

        mutating func step() {
            if bytes[position] == 0x0A { line += 1 }
            position += 1
        }

        mutating func scan() {
            while position < bytes.count, tokens.count < SwiftToken.most {
                let byte = bytes[position]
                if isAt("//") {
                    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
                } else if isAt("/*") {
                    comment()
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#") && isRaw {
                    string()
                } else if byte.isWord {
                    let start = position
                    while position < bytes.count, bytes[position].isWord { position += 1 }
                    append(.name, bytes[start..<position], line: line)
                } else if byte.isSpace {
                    step()
                } else {
                    append(.mark, bytes[position...position], line: line)
                    position += 1
                }
            }
        }

        /// Comments nest.
        mutating func comment() {
            var depth = 0
            repeat {
                if isAt("/*") {
                    depth += 1
                    position += 2
                } else if isAt("*/") {
                    depth -= 1
                    position += 2
                } else {
                    step()
                }
            } while depth > 0 && position < bytes.count
        }

        /// Whether `#"` is here, with at most eight `#`.
        var isRaw: Bool {
            bytes[position...].prefix(9).drop { $0 == UInt8(ascii: "#") }.first == UInt8(ascii: "\"")
        }

        mutating func string() {
            let first = line
            var hashes = 0
            while bytes[position] == UInt8(ascii: "#") {
                hashes += 1
                position += 1
            }
            let quotes = isAt("\"\"\"") ? 3 : 1
            position += quotes
            let start = position
            let end =
                [UInt8](repeating: UInt8(ascii: "\""), count: quotes)
                + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
            while position < bytes.count {
                if bytes[position...].starts(with: end) {
                    append(.string, bytes[start..<position], line: first)
                    position += end.count
                    return
                }
                // A string of one line ends with its line.
                if quotes == 1, bytes[position] == 0x0A { break }
                if hashes == 0, bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { step() }
                step()
            }
            append(.string, bytes[start..<Swift.min(position, bytes.count)], line: first)
        }

        mutating func append(_ kind: Kind, _ text: ArraySlice<UInt8>, line: Int) {
            tokens.append(SwiftToken(kind: kind, text: String(ascii: text), line: line))
        }
    }
}
