// SPDX-License-Identifier: Apache-2.0
package import Wire

extension Advisory {
    /// The record in the schema's field order; what is absent or empty is left out. Instants are written in UTC.
    package var json: JSON {
        .present(
            ("schema_version", schemaVersion.map(JSON.string)),
            ("id", .string(id)),
            ("modified", modified.map { .string($0.rfc3339) }),
            ("published", published.map { .string($0.rfc3339) }),
            ("withdrawn", withdrawn.map { .string($0.rfc3339) }),
            ("aliases", .filled(aliases, JSON.string)),
            ("upstream", .filled(upstream, JSON.string)),
            ("related", .filled(related, JSON.string)),
            ("summary", summary.map(JSON.string)),
            ("details", details.map(JSON.string)),
            ("severity", .filled(severity, \.json)),
            ("affected", .filled(affected, \.json)),
            ("references", .filled(references, \.json)),
            ("credits", .filled(credits, \.json)),
            ("database_specific", databaseSpecific)
        )
    }
}

extension Affected {
    var json: JSON {
        .present(
            ("package", package?.json),
            ("severity", .filled(severity, \.json)),
            ("ranges", .filled(ranges, \.json)),
            ("versions", .filled(versions, JSON.string)),
            ("ecosystem_specific", ecosystemSpecific),
            ("database_specific", databaseSpecific)
        )
    }
}

extension AffectedPackage {
    var json: JSON {
        .present(
            ("ecosystem", .string(ecosystemText)), ("name", .string(name)), ("purl", purl.map(JSON.string)))
    }
}

extension AffectedRange {
    var json: JSON {
        .present(
            ("type", kind.map { .string($0.rawValue) }),
            ("repo", repository.map(JSON.string)),
            ("events", .array(events.map { .object([JSON.Member($0.kind.rawValue, .string($0.version))]) })),
            ("database_specific", databaseSpecific)
        )
    }
}

extension SeverityEntry {
    var json: JSON { .present(("type", .string(kind.text)), ("score", .string(score))) }
}

extension Reference {
    var json: JSON { .present(("type", .string(type)), ("url", .string(url))) }
}

extension Credit {
    var json: JSON {
        .present(("name", .string(name)), ("contact", .filled(contact, JSON.string)), ("type", type.map(JSON.string)))
    }
}

extension JSON {
    /// An array, or nothing where there would be no element.
    fileprivate static func filled<Element>(_ elements: [Element], _ json: (Element) -> JSON) -> JSON? {
        elements.isEmpty ? nil : .array(elements.map(json))
    }
}
