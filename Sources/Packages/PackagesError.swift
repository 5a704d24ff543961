// SPDX-License-Identifier: Apache-2.0

/// Why a package URL, an ecosystem name, a version or a version range was refused.
package struct PackagesError: Error, Sendable, Hashable {
    /// One sentence in plain words, naming what was read and where it went wrong.
    package var message: String
    /// What the reader could write instead; nil where there is nothing useful to say.
    package var hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    /// Text from outside, in quotation marks and fit for a message: at most 80 characters, control characters replaced.
    package static func quoted(_ text: some StringProtocol) -> String {
        if text.utf8.count <= 80, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return "'\(text)'" }
        var shown = "'"
        var count = 0
        for scalar in text.unicodeScalars {
            if count == 80 {
                shown += "…"
                break
            }
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            shown.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
            count += 1
        }
        return shown + "'"
    }
}
