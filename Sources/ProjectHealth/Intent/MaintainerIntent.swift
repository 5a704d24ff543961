// SPDX-License-Identifier: Apache-2.0
import Forges
import Wire

/// What the maintainers say of the project: that it is archived, deprecated, looking for maintainers, cared for.
///
/// Sentences count only where the project itself is what they speak of; a deprecated function, a changelog entry or the unmaintained
/// predecessor of a fork says nothing of it.
package enum MaintainerIntent {
    /// At most so many statements of one kind come from one file.
    static let mostPerFile = 3

    /// Surest first, then by kind and place.
    package static func statements(_ facts: ProjectFacts) -> [IntentStatement] {
        let names = names(of: facts)
        var found = forgeStatements(facts, names: names)
        for metadata in facts.tree.metadata where metadata.statement == .status {
            found += IntentMetadata.statements(metadata)
        }
        for document in facts.tree.documents {
            if document.kind == .securityInsights {
                found += IntentMetadata.statements(securityInsights: document)
            } else if let place = IntentDocument(document) {
                found += statements(in: document, as: place, names: names, year: year(of: facts.asOf))
            }
        }
        if facts.isActive == true { weaken(&found) }
        return ordered(found)
    }

    /// A project that many commits reach is not at its end, whatever a sentence seems to say; what a machine reads stands.
    private static func weaken(_ statements: inout [IntentStatement]) {
        for index in statements.indices where statements[index].kind.isEnding && statements[index].certainty == .likely
        {
            statements[index].certainty = .possible
        }
    }

    /// What the project is called: by its repository, its manifests and the title of its README.
    static func names(of facts: ProjectFacts) -> [[String]] {
        var texts: [String] = []
        if let last = facts.subject.repository?.utf8.split(separator: UInt8(ascii: "/")).last {
            texts.append(String(last) ?? "")
        }
        for metadata in facts.tree.metadata
        where metadata.statement == .name && !metadata.path.utf8.contains(UInt8(ascii: "/")) {
            texts.append(metadata.text)
            if let last = metadata.text.utf8.split(separator: UInt8(ascii: "/")).last {
                texts.append(String(last) ?? "")
            }
        }
        var names: [[String]] = []
        for text in texts {
            var name = PhraseBook.name(text)
            if name.last == "git", name.count > 1 { name.removeLast() }
            let isWord = name.count == 1 && IntentPhrases.sets["$project"]?.contains(name[0]) ?? false
            if !name.isEmpty, name.count <= 6, !isWord, !names.contains(name), names.count < 8 { names.append(name) }
        }
        // The longest first, so that a name inside another does not break it up.
        return names.sorted { ($1.count, $0.joined(separator: " ")) < ($0.count, $1.joined(separator: " ")) }
    }

    private static func year(of instant: Instant) -> Int {
        Int(instant.rfc3339.prefix(4)) ?? 9_999
    }

    // MARK: Sources

    private static func forgeStatements(_ facts: ProjectFacts, names: [[String]]) -> [IntentStatement] {
        guard let snapshot = facts.forge.value, let project = snapshot.project.value else { return [] }
        var found: [IntentStatement] = []
        if project.isArchived {
            let quote = "The forge says that the project is archived."
            found.append(
                IntentStatement(
                    kind: .archived, certainty: .certain, quote: quote,
                    location: EvidenceLocation(.url, snapshot.url, snippet: quote)))
        }
        for topic in project.topics {
            let words = topic.lowercased()
            guard let kind = IntentMetadata.topics.first(where: { $0.0 == words })?.1 else { continue }
            let quote = Quotation.line("topic: \(topic)")
            found.append(
                IntentStatement(
                    kind: kind, certainty: .certain, quote: quote,
                    location: EvidenceLocation(.url, snapshot.url, snippet: quote)))
        }
        if !project.description.isEmpty {
            let prose = Prose(project.description, path: "description.txt")
            for passage in prose.passages {
                let sentence = IntentSentence(passage.text, names: names, hasAddress: !prose.links.isEmpty)
                for (kind, certainty) in sentence.said(place: .title) {
                    let quote = Quotation.line(passage.text)
                    found.append(
                        IntentStatement(
                            kind: kind, certainty: certainty, quote: quote,
                            location: EvidenceLocation(.url, snapshot.url, snippet: quote)))
                }
            }
        }
        return found
    }

    private static func statements(
        in document: TextDocument, as place: IntentDocument, names: [[String]], year: Int
    ) -> [IntentStatement] {
        let prose = Prose(document)
        var found: [IntentStatement] = []
        if place == .readme {
            for link in prose.links {
                guard let kind = IntentBadge.kind(of: link, year: year) else { continue }
                let quote = Quotation.line(link.label.isEmpty ? link.target : "\(link.label) \(link.target)")
                found.append(
                    IntentStatement(
                        kind: kind, certainty: .certain, quote: quote,
                        location: EvidenceLocation(.text, document.path, line: link.line, snippet: quote)))
            }
        }
        var titles = names
        if place == .readme, let title = prose.passages.first(where: \.isHeading) {
            let name = PhraseBook.name(title.text)
            let isWord = name.count == 1 && IntentPhrases.book.id(of: name[0]) != nil
            if (1...3).contains(name.count), !isWord, !titles.contains(name),
                IntentSentence(title.text, names: []).isSilent
            {
                titles.append(name)
            }
        }
        let addressLines = Set(prose.links.lazy.filter { !$0.isImage }.map(\.line))
        var headings = 0
        for (index, passage) in prose.passages.enumerated() {
            if passage.isHeading { headings += 1 }
            guard passage.kind != .code else { continue }
            let standing = IntentPlace(passage, index: index, in: prose, headings: headings, document: place)
            guard standing != .silent else { continue }
            let hasAddress = (passage.line...passage.line + 2).contains { addressLines.contains($0) }
            for (kind, certainty) in IntentSentence(passage.text, names: titles, hasAddress: hasAddress).said(
                place: standing)
            {
                let quote = Quotation.line(passage.text)
                found.append(
                    IntentStatement(
                        kind: kind, certainty: certainty, quote: quote,
                        location: EvidenceLocation(.text, document.path, line: passage.line, snippet: quote)))
            }
        }
        return limited(found)
    }

    private static func limited(_ statements: [IntentStatement]) -> [IntentStatement] {
        var counts: [IntentStatement.Kind: Int] = [:]
        return statements.sorted(by: isBefore).filter { statement in
            counts[statement.kind, default: 0] += 1
            return counts[statement.kind, default: 0] <= mostPerFile
        }
    }

    private static func ordered(_ statements: [IntentStatement]) -> [IntentStatement] {
        var kept: [IntentStatement] = []
        for statement in statements.sorted(by: isBefore) where kept.last != statement { kept.append(statement) }
        return kept
    }

    private static func isBefore(_ left: IntentStatement, _ right: IntentStatement) -> Bool {
        if left.certainty != right.certainty { return left.certainty > right.certainty }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        return left.location < right.location
    }
}

