// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// The JSON schema of OSV 1.7.5, rule for rule. Where it is looser than the specification's prose (timestamps may have
/// anything around them, an event may have members it does not know), so is this; other rules are stricter.
extension Validator {
    private static let members: Set<String> = [
        "schema_version", "id", "modified", "published", "withdrawn", "aliases", "related", "upstream", "summary",
        "details", "severity", "affected", "references", "credits", "database_specific",
    ]

    mutating func checkSchema(_ root: Spot) {
        guard root.node.kind == .object else {
            return report(.schema, at: root, "The document is \(root.words), not an advisory, which is an object.")
        }
        for (key, _, value) in root.node.members where !Validator.members.contains(key) {
            report(
                .schema, at: root.member(key, value), "The schema has no member \(PackagesError.quoted(key)) here.",
                hint: Suggestion.nearest(to: key, in: Validator.members).map { "Is \"\($0)\" meant?" }
                    ?? "What only this database knows belongs into \"database_specific\".")
        }
        for key in ["id", "modified"] where root.present(key) == nil {
            report(.schema, at: root, "The record has no \"\(key)\", which is required.")
        }
        for key in ["schema_version", "summary", "details"] { requireString(root.present(key)) }
        if let id = root.present("id"), let text = requireString(id) { checkPrefix(text, id) }
        for key in ["modified", "published", "withdrawn"] { requireTimestamp(root.present(key)) }
        requireStrings(root["aliases"])
        for key in ["related", "upstream"] { requireStrings(root.present(key)) }
        checkSeverity(root["severity"])
        let severityIsSet = root.present("severity") != nil
        for entry in requireArray(root["affected"]) { checkEntry(entry, severityIsSet: severityIsSet) }
        for reference in requireArray(root["references"]) {
            guard requireObject(reference, with: ["type", "url"]) else { continue }
            requireOne(of: Reference.types, reference.present("type"))
            requireString(reference.present("url"))
        }
        for credit in requireArray(root.present("credits")) {
            guard requireObject(credit, with: ["name"]) else { continue }
            requireString(credit.present("name"))
            requireStrings(credit.present("contact"))
            requireOne(of: Credit.types, credit.present("type"))
        }
        requireObject(root.present("database_specific"))
    }

    private mutating func checkEntry(_ entry: Spot, severityIsSet: Bool) {
        guard requireObject(entry) else { return }
        if let package = entry.present("package"), requireObject(package, with: ["ecosystem", "name"]) {
            if let ecosystem = package.present("ecosystem"), let text = requireString(ecosystem) {
                checkEcosystem(text, ecosystem)
            }
            requireString(package.present("name"))
            requireString(package.present("purl"))
        }
        checkSeverity(entry["severity"])
        if severityIsSet, let severity = entry["severity"] {
            report(
                .schema, at: severity, "Severity stands both on the record and on this entry; only one may.",
                hint: "Move the record's severity to every entry, or leave the entries' out.")
        }
        for range in requireArray(entry.present("ranges")) { checkRange(range) }
        requireStrings(entry.present("versions"))
        requireObject(entry.present("ecosystem_specific"))
        requireObject(entry.present("database_specific"))
    }

