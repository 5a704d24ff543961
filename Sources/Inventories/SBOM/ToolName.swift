// SPDX-License-Identifier: Apache-2.0

/// The program that writes a document, as the document names it.
package struct ToolName: Sendable, Hashable {
    package var vendor: String?
    package var name: String
    package var version: String

    package init(vendor: String? = nil, name: String, version: String) {
        self.vendor = vendor
        self.name = name
        self.version = version
    }
}

/// An identifier that a document gets from its own content, so that the same content always has the same.
enum ContentIdentifier {
    /// A UUID of version 8 (RFC 9562 §5.8): the first 16 bytes of the content's digest, with version and variant set. Nil
    /// where the digest is shorter.
    static func uuid(of content: [UInt8], digest: ([UInt8]) -> [UInt8]) -> String? {
        var bytes = Array(digest(content).prefix(16))
        guard bytes.count == 16 else { return nil }
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (position, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(position) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
