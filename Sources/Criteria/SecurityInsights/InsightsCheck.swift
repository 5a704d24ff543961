// SPDX-License-Identifier: Apache-2.0
import Notations
import ProjectHealth
import Wire

/// Holds a security insights file against a schema and against the day.
struct InsightsCheck {
    private static let most = 100
    private static let year: Int64 = 366 * 86_400

    let asOf: Instant
    private(set) var problems: [SecurityInsights.Problem] = []

    init(asOf: Instant) { self.asOf = asOf }

    private mutating func note(_ severity: SecurityInsights.Problem.Severity, _ line: Int?, _ message: String) {
        guard problems.count < Self.most else { return }
        problems.append(SecurityInsights.Problem(severity: severity, line: line, message: message))
    }

    private mutating func error(_ line: Int?, _ message: String) { note(.error, line, message) }

    private func name(_ path: String) -> String { "`\(Quotation.line(path))`" }

    private func quoted(_ text: String) -> String { "“\(Quotation.line(text, longest: 60))”" }

    // MARK: Shapes

    mutating func hold(_ node: Node, _ shape: InsightsShape, path: String) {
        switch shape {
        case .record(let fields): holdRecord(node, fields, path)
        case .list(let element, let atLeast):
            guard node.kind == .array else { return error(node.line, "\(name(path)) is no list.") }
            if node.count < atLeast { error(node.line, "\(name(path)) is empty, and needs at least one entry.") }
            for (index, value) in node.elements.enumerated() { hold(value, element, path: "\(path)[\(index)]") }
        case .boolean:
            if node.boolean == nil { error(node.line, "\(name(path)) is neither true nor false.") }
        case .integer:
            if node.integer == nil { error(node.line, "\(name(path)) is no whole number.") }
        case .text, .remark, .url, .email, .date, .instant, .version, .choice: holdText(node, shape, path)
        }
    }

    private mutating func holdRecord(_ node: Node, _ fields: [InsightsField], _ path: String) {
        let prefix = path.isEmpty ? "" : path + "."
        guard node.kind == .object else { return error(node.line, "\(name(path)) is no mapping.") }
        for field in fields {
            if let value = node[field.name] {
                hold(value, field.shape, path: prefix + field.name)
            } else if field.isRequired {
                error(node.line, "\(name(prefix + field.name)) is missing.")
            }
        }
        for (key, line, _) in node.members where !fields.contains(where: { $0.name == key }) {
            error(line, "\(name(prefix + key)) is no member of the specification.")
        }
    }

    private mutating func holdText(_ node: Node, _ shape: InsightsShape, _ path: String) {
        guard node.kind == .string, let text = node.string else {
            return error(node.line, "\(name(path)) is no text.")
        }
        let bytes = Array(text.utf8)
        switch shape {
        case .remark:
            if text.unicodeScalars.count > 560 || text.isEmpty {
                error(node.line, "\(name(path)) is empty or longer than 560 characters.")
            }
        case .url:
            let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
            if !isWeb || bytes.contains(where: { $0 <= 0x20 }) || bytes.count < 9 {
                error(node.line, "\(name(path)) is no web address: \(quoted(text)).")
            } else if text.hasPrefix("http://") {
                note(.warning, node.line, "\(name(path)) is not delivered encrypted: \(quoted(text)). Use https.")
            }
        case .email:
            if !Self.isEmail(bytes) { error(node.line, "\(name(path)) is no e-mail address: \(quoted(text)).") }
        case .date: holdDate(node, text, path)
        case .instant:
            if Instant(rfc3339: text) == nil {
                error(node.line, "\(name(path)) is no date with a time and an offset: \(quoted(text)).")
            }
        case .version:
            let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            let isVersion =
                parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
            if !isVersion || parts[0].first == UInt8(ascii: "0") {
                error(node.line, "\(name(path)) is no version such as 2.1.0: \(quoted(text)).")
            } else if !parts[0].elementsEqual("2".utf8) {
                note(
                    .warning, node.line, "\(name(path)) is \(quoted(text)); the versions known here are 1.0.0 and 2.x.")
            }
        case .choice(let values):
            if !values.contains(text) {
                error(node.line, "\(name(path)) is \(quoted(text)); it can be \(values.joined(separator: ", ")).")
            }
        default: break
        }
    }

