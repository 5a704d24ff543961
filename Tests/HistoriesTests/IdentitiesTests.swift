// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing

@Suite struct IdentitiesTests {
    private func groups(_ people: [(String, String)]) -> [[Int32]] {
        Identities(people.map { Person(name: $0.0, email: $0.1) }).members
    }

    @Test func `one address is one person whatever the name`() {
        #expect(
            groups([("Ann", "ann@example.org"), ("ann a.", "ann@example.org"), ("Bob", "bob@example.org")]) == [
                [0, 1], [2],
            ])
    }

    @Test func `a full name joins addresses and a single word does not`() {
        #expect(groups([("Ann Archer", "ann@a.org"), ("ann  archer", "ann@b.org")]) == [[0, 1]])
        #expect(groups([("ann", "ann@a.org"), ("ann", "ann@b.org")]) == [[0], [1]])
    }

    @Test func `a single word that is a forge's login joins`() {
        #expect(groups([("annie", "annie@a.org"), ("annie", "12+annie@users.noreply.github.com")]) == [[0, 1]])
    }

    @Test func `both forms of a forge's hidden address are one`() {
        #expect(
            groups([
                ("Ann", "12+annie@users.noreply.github.com"), ("A", "annie@users.noreply.github.com"),
                ("B", "7-annie@users.noreply.gitlab.com"), ("C", "annie@users.noreply.gitlab.com"),
            ]) == [[0, 1], [2, 3]])
    }

    @Test func `a forge's account number outlives its login`() {
        #expect(
            groups([
                ("Ann", "12+annie@users.noreply.github.com"), ("A", "12+ann-archer@users.noreply.github.com"),
                ("B", "13+bob@users.noreply.github.com"), ("C", "x+bobby@users.noreply.github.com"),
            ]) == [[0, 1], [2], [3]])
    }

    @Test func `a name that many addresses carry joins nobody`() {
        let people = (0..<13).map { ("Wei Wang", "wang\($0)@example.org") }
        #expect(groups(people).count == 13)
        #expect(groups(Array(people.dropLast())).count == 1)
    }

    @Test func `names for nobody and shared addresses join nobody`() {
        #expect(groups([("Your Name", "a@a.org"), ("your name", "b@b.org")]).count == 2)
        #expect(groups([("Ann Archer", "you@example.com"), ("Bob Baker", "you@example.com")]).count == 2)
    }

    @Test func `joins go through several links`() {
        #expect(
            groups([("Ann Archer", "a@a.org"), ("aa", "b@b.org"), ("Ann Archer", "b@b.org"), ("x", "c@c.org")])
                == [[0, 1, 2], [3]])
    }

    @Test(arguments: [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", true),
        ("renovate-bot", "bot@renovateapp.com", true), ("github-actions", "actions@github.com", true),
        ("GitHub Actions", "", true), ("Mend Renovate", "x@y.org", true), ("foo[bot]", "foo@bar.org", true),
        ("jade-bot", "forbes@example.org", true), ("Robot Smith", "robot@example.org", false),
        ("Eve Talbot", "talbot@example.org", false), ("Ann Archer", "ann-bot@example.org", false),
        ("GitHub", "noreply@github.com", false),
    ])
    func `bots are known by their names`(name: String, email: String, isBot: Bool) {
        #expect(BotAccount.isBot(Person(name: name, email: email)) == isBot)
    }

    @Test func `the forge's own hand is nobody`() {
        let identities = Identities([Person(name: "GitHub", email: "noreply@github.com")])
        #expect(identities.isForge == [true])
        #expect(!identities.isHuman(0))
    }

    @Test func `updaters are named`() {
        #expect(BotAccount.updater(Person(name: "dependabot[bot]", email: "a@b.org")) == "dependabot")
        #expect(BotAccount.updater(Person(name: "renovate[bot]", email: "a@b.org")) == "renovate")
        #expect(BotAccount.updater(Person(name: "Ann Archer", email: "renovate@b.org")) == "renovate")
        #expect(BotAccount.updater(Person(name: "Ann Archer", email: "ann@b.org")) == nil)
    }

    @Test(arguments: [
        ("ann@example.org", MailDomain.organisation("example.org")),
        ("ann@mail.research.example.com", .organisation("example.com")),
        ("ann@cs.example.ac.uk", .organisation("example.ac.uk")), ("ann@example.co.uk", .organisation("example.co.uk")),
        ("ann@www.example.com.br", .organisation("example.com.br")), ("ann@co.uk", .organisation("co.uk")),
        ("ann@gmail.com", .provider("gmail.com")), ("ann@yahoo.co.jp", .provider("yahoo.co.jp")),
        ("notifications@github.com", .provider("github.com")), ("ann@github.com", .organisation("github.com")),
        ("ann@Outlook.DE", .provider("outlook.de")), ("1+ann@users.noreply.github.com", .provider("github.com")),
        ("ann@localhost", .unknown), ("ann@host.localdomain", .unknown), ("ann", .unknown), ("ann@", .unknown),
        ("", .unknown), ("ann@a b.org", .unknown),
    ])
    func `domains are organisations, providers or nothing`(email: String, domain: MailDomain) {
        #expect(MailDomain(email: email) == domain)
    }
}
