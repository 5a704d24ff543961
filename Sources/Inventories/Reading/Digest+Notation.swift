// SPDX-License-Identifier: Apache-2.0

extension Digest {
    /// A digest whose value is in hexadecimal; nil where it is not.
    static func hexadecimal(_ algorithm: some StringProtocol, _ value: some StringProtocol) -> Digest? {
        guard !value.isEmpty, !algorithm.isEmpty, value.utf8.allSatisfy(\.isHexadecimalDigit) else { return nil }
        return Digest(algorithm: algorithm.lowercased(), value: value.lowercased())
    }

    /// `sha256:3b1b…`, as Python's tools write it.
    static func prefixed(_ text: some StringProtocol) -> Digest? {
        guard let (algorithm, value) = Substring(text).cut(at: ":") else { return nil }
        return hexadecimal(algorithm, value)
    }

    /// Subresource Integrity metadata (W3C SRI §3.1): `sha512-BASE64`, several between blanks, options behind `?`.
    static func integrity(_ text: String?) -> [Digest] {
        guard let text else { return [] }
        return Substring(text).words.compactMap { word in
            guard let (algorithm, rest) = word.cut(at: "-") else { return nil }
            let value = rest.cut(at: "?")?.before ?? rest
            return Digest(algorithm: algorithm.lowercased(), base64: value)
        }
    }
}
