// SPDX-License-Identifier: Apache-2.0
import Wire

/// An identifier that a document gets from its own content, so that the same content always has the same.
enum ContentIdentifier {
    /// A UUID of version 8 (RFC 9562 §5.8): the first 16 bytes of the content's digest, with version and variant set. Nil
    /// where the digest is shorter.
    static func uuid(of content: [UInt8], digest: ([UInt8]) -> [UInt8]) -> String? {
        var bytes = Array(digest(content).prefix(16))
        guard bytes.count == 16 else { return nil }
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let text = Substring(Hexadecimal.text(of: bytes))
        let groups = [
            text.prefix(8), text.dropFirst(8).prefix(4), text.dropFirst(12).prefix(4), text.dropFirst(16).prefix(4),
        ]
        return (groups + [text.dropFirst(20)]).joined(separator: "-")
    }
}
