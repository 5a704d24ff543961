// SPDX-License-Identifier: Apache-2.0
import Advisories

/// The strings of one package's rules, each once: versions, then what is no version.
///
/// Rules are read twice, by ``collect(_:)`` and ``copy(_:to:)``, which meet the strings in the same order.
struct PackageStrings {
    private var versions = Pool()
    private var others = Pool()

    private struct Pool {
        var met: [UnsafeRawBufferPointer] = []
        var distinct: [UnsafeRawBufferPointer] = []
        /// For each string met, its place in `distinct`.
        var places: [Int] = []
        var next = 0

        mutating func removeAll() {
            met.removeAll(keepingCapacity: true)
            next = 0
        }

        mutating func number() {
            distinct.removeAll(keepingCapacity: true)
            places = Array(repeating: 0, count: met.count)
            let order = met.indices.sorted { met[$0].precedes(met[$1]) }
            for position in order {
                if distinct.last.map({ $0.isIdentical(to: met[position]) }) != true { distinct.append(met[position]) }
                places[position] = distinct.count - 1
            }
        }

        mutating func place() -> Int {
            defer { next += 1 }
            return next < places.count ? places[next] : 0
        }
    }

    mutating func removeAll() {
        versions.removeAll()
        others.removeAll()
    }

    /// Numbers what was collected.
    mutating func number() {
        versions.number()
        others.number()
    }

    func write(to output: inout ByteWriter) {
        output.number(versions.distinct.count)
        output.number(others.distinct.count)
        for string in versions.distinct { output.string(string) }
        for string in others.distinct { output.string(string) }
    }

    /// Reads a rule and notes its strings.
    mutating func collect(_ reader: inout ByteReader) throws(Damage) {
        try PackageStrings.front(&reader) { _ in }
        for _ in 0..<(try reader.count()) {
            let isGit = try PackageStrings.isGitRange(&reader) { _ in }
            if isGit { others.met.append(try reader.string()) }
            for _ in 0..<(try reader.count()) {
                _ = try reader.number()
                let string = try reader.string()
                if isGit { others.met.append(string) } else { versions.met.append(string) }
            }
        }
        for _ in 0..<(try reader.count()) { versions.met.append(try reader.string()) }
    }

    /// Reads a rule again and writes it with numbers in place of the strings.
    mutating func copy(_ reader: inout ByteReader, to output: inout ByteWriter) throws(Damage) {
        try PackageStrings.front(&reader) { output.number($0) }
        let ranges = try reader.count()
        output.number(ranges)
        for _ in 0..<ranges {
            let isGit = try PackageStrings.isGitRange(&reader) { output.number($0) }
            if isGit {
                _ = try reader.string()
                output.number(versions.distinct.count + others.place())
            }
            let events = try reader.count()
            output.number(events)
            for _ in 0..<events {
                let kind = try reader.number()
                _ = try reader.string()
                let string = isGit ? versions.distinct.count + others.place() : versions.place()
                output.number(string << 2 | kind)
            }
        }
        var enumerated: [Int] = []
        for _ in 0..<(try reader.count()) {
            _ = try reader.string()
            enumerated.append(versions.place())
        }
        output.runs(enumerated)
    }

    /// Severities, severity word and defect: numbers already, given one by one.
    private static func front(_ reader: inout ByteReader, _ number: (Int) -> Void) throws(Damage) {
        let severities = try reader.count()
        number(severities)
        for _ in 0..<severities {
            let code = try reader.number()
            number(code)
            if code == SeverityEntry.Kind.otherCode { number(try reader.number()) }
            number(try reader.number())
        }
        number(try reader.number())
        number(try reader.number())
    }

    /// The bits and the defect of a range, and whether its events are commits.
    private static func isGitRange(_ reader: inout ByteReader, _ number: (Int) -> Void) throws(Damage) -> Bool {
        let flags = try reader.number()
        number(flags)
        if flags & RuleFlag.defect != 0 { number(try reader.number()) }
        return AffectedRange.Kind?(code: flags & RuleFlag.kind) == .git
    }
}

extension ByteWriter {
    /// A set of numbers, as a count of runs, then each run's distance from the end of the one before and its length less
    /// one.
    mutating func runs(_ numbers: [Int]) {
        var runs: [Range<Int>] = []
        for number in numbers.sorted() {
            if let last = runs.last, number <= last.upperBound {
                runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, number + 1)
            } else {
                runs.append(number..<number + 1)
            }
        }
        number(runs.count)
        var end = 0
        for run in runs {
            number(run.lowerBound - end)
            number(run.count - 1)
            end = run.upperBound
        }
    }
}
