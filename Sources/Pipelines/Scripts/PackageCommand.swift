// SPDX-License-Identifier: Apache-2.0

/// What a command of a package manager brings in, by rules of ours: those of Scorecard's managers that its own rules do
/// not see, and those of managers it does not know. Pinned is what fixes everything that comes in, dependencies too.
struct PackageCommand {
    var kind: PipelineDependency.Kind
    var version: String?
    var pin: PipelineDependency.Pin
    var note: String?

    init(_ kind: PipelineDependency.Kind, _ pin: PipelineDependency.Pin, version: String? = nil, note: String? = nil) {
        self.kind = kind
        self.version = version
        self.pin = pin
        self.note = note
    }

    /// - Parameter images: names that the file itself gives to images it builds.
    static func judge(_ command: CommandWords, images: Set<String>) -> PackageCommand? {
        let rest = Arguments(command.arguments)
        switch command.program {
        case "go": return go(rest)
        case "cargo": return cargo(Arguments(command.arguments.drop { $0.hasPrefix("+") }))
        case "gem": return rest.isFirst("install", "i") ? gem(rest) : nil
        case "brew":
            guard rest.isFirst("install", "reinstall", "upgrade", "bundle", "tap") else { return nil }
            return rest.first == "tap" && rest.operands.count < 2 ? nil : PackageCommand(.brewCommand, .unpinned)
        case "npm", "npx", "pnpx", "bunx", "bun": return node(command.program, rest)
        case "pnpm": return pnpm(rest)
        case "yarn", "yarnpkg": return yarn(rest)
        case "uv", "uvx": return uv(command.program, rest)
        case "pip", "pip3", "pipx", "python", "python3", "pipenv", "easy_install": return python(command.program, rest)
        case "composer", "composer.phar": return composer(rest)
        case "docker", "podman", "nerdctl": return docker(rest, images: images)
        default:
            // `pip3.11`, `python3.12`.
            let program = command.program
            if program.hasPrefix("pip3.") || program.hasPrefix("pip2") { return python("pip", rest) }
            if program.hasPrefix("python3.") || program.hasPrefix("python2") { return python("python", rest) }
            return nil
        }
    }

    // MARK: Go, Rust, Ruby

    private static func go(_ rest: Arguments) -> PackageCommand? {
        guard rest.isFirst("get", "install", "run") else { return nil }
        // What follows the package of `go run` are that package's own arguments.
        let named = rest.operands.dropFirst().compactMap { $0.cut(at: "@") }
            .filter { CompatibleCommand.isRemotePackage($0.before) && $0.after != "none" }
        return worst(named.prefix(rest.isFirst("run") ? 1 : named.count).map { goPackage($0.after) })
    }

    private static func goPackage(_ version: String) -> PackageCommand {
        if let variable = ImageReference.variable(in: version) {
            return PackageCommand(.goCommand, .unknown(variable), version: version)
        }
        let isHash = version.utf8.count >= 40 && version.utf8.allSatisfy(\.isHexadecimal)
        let isPinned = isHash || VersionText.isFullSemantic(version)
        return PackageCommand(
            .goCommand, isPinned ? .pinned : .unpinned, version: version,
            note: isPinned && !isHash ? "The checksum database fixes what a version of a module is." : nil)
    }

    /// Options of `cargo install` and `cargo binstall` that have a value.
    private static let cargoValues: Set<String> = [
        "--version", "--vers", "--git", "--branch", "--tag", "--rev", "--path", "--root", "--registry", "--index",
        "--target", "--targets", "--target-dir", "--profile", "--jobs", "-j", "--features", "-F", "--bin", "--example",
        "--color", "--config", "-Z", "-C", "--message-format", "--install-path", "--manifest-path", "--log-level",
        "--strategies", "--disable-strategies", "--pkg-url", "--pkg-fmt", "--bin-dir", "--rate-limit", "--github-token",
    ]

