// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// A commit or tag taken apart into its signature and what the signature is over.
struct SignedText {
    var kind: SignatureKind
    /// Armoured, without the blanks of a header's continuation lines.
    var signature: [UInt8] = []
    /// The object without its signature.
    var payload: [UInt8]
    /// When it is said to have been made.
    var time: Int64?

    init(_ object: UnsafeRawBufferPointer) {
        let text = ObjectText(object)
        kind = text.signature
        time = text.committer?.time ?? text.tagger?.time
        payload = []
        payload.reserveCapacity(object.count)
        guard kind != .none else { return }
        let isTag = text.target != nil
        let end = isTag ? text.message.count + SignedText.headerLength(object) : object.count
        // Signature headers, of whichever hash, are not part of what is signed.
        var start = 0
        var isInSignature = false
        while start < end {
            let stop = object.position(of: 0x0A, from: start, to: end).map { $0 + 1 } ?? end
            let line = object.part(start, stop)
            if line.first == 0x0A {
                payload.append(contentsOf: object.part(start, end))
                break
            }
            if line.first != 0x20 { isInSignature = line.hasPrefix("gpgsig ") || line.hasPrefix("gpgsig-sha256 ") }
            if !isInSignature { payload.append(contentsOf: line) }
            start = stop
        }
        signature = SignedText.unindented(text.signatureText)
    }

    /// Bytes up to the message, the empty line before it included.
    private static func headerLength(_ object: UnsafeRawBufferPointer) -> Int {
        var start = 0
        while start < object.count, object[start] != 0x0A {
            start = object.position(of: 0x0A, from: start, to: object.count).map { $0 + 1 } ?? object.count
        }
        return min(object.count, start + 1)
    }

    /// Without the one blank that each line of a header but the first begins with.
    private static func unindented(_ text: UnsafeRawBufferPointer?) -> [UInt8] {
        guard let text else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + 1)
        var isLineStart = true
        for byte in text {
            if isLineStart, byte == 0x20 {
                isLineStart = false
                continue
            }
            bytes.append(byte)
            isLineStart = byte == 0x0A
        }
        if bytes.last != 0x0A { bytes.append(0x0A) }
        return bytes
    }
}
