// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// The text of a commit or tag object, taken apart: headers, and the message behind the first empty line.
///
/// Everything is optional, as a hostile repository may leave out, repeat or damage what it likes: the first of a header that
/// appears twice counts, a line that is no header is passed over.
struct ObjectText {
    var parents: [ObjectID] = []
    var author: Identity?
    var committer: Identity?
    var tagger: Identity?
    var encoding: TextEncoding = .utf8
    var signature: SignatureKind = .none
    /// The armoured signature of a commit's header, its continuation blanks still inside.
    var signatureText: UnsafeRawBufferPointer?
    var message: UnsafeRawBufferPointer
    /// What an annotated tag names.
    var target: ObjectID?

    /// At most so many parents are kept, each once: the widest merges known have 66.
    static let parentLimit = 128

    init(_ text: UnsafeRawBufferPointer) {
        message = text.part(text.count, text.count)
        var start = 0
        while start < text.count {
            let end = text.position(of: 0x0A, from: start, to: text.count) ?? text.count
            if end == start {
                message = text.part(min(text.count, end + 1), text.count)
                break
            }
            // A header goes on in lines that begin with a blank.
            var last = end
            while last + 1 < text.count, text[last + 1] == 0x20 {
                last = text.position(of: 0x0A, from: last + 1, to: text.count) ?? text.count
            }
            read(text.part(start, end), whole: text.part(start, last))
            start = last + 1
        }
        if signature == .none, target != nil { findSignature() }
    }

    private mutating func read(_ line: UnsafeRawBufferPointer, whole: UnsafeRawBufferPointer) {
        func value(_ key: StaticString) -> UnsafeRawBufferPointer? {
            line.hasPrefix(key) ? line.part(key.utf8CodeUnitCount, line.count) : nil
        }
        guard let first = line.first else { return }
        switch first {
        case UInt8(ascii: "p"):
            if parents.count < ObjectText.parentLimit, let id = value("parent ").flatMap(ObjectID.init(hexadecimal:)),
                !parents.contains(id)
            {
                parents.append(id)
            }
        case UInt8(ascii: "a"):
            if author == nil { author = value("author ").map(Identity.init) }
        case UInt8(ascii: "c"):
            if committer == nil { committer = value("committer ").map(Identity.init) }
        case UInt8(ascii: "t"):
            if tagger == nil, let text = value("tagger ") { tagger = Identity(text) }
        case UInt8(ascii: "o"):
            if target == nil { target = value("object ").flatMap(ObjectID.init(hexadecimal:)) }
        case UInt8(ascii: "e"):
            if let name = value("encoding ") { encoding = TextEncoding(name) }
        case UInt8(ascii: "g"):
            guard signature == .none, line.hasPrefix("gpgsig ") || line.hasPrefix("gpgsig-sha256 ") else { return }
            let key = line.hasPrefix("gpgsig ") ? 7 : 14
            signature = SignatureKind(armour: line.part(key, line.count)) ?? .other
            signatureText = whole.part(key, whole.count)
        default: break
        }
    }

    /// A tag's signature stands at the end of its message.
    private mutating func findSignature() {
        var end = message.count
        // From the last line to the first: the armour that begins last is the signature.
        while end > 0 {
            var start = end - 1
            while start > 0, message[start - 1] != 0x0A { start -= 1 }
            if message[start] == UInt8(ascii: "-"),
                let kind = SignatureKind(armour: message.part(start, end))
            {
                signature = kind
                signatureText = message.part(start, message.count)
                message = message.part(0, start)
                return
            }
            end = start
        }
    }
}

extension SignatureKind {
    /// By the line an armour begins with; nil for any other line.
    init?(armour line: UnsafeRawBufferPointer) {
        if line.hasPrefix("-----BEGIN PGP SIGNATURE-----") || line.hasPrefix("-----BEGIN PGP MESSAGE-----") {
            self = .openPGP
        } else if line.hasPrefix("-----BEGIN SSH SIGNATURE-----") {
            self = .ssh
        } else if line.hasPrefix("-----BEGIN SIGNED MESSAGE-----") {
            self = .x509
        } else {
            return nil
        }
    }
}

/// A person and a time, as `NAME <E-MAIL> SECONDS ±HHMM` states them.
struct Identity {
    /// All up to the closing angle bracket: what a person is told by.
    var key: UnsafeRawBufferPointer
    var name: UnsafeRawBufferPointer
    var email: UnsafeRawBufferPointer
    /// Seconds since 1970; 0 where none can be read, and for what is beyond 2^40, which git does not show either.
    var time: Int64 = 0
    /// Minutes east of UTC.
    var offset: Int16 = 0

    init(_ line: UnsafeRawBufferPointer) {
        let nothing = line.part(line.count, line.count)
        guard let open = line.position(of: UInt8(ascii: "<"), from: 0, to: line.count) else {
            // No address: all of it is the name.
            key = line
            name = line.trimmed
            email = nothing
            return
        }
        let close = line.position(of: UInt8(ascii: ">"), from: open, to: line.count) ?? line.count
        key = line.part(0, close)
        name = line.part(0, open).trimmed
        email = line.part(open + 1, close).trimmed
        guard let last = line.lastIndex(of: UInt8(ascii: ">")) else { return }
        let rest = line.part(last + 1, line.count).trimmed
        let blank = rest.position(of: 0x20, from: 0, to: rest.count) ?? rest.count
        if let seconds = rest.part(0, blank).decimal, seconds.magnitude <= 1 << 40 { time = seconds }
        if let zone = rest.part(blank, rest.count).trimmed.decimal, zone.magnitude <= 9999 {
            let hours = zone / 100
            offset = Int16(hours * 60 + zone % 100)
        }
    }
}

/// How the text of an object is encoded.
enum TextEncoding: Sendable {
    /// Or anything that is read as if it were; what is no UTF-8 becomes U+FFFD.
    case utf8
    /// ISO 8859-1, with the printable characters Windows has in its place for control characters.
    case latin1

    init(_ name: UnsafeRawBufferPointer) {
        let known = [
            "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "8859-1",
        ]
        let name = String(decoding: name.trimmed.prefix(32), as: UTF8.self).lowercased()
        self = known.contains(name) ? .latin1 : .utf8
    }

    func text(_ bytes: UnsafeRawBufferPointer) -> String {
        switch self {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .latin1:
            var scalars = String.UnicodeScalarView()
            for byte in bytes { scalars.append(TextEncoding.scalar(byte)) }
            return String(scalars)
        }
    }

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return windows[Int(byte - 0x80)]
    }

    /// Windows-1252's characters from 0x80 to 0x9F; what it leaves free stays a control character.
    private static let windows: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
        "\u{2030}",
        "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}",
        "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}",
        "\u{9D}",
        "\u{17E}", "\u{178}",
    ]
}
