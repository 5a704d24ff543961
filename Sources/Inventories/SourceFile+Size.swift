// SPDX-License-Identifier: Apache-2.0
import Wire

extension SourceFile {
    /// Refuses a file of more bytes than the limits allow; for formats whose bytes are read without a notation's parser.
    func checkSize(_ limits: Limits) throws(InventoryError) {
        if bytes.count > limits.bytes {
            throw refusal("The file has \(bytes.count) bytes; at most \(limits.bytes) are read.")
        }
    }
}
