// SPDX-License-Identifier: Apache-2.0

/// Ubuntu's releases by number and series name (distro-info-data, `ubuntu.csv`).
struct UbuntuRelease: Sendable, Equatable {
    /// `22.04`.
    var number: String
    /// What the updates are meant for: empty for everyone, else `Pro`, `Pro:FIPS`, `Pro:FIPS-updates`,
    /// `Pro:Realtime:Kernel`, `for:NVIDIA:BlueField` … as OSV's ecosystem names have it.
    var stream: String

    static let series: [(name: String, number: String)] = [
        ("warty", "4.10"), ("hoary", "5.04"), ("breezy", "5.10"), ("dapper", "6.06"), ("edgy", "6.10"),
        ("feisty", "7.04"),
        ("gutsy", "7.10"), ("hardy", "8.04"), ("intrepid", "8.10"), ("jaunty", "9.04"), ("karmic", "9.10"),
        ("lucid", "10.04"), ("maverick", "10.10"), ("natty", "11.04"), ("oneiric", "11.10"), ("precise", "12.04"),
        ("quantal", "12.10"), ("raring", "13.04"), ("saucy", "13.10"), ("trusty", "14.04"), ("utopic", "14.10"),
        ("vivid", "15.04"), ("wily", "15.10"), ("xenial", "16.04"), ("yakkety", "16.10"), ("zesty", "17.04"),
        ("artful", "17.10"), ("bionic", "18.04"), ("cosmic", "18.10"), ("disco", "19.04"), ("eoan", "19.10"),
        ("focal", "20.04"), ("groovy", "20.10"), ("hirsute", "21.04"), ("impish", "21.10"), ("jammy", "22.04"),
        ("kinetic", "22.10"), ("lunar", "23.04"), ("mantic", "23.10"), ("noble", "24.04"), ("oracular", "24.10"),
        ("plucky", "25.04"), ("questing", "25.10"), ("resolute", "26.04"),
    ]

    /// The pockets Canonical names in the `distro` qualifier (`esm-infra/bionic`), with the stream OSV has for each.
    static let streamsByPocket: [String: String] = [
        "esm-infra": "Pro", "esm-apps": "Pro", "esm-infra-legacy": "Pro", "esm-apps-legacy": "Pro", "esm": "Pro",
        "pro": "Pro", "fips": "Pro:FIPS", "fips-updates": "Pro:FIPS-updates", "fips-preview": "Pro:FIPS-preview",
        "realtime": "Pro:Realtime:Kernel", "bluefield": "for:NVIDIA:BlueField",
    ]

    /// Reads `22.04`, `22.04.3`, `jammy`, `22.04:LTS`, `Pro:18.04:LTS`, `esm-infra/bionic`; nil for any other text.
    init?(_ text: String) {
        var number: String?
        var stream: [Substring] = []
        if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
            guard let pocket = Self.streamsByPocket[text[..<slash].asciiLowercased] else { return nil }
            stream = [pocket[...]]
            number = Self.number(of: text[text.utf8.index(after: slash)...])
        } else {
            for part in text.utf8.split(separator: UInt8(ascii: ":")).map({ Substring($0) }) {
                if let found = Self.number(of: part), number == nil {
                    number = found
                } else if part.asciiLowercased != "lts" {
                    stream.append(part)
                }
            }
        }
        guard let number else { return nil }
        self.number = number
        self.stream = stream.joined(separator: ":")
    }

    /// The number of a release written `22.04`, `22.04.3`, `22.04-lts`, `22.04 LTS` or `jammy`.
    private static func number(of text: Substring) -> String? {
        let text = Substring(text.utf8.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: ".") })
        guard text.utf8.first?.isDigit == true else {
            let name = text.asciiLowercased
            return series.first { $0.name == name }?.number
        }
        guard text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }),
            let number = Distribution.numbers(text, 2)
        else { return nil }
        let digits = number.utf8.split(separator: UInt8(ascii: "."))
        return digits.count == 2 && digits[0].count <= 2 && digits[1].count == 2 ? number : nil
    }

    /// Long-term support goes to the April releases of even years, and went to 6.06.
    var isLongTerm: Bool {
        guard number != "6.06" else { return true }
        guard number.hasSuffix(".04"), let year = Int(number.dropLast(3)) else { return false }
        return year >= 8 && year.isMultiple(of: 2)
    }

    /// The suffix OSV gives the release: `22.04:LTS`, `Pro:18.04:LTS`, `Pro:22.04:LTS:Realtime:Kernel`.
    var suffix: String {
        let release = isLongTerm ? "\(number):LTS" : number
        switch stream {
        case "": return release
        case "Pro:Realtime:Kernel": return "Pro:\(release):Realtime:Kernel"
        case "for:NVIDIA:BlueField": return "\(release):\(stream)"
        default: return "\(stream):\(release)"
        }
    }

    /// The `distro` qualifier: `ubuntu-22.04`, or a pocket and a series as Canonical writes them; nil for a stream that
    /// has no pocket.
    var distroQualifier: String? {
        guard !stream.isEmpty else { return "ubuntu-\(number)" }
        let pocket = stream == "Pro" ? "esm-infra" : Self.streamsByPocket.first { $0.value == stream }?.key
        return pocket.map { "\($0)/\(Self.series.first { $0.number == number }?.name ?? number)" }
    }
}
