// SPDX-License-Identifier: Apache-2.0

/// The version that a tag's name or a commit's subject states.
///
/// Read are `1.2.3`, `v1.2`, `curl-8_10_1`, `rel/2.17.1`, `log4j-2.17.1-rc1`, `@scope/name@1.0.0`, `1.2.3.Final`, `1.1.1k` and
/// their like. A lone number (`v255`) is one as well, marked as such, because `v4` may also be a name that moves along.
package struct ReleaseVersion: Sendable, Hashable {
    /// What is released, in lower case; empty where the name is the version and words that all projects use (`v`, `rel/`).
    package var product: String
    package var numbers: [Int]
    /// `rc1`, `beta9`, `snapshot`; nil for a release proper. Words nobody knows count as one, as in Semantic Versioning.
    package var preRelease: String?
    /// Letters and revisions that do not make it a pre-release: `k` of `1.1.1k`.
    package var suffix: String

    package var isPreRelease: Bool { preRelease != nil }
    package var isLoneNumber: Bool { numbers.count < 2 }

    /// `1.2.3`, `1.2.3-rc1`; tags of different spelling for the same release agree in it.
    package var text: String {
        numbers.map(String.init).joined(separator: ".") + suffix + (preRelease.map { "-" + $0 } ?? "")
    }
}

// MARK: - Tags

extension ReleaseVersion {
    /// Longer names are no versions.
    private static let mostBytes = 200

    /// nil for a name without a version.
    package init?(tag name: String) {
        self.init(bytes: Array(name.utf8))
    }

    fileprivate init?(bytes original: [UInt8]) {
        guard original.count <= Self.mostBytes else { return nil }
        let bytes = original.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let start = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        guard let found = Self.numbers(in: bytes, from: start) else { return nil }
        let prefix = Self.product(bytes[..<found.range.lowerBound])
        guard let tail = Tail(bytes[found.range.upperBound...]) else { return nil }
        // `2024-01-02` is a day, not a release of the year.
        guard found.numbers.count > 1 || tail.suffix.isEmpty else { return nil }
        product = prefix.name
        numbers = found.numbers
        suffix = tail.suffix
        preRelease = tail.preRelease ?? prefix.preRelease
    }

    /// The leftmost run of at least two numbers with points between, else underscores, else dashes; else a lone number behind
    /// a word for releases.
    private static func numbers(in bytes: [UInt8], from start: Int) -> (numbers: [Int], range: Range<Int>)? {
        for separator in [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")] {
            var position = start
            while position < bytes.count {
                guard isDigit(bytes[position]) else {
                    position += 1
                    continue
                }
                guard let run = run(in: bytes, from: position, separator: separator) else { return nil }
                // A day is no version.
                let isDate = separator == UInt8(ascii: "-") && run.numbers[0] >= 1900
                if run.numbers.count > 1, !isDate { return run }
                position = run.range.upperBound
            }
        }
        guard let first = bytes[start...].firstIndex(where: isDigit),
            let run = run(in: bytes, from: first, separator: UInt8(ascii: ".")),
            run.numbers.count == 1, loneNumberWords.contains(String(decoding: bytes[start..<first], as: UTF8.self))
        else { return nil }
        return run
    }

    private static func run(
        in bytes: [UInt8], from start: Int, separator: UInt8
    ) -> (numbers: [Int], range: Range<Int>)? {
        var numbers: [Int] = []
        var position = start
        while position < bytes.count, isDigit(bytes[position]) {
            let first = position
            var value = 0
            while position < bytes.count, isDigit(bytes[position]) {
                guard position - first < 17 else { return nil }
                value = value * 10 + Int(bytes[position] - 0x30)
                position += 1
            }
            numbers.append(value)
            guard position + 1 < bytes.count, bytes[position] == separator, isDigit(bytes[position + 1]) else { break }
            position += 1
        }
        return (numbers, start..<position)
    }

    private static func product(_ bytes: ArraySlice<UInt8>) -> (name: String, preRelease: String?) {
        var bytes = bytes
        let isJoint = { (byte: UInt8) in "-_.@ /".utf8.contains(byte) }
        while let last = bytes.last, isJoint(last) { bytes.removeLast() }
        // The `v` of `name-v1.2` and `name/v1.2`.
        if bytes.last == UInt8(ascii: "v"), bytes.dropLast().last.map(isJoint) ?? true { bytes.removeLast() }
        while let last = bytes.last, isJoint(last) { bytes.removeLast() }
        let words = bytes.split(whereSeparator: isJoint).map { String(decoding: $0, as: UTF8.self) }
        let preRelease = words.first(where: preReleaseWords.contains)
        guard words.contains(where: { !generalWords.contains($0) && !preReleaseWords.contains($0) }) else {
            return ("", preRelease)
        }
        for word in generalWords.sorted(by: >) where bytes.starts(with: (word + "/").utf8) {
            bytes = bytes.dropFirst(word.utf8.count + 1)
        }
        return (String(decoding: bytes, as: UTF8.self), preRelease)
    }

