// SPDX-License-Identifier: Apache-2.0

/// A Red Hat product stream, the part of a CPE name behind `cpe:/o:redhat:`: `enterprise_linux:8::baseos`,
/// `rhel_aus:8.6::appstream`, `openshift:4.12::el8`.
struct RedHatStream: Equatable {
    var product: String
    /// As written: `8`, `8.6`; empty where the name has none.
    var version: String
    /// The parts behind the version that are not empty: `baseos`, `el8`.
    var editions: [String]

    init(_ suffix: String) {
        let parts = suffix.asciiLowercased.split(separator: ":", maxSplits: 8, omittingEmptySubsequences: false)
        product = String(parts.first ?? "")
        version = parts.count > 1 ? String(parts[1]) : ""
        editions = parts.dropFirst(2).filter { !$0.isEmpty }.map(String.init)
    }

    private static let base = "enterprise_linux"

    /// The suffix for a release of Red Hat Enterprise Linux written `8`, `8.6` or `el8`, and for the rest of a CPE
    /// name.
    static func suffix(ofRelease text: String) -> String? {
        if text.utf8.contains(UInt8(ascii: ":")) { return text }
        let number = text.asciiLowercased.hasPrefix("el") ? String(text.dropFirst(2)) : text
        return Distribution.numbers(number, 2).map { "\(base):\($0)" }
    }

    /// The suffix of a CPE name: `enterprise_linux:8::baseos` of `cpe:/o:redhat:enterprise_linux:8::baseos`; nil when
    /// it is not one of Red Hat.
    static func suffix(ofCPE name: String) -> String? {
        let folded = name.asciiLowercased
        for part in ["o", "a", "h"] {
            let start = "cpe:/\(part):redhat:"
            if folded.hasPrefix(start), folded.utf8.count > start.utf8.count {
                return String(name.dropFirst(start.count))
            }
        }
        return nil
    }

    private var major: Substring { version.prefix { $0 != "." } }
    private var minor: Substring? {
        let parts = version.split(separator: ".", maxSplits: 1)
        return parts.count == 2 ? parts[1] : nil
    }

    /// The release of Red Hat Enterprise Linux a layered product is built for (`el8`).
    private var builtFor: Substring? {
        editions.lazy.filter { $0.hasPrefix("el") && $0.dropFirst(2).isASCIINumber }.first?.dropFirst(2)
    }

    /// Whether advisories for this stream hold for packages on a system or in a product of another.
    ///
    /// The repositories of one release (`baseos`, `appstream`) are not told apart: a package lies in one of them only.
    /// The extended streams (`rhel_eus:8.6`, `rhel_aus`, `rhel_tus`, `rhel_e4s`, `rhel_els`) and layered products need
    /// a subscription that an inventory does not show.
    func covers(_ component: RedHatStream) -> SuffixMatch {
        if product == component.product {
            if product == Self.base { return major == component.major ? .same : .different }
            return version == component.version ? .same : .different
        }
        let isExtended = product.hasPrefix("rhel_") && !version.isEmpty
        if component.product == Self.base {
            if let builtFor { return builtFor == component.major ? layered : .different }
            guard isExtended else { return layered }
            guard major == component.major else { return .different }
            if let minor, let other = component.minor, minor != other { return .different }
            return .unknown(
                "whether the system follows the stream \(quoted) of Red Hat Enterprise Linux is not known")
        }
        if product == Self.base, component.product.hasPrefix("rhel_") {
            guard major == component.major else { return .different }
            return .unknown(
                "the package is of the stream \(component.quoted), which gets fixes of its own")
        }
        return .different
    }

    private var layered: SuffixMatch {
        .unknown("whether the package belongs to the Red Hat product \(quoted) is not known")
    }

    private var quoted: String { PackagesError.quoted("\(product):\(version)") }
}
