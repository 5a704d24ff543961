// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// A `.mailmap` (gitmailmap(5)): which names and addresses of commits belong to whom.
///
/// The four forms of a line, where what stands in brackets is an address:
/// `Proper Name <commit>`, `<proper> <commit>`, `Proper Name <proper> <commit>`,
/// `Proper Name <proper> Commit Name <commit>`. Names and addresses of commits are compared without regard to ASCII case.
struct MailMap: Sendable {
    private struct Entry {
        var name: String?
        var email: String?
        /// By the commit's name, in lower case.
        var byName: [String: (name: String?, email: String?)] = [:]
    }

    private var entries: [String: Entry] = [:]
    /// At most so many lines are read.
    private static let lineLimit = 200_000

    static let empty = MailMap()

    private init() {}

    init(_ bytes: UnsafeRawBufferPointer) {
        var start = 0
        var lines = 0
        while start < bytes.count, lines < MailMap.lineLimit {
            let end = bytes.position(of: 0x0A, from: start, to: bytes.count) ?? bytes.count
            read(bytes.part(start, end))
            start = end + 1
            lines += 1
        }
    }

    /// Who a commit's person is.
    func person(name: String, email: String) -> (name: String, email: String) {
        guard !entries.isEmpty, let entry = entries[MailMap.folded(email)] else { return (name, email) }
        if !entry.byName.isEmpty, let exact = entry.byName[MailMap.folded(name)] {
            return (exact.name ?? name, exact.email ?? email)
        }
        return (entry.name ?? name, entry.email ?? email)
    }

    private mutating func read(_ line: UnsafeRawBufferPointer) {
        guard let first = line.first, first != UInt8(ascii: "#"),
            let one = MailMap.pair(line, mayBeEmpty: false)
        else { return }
        let two = MailMap.pair(line.part(one.end, line.count), mayBeEmpty: true)
        if let two {
            let key = MailMap.folded(two.email)
            if let name = two.name {
                entries[key, default: Entry()].byName[MailMap.folded(name)] = (one.name, one.email)
            } else {
                if let name = one.name { entries[key, default: Entry()].name = name }
                entries[key, default: Entry()].email = one.email
            }
        } else if let name = one.name {
            entries[MailMap.folded(one.email), default: Entry()].name = name
        }
    }

    /// A name, if there is one, an address, and where what follows begins.
    private static func pair(
        _ text: UnsafeRawBufferPointer, mayBeEmpty: Bool
    ) -> (name: String?, email: String, end: Int)? {
        guard let open = text.position(of: UInt8(ascii: "<"), from: 0, to: text.count),
            let close = text.position(of: UInt8(ascii: ">"), from: open + 1, to: text.count),
            mayBeEmpty || close > open + 1
        else { return nil }
        let name = text.part(0, open).trimmed
        return (
            name.isEmpty ? nil : String(decoding: name, as: UTF8.self),
            String(decoding: text.part(open + 1, close), as: UTF8.self), close + 1
        )
    }

    /// ASCII letters in lower case.
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ !(0x41...0x5A).contains($0) }) { return text }
        return String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