    private static func cargo(_ rest: Arguments) -> PackageCommand? {
        let operands = rest.operands(skipping: cargoValues)
        guard let verb = operands.first, verb == "install" || verb == "binstall", !rest.has("--path") else {
            return nil
        }
        let packages = operands.dropFirst()
        if rest.has("--list") || packages.isEmpty && !rest.has("--git") { return nil }
        if rest.has("--git") {
            let revision = rest.value("--rev")
            guard rest.has("--locked"), let revision else { return PackageCommand(.cargoCommand, .unpinned) }
            return PackageCommand(.cargoCommand, fixed(revision, isHash: true), version: revision)
        }
        let isLocked = rest.has("--locked") || verb == "binstall"
        let common = rest.value("--version") ?? rest.value("--vers")
        return worst(
            packages.map { package in
                guard let version = common ?? package.cut(at: "@")?.after else {
                    return PackageCommand(.cargoCommand, .unpinned)
                }
                guard isLocked else {
                    return PackageCommand(
                        .cargoCommand, .unpinned, version: version,
                        note: "Without '--locked' its dependencies are not fixed.")
                }
                let number = version.hasPrefix("=") ? String(version.dropFirst()) : version
                return PackageCommand(.cargoCommand, fixed(number, isHash: false), version: version)
            })
    }

    /// Options of `gem install` that have a value.
    private static let gemValues: Set<String> = [
        "-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-P", "--trust-policy", "-g",
        "--file", "--platform", "--document", "--build-root", "-p", "--http-proxy", "-B", "--bulk-threshold",
        "--target-rbconfig",
    ]

    private static func gem(_ rest: Arguments) -> PackageCommand? {
        let packages = rest.operands(skipping: gemValues).dropFirst()
        if packages.isEmpty || packages.allSatisfy({ $0.hasSuffix(".gem") }) { return nil }
        let common = rest.value("-v") ?? rest.value("--version")
        return worst(
            packages.map { package in
                guard let version = common ?? package.cut(at: ":")?.after else {
                    return PackageCommand(.gemCommand, .unpinned)
                }
                guard rest.has("--ignore-dependencies") else {
                    return PackageCommand(
                        .gemCommand, .unpinned, version: version, note: "Its dependencies are not fixed.")
                }
                return PackageCommand(.gemCommand, fixed(version, isHash: false), version: version)
            })
    }

    /// Of the packages of one command the first that is fixed the least; nil where there is none.
    private static func worst(_ packages: [PackageCommand]) -> PackageCommand? {
        packages.first { $0.pin == .unpinned } ?? packages.first { $0.pin != .pinned } ?? packages.first
    }

    /// Pinned when it is a full version or a whole hash; unknown when a variable says it.
    private static func fixed(_ version: String, isHash: Bool) -> PipelineDependency.Pin {
        if let variable = ImageReference.variable(in: version) { return .unknown(variable) }
        if isHash {
            return version.utf8.count >= 40 && version.utf8.allSatisfy(\.isHexadecimal) ? .pinned : .unpinned
        }
        return VersionText.isExact(version, parts: 2) ? .pinned : .unpinned
    }

    // MARK: JavaScript

    private static func node(_ program: String, _ rest: Arguments) -> PackageCommand? {
        switch program {
        case "npx", "pnpx", "bunx":
            // A bare name may well be one of the project's own dependencies.
            guard let package = rest.value("--package") ?? rest.value("-p") ?? rest.operands.first,
                let version = Self.version(of: package)
            else { return nil }
            return runner(version)
        case "npm":
            guard rest.isFirst("exec", "x"), let package = rest.value("--package") ?? rest.operands.dropFirst().first,
                let version = Self.version(of: package)
            else { return nil }
            return runner(version)
        default:
            if rest.isFirst("install", "i"), rest.operands.count == 1 {
                return PackageCommand(
                    .npmCommand, rest.has("--frozen-lockfile") ? .pinned : .unpinned)
            }
            return rest.isFirst("add", "install", "i", "x") && rest.operands.count > 1
                ? PackageCommand(.npmCommand, .unpinned) : nil
        }
    }

    private static func runner(_ version: String) -> PackageCommand {
        if let variable = ImageReference.variable(in: version) {
            return PackageCommand(.npmCommand, .unknown(variable), version: version)
        }
        return PackageCommand(
            .npmCommand, .unpinned, version: version,
            note: VersionText.isExact(version, parts: 3) ? "Its dependencies are not fixed." : nil)
    }

