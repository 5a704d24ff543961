// SPDX-License-Identifier: Apache-2.0

/// Other people's words on one short line.
package enum Quotation {
    /// The most bytes a quotation has, the mark of an omission included.
    package static let longest = 200

    /// Control characters and line breaks become single spaces; what is too long ends in `…`.
    package static func line(_ text: some StringProtocol, longest: Int = Quotation.longest) -> String {
        var scalars = String.UnicodeScalarView()
        var bytes = 0
        var isSpace = true
        for scalar in text.unicodeScalars {
            let isBlank = scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || isFormat(scalar)
            if isBlank {
                if !isSpace { scalars.append(" ") }
                bytes += isSpace ? 0 : 1
                isSpace = true
                continue
            }
            let width = UTF8.width(scalar)
            if bytes + width > longest {
                while bytes > longest - 3, let last = scalars.popLast() { bytes -= UTF8.width(last) }
                if scalars.last == " " { scalars.removeLast() }
                scalars.append("…")
                return String(scalars)
            }
            scalars.append(scalar)
            bytes += width
            isSpace = false
        }
        if scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    /// Line separators and marks that turn the direction of text: they would let a quotation disturb what stands around it.
    private static func isFormat(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}
