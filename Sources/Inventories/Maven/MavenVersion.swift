// SPDX-License-Identifier: Apache-2.0

/// What Maven and Gradle write where a version is expected.
enum MavenVersion {
    /// The version where there is only one: a plain one, or `[1.0]`. Ranges (`[1.0,2.0)`), `1.+`, `latest.release`,
    /// `LATEST` and `RELEASE` leave a choice, and variables are none.
    static func exact(_ text: String) -> String? {
        var version = Substring(text).trimmed
        if version.utf8.first == UInt8(ascii: "["), version.utf8.last == UInt8(ascii: "]"),
            !version.utf8.contains(UInt8(ascii: ","))
        {
            version = version.dropFirst().dropLast().trimmed
        }
        // Gradle's strict version behind `!!`.
        if version.hasSuffix("!!") { version = version.dropLast(2) }
        let isChoice =
            version.isEmpty || version.utf8.contains { "[](),${} ".utf8.contains($0) } || version.hasSuffix("+")
            || version.hasPrefix("latest.") || version == "LATEST" || version == "RELEASE"
        return isChoice ? nil : String(version)
    }
}