    fileprivate static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static let generalWords: Set<String> = [
        "final", "r", "refs", "rel", "release", "releases", "stable", "tag", "tags", "v", "ver", "version", "versions",
    ]
    private static let loneNumberWords: Set<String> = [
        "", "r", "rel-", "release-", "release_", "release/", "v", "version-",
    ]
    fileprivate static let preReleaseWords: Set<String> = [
        "alpha", "beta", "canary", "dev", "nightly", "pre", "preview", "prerelease", "rc", "snapshot", "test",
        "unstable",
    ]
}

/// What follows a version's numbers.
private struct Tail {
    var suffix = ""
    var preRelease: String?

    /// nil where the name is no version's: `2.3.x`.
    init?(_ bytes: ArraySlice<UInt8>) {
        var bytes = bytes
        // Build metadata says nothing about the release.
        if let plus = bytes.firstIndex(of: UInt8(ascii: "+")) { bytes = bytes[..<plus] }
        let joint = bytes.first
        while let first = bytes.first, "-_.~".utf8.contains(first) { bytes.removeFirst() }
        guard !bytes.isEmpty else { return }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), bytes.count <= 60 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let word = String(decoding: bytes.prefix { (0x61...0x7A).contains($0) }, as: UTF8.self)
        let rest = bytes.dropFirst(word.utf8.count)
        let restIsNumber = !rest.isEmpty && rest.allSatisfy(ReleaseVersion.isDigit)
        if word == "x" { return nil }
        if Self.finalWords.contains(word) { return }
        if word.isEmpty, restIsNumber || rest.allSatisfy({ ReleaseVersion.isDigit($0) || ".-_".utf8.contains($0) }) {
            suffix = "-" + text
            return
        }
        if ["p", "pl", "post", "sp", "hotfix", "patch"].contains(word), rest.isEmpty || restIsNumber {
            suffix = "-" + text
            return
        }
        // OpenSSL's letters: `1.1.1k`, right behind the number; `1.0a1` is Python's alpha.
        if word.utf8.count == 1, rest.isEmpty, joint == bytes.first {
            suffix = text
            return
        }
        preRelease = text
    }

    private static let finalWords: Set<String> = ["final", "ga", "lts", "rel", "release", "stable"]
}

// MARK: - Subjects

extension ReleaseVersion {
    /// The version a release commit's subject states: `3.3.6`, `v1.2`, `Release 1.2.3`, `chore(release): 1.2.3`,
    /// `[maven-release-plugin] prepare release log4j-2.17.1`. The version must be all that follows the words; what returns to
    /// development (`-SNAPSHOT`, `.dev0`) is none.
    package init?(subject: String) {
        // Most subjects are ordinary words, and long.
        guard subject.utf8.count <= 100, subject.utf8.contains(where: Self.isDigit) else { return nil }
        var bytes = Self.withoutReference(subject.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        for phrase in Self.phrases where bytes.starts(with: phrase) {
            bytes.removeFirst(phrase.count)
            break
        }
        while let first = bytes.first, " `'\"".utf8.contains(first) { bytes.removeFirst() }
        while let last = bytes.last, " `'\".!".utf8.contains(last) { bytes.removeLast() }
        guard !bytes.contains(0x20), bytes.first != UInt8(ascii: "#"), let version = ReleaseVersion(bytes: bytes),
            !version.isLoneNumber, version.product.isEmpty || bytes.count <= 60, !version.product.contains("#")
        else { return nil }
        if let label = version.preRelease, label.hasPrefix("snapshot") || label.hasPrefix("dev") { return nil }
        // Behind a project's name only a release tool's words are clear enough: `utf-8.1` is no release.
        guard version.product.isEmpty || subject.utf8.starts(with: "[maven-release-plugin]".utf8) else { return nil }
        self = version
    }

    /// Without the ` (#123)` of a squashed change request.
    private static func withoutReference(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.last == UInt8(ascii: ")"), let open = bytes.lastIndex(of: UInt8(ascii: "(")),
            open + 2 < bytes.count,
            bytes[open + 1] == UInt8(ascii: "#"), bytes[(open + 2)..<(bytes.count - 1)].allSatisfy(isDigit)
        else { return bytes }
        return Array(bytes[..<open])
    }

    private static let phrases: [[UInt8]] = [
        "[maven-release-plugin] prepare release ", "build(release): ", "chore(release): ", "chore(release): release ",
        "chore: release ", "ci(release): ", "bump version to ", "prepare for release ", "prepare release ",
        "preparing release ", "release version ", "release: ", "releasing ", "release ", "tag ", "version ",
    ].map { Array($0.utf8) }
}
