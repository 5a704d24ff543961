// SPDX-License-Identifier: Apache-2.0

/// Status badges: pictures whose address says what they say.
enum IntentBadge {
    /// By repostatus.org's words.
    private static let repositoryStatus: [(String, IntentStatement.Kind)] = [
        ("abandoned", .unmaintained), ("active", .activelyMaintained), ("concept", .experimental),
        ("inactive", .maintenanceOnly),
        ("moved", .movedElsewhere), ("suspended", .unmaintained), ("unsupported", .unmaintained),
        ("wip", .experimental),
    ]

    /// What badges about maintenance, status and life cycle say, in the words of shields, Cargo and R.
    private static let words: [(String, IntentStatement.Kind)] = [
        ("actively-developed", .activelyMaintained), ("actively-maintained", .activelyMaintained),
        ("looking-for-maintainer", .seekingMaintainers), ("looking-for-maintainers", .seekingMaintainers),
        ("maintainer-wanted", .seekingMaintainers), ("maintainers-wanted", .seekingMaintainers),
        ("passively-maintained", .maintenanceOnly), ("maintenance-only", .maintenanceOnly), ("as-is", .maintenanceOnly),
        ("no-longer-maintained", .unmaintained), ("not-maintained", .unmaintained), ("unmaintained", .unmaintained),
        ("no-maintenance-intended", .unmaintained), ("abandoned", .unmaintained), ("inactive", .unmaintained),
        ("end-of-life", .endOfLife), ("eol", .endOfLife), ("discontinued", .endOfLife), ("retired", .endOfLife),
        ("deprecated", .deprecated), ("superseded", .deprecated), ("obsolete", .deprecated),
        ("archived", .archived), ("experimental", .experimental), ("wip", .experimental),
        ("active", .activelyMaintained),
        ("none", .unmaintained), ("none-red", .unmaintained),
    ]

    /// Labels whose message is about the project as a whole.
    private static let labels: [String] = [
        "maintenance", "maintained", "status", "project-status", "project-state", "state", "lifecycle", "life-cycle",
        "stability",
        "maintenance-status", "development-status", "repo-status",
    ]

    /// - Parameter year: the one it is; a badge that promises care up to a year that has passed says nothing.
    static func kind(of link: Prose.Link, year: Int) -> IntentStatement.Kind? {
        let target = String(decoding: link.target.utf8.prefix(500).map(\.lowered), as: UTF8.self)
        let bytes = Array(target.utf8)[...]
        if bytes.contains(sequence: "repostatus.org/badges/") {
            let file = target.utf8.split(separator: UInt8(ascii: "/")).last ?? target.utf8[...]
            let name = String(
                decoding: Array(file).prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "_") }, as: UTF8.self)
            return repositoryStatus.first { $0.0 == name }?.1
        }
        if bytes.contains(sequence: "unmaintained.tech/badge") { return .unmaintained }
        guard bytes.contains(sequence: "shields.io/") || bytes.contains(sequence: "badgen.net/") else { return nil }
        return message(of: target, year: year)
    }

    /// `https://img.shields.io/badge/maintenance-deprecated-red.svg`, `https://img.shields.io/maintenance/yes/2026`.
    private static func message(of target: String, year: Int) -> IntentStatement.Kind? {
        var parts = target.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: Array($0), as: UTF8.self) }
        if let query = parts.last?.utf8.firstIndex(of: UInt8(ascii: "?")), let last = parts.popLast() {
            parts.append(String(last[..<query]))
        }
        if let place = parts.firstIndex(of: "maintenance"), parts.indices.contains(place + 2) {
            let until = Int(String(decoding: Array(parts[place + 2].utf8.prefix(4)), as: UTF8.self)) ?? 0
            if parts[place + 1].hasPrefix("no") { return .unmaintained }
            return parts[place + 1] == "yes" && until >= year ? .activelyMaintained : nil
        }
        guard let place = parts.firstIndex(of: "badge"), parts.indices.contains(place + 1) else { return nil }
        // Label, message and colour stand between hyphens; a doubled one, an underscore and %20 are a mark inside.
        var text = parts[(place + 1)...].joined(separator: "-")
        text = replacing("--", by: "_", in: replacing("%20", by: "_", in: replacing("%21", by: "", in: text)))
        let fields = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map { field in
            String(decoding: field.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
        }
        if fields.count >= 2, labels.contains(fields[0]) {
            // A message of several words may be written with single hyphens.
            let whole = fields.dropFirst().joined(separator: "-")
            return words.first { whole == $0.0 || whole.hasPrefix($0.0 + "-") || whole.hasPrefix($0.0 + ".") }?.1
        }
        let alone = ["deprecated", "unmaintained", "archived", "abandoned", "discontinued"]
        return alone.contains(fields[0]) ? words.first { $0.0 == fields[0] }?.1 : nil
    }

    private static func replacing(_ part: String, by other: String, in text: String) -> String {
        let wanted = Array(part.utf8)
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            if rest.starts(with: wanted) {
                output.append(contentsOf: other.utf8)
                rest = rest.dropFirst(wanted.count)
            } else {
                output.append(rest.removeFirst())
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
