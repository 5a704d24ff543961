// SPDX-License-Identifier: Apache-2.0

/// How Scorecard judges one command of a script (`checks/raw/shell_download_validate.go`), on its own words.
struct CompatibleCommand {
    private let words: [String]
    /// The base name of the program, in lower case; empty where there is none.
    private let program: String

    init(_ words: [String]) {
        self.words = words
        program = words.first.map { $0.baseName.lowercasedASCII } ?? ""
    }

    private static let downloaders = ["curl", "wget", "gsutil"]
    private static let pythons = ["python", "python3", "python2.7"]
    private static let others = ["perl", "ruby", "php", "node", "nodejs", "java"]
    /// In the order in which they are tried.
    private static let interpreters =
        ["dotnet", "nuget"] + others + ["exec", "su", "sh", "bash", "mksh", "dash", "ksh"] + pythons

    private func isNamed(_ names: String...) -> Bool { names.contains(program) }

    private func isWord(_ index: Int, _ text: String) -> Bool {
        index < words.count && words[index].isEqualIgnoringCase(text)
    }

    private func holds(_ options: String..., from start: Int) -> Bool {
        words.dropFirst(start).contains { word in options.contains { word.isEqualIgnoringCase($0) } }
    }

    // MARK: Downloads

    var isDownload: Bool { CompatibleCommand.downloaders.contains(program) || isObjectDownload }

    /// `aws s3api get-object`.
    private var isObjectDownload: Bool { isNamed("aws") && isWord(1, "s3api") && isWord(2, "get-object") }

    var isInterpreter: Bool { CompatibleCommand.interpreters.contains(program) }

    /// Whether the interpreter that stands before a `-c` runs shell text.
    var runsScript: Bool {
        // Most commands have no such option at all.
        guard let last = words.lastIndex(where: { $0.hasPrefix("-") && $0.utf8.contains(UInt8(ascii: "c")) }) else {
            return false
        }
        let names = words[...last].map { $0.baseName.lowercasedASCII }
        for name in CompatibleCommand.interpreters {
            var isSeen = false
            for (word, base) in zip(words, names) {
                if base == name {
                    isSeen = true
                } else if isSeen, word.hasPrefix("-"), word.utf8.contains(UInt8(ascii: "c")) {
                    return !(CompatibleCommand.pythons + CompatibleCommand.others).contains(name)
                }
            }
        }
        return false
    }

    /// False when every URL is one of a file at a commit on GitHub.
    var hasUnpinnedURLs: Bool {
        var urls = 0
        var pinned = 0
        for word in words {
            let text = CompatibleCommand.unquoted(word)
            guard CompatibleCommand.isURI(text) else { continue }
            urls += 1
            if CompatibleCommand.isAtCommit(text) { pinned += 1 }
        }
        return pinned == 0 || pinned != urls
    }

    private static func unquoted(_ word: String) -> String {
        let isQuoted = ["'", "\""].contains { word.hasPrefix($0) && word.hasSuffix($0) } && word.utf8.count > 1
        return isQuoted ? String(word.dropFirst().dropLast()) : word
    }

    /// Something with a scheme, or a path from the root: what Go's `url.ParseRequestURI` takes.
    private static func isURI(_ text: String) -> Bool {
        if text.hasPrefix("/") { return true }
        guard let (scheme, _) = text.cut(at: ":"), scheme.utf8.first?.isLetter == true else { return false }
        return scheme.utf8.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
    }

    /// `https://raw.githubusercontent.com/owner/name/<40 digits>/path`.
    static func isAtCommit(_ text: String) -> Bool {
        let start = "https://raw.githubusercontent.com/"
        guard text.hasPrefix(start) else { return false }
        let path = text.utf8.dropFirst(start.utf8.count).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count > 3 && parts[2].count == 40 && parts[2].allSatisfy(\.isHexadecimal)
    }

    /// The file that a download without a redirection is saved in.
    var outputFile: String? {
        if isNamed("wget") {
            for index in words.indices.dropFirst().dropLast() where words[index].isEqualIgnoringCase("-O") {
                return words[index + 1]
            }
            return words.dropFirst().first { $0.hasPrefix("http") }.map { CompatibleCommand.pathBase(of: $0) }
        }
        if isNamed("gsutil") {
            for index in words.indices.dropFirst().dropLast() where words[index].hasPrefix("gs://") {
                return CompatibleCommand.target(words[index + 1], of: words[index])
            }
            return nil
        }
        if isObjectDownload { return CompatibleCommand.target(words[words.count - 1], of: words[words.count - 2]) }
        return nil
    }

