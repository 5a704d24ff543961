// SPDX-License-Identifier: Apache-2.0

import Severities

/// Text from outside made fit for a terminal.
package enum TerminalText {
    /// Control characters, line breaks and marks that turn the writing direction become `\u{…}`: a package name must not be able
    /// to move the cursor or to hide a line of a report.
    package static func safe(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// At most `width` characters; a longer text ends in `…`.
    static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(max(width - 1, 0)) + "…"
    }
}

/// The few colours of the house; none where the output is no terminal or NO_COLOR is set.
package struct Palette: Sendable {
    private let isOn: Bool

    package init(colours: Bool) {
        isOn = colours
    }

    package func strong(_ text: String) -> String { paint(text, "1") }
    package func faint(_ text: String) -> String { paint(text, "2") }

    func rated(_ text: String, by rating: Rating) -> String {
        if rating.isMalicious { return paint(text, "1;35") }
        switch rating.severity {
        case .critical: return paint(text, "1;31")
        case .high: return paint(text, "31")
        case .medium: return paint(text, "33")
        case .low: return paint(text, "36")
        case .some(.none), nil: return text
        }
    }

    private func paint(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
