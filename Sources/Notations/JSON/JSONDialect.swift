// SPDX-License-Identifier: Apache-2.0

/// How strictly JSON is read.
package enum JSONDialect: Sendable, Hashable {
    /// RFC 8259 and nothing else.
    case strict
    /// JSON5 (json5.org), which holds JSON with comments: `//` and `/* */`, trailing commas, single quotes, unquoted
    /// names, hexadecimal, signed, infinite and bare-point numbers.
    case relaxed
}
