// SPDX-License-Identifier: Apache-2.0

/// Name and version by the file name of a distribution: wheels (`name-1.0-py3-none-any.whl`, PEP 427) and source
/// archives (`name-1.0.tar.gz`, PEP 625).
struct PythonDistribution {
    var name: String
    var version: String

    /// The last name of a path or address, without what follows `#` or `?`.
    init?(path: some StringProtocol) {
        var text = Substring(path)
        for end: Unicode.Scalar in ["#", "?"] { text = text.cut(at: end)?.before ?? text }
        text = text.cut(atLast: "/")?.behind ?? text
        if text.hasSuffix(".whl") {
            let parts = text.utf8.split(separator: UInt8(ascii: "-"))
            guard parts.count >= 5 else { return nil }
            name = String(Substring(parts[0]))
            version = String(Substring(parts[1]))
            return
        }
        guard let suffix = [".tar.gz", ".zip", ".tar.bz2", ".tgz"].first(where: { text.hasSuffix($0) }),
            let (name, version) = text.dropLast(suffix.utf8.count).cut(atLast: "-"),
            PythonRequirement.looksLikeVersion(version), !name.isEmpty
        else { return nil }
        self.name = String(name)
        self.version = String(version)
    }
}
