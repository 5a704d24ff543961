// SPDX-License-Identifier: Apache-2.0
import Shells

extension ScriptScan {
    /// A command that holds what was downloaded against a checksum or a signature.
    mutating func visitVerification(_ visit: ShellCommandVisit, _ words: CommandWords, script: ReadScript) {
        var name = Verification.name(of: words)
        // `[ "$(sha256sum f | cut -d' ' -f1)" = "…" ]` compares by itself.
        if name == nil, Verification.isDigest(words), visit.depth > 0 {
            name = "Held against a checksum by \(words.program)."
        }
        guard let name, !downloads.isEmpty else { return }
        var texts = words.words + (pipelines[visit.pipeline.id]?.words ?? [])
        for redirection in visit.redirections where redirection.kind == .hereString || redirection.kind == .input {
            texts.append(CommandWords.text(of: redirection.target, source: script.original))
        }
        for document in visit.hereDocuments {
            texts.append(document.sourceText(in: script.original))
        }
        let plain = texts.map { Array(CommandWords.plain($0).utf8) }
        let named = downloads.indices.filter { index in
            plain.contains { ScriptScan.mentions($0, downloads[index].file) }
        }
        // A list of checksums may speak of everything that is there.
        let targets = named.isEmpty ? Array(downloads.indices) : named
        // A list that was itself downloaded says only that the download is whole.
        let isFetched = Arguments(words.arguments).operands.contains { word in
            downloads.contains { $0.isNamed(by: word) && $0.check == nil }
        }
        let isChecksum = name.hasPrefix("Held")
        for index in targets where downloads[index].check == nil {
            downloads[index].check =
                isChecksum && isFetched && named.count < 2 && ScriptScan.isList(downloads[index].file)
                ? nil : isChecksum && isFetched ? name.dropLast() + " that was downloaded with it." : name
        }
    }

    /// Whether a text has the file's name in it as a word of its own.
    private static func mentions(_ bytes: [UInt8], _ file: String) -> Bool {
        let base = Array(file.baseName.utf8)
        guard !base.isEmpty else { return false }
        var position = 0
        while let place = bytes.firstIndex(ofBytes: base, from: position) {
            position = place + 1
            let end = place + base.count
            let isEnd = end == bytes.count || !(bytes[end].isWord || ".-".utf8.contains(bytes[end]))
            let isStart = place == 0 || !(bytes[place - 1].isWord || bytes[place - 1] == UInt8(ascii: "-"))
            // `name.sha256` speaks of it as well.
            let isExtended = base.count > 1 && end < bytes.count && bytes[end] == UInt8(ascii: ".")
            if isStart, isEnd || isExtended { return true }
        }
        return false
    }

    /// A file of checksums or signatures.
    private static func isList(_ file: String) -> Bool {
        let name = file.lowercasedASCII
        return ["sum", "sha256", "sha512", ".asc", ".sig", "checksum", ".txt", ".minisig", ".digest"].contains {
            name.contains(text: $0)
        }
    }
}
