// SPDX-License-Identifier: Apache-2.0
import Notations

/// What `Package.swift` brings in and allows, and what `Package.resolved` fixes. The manifest is a program; read is
/// what stands in it as calls with plain arguments.
enum SwiftPackageAnalysis {
    static func fill(manifest facts: inout PipelineFileFacts, _ lines: SourceLines) {
        var reader = ManifestReader(path: facts.path, tokens: SwiftToken.tokens(in: lines.bytes))
        reader.read()
        reader.swift.toolsVersion = toolsVersion(lines)
        facts.swift = reader.swift
        facts.dependencies += reader.dependencies
    }

    /// `// swift-tools-version: 6.2`.
    private static func toolsVersion(_ lines: SourceLines) -> String? {
        for number in 1...Swift.min(lines.count, 5) {
            let text = lines.line(number)
            guard let place = text.firstIndex(of: "swift-tools-version:", ignoringCase: true) else { continue }
            let version = text[(place + 20)...].drop(while: \.isBlank).prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
            return version.isEmpty ? nil : String(ascii: version)
        }
        return nil
    }

    static func fill(lock facts: inout PipelineFileFacts, _ lines: SourceLines) {
        let root: Node
        do {
            root = try Tree(json: lines.bytes, limits: PipelineFiles.limits).root
        } catch {
            facts.problems.append(PipelineFiles.whole(facts.path, error.line ?? 1, error.message))
            return
        }
        var swift = SwiftPackageFacts()
        // Versions 2 and 3 have the pins outside, version 1 inside `object`.
        let pins = root["pins"] ?? root["object"]?["pins"]
        guard let pins else {
            facts.problems.append(PipelineFiles.whole(facts.path, root.line, "The file has no 'pins'."))
            return
        }
        for pin in pins.elements {
            let address = pin["location"]?.text ?? pin["repositoryURL"]?.text
            let state = pin["state"]
            guard state?["revision"]?.text != nil || pin["kind"]?.text == "registry" else { continue }
            swift.locked.append(
                (pin["identity"]?.text ?? address.map(identity) ?? "").lowercasedASCII)
        }
        swift.locked.sort()
        facts.swift = swift
    }

    /// SwiftPM's name for a package: the last part of its address, in lower case, without `.git`.
    static func identity(of address: String) -> String {
        var address = address
        while address.hasSuffix("/") { address.removeLast() }
        var name = address.baseName.lowercasedASCII
        if name.hasSuffix(".git") { name.removeLast(4) }
        return name
    }
}

/// Finds the calls that tell.
private struct ManifestReader {
    let path: String
    let tokens: [SwiftToken]
    var swift = SwiftPackageFacts()
    var dependencies: [PipelineDependency] = []

    init(path: String, tokens: [SwiftToken]) {
        self.path = path
        self.tokens = tokens
    }

    /// An argument: its label, and the tokens up to the comma.
    private struct Argument {
        var label: String?
        var tokens: ArraySlice<SwiftToken>

        /// The text of an argument that is one string.
        var string: String? { tokens.count == 1 && tokens.first?.kind == .string ? tokens.first?.text : nil }
        /// The first string in it.
        var firstString: String? { tokens.first { $0.kind == .string }?.text }

        func holds(_ name: String) -> Bool { tokens.contains { $0.kind == .name && $0.text == name } }
    }

    mutating func read() {
        guard tokens.count > 2 else { return }
        for index in 1..<(tokens.count - 1)
        where tokens[index].kind == .name && tokens[index - 1].text == "." && tokens[index + 1].text == "(" {
            switch tokens[index].text {
            case "package": package(at: index)
            case "unsafeFlags": unsafe(at: index)
            case "binaryTarget": binary(at: index)
            case "plugin": declare(at: index, \.plugins)
            case "macro": declare(at: index, \.macros)
            default: continue
            }
        }
    }

