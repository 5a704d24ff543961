// SPDX-License-Identifier: Apache-2.0

/// The UTF-8 bytes of a version while it is read.
///
/// Schemes walk over it with indices: comparing is the hottest thing the matcher does, so nothing is copied out and nothing
/// allocated. Every access is checked by `Span`.
typealias VersionBytes = Span<UInt8>

extension Span where Element == UInt8 {
    /// The byte at an index, 0 behind the end. No scheme lets a NUL byte mean anything.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 {
        index < count ? self[index] : 0
    }

    /// The index behind the digits that begin at `start`; `start` itself where there are none.
    @inline(__always)
    func endOfDigits(_ start: Int, limit: Int) -> Int {
        var index = start
        while index < limit, self[index].isDigit { index &+= 1 }
        return index
    }

    /// The index behind the ASCII letters that begin at `start`.
    @inline(__always)
    func endOfLetters(_ start: Int, limit: Int) -> Int {
        var index = start
        while index < limit, self[index].isLetter { index &+= 1 }
        return index
    }

    /// The index of the first `wanted`, or `limit`.
    @inline(__always)
    func first(_ wanted: UInt8, from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit, self[index] != wanted { index &+= 1 }
        return index
    }

    /// The index of the last `wanted`, or nil.
    func last(_ wanted: UInt8, from start: Int, limit: Int) -> Int? {
        var index = limit
        while index > start {
            index &-= 1
            if self[index] == wanted { return index }
        }
        return nil
    }

    /// Whether the lower-case ASCII `word` stands at `index`, in any case.
    @inline(__always)
    func has(_ word: StaticString, at index: Int, limit: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index &+ length <= limit else { return false }
        return word.withUTF8Buffer { letters in
            for offset in 0..<length where self[index &+ offset].lowercased != letters[offset] { return false }
            return true
        }
    }

    /// Whether every byte in a range is an ASCII digit, and there is one.
    func isNumber(_ range: Range<Int>) -> Bool {
        !range.isEmpty && endOfDigits(range.lowerBound, limit: range.upperBound) == range.upperBound
    }

    /// Whether the number written in a range is zero; no digits are zero too.
    func isZero(_ range: Range<Int>) -> Bool {
        for index in range where self[index] != UInt8(ascii: "0") { return false }
        return true
    }

    /// Whether all bytes are printable ASCII.
    var isPrintableASCII: Bool {
        for index in 0..<count where self[index] <= 0x20 || self[index] >= 0x7F { return false }
        return true
    }

    /// Whether the bytes are the same.
    func isIdentical(to other: borrowing Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    /// The text in quotation marks, for a sentence.
    var quoted: String {
        var bytes: [UInt8] = []
        for index in 0..<Swift.min(count, 400) { bytes.append(self[index]) }
        return PackagesError.quoted(String(decoding: bytes, as: UTF8.self))
    }
}

extension UInt8 {
    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always)
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always)
    var isAlphanumeric: Bool { isDigit || isLetter }
    @inline(__always)
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

/// The order of two numbers written in decimal digits, of any length; a missing number is zero.
@inline(__always)
func numericOrder(_ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>) -> VersionOrder {
    var i = a.lowerBound
    var j = b.lowerBound
    while i < a.upperBound, first[i] == UInt8(ascii: "0") { i &+= 1 }
    while j < b.upperBound, second[j] == UInt8(ascii: "0") { j &+= 1 }
    let lengths = VersionOrder(a.upperBound &- i, b.upperBound &- j)
    guard case .equal = lengths else { return lengths }
    while i < a.upperBound {
        if first[i] != second[j] { return first[i] < second[j] ? .less : .greater }
        i &+= 1
        j &+= 1
    }
    return .equal
}

/// The order of two texts by their bytes; a text comes before those it begins.
@inline(__always)
func byteOrder(_ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>) -> VersionOrder {
    let shared = min(a.count, b.count)
    for offset in 0..<shared {
        let x = first[a.lowerBound &+ offset]
        let y = second[b.lowerBound &+ offset]
        if x != y { return x < y ? .less : .greater }
    }
    return VersionOrder(a.count, b.count)
}

/// `byteOrder` with ASCII letters taken as lower case.
func foldedByteOrder(_ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>) -> VersionOrder {
    let shared = min(a.count, b.count)
    for offset in 0..<shared {
        let x = first[a.lowerBound &+ offset].lowercased
        let y = second[b.lowerBound &+ offset].lowercased
        if x != y { return x < y ? .less : .greater }
    }
    return VersionOrder(a.count, b.count)
}

/// The answer where the first version that breaks a scheme's grammar is to be named.
func notEvaluable(_ version: VersionBytes, is what: String) -> VersionComparison {
    .notEvaluable("\(version.quoted) is no \(what).")
}
