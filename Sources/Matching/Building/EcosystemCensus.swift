// SPDX-License-Identifier: Apache-2.0
import Packages

/// The ecosystems and releases met while building, and how many records speak of each.
struct EcosystemCensus {
    /// Every ecosystem with its suffix, in the order they came.
    private var names: [EcosystemName] = []
    private var numbers: [EcosystemName: Int] = [:]
    private var counts: [Int] = []
    private var ecosystemCounts: [Ecosystem: Int] = [:]
    private var meanings: [String: EcosystemName] = [:]
    private var last: (text: [UInt8], name: EcosystemName)?
    /// What the record at hand has been counted for.
    private var counted: Set<EcosystemName> = []
    private var countedEcosystems: Set<Ecosystem> = []

    /// What a text of a record means; nil where it is no ecosystem.
    mutating func name(_ text: UnsafeRawBufferPointer) -> EcosystemName? {
        if let last, last.text.elementsEqual(text) { return last.name }
        let string = String(decoding: text, as: UTF8.self)
        guard let name = meanings[string] ?? (try? EcosystemName(parsing: string)) else { return nil }
        meanings[string] = name
        last = (Array(text), name)
        return name
    }

    mutating func beginRecord() {
        counted.removeAll(keepingCapacity: true)
        countedEcosystems.removeAll(keepingCapacity: true)
    }

    /// The number of a name; counts the record at hand once.
    mutating func count(_ name: EcosystemName) -> Int {
        let number = numbers[name] ?? names.count
        if number == names.count {
            names.append(name)
            counts.append(0)
            numbers[name] = number
        }
        if counted.insert(name).inserted { counts[number] += 1 }
        if countedEcosystems.insert(name.ecosystem).inserted { ecosystemCounts[name.ecosystem, default: 0] += 1 }
        return number
    }

    /// Everything met, in an order that does not depend on the order it came in.
    func releases() -> Releases {
        var releases = Releases()
        releases.ecosystems = ecosystemCounts.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
        let order = names.indices.sorted { left, right in
            let (left, right) = (names[left], names[right])
            if left.ecosystem != right.ecosystem { return left.ecosystem.rawValue < right.ecosystem.rawValue }
            return (left.suffix ?? "").utf8.lexicographicallyPrecedes((right.suffix ?? "").utf8)
        }
        releases.numbers = Array(repeating: 0, count: names.count)
        for (place, number) in order.enumerated() {
            releases.numbers[number] = place
            releases.all.append((names[number], counts[number]))
        }
        return releases
    }

    /// The ecosystems, and their releases in sorted order.
    struct Releases {
        var ecosystems: [(ecosystem: Ecosystem, advisories: Int)] = []
        var all: [(name: EcosystemName, advisories: Int)] = []
        /// The place in `all`, by the number given while building.
        var numbers: [Int] = []

        /// Ecosystems: a count, then name, number of advisories and number of releases of each. Releases: the suffix
        /// (empty for none) and the number of advisories.
        func write(to writer: inout IndexWriter) throws {
            var output = ByteWriter()
            output.number(ecosystems.count)
            for (ecosystem, advisories) in ecosystems {
                output.string(ecosystem.rawValue)
                output.number(advisories)
                output.number(all.count { $0.name.ecosystem == ecosystem })
            }
            try writer.write(.ecosystems, bytes: output.bytes)
            output.removeAll()
            var ends = TableEnds()
            for (name, advisories) in all {
                let start = output.count
                output.string(name.suffix ?? "")
                output.number(advisories)
                try ends.append(output.count - start)
            }
            try writer.write(.releaseEnds, words: ends.ends)
            try writer.write(.releases, bytes: output.bytes)
        }
    }
}
