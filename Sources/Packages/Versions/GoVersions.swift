// SPDX-License-Identifier: Apache-2.0

/// Go module versions (go.dev/ref/mod#versions), pseudo-versions among them, and the names of Go releases.
///
/// A pseudo-version is a pre-release to semver, and `+incompatible` is build metadata: both need no rule of their own.
/// `go1.21rc2` is read as `1.21.0-rc.2`, the form in which the Go vulnerability database writes it, and `1.21` as `1.21.0`.
enum GoVersions {
    private static let name = "Go version"

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: name) }
        guard let b = parts(second) else { return notEvaluable(second, is: name) }
        return SemanticVersions.lenient.order(first, a, second, b).comparison
    }

    private static func parts(_ text: VersionBytes) -> SemanticVersions.Parts? {
        let isRelease = text.has("go", at: 0, limit: text.count)
        let start = isRelease ? 2 : text.byte(0) == UInt8(ascii: "v") ? 1 : 0
        guard let end = SemanticVersions.endOfNumbers(text, start, most: 3) else { return nil }
        if text.byte(end).isLetter {
            let letters = text.endOfLetters(end, limit: text.count)
            guard text.has("rc", at: end, limit: letters) || text.has("beta", at: end, limit: letters) else {
                return nil
            }
            guard letters &- end == (text[end] | 0x20 == UInt8(ascii: "r") ? 2 : 4) else { return nil }
            let stop = text.endOfDigits(letters, limit: text.count)
            guard stop > letters, stop == text.count else { return nil }
            return .init(numbers: start..<end, prerelease: end..<stop, splitsAtDigits: true)
        }
        // `go1.21.3-acme` names somebody's build of 1.21.3, not a pre-release of it.
        if isRelease, text.byte(end) == UInt8(ascii: "-") { return .init(numbers: start..<end) }
        return start == 2 && end < text.count ? nil : SemanticVersions.lenient.parts(text, numbersFrom: start)
    }
}
