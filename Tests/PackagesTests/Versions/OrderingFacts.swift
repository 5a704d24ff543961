// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages

/// Facts about the order of a scheme, one a line in `Fixtures/versions/SCHEME.txt`: `a < b`, `a = b`, `a ? b`.
struct OrderingFact: Sendable, CustomStringConvertible {
    let scheme: VersionScheme
    let first: String
    let relation: Character
    let second: String

    var description: String { "\(scheme.rawValue): \(first) \(relation) \(second)" }

    static func all(of scheme: VersionScheme, file: String = #filePath) throws -> [OrderingFact] {
        let folder = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: folder.appending(path: "Fixtures/versions/\(scheme.rawValue).txt"), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: " ")
            let isFact = parts.count == 3 && parts[1].count == 1
            return OrderingFact(
                scheme: scheme, first: isFact ? String(parts[0]) : String(line),
                relation: isFact ? parts[1].first ?? " " : " ", second: isFact ? String(parts[2]) : "")
        }
    }
}

extension VersionComparison {
    /// As the facts write it.
    var sign: Character {
        switch self {
        case .less: "<"
        case .equal: "="
        case .greater: ">"
        case .notEvaluable: "?"
        }
    }
}
