// SPDX-License-Identifier: Apache-2.0

/// A digest algorithm under the names of this house, CycloneDX 1.7 (`hash-alg`) and SPDX 2.3 (§7.10).
struct DigestName: Sendable {
    /// As `Digest.algorithm` writes it.
    var name: String
    var cycloneDX: String?
    var spdx: String?
    /// How many hexadecimal digits its values have; nil where the length is free.
    var digits: Int?

    static let all: [DigestName] = [
        DigestName(name: "adler32", cycloneDX: nil, spdx: "ADLER32", digits: 8),
        DigestName(name: "blake2b-256", cycloneDX: "BLAKE2b-256", spdx: "BLAKE2b-256", digits: 64),
        DigestName(name: "blake2b-384", cycloneDX: "BLAKE2b-384", spdx: "BLAKE2b-384", digits: 96),
        DigestName(name: "blake2b-512", cycloneDX: "BLAKE2b-512", spdx: "BLAKE2b-512", digits: 128),
        DigestName(name: "blake3", cycloneDX: "BLAKE3", spdx: "BLAKE3", digits: nil),
        DigestName(name: "md2", cycloneDX: nil, spdx: "MD2", digits: 32),
        DigestName(name: "md4", cycloneDX: nil, spdx: "MD4", digits: 32),
        DigestName(name: "md5", cycloneDX: "MD5", spdx: "MD5", digits: 32),
        DigestName(name: "md6", cycloneDX: nil, spdx: "MD6", digits: nil),
        DigestName(name: "sha1", cycloneDX: "SHA-1", spdx: "SHA1", digits: 40),
        DigestName(name: "sha224", cycloneDX: nil, spdx: "SHA224", digits: 56),
        DigestName(name: "sha256", cycloneDX: "SHA-256", spdx: "SHA256", digits: 64),
        DigestName(name: "sha384", cycloneDX: "SHA-384", spdx: "SHA384", digits: 96),
        DigestName(name: "sha512", cycloneDX: "SHA-512", spdx: "SHA512", digits: 128),
        DigestName(name: "sha3-256", cycloneDX: "SHA3-256", spdx: "SHA3-256", digits: 64),
        DigestName(name: "sha3-384", cycloneDX: "SHA3-384", spdx: "SHA3-384", digits: 96),
        DigestName(name: "sha3-512", cycloneDX: "SHA3-512", spdx: "SHA3-512", digits: 128),
        DigestName(name: "streebog-256", cycloneDX: "Streebog-256", spdx: nil, digits: 64),
        DigestName(name: "streebog-512", cycloneDX: "Streebog-512", spdx: nil, digits: 128),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let byCycloneDX = Dictionary(
        uniqueKeysWithValues: all.compactMap { entry in entry.cycloneDX.map { ($0, entry) } })
    private static let bySPDX = Dictionary(
        uniqueKeysWithValues: all.compactMap { entry in entry.spdx.map { ($0, entry) } })
    /// SPDX 3.0 `Core/Vocabularies/HashAlgorithm`: small letters, `sha3_256`, `blake2b256`.
    private static let bySPDX3 = Dictionary(
        uniqueKeysWithValues: all.map { (spdx3Spelling(of: $0.name), $0) })

    static func named(_ name: String) -> DigestName? { byName[name] }
    static func cycloneDX(_ name: String) -> DigestName? { byCycloneDX[name] }
    static func spdx(_ name: String) -> DigestName? { bySPDX[name] ?? bySPDX3[name] }

    private static func spdx3Spelling(of name: String) -> String {
        let parts = name.split(separator: "-")
        return name.hasPrefix("blake") ? parts.joined() : parts.joined(separator: "_")
    }

    /// Whether `value` is a value of this algorithm in hexadecimal.
    func accepts(_ value: String) -> Bool {
        let count = value.utf8.count
        let isOfLength = digits.map { $0 == count } ?? (count > 0 && count.isMultiple(of: 2))
        return isOfLength && value.utf8.allSatisfy(\.isHexadecimalDigit)
    }
}
