// SPDX-License-Identifier: Apache-2.0
import TestSupport

@testable import Secrets

/// Makes credentials at run time, so that no source of this project holds anything that looks like one.
struct PlantedSecrets {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Random characters of a class, with a digit where the class has digits.
    mutating func random(_ count: Int, _ bytes: ByteClass) -> String {
        let alphabet = (UInt8(0x21)...0x7E).filter { bytes.has($0) }
        // What ends a value in files is no last or first character.
        let inner = alphabet.filter { ByteClass.alphanumeric.has($0) }
        var text = (0..<count).map { place -> UInt8 in
            let some = place == 0 || place == count - 1 || place % 7 != 3 ? inner : alphabet
            return some.randomElement(using: &generator) ?? inner[0]
        }
        if bytes.has(0x37), count > 2 { text[count / 2] = 0x37 }
        return String(decoding: text, as: UTF8.self)
    }

    mutating func secret(_ shape: SecretShape, _ rule: SecretRule) -> String {
        var text = String(decoding: shape.prefix, as: UTF8.self)
        for piece in shape.pieces {
            switch piece {
            case .run(let bytes, let least, _): text += random(least, bytes)
            case .text(let mark): text += String(decoding: mark, as: UTF8.self)
            }
        }
        guard rule.checksum != nil else { return text }
        let payload = text.utf8.dropFirst(shape.prefix.count).prefix(30)
        return String(decoding: shape.prefix, as: UTF8.self) + String(decoding: Array(payload), as: UTF8.self)
            + String(decoding: TokenChecksum.checksum(payload), as: UTF8.self)
    }

    /// Lines of base64 as in a PEM file.
    mutating func lines(_ count: Int) -> String {
        (0..<count).map { _ in random(64, .base64) }.joined(separator: "\n")
    }

    static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var output = ""
        var value = 0
        var bits = 0
        for byte in text.utf8 {
            value = (value << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                output.append(alphabet[value >> bits & 63])
            }
        }
        if bits > 0 { output.append(alphabet[value << (6 - bits) & 63]) }
        return output
    }
}