    /// `1.2.3` of `name@1.2.3` and `@scope/name@1.2.3`.
    private static func version(of package: String) -> String? {
        guard let at = package.utf8.lastIndex(of: UInt8(ascii: "@")), at != package.utf8.startIndex else { return nil }
        return String(package[package.utf8.index(after: at)...])
    }

    private static func pnpm(_ rest: Arguments) -> PackageCommand? {
        if rest.isFirst("install", "i"), rest.operands.count == 1 {
            if rest.has("--frozen-lockfile") { return PackageCommand(.pnpmCommand, .pinned) }
            if rest.has("--no-frozen-lockfile") || rest.has("--no-lockfile") {
                return PackageCommand(.pnpmCommand, .unpinned)
            }
            return PackageCommand(
                .pnpmCommand, .pinned, note: "In CI pnpm installs what the lockfile says, where there is one.")
        }
        if rest.isFirst("add", "dlx", "update", "up", "install", "i") { return PackageCommand(.pnpmCommand, .unpinned) }
        return nil
    }

    private static func yarn(_ rest: Arguments) -> PackageCommand? {
        let isInstall = rest.isFirst("install") || rest.operands.isEmpty
        if isInstall {
            if rest.has("--version") || rest.has("-v") || rest.has("--help") { return nil }
            let isFrozen =
                rest.has("--frozen-lockfile") || rest.has("--immutable") || rest.has("--pure-lockfile")
                || rest.has("--immutable-cache")
            return PackageCommand(.yarnCommand, isFrozen ? .pinned : .unpinned)
        }
        if rest.isFirst("add", "dlx", "up", "upgrade") { return PackageCommand(.yarnCommand, .unpinned) }
        if rest.isFirst("global"), rest.operands.dropFirst().first == "add" {
            return PackageCommand(.yarnCommand, .unpinned)
        }
        return nil
    }

    // MARK: Python

    private static func uv(_ program: String, _ rest: Arguments) -> PackageCommand? {
        if program == "uvx" { return tool(rest.value("--from") ?? rest.operands.first) }
        switch rest.first {
        case "sync":
            let isFixed = rest.has("--locked") || rest.has("--frozen")
            return PackageCommand(
                .uvCommand, isFixed ? .pinned : .unpinned,
                note: isFixed ? nil : "Without '--locked' the lockfile may be written anew.")
        case "pip":
            guard rest.operands.dropFirst().first == "install" || rest.operands.dropFirst().first == "sync" else {
                return nil
            }
            let isLocal = rest.operands.dropFirst(2).allSatisfy { $0.hasSuffix(".whl") } && rest.operands.count > 2
            return PackageCommand(.uvCommand, rest.has("--require-hashes") || isLocal ? .pinned : .unpinned)
        case "tool":
            guard let verb = rest.operands.dropFirst().first, verb == "install" || verb == "run" else { return nil }
            return tool(rest.value("--from") ?? rest.operands.dropFirst(2).first)
        case "add": return PackageCommand(.uvCommand, .unpinned)
        default: return nil
        }
    }

    private static func tool(_ package: String?) -> PackageCommand? {
        guard let package, !package.hasPrefix("."), !package.hasPrefix("/") else { return nil }
        let version = package.cut(at: "@")?.after ?? package.cut(at: "=")?.after
        return PackageCommand(
            .uvCommand, .unpinned, version: version.map { $0.hasPrefix("=") ? String($0.dropFirst()) : $0 },
            note: version == nil ? nil : "Its dependencies are not fixed.")
    }

