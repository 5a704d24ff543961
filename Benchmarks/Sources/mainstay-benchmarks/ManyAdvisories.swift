// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import Wire

/// Real records multiplied under new ids and package names, written as one tar archive.
///
/// A record is taken apart once: where its text names an id, an alias, a package or a repository, each copy has an ending of
/// its own. The first copy has none, so that real packages are found among many.
struct ManyAdvisories {
    let setting: Setting
    let count: Int

    /// Stands where the ending of a copy goes; a private-use character that no record has.
    private static let mark = "\u{F8FF}"

    func write(to path: String) throws {
        let templates = try templates()
        guard !templates.isEmpty else { throw BenchmarkError("There are no records in \(setting.advisories).") }
        var archive = TarFile(try AtomicFile(path: path))
        for number in 0..<count {
            let copy = number / templates.count
            let ending = copy == 0 ? "" : "-\(copy)"
            var bytes: [UInt8] = []
            for (position, part) in templates[number % templates.count].enumerated() {
                if position > 0 { bytes.append(contentsOf: ending.utf8) }
                bytes.append(contentsOf: part)
            }
            try archive.add("\(number / 10_000)/\(number).json", bytes)
        }
        try archive.finish()
    }

    private func templates() throws -> [[ArraySlice<UInt8>]] {
        let parser = JSONParser(limits: .advisory)
        let mark = Array(ManyAdvisories.mark.utf8)
        var templates: [[ArraySlice<UInt8>]] = []
        for folder in setting.folders(Setting.jsonSources + Setting.yamlSources) {
            for name in try FolderListing(root: folder, honouringIgnoreFiles: false).files {
                guard name.hasSuffix(".json") || name.hasSuffix(".yaml") else { continue }
                var bytes = try FileReading.bytes(of: folder + "/" + name, limit: Limits.advisory.bytes)
                if name.hasSuffix(".yaml"), let text = try? AdvisoryText.json(fromYAML: bytes) { bytes = text }
                guard let record = try? parser.parse(bytes, { root in marked(JSON(root), under: "") }) else { continue }
                templates.append(split(record.bytes(), at: mark))
            }
        }
        return templates
    }

    private func marked(_ value: JSON, under name: String) -> JSON {
        switch value {
        case .string(let text) where ["id", "aliases", "upstream", "related", "repo"].contains(name):
            return .string(text + ManyAdvisories.mark)
        case .string(let text) where name == "package/name": return .string(text + ManyAdvisories.mark)
        case .array(let elements): return .array(elements.map { marked($0, under: name) })
        case .object(let members):
            return .object(
                members.map { member in
                    // Ids deeper down are not the record's.
                    let path = name == "package" ? "package/\(member.name)" : member.name
                    return JSON.Member(member.name, marked(member.value, under: path))
                })
        default: return value
        }
    }

    private func split(_ bytes: [UInt8], at mark: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        var position = 0
        while position + mark.count <= bytes.count {
            if bytes[position] == mark[0], bytes[position...].starts(with: mark) {
                parts.append(bytes[start..<position])
                position += mark.count
                start = position
            } else {
                position += 1
            }
        }
        parts.append(bytes[start...])
        return parts
    }
}

/// Writes a tar archive of plain files (POSIX.1-2024, pax, "ustar Interchange Format").
private struct TarFile: ~Copyable {
    private var file: AtomicFile

    init(_ file: consuming AtomicFile) {
        self.file = file
    }

    mutating func add(_ name: String, _ bytes: [UInt8]) throws {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (position, byte) in text.utf8.enumerated() { header[offset + position] = byte }
        }
        func octal(_ number: Int, _ width: Int) -> String {
            let digits = String(number, radix: 8)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        put(name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(bytes.count, 11), at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
        let padding = [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
        for part in [header, bytes, padding] { try part.withUnsafeBytes { try file.append($0) } }
    }

    consuming func finish() throws {
        try [UInt8](repeating: 0, count: 1_024).withUnsafeBytes { try file.append($0) }
        try file.commit()
    }
}
