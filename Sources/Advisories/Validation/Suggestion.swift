// SPDX-License-Identifier: Apache-2.0
import Packages

/// "Is … meant?": the word of a list that is nearest to what was written.
enum Suggestion {
    /// The same word in other letters, or else the nearest by edit distance, of equally near ones the first by its
    /// bytes; nil where more than a third of it would have to change.
    static func nearest(to text: String, in words: some Sequence<String>) -> String? {
        // Nobody misspells a word of a list into a hundred bytes.
        guard !text.isEmpty, text.utf8.count <= 100 else { return nil }
        let small = Array(text.lowercased().utf8)
        let distances = words.map { word in (distance(small, Array(word.lowercased().utf8)), word) }
        guard let (distance, word) = distances.min(by: { $0 < $1 }) else { return nil }
        return distance * 3 <= max(small.count, 3) ? word : nil
    }

    /// A hint at the ecosystem that is meant where the schema does not know what is written.
    static func ecosystem(for text: String) -> String? {
        do {
            // `purl-type:swift` is understood here, but not by the schema.
            return "Write it as \"\(try EcosystemName(parsing: text))\"."
        } catch {
            if let hint = error.hint { return hint }
        }
        let name = text.prefix { $0 != ":" }
        return nearest(to: String(name), in: Ecosystem.allCases.map(\.rawValue)).map {
            "Is \"\($0)\(text.dropFirst(name.count))\" meant?"
        }
    }

    /// The optimal string alignment distance: insertions, deletions, changes, and exchanges of neighbours.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var twoAbove: [Int] = []
        var above = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var best = min(above[column] + (byte == other ? 0 : 1), above[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    best = min(best, twoAbove[column - 1] + 1)
                }
                current.append(best)
            }
            twoAbove = above
            above = current
        }
        return above[right.count]
    }
}
