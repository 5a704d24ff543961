// SPDX-License-Identifier: Apache-2.0
import Packages

/// `go.mod` (Go Modules Reference): the modules it requires, those put in their place, and the standard library of the
/// release it names. `exclude` and `retract` remove versions from the choice and name no component.
struct GoModule {
    static let format = "go-mod"
    static let reader = InventoryReader(
        format: format, title: "Go go.mod",
        recognises: { $0.name == "go.mod" && !$0.isBelow("vendor") }, read: read)

    private let file: SourceFile
    private var inventory = Inventory(format: format)
    private var requirements: [(statement: GoModuleStatement, name: String, version: String)] = []
    /// By `path` and `path@version`.
    private var replacements: [String: GoReplacement] = [:]
    private var tools: [String] = []
    private var release: (version: String, line: Int)?
    private var toolchain: (version: String, line: Int)?

    private static let verbs: Set<String> = [
        "module", "go", "toolchain", "require", "replace", "exclude", "retract", "tool", "ignore", "godebug",
    ]

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let parser = GoModuleParser(try file.lines(context))
        if !parser.statements.isEmpty, !parser.statements.contains(where: { verbs.contains($0.verb) }) {
            throw file.refusal("The file is not a go.mod: no line begins with a directive of one.", line: 1)
        }
        var reading = GoModule(file: file)
        for statement in parser.statements { reading.take(statement) }
        for problem in parser.problems { reading.inventory.warn(file.path, line: problem.line, problem.message) }
        reading.addRequirements()
        reading.addStandardLibrary()
        reading.addSums(context)
        return reading.inventory
    }

    private init(file: SourceFile) {
        self.file = file
    }

    private mutating func take(_ statement: GoModuleStatement) {
        let words = statement.words
        switch statement.verb {
        case "module": inventory.subject = words.first
        case "go": release = words.first.map { ($0, statement.line) }
        case "toolchain": toolchain = words.first.map { ($0, statement.line) }
        case "tool": tools += words.prefix(1)
        case "require":
            guard words.count == 2, GoReplacement.isVersion(words[1]) else { return refuse(statement) }
            requirements.append((statement, words[0], words[1]))
        case "replace":
            guard let arrow = words.firstIndex(of: "=>"), (1...2).contains(arrow),
                let replacement = GoReplacement(words[(arrow + 1)...])
            else { return refuse(statement) }
            replacements[words[..<arrow].joined(separator: "@")] = replacement
        case "exclude", "retract", "ignore", "godebug": break
        default:
            inventory.warn(file.path, line: statement.line, "The directive '\(statement.verb)' is unknown.")
        }
    }

    private mutating func refuse(_ statement: GoModuleStatement) {
        inventory.warn(file.path, line: statement.line, "The '\(statement.verb)' is not understood.")
    }

    private mutating func addRequirements() {
        let required = Set(requirements.map(\.name))
        let providers = Set(tools.compactMap { GoModule.provider(of: $0, among: required) })
        for (statement, name, version) in requirements {
            let isIndirect = statement.comment == "indirect" || statement.comment.hasPrefix("indirect;")
            var (name, version, pin) = (name, version, Pin.registry)
            let isTool = providers.contains(name)
            switch replacements["\(name)@\(version)"] ?? replacements[name] {
            case .module(let newName, let newVersion): (name, version) = (newName, newVersion)
            case .path(let path): pin = .path(path)
            case nil: break
            }
            inventory.components.append(
                .registry(
                    .go, name: name, version: version, groups: isTool ? [.runtime, .build] : [.runtime],
                    relationship: isIndirect ? .transitive : .direct, pin: pin,
                    location: file.location(statement.line), warnings: &inventory.warnings))
        }
    }

    /// The module of a tool's package: the longest required path that the package's begins with.
    private static func provider(of package: String, among required: Set<String>) -> String? {
        var path = Substring(package)
        for _ in 0..<64 where !path.isEmpty {
            if required.contains(String(path)) { return String(path) }
            path = path.cut(atLast: "/")?.before ?? ""
        }
        return nil
    }

    /// `toolchain go1.23.6` where it stands. The `go` directive alone is the least release needed: what builds the module
    /// can be newer, so it is a requirement and no version.
    private mutating func addStandardLibrary() {
        var version = release?.version
        var line = release?.line
        var isNamed = false
        if let toolchain, let named = Substring(toolchain.version).dropping("go"), named.utf8.first?.isDigit == true {
            version = String(named.cut(at: "-")?.before ?? named)
            line = toolchain.line
            isNamed = true
        }
        guard let version, let line else { return }
        guard version.utf8.first?.isDigit == true else {
            inventory.warn(file.path, line: line, "'\(version)' is no release of Go.")
            return
        }
        inventory.components.append(
            .registry(
                .go, name: "stdlib", version: isNamed ? version : nil, requirement: release.map { ">=\($0.version)" },
                relationship: .direct, location: file.location(line), warnings: &inventory.warnings))
    }

    /// Before Go 1.17 a `go.mod` lists only what the module itself imports; the rest is taken from `go.sum`, of each
    /// module the highest version whose code was downloaded.
    private mutating func addSums(_ context: ReadingContext) {
        if let release, release.version.utf8.first?.isDigit == true,
            VersionScheme.go.compare(release.version, "1.17") != .less
        {
            return
        }
        guard let place = SubjectPath.join(SubjectPath.folder(file.path), "go.sum"),
            let sums = context.relatedFile(place), let found = try? GoSum.read(sums, lines: sums.lines(context))
        else { return }
        let known = Set(requirements.map(\.name)).union(inventory.components.map(\.name))
        for var component in found.components where !known.contains(component.name) {
            component.relationship = .transitive
            inventory.components.append(component)
        }
        inventory.warnings += found.warnings
    }
}
