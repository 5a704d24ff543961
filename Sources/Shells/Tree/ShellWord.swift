// SPDX-License-Identifier: Apache-2.0

/// What the shell takes as one word before it expands it.
package struct ShellWord: Sendable, ShellPlaced {
    package var parts: [ShellWordPart]
    package var span: ShellSpan
}

/// A piece of a word, a quotation, an expression or a here-document.
package enum ShellWordPart: Sendable {
    /// Text outside of quotes or between double quotes as it is written: backslashes stay, line continuations are gone.
    /// Braces, tildes and simple globs are text. A `$` that begins nothing is a literal of its own; a `[`
    /// behind other text, and a line continuation between double quotes, part two literals.
    case literal(String)
    /// The text between single quotes.
    case singleQuoted(String)
    /// The parts between double quotes; also `$"…"`.
    case doubleQuoted([ShellWordPart])
    /// The text of `$'…'` as it is written: escapes stay.
    case ansiQuoted(String)
    /// `$name` and `${name}`: the name.
    case parameter(String)
    /// `${…}` with more to it than a name.
    indirect case expansion(ShellParameterExpansion)
    /// `$(…)`, `` `…` ``, and mksh's `${ …;}`.
    case commandSubstitution([ShellStatement])
    /// `$((…))` and `$[…]`: the parts of the expression, whose own syntax is not looked at.
    case arithmetic([ShellWordPart])
    /// `<(…)` and `>(…)`.
    case processSubstitution(ShellProcessDirection, [ShellStatement])
    /// `@(a|b)` and its like: operator, parentheses and bars are literals among the parts.
    case extendedGlob([ShellWordPart])
}

/// Which end of a process substitution the command gets.
package enum ShellProcessDirection: String, Sendable {
    /// The command reads what the process writes.
    case input = "<("
    /// The process reads what the command writes.
    case output = ">("
}

/// `${name:-word}`, `${#name}`, `${!name}`, `${name[subscript]}`, `${name/a/b}`, `${name@Q}`, …
package struct ShellParameterExpansion: Sendable {
    /// Empty where the text between the braces is nothing that bash, mksh or POSIX know; then all of it is the operand.
    package var name: String
    /// `${#name}`.
    package var isLength = false
    /// `${!name}`.
    package var isIndirect = false
    /// The parts between `[` and `]`.
    package var subscripts: [ShellWordPart]?
    /// `:-`, `##`, `/`, `^^`, `@Q`, `:`, …; empty where there is none.
    package var operation = ""
    /// What follows the operator, to the closing brace.
    package var operand: [ShellWordPart] = []
}
