// SPDX-License-Identifier: Apache-2.0

/// A small picture of one value, for a README: a label and a message, as wide as their words.
package struct BadgePicture: Sendable, Hashable {
    package var label: String
    package var message: String
    package var tone: Tone

    /// What the colour says. The message says it too: colour is never alone.
    package enum Tone: String, Sendable, Hashable, CaseIterable {
        case good, fair, poor, bad, unknown

        /// White text on it has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
        var colour: String {
            switch self {
            case .good: "#1a7f37"
            case .fair: "#52721a"
            case .poor: "#9a5b00"
            case .bad: "#c01c28"
            case .unknown: "#57606a"
            }
        }
    }

    package init(label: String, message: String, tone: Tone) {
        self.label = label
        self.message = message
        self.tone = tone
    }

    /// SVG 1.1, 20 pixels high, without scripts, links or fonts from elsewhere.
    package var svg: String {
        let left = (SVGText.width(label) + 9) / 10 + 12
        let right = (SVGText.width(message) + 9) / 10 + 12
        let width = left + right
        let label = SVGText.escaped(label)
        let message = SVGText.escaped(message)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="20" role="img" \
            aria-label="\(label): \(message)">
            <title>\(label): \(message)</title>
            <clipPath id="r"><rect width="\(width)" height="20" rx="3"/></clipPath>
            <g clip-path="url(#r)">
            <rect width="\(left)" height="20" fill="#24292f"/>
            <rect x="\(left)" width="\(right)" height="20" fill="\(tone.colour)"/>
            </g>
            <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
            <text x="6" y="14" textLength="\(left - 12)">\(label)</text>
            <text x="\(left + 6)" y="14" textLength="\(right - 12)">\(message)</text>
            </g>
            </svg>

            """
    }
}
