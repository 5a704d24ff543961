// SPDX-License-Identifier: Apache-2.0
import Advisories

/// The record of a package, opened: its strings, and where its rules begin.
struct PackageRules {
    /// Versions first, in the order of their bytes, then what is no version.
    let strings: [UnsafeRawBufferPointer]
    let versionCount: Int
    let count: Int
    private let rules: ByteReader

    /// - Parameter reader: behind the name and the ecosystem.
    init(_ reader: ByteReader) throws(Damage) {
        var reader = reader
        versionCount = try reader.count()
        let total = versionCount + (try reader.count())
        var strings: [UnsafeRawBufferPointer] = []
        strings.reserveCapacity(min(total, reader.bytes.count))
        for _ in 0..<total { strings.append(try reader.string()) }
        self.strings = strings
        count = try reader.count()
        rules = reader
    }

    /// Shows each rule, its body unread.
    func forEach(_ body: (RuleFront) throws(Damage) -> Void) throws(Damage) {
        var reader = rules
        var ordinal = 0
        for _ in 0..<count {
            let (next, overflow) = ordinal.addingReportingOverflow(try reader.number())
            guard !overflow else { throw Damage() }
            ordinal = next
            let group = try reader.number()
            let release = try reader.number()
            let length = try reader.number()
            try body(RuleFront(ordinal: ordinal, group: group, release: release, body: try reader.bytes(length)))
        }
    }

    /// The number of a version by its exact spelling.
    func number(of version: UnsafeRawBufferPointer) -> Int? {
        var low = 0
        var high = versionCount
        while low < high {
            let middle = (low + high) / 2
            if strings[middle].precedes(version) { low = middle + 1 } else { high = middle }
        }
        return low < versionCount && strings[low].isIdentical(to: version) ? low : nil
    }

    func text(_ number: Int) -> String {
        String(decoding: strings[number], as: UTF8.self)
    }
}

/// What can be said of a rule without reading it.
struct RuleFront {
    /// Of the advisory.
    var ordinal: Int
    /// Of the alias group, plus one; 0 for none.
    var group: Int
    /// Of the release, plus one; 0 for an entry without suffix.
    var release: Int
    var body: UnsafeRawBufferPointer
}

/// A rule, read. Made once and filled again for every rule.
struct RuleBody {
    /// The place of the severities in the body.
    private(set) var severities: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Numbers of shared strings.
    private(set) var severityWord: Int?
    private(set) var defect: Int?
    private(set) var ranges: [Range] = []
    /// Of all ranges.
    private(set) var events: [IndexedEvent] = []
    /// The enumerated versions, ascending.
    private(set) var enumerated: [Swift.Range<Int>] = []

    struct Range {
        var kind: AffectedRange.Kind?
        /// The number of a shared string.
        var defect: Int?
        /// The number of a string of the package.
        var repository: Int?
        var events: Swift.Range<Int>
    }

    mutating func read(_ body: UnsafeRawBufferPointer, of package: PackageRules) throws(Damage) {
        var reader = try ByteReader(body)
        try RuleBody.skipSeverities(&reader)
        severities = UnsafeRawBufferPointer(rebasing: body[..<reader.position])
        severityWord = try RuleBody.optional(&reader)
        defect = try RuleBody.optional(&reader)
        ranges.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        enumerated.removeAll(keepingCapacity: true)
        for _ in 0..<(try reader.count()) { try range(&reader, package) }
        var end = 0
        for _ in 0..<(try reader.count()) {
            let (start, overflow) = end.addingReportingOverflow(try reader.number())
            guard !overflow, start < package.versionCount else { throw Damage() }
            let length = try reader.number()
            guard length < package.versionCount - start else { throw Damage() }
            end = start + length + 1
            enumerated.append(start..<end)
        }
    }

    private mutating func range(_ reader: inout ByteReader, _ package: PackageRules) throws(Damage) {
        let flags = try reader.number()
        let kind = AffectedRange.Kind?(code: flags & RuleFlag.kind)
        var range = Range(kind: kind, events: events.count..<events.count)
        if flags & RuleFlag.defect != 0 { range.defect = try reader.number() }
        if kind == .git {
            let repository = try reader.number()
            guard repository < package.strings.count else { throw Damage() }
            range.repository = repository
        }
        for _ in 0..<(try reader.count()) {
            let code = try reader.number()
            let version = code >> 2
            guard version < package.strings.count else { throw Damage() }
            let event = try RangeEvent.Kind(code: code & 3)
            let string = package.strings[version]
            let byte = string.count == 1 ? string[0] : 0
            events.append(
                IndexedEvent(
                    kind: event, version: version, isFloor: event == .introduced && byte == UInt8(ascii: "0"),
                    isEndless: event == .limit && byte == UInt8(ascii: "*")))
        }
        range.events = range.events.lowerBound..<events.count
        ranges.append(range)
    }

    func enumerates(_ version: Int) -> Bool {
        enumerated.contains { $0.contains(version) }
    }

    /// The first of some versions, which ascend, that is enumerated.
    func firstEnumerated(of versions: [Int]) -> Int? {
        guard let last = versions.last else { return nil }
        for run in enumerated where run.lowerBound <= last {
            var low = 0
            var high = versions.count
            while low < high {
                let middle = (low + high) / 2
                if versions[middle] < run.lowerBound { low = middle + 1 } else { high = middle }
            }
            if low < versions.count, run.contains(versions[low]) { return versions[low] }
        }
        return nil
    }

    private static func optional(_ reader: inout ByteReader) throws(Damage) -> Int? {
        let number = try reader.number()
        return number == 0 ? nil : number - 1
    }

    private static func skipSeverities(_ reader: inout ByteReader) throws(Damage) {
        for _ in 0..<(try reader.count()) {
            if try reader.number() == SeverityEntry.Kind.otherCode { _ = try reader.number() }
            _ = try reader.number()
        }
    }
}