    /// A file is saved under its own name in a folder.
    private static func target(_ target: String, of url: String) -> String {
        guard isFolder(target) else { return target }
        let folder = FilePathText.clean(target)
        let base = pathBase(of: url)
        return folder == "." ? base : FilePathText.clean(folder + "/" + base)
    }

    private static func isFolder(_ text: String) -> Bool {
        text.isEmpty || text == "." || text.hasSuffix("/") || text.hasSuffix("/.")
    }

    /// The last part of a URL's path; `.` when there is none.
    private static func pathBase(of url: String) -> String {
        var text = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }[...]
        if let scheme = Array(text).firstIndex(of: "://") {
            text = text.dropFirst(scheme + 3)
            guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return "." }
            text = text[slash...]
        }
        let parts = text.split(separator: UInt8(ascii: "/"))
        guard let last = parts.last else { return text.isEmpty ? "." : "/" }
        return String(ascii: last)
    }

    /// How many of some files it runs, by their names or through an interpreter.
    ///
    /// - Parameter files: cleaned and in lower case.
    func runs(_ files: [String]) -> Int {
        guard !files.isEmpty, !words.isEmpty else { return 0 }
        let named = Set((isInterpreter ? words[...] : words[..<1]).map { FilePathText.clean($0).lowercasedASCII })
        return files.count { named.contains($0) }
    }

    // MARK: Package managers

    /// The kind of a package manager's command and whether it counts as pinned; nil for every other command.
    var packages: (kind: PipelineDependency.Kind, isPinned: Bool)? {
        if words.count > 2, isNamed("go"), words[1] == "get" || words[1] == "install" {
            return (.goCommand, isGoPinned)
        }
        if isPip(words) { return (.pipCommand, isPipPinned(words)) }
        if let module = pipModule { return (.pipCommand, isPipPinned(module)) }
        if isNamed("npm"), holds("install", "i", "install-test", "update", "ci", from: 1) {
            return (.npmCommand, isNpmPinned)
        }
        if isNamed("choco", "choco.exe"), isWord(1, "install") {
            let isPinned = words.dropFirst(2).contains { word in
                let name = word.cut(at: "=")?.before ?? word
                return ["--requirechecksum", "--requirechecksums", "--require-checksums"]
                    .contains { name.isEqualIgnoringCase($0) }
            }
            return (.chocoCommand, isPinned)
        }
        return nuget.map { (.nugetCommand, $0) }
    }

    private static let goFlags: Set<String> = ["-d", "-f", "-t", "-u", "-v", "-fix", "-insecure"]

    private var isGoPinned: Bool {
        var isInsecure = false
        var index = 1
        while index < words.count - 1 {
            while index < words.count - 1, CompatibleCommand.goFlags.contains(words[index + 1]) {
                if words[index + 1] == "-insecure" { isInsecure = true }
                index += 1
            }
            guard index + 1 < words.count else { return true }
            let package = words[index + 1]
            index += 1
            guard CompatibleCommand.isRemotePackage(package) else { return true }
            let parts = package.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let version = parts[1]
            if version.elementsEqual("none".utf8) { return true }
            if version.count >= 40, version.allSatisfy(\.isHexadecimal) { return true }
            if !isInsecure, VersionText.isFullSemantic(String(ascii: version)) { return true }
        }
        return false
    }

    /// Word characters, a dot, word characters, a slash, a word character.
    static func isRemotePackage(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: ".") {
            guard place > 0, bytes[place - 1].isWord else { continue }
            let name = bytes[(place + 1)...].prefix(while: \.isWord)
            guard !name.isEmpty, name.endIndex + 1 < bytes.count, bytes[name.endIndex] == UInt8(ascii: "/"),
                bytes[name.endIndex + 1].isWord
            else { continue }
            return true
        }
        return false
    }

    private func isPip(_ words: [String]) -> Bool {
        guard words.count > 1, words[1].isEqualIgnoringCase("install") else { return false }
        return ["pip", "pip3"].contains(words[0].baseName.lowercasedASCII)
    }

    /// What stands behind `-m` in `python -m pip install`.
    private var pipModule: [String]? {
        guard CompatibleCommand.pythons.contains(program) else { return nil }
        for index in words.indices.dropFirst() where isWord(index, "-m") && isWord(index + 1, "pip") {
            let module = Array(words[(index + 1)...])
            return isPip(module) ? module : nil
        }
        return nil
    }

    private func isPipPinned(_ words: [String]) -> Bool {
        var hasNoDependencies = false
        var isEditable = false
        var isSourcePinned = true
        var requiresHashes = false
        var hasPackages = false
        var hasWheel = false
        for word in words.dropFirst(2) {
            if word.isEqualIgnoringCase("--no-deps") {
                hasNoDependencies = true
            } else if word == "-e" || word == "--editable" {
                isEditable = true
            } else if word.isEqualIgnoringCase("--require-hashes") {
                requiresHashes = true
                break
            } else if CompatibleCommand.isFlag(word) {
                continue
            } else if word.hasSuffix(".whl") {
                hasWheel = true
            } else if isEditable {
                if !CompatibleCommand.isPinnedSource(word) { isSourcePinned = false }
            } else {
                hasPackages = true
            }
        }
        if isEditable { return hasNoDependencies && isSourcePinned }
        if requiresHashes { return true }
        return !hasPackages && hasWheel
    }

    /// One or more times one or two dashes and word characters.
    private static func isFlag(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard bytes.first == UInt8(ascii: "-"), bytes.last?.isWord == true else { return false }
        var dashes = 0
        for byte in bytes {
            if byte == UInt8(ascii: "-") {
                dashes += 1
                guard dashes <= 2 else { return false }
            } else {
                guard byte.isWord else { return false }
                dashes = 0
            }
        }
        return true
    }

    /// A local source, or one of git at a commit.
    static func isPinnedSource(_ source: String) -> Bool {
        guard ["git", "svn", "hg", "bzr"].contains(where: { source.hasPrefix($0) && source != $0 }) else { return true }
        guard let colon = source.cut(at: ":"), colon.after.hasPrefix("//"),
            ["git", "git+http", "git+https", "git+ssh", "git+git"].contains(colon.before)
        else { return false }
        var rest = colon.after
        if let egg = Array(rest.utf8).firstIndex(of: "#egg=") { rest = String(ascii: Array(rest.utf8)[..<egg]) }
        guard let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
        let hash = rest.utf8[rest.utf8.index(after: at)...]
        return hash.count == 40 && hash.allSatisfy(\.isHexadecimal)
    }

    private var isNpmPinned: Bool {
        for word in words.dropFirst() {
            if word.isEqualIgnoringCase("ci") { return true }
            guard ["github:", "git://", "git+http://", "git+https://"].contains(where: { word.hasPrefix($0) }) else {
                continue
            }
            let parts = word.utf8.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
            guard parts.count == 2 else { return false }
            if parts[1].count == 40, parts[1].allSatisfy(\.isHexadecimal) { return true }
        }
        return false
    }

    /// Whether a command of NuGet is pinned; nil for every other command.
    private var nuget: Bool? {
        if words.count > 3, isNamed("dotnet", "dotnet.exe"), isWord(1, "add"),
            isWord(2, "package") || isWord(3, "package")
        {
            return holds("-v", "--version", from: 3)
        }
        if isNamed("nuget", "nuget.exe"), isWord(1, "install") {
            return words.count == 2 || words[2].hasSuffix("packages.config") || holds("-Version", from: 2)
        }
        if isNamed("dotnet", "dotnet.exe"), isWord(1, "restore") { return holds("--locked-mode", from: 2) }
        if isNamed("nuget", "nuget.exe"), isWord(1, "restore") { return holds("-LockedMode", from: 2) }
        if isNamed("msbuild", "msbuild.exe"), words.count > 1, holds("/t:restore", from: 1) {
            return holds("/p:RestoreLockedMode=true", from: 2)
        }
        return nil
    }
}

