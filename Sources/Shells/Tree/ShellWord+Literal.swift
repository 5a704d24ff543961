// SPDX-License-Identifier: Apache-2.0

extension ShellWord {
    /// The value of a word that is made of text and quotes alone, quotes and escapes removed; nil where anything is
    /// expanded in it. Globs, braces and tildes are taken as text.
    package var literal: String? {
        if parts.count == 1, case .literal(let text) = parts[0], !text.utf8.contains(UInt8(ascii: "\\")) { return text }
        var value: [UInt8] = []
        for part in parts {
            switch part {
            case .literal(let text): ShellQuoting.appendUnquoted(text, to: &value)
            case .singleQuoted(let text): value += Array(text.utf8)
            case .ansiQuoted(let text): ShellQuoting.appendANSI(text, to: &value)
            case .doubleQuoted(let inner):
                for part in inner {
                    guard case .literal(let text) = part else { return nil }
                    ShellQuoting.appendDoubleQuoted(text, to: &value)
                }
            default: return nil
            }
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// Whether any of it is between quotes or behind a backslash.
    var isQuoted: Bool {
        parts.contains { part in
            switch part {
            case .singleQuoted, .doubleQuoted, .ansiQuoted: true
            case .literal(let text): text.utf8.contains(UInt8(ascii: "\\"))
            default: false
            }
        }
    }
}

/// Taking quotes and escapes away (POSIX 2.2, Bash manual 3.1.2).
enum ShellQuoting {
    private static let backslash = UInt8(ascii: "\\")

    static func appendUnquoted(_ text: String, to value: inout [UInt8]) {
        var escaped = false
        for byte in text.utf8 {
            if byte == backslash, !escaped {
                escaped = true
            } else {
                value.append(byte)
                escaped = false
            }
        }
        // A backslash at the very end of a script stands for itself.
        if escaped { value.append(backslash) }
    }

    static func appendDoubleQuoted(_ text: String, to value: inout [UInt8]) {
        var escaped = false
        for byte in text.utf8 {
            if escaped {
                switch byte {
                case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\""), backslash: break
                default: value.append(backslash)
                }
                value.append(byte)
                escaped = false
            } else if byte == backslash {
                escaped = true
            } else {
                value.append(byte)
            }
        }
        if escaped { value.append(backslash) }
    }

    static func appendANSI(_ text: String, to value: inout [UInt8]) {
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == backslash, position < bytes.count else {
                value.append(byte)
                continue
            }
            let mark = bytes[position]
            position += 1
            switch mark {
            case UInt8(ascii: "a"): value.append(7)
            case UInt8(ascii: "b"): value.append(8)
            case UInt8(ascii: "e"), UInt8(ascii: "E"): value.append(27)
            case UInt8(ascii: "f"): value.append(12)
            case UInt8(ascii: "n"): value.append(10)
            case UInt8(ascii: "r"): value.append(13)
            case UInt8(ascii: "t"): value.append(9)
            case UInt8(ascii: "v"): value.append(11)
            case backslash, UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"): value.append(mark)
            case UInt8(ascii: "0")...UInt8(ascii: "7"):
                position -= 1
                value.append(UInt8(truncatingIfNeeded: number(in: bytes, at: &position, radix: 8, most: 3) ?? 0))
            case UInt8(ascii: "c"):
                guard position < bytes.count else { break }
                value.append(bytes[position] & 0x1F)
                position += 1
            case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
                let most = mark == UInt8(ascii: "x") ? 2 : mark == UInt8(ascii: "u") ? 4 : 8
                guard let code = number(in: bytes, at: &position, radix: 16, most: most) else {
                    value += [backslash, mark]
                    break
                }
                if mark == UInt8(ascii: "x") {
                    value.append(UInt8(truncatingIfNeeded: code))
                } else if let scalar = Unicode.Scalar(code) {
                    value += Array(String(Character(scalar)).utf8)
                }
            default: value += [backslash, mark]
            }
        }
    }

    private static func number(in bytes: [UInt8], at position: inout Int, radix: UInt32, most: Int) -> UInt32? {
        var code: UInt32?
        for _ in 0..<most {
            guard position < bytes.count,
                let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue, digit < Int(radix)
            else { break }
            code = (code ?? 0) &* radix &+ UInt32(digit)
            position += 1
        }
        return code
    }
}
