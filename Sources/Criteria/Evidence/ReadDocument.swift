// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// A document with what each of its passages is about.
struct ReadDocument: Sendable {
    let document: TextDocument
    let prose: Prose
    /// Of ``prose``'s passages.
    let topics: [ProseTopics]
    /// Of headings: whether a section with content follows.
    private let hasContent: [Bool]

    init(_ document: TextDocument) {
        self.document = document
        let prose = Prose(document)
        self.prose = prose
        let (book, owners) = ProseTopic.book
        topics = prose.passages.map { passage in
            var found: ProseTopics = []
            let words = book.words(of: passage.text)
            for match in book.matches(in: words) {
                let topic = owners[match.phrase]
                if topic == .buildCommand, let first = words[match.words].first, let last = words[match.words].last,
                    InstallCommand.installsPackage(passage.text, first.bytes.lowerBound..<last.bytes.upperBound)
                {
                    continue
                }
                found.insert(ProseTopics(topic))
            }
            return found
        }
        hasContent = prose.passages.indices.map { index in
            guard case .heading(let level) = prose.passages[index].kind else { return true }
            guard prose.passages.indices.contains(index + 1) else { return false }
            if case .heading(let next) = prose.passages[index + 1].kind { return next > level }
            return true
        }
    }

    /// The topics of the headings over a passage.
    func topicsAbove(_ passage: Int) -> ProseTopics {
        var found: ProseTopics = []
        var next = prose.passages[passage].section
        var steps = 0
        while let index = next, steps < 8 {
            found.formUnion(topics[index])
            next = prose.passages[index].section
            steps += 1
        }
        return found
    }

    /// Whether it speaks of how the project is run. Of the many files of a manual only those do whose names say so: a tutorial's
    /// "Tests" are its reader's, and the reference of a command is not what the project promises.
    ///
    /// - Parameter policy: words of which its name, or a guide's title, must have one, where a policy of the project is looked
    ///   for: what a product does against vulnerabilities is no promise of those who make it. Nil where none is.
    func isGuide(ofProject name: String, policy: Set<String>?) -> Bool {
        guard document.kind == .documentation else { return true }
        let parts = document.path.lowercased().utf8.split(separator: UInt8(ascii: "/")).map {
            String(decoding: Array($0), as: UTF8.self)
        }
        guard let file = parts.last, !parts.contains(where: Self.manualFolders.contains) else { return false }
        let words = Self.words(file)
        // `docs/tool_verify.md` describes the command `tool verify`.
        if !name.isEmpty, file.hasPrefix(name.lowercased() + "_") { return false }
        let isGuide =
            words.contains(where: Self.guideWords.contains)
            || parts.dropLast().contains { Self.words($0).contains(where: Self.guideFolders.contains) }
        guard let policy else { return isGuide }
        return words.contains(where: policy.contains)
            || parts.dropLast().contains { Self.words($0).contains(where: policy.contains) }
            || isGuide && title.contains(where: policy.contains)
    }

    /// The words of the first heading, in lower case.
    private var title: [String] {
        guard let first = prose.passages.prefix(8).first(where: \.isHeading) else { return [] }
        return PhraseBook.name(first.text)
    }

    /// Links that a reader sees in a passage.
    func links(in passage: Int) -> [Prose.Link] {
        let text = prose.passages[passage].text
        let line = prose.passages[passage].line
        let end = prose.passages.indices.contains(passage + 1) ? prose.passages[passage + 1].line : Int.max
        return prose.links.filter { link in
            (line...max(line, end)).contains(link.line) && !link.isImage
                && (!link.label.isEmpty && text.contains(link.label) || text.contains(link.target))
        }
    }

    /// Whether it is for those who find vulnerabilities, and for what becomes of them.
    var isOnVulnerabilities: Bool {
        if document.kind == .securityPolicy || document.kind == .threatModel { return true }
        return pathWords.last?.contains(where: Self.vulnerabilityWords.contains) ?? false
    }

    private static let vulnerabilityWords: Set<String> = [
        "security", "vulnerability", "vulnerabilities", "vuln", "disclosure", "advisory", "advisories", "bounty",
    ]

    /// The words of each folder's name and of the file's, in lower case.
    var pathWords: [[String]] {
        document.path.lowercased().utf8.split(separator: UInt8(ascii: "/")).map {
            Self.words(String(decoding: Array($0), as: UTF8.self))
        }
    }

