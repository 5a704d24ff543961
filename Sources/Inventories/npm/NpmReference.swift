// SPDX-License-Identifier: Apache-2.0

/// What stands behind the `@` of a dependency in the tools of the npm world: a range, an alias, or a source of its own
/// (npm-package-arg's kinds, and the protocols of Yarn, pnpm and Bun).
enum NpmReference: Hashable {
    /// A version, range or tag of the registry.
    case registry(String)
    /// `npm:name@range`.
    case alias(name: String, range: String)
    /// `workspace:…`: another project of the subject.
    case workspace(String)
    /// A repository, path or address.
    case pinned(Pin)

    init(_ text: some StringProtocol) {
        let text = Substring(text).trimmed
        if let rest = text.dropping("npm:") {
            self = NpmReference.afterProtocol(rest)
        } else if let rest = text.dropping("workspace:") {
            self = .workspace(String(rest))
        } else if let path = NpmReference.localPath(text) {
            self = .pinned(.path(String(path)))
        } else if NpmReference.gitPrefixes.contains(where: { text.hasPrefix($0) }) {
            self = .pinned(NpmReference.git(text))
        } else if text.hasPrefix("https:") || text.hasPrefix("http:") {
            self = .pinned(NpmReference.address(text))
        } else if text.utf8.first != UInt8(ascii: "@"), text.utf8.contains(UInt8(ascii: "/")) {
            self = .pinned(NpmReference.git("github:\(text)"))
        } else {
            self = .registry(String(text))
        }
    }

    /// What a lockfile's `resolved` says of where an entry came from.
    static func pin(resolved: String?) -> Pin {
        guard let resolved, !resolved.isEmpty else { return .registry }
        if resolved.hasPrefix("https:") || resolved.hasPrefix("http:") {
            let address = Substring(resolved).cut(at: "#")?.before ?? Substring(resolved)
            if isRegistry(address) { return .registry }
        }
        if case .pinned(let pin) = NpmReference(resolved) { return pin }
        return .registry
    }

    /// A package's name and what stands behind it (`@scope/name@1.0` → `@scope/name`, `1.0`); nil without the `@`.
    static func split(_ descriptor: some StringProtocol) -> (name: Substring, reference: Substring)? {
        let descriptor = Substring(descriptor)
        guard
            let position = descriptor.utf8.dropFirst().firstIndex(of: UInt8(ascii: "@"))
        else { return nil }
        return (descriptor[..<position], descriptor[descriptor.utf8.index(after: position)...])
    }

    /// The only version a specifier allows: `1.2.3`, `=1.2.3`, `v1.2.3`; nil for every range and tag.
    static func exactVersion(_ range: some StringProtocol) -> String? {
        var text = Substring(range).trimmed
        if text.utf8.first == UInt8(ascii: "=") { text = text.dropFirst().trimmed }
        if text.utf8.first == UInt8(ascii: "v") { text = text.dropFirst() }
        let core = text.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
        let numbers = core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else { return nil }
        let isVersion = text.utf8.dropFirst(core.count).allSatisfy {
            $0.isDigit || $0.isLetter || [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ".")].contains($0)
        }
        return isVersion ? String(text) : nil
    }

    private static let gitPrefixes = [
        "git+", "git:", "git@", "ssh:", "github:", "gitlab:", "bitbucket:", "gist:",
    ]

    private static func afterProtocol(_ rest: Substring) -> NpmReference {
        if let (name, range) = split(rest) { return .alias(name: String(name), range: String(range)) }
        if rest.utf8.first == UInt8(ascii: "@") { return .alias(name: String(rest), range: "*") }
        return .registry(String(rest))
    }

    private static func localPath(_ text: Substring) -> Substring? {
        for scheme in ["file:", "link:", "portal:", "exec:"] {
            if let rest = text.dropping(scheme) {
                let path = rest.cut(at: "#")?.before ?? rest
                return path.cut(at: ":")?.behind.utf8.first == UInt8(ascii: ":") ? path.cut(at: ":")?.before : path
            }
        }
        return ["./", "../", "/", "~/", ".\\", "..\\"].contains { text.hasPrefix($0) } ? text : nil
    }

    /// `ADDRESS#COMMITTISH`, with Yarn's `#commit=…`, `#commit:…` and `#workspace=…&commit=…` too.
    private static func git(_ text: Substring) -> Pin {
        guard let (address, fragment) = text.cut(at: "#") else { return .git(text, committish: String?.none) }
        for part in fragment.utf8.split(whereSeparator: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ":") }) {
            if let commit = Substring(part).dropping("commit=") { return .git(address, committish: commit) }
        }
        let committish = fragment.dropping("commit:") ?? fragment.dropping("head=") ?? fragment
        return .git(address, committish: committish)
    }

    private static func address(_ text: Substring) -> Pin {
        let address = text.cut(at: "#")?.before ?? text
        if let archive = address.dropping("https://codeload.github.com/") {
            let parts = archive.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
            if parts.count == 4, parts[2] == "tar.gz" {
                return .git("https://github.com/\(parts[0])/\(parts[1])", committish: parts[3])
            }
        }
        let isArchive = address.hasSuffix(".tgz") || address.hasSuffix(".tar.gz") || address.hasSuffix(".tar")
        if address.hasSuffix(".git") || (!isArchive && address.endIndex != text.endIndex) { return git(text) }
        return .url(GitAddress.withoutUser(address))
    }

    /// Registries put a package's archives below `/-/`, a few below `/download/`.
    private static func isRegistry(_ address: Substring) -> Bool {
        let path = address.utf8
        return path.contains("/-/") || path.contains("/download/")
            || ["https://registry.npmjs.org/", "http://registry.npmjs.org/", "https://registry.yarnpkg.com/"]
                .contains { address.hasPrefix($0) }
    }
}

extension Substring {
    /// What follows `prefix`; nil where the text does not begin with it.
    func dropping(_ prefix: String) -> Substring? {
        utf8.starts(with: prefix.utf8) ? Substring(utf8.dropFirst(prefix.utf8.count)) : nil
    }
}

extension Substring.UTF8View {
    /// Whether `text` stands somewhere in it.
    func contains(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        var rest = self
        while let position = rest.firstIndex(of: first) {
            rest = rest[position...]
            if rest.starts(with: text.utf8) { return true }
            rest.removeFirst()
        }
        return false
    }
}
