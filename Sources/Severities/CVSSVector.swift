// SPDX-License-Identifier: Apache-2.0

/// A CVSS vector of any version with all metric groups.
///
/// Metrics that are given as not defined (`X`, `ND`) and metrics that are left out are the same vector.
package struct CVSSVector: Sendable, Hashable, CustomStringConvertible {
    package enum Version: String, Sendable, Hashable, CaseIterable {
        case v2 = "2.0"
        case v30 = "3.0"
        case v31 = "3.1"
        case v4 = "4.0"

        var metrics: [CVSSMetric] {
            switch self {
            case .v2: CVSS2.metrics
            case .v30, .v31: CVSS3.metrics
            case .v4: CVSS4.metrics
            }
        }

        /// What a canonical vector begins with.
        var prefix: String { self == .v2 ? "" : "CVSS:\(rawValue)/" }
    }

    package let version: Version
    /// For each metric of the version the place of its value.
    let values: [UInt8]

    init(version: Version, values: [UInt8]) {
        self.version = version
        self.values = values
    }

    /// Reads a vector. Metrics of 2.0 and 3.x may stand in any order, those of 4.0 only in the specification's (§7).
    ///
    /// A tolerant reading also takes what sources write by mistake and nobody misunderstands: blanks around the vector,
    /// parentheses or a prefix (`CVSS2#`, `CVSS:2.0/`) on one of 2.0, a slash at the end, 4.0 in any order.
    package init(parsing text: String, tolerant: Bool = false) throws(SeverityError) {
        var rest = Substring(text).utf8
        if tolerant { rest = CVSSVector.withoutDecoration(rest) }
        guard rest.count <= 512 else { throw SeverityError(message: "The CVSS vector is longer than 512 bytes.") }
        let version = try CVSSVector.version(&rest, tolerant: tolerant)
        let metrics = version.metrics
        var found = [UInt8?](repeating: nil, count: metrics.count)
        var last = -1
        for field in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let (metric, value) = try CVSSVector.place(of: field, in: version)
            let name = metrics[metric].name
            guard found[metric] == nil else {
                throw SeverityError(message: "The CVSS vector has the metric '\(name)' more than once.")
            }
            if version == .v4, metric < last, !tolerant {
                throw SeverityError(
                    message: "The CVSS vector has '\(name)' behind '\(metrics[last].name)'.",
                    hint: "CVSS 4.0 fixes the order of the metrics (§7).")
            }
            found[metric] = value
            last = metric
        }
        let missing = metrics.indices.filter { found[$0] == nil && metrics[$0].undefined == nil }.map {
            metrics[$0].name
        }
        guard missing.isEmpty else {
            throw SeverityError(
                message: "The CVSS \(version.rawValue) vector lacks the base metric\(missing.count > 1 ? "s" : "") "
                    + "\(missing.joined(separator: ", ")).")
        }
        self.version = version
        values = zip(found, metrics).map { $0 ?? $1.undefined ?? 0 }
    }

    /// The canonical text: the specification's order, without metrics that are not defined.
    package var description: String {
        let fields = zip(version.metrics, values).filter { $0.undefined != $1 }.map {
            "\($0.name):\($0.values[Int($1)])"
        }
        return version.prefix + fields.joined(separator: "/")
    }

    /// A metric's value by its abbreviation (`AV` → `N`); nil when it is not defined or the version has no such metric.
    package subscript(metric: String) -> String? {
        let metrics = version.metrics
        guard let place = metrics.firstIndex(where: { $0.name == metric }), metrics[place].undefined != values[place]
        else { return nil }
        return metrics[place].values[Int(values[place])]
    }

    // MARK: Reading

    private static func version(
        _ rest: inout Substring.UTF8View, tolerant: Bool
    ) throws(SeverityError) -> Version {
        for version in [Version.v31, .v30, .v4] where rest.starts(with: version.prefix.utf8) {
            rest = rest.dropFirst(version.prefix.utf8.count)
            return version
        }
        guard rest.starts(with: "CVSS".utf8) else { return .v2 }
        for prefix in ["CVSS:2.0/", "CVSS2#"] where tolerant && rest.starts(with: prefix.utf8) {
            rest = rest.dropFirst(prefix.utf8.count)
            return .v2
        }
        let prefix = shown(rest.prefix { $0 != UInt8(ascii: "/") })
        throw SeverityError(
            message: "'\(prefix)' is not a version of CVSS.",
            hint: "Vectors begin with CVSS:4.0/, CVSS:3.1/, CVSS:3.0/, or, for 2.0, with the first metric.")
    }

    private static func place(
        of field: Substring.UTF8View, in version: Version
    ) throws(SeverityError) -> (metric: Int, value: UInt8) {
        guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else {
            throw field.isEmpty
                ? SeverityError(message: "The CVSS vector has an empty place between slashes.")
                : SeverityError(message: "'\(shown(field))' in the CVSS vector is no metric with a value.")
        }
        let (name, value) = (field[..<colon], field[field.index(after: colon)...])
        let metrics = version.metrics
        let code = CVSSMetric.code(name)
        guard let metric = metrics.firstIndex(where: { $0.code == code }) else {
            throw SeverityError(message: "CVSS \(version.rawValue) has no metric '\(shown(name))'.")
        }
        let valueCode = CVSSMetric.code(value)
        guard let place = metrics[metric].codes.firstIndex(where: { $0 == valueCode }) else {
            throw SeverityError(
                message:
                    "The CVSS \(version.rawValue) metric '\(metrics[metric].name)' has no value '\(shown(value))'.",
                hint: "It may be \(metrics[metric].values.joined(separator: ", ")).")
        }
        return (metric, UInt8(place))
    }

    private static func withoutDecoration(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = trimmed(text)
        if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
            text = trimmed(text.dropFirst().dropLast())
        }
        if text.last == UInt8(ascii: "/") { text = text.dropLast() }
        return text
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text.drop { $0 <= 0x20 }
        while let last = text.last, last <= 0x20 { text = text.dropLast() }
        return text
    }

    /// What a message shows of a text: enough of it, on one line.
    private static func shown(_ text: Substring.UTF8View) -> String {
        String(decoding: text.prefix(40).map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }
}
