// SPDX-License-Identifier: Apache-2.0
import Packages
import Wire

/// Turns one JSON value into a record. Places are only spelled out for problems: that is why they are autoclosures.
struct AdvisoryDecoder {
    let detail: AdvisoryReader.Detail
    var ecosystems = EcosystemTexts()
    private var problems: [AdvisoryProblem] = []
    private var unnamedProblems = 0

    init(detail: AdvisoryReader.Detail) {
        self.detail = detail
    }

    mutating func decode(_ root: JSONValue) throws(AdvisoriesError) -> AdvisoryReading {
        problems = []
        unnamedProblems = 0
        guard root.kind == .object else {
            throw AdvisoriesError("The document is \(root.kind.words), not an advisory, which is an object.")
        }
        guard let id = root["id"] else { throw AdvisoriesError("The advisory has no \"id\".") }
        guard let text = id.text else {
            throw AdvisoriesError("The advisory's \"id\" is \(id.kind.words), not a string.")
        }
        guard !text.isEmpty else { throw AdvisoriesError("The advisory's \"id\" is empty.") }
        var advisory = Advisory(id: text.string)
        for member in root.members {
            readField(member.key, member.value, into: &advisory)
        }
        if detail == .matching, advisory.summary == nil { advisory.summary = root["details"]?.string.flatMap(headline) }
        if advisory.modified == nil, root["modified"] == nil {
            report("/modified", "The advisory does not say when it was modified.")
        }
        if unnamedProblems > 0 {
            problems.append(AdvisoryProblem(pointer: "", message: "\(unnamedProblems) more problems are not listed."))
        }
        return AdvisoryReading(advisory: advisory, problems: problems)
    }

    /// The first sentence of a record's details, for one that has no summary: lists of findings need a line to show.
    private func headline(_ details: String) -> String? {
        let markup: Set<Character> = ["#", "*", "_", "`", ">", "-", " ", "\t"]
        for line in details.prefix(2_000).split(whereSeparator: \.isNewline) {
            let text = line.drop { markup.contains($0) }
            guard !text.isEmpty else { continue }
            var end = text.startIndex
            while let stop = text[end...].firstIndex(of: ".") {
                end = text.index(after: stop)
                if end == text.endIndex || text[end] == " " { return String(text[..<stop]) }
            }
            return String(text)
        }
        return nil
    }

    private mutating func readField(_ key: JSONText, _ value: JSONValue, into advisory: inout Advisory) {
        if value.isNull { return }
        switch key {
        case "schema_version": advisory.schemaVersion = string(value, at: "/schema_version")
        case "modified": advisory.modified = instant(value, at: "/modified")
        case "published": advisory.published = instant(value, at: "/published")
        case "withdrawn": advisory.withdrawn = instant(value, at: "/withdrawn")
        case "aliases": advisory.aliases = strings(value, at: "/aliases")
        case "upstream": advisory.upstream = strings(value, at: "/upstream")
        case "summary": advisory.summary = string(value, at: "/summary")
        case "severity": advisory.severity = severity(value, at: "/severity")
        case "affected": advisory.affected = affected(value)
        case "database_specific":
            advisory.severityWord = value["severity"]?.string
            if detail == .full { advisory.databaseSpecific = JSON(value) }
        case "related" where detail == .full: advisory.related = strings(value, at: "/related")
        case "details" where detail == .full: advisory.details = string(value, at: "/details")
        case "references" where detail == .full: advisory.references = references(value)
        case "credits" where detail == .full: advisory.credits = credits(value)
        default: break
        }
    }

    private mutating func references(_ value: JSONValue) -> [Reference] {
        var references: [Reference] = []
        var position = 0
        for element in array(value, at: "/references") {
            defer { position += 1 }
            guard let url = element["url"]?.string else {
                report("/references/\(position)", "The reference has no \"url\".")
                continue
            }
            references.append(Reference(type: element["type"]?.string ?? "WEB", url: url))
        }
        return references
    }

    private mutating func credits(_ value: JSONValue) -> [Credit] {
        var credits: [Credit] = []
        var position = 0
        for element in array(value, at: "/credits") {
            defer { position += 1 }
            guard let name = element["name"]?.string else {
                report("/credits/\(position)", "The credit has no \"name\".")
                continue
            }
            let contact = element["contact"].map { strings($0, at: "/credits/\(position)/contact") } ?? []
            credits.append(Credit(name: name, contact: contact, type: element["type"]?.string))
        }
        return credits
    }

    mutating func severity(_ value: JSONValue, at place: @autoclosure () -> String) -> [SeverityEntry] {
        var entries: [SeverityEntry] = []
        var position = 0
        for element in array(value, at: place()) {
            defer { position += 1 }
            guard let type = element["type"]?.text, let score = element["score"]?.string else {
                report("\(place())/\(position)", "The severity lacks its \"type\" or its \"score\".")
                continue
            }
            let kind: SeverityEntry.Kind =
                switch type {
                case "CVSS_V3": .cvssV3
                case "CVSS_V4": .cvssV4
                case "CVSS_V2": .cvssV2
                case "Ubuntu": .ubuntu
                default: .other(type.string)
                }
            entries.append(SeverityEntry(kind: kind, score: score))
        }
        return entries
    }
}

// MARK: - Plain values

extension AdvisoryDecoder {
    mutating func report(_ pointer: @autoclosure () -> String, _ message: @autoclosure () -> String) {
        if problems.count < AdvisoryProblem.most {
            problems.append(AdvisoryProblem(pointer: pointer(), message: message()))
        } else {
            unnamedProblems += 1
        }
    }

    mutating func string(_ value: JSONValue, at place: @autoclosure () -> String) -> String? {
        if let string = value.string { return string }
        if !value.isNull { report(place(), "This is \(value.kind.words), not a string.") }
        return nil
    }

    /// The elements; none, and a problem, where it is no array; none for null.
    mutating func array(_ value: JSONValue, at place: @autoclosure () -> String) -> JSONElements {
        if value.kind != .array, !value.isNull { report(place(), "This is \(value.kind.words), not an array.") }
        return value.elements
    }

    /// The strings of an array; every other element is a problem.
    mutating func strings(_ value: JSONValue, at place: @autoclosure () -> String) -> [String] {
        var strings: [String] = []
        strings.reserveCapacity(value.count)
        var position = 0
        for element in array(value, at: place()) {
            if let string = element.string {
                strings.append(string)
            } else {
                report("\(place())/\(position)", "This is \(element.kind.words), not a string.")
            }
            position += 1
        }
        return strings
    }

    private mutating func instant(_ value: JSONValue, at place: @autoclosure () -> String) -> Instant? {
        guard let text = value.text else {
            report(place(), "This is \(value.kind.words), not a timestamp.")
            return nil
        }
        if let instant = text.withUTF8({ Instant(rfc3339: $0) }) { return instant }
        report(
            place(), "\(PackagesError.quoted(text.string)) is not a timestamp of RFC 3339 such as 2026-01-21T12:00:00Z."
        )
        return nil
    }
}

extension JSONValue.Kind {
    /// With an article, for sentences.
    var words: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
