// SPDX-License-Identifier: Apache-2.0

/// Python's version specifiers (packaging.python.org, formerly PEP 440), with every spelling that appendix B accepts.
///
/// Versions from before PEP 440 (`2004d-custom`) are not evaluable: `packaging` stopped ordering them in version 22, and
/// pip does not install them.
enum PythonVersions {
    private enum Phase: Int {
        /// A development release of no pre-release: before `a0`.
        case development
        case alpha
        case beta
        case candidate
        case final
    }

    private struct Parts {
        var epoch = 0..<0
        var release = 0..<0
        var phase = Phase.final
        var phaseNumber = 0..<0
        var post: Range<Int>?
        var development: Range<Int>?
        var local: Range<Int>?
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        let name = "Python version (PEP 440)"
        guard let a = parts(first) else { return notEvaluable(first, is: name) }
        guard let b = parts(second) else { return notEvaluable(second, is: name) }
        return order(first, a, second, b).comparison
    }

    private static func order(_ first: VersionBytes, _ a: Parts, _ second: VersionBytes, _ b: Parts) -> VersionOrder {
        var order = numericOrder(first, a.epoch, second, b.epoch)
        guard case .equal = order else { return order }
        order = SemanticVersions.numbersOrder(first, a.release, second, b.release)
        guard case .equal = order else { return order }
        order = VersionOrder(a.phase.rawValue, b.phase.rawValue)
        guard case .equal = order else { return order }
        order = numericOrder(first, a.phaseNumber, second, b.phaseNumber)
        guard case .equal = order else { return order }
        switch (a.post, b.post) {
        case (nil, nil): break
        case (nil, _?): return .less
        case (_?, nil): return .greater
        case (let x?, let y?):
            order = numericOrder(first, x, second, y)
            guard case .equal = order else { return order }
        }
        switch (a.development, b.development) {
        case (nil, nil): break
        case (nil, _?): return .greater
        case (_?, nil): return .less
        case (let x?, let y?):
            order = numericOrder(first, x, second, y)
            guard case .equal = order else { return order }
        }
        switch (a.local, b.local) {
        case (nil, nil): return .equal
        case (nil, _?): return .less
        case (_?, nil): return .greater
        case (let x?, let y?): return localOrder(first, x, second, y)
        }
    }

    /// Local segments: numbers after texts, the longer list after the one it begins with.
    private static func localOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound, j < b.upperBound {
            let endI = endOfSegment(first, i, a.upperBound)
            let endJ = endOfSegment(second, j, b.upperBound)
            let order: VersionOrder
            switch (first.isNumber(i..<endI), second.isNumber(j..<endJ)) {
            case (true, true): order = numericOrder(first, i..<endI, second, j..<endJ)
            case (true, false): order = .greater
            case (false, true): order = .less
            case (false, false): order = foldedByteOrder(first, i..<endI, second, j..<endJ)
            }
            guard case .equal = order else { return order }
            i = endI &+ 1
            j = endJ &+ 1
        }
        return VersionOrder(i < a.upperBound ? 1 : 0, j < b.upperBound ? 1 : 0)
    }

    private static func endOfSegment(_ text: VersionBytes, _ start: Int, _ limit: Int) -> Int {
        var index = start
        while index < limit, text[index].isAlphanumeric { index &+= 1 }
        return index
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        let limit = text.count
        var parts = Parts()
        var index = text.byte(0) | 0x20 == UInt8(ascii: "v") ? 1 : 0
        var end = text.endOfDigits(index, limit: limit)
        guard end > index else { return nil }
        if text.byte(end) == UInt8(ascii: "!") {
            parts.epoch = index..<end
            index = end &+ 1
            end = text.endOfDigits(index, limit: limit)
            guard end > index else { return nil }
        }
        let start = index
        while text.byte(end) == UInt8(ascii: "."), text.byte(end &+ 1).isDigit {
            end = text.endOfDigits(end &+ 1, limit: limit)
        }
        parts.release = start..<end
        index = end
        if index < limit {
            index = readPhase(text, index, &parts)
            index = readPost(text, index, &parts)
            index = readDevelopment(text, index, &parts)
        }
        if index < limit {
            guard text[index] == UInt8(ascii: "+"), isLocal(text, (index &+ 1)..<limit) else { return nil }
            parts.local = (index &+ 1)..<limit
        }
        if parts.development != nil, parts.post == nil, case .final = parts.phase { parts.phase = .development }
        return parts
    }

    /// Reads `a1`, `.beta-2`, `_rc`; gives the index behind it.
    private static func readPhase(_ text: VersionBytes, _ start: Int, _ parts: inout Parts) -> Int {
        let word = skippingSeparator(text, start)
        let end: Int
        if let alpha = behind("alpha", text, word) ?? behind("a", text, word) {
            parts.phase = .alpha
            end = alpha
        } else if let beta = behind("beta", text, word) ?? behind("b", text, word) {
            parts.phase = .beta
            end = beta
        } else if let candidate = behind("preview", text, word) ?? behind("pre", text, word) ?? behind("rc", text, word)
            ?? behind("c", text, word)
        {
            parts.phase = .candidate
            end = candidate
        } else {
            return start
        }
        parts.phaseNumber = readNumber(text, end)
        return parts.phaseNumber.upperBound
    }

    /// Reads `-1`, `.post2`, `r3`, `rev`.
    private static func readPost(_ text: VersionBytes, _ start: Int, _ parts: inout Parts) -> Int {
        if text.byte(start) == UInt8(ascii: "-"), text.byte(start &+ 1).isDigit {
            let end = text.endOfDigits(start &+ 1, limit: text.count)
            parts.post = (start &+ 1)..<end
            return end
        }
        let word = skippingSeparator(text, start)
        guard let end = behind("post", text, word) ?? behind("rev", text, word) ?? behind("r", text, word) else {
            return start
        }
        let number = readNumber(text, end)
        parts.post = number
        return number.upperBound
    }

    private static func readDevelopment(_ text: VersionBytes, _ start: Int, _ parts: inout Parts) -> Int {
        guard let end = behind("dev", text, skippingSeparator(text, start)) else { return start }
        let number = readNumber(text, end)
        parts.development = number
        return number.upperBound
    }

    /// The index behind a word, if it stands there; another may follow at once (`1.0b2dev3`).
    @inline(__always)
    private static func behind(_ word: StaticString, _ text: VersionBytes, _ index: Int) -> Int? {
        text.has(word, at: index, limit: text.count) ? index &+ word.utf8CodeUnitCount : nil
    }

    private static func skippingSeparator(_ text: VersionBytes, _ index: Int) -> Int {
        switch text.byte(index) {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): index &+ 1
        default: index
        }
    }

    /// The number behind a word, past the separator it may have; empty, which is 0, where there is none.
    private static func readNumber(_ text: VersionBytes, _ end: Int) -> Range<Int> {
        let start = skippingSeparator(text, end)
        return start..<text.endOfDigits(start, limit: text.count)
    }

    private static func isLocal(_ text: VersionBytes, _ range: Range<Int>) -> Bool {
        var length = 0
        for index in range {
            switch text[index] {
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                guard length > 0 else { return false }
                length = 0
            case let byte:
                guard byte.isAlphanumeric else { return false }
                length &+= 1
            }
        }
        return length > 0
    }
}
