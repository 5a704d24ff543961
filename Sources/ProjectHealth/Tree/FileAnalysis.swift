// SPDX-License-Identifier: Apache-2.0
import Licenses
import Pipelines
import Secrets

/// Reads one file's content for everything that is asked of content: a function of path and bytes alone.
package enum FileAnalysis {
    /// Stands for the rules below: facts that were kept under another number are not used.
    package static let version = 3

    /// The most bytes of a file that is read whole; of larger ones the first ``BinaryFileType/prefix`` bytes tell the type.
    package static let largest = 4 << 20

    /// - Parameters:
    ///   - size: of the whole file.
    ///   - bytes: the content, or the beginning of a file larger than ``largest``.
    package static func facts(path: String, size: Int, bytes: [UInt8]) -> FileFacts {
        var facts = FileFacts()
        if let type = BinaryFileType.type(ofPath: path, prefix: bytes) {
            facts.binary = BinaryFile(path: path, type: type, size: size)
        }
        guard bytes.count == size else { return facts }
        facts.pipeline = PipelineFiles.facts(path: path, bytes: bytes)
        facts.license = license(path: path, bytes: bytes)
        let isBinary = bytes.prefix(8 << 10).contains(0)
        guard !isBinary else { return facts }
        bytes.withUnsafeBufferPointer { buffer in
            facts.plain.lines = UInt32(clamping: LineCount.lines(in: buffer))
            if let language = SourceLanguage.language(ofPath: path) {
                readCode(path: path, language: language, buffer, into: &facts)
                readHeader(bytes, into: &facts.plain)
            }
        }
        facts.secrets = SecretScanner.standard.scan(bytes, path: path)
        if let kind = TextDocument.Kind.kind(ofPath: path) {
            facts.document = TextDocument(
                path: path, kind: kind, text: String(decoding: bytes.prefix(longestDocument), as: UTF8.self))
        }
        facts.metadata = MetadataReading.statements(path: path, bytes: bytes)
        return facts
    }

    /// Whether a file's content may say what a check asks for, by its path alone: of a picture that was not read nothing is
    /// missed, and a program tells nothing of licences.
    ///
    /// Guides are not among what tells: there are more of them than are kept, and none has a say where there are policies.
    static func mayTell(path: String, of check: String) -> Bool {
        switch check {
        // The one tells by itself what it has not seen, the other goes by names.
        case BinaryArtifacts.definition.id, DependencyUpdateTool.definition.id: false
        case DangerousWorkflow.definition.id, TokenPermissions.definition.id: isWorkflow(path)
        case License.definition.id: isLicenseLike(path) || LicenseFileName.match(path: path) != nil
        case SecurityPolicy.definition.id, Maintained.definition.id:
            TextDocument.Kind.kind(ofPath: path)?.isPolicy ?? false
        case Fuzzing.definition.id: SourceLanguage.language(ofPath: path) != nil || isPipeline(path)
        default: isPipeline(path)
        }
    }

    static func isWorkflow(_ path: String) -> Bool {
        switch PipelineFiles.kind(ofPath: path, firstBytes: []) {
        case .githubWorkflow, .githubAction, .forgejoWorkflow: true
        default: false
        }
    }

    private static func isPipeline(_ path: String) -> Bool { PipelineFiles.kind(ofPath: path, firstBytes: []) != nil }

    private static let longestDocument = 256 << 10

    private static func readCode(
        path: String, language: SourceLanguage, _ bytes: UnsafeBufferPointer<UInt8>, into facts: inout FileFacts
    ) {
        if language.fuzzingSuffix.map(path.hasSuffix) ?? true {
            for pattern in language.fuzzing {
                // A text about fuzz tests may stand before one.
                let places = pattern.all(in: bytes, limit: 100)
                guard let found = places.first(where: { !isQuoted($0, in: bytes) }) ?? places.first else { continue }
                var fuzzer = CodePattern(
                    language: language.name, name: pattern.name, path: path,
                    line: LineCount.line(of: found, in: bytes))
                fuzzer.isQuoted = isQuoted(found, in: bytes)
                facts.fuzzers.append(fuzzer)
            }
        }
        var unsafety: [String: (offset: Int, count: Int)] = [:]
        for pattern in language.unsafety {
            let places = pattern.all(in: bytes, limit: 1_000)
            guard let first = places.first else { continue }
            let known = unsafety[pattern.name]
            unsafety[pattern.name] = (min(known?.offset ?? first, first), (known?.count ?? 0) + places.count)
        }
        facts.unsafeCode = unsafety.sorted { $0.key < $1.key }
            .map { name, found in
                CodePattern(
                    language: language.name, name: name, path: path,
                    line: LineCount.line(of: found.offset, in: bytes), count: found.count)
            }
    }

    private static func isQuoted(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let marks: [UInt8] = [UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "'")]
        return place > 0 && marks.contains(bytes[place - 1])
    }

    private static let spdxTag = ByteSearch("SPDX-License-Identifier:")

    /// Words that a notice without SPDX tag has.
    private static let licenseWords = [
        "icensed under", "icense agreement", "license that can be found", "this license", "COPYING", "public domain",
        "LICENSE file", "terms of the",
    ].map(ByteSearch.init)

    /// A licence notice stands in the first lines or nowhere.
    private static func readHeader(_ bytes: [UInt8], into plain: inout PlainFileFacts) {
        let head = Array(bytes.prefix(4 << 10))
        let isTagged = head.withUnsafeBufferPointer { spdxTag.first(in: $0) != nil }
        if isTagged, let tag = LicenseHeader.identifier(in: head) {
            plain.expression = String(decoding: tag.text.utf8.prefix(200), as: UTF8.self)
            plain.statesLicense = true
        }
        plain.statesCopyright = LicenseHeader.hasCopyrightNotice(in: head)
        if !plain.statesLicense {
            plain.statesLicense = head.withUnsafeBufferPointer { buffer in
                licenseWords.contains { $0.first(in: buffer) != nil }
            }
        }
    }

    private static func license(path: String, bytes: [UInt8]) -> LicenseFile? {
        let named = LicenseFileName.match(path: path)
        guard named != nil || isLicenseLike(path) else { return nil }
        return LicenseFile(
            path: path, nameID: named?.spdxID, isNamedLicense: named != nil,
            matches: LicenseRecognition.recognize(bytes))
    }

    /// Names that people give licences and Scorecard's rule does not take: in folders, or with words around them. Code about
    /// licences is none.
    private static func isLicenseLike(_ path: String) -> Bool {
        if path.hasPrefix("LICENSES/") { return true }
        let place = PathName(path.lowercased())
        guard ["license", "licence", "copying", "unlicense"].contains(where: { place.name.hasPrefix($0) }) else {
            return false
        }
        guard let ending = place.fileExtension else { return true }
        if ["md", "txt", "rst", "adoc", "html"].contains(ending) { return true }
        // `COPYING.GPLv2`, `LICENSE.APACHE`; not `license.go` and `license.json`.
        let stem = place.name.prefix { $0 != "." }
        return ["license", "licence", "copying"].contains(String(stem)) && !notLicences.contains(ending)
            && SourceLanguage.language(ofPath: path) == nil
    }

    private static let notLicences: Set<String> = [
        "class", "css", "csv", "gif", "gz", "ico", "in", "ini", "jar", "json", "jpg", "lock", "map", "mo", "pdf", "png",
        "po", "pot", "rtf", "svg", "tmpl", "toml", "tpl", "xml", "xsd", "yaml", "yml",
    ]
}
