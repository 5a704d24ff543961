// SPDX-License-Identifier: Apache-2.0

extension EcosystemName {
    /// The ecosystem of the packages of an installed system, from the fields of its os-release file (os-release(5)):
    /// `ID`, `ID_LIKE`, `VERSION_ID`, `PRETTY_NAME`, `CPE_NAME`.
    ///
    /// A system whose release is not stated gets the ecosystem without a suffix. `ID_LIKE` decides nothing: a
    /// derivative rebuilds packages and fixes them at other versions; it only makes the reason plainer. Throws a reason
    /// when no advisory source covers the system.
    package init(
        osRelease id: String, idLike: [String] = [], versionID: String? = nil, prettyName: String? = nil,
        cpeName: String? = nil
    ) throws(NoEcosystemReason) {
        guard !id.isEmpty else {
            throw .distributionNotStated("the os-release file does not say which distribution it is of")
        }
        guard let distribution = Distribution.named(id) else {
            let parents = idLike.isEmpty ? "" : " (like \(idLike.prefix(4).joined(separator: ", ")))"
            throw .unknownDistribution(String(id.prefix(80)) + parents)
        }
        guard let ecosystem = distribution.ecosystem else { throw .distributionWithoutAdvisories(distribution.name) }
        let name = Distribution.leading(prettyName ?? "")?.release
        var candidates: [String?] = [versionID]
        switch ecosystem {
        case .redHat:
            if versionID == nil, let cpeName, let suffix = RedHatStream.suffix(ofCPE: cpeName) {
                self.init(.redHat, suffix: suffix)
                return
            }
        // The suffix is the marketing name, which PRETTY_NAME holds.
        case .suse: candidates = [prettyName.flatMap(Self.suseName), versionID]
        case .openSUSE: candidates = [versionID, name]
        // Only PRETTY_NAME tells the service pack.
        case .openEuler: candidates = [name, versionID]
        // "Debian GNU/Linux 12 (bookworm)"; testing and unstable both write "forky/sid", which tells neither.
        case .debian: candidates = [versionID, name.map { String($0.prefix { $0 != " " }) }]
        case .freeBSD: candidates = [versionID]
        default: break
        }
        for candidate in candidates {
            guard let candidate, !candidate.isEmpty || distribution.edition != nil else { continue }
            if case .suffix(let suffix) = distribution.suffix(ofRelease: candidate) {
                self.init(ecosystem, suffix: suffix)
                return
            }
        }
        if case .suffix(let suffix) = distribution.suffix(ofRelease: "") {
            self.init(ecosystem, suffix: suffix)
        } else {
            self.init(ecosystem)
        }
    }

    /// The marketing name without `SUSE` and what stands in brackets.
    private static func suseName(_ prettyName: String) -> String? {
        guard prettyName.asciiLowercased.hasPrefix("suse ") else { return nil }
        let name = prettyName.dropFirst(5).prefix { $0 != "(" }
        let trimmed = name.split(separator: " ").joined(separator: " ")
        return trimmed.isEmpty ? nil : trimmed
    }
}
