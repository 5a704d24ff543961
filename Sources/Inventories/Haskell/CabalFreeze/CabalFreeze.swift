// SPDX-License-Identifier: Apache-2.0
import Packages

/// Cabal's `cabal.project.freeze`: `constraints:` with one `any.NAME ==VERSION` a package, and flags.
enum CabalFreeze {
    static let reader = InventoryReader(
        format: "haskell-cabal-freeze", title: "Cabal cabal.project.freeze",
        recognises: { path in
            let name = path.name
            return name == "cabal.project.freeze" || name == "cabal.config"
                || (name.hasPrefix("cabal.") && name.hasSuffix(".freeze"))
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var draft = InventoryDraft(reader.format, file)
        var field: Substring?
        var sawField = false
        for line in try file.lines(context) {
            let text = line.content
            if text.isEmpty || text.hasPrefix("--") { continue }
            if line.indentation == 0 {
                guard let (name, value) = text.cut(at: ":"), name.utf8.allSatisfy({ $0.isLetter || $0 == 0x2D }) else {
                    draft.warn(line.number, "The line '\(text.excerpt)' is neither a field nor part of one.")
                    field = nil
                    continue
                }
                field = name
                sawField = true
                if name == "constraints" { take(value, line: line.number, &draft) }
            } else if field == "constraints" {
                take(text, line: line.number, &draft)
            }
        }
        if !sawField { throw file.refusal("The file has no field, so it is no freeze file of Cabal.") }
        return draft.finished()
    }

    private static func take(_ value: Substring, line: Int, _ draft: inout InventoryDraft) {
        for constraint in value.pieces(by: ",") {
            guard let (before, behind) = constraint.cut(at: "=") else {
                // `NAME +flag`, `NAME -flag`, `NAME installed`: no version. Anything of one word is no constraint.
                if constraint.words.count < 2 {
                    draft.warn(line, "'\(constraint.excerpt)' is no constraint on a version.")
                }
                continue
            }
            let name = before.trimmed.without(prefix: "any.")
            let version = behind.without(prefix: "=").trimmed
            guard behind.utf8.first == UInt8(ascii: "="), version.startsWithDigit, !name.isEmpty,
                name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }),
                version.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") })
            else {
                draft.warn(line, "The constraint '\(constraint.excerpt)' fixes no single version.")
                continue
            }
            draft.add(.hackage, name: String(name), version: String(version), line: line)
        }
    }
}
