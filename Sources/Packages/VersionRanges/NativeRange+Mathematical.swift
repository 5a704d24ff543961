// SPDX-License-Identifier: Apache-2.0

/// Intervals in mathematical notation, as Maven and NuGet write them.
extension NativeRange {
    /// `[1.0,2.0)`, `(,1.0]`, `[1.2]`; with Maven several in a row.
    ///
    /// A version alone is a least version to NuGet, and `1.2.*` all that begin with 1.2. To Maven it is the version wanted,
    /// though another part of the build may bring a different one.
    static func mathematical(_ text: String, _ scheme: VersionScheme) throws(PackagesError) -> VersionIntervals {
        let bytes = Array(text.utf8.filter { $0 > 0x20 })
        guard let first = bytes.first else { throw PackagesError("A requirement is empty.") }
        guard first == UInt8(ascii: "[") || first == UInt8(ascii: "(") else {
            return try soft(String(decoding: bytes, as: UTF8.self), scheme)
        }
        var found = VersionIntervals.nothing(scheme)
        var index = 0
        var read = 0
        while index < bytes.count {
            let opening = bytes[index]
            guard opening == UInt8(ascii: "[") || opening == UInt8(ascii: "("),
                let end = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: ")") })
            else { throw refused(text) }
            let interval = try interval(
                bytes[(index + 1)..<end], from: opening == UInt8(ascii: "["), to: bytes[end] == UInt8(ascii: "]"),
                scheme, text)
            found = try found.union(interval)
            read += 1
            guard read <= 500 else { throw PackagesError("A requirement has more than 500 intervals.") }
            index = end + 1
            if index < bytes.count {
                guard bytes[index] == UInt8(ascii: ","), index + 1 < bytes.count else { throw refused(text) }
                index += 1
            }
        }
        return found
    }

    private static func interval(
        _ bytes: ArraySlice<UInt8>, from includesLower: Bool, to includesUpper: Bool, _ scheme: VersionScheme,
        _ text: String
    ) throws(PackagesError) -> VersionIntervals {
        let bounds = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if bounds.count == 1 {
            guard includesLower, includesUpper, !bounds[0].isEmpty else { throw refused(text) }
            return try .of(.equal, bounds[0], scheme)
        }
        guard bounds.count == 2 else { throw refused(text) }
        var found = VersionIntervals.everything(scheme)
        if !bounds[0].isEmpty {
            found = try found.intersection(.of(includesLower ? .greaterOrEqual : .greater, bounds[0], scheme))
        }
        if !bounds[1].isEmpty {
            found = try found.intersection(.of(includesUpper ? .lessOrEqual : .less, bounds[1], scheme))
        }
        return found
    }

    private static func soft(_ version: String, _ scheme: VersionScheme) throws(PackagesError) -> VersionIntervals {
        guard scheme == .nuGet else { return try .of(.equal, version, scheme) }
        guard version.hasSuffix("*") else { return try .of(.greaterOrEqual, version, scheme) }
        guard let partial = PartialVersion(version), partial.prerelease.isEmpty else { throw refused(version) }
        if partial.numbers.isEmpty { return .everything(scheme) }
        return try .from(
            partial.numbers.joined(separator: "."), before: partial.bumped(at: partial.numbers.count - 1, width: 0),
            scheme)
    }

    private static func refused(_ text: String) -> PackagesError {
        PackagesError("The interval \(PackagesError.quoted(text)) cannot be read.", hint: "write it as '[1.0,2.0)'")
    }
}
