// SPDX-License-Identifier: Apache-2.0
import Notations
package import Wire

/// Reads OSV records leniently: a record without an id is refused, whatever else is wrong with one is a problem that is
/// named while the rest is read.
///
/// Keeps a JSON parser and the ecosystem names it has met, so make one and read many. One reader a worker.
package final class AdvisoryReader {
    /// How much of a record is wanted.
    package enum Detail: Sendable, Hashable {
        /// What matching needs: no details, references, credits, related ids, purls and specifics. A fifth faster, and
        /// smaller.
        case matching
        /// Everything.
        case full
    }

    private let parser: JSONParser
    private var decoder: AdvisoryDecoder

    package init(detail: Detail, limits: Limits = .advisory) {
        parser = JSONParser(limits: limits)
        decoder = AdvisoryDecoder(detail: detail)
    }

    /// Reads one record of JSON.
    package func read(json bytes: UnsafeRawBufferPointer) throws(AdvisoriesError) -> AdvisoryReading {
        let document: JSONDocument
        do {
            document = try parser.load(bytes)
        } catch {
            throw AdvisoriesError(error.message, hint: error.hint)
        }
        return try document.read { root throws(AdvisoriesError) in try decoder.decode(root) }
    }

    /// Reads one record of JSON.
    package func read(json bytes: [UInt8]) throws(AdvisoriesError) -> AdvisoryReading {
        // withUnsafeBytes does not carry a typed error out.
        try bytes.withUnsafeBytes { bytes in Result { () throws(AdvisoriesError) in try read(json: bytes) } }.get()
    }

    /// Reads one record of YAML.
    package func read(yaml bytes: [UInt8]) throws(AdvisoriesError) -> AdvisoryReading {
        try read(json: AdvisoryText.json(fromYAML: bytes, limits: parser.limits))
    }
}

/// A record and what is wrong with it.
package struct AdvisoryReading: Sendable, Hashable {
    package let advisory: Advisory
    /// In the order of the record; past ``AdvisoryProblem/most`` one last problem counts the rest.
    package let problems: [AdvisoryProblem]
}

/// Something in a record that could not be read as the schema means it.
package struct AdvisoryProblem: Sendable, Hashable {
    /// Where, as a JSON pointer (RFC 6901); empty for the record itself.
    package let pointer: String
    /// A sentence.
    package let message: String

    /// No record names more problems than this one by one.
    package static let most = 50

    package init(pointer: String, message: String) {
        self.pointer = pointer
        self.message = message
    }
}

extension Advisory {
    /// Reads a record that is part of a larger document.
    package init(
        json value: JSONValue, detail: AdvisoryReader.Detail, problems: inout [AdvisoryProblem]
    ) throws(AdvisoriesError) {
        var decoder = AdvisoryDecoder(detail: detail)
        let reading = try decoder.decode(value)
        problems += reading.problems
        self = reading.advisory
    }
}