    /// The arguments of the call whose name is at `index`, and the index of its closing parenthesis.
    private func arguments(at index: Int) -> (arguments: [Argument], end: Int) {
        var arguments: [Argument] = []
        var depth = 0
        var start = index + 2
        var position = index + 1
        func argument(_ end: Int) {
            var slice = tokens[start..<end]
            guard let first = slice.first else { return }
            var label: String?
            if first.kind == .name, slice.dropFirst().first?.text == ":" {
                label = first.text
                slice = slice.dropFirst(2)
            }
            arguments.append(Argument(label: label, tokens: slice))
        }
        // A call of more than this is none that people write.
        let last = Swift.min(tokens.count, index + 1_000)
        while position < last {
            if tokens[position].kind == .mark {
                switch tokens[position].text {
                case "(", "[", "{": depth += 1
                case ")", "]", "}":
                    depth -= 1
                    if depth == 0 {
                        argument(position)
                        return (arguments, position)
                    }
                case "," where depth == 1:
                    argument(position)
                    start = position + 1
                default: break
                }
            }
            position += 1
        }
        return (arguments, position)
    }

    private func location(_ start: Int, _ end: Int) -> PipelineLocation {
        let end = Swift.min(end, tokens.count - 1)
        // A dot stands before the name.
        var text = "."
        for token in tokens[start...end] where text.utf8.count < PipelineLocation.longest {
            text += token.kind == .string ? "\"\(token.text)\"" : token.text
            if token.text == "," || token.text == ":" { text += " " }
        }
        return PipelineLocation(path: path, line: tokens[start].line, endLine: tokens[end].line, text: text)
    }

    // MARK: Calls

    private mutating func package(at index: Int) {
        let (arguments, end) = arguments(at: index)
        func value(_ label: String) -> Argument? { arguments.first { $0.label == label } }
        guard let address = (value("url") ?? value("id"))?.firstString else { return }
        guard dependencies.count < ScriptScan.most else { return }
        var version: String?
        var pin = PipelineDependency.Pin.unpinned
        var note: String? = "A range of versions."
        if let revision = value("revision")?.string ?? nested("revision", in: arguments) {
            let isWhole = revision.utf8.count == 40 && revision.utf8.allSatisfy(\.isHexadecimal)
            (version, pin, note) = (revision, isWhole ? .pinned : .unpinned, isWhole ? nil : "No whole commit.")
        } else if let branch = value("branch")?.string ?? nested("branch", in: arguments) {
            (version, note) = (branch, "A branch moves.")
        } else if let exact = value("exact")?.firstString ?? nested("exact", in: arguments) {
            (version, note) = (exact, "One version, whose tag may be moved.")
        } else if let from = value("from")?.firstString ?? arguments.dropFirst().lazy.compactMap(\.firstString).first {
            version = from
        }
        var dependency = PipelineDependency(
            kind: .swiftPackage, name: address, version: version, pin: pin, compatiblePin: nil,
            location: location(index, end))
        dependency.note = note
        dependencies.append(dependency)
    }

    /// The string of `.branch("…")` and its like among unlabelled arguments.
    private func nested(_ name: String, in arguments: [Argument]) -> String? {
        arguments.first { $0.label == nil && $0.holds(name) }?.firstString
    }

    private mutating func unsafe(at index: Int) {
        guard swift.unsafeFlags.count < 1_000 else { return }
        swift.unsafeFlags.append(location(index, arguments(at: index).end))
    }

    private mutating func binary(at index: Int) {
        let (arguments, end) = arguments(at: index)
        func value(_ label: String) -> String? { arguments.first { $0.label == label }?.firstString }
        if value("path") != nil {
            if swift.localBinaries.count < 1_000 { swift.localBinaries.append(location(index, end)) }
            return
        }
        guard let url = value("url"), dependencies.count < ScriptScan.most else { return }
        let checksum = value("checksum")
        let isFixed = checksum.map { $0.utf8.count == 64 && $0.utf8.allSatisfy(\.isHexadecimal) } ?? false
        var dependency = PipelineDependency(
            kind: .swiftPackage, name: url, version: checksum, pin: isFixed ? .pinned : .unpinned, compatiblePin: nil,
            location: location(index, end))
        dependency.note = isFixed ? "Compiled code, fixed by its checksum." : "Compiled code without a checksum."
        dependencies.append(dependency)
    }

    /// A target's declaration has a name; a use of a plugin has one, too, and no capability.
    private mutating func declare(at index: Int, _ list: WritableKeyPath<SwiftPackageFacts, [String]>) {
        let arguments = arguments(at: index).arguments
        guard let name = arguments.first(where: { $0.label == "name" })?.string else { return }
        if list == \.plugins, !arguments.contains(where: { $0.label == "capability" }) { return }
        if swift[keyPath: list].count < 1_000, !swift[keyPath: list].contains(name) {
            swift[keyPath: list].append(name)
        }
    }
}
