// SPDX-License-Identifier: Apache-2.0

/// A version of the CycloneDX specification.
struct CycloneDXVersion: Comparable {
    var major: Int
    var minor: Int

    static let known = CycloneDXVersion(major: 1, minor: 0)...CycloneDXVersion(major: 1, minor: 7)

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// `1.6`; nil for anything else.
    init?(_ text: some StringProtocol) {
        guard let (before, behind) = Substring(text).cut(at: "."), let major = Int(before), let minor = Int(behind),
            before.utf8.allSatisfy(\.isDigit), behind.utf8.allSatisfy(\.isDigit)
        else { return nil }
        self.init(major: major, minor: minor)
    }

    static func < (left: CycloneDXVersion, right: CycloneDXVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
