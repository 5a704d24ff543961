// SPDX-License-Identifier: Apache-2.0
import Packages

/// A recipe reference of Conan: `name/version[@user/channel][#revision][:package][%time]`.
struct ConanReference {
    let name: String
    /// A version, or a range in brackets.
    let version: String
    let user: String?
    let channel: String?
    let revision: String?

    /// Nil where there is no name or no version.
    init?(_ text: some StringProtocol) {
        let beforeTime = Substring(text).before("%")
        let recipe = beforeTime.before(":")
        let (reference, revision) = recipe.cut(at: "#") ?? (recipe, "")
        let (coordinates, owner) = reference.cut(at: "@") ?? (reference, "")
        guard let (name, version) = coordinates.cut(at: "/"), !name.isEmpty, !version.isEmpty else { return nil }
        self.name = String(name.trimmed)
        self.version = String(version.trimmed)
        self.revision = revision.isEmpty ? nil : String(revision)
        // `@_/_` and a bare `@` stand for no user and channel.
        let (user, channel) = owner.cut(at: "/") ?? (owner, "")
        self.user = user.isEmpty || user == "_" ? nil : String(user.trimmed)
        self.channel = channel.isEmpty || channel == "_" ? nil : String(channel.trimmed)
    }

    /// A component; a version range is a requirement.
    func component(
        line: Int, groups: Set<DependencyGroup>, relationship: Relationship, in draft: inout InventoryDraft
    ) -> Component {
        let isRange = version.utf8.first == UInt8(ascii: "[")
        let fixed = isRange ? nil : version
        let purl = draft.packageURL(
            "conan", name: name, version: fixed,
            qualifiers: ["user": user ?? "", "channel": channel ?? "", "rrev": revision ?? ""], line: line)
        return Component(
            purl: purl, name: name, version: fixed, ecosystem: EcosystemName(.conanCenter),
            requirement: isRange ? version : nil, groups: groups, relationship: relationship,
            location: draft.location(line))
    }
}