    private mutating func holdDate(_ node: Node, _ text: String, _ path: String) {
        guard text.utf8.count == 10, let day = Instant(rfc3339: text + "T00:00:00Z") else {
            return error(node.line, "\(name(path)) is no date such as 2026-01-31: \(quoted(text)).")
        }
        if day.seconds(since: asOf) > 86_400 {
            note(.warning, node.line, "\(name(path)) lies in the future: \(text).")
        } else if path == "header.last-reviewed", asOf.seconds(since: day) > Self.year {
            note(.warning, node.line, "The file was last reviewed more than a year ago, on \(text).")
        }
    }

    static func isEmail(_ bytes: [UInt8]) -> Bool {
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0,
            let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > at + 1, bytes.count - dot > 2
        else { return false }
        func isWord(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return bytes[..<at].allSatisfy { isWord($0) || "._%+-".utf8.contains($0) }
            && bytes[(at + 1)..<dot].allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
            && bytes[(dot + 1)...].allSatisfy { isWord($0) && !(0x30...0x39).contains($0) }
    }

    // MARK: What belongs together

    mutating func holdTogether(_ root: Node, _ generation: SecurityInsights.Generation) {
        switch generation {
        case .two: holdTwo(root)
        case .one: holdOne(root)
        }
    }

    private mutating func holdTwo(_ root: Node) {
        let hasSource = root["header"]?["project-si-source"] != nil
        if root["project"] == nil, root["repository"] == nil {
            error(root.line, "The file has neither `project` nor `repository`, so it says nothing.")
        } else if root["project"] == nil, !hasSource {
            note(
                .warning, root.line,
                "`project` is missing, and `header.project-si-source` names no file that it is taken from.")
        }
        for (path, list) in [
            ("project.administrators", root["project"]?["administrators"]),
            ("repository.core-team", root["repository"]?["core-team"]),
        ] {
            guard let list, list.kind == .array else { continue }
            let primary = list.elements.filter { $0["primary"]?.boolean == true }
            if primary.count > 1 {
                note(.warning, primary[1].line, "\(name(path)) has \(primary.count) primary contacts; one is meant.")
            }
        }
    }

    private mutating func holdOne(_ root: Node) {
        let life = root["project-lifecycle"]
        let needsPeople = life?["status"]?.string == "active" || life?["bug-fixes-only"]?.boolean == true
        if needsPeople, life?["core-maintainers"] == nil {
            error(life?.line, "`project-lifecycle.core-maintainers` is missing, and the project is active.")
        }
        for (name, flag) in [("threat-model", "threat-model-created"), ("self-assessment", "self-assessment-created")] {
            let artifact = root["security-artifacts"]?[name]
            if artifact?[flag]?.boolean == true, artifact?["evidence-url"] == nil {
                error(artifact?.line, "`security-artifacts.\(name).evidence-url` is missing, and \(flag) is true.")
            }
        }
        let reporting = root["vulnerability-reporting"]
        if reporting?["accepts-vulnerability-reports"]?.boolean == true {
            for member in ["email-contact", "security-policy"] where reporting?[member] == nil {
                error(
                    reporting?.line, "`vulnerability-reporting.\(member)` is missing, and reports are accepted.")
            }
        }
        if let node = root["header"]?["expiration-date"], let text = node.string, let end = Instant(rfc3339: text),
            end < asOf
        {
            note(.warning, node.line, "The file expired on \(text.prefix(10)).")
        }
    }
}
