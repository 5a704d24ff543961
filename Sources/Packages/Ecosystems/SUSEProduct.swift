// SPDX-License-Identifier: Apache-2.0

/// A product of SUSE by its marketing name without `SUSE`: `Linux Enterprise Server 15 SP5-LTSS`, `Linux Enterprise
/// Module for Basesystem 15 SP5`, `Linux Micro 6.0`.
struct SUSEProduct: Equatable {
    /// `Linux Enterprise Server`; empty when only a version is written.
    var product: String
    /// `15`, `5.5`; empty where the name has none.
    var version: String
    var servicePack: Int
    /// `LTSS`, `ESPOS`, `LTSS-EXTREME`; empty for the general support.
    var support: String

    /// Reads an ecosystem's suffix. A bare `15.5` is service pack 5 of version 15.
    init(_ suffix: String) {
        var words = suffix.split(separator: " ")
        servicePack = 0
        support = ""
        version = ""
        if let last = words.last, last.asciiLowercased.hasPrefix("sp") {
            let parts = last.dropFirst(2).split(separator: "-", maxSplits: 1)
            if let pack = parts.first.flatMap({ Int($0) }), 0...99 ~= pack {
                servicePack = pack
                support = parts.count > 1 ? String(parts[1]).uppercased() : ""
                words.removeLast()
            }
        }
        if let last = words.last {
            let parts = last.split(separator: "-", maxSplits: 1)
            if let number = parts.first, number.first?.isNumber == true, number.allSatisfy({ $0.isNumber || $0 == "." })
            {
                version = String(number)
                if parts.count > 1 { support = String(parts[1]).uppercased() }
                words.removeLast()
            }
        }
        product = words.joined(separator: " ")
        if product.isEmpty {
            let parts = version.split(separator: ".")
            if parts.count == 2, let pack = Int(parts[1]), 0...99 ~= pack {
                version = String(parts[0])
                servicePack = pack
            }
        }
    }

    private var isServicePacked: Bool {
        let name = product.asciiLowercased
        if name.isEmpty || name == "package hub" { return true }
        return name.hasPrefix("linux enterprise") && !name.hasPrefix("linux enterprise micro")
    }

    /// Modules and extensions are installed on a base product of the same release; what they hold is in no other.
    private var isAddition: Bool {
        let name = product.asciiLowercased
        return ["module", "extension", "software development kit", "live patching", "package hub"].contains {
            name.contains($0)
        }
    }

    /// Whether advisories for this product hold for packages on a system or of a product of another.
    func covers(_ component: SUSEProduct) -> SuffixMatch {
        guard isServicePacked, component.isServicePacked else {
            let isSame =
                product.asciiLowercased == component.product.asciiLowercased && version == component.version
            return isSame ? .same : .different
        }
        guard version == component.version, servicePack == component.servicePack else { return .different }
        let sameProduct =
            product.isEmpty || component.product.isEmpty
            || product.asciiLowercased == component.product.asciiLowercased
        guard sameProduct || isAddition else {
            return .unknown(
                "the advisory is about SUSE's \(PackagesError.quoted(product)) and the package is of the same release "
                    + "of \(PackagesError.quoted(component.product))")
        }
        if !support.isEmpty, support != component.support {
            return .unknown(
                "whether the system has the support \(PackagesError.quoted(support)) of SUSE's "
                    + "\(PackagesError.quoted(product)) is not known")
        }
        return .same
    }

    /// The suffix for a release written `15.5`, `15 SP5`, `15-SP5` or with the product's whole name.
    static func suseSuffix(ofRelease text: String, edition: String?) -> String? {
        // "Linux Enterprise Server 15 SP5-LTSS", "Manager Server 4.3", "Package Hub 15 SP5".
        guard let first = text.utf8.first, first.isDigit else { return text.contains(" ") ? text : nil }
        let words = text.split { $0 == " " || $0 == "-" || $0 == "_" }
        guard let numbers = Distribution.numbers(String(words[0]), 2) else { return nil }
        let parts = numbers.split(separator: ".")
        if edition == "Micro" {
            return (Int(parts[0]) ?? 0) < 6 ? "Linux Enterprise Micro \(numbers)" : "Linux Micro \(numbers)"
        }
        var pack = parts.count > 1 ? String(parts[1]) : ""
        if words.count > 1, words[1].asciiLowercased.hasPrefix("sp") { pack = String(words[1].dropFirst(2)) }
        guard pack.isEmpty || pack.isASCIINumber else { return nil }
        // From version 16 on the marketing name has the dot: "SUSE Linux Enterprise Server 16.0".
        if (Int(parts[0]) ?? 0) >= 16 { return "Linux Enterprise \(edition ?? "Server") \(numbers)" }
        let servicePack = pack.isEmpty || Int(pack) == 0 ? "" : " SP\(pack)"
        return "Linux Enterprise \(edition ?? "Server") \(parts[0])\(servicePack)"
    }

    /// The suffix for a release of openSUSE written `15.5`, `Leap 15.5` or `Tumbleweed`.
    static func openSUSESuffix(ofRelease text: String, edition: String?) -> String? {
        let folded = text.asciiLowercased
        if folded.hasPrefix("tumbleweed") { return "Tumbleweed" }
        if folded.hasPrefix("leap") {
            let rest = text.dropFirst(4).drop { $0 == " " || $0 == "-" || $0 == "_" }
            let isMicro = rest.asciiLowercased.hasPrefix("micro")
            let number = isMicro ? rest.dropFirst(5).drop { $0 == " " || $0 == "-" || $0 == "_" } : rest
            return Distribution.numbers(String(number), 2).map { isMicro ? "Leap Micro \($0)" : "Leap \($0)" }
        }
        // "Backports SLE-15-SP5".
        guard let numbers = Distribution.numbers(text, 2) else { return text.contains(" ") ? text : nil }
        if let edition { return "\(edition) \(numbers)" }
        // A snapshot's date (20250630) is Tumbleweed; before Leap came 13.2 and its forerunners.
        guard let major = Int(numbers.prefix { $0 != "." }) else { return nil }
        if major > 20_000_000 { return "Tumbleweed" }
        return major >= 15 ? "Leap \(numbers)" : numbers
    }
}
