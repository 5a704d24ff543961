// SPDX-License-Identifier: Apache-2.0

extension PipelineLocation {
    /// The most bytes a snippet may have.
    static let longest = 200

    /// - Parameter text: is put on one line and cut to ``longest`` bytes.
    init(path: String, line: Int, endLine: Int? = nil, text: String) {
        self.init(path: path, line: line, endLine: endLine, snippet: PipelineLocation.snippet(text))
    }

    static func snippet(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Swift.min(text.utf8.count, longest))
        var isPending = false
        for byte in text.utf8 {
            if byte <= 0x20 || byte == 0x7F {
                isPending = !bytes.isEmpty
                continue
            }
            guard bytes.count + (isPending ? 2 : 1) <= longest else { break }
            if isPending { bytes.append(0x20) }
            isPending = false
            bytes.append(byte)
        }
        // A character cut in the middle goes as a whole.
        var end = bytes.count
        while end > 0, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
        if end > 0, bytes[end - 1] >= 0xC0 {
            let length = bytes[end - 1] >= 0xF0 ? 4 : bytes[end - 1] >= 0xE0 ? 3 : 2
            if bytes.count - end + 1 < length { bytes.removeSubrange((end - 1)...) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
