// SPDX-License-Identifier: Apache-2.0
import Crypto

/// Digests for what is named by its content.
package enum ContentDigest {
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}
