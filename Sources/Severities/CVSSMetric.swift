// SPDX-License-Identifier: Apache-2.0

/// One metric of a CVSS version: its abbreviation, its group and the values it may have.
struct CVSSMetric: Sendable {
    enum Group: Sendable {
        case base
        /// Called threat in version 4.
        case temporal
        case environmental, supplemental
    }

    let name: String
    let code: UInt64
    let group: Group
    let values: [String]
    let codes: [UInt64]
    /// The place of `X` or `ND`; nil for a base metric, which must be given.
    let undefined: UInt8?

    /// `values` with blanks between them, in the order the scoring tables use.
    init(_ name: String, _ group: Group, _ values: String) {
        self.name = name
        self.group = group
        code = CVSSMetric.code(name.utf8) ?? 0
        self.values = values.split(separator: " ").map(String.init)
        codes = self.values.map { CVSSMetric.code($0.utf8) ?? 0 }
        undefined = self.values.firstIndex { $0 == "X" || $0 == "ND" }.map(UInt8.init)
    }

    /// Up to eight bytes as a number, so that looking up compares numbers; nil for longer text.
    static func code(_ text: some Sequence<UInt8>) -> UInt64? {
        var code: UInt64 = 0
        for byte in text {
            guard code < 1 << 56 else { return nil }
            code = code << 8 | UInt64(byte)
        }
        return code
    }
}
