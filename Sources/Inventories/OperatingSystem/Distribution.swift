// SPDX-License-Identifier: Apache-2.0
import Packages

/// The distribution a package database belongs to, from the os-release file of the same system (os-release(5)).
struct Distribution {
    /// Nil where no advisory source covers it.
    var ecosystem: EcosystemName?
    /// The namespace of its package URLs; nil where the distribution is not known.
    var namespace: String?
    /// `debian-12`: the identifier and the version.
    var qualifier: String

    /// Reads `etc/os-release` or `usr/lib/os-release` below the root of a system. What stays unknown becomes one warning
    /// on the whole file, for then nothing can be said about its packages.
    static func read(
        below root: String, _ context: ReadingContext, warnings draft: inout InventoryDraft
    ) -> Distribution {
        let places = ["\(root)etc/os-release", "\(root)usr/lib/os-release"]
        guard let bytes = places.lazy.compactMap({ context.related($0) }).first(where: { !$0.isEmpty }) else {
            draft.warn(
                nil, "There is no etc/os-release beside the database, so the distribution of its packages is not known."
            )
            return Distribution(ecosystem: nil, namespace: nil, qualifier: "")
        }
        let text = String(decoding: bytes.prefix(65_536), as: UTF8.self)
        let fields = fields(of: text)
        let identifier = fields["ID"]?.lowercased() ?? "linux"
        let version = fields["VERSION_ID"] ?? fields["VERSION_CODENAME"] ?? fields["BUILD_ID"] ?? ""
        var distribution = Distribution(
            ecosystem: nil, namespace: namespace(of: identifier),
            qualifier: version.isEmpty ? identifier : "\(identifier)-\(version)")
        do throws(NoEcosystemReason) {
            distribution.ecosystem = try EcosystemName(
                osRelease: identifier, idLike: (fields["ID_LIKE"] ?? "")[...].words.map { String($0) },
                versionID: fields["VERSION_ID"], prettyName: fields["PRETTY_NAME"], cpeName: fields["CPE_NAME"])
        } catch {
            draft.warn(nil, "The packages belong to no ecosystem of advisories: \(error.message).")
        }
        return distribution
    }

    /// Package URLs call some distributions otherwise than they call themselves.
    private static func namespace(of identifier: String) -> String {
        switch identifier {
        case "rhel": "redhat"
        case _ where identifier.hasPrefix("opensuse"): "opensuse"
        default: identifier
        }
    }

    /// `NAME=value` lines; values may be quoted.
    private static func fields(of text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let (name, value) = Substring(line).trimmed.cut(at: "="), !name.hasPrefix("#") else { continue }
            fields[String(name)] = String(value.trimmed.unquoted)
        }
        return fields
    }
}
