// SPDX-License-Identifier: Apache-2.0
import Licenses
import Pipelines
import Secrets

/// Reads one file's content for everything that is asked of content: a function of path and bytes alone.
package enum FileAnalysis {
    /// Stands for the rules below: facts that were kept under another number are not used.
    package static let version = 2

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

    private static let longestDocument = 256 << 10

    private static func readCode(
        path: String, language: SourceLanguage, _ bytes: UnsafeBufferPointer<UInt8>, into facts: inout FileFacts
    ) {
        if language.fuzzingSuffix.map(path.hasSuffix) ?? true {
            for pattern in language.fuzzing {
                guard let found = pattern.first(in: bytes) else { continue }
                var fuzzer = CodePattern(
                    language: language.name, name: pattern.name, path: path,
                    line: LineCount.line(of: found, in: bytes))
                let marks: [UInt8] = [UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "'")]
                fuzzer.isQuoted = found > 0 && marks.contains(bytes[found - 1])
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
        return place.fileExtension.map { ["md", "txt", "rst", "adoc", "html"].contains($0) } ?? true
    }
}
