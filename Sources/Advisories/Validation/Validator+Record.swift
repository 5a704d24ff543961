// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages
import Wire

/// The rules about the record as a whole: REC.
extension Validator {
    mutating func checkRecord(_ root: Spot) {
        guard root.node.kind == .object else { return }
        checkSchemaVersion(root)
        checkTimestamps(root)
        checkRelations(root)
        if root["withdrawn"] == nil, root["affected"]?.elements.isEmpty ?? true {
            report(
                .affectedExists, at: root["affected"] ?? root,
                "The record does not say what is affected: \"affected\" is missing or empty.")
        }
    }

    /// The schema's newest version that is known here.
    private static let knownVersion = (1, 7, 5)

    private mutating func checkSchemaVersion(_ root: Spot) {
        guard let spot = root["schema_version"] else {
            return report(
                .schemaVersion, at: root, "The record does not say which version of the schema it follows.",
                hint: #"Add "schema_version": "1.7.5"; a record without one is taken for 1.0.0."#)
        }
        guard let text = spot.string else { return }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.prefix(3).compactMap { part in
            part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(part) : nil
        }
        // Pre-releases such as 1.7.0-rc1 are not versions of the schema.
        guard parts.count == 3, numbers.count == 3 else {
            return report(
                .schemaVersion, at: spot, "\(PackagesError.quoted(text)) is not a version of the schema, such as 1.7.5."
            )
        }
        if (numbers[0], numbers[1], numbers[2]) > Validator.knownVersion {
            report(
                .schemaVersion, at: spot,
                "The record follows schema \(PackagesError.quoted(text)), newer than the 1.7.5 known here.")
        }
    }

    private mutating func checkTimestamps(_ root: Spot) {
        var instants: [String: Instant] = [:]
        for key in ["modified", "published", "withdrawn"] {
            guard let spot = root[key], let text = spot.string else { continue }
            guard let instant = Instant(rfc3339: text) else {
                // What does not even look like one has been said by the schema.
                if SchemaPatterns.containsTimestamp(text) {
                    report(
                        .timestampValid, at: spot, "\(PackagesError.quoted(text)) is not an instant of RFC 3339.",
                        hint: "Write it as 2026-01-21T12:00:00Z.")
                }
                continue
            }
            instants[key] = instant
            if let now = context.now, instant > now {
                report(.timestampNotInFuture, at: spot, "\"\(key)\" lies in the future: \(PackagesError.quoted(text)).")
            }
        }
        guard let published = instants["published"] else { return }
        for key in ["modified", "withdrawn"] {
            if let instant = instants[key], instant < published, let spot = root[key] {
                report(.timestampsInOrder, at: spot, "\"\(key)\" lies before \"published\".")
            }
        }
    }

    private mutating func checkRelations(_ root: Spot) {
        let id = root["id"]?.string
        checkList(root, "aliases", .aliasesValid, id)
        checkList(root, "related", .relatedValid, id)
        checkList(root, "upstream", .upstreamValid, id)
        let aliases = Set(root["aliases"]?.strings.map(\.text) ?? [])
        let related = Set(root["related"]?.strings.map(\.text) ?? [])
        for (spot, text) in root["upstream"]?.strings ?? [] {
            if aliases.contains(text) {
                report(
                    .upstreamValid, at: spot,
                    "\(PackagesError.quoted(text)) is listed both as upstream and as alias; only one can be right.")
            }
            if related.contains(text) {
                report(
                    .upstreamValid, at: spot,
                    "\(PackagesError.quoted(text)) is listed both as upstream and as related; upstream is enough.")
            }
        }
    }

    private mutating func checkList(_ root: Spot, _ key: String, _ rule: ValidationRule, _ id: String?) {
        var seen: Set<String> = []
        for (spot, text) in root[key]?.strings ?? [] {
            if text == id { report(rule, at: spot, "The record names itself in \"\(key)\".") }
            if !seen.insert(text).inserted {
                report(rule, at: spot, "\"\(key)\" names \(PackagesError.quoted(text)) twice.")
            }
        }
    }
}
