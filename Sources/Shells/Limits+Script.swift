// SPDX-License-Identifier: Apache-2.0
package import Wire

extension Limits {
    /// One shell script: 1 MiB, 50 levels of commands, quotes and substitutions within each other, a million words and
    /// statements.
    ///
    /// Of two thousand scripts in distributions and repositories none has more than twelve levels; fifty fit into a
    /// quarter of a megabyte of stack.
    package static let script = Limits(bytes: 1 << 20, depth: 50, nodes: 1_000_000)
}
