// SPDX-License-Identifier: Apache-2.0
import Packages
import TestSupport
import Testing

@Suite struct VersionPropertyTests {
    /// Forms of versions, in which `N` becomes a number, `A` a letter and `W` a word that some schemes know.
    static let forms: [VersionScheme: [String]] = [
        .semver: ["N.N.N", "vN.N", "N.N.N-W.N", "N.N.N-N.W+N", "N"],
        .hex: ["N.N.N", "N.N.N-W.N"],
        .pub: ["N.N.N", "N.N.N-W.N", "N.N.N+N", "N.N.N-W+W"],
        .nuGet: ["N.N", "N.N.N.N", "N.N-W.N", "N.N.N-WN"],
        .julia: ["N.N.N", "N.N.N-W.N", "N.N.N+N", "N.NWN", "N.N.N-"],
        .bitnami: ["N.N.N", "N.N.N-N", "N.N.N-WN"],
        .go: ["vN.N.N", "goN.N", "goN.NrcN", "N.N.N-rc.N", "vN.N.N-N.2020N-abcdef", "vN.N.N+incompatible"],
        .pep440: ["N.N", "N!N.N", "N.NaN", "N.N.devN", "N.NrcN.postN.devN", "N.N-N", "N.N+A.N", "N.N.NbN+N"],
        .maven: ["N.N", "N.N.N-W", "N.N-WN", "N.N-N", "N.N.W", "N.N-W-N", "N-WN-W"],
        .rubyGems: ["N.N", "N.N.AN", "N.N.A.N", "N.N-N", "N.N.W", "N.N.N.N"],
        .composer: [
            "N.N", "vN.N.N", "N.N-alphaN", "N.NRCN", "N.N.N.N-pN", "N.N-dev", "N.N-beta.N.N-dev", "2020-10-1N",
        ],
        .dpkg: ["N.N", "N:N.N-N", "N.N~A-N", "N.N+A", "N.NA-N~AN", "N.N-N"],
        .opam: ["N.N", "vN.N", "N.N~A", "N.N-N", "N.N+A"],
        .rpm: ["N.N-N", "N:N.N-N", "N.N~AN-N.elN", "N.N^AN-N", "N.A.N", "N.NA", "N_N"],
        .alpm: ["N.N-N", "N:N.N-N", "N.NA-N", "N.N.A-N", "N.NW-N"],
        .apk: ["N.N", "N.N-rN", "N.NA-rN", "N.N_alphaN", "N.N_pN-rN", "N.N_rcN_gitN", "N.0N"],
        .gentoo: ["N.N", "N.NA-rN", "N.N_alphaN", "N.N_pN-rN", "N.N_rcN_pN", "N.0N", "N"],
        .freeBSD: ["N.N", "N.N_N", "N.N,N", "N.AN_N,N", "N.rcN", "NAN", "N.*", "N+N"],
        .pvp: ["N", "N.N", "N.N.N"],
        .cran: ["N.N", "N.N-N", "N.N.N.N"],
        .intdot: ["N", "N.N", "N.N.N", "N.NA"],
        .nginx: ["N.N", "N.N.N"],
        .ossFuzz: ["N.N", "vN.N.N", "N"],
        .linuxKernel: ["N.N", "N.N-rcN", "vN.N.N"],
        .conan: ["N.N", "N.N.NA", "N.A", "A.N", "N.N-WN", "N.N+AN", "N.0.N-W.N+A"],
        .android: ["N", "NL", "N:202N-0N-0N", ":202N-0N-0N", "N:0", "202N-0N-01"],
        .gitHubActions: ["vN", "vN.N", "vN.N.N", "N.N.N-W.N"],
        .openssl: ["N.N.N", "N.N.NA", "N.N.NzA", "N.N.N-betaN", "N.N.N-preN"],
        .datetime: ["202N-0N-1NT0N:1N:2NZ", "202N-0N-1NT0N:1N:2N.N+0N:30"],
        .lexicographic: ["A", "AA", "N.A"],
        .generic: ["N"],
    ]

    private struct Generator: Sendable {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

        mutating func next(below bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(truncatingIfNeeded: state >> 33) % bound
        }

        mutating func version(_ form: String, in scheme: VersionScheme) -> String {
            let words = ["alpha", "beta", "rc", "pre", "SNAPSHOT", "sp", "foo", "final"]
            let isDigit = scheme == .datetime || scheme == .android
            return form.reduce(into: "") { version, character in
                switch character {
                case "N":
                    version += isDigit ? ["1", "2", "3"][next(below: 3)] : ["0", "1", "2", "9", "10"][next(below: 5)]
                case "A": version += ["a", "b", "c", "z"][next(below: 4)]
                case "W": version += words[next(below: words.count)]
                default: version.append(character)
                }
            }
        }
    }

    @Test(arguments: VersionScheme.allCases)
    func `the order is reflexive, antisymmetric and transitive`(_ scheme: VersionScheme) throws {
        let forms = try #require(Self.forms[scheme])
        var generator = Generator(seed: 7)
        var pool: Set<String> = []
        for round in 0..<60 { pool.insert(generator.version(forms[round % forms.count], in: scheme)) }
        let versions = pool.sorted()
        let table = versions.map { first in versions.map { scheme.compare(first, $0) } }
        var evaluable = 0
        for i in versions.indices {
            #expect(table[i][i] == .equal)
            for j in versions.indices where table[i][j].sign != "?" {
                evaluable += 1
                #expect(table[j][i] == table[i][j].reversed, "\(versions[i]) and \(versions[j])")
            }
        }
        #expect(scheme == .generic || evaluable * 4 > versions.count * versions.count)
        var violations: [String] = []
        for i in versions.indices {
            for j in versions.indices {
                guard let left = table[i][j].step else { continue }
                for k in versions.indices {
                    guard let right = table[j][k].step, let whole = table[i][k].step else { continue }
                    if left <= 0, right <= 0, whole > 0 || whole == 0 && left + right < 0 {
                        violations.append("\(versions[i]) \(versions[j]) \(versions[k])")
                    }
                }
            }
        }
        #expect(violations.isEmpty, "\(violations.prefix(3))")
    }
}

extension VersionComparison {
    fileprivate var step: Int? {
        switch self {
        case .less: -1
        case .equal: 0
        case .greater: 1
        case .notEvaluable: nil
        }
    }
}

extension VersionPropertyTests {
    @Suite struct MutationTests {
        @Test(arguments: VersionScheme.allCases)
        func `damaged versions are compared or refused, in both directions alike`(_ scheme: VersionScheme) throws {
            let facts = try OrderingFact.all(of: scheme)
            Fuzzing(seed: 11, rounds: 1_500, share: VersionScheme.allCases.count).run { round, mutator in
                let fact = facts[round % facts.count]
                let first = mutator.mutated(fact.first)
                let second = mutator.mutated(fact.second)
                let forward = scheme.compare(first, second)
                #expect(scheme.compare(second, first).sign == forward.reversed.sign, "'\(first)' and '\(second)'")
            }
        }
    }
}
