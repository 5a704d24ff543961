// SPDX-License-Identifier: Apache-2.0
import Packages

/// How the versions of a package's record stand to the one asked about. Each is compared once, however many rules name
/// it. Not for sharing: one evaluation has one.
final class Standings {
    let subject: Subject
    /// Nil where the ecosystem has none: then only spellings are compared.
    let scheme: VersionScheme?
    private let semanticScheme: VersionScheme
    private let strings: [UnsafeRawBufferPointer]
    /// By version, 0 where not compared yet.
    private var memory: [UInt8]
    private var semanticMemory: [UInt8]
    /// Why the subject's version cannot be compared with any.
    private(set) lazy var problem: String? = subject.version.flatMap { scheme?.problem(with: $0) }
    private lazy var semanticProblem: String? = subject.version.flatMap { semanticScheme.problem(with: $0) }
    private var hasMetOpen = false
    /// The versions that are the subject's though they may be written otherwise.
    private(set) lazy var same = versions { $0.isSubject }
    /// The versions of which it is open whether they are the subject's.
    private(set) lazy var open = versions { !$0.isSubject }

    init(_ package: PackageRules, subject: Subject, scheme: VersionScheme?) {
        self.subject = subject
        self.scheme = scheme
        semanticScheme = scheme?.forSemanticRanges ?? .semver
        strings = package.strings
        memory = Array(repeating: 0, count: package.versionCount)
        semanticMemory = semanticScheme == scheme ? [] : memory
    }

    func scheme(isSemantic: Bool) -> VersionScheme? {
        isSemantic ? semanticScheme : scheme
    }

    func standing(of version: Int, isSemantic: Bool) -> Standing {
        guard let scheme = scheme(isSemantic: isSemantic), version < memory.count else { return .open }
        let isApart = isSemantic && !semanticMemory.isEmpty
        let known = isApart ? semanticMemory[version] : memory[version]
        if known > 0, let reached = Answer(rawValue: (known - 1) / 3), let exceeded = Answer(rawValue: (known - 1) % 3)
        {
            return Standing(isReached: reached, isExceeded: exceeded)
        }
        let standing = compare(version, in: scheme, isSemantic: isSemantic)
        let code = 1 + standing.isReached.rawValue * 3 + standing.isExceeded.rawValue
        if isApart { semanticMemory[version] = code } else { memory[version] = code }
        return standing
    }

    private func compare(_ version: Int, in scheme: VersionScheme, isSemantic: Bool) -> Standing {
        // A version that compares with none is found out once: most of the work is in the sentence that says so.
        if hasMetOpen, let text = subject.version, (isSemantic ? semanticProblem : problem) != nil,
            !strings[version].isIdentical(to: text)
        {
            return .open
        }
        let standing = subject.standing(of: strings[version], in: scheme)
        if standing.isReached == .open { hasMetOpen = true }
        return standing
    }

    /// The versions that may be the subject's and of which `condition` holds; ascending.
    private func versions(where condition: (Standing) -> Bool) -> [Int] {
        memory.indices.filter { version in
            let standing = standing(of: version, isSemantic: false)
            return standing.isReached != .no && standing.isExceeded != .yes && condition(standing)
        }
    }

    /// How two versions of the record stand to each other.
    func order(_ first: Int, _ second: Int, isSemantic: Bool) -> VersionComparison {
        if first == second { return .equal }
        guard let scheme = scheme(isSemantic: isSemantic) else { return .notEvaluable("there is no order") }
        return scheme.compare(strings[first], strings[second])
    }
}