    private static func python(_ program: String, _ rest: Arguments) -> PackageCommand? {
        switch program {
        case "pipx":
            guard rest.isFirst("install", "run", "inject"), rest.operands.count > 1 else { return nil }
            return PackageCommand(.pipCommand, .unpinned, version: rest.operands[1].cut(at: "=")?.after)
        case "pipenv":
            if rest.isFirst("sync") || rest.isFirst("install") && rest.has("--deploy") {
                return PackageCommand(.pipCommand, .pinned)
            }
            return rest.isFirst("install") ? PackageCommand(.pipCommand, .unpinned) : nil
        case "easy_install": return rest.operands.isEmpty ? nil : PackageCommand(.pipCommand, .unpinned)
        case "pip", "pip3":
            guard rest.isFirst("install") else { return nil }
            return PackageCommand(.pipCommand, rest.has("--require-hashes") ? .pinned : .unpinned)
        default:
            guard let place = rest.all.firstIndex(of: "-m"), place + 2 < rest.all.count, rest.all[place + 1] == "pip",
                rest.all[place + 2] == "install"
            else { return nil }
            return PackageCommand(.pipCommand, rest.has("--require-hashes") ? .pinned : .unpinned)
        }
    }

    // MARK: PHP and containers

    private static func composer(_ rest: Arguments) -> PackageCommand? {
        if rest.isFirst("install", "i") {
            return PackageCommand(
                .composerCommand, .pinned, note: "Composer installs what the lockfile says, where there is one.")
        }
        let isGlobal = rest.isFirst("global") && ["require", "update"].contains(rest.operands.dropFirst().first)
        if isGlobal || rest.isFirst("require", "update", "upgrade", "create-project") {
            return PackageCommand(.composerCommand, .unpinned)
        }
        return nil
    }

    /// Options of `docker run` that stand alone; every other takes a value.
    private static let alone: Set<String> = [
        "--rm", "--detach", "--init", "--interactive", "--tty", "--privileged", "--read-only", "--publish-all",
        "--no-healthcheck", "--oom-kill-disable", "--sig-proxy", "--quiet", "--all-tags", "--disable-content-trust",
    ]

    private static func docker(_ rest: Arguments, images: Set<String>) -> PackageCommand? {
        var words = rest.all
        if words.first == "container" || words.first == "image" { words = words.dropFirst() }
        guard let verb = words.first, ["run", "pull", "create"].contains(verb) else { return nil }
        words = words.dropFirst()
        while let word = words.first, word.hasPrefix("-"), word.utf8.count > 1 {
            words = words.dropFirst()
            if word.hasPrefix("--") {
                if !word.contains("="), !alone.contains(word) { words = words.dropFirst() }
            } else if !word.utf8.dropFirst().allSatisfy({ "itdPq".utf8.contains($0) }), word.utf8.count == 2 {
                // `-v X`; `-vX` and `-p80:80` have their value with them.
                words = words.dropFirst()
            } else if let last = word.utf8.last, word.utf8.count > 2, "veupwlhm".utf8.contains(last),
                word.utf8.dropFirst().dropLast().allSatisfy({ "itdPq".utf8.contains($0) })
            {
                words = words.dropFirst()
            }
        }
        guard let image = words.first, !image.isEmpty, !images.contains(image) else { return nil }
        let reference = ImageReference(image)
        var command = PackageCommand(.dockerRun, reference.pin, version: reference.version)
        if image.hasPrefix("$"), reference.version == nil {
            command.pin = .unknown(ImageReference.variable(in: image) ?? image)
        }
        return command
    }
}

/// The words behind a program, told apart into options and what is operated on.
struct Arguments {
    let all: ArraySlice<String>
    /// What is no option; values of options that stand apart are among them.
    let operands: [String]

    init(_ words: ArraySlice<String>) {
        all = words
        operands = words.filter { !$0.hasPrefix("-") }
    }

    var first: String? { operands.first }

    /// What is no option and no value of one.
    ///
    /// - Parameter valued: options whose value stands apart.
    func operands(skipping valued: Set<String>) -> [String] {
        var isValue = false
        return all.filter { word in
            defer { isValue = !isValue && valued.contains(word) }
            return !isValue && !word.hasPrefix("-")
        }
    }

    func isFirst(_ words: String...) -> Bool { first.map { words.contains($0) } ?? false }

    func has(_ option: String) -> Bool { all.contains { $0 == option || $0.hasPrefix(option + "=") } }

    /// What follows an option, apart or behind `=`.
    func value(_ option: String) -> String? {
        for (index, word) in zip(all.indices, all) {
            if word == option { return index + 1 < all.endIndex ? all[index + 1] : nil }
            if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
        }
        return nil
    }
}
