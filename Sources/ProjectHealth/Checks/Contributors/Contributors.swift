// SPDX-License-Identifier: Apache-2.0
import Forges

enum Contributors {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let count = "organizations"
    static let profile = "profile"
    private static let wanted = 3

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let contributors = facts.forge.value?.contributors.value else {
            return [
                ProbeFinding(
                    fromOrganisations, .notAvailable,
                    "Which organisations contributors belong to was not seen: the forge was not asked.",
                    settledBy: .forge)
            ] + fromHistory(facts)
        }
        let names = organisations(contributors)
        let address = facts.forge.value.map { EvidenceLocation(.url, $0.url) }
        var all = names.map {
            ProbeFinding(fromOrganisations, .yes, "People of \($0) contribute.", at: address)
        }
        if all.isEmpty {
            var none = ProbeFinding(
                fromOrganisations, .no, "The forge knows of no organisation that contributors belong to.", at: address)
            none.isBad = false
            all.append(none)
        }
        return all + [summary(names, open: 0, facts, at: address)]
    }

    /// Scorecard's: of users with at least five contributions, organisations and the normalised company.
    static func organisations(_ contributors: [ForgeSnapshot.Contributor]) -> [String] {
        var names: Set<String> = []
        for contributor in contributors where contributor.contributions >= HistoryDigest.fewestCommits {
            names.formUnion(contributor.organisations.filter { !$0.isEmpty })
            if let company = contributor.company.map(normalised), !company.isEmpty { names.insert(company) }
        }
        return names.sorted()
    }

    private static func normalised(_ company: String) -> String {
        var text = company.lowercased()
        for word in ["inc.", "llc", ","] { text = removing(word, from: text) }
        var bytes = Substring(text).utf8
        while bytes.first == UInt8(ascii: "@") { bytes = bytes.dropFirst() }
        while bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
        while bytes.last == UInt8(ascii: " ") { bytes = bytes.dropLast() }
        return String(Substring(bytes))
    }

    private static func removing(_ word: String, from text: String) -> String {
        let word = Array(word.utf8)
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position...].starts(with: word) {
                position += word.count
            } else {
                kept.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func fromHistory(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let digest = facts.knownDigest else {
            return [
                ProbeFinding(
                    several, .notAvailable, "Neither forge nor history tells of contributors.",
                    values: [count: "0"], settledBy: .history)
            ]
        }
        let open = digest.unaffiliated + (digest.isPartial ? wanted : 0)
        return [
            summary(digest.organisations.map(\.name), open: open, lone: digest.loneDomains, facts, at: nil)
        ]
    }

    /// - Parameters:
    ///   - open: How many people may belong to an organisation that is not counted.
    ///   - lone: Domains that one of them alone writes from.
    private static func summary(
        _ names: [String], open: Int, lone: [String] = [], _ facts: ProjectFacts, at address: EvidenceLocation?
    ) -> ProbeFinding {
        var values = [count: String(names.count), mayBe: String(names.count + open)]
        let note = facts.knownDigest?.profile.note
        if note != nil { values[profile] = "solo" }
        let who = names.isEmpty ? "" : ": \(Words.list(names))"
        let solo = note.map { " \($0)" } ?? ""
        let sentence = "People of \(Words.count(names.count, "organisation")) contribute\(who)."
        if names.count < wanted, open > 0 {
            let own =
                lone.isEmpty
                ? "" : " One person alone writes from \(lone.count > 1 ? "each of " : "")\(Words.list(lone, most: 3))."
            // A clone without its oldest commits leaves more open than the people that it has.
            let people = facts.knownDigest?.unaffiliated ?? open
            let untold =
                switch (names.isEmpty, people) {
                case (_, 0): "\(sentence) The clone does not hold all commits."
                case (true, _):
                    "No address names an organisation; those of \(Words.count(people, "person", "people")) do not tell."
                case (false, _): "\(sentence) The addresses of \(Words.count(people, "other")) do not tell."
                }
            return ProbeFinding(
                several, .notAvailable, "\(untold)\(own)\(solo)", at: address,
                values: values, settledBy: .forge)
        }
        return ProbeFinding(
            several, names.count >= wanted ? .yes : .no, sentence + solo, at: address, values: values)
    }

    private static let mayBe = "organizationsAtMost"

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: \.isUnknown) { return .inconclusive("The forge's contributors were not seen.") }
        let count = findings.count { $0.outcome == .yes }
        return .score(count > wanted ? 10 : Proportion.score(count, of: wanted))
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        guard let finding = findings.first(several) else { return nil }
        if finding.outcome == .yes {
            // An open number can become no more than the people behind it; a cured one is what was wanted.
            let most = finding.settledBy == .forge ? finding.count(mayBe) ?? wanted : wanted
            return Proportion.points(most, of: wanted)
        }
        return Proportion.points(finding.count(count) ?? 0, of: wanted)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        findings.first(several)?.message ?? "Contributors were not seen."
    }
}