    private mutating func checkRange(_ range: Spot) {
        guard requireObject(range, with: ["type", "events"]) else { return }
        let type = range.present("type")
        requireOne(of: AffectedRange.Kind.allCases.map(\.rawValue), type)
        requireString(range.present("repo"))
        requireObject(range.present("database_specific"))
        let isGit = type?.string == AffectedRange.Kind.git.rawValue
        if isGit, range.present("repo") == nil {
            report(.schema, at: range, "A GIT range has no \"repo\", which is required.")
        }
        guard let events = range.present("events") else { return }
        let list = requireArray(events)
        guard events.node.kind == .array else { return }
        if list.isEmpty { report(.schema, at: events, "The list of events is empty.") }
        for event in list { checkEvent(event, isGit: isGit) }
        func has(_ kind: RangeEvent.Kind) -> Bool { list.contains { $0.present(kind.rawValue) != nil } }
        // Said under its own rule, which the linter has as well.
        if !list.isEmpty, !has(.introduced) {
            report(
                .introducedExists, at: range, "The range does not say where it begins: no event is \"introduced\".",
                hint: #"Add {"introduced": "0"} if every version before the fix is affected."#, violatesSchema: true)
        }
        if has(.lastAffected), has(.fixed) {
            report(.schema, at: events, "The range has both \"fixed\" and \"last_affected\" events; only one may be.")
        }
    }

    private mutating func checkEvent(_ event: Spot, isGit: Bool) {
        guard requireObject(event) else { return }
        let texts = RangeEvent.Kind.allCases.compactMap { event.present($0.rawValue) }
        let strings = texts.compactMap { spot in spot.string.map { (spot, $0) } }
        guard strings.count == 1 else {
            return report(
                .schema, at: event,
                texts.isEmpty
                    ? "The event is none of introduced, fixed, last_affected and limit."
                    : strings.isEmpty
                        ? "The event's version is \(texts[0].words), not a string."
                        : "The event is \(strings.count) events at once.",
                hint: strings.count > 1 ? "Write one object for each." : nil)
        }
        let (spot, text) = strings[0]
        if isGit, !SchemaPatterns.isCommit(text) {
            report(
                .schema, at: spot, "\(PackagesError.quoted(text)) is not a commit.",
                hint: "GIT ranges want the full 40 or 64 hexadecimal digits in small letters, or \"0\".")
        }
    }

    private mutating func checkSeverity(_ severity: Spot?) {
        for entry in requireArray(severity) {
            guard requireObject(entry, with: ["type", "score"]) else { continue }
            let type = entry.present("type")
            requireOne(of: ["CVSS_V2", "CVSS_V3", "CVSS_V4", "Ubuntu"], type)
            guard let score = entry.present("score"), let text = requireString(score), let type = type?.string else {
                continue
            }
            let isValid =
                switch type {
                case "CVSS_V2": SchemaPatterns.isVector2(text)
                case "CVSS_V3": SchemaPatterns.isVector3(text)
                case "CVSS_V4": SchemaPatterns.isVector4(text)
                case "Ubuntu": SchemaPatterns.ubuntuPriorities.contains(text)
                default: true
                }
            if !isValid {
                report(
                    .schema, at: score, "\(PackagesError.quoted(text)) is not a score of \(type).",
                    hint: type == "Ubuntu"
                        ? "It is one of \(SchemaPatterns.ubuntuPriorities.joined(separator: ", "))." : nil)
            }
        }
    }

    private mutating func checkPrefix(_ text: String, _ spot: Spot) {
        guard !SchemaPatterns.hasRegisteredPrefix(text) else { return }
        let prefix = String(text.prefix { $0 != "-" })
        report(
            .schema, at: spot, "The id \(PackagesError.quoted(text)) begins with no registered prefix.",
            hint: Suggestion.nearest(to: prefix, in: SchemaPatterns.prefixes).map { "Is \"\($0)-\" meant?" }
                ?? "Ids of a database that is not registered with OSV begin with \"x_\".")
    }

    private mutating func checkEcosystem(_ text: String, _ spot: Spot) {
        guard !SchemaPatterns.isEcosystem(text) else { return }
        report(
            .schema, at: spot, "\(PackagesError.quoted(text)) is not an ecosystem of OSV 1.7.5.",
            hint: Suggestion.ecosystem(for: text))
    }
}

// MARK: - Types

extension Validator {
    @discardableResult
    private mutating func requireString(_ spot: Spot?) -> String? {
        guard let spot else { return nil }
        if let string = spot.string { return string }
        report(.schema, at: spot, "This is \(spot.words), not a string.")
        return nil
    }

    private mutating func requireArray(_ spot: Spot?) -> [Spot] {
        guard let spot else { return [] }
        if spot.node.kind != .array { report(.schema, at: spot, "This is \(spot.words), not an array.") }
        return spot.elements
    }

    private mutating func requireStrings(_ spot: Spot?) {
        for element in requireArray(spot) { requireString(element) }
    }

    @discardableResult
    private mutating func requireObject(_ spot: Spot?, with keys: [String] = []) -> Bool {
        guard let spot else { return false }
        guard spot.node.kind == .object else {
            report(.schema, at: spot, "This is \(spot.words), not an object.")
            return false
        }
        for key in keys where spot.present(key) == nil {
            report(.schema, at: spot, "The object has no \"\(key)\", which is required.")
        }
        return true
    }

    private mutating func requireOne(of words: [String], _ spot: Spot?) {
        guard let spot else { return }
        guard let text = spot.string else {
            return report(.schema, at: spot, "This is \(spot.words), not a string.")
        }
        if !words.contains(text) {
            let nearest = Suggestion.nearest(to: text, in: words).map { " Is \"\($0)\" meant?" } ?? ""
            report(
                .schema, at: spot, "\(PackagesError.quoted(text)) is none of the schema's words.",
                hint: "It has \(words.joined(separator: ", ")).\(nearest)")
        }
    }

    private mutating func requireTimestamp(_ spot: Spot?) {
        guard let spot else { return }
        guard let text = spot.string else {
            let hint = spot.node.kind == .null ? "Leave the member out where there is no such time." : nil
            return report(.schema, at: spot, "This is \(spot.words), not a timestamp.", hint: hint)
        }
        if !SchemaPatterns.containsTimestamp(text) {
            report(
                .schema, at: spot, "\(PackagesError.quoted(text)) is not a timestamp in UTC.",
                hint: "Write it as 2026-01-21T12:00:00Z.")
        }
    }
}
