// SPDX-License-Identifier: Apache-2.0

/// `2> file`, `<<END`, `>&1`, `{fd}< file`.
package struct ShellRedirection: Sendable, ShellPlaced {
    /// What is joined to what.
    package enum Operator: String, Sendable, CaseIterable {
        case input = "<"
        case output = ">"
        case append = ">>"
        case inputAndOutput = "<>"
        case clobber = ">|"
        case duplicateInput = "<&"
        case duplicateOutput = ">&"
        case outputAndErrors = "&>"
        case appendOutputAndErrors = "&>>"
        case hereDocument = "<<"
        case strippedHereDocument = "<<-"
        case hereString = "<<<"
    }
    package var kind: Operator
    /// The number or `{name}` before the operator.
    package var descriptor: String?
    /// The file, the descriptor, the here-string, or the delimiter of a here-document as it is written.
    package var target: ShellWord
    /// The place of the body in ``ShellScript/hereDocuments``.
    package var hereDocument: Int?
    package var span: ShellSpan
}

/// The lines after a command that are its input.
package struct ShellHereDocument: Sendable, ShellPlaced {
    /// Without quotes.
    package var delimiter: String
    /// Whether the delimiter is quoted in part or whole; then the body is taken as it is.
    package var isQuoted: Bool
    /// Whether tabs at the beginnings of lines do not count (`<<-`).
    package var stripsTabs: Bool
    /// The body; one literal where the delimiter is quoted. Tabs are still there.
    package var parts: [ShellWordPart]
    /// The body without the line of the delimiter.
    package var span: ShellSpan
}
