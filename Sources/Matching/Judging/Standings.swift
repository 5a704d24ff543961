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
        let standing = subject.standing(of: strings[version], in: scheme)
        let code = 1 + standing.isReached.rawValue * 3 + standing.isExceeded.rawValue
        if isApart { semanticMemory[version] = code } else { memory[version] = code }
        return standing
    }

    /// How two versions of the record stand to each other.
    func order(_ first: Int, _ second: Int, isSemantic: Bool) -> VersionComparison {
        if first == second { return .equal }
        guard let scheme = scheme(isSemantic: isSemantic) else { return .notEvaluable("there is no order") }
        return scheme.compare(strings[first], strings[second])
    }
}
