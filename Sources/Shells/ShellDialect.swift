// SPDX-License-Identifier: Apache-2.0

/// Whose grammar a script is read by.
///
/// The grammars share almost all of it; a dialect says what is a reserved word or an operator there and a plain word
/// elsewhere.
package enum ShellDialect: String, Sendable, Hashable, CaseIterable {
    /// GNU bash 5.
    case bash
    /// POSIX 1003.1-2017, as dash reads it: no arrays, no `[[`, no process substitution.
    case posix
    /// The MirBSD Korn shell.
    case mksh

    /// Arrays, `[[ ]]`, `(( ))`, `select`, `function`, `time`, extended globs, `&>`, `|&`, `<<<`, `$'…'`.
    var isExtended: Bool { self != .posix }
}
