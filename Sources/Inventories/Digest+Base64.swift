// SPDX-License-Identifier: Apache-2.0
import Wire

extension Digest {
    /// A digest that a file states in base 64; nil where the text is none.
    init?(algorithm: String, base64: some StringProtocol) {
        guard let bytes = try? Base64.bytes(of: base64), !bytes.isEmpty else { return nil }
        self.init(algorithm: algorithm, value: Hexadecimal.text(of: bytes))
    }
}
