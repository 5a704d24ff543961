// SPDX-License-Identifier: Apache-2.0

/// Text as it may stand in SVG: escaped, control characters left out.
enum SVGText {
    static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default:
                // XML 1.0 §2.2 allows no other control characters, nor what is no character.
                let isAllowed =
                    scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                    && scalar.value & 0xFFFE != 0xFFFE
                if isAllowed { output.unicodeScalars.append(scalar) }
            }
        }
        return output
    }

    /// About how wide a text is in 11 px Verdana, in tenths of a pixel: badges are as wide as their words.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { total, scalar in
            let width: Int
            switch scalar {
            case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": width = 38
            case "f", "t", "r", "(", ")", "[", "]", "-", " ", "/": width = 44
            case "m", "w", "M", "W", "%", "@": width = 99
            case "A"..."Z": width = 77
            case "0"..."9": width = 70
            default: width = scalar.isASCII ? 66 : 110
            }
            return total + width
        }
    }
}
