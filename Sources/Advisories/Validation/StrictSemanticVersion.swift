// SPDX-License-Identifier: Apache-2.0

/// The grammar of SemVer 2.0.0 (semver.org, §2 to §10), nothing looser.
enum StrictSemanticVersion {
    static func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let buildStart = bytes.firstIndex(of: UInt8(ascii: "+")) ?? bytes.endIndex
        if buildStart < bytes.endIndex, !areIdentifiers(bytes[(buildStart + 1)...], numbersAreStrict: false) {
            return false
        }
        let rest = bytes[..<buildStart]
        let coreEnd = rest.firstIndex(of: UInt8(ascii: "-")) ?? rest.endIndex
        if coreEnd < rest.endIndex, !areIdentifiers(rest[(coreEnd + 1)...], numbersAreStrict: true) { return false }
        let numbers = rest[..<coreEnd].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count == 3 && numbers.allSatisfy { isNumber($0) && !hasLeadingZero($0) }
    }

    private static func areIdentifiers(_ bytes: ArraySlice<UInt8>, numbersAreStrict: Bool) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { identifier in
            !identifier.isEmpty
                && identifier.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
                    default: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    }
                }
                && !(numbersAreStrict && isNumber(identifier) && hasLeadingZero(identifier))
        }
    }

    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func hasLeadingZero(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count > 1 && bytes.first == UInt8(ascii: "0")
    }
}
