// SPDX-License-Identifier: Apache-2.0
package import Wire

extension Limits {
    /// One shell script: 1 MiB, 100 levels of commands, quotes and substitutions within each other, a million words and
    /// statements.
    package static let script = Limits(bytes: 1 << 20, depth: 100, nodes: 1_000_000)
}
