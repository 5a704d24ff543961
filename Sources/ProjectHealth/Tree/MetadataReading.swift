// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

/// What package manifests say of the project as a package: its name, licence, repository and whether it is given up.
enum MetadataReading {
    /// Empty for files that are no manifest at or near the root, and for manifests that cannot be read: the inventory says so of them.
    static func statements(path: String, bytes: [UInt8]) -> [PackageMetadata] {
        guard path.utf8.lazy.filter({ $0 == UInt8(ascii: "/") }).count <= 2 else { return [] }
        switch PathName(path).name {
        case "package.json": return json(path, bytes, npm)
        case "composer.json": return json(path, bytes, composer)
        case "Cargo.toml": return toml(path, bytes, cargo)
        case "pyproject.toml": return toml(path, bytes, pyproject)
        case "setup.cfg", "setup.py": return setuptools(path, bytes)
        case "pubspec.yaml": return pubspec(path, bytes)
        default: return []
        }
    }

    private static let limits = Limits(bytes: 4 << 20, depth: 64, nodes: 200_000)

    private static func json(
        _ path: String, _ bytes: [UInt8], _ read: (Node, inout Statements) -> Void
    ) -> [PackageMetadata] {
        guard let tree = try? Tree(json: bytes, limits: limits) else { return [] }
        var statements = Statements(path: path)
        read(tree.root, &statements)
        return statements.all
    }

    private static func toml(
        _ path: String, _ bytes: [UInt8], _ read: (Node, inout Statements) -> Void
    ) -> [PackageMetadata] {
        guard let tree = try? Tree(toml: bytes, limits: limits) else { return [] }
        var statements = Statements(path: path)
        read(tree.root, &statements)
        return statements.all
    }

    private static func npm(_ root: Node, _ statements: inout Statements) {
        statements.add(.name, root["name"])
        if let node = root["private"], node.boolean == true { statements.add(.unpublished, node) }
        statements.add(.license, root["license"])
        statements.add(.license, root["license"]?["type"])
        if let deprecated = root["deprecated"], deprecated.boolean != false { statements.add(.status, deprecated) }
        statements.add(.repository, root["repository"])
        statements.add(.repository, root["repository"]?["url"])
    }

    private static func composer(_ root: Node, _ statements: inout Statements) {
        statements.add(.name, root["name"])
        statements.add(.license, root["license"])
        if let abandoned = root["abandoned"], abandoned.boolean != false {
            statements.add(.status, line: abandoned.line, "abandoned: \(abandoned.text ?? "true")")
        }
    }

    private static func cargo(_ root: Node, _ statements: inout Statements) {
        statements.add(.name, root["package"]?["name"])
        if let publish = root["package"]?["publish"],
            publish.boolean == false || publish.kind == .array && publish.count == 0
        {
            statements.add(.unpublished, line: publish.line, "publish = \(publish.text ?? "[]")")
        }
        statements.add(.license, root["package"]?["license"])
        statements.add(.repository, root["package"]?["repository"])
        if let status = root["badges"]?["maintenance"]?["status"] {
            statements.add(.status, line: status.line, "maintenance: \(status.string ?? "")")
        }
    }

    private static func pubspec(_ path: String, _ bytes: [UInt8]) -> [PackageMetadata] {
        guard let root = try? Tree(yaml: bytes, limits: limits).root else { return [] }
        var statements = Statements(path: path)
        statements.add(.name, root["name"])
        if let target = root["publish_to"], target.text == "none" { statements.add(.unpublished, target) }
        statements.add(.repository, root["repository"])
        return statements.all
    }

    private static func pyproject(_ root: Node, _ statements: inout Statements) {
        let project = root["project"]
        statements.add(.name, project?["name"])
        statements.add(.license, project?["license"])
        statements.add(.license, project?["license"]?["text"])
        for classifier in [project?["classifiers"], root["tool"]?["poetry"]?["classifiers"]].compactMap({ $0 }) {
            for element in classifier.elements {
                if element.string?.hasPrefix("Development Status ::") ?? false { statements.add(.status, element) }
                if element.string?.hasPrefix("Private ::") ?? false { statements.add(.unpublished, element) }
            }
        }
    }

    /// The name, and lines that hold a classifier of its status or that keeps it from the registry.
    private static func setuptools(_ path: String, _ bytes: [UInt8]) -> [PackageMetadata] {
        var statements = Statements(path: path)
        if let (line, name) = path.hasSuffix(".cfg") ? configuredName(bytes) : argumentName(bytes) {
            statements.add(.name, line: line, name)
        }
        bytes.withUnsafeBufferPointer { buffer in
            for (statement, start) in [
                (PackageMetadata.Statement.status, "Development Status ::"), (.unpublished, "Private ::"),
            ] {
                guard let found = ByteSearch(start).first(in: buffer) else { continue }
                let text = buffer[found...].prefix { $0 != 0x0A && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
                statements.add(
                    statement, line: LineCount.line(of: found, in: buffer),
                    String(decoding: text.prefix(200), as: UTF8.self))
            }
        }
        return statements.all
    }

    /// `name = Flask` below `[metadata]`.
    private static func configuredName(_ bytes: [UInt8]) -> (Int, String)? {
        var isMetadata = false
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            if line.first == UInt8(ascii: "[") {
                isMetadata = line.starts(with: "[metadata]".utf8)
            } else if isMetadata, line.starts(with: "name".utf8) {
                let rest = line.dropFirst(4).drop(while: isBlank)
                guard let sign = rest.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") else { continue }
                let name = rest.dropFirst().drop(while: isBlank).prefix(while: isNameByte)
                if !name.isEmpty { return (number + 1, String(decoding: name, as: UTF8.self)) }
            }
        }
        return nil
    }

    /// `name="Flask"` behind `setup(`; a name that is computed is none.
    private static func argumentName(_ bytes: [UInt8]) -> (Int, String)? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let call = ByteSearch("setup(").first(in: buffer) else { return nil }
            let word = ByteSearch("name")
            var position = call
            while let found = word.first(in: buffer, from: position) {
                position = found + 4
                guard found > 0, !isNameByte(buffer[found - 1]) else { continue }
                let rest = buffer[position...].prefix(500).drop(while: isBlank)
                guard rest.first == UInt8(ascii: "=") else { continue }
                let value = rest.dropFirst().drop(while: isBlank)
                guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                    continue
                }
                let name = value.dropFirst().prefix(while: isNameByte)
                guard !name.isEmpty, value.dropFirst(1 + name.count).first == quote else { continue }
                return (LineCount.line(of: found, in: buffer), String(decoding: name, as: UTF8.self))
            }
            return nil
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// What names of distributions are made of.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private struct Statements {
        let path: String
        var all: [PackageMetadata] = []

        mutating func add(_ statement: PackageMetadata.Statement, _ node: Node?) {
            guard let node, let text = node.text else { return }
            add(statement, line: node.line, text)
        }

        mutating func add(_ statement: PackageMetadata.Statement, line: Int, _ text: String) {
            all.append(
                PackageMetadata(
                    statement: statement, text: String(decoding: text.utf8.prefix(500), as: UTF8.self), path: path,
                    line: line))
        }
    }
}
