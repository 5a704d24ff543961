// SPDX-License-Identifier: Apache-2.0
import Shells

extension PipelineFiles {
    /// What kind of file a path and its first bytes make it; nil for none. A whole repository's files come through here:
    /// most are refused by one look at the end of their names.
    ///
    /// - Parameter firstBytes: at least the first line, for scripts without an extension; may be empty.
    package static func kind(ofPath path: String, firstBytes: ArraySlice<UInt8>) -> PipelineFileFacts.Kind? {
        var path = path
        return path.withUTF8 { text in
            let start = (text.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
            let base = UnsafeBufferPointer(rebasing: text[start...])
            let folder = UnsafeBufferPointer(rebasing: text[..<Swift.max(start - 1, 0)])
            return kind(base: base, folder: folder, firstBytes: firstBytes)
        }
    }

    private typealias Text = UnsafeBufferPointer<UInt8>

    private static func kind(base: Text, folder: Text, firstBytes: ArraySlice<UInt8>) -> PipelineFileFacts.Kind? {
        guard let last = base.last else { return nil }
        if firstBytes.first == UInt8(ascii: "#"), let isShell = Shebang.isShell(firstBytes) {
            // A first line that names another interpreter decides against the extension.
            if isShell { return .shellScript }
            return isDockerfile(base) ? .dockerfile : nil
        }
        switch last.lowercasedASCII {
        case UInt8(ascii: "l"):
            if ends(base, ".yml") || ends(base, ".yaml") {
                if let kind = yamlKind(base: base, folder: folder) { return kind }
            } else if ends(base, "pom.xml"), base.count == 7 {
                return .mavenProject
            }
        case UInt8(ascii: "h"):
            for end: StaticString in [".sh", ".bash", ".mksh", ".ksh", ".dash"] where ends(base, end) {
                return .shellScript
            }
        case UInt8(ascii: "s"):
            if begins(base, "directory."), ends(base, ".props") { return .nuget }
        case UInt8(ascii: "j"):
            if ends(base, ".csproj") { return .nuget }
        case UInt8(ascii: "t"):
            if begins(base, "package"), ends(base, ".swift"), isManifest(base) { return .swiftManifest }
        case UInt8(ascii: "d"):
            if base.count == 16, ends(base, "package.resolved") { return .swiftLock }
        default: break
        }
        return isDockerfile(base) ? .dockerfile : nil
    }

    private static func yamlKind(base: Text, folder: Text) -> PipelineFileFacts.Kind? {
        if folder.count == 17, ends(folder, ".github/workflows") { return .githubWorkflow }
        if folder.count == 18, ends(folder, ".forgejo/workflows") { return .forgejoWorkflow }
        if folder.count == 16, ends(folder, ".gitea/workflows") { return .forgejoWorkflow }
        if base.count <= 11, begins(base, "action.") { return .githubAction }
        if begins(base, ".gitlab-ci."), folder.isEmpty { return .gitlabPipeline }
        if begins(base, "docker-compose") || begins(base, "compose.") || begins(base, "compose-") { return .compose }
        return isOtherPipeline(base: base, folder: folder) ? .otherPipeline : nil
    }

    private static func isOtherPipeline(base: Text, folder: Text) -> Bool {
        if folder.isEmpty {
            let names: [StaticString] = [
                ".travis.", "appveyor.", ".appveyor.", ".cirrus.", "azure-pipelines", ".azure-pipelines",
                "bitbucket-pipelines.", ".drone.", ".woodpecker.", ".build.",
            ]
            return names.contains { begins(base, $0) }
        }
        let folders: [StaticString] = [
            ".circleci", ".azure-pipelines", ".woodpecker", ".buildkite", ".builds", ".semaphore",
        ]
        return folders.contains { folder.count == $0.utf8CodeUnitCount && ends(folder, $0) }
    }

    /// `Package.swift`, `Package@swift-6.0.swift`.
    private static func isManifest(_ base: Text) -> Bool {
        base.count == 13 || base.count > 14 && base[7] == UInt8(ascii: "@")
    }

    /// `*Dockerfile*` and `Containerfile*`, without the endings of program sources.
    private static func isDockerfile(_ base: Text) -> Bool {
        guard base.count >= 10, begins(base, "containerfile") || holdsDockerfile(base) else { return false }
        let sources: [StaticString] = [
            ".go", ".c", ".cpp", ".rs", ".js", ".py", ".pyc", ".java", ".sh", ".bash", ".mksh", ".dash", ".ksh",
            ".exec", ".su",
        ]
        return !sources.contains { ends(base, $0) }
    }

    private static func holdsDockerfile(_ base: Text) -> Bool {
        let last = base.count - 10
        for start in 0...last where base[start] | 0x20 == UInt8(ascii: "d") {
            if equal(base, from: start, "dockerfile") { return true }
        }
        return false
    }

    private static func begins(_ text: Text, _ word: StaticString) -> Bool {
        text.count >= word.utf8CodeUnitCount && equal(text, from: 0, word)
    }

    private static func ends(_ text: Text, _ word: StaticString) -> Bool {
        text.count >= word.utf8CodeUnitCount && equal(text, from: text.count - word.utf8CodeUnitCount, word)
    }

    /// Without regard to case; `word` is in lower case.
    private static func equal(_ text: Text, from start: Int, _ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            for index in word.indices where text[start + index].lowercasedASCII != word[index] { return false }
            return true
        }
    }

