// SPDX-License-Identifier: Apache-2.0

/// What an e-mail address says about who stands behind it.
package enum MailDomain: Sendable, Hashable {
    /// The registrable domain, taken for an organisation: `example.org` of `mail.example.org`.
    case organisation(String)
    /// A mail provider or forge that gives addresses to everybody: a person whose organisation is unknown.
    case provider(String)
    /// No address at all, or one without a public domain.
    case unknown

    package init(email: String) {
        let bytes = Array(email.utf8)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
            self = .unknown
            return
        }
        let domain = bytes[(at + 1)...].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: true)
            .map { String(decoding: $0, as: UTF8.self) }
        guard labels.count >= 2, labels.count <= 32, let top = labels.last, !Self.localTops.contains(top),
            domain.allSatisfy(Self.isDomainByte)
        else {
            self = .unknown
            return
        }
        let registrable = Self.registrable(labels)
        let family = registrable.first ?? ""
        let name = registrable.joined(separator: ".")
        let isProvider =
            Self.providers.contains(name) || Self.providerFamilies.contains(family)
            || labels.contains("noreply") || Self.machines.contains(email.lowercased())
        self = isProvider ? .provider(name) : .organisation(name)
    }

    package var organisation: String? {
        if case .organisation(let name) = self { name } else { nil }
    }

    /// The last two labels; the last three where the second last is one that registries of countries sell below:
    /// `example.co.uk`, `example.com.br`, `example.ac.jp`. The public suffix list has thousands of rules; these are the ones
    /// that addresses of organisations meet.
    private static func registrable(_ labels: [String]) -> [String] {
        let top = labels[labels.count - 1]
        let second = labels[labels.count - 2]
        let length = top.utf8.count == 2 && secondLevels.contains(second) && labels.count > 2 ? 3 : 2
        return Array(labels.suffix(length))
    }

    private static func isDomainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }

    private static let secondLevels: Set<String> = [
        "ac", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "govt", "gv", "ltd", "mil", "ne", "net", "nhs",
        "nic",
        "or", "org", "plc", "sch",
    ]

    private static let localTops: Set<String> = [
        "corp", "example", "home", "internal", "invalid", "lan", "local", "localdomain", "localhost", "test",
    ]

    /// Addresses of a forge's own programs, which stand in commits for people who have none there.
    private static let machines: Set<String> = ["notifications@github.com", "support@github.com"]

    /// Under every top-level domain.
    private static let providerFamilies: Set<String> = [
        "aol", "fastmail", "gmail", "gmx", "googlemail", "hotmail", "live", "outlook", "posteo", "protonmail",
        "rocketmail",
        "tutanota", "yahoo", "yandex", "ymail", "zoho",
    ]

    private static let providers: Set<String> = [
        "126.com", "163.com", "189.cn", "airmail.cc", "aliyun.com", "att.net", "bk.ru", "btinternet.com", "cock.li",
        "comcast.net", "daum.net", "disroot.org", "duck.com", "email.com", "fastmail.fm", "foxmail.com", "free.fr",
        "freenet.de", "hanmail.net", "hey.com", "hushmail.com", "icloud.com", "inbox.ru", "interia.pl", "laposte.net",
        "libero.it", "list.ru", "mac.com", "mail.com", "mail.ru", "mailbox.org", "me.com", "msn.com", "naver.com",
        "o2.pl", "online.de", "orange.fr", "passmail.net", "pm.me", "proton.me", "qq.com", "rambler.ru",
        "rediffmail.com",
        "riseup.net", "sbcglobal.net", "seznam.cz", "simplelogin.com", "sina.com", "sourceforge.net", "t-online.de",
        "tuta.com", "tuta.io", "ukr.net", "verizon.net", "vk.com", "wanadoo.fr", "web.de", "wp.pl", "ya.ru", "yeah.net",
    ]
}

/// The address a forge gives to people who keep their own hidden.
struct ForgeAddress: Hashable {
    /// `github.com`.
    let forge: String
    /// In lower case.
    let login: String
    /// The account's number, which stays when the login changes; empty where it is not stated.
    let number: String

    /// `123+login@users.noreply.github.com`, `login@users.noreply.github.com`, `123-login@users.noreply.gitlab.com`.
    init?(email: String) {
        guard let at = email.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let domain = email[email.utf8.index(after: at)...].lowercased()
        let mark = "users.noreply."
        guard domain.hasPrefix(mark) else { return nil }
        var local = Substring(email[..<at].lowercased())
        var number = Substring()
        if let plus = local.utf8.firstIndex(of: UInt8(ascii: "+")) {
            number = local[..<plus]
            local = local[local.utf8.index(after: plus)...]
        } else if let dash = local.utf8.firstIndex(of: UInt8(ascii: "-")),
            dash != local.startIndex, local[..<dash].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            number = local[..<dash]
            local = local[local.utf8.index(after: dash)...]
        }
        guard !local.isEmpty else { return nil }
        forge = String(domain.dropFirst(mark.count))
        login = String(local)
        self.number = number.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(number) : ""
    }
}