    private static func words(_ name: String) -> [String] {
        let stem = name.utf8.prefix { $0 != UInt8(ascii: ".") }
        return stem.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: " ") }
            .map { String(decoding: Array($0), as: UTF8.self) }
    }

    private static let manualFolders: Set<String> = [
        "tutorial", "tutorials", "api", "reference", "ref", "man", "examples", "example", "patterns", "cmdline-opts",
        "commands", "blog", "changelogs",
    ]
    private static let guideFolders: Set<String> = [
        "contributing", "contribute", "contributors", "development", "dev", "developer", "developers", "maintainers",
        "governance", "security", "release", "releases", "community", "project", "policies", "policy", "process",
        "internals",
    ]
    private static let guideWords: Set<String> = [
        "install", "installation", "installing", "build", "building", "compile", "compiling", "hacking", "contribute",
        "contributing", "contributor", "contributors", "contribution", "development", "developing", "developer",
        "developers",
        "dev", "tests", "release", "releases", "releasing", "verify", "verifying", "verification", "signing",
        "signatures",
        "provenance", "security", "vulnerability", "vulnerabilities", "vuln", "disclosure", "advisory", "advisories",
        "policy", "policies", "governance", "maintainer", "maintainers", "maintenance", "support", "supported",
        "versions", "versioning", "lifecycle", "deprecate", "deprecation", "dependencies", "dependency", "roadmap",
        "architecture", "design", "internals", "threat", "threats", "threatmodel", "risk", "risks", "review", "reviews",
        "style", "procedure", "process", "bugs", "bug", "bounty", "reporting", "community", "team", "infrastructure",
        "quality", "ci", "fuzzing", "audit", "audits", "assurance", "conduct", "upgrading", "migration", "secrets",
        "repositories", "committers", "owners", "continuity", "help", "reproducible", "sast", "codeql",
    ]

    func evidence(_ passage: Int) -> EvidenceLocation {
        EvidenceLocation(
            .text, document.path, line: prose.passages[passage].line,
            snippet: Quotation.line(prose.passages[passage].text))
    }

    func passages(_ query: ProseQuery) -> [Int] {
        prose.passages.indices.filter { index in
            guard query.place.contains(prose.passages[index].kind), hasContent[index],
                topics[index].isSuperset(of: query.all),
                query.any.isEmpty || !topics[index].isDisjoint(with: query.any),
                topics[index].isDisjoint(with: query.none),
                !topics[index].contains(.absence) || query.all.contains(.absence)
            else { return false }
            // A question about an interface describes none.
            if query.all.contains(.interface), prose.passages[index].text.hasSuffix("?") { return false }
            if !query.under.isEmpty, topicsAbove(index).union(topics[index]).isDisjoint(with: query.under) {
                return false
            }
            return true
        }
    }
}

/// What is looked for in prose.
struct ProseQuery: Sendable {
    enum Place: Sendable {
        case heading, sentence, code, text, anywhere

        func contains(_ kind: Prose.Passage.Kind) -> Bool {
            switch (self, kind) {
            case (.heading, .heading), (.text, .heading), (.anywhere, _): true
            case (.sentence, .sentence), (.text, .sentence), (.code, .code): true
            default: false
            }
        }
    }

    /// In this order; every kind where it is empty.
    var kinds: [TextDocument.Kind]
    var place: Place
    /// All of these in one passage.
    var all: ProseTopics
    /// At least one of these in it as well; empty for no such condition.
    var any: ProseTopics
    /// At least one of these in it or in a heading over it; empty for no such condition.
    var under: ProseTopics
    /// None of these in it.
    var none: ProseTopics

    init(
        _ place: Place, _ all: ProseTopic..., any: [ProseTopic] = [], under: [ProseTopic] = [],
        none: [ProseTopic] = [], in kinds: [TextDocument.Kind] = []
    ) {
        self.kinds = kinds
        self.place = place
        self.all = ProseTopics(all.map { ProseTopics($0) })
        self.any = ProseTopics(any.map { ProseTopics($0) })
        self.under = ProseTopics(under.map { ProseTopics($0) })
        self.none = ProseTopics(none.map { ProseTopics($0) })
    }
}
