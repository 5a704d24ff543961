// SPDX-License-Identifier: Apache-2.0
import Pipelines
import Secrets

/// Collects what the files of one tree say, in whatever order they come, and gives it in the order of paths.
package struct TreeAssembly: Sendable {
    private var tree = TreeFacts()
    private var languages: [String: (lines: Int, files: Int)] = [:]
    private var expressions: [String: Int] = [:]

    package init() {}

    /// - Parameters:
    ///   - omitted: how many files there are that will not be added.
    ///   - isDamaged: whether there may be more that nobody knows of.
    package init(omitted: Int, isDamaged: Bool) {
        tree.omitted = omitted
        tree.isDamaged = isDamaged
    }

    /// The most documents that are kept, policies before other documentation, and their bytes in all.
    private static let documents = 400
    private static let documentBytes = 16 << 20

    /// A file that was not read, or need not be.
    package mutating func add(_ file: TreeFile, unread reason: UnreadFile.Reason? = nil) {
        tree.files.append(file)
        if let reason { tree.unread.append(UnreadFile(path: file.path, reason: reason)) }
    }

    /// A file that was added was not read whole.
    package mutating func addUnread(_ path: String, _ reason: UnreadFile.Reason) {
        tree.unread.append(UnreadFile(path: path, reason: reason))
    }

    /// A file and what its content says.
    package mutating func add(_ file: TreeFile, _ facts: FileFacts) {
        tree.files.append(file)
        if let binary = facts.binary { tree.binaries.append(binary) }
        if let pipeline = facts.pipeline { tree.pipelines.append(pipeline) }
        if let license = facts.license { tree.licenses.append(license) }
        if let document = facts.document { tree.documents.append(document) }
        tree.fuzzers += facts.fuzzers
        tree.unsafeCode += facts.unsafeCode
        tree.secrets += facts.secrets.map { SecretInFile(path: file.path, finding: $0) }
        tree.metadata += facts.metadata
        guard let language = SourceLanguage.language(ofPath: file.path) else { return }
        let plain = facts.plain
        languages[language.name, default: (0, 0)].lines += Int(plain.lines)
        languages[language.name, default: (0, 0)].files += 1
        guard plain.lines > 0 else { return }
        tree.headers.sources += 1
        if plain.statesLicense { tree.headers.withLicense += 1 }
        if plain.statesCopyright { tree.headers.withCopyright += 1 }
        if !plain.expression.isEmpty { expressions[plain.expression, default: 0] += 1 }
    }

    package func facts() -> TreeFacts {
        var tree = tree
        tree.files.sort { $0.path < $1.path }
        tree.binaries.sort { $0.path < $1.path }
        tree.pipelines = PipelineFacts(files: tree.pipelines + unreadPipelines()).files
        tree.licenses.sort { $0.path < $1.path }
        tree.fuzzers.sort { ($0.path, $0.line, $0.name) < ($1.path, $1.line, $1.name) }
        tree.unsafeCode.sort { ($0.path, $0.line, $0.name) < ($1.path, $1.line, $1.name) }
        tree.secrets.sort {
            ($0.path, $0.finding.line, $0.finding.column, $0.finding.ruleID)
                < ($1.path, $1.finding.line, $1.finding.column, $1.finding.ruleID)
        }
        tree.metadata.sort { ($0.path, $0.line, $0.text) < ($1.path, $1.line, $1.text) }
        tree.unread.sort { $0.path < $1.path }
        tree.languages = languages.map { LanguageShare(language: $0.key, lines: $0.value.lines, files: $0.value.files) }
            .sorted { ($1.lines, $0.language) < ($0.lines, $1.language) }
        tree.headers.expressions = expressions.map { HeaderCount.Expression(text: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
        keepDocuments(of: &tree)
        return tree
    }

    /// Pipelines whose content nobody saw are there all the same, as those that cannot be read.
    private func unreadPipelines() -> [PipelineFileFacts] {
        let known = Set(tree.pipelines.lazy.map(\.path))
        return tree.unread.compactMap { unread in
            guard !known.contains(unread.path), let kind = PipelineFiles.kind(ofPath: unread.path, firstBytes: []),
                [.githubWorkflow, .forgejoWorkflow, .gitlabPipeline, .otherPipeline].contains(kind)
            else { return nil }
            var file = PipelineFileFacts(path: unread.path, kind: kind)
            let message =
                switch unread.reason {
                case .missing: "The clone does not have its content."
                case .tooLarge(let limit): "It has more than \(limit) bytes."
                case .tooMany: "There are more files than are read."
                }
            file.problems = [
                PipelineProblem(location: PipelineLocation(path: unread.path, line: 1), message: message, isWhole: true)
            ]
            return file
        }
    }

    private func keepDocuments(of tree: inout TreeFacts) {
        let ranked = tree.documents.sorted {
            ($0.kind.isPolicy ? 0 : 1, $0.path) < ($1.kind.isPolicy ? 0 : 1, $1.path)
        }
        var kept: [TextDocument] = []
        var bytes = 0
        for document in ranked {
            guard kept.count < TreeAssembly.documents, bytes + document.text.utf8.count <= TreeAssembly.documentBytes
            else {
                tree.unread.append(UnreadFile(path: document.path, reason: .tooMany))
                continue
            }
            kept.append(document)
            bytes += document.text.utf8.count
        }
        tree.documents = kept.sorted { $0.path < $1.path }
        tree.unread.sort { $0.path < $1.path }
    }
}
