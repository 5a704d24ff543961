// SPDX-License-Identifier: Apache-2.0

/// A release of openEuler: `22.03`, `22.03-LTS`, `22.03-LTS-SP3`.
struct OpenEulerRelease: Equatable {
    let number: String
    let isLongTerm: Bool
    let servicePack: Int?

    var suffix: String {
        number + (isLongTerm ? "-LTS" : "") + (servicePack.map { "-SP\($0)" } ?? "")
    }

    /// Reads `22.03`, `22.03-LTS-SP3`, `22.03 (LTS-SP3)`, `22.03_LTS_SP3` and `2203sp3`.
    init?(_ text: String) {
        let words = text.asciiLowercased.split { !$0.isASCII || !($0.isNumber || $0.isLetter || $0 == ".") }
        guard let first = words.first else { return nil }
        guard first.contains(".") else {
            self.init(tag: first)
            return
        }
        guard let number = Self.number(first) else { return nil }
        let pack = words.lazy.filter { $0.hasPrefix("sp") }.compactMap { Self.servicePack($0.dropFirst(2)) }.first
        self.init(number: number, isLongTerm: pack != nil || words.contains("lts"), servicePack: pack)
    }

    /// Reads the tag of a package's release, `2203sp3`; packages of a long-term release carry it without saying so.
    init?(tag: Substring) {
        guard let number = Self.number("\(tag.prefix(2)).\(tag.dropFirst(2).prefix(2))") else { return nil }
        let rest = tag.dropFirst(4).asciiLowercased
        let pack = rest.hasPrefix("sp") ? Self.servicePack(rest.dropFirst(2)) : nil
        guard pack != nil || rest.isEmpty else { return nil }
        let isEvenSpring = number.hasSuffix(".03") && (Int(number.prefix(2)) ?? 1).isMultiple(of: 2)
        self.init(number: number, isLongTerm: pack != nil || isEvenSpring, servicePack: pack)
    }

    private init(number: String, isLongTerm: Bool, servicePack: Int?) {
        self.number = number
        self.isLongTerm = isLongTerm
        self.servicePack = servicePack
    }

    private static func servicePack(_ text: Substring) -> Int? {
        text.isASCIINumber && text.utf8.count <= 2 ? Int(text) : nil
    }

    private static func number(_ text: some StringProtocol) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.isASCIINumber }) else { return nil }
        return String(text)
    }
}
