// SPDX-License-Identifier: Apache-2.0

/// Debian's releases by number and series name (distro-info-data, `debian.csv`).
enum DebianRelease {
    static let series: [(name: String, number: String)] = [
        ("buzz", "1.1"), ("rex", "1.2"), ("bo", "1.3"), ("hamm", "2.0"), ("slink", "2.1"), ("potato", "2.2"),
        ("woody", "3.0"), ("sarge", "3.1"), ("etch", "4.0"), ("lenny", "5.0"), ("squeeze", "6.0"), ("wheezy", "7"),
        ("jessie", "8"), ("stretch", "9"), ("buster", "10"), ("bullseye", "11"), ("bookworm", "12"), ("trixie", "13"),
        ("forky", "14"), ("duke", "15"),
    ]

    /// Names that mean another release as time goes on.
    static let movingNames: Set<String> = ["stable", "oldstable", "oldoldstable", "testing"]

    /// The suffix OSV gives a release written `12`, `12.5`, `bookworm`, `sid` or `unstable`; nil for any other text.
    static func suffix(of text: String) -> String? {
        let text = Substring(text.utf8.prefix { $0 != UInt8(ascii: " ") }).asciiLowercased
        switch text {
        case "sid", "unstable": return "sid"
        case "experimental", "rc-buggy": return "experimental"
        default: break
        }
        if movingNames.contains(text) { return text }
        if let release = series.first(where: { $0.name == text || $0.number == text }) { return release.number }
        let isDotted = text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
        guard isDotted, let major = Distribution.numbers(text, 1), major.utf8.count <= 3 else { return nil }
        return ["4", "5", "6"].contains(major) ? major + ".0" : major
    }

    static func seriesName(ofNumber number: String) -> String? {
        series.first { $0.number == number }?.name
    }
}
