// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import Histories
internal import Wire

/// The name of the key a signature says it was made with: a claim that only verifying it proves.
enum SignatureKey {
    /// An OpenPGP fingerprint or key id in capitals, or `SHA256:…` of an SSH key; nil where none is stated.
    ///
    /// - Parameter armoured: the signature between its `-----BEGIN` and `-----END` lines; lines may begin with a blank.
    static func name(_ kind: SignatureKind, armoured: [UInt8]) -> String? {
        guard kind == .openPGP || kind == .ssh, let bytes = unarmoured(armoured) else { return nil }
        return kind == .ssh ? sshKey(bytes) : openPGPKey(bytes)
    }

    /// A signature has a few hundred bytes, or some thousand with an X.509 chain or an RSA key inside.
    static let lengthLimit = 1 << 16

    /// The bytes of an armour: base 64 between its first empty line, if it has headers, and its checksum or end.
    static func unarmoured(_ text: [UInt8], limit: Int = lengthLimit) -> [UInt8]? {
        var digits: [UInt8] = []
        var isInside = false
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = line.drop { $0 == 0x20 }.filter { $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }
            if line.starts(with: "-----BEGIN".utf8) {
                isInside = true
                digits.removeAll()
                continue
            }
            guard isInside else { continue }
            if line.starts(with: "-----END".utf8) || line.first == UInt8(ascii: "=") { break }
            if line.contains(UInt8(ascii: ":")) { continue }
            digits += line
            guard digits.count <= 2 * limit else { return nil }
        }
        guard !digits.isEmpty else { return nil }
        return try? Base64.bytes(of: String(decoding: digits, as: UTF8.self))
    }

    /// Public keys as `gpgv` reads them: the packets of every armoured block, or the bytes as they are where none is armoured.
    static func unarmouredKeys(_ text: [UInt8]) -> [UInt8] {
        let begin = Array("-----BEGIN PGP PUBLIC KEY BLOCK-----".utf8)
        var keys: [UInt8] = []
        var block: [UInt8]?
        var isArmoured = false
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: begin) {
                block = []
                isArmoured = true
            }
            block?.append(contentsOf: line)
            block?.append(0x0A)
            if line.starts(with: "-----END PGP PUBLIC KEY".utf8), let whole = block {
                keys += unarmoured(whole, limit: text.count) ?? []
                block = nil
            }
        }
        return isArmoured ? keys : text
    }

    /// SSHSIG: magic, version, then the public key as a counted string.
    private static func sshKey(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: "SSHSIG".utf8), let length = number(bytes, at: 10, count: 4),
            length > 0, length <= bytes.count - 14
        else { return nil }
        let digest = SHA256.hash(data: bytes[14..<14 + length])
        let text = Base64.text(of: Array(digest))
        return "SHA256:" + String(text.prefix { $0 != "=" })
    }

    /// The issuer of the first signature packet (RFC 9580 §5.2).
    private static func openPGPKey(_ bytes: [UInt8]) -> String? {
        var position = 0
        for _ in 0..<16 {
            guard let packet = OpenPGPPacket(bytes, at: position) else { return nil }
            if packet.tag == 2 { return issuer(Array(bytes[packet.body])) }
            position = packet.body.upperBound
        }
        return nil
    }

    private static func issuer(_ body: [UInt8]) -> String? {
        guard let version = body.first else { return nil }
        switch version {
        case 2, 3:
            return body.count >= 15 ? capitals(body[7..<15]) : nil
        case 4, 5, 6:
            let width = version == 6 ? 4 : 2
            guard let hashed = number(body, at: 4, count: width), hashed <= body.count - 4 - 2 * width else {
                return nil
            }
            let second = 4 + width + hashed
            guard let unhashed = number(body, at: second, count: width), unhashed <= body.count - second - width else {
                return nil
            }
            let areas = [body[4 + width..<second], body[second + width..<second + width + unhashed]]
            return areas.lazy.compactMap { subpacket(33, in: Array($0)) }.first { $0.count > 1 }
                .map { capitals($0.dropFirst()) }
                ?? areas.lazy.compactMap { subpacket(16, in: Array($0)) }.first { $0.count == 8 }.map {
                    capitals($0[...])
                }
        default: return nil
        }
    }

    /// The content of the first subpacket of a kind.
    private static func subpacket(_ kind: UInt8, in area: [UInt8]) -> [UInt8]? {
        var position = 0
        while position < area.count {
            let first = Int(area[position])
            let length: Int
            switch first {
            case 0..<192:
                length = first
                position += 1
            case 192..<255:
                guard let second = number(area, at: position + 1, count: 1) else { return nil }
                length = (first - 192) << 8 + second + 192
                position += 2
            default:
                guard let long = number(area, at: position + 1, count: 4) else { return nil }
                length = long
                position += 5
            }
            guard length >= 1, length <= area.count - position else { return nil }
            if area[position] & 0x7F == kind { return Array(area[(position + 1)..<(position + length)]) }
            position += length
        }
        return nil
    }

    /// A big-endian number.
    static func number(_ bytes: [UInt8], at start: Int, count: Int) -> Int? {
        guard start >= 0, start <= bytes.count - count else { return nil }
        return bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func capitals(_ bytes: ArraySlice<UInt8>) -> String { Hexadecimal.text(of: bytes).uppercased() }
}

/// Where an OpenPGP packet's body lies; packets of unknown or partial length are not read.
struct OpenPGPPacket {
    var tag: Int
    var body: Range<Int>

    init?(_ bytes: [UInt8], at start: Int) {
        guard start < bytes.count, bytes[start] & 0x80 != 0 else { return nil }
        let first = bytes[start]
        var position = start + 1
        let length: Int
        if first & 0x40 != 0 {
            tag = Int(first & 0x3F)
            guard let octet = SignatureKey.number(bytes, at: position, count: 1) else { return nil }
            switch octet {
            case 0..<192:
                length = octet
                position += 1
            case 192..<224:
                guard let second = SignatureKey.number(bytes, at: position + 1, count: 1) else { return nil }
                length = (octet - 192) << 8 + second + 192
                position += 2
            case 255:
                guard let long = SignatureKey.number(bytes, at: position + 1, count: 4) else { return nil }
                length = long
                position += 5
            default: return nil
            }
        } else {
            tag = Int(first >> 2 & 0x0F)
            let width: Int
            switch first & 3 {
            case 0: width = 1
            case 1: width = 2
            case 2: width = 4
            default: return nil
            }
            guard let value = SignatureKey.number(bytes, at: position, count: width) else { return nil }
            length = value
            position += width
        }
        guard length <= bytes.count - position else { return nil }
        body = position..<position + length
    }
}
