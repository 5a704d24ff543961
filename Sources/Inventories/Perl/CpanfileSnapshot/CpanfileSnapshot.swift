// SPDX-License-Identifier: Apache-2.0
import Packages

/// Carton's `cpanfile.snapshot`: distributions at two blanks, their attributes at four, modules at six.
///
/// No advisory ecosystem covers CPAN.
enum CpanfileSnapshot {
    static let reader = InventoryReader(
        format: "perl-cpanfile-snapshot", title: "Carton cpanfile.snapshot",
        recognises: { $0.name == "cpanfile.snapshot" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var draft = InventoryDraft(reader.format, file)
        var current: Int?
        var attribute: Substring = ""
        var providers: [Substring: Int] = [:]
        var needs: [(from: Int, module: Substring)] = []
        var sawDistributions = false
        for line in try file.lines(context) {
            let text = line.content
            if text.isEmpty || text.hasPrefix("#") { continue }
            switch line.indentation {
            case 0: sawDistributions = sawDistributions || text == "DISTRIBUTIONS"
            case 2:
                current = nil
                guard let (name, version) = text.cut(atLast: "-"), !name.isEmpty, !version.isEmpty else {
                    draft.warn(line.number, "The distribution '\(text.excerpt)' has no version.")
                    continue
                }
                let fixed = String(version.without(prefix: "v"))
                current = draft.add(
                    Component(
                        purl: draft.packageURL("cpan", name: String(name), version: fixed, line: line.number),
                        name: String(name), version: fixed, ecosystem: nil, location: draft.location(line.number)))
            case 4:
                attribute = text.before(":")
                if attribute == "pathname", let current { setAuthor(text, of: current, line: line.number, &draft) }
            default:
                guard let current, let module = text.words.first else { continue }
                if attribute == "provides" { providers[module] = providers[module] ?? current }
                if attribute == "requirements" { needs.append((current, module)) }
            }
        }
        guard sawDistributions else {
            throw file.refusal("The file has no DISTRIBUTIONS, so it is no snapshot of Carton.")
        }
        for need in needs {
            if let to = providers[need.module] { draft.connect(need.from, to: to) }
        }
        return draft.finished()
    }

    /// `pathname: A/AB/AUTHOR/Name-1.0.tar.gz`.
    private static func setAuthor(_ text: Substring, of position: Int, line: Int, _ draft: inout InventoryDraft) {
        let names = text.split(separator: "/")
        guard names.count >= 4 else { return }
        let component = draft.components[position]
        let purl = draft.packageURL(
            "cpan", name: component.name, version: component.version, qualifiers: ["author": String(names[2])],
            line: line)
        draft.change(position) { $0.purl = purl }
    }
}
