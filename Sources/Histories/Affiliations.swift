// SPDX-License-Identifier: Apache-2.0

/// Which mail domains stand for organisations: well-known ones, those of universities and authorities, and those that at least
/// two people wrote from. What one person alone writes from may be their own.
package struct Affiliations: Sendable, Hashable {
    /// How many commits from a domain make somebody one of its people.
    package static let fewestCommits = 5

    private let shared: Set<String>

    /// - Parameter commits: how many each of `people` wrote; those beyond its end wrote none.
    package init(_ people: [Person], _ identities: Identities, commits: [Int]) {
        var writers: [String: Int] = [:]
        for (identity, members) in identities.members.enumerated() where identities.isHuman(Int32(identity)) {
            var written: [String: Int] = [:]
            for member in members.map(Int.init)
            where people.indices.contains(member) && commits.indices.contains(member) {
                guard let domain = MailDomain(email: people[member].email).organisation else { continue }
                written[domain, default: 0] += commits[member]
            }
            for (domain, count) in written where count >= Self.fewestCommits { writers[domain, default: 0] += 1 }
        }
        shared = Set(writers.lazy.filter { $0.value > 1 }.map(\.key))
    }

    /// - Parameter domain: as ``MailDomain/organisation(_:)`` has it.
    package func isOrganisation(_ domain: String) -> Bool {
        if shared.contains(domain) || Self.known.contains(domain) { return true }
        return [".edu", ".gov", ".mil"].contains { domain.hasSuffix($0) }
            || domain.utf8.split(separator: UInt8(ascii: ".")).dropFirst()
                .contains {
                    $0.elementsEqual("ac".utf8) || $0.elementsEqual("edu".utf8) || $0.elementsEqual("gov".utf8)
                }
    }

    private static let known: Set<String> = [
        "adobe.com", "alibaba-inc.com", "amazon.com", "amd.com", "apache.org", "apple.com", "arm.com", "bytedance.com",
        "canonical.com", "cisco.com", "cloudflare.com", "facebook.com", "fb.com", "github.com", "google.com",
        "huawei.com", "ibm.com", "intel.com", "linaro.org", "linuxfoundation.org", "meta.com", "microsoft.com",
        "mozilla.com", "mozilla.org", "netflix.com", "nvidia.com", "oracle.com", "qualcomm.com", "redhat.com",
        "salesforce.com", "samsung.com", "sap.com", "siemens.com", "suse.com", "suse.de", "tencent.com", "uber.com",
        "vmware.com",
    ]
}
