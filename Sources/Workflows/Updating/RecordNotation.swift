// SPDX-License-Identifier: Apache-2.0
import Advisories

/// How a record is written, by the ending of its origin's name.
enum RecordNotation {
    case json, yaml

    /// What is neither is read as JSON.
    init(origin: String) {
        self = origin.hasSuffix(".yaml") || origin.hasSuffix(".yml") ? .yaml : .json
    }

    /// Whether a file of a source may hold a record.
    static func holdsRecord(_ name: String) -> Bool {
        name.hasSuffix(".json") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    }

    func read(_ bytes: [UInt8], with reader: AdvisoryReader) throws(AdvisoriesError) -> AdvisoryReading {
        switch self {
        case .json: try reader.read(json: bytes)
        case .yaml: try reader.read(yaml: bytes)
        }
    }
}
