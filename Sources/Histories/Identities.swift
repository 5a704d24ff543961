// SPDX-License-Identifier: Apache-2.0

/// Which of a history's people are one: the same human under several names and addresses.
///
/// Two are one when they have the same address (a forge's `123+login@users.noreply.github.com` and
/// `login@users.noreply.github.com` count as the same, and so does another login with the same number), or the same full name. A name is full when it has at least two words
/// and is no word for nobody in particular (`root`, `your name`); a name that more than twelve addresses carry is taken for
/// several people's. A single word joins only addresses of which a forge's login is that word. Names and addresses are
/// claims: a join says what the history states, not who somebody is.
package struct Identities: Sendable {
    /// For every index into ``History/people`` the index of its identity.
    package private(set) var identity: [Int32] = []
    /// The people of every identity, ascending.
    package private(set) var members: [[Int32]] = []
    package private(set) var isBot: [Bool] = []
    /// The forge's own hand, see ``BotAccount/isForge(_:)``.
    package private(set) var isForge: [Bool] = []

    /// More addresses than this under one name are several people's.
    static let mostAddresses = 12

    package init(_ people: [Person]) {
        var groups = Groups(count: people.count)
        Self.joinAddresses(people, &groups)
        Self.joinNames(people, &groups)
        identity = Array(repeating: 0, count: people.count)
        var number: [Int32: Int32] = [:]
        for person in people.indices {
            let root = groups.root(Int32(person))
            let index = number[root] ?? Int32(members.count)
            if number[root] == nil {
                number[root] = index
                members.append([])
                isBot.append(false)
                isForge.append(false)
            }
            identity[person] = index
            members[Int(index)].append(Int32(person))
            if BotAccount.isForge(people[person]) { isForge[Int(index)] = true }
            if BotAccount.isBot(people[person]) { isBot[Int(index)] = true }
        }
    }

    /// Neither a bot nor the forge.
    package func isHuman(_ index: Int32) -> Bool { !isBot[Int(index)] && !isForge[Int(index)] }

    private static func joinAddresses(_ people: [Person], _ groups: inout Groups) {
        var first: [String: Int32] = [:]
        for (index, person) in people.enumerated() {
            guard !BotAccount.isForge(person), person.email.utf8.contains(UInt8(ascii: "@")),
                !sharedAddresses.contains(person.email)
            else { continue }
            var keys = [person.email]
            if let account = ForgeAddress(email: person.email) {
                keys = ["\(account.login)@users.noreply.\(account.forge)"]
                if !account.number.isEmpty { keys.append("#\(account.number)@\(account.forge)") }
            }
            for key in keys {
                if let other = first[key] {
                    groups.join(other, Int32(index))
                } else {
                    first[key] = Int32(index)
                }
            }
        }
    }

    private static func joinNames(_ people: [Person], _ groups: inout Groups) {
        var carriers: [String: [Int32]] = [:]
        for (index, person) in people.enumerated() where !BotAccount.isForge(person) {
            let name = normalised(person.name)
            if !name.isEmpty, !nobody.contains(name) { carriers[name, default: []].append(Int32(index)) }
        }
        // In the order of people, so that the outcome never depends on the dictionary's.
        for (index, person) in people.enumerated() {
            let name = normalised(person.name)
            guard let all = carriers[name], all.count > 1, all.first == Int32(index), all.count <= mostAddresses else {
                continue
            }
            let isFull = name.utf8.contains(0x20)
            let isLogin = all.contains { ForgeAddress(email: people[Int($0)].email)?.login == name }
            guard isFull || isLogin else { continue }
            for other in all.dropFirst() where BotAccount.isBot(people[Int(other)]) == BotAccount.isBot(person) {
                groups.join(Int32(index), other)
            }
        }
    }

    /// In lower case, with single spaces.
    private static func normalised(_ name: String) -> String {
        name.lowercased().split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }

    private static let nobody: Set<String> = [
        "a user", "no author", "(no author)", "no name", "none none", "not committed yet", "root user", "the unknown",
        "unknown author", "unknown user", "user name", "your name", "first last", "john doe", "jane doe", "foo bar",
    ]

    private static let sharedAddresses: Set<String> = [
        "devnull@localhost", "git@github.com", "notifications@github.com", "none@none", "noreply@localhost",
        "root@localhost",
        "unknown@example.com", "user@example.com", "you@example.com", "email@example.com", "devnull@example.com",
    ]
}

/// Disjoint sets with path halving.
private struct Groups {
    private var parent: [Int32]

    init(count: Int) { parent = (0..<count).map(Int32.init) }

    mutating func root(_ element: Int32) -> Int32 {
        var element = element
        while parent[Int(element)] != element {
            parent[Int(element)] = parent[Int(parent[Int(element)])]
            element = parent[Int(element)]
        }
        return element
    }

    /// The smaller root stays, so that the outcome does not depend on the order.
    mutating func join(_ left: Int32, _ right: Int32) {
        let (one, other) = (root(left), root(right))
        guard one != other else { return }
        parent[Int(max(one, other))] = min(one, other)
    }
}