/// Paths as text.
enum FilePathText {
    /// The shortest path that says the same: no `.`, no doubled or closing `/`, `..` followed.
    static func clean(_ path: String) -> String {
        guard !path.isEmpty else { return "." }
        let isRooted = path.hasPrefix("/")
        var kept: [String] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            let text = String(ascii: part)
            if text == "." { continue }
            if text == "..", let last = kept.last, last != ".." {
                kept.removeLast()
            } else if text == "..", isRooted {
                continue
            } else {
                kept.append(text)
            }
        }
        let joined = kept.joined(separator: "/")
        if isRooted { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }
}

/// Versions as text.
enum VersionText {
    /// `v1.2.3`, with what semantic versions may have behind it.
    static func isFullSemantic(_ text: String) -> Bool {
        guard text.hasPrefix("v") else { return false }
        return isExact(String(text.dropFirst()), parts: 3)
    }

    /// `1.2.3`, `1.2.3-rc.1+build`; a number in each of at least `parts` places.
    static func isExact(_ text: String, parts least: Int = 2) -> Bool {
        let core = text.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        let numbers = core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard numbers.count >= least, numbers.allSatisfy({ !$0.isEmpty }) else { return false }
        if least == 3, numbers.count != 3 { return false }
        let rest = text.utf8.dropFirst(core.count)
        guard let mark = rest.first else { return true }
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "+"), rest.count > 1 else { return false }
        return rest.dropFirst().allSatisfy { $0.isWord || ".-+".utf8.contains($0) }
    }
}
