// SPDX-License-Identifier: Apache-2.0

/// A score by one scheme.
package struct SeverityEntry: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case cvssV2
        /// CVSS 3.0 or 3.1; the vector says which.
        case cvssV3
        case cvssV4
        /// One of Ubuntu's five words.
        case ubuntu
        /// A type that OSV 1.7.5 does not know, as it is written.
        case other(String)

        /// The schema's name.
        package var text: String {
            switch self {
            case .cvssV2: "CVSS_V2"
            case .cvssV3: "CVSS_V3"
            case .cvssV4: "CVSS_V4"
            case .ubuntu: "Ubuntu"
            case .other(let text): text
            }
        }
    }

    package var kind: Kind
    /// A vector string, or Ubuntu's word; not validated here.
    package var score: String

    package init(kind: Kind, score: String) {
        self.kind = kind
        self.score = score
    }
}

/// A page about the vulnerability.
package struct Reference: Sendable, Hashable {
    /// ``types``, or whatever else is written.
    package var type: String
    package var url: String

    package init(type: String, url: String) {
        self.type = type
        self.url = url
    }

    /// The schema's types.
    package static let types = [
        "ADVISORY", "ARTICLE", "DETECTION", "DISCUSSION", "REPORT", "FIX", "INTRODUCED", "GIT", "PACKAGE", "EVIDENCE",
        "WEB",
    ]
}

/// Someone who helped.
package struct Credit: Sendable, Hashable {
    package var name: String
    /// URLs and addresses.
    package var contact: [String]
    /// ``types``, whatever else is written, or nothing.
    package var type: String?

    package init(name: String, contact: [String] = [], type: String? = nil) {
        self.name = name
        self.contact = contact
        self.type = type
    }

    /// The schema's types.
    package static let types = [
        "FINDER", "REPORTER", "ANALYST", "COORDINATOR", "REMEDIATION_DEVELOPER", "REMEDIATION_REVIEWER",
        "REMEDIATION_VERIFIER", "TOOL", "SPONSOR", "OTHER",
    ]
}