    // MARK: Folders

    /// `testdata` or `src/test` among the folders: Scorecard's rule for fixtures.
    static func isTestData(_ path: String) -> Bool {
        ["testdata/", "src/test/"].contains { path.hasPrefix($0) || path.contains(text: "/" + $0) }
    }

    /// Folders with other projects' code in them.
    static func isVendored(_ path: String) -> Bool {
        path.folder.utf8.split(separator: UInt8(ascii: "/")).contains { part in
            ["vendor", "third_party", "thirdparty", "node_modules", "pods", "carthage"]
                .contains { $0.utf8.elementsEqual(part.map(\.lowercasedASCII)) }
        }
    }

    /// Scorecard passes over Dockerfiles below these.
    static func isVendoredForScorecard(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).contains { part in
            ["vendor", "third_party"].contains { $0.utf8.elementsEqual(part.map(\.lowercasedASCII)) }
        }
    }

    /// A name with `template`, `tmpl` or `tpl` between `.`, `-` and `_`.
    static func isTemplate(_ path: String) -> Bool {
        path.baseName.utf8.split { [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains($0) }
            .contains { part in
                ["template", "tmpl", "tpl"].contains { $0.utf8.elementsEqual(part.map(\.lowercasedASCII)) }
            }
    }
}

/// The first line of a script.
enum Shebang {
    /// Shells that Scorecard reads.
    private static let compatible = ["sh", "bash", "mksh"]
    /// Shells whose scripts are read as well.
    private static let others = ["dash", "ksh", "ash"]

    /// Whether a shell is named; nil without `#!`.
    static func isShell(_ bytes: ArraySlice<UInt8>) -> Bool? {
        guard bytes.starts(with: "#!".utf8) else { return nil }
        guard let name = ShellInterpreter.name(ofShebang: bytes) else { return false }
        return (compatible + others).contains { $0.isEqualIgnoringCase(name) }
    }

    /// Whether Scorecard reads the file as a script: by the first line alone where it begins with `#!`, or else by the
    /// extension.
    static func isCompatible(_ bytes: ArraySlice<UInt8>, path: String) -> Bool {
        if let name = compatibleInterpreter(bytes) {
            return name.contains { name in compatible.contains { $0.isEqualIgnoringCase(name) } }
        }
        return compatible.contains { path.hasSuffix("." + $0) }
    }

    /// The names Scorecard takes from the line: it splits at single spaces and knows no options of `env`.
    private static func compatibleInterpreter(_ bytes: ArraySlice<UInt8>) -> [String]? {
        guard let line = line(bytes) else { return nil }
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false).map { String(ascii: $0) }
        var names = [words[0].baseName]
        if words.count > 1, words[0].baseName.isEqualIgnoringCase("env") { names.append(words[1].baseName) }
        return names
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.starts(with: "#!".utf8) else { return nil }
        var line = bytes.dropFirst(2).prefix { $0 != 0x0A }
        if line.last == 0x0D { line = line.dropLast() }
        return line
    }
}