/// Which documents speak for the project.
enum IntentDocument: Sendable, Hashable {
    case readme
    /// A policy or guide: only plain sentences about the project count.
    case guide

    /// Nil for documents of parts of the project, changelogs and the like.
    init?(_ document: TextDocument) {
        let parts = document.path.utf8.split(separator: UInt8(ascii: "/"))
        let folder =
            parts.count == 1 ? "" : parts.count == 2 ? String(decoding: parts[0].map(\.lowered), as: UTF8.self) : "-"
        guard ["", ".github", ".gitlab", "docs", "doc"].contains(folder) else { return nil }
        let name = parts.last.map { String(decoding: $0.map(\.lowered), as: UTF8.self) } ?? ""
        switch document.kind {
        case .readme: self = .readme
        case .maintainers, .contributing, .support, .securityPolicy, .governance, .roadmap: self = .guide
        case .documentation
        where name.hasPrefix("deprecat") || name.hasPrefix("archived") || name.hasPrefix("unmaintained"):
            self = .readme
        default: return nil
        }
    }
}

/// How much a sentence counts by where it stands.
enum IntentPlace: Sendable, Hashable {
    /// The title, or what stands before every section, or a section about the status.
    case title
    /// In the beginning of the document.
    case near
    /// Anywhere else.
    case deep
    /// A changelog inside the document and the like.
    case silent

    private static let pastHeadings: Set<String> = [
        "changelog", "changes", "history", "news", "new", "releases", "release", "migration", "migrating", "upgrading",
        "upgrade",
        "faq", "comparison", "alternatives", "related", "credits", "acknowledgements", "acknowledgments", "why",
        "motivation",
        "background", "versions", "compatibility", "dependencies", "api", "options", "todo",
    ]

    init(_ passage: Prose.Passage, index: Int, in prose: Prose, headings: Int, document: IntentDocument) {
        let above = prose.headings(over: index)
        let isTitle = passage.kind == .heading(1)
        let isStatus = above.prefix(2).contains { heading in
            heading.kind != .heading(1)
                && PhraseBook.name(heading.text).contains { IntentPhrases.statusHeadings.contains($0) }
        }
        if above.contains(where: { heading in
            heading.kind != .heading(1) && PhraseBook.name(heading.text).contains { Self.pastHeadings.contains($0) }
        }) {
            self = .silent
        } else if document == .guide {
            self = isTitle || passage.line <= 60 ? .near : .deep
        } else if isTitle && headings == 1 || headings <= 1 && passage.line <= 100
            || passage.isHeading && headings <= 4
                && passage.line <= 80
            || isStatus && passage.line <= 200
        {
            self = .title
        } else {
            self = passage.line <= 120 ? .near : .deep
        }
    }
}
