// SPDX-License-Identifier: Apache-2.0
import Forges
import Licenses

enum License {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let files = facts.tree.licenses.filter { $0.isNamedLicense || $0.path.hasPrefix("LICENSES/") }
        // `COPYING.0BSD` is no licence's name to Scorecard, and its text is one.
        let others = facts.tree.licenses.filter { !$0.isNamedLicense && !$0.path.contains("/") && !$0.matches.isEmpty }
        return compatibleFindings(facts, files) + textFindings(facts, files + others)
    }

    private static func compatibleFindings(_ facts: ProjectFacts, _ files: [LicenseFile]) -> [ProbeFinding] {
        if let told = facts.forge.value?.project.value?.licenses, !told.isEmpty {
            let address = facts.forge.value?.url ?? ""
            let free = told.first { $0.spdxID.flatMap { LicenseList.standard[$0] }?.isFree ?? false }
            return told.map {
                ProbeFinding(
                    file, .yes, "The forge sees the licence \($0.spdxID ?? "of an unknown kind").",
                    at: $0.path.map { EvidenceLocation(.text, $0) } ?? EvidenceLocation(.url, address))
            } + [approvedFinding(free?.spdxID, at: free?.path.map { EvidenceLocation(.text, $0) })]
        }
        guard let named = files.first(where: \.isNamedLicense) else {
            return [
                ProbeFinding(file, .no, "There is no licence file at the root."),
                ProbeFinding(approved, .notApplicable, "There is no licence file at the root."),
            ]
        }
        let location = EvidenceLocation(.text, named.path)
        let free = named.nameID.flatMap { LicenseList.standard[$0] }.flatMap { $0.isFree ? $0.id : nil }
        return [
            ProbeFinding(file, .yes, "\(named.path) is a licence file by its name.", at: location),
            approvedFinding(free, at: free == nil ? nil : location),
        ]
    }

    private static func approvedFinding(_ id: String?, at location: EvidenceLocation?) -> ProbeFinding {
        if let id { return ProbeFinding(approved, .yes, "\(id) is approved by the FSF or the OSI.", at: location) }
        var finding = ProbeFinding(
            approved, .no, "The name alone does not tell of a licence that the FSF or the OSI approves.")
        // What is bad about it, the text tells better.
        finding.isBad = false
        return finding
    }

    private static func textFindings(_ facts: ProjectFacts, _ files: [LicenseFile]) -> [ProbeFinding] {
        let statements = facts.tree.rootMetadata.filter { $0.statement == .license }
        guard let first = files.first else {
            guard let statement = statements.first else { return [] }
            return [
                ProbeFinding(
                    stated, .yes, "\(statement.path):\(statement.line) names the licence \(statement.text).",
                    at: EvidenceLocation(.source, statement.path, line: statement.line))
            ]
        }
        let found = MainLicense.first(
            files.flatMap { file in file.matches.filter { $0.kind != .exception }.map { (file.path, $0) } }, facts)
        var all = recognised(found)
        if all.isEmpty {
            all.append(
                ProbeFinding(
                    approvedText, .notAvailable,
                    "The text of \(first.path) is no licence that is known here; a person must read it.",
                    at: EvidenceLocation(.text, first.path)))
        }
        let ids = Set(found.map { family($0.1.id) })
        for statement in statements where !ids.isEmpty {
            guard let expression = try? LicenseExpression.parse(statement.text) else { continue }
            let named = Set(expression.identifiers.map(family))
            let agrees = named.isEmpty || !named.isDisjoint(with: ids)
            all.append(
                ProbeFinding(
                    agreement, agrees ? .yes : .no,
                    "\(statement.path):\(statement.line) names \(statement.text)"
                        + (agrees
                            ? ", as the text does." : "; the text of the licence is \(Words.list(ids.sorted()))."),
                    at: EvidenceLocation(.source, statement.path, line: statement.line)))
        }
        return all
    }

    /// Each licence once, the main one first. One that is not approved is bad only where it is the main one: what else lies
    /// in the tree is a third party's as a rule.
    private static func recognised(_ found: [(path: String, match: LicenseMatch)]) -> [ProbeFinding] {
        var seen: Set<String> = []
        let isFree = { (id: String) in LicenseList.standard[id]?.isFree ?? false }
        let main = found.first?.match.id
        return found.filter { seen.insert($0.match.id).inserted }.map { path, match in
            let isApproved = isFree(match.id)
            var finding = ProbeFinding(
                approvedText, isApproved ? .yes : .no,
                "\(path):\(match.startLine) is \(match.id), which "
                    + (isApproved ? "the FSF or the OSI approves." : "neither the FSF nor the OSI approves."),
                at: EvidenceLocation(.text, path, line: match.startLine, endLine: match.endLine),
                values: ["license": match.id])
            if match.id != main { finding.isBad = false }
            return finding
        }
    }

    /// `GPL-2.0` for `GPL-2.0-only` and `GPL-2.0-or-later`: which of them holds, only the notice in the sources tells.
    static func family(_ id: String) -> String {
        var id = id
        for ending in ["-only", "-or-later", "+"] where id.hasSuffix(ending) { id.removeLast(ending.count) }
        return id
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        guard findings.contains(file, .yes) else { return .score(0) }
        return .score(findings.contains(approved, .yes) ? 10 : 9)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let agrees = !findings.of(agreement).contains(where: \.isBad)
        let isApproved = findings.first(approvedText)?.outcome == .yes
        // A licence that only the forge knows of is as good as its name; one that nobody has read may be any.
        let isUnread = resolution == .best && findings.first(file)?.isCured ?? false
        let isNamed = findings.first(approvedText) == nil && (findings.contains(approved, .yes) || isUnread)
        guard findings.contains(file, .yes) || findings.first(approvedText) != nil else {
            return findings.contains(stated, .yes) ? 30 : 0
        }
        return 50 + (isApproved || isNamed ? 40 : 0) + (agrees ? 10 : 0)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        if let disagreement = findings.of(agreement).first(where: \.isBad) { return disagreement.message }
        if let main = findings.first(approvedText) {
            let others = findings.of(approvedText).dropFirst().compactMap { $0.values["license"] }
            guard !others.isEmpty else { return main.message }
            return "\(main.message) There \(others.count == 1 ? "is" : "are") also \(Words.list(others, most: 3))."
        }
        if let name = findings.first(approved), name.outcome == .yes { return name.message }
        return findings.first(stated)?.message ?? findings.first(file)?.message ?? "There is no licence file."
    }
}
