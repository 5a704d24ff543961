// SPDX-License-Identifier: Apache-2.0

/// Departures from a format's schema that do not keep a document from being read.
///
/// Each is a warning with its line; past ``shown`` of one rule the rest is counted in one sentence, so that a document
/// with the same slip in every entry stays readable.
struct SchemaFindings {
    /// What a schema asks for, in the words of the closing sentence.
    enum Rule: String, CaseIterable {
        case document = "the document's own fields"
        case shape = "the kind of a value"
        case component = "required fields of a component"
        case type = "the type of a component"
        case scope = "the scope of a component"
        case reference = "references"
        case hash = "hashes"
        case licence = "licences"
        case property = "properties"
        case pedigree = "pedigrees"
        case identity = "software identification tags"
        case service = "services"
        case relationship = "relationships"
    }

    static let shown = 10
    private(set) var counts: [Rule: Int] = [:]
    private(set) var warnings: [Inventory.Warning] = []
    let path: String

    init(path: String) {
        self.path = path
    }

    mutating func note(_ rule: Rule, line: Int, _ message: @autoclosure () -> String) {
        let count = (counts[rule] ?? 0) + 1
        counts[rule] = count
        guard count <= Self.shown else { return }
        warnings.append(
            Inventory.Warning(location: SourceLocation(path: path, line: line), message: message()))
    }

    /// Hands the warnings over, those of each rule counted where they were too many.
    func append(to inventory: inout Inventory) {
        inventory.warnings.append(contentsOf: warnings)
        for rule in Rule.allCases {
            guard let count = counts[rule], count > Self.shown else { continue }
            inventory.warn(
                path, line: nil, "\(count - Self.shown) more places depart from the schema in \(rule.rawValue).")
        }
    }
}
