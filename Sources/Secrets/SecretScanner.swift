// SPDX-License-Identifier: Apache-2.0

/// Placeholder until the scanner is here.
package struct SecretScanner: Sendable {
    package static let standard = SecretScanner()

    package func scan(_ bytes: [UInt8], path: String) -> [SecretFinding] { [] }
}
