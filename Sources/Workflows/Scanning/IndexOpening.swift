// SPDX-License-Identifier: Apache-2.0
import Advisories
import CAssets
import Files
import Matching
import Reports
import Wire

/// Opens the compiled index, or the starter set where there is none.
struct IndexOpening {
    let folder: DataFolder

    func open() throws -> (AdvisoryIndex, AdvisoryData) {
        guard FileReading.kind(of: folder.index, followingLinks: true) != .missing else { return try starter() }
        let index: AdvisoryIndex
        do { index = try AdvisoryIndex(try FileReading.map(folder.index)) } catch let error as MatchingError {
            throw WorkflowError(.failure, "\(folder.index): \(error.message)", hint: error.hint)
        }
        let data = AdvisoryData(
            kind: .database, created: index.origin.created, advisories: index.advisoryCount - index.withdrawnCount,
            sources: index.origin.sources)
        return (index, data)
    }

    /// The few advisories inside the binary, compiled in memory.
    private func starter() throws -> (AdvisoryIndex, AdvisoryData) {
        var bytes: [UInt8] = []
        var builder = IndexBuilder(
            origin: IndexOrigin(created: Instant(seconds: 0), generation: 0, sources: ["starter"]), spill: .inMemory())
        let reader = AdvisoryReader(detail: .matching)
        for line in StarterSet.lines { try builder.add(try reader.read(json: line).advisory, source: 0) }
        _ = try builder.finish { bytes.append(contentsOf: $0) }
        let index = try AdvisoryIndex(ByteRegion(copying: bytes))
        return (
            index, AdvisoryData(kind: .starter, created: nil, advisories: index.advisoryCount, sources: ["starter"])
        )
    }
}

/// The best-known vulnerabilities, written by this project from public facts, one OSV record a line.
package enum StarterSet {
    package static var lines: [[UInt8]] {
        UnsafeBufferPointer(start: asset_starter_ndjson(), count: asset_starter_ndjson_length())
            .split(separator: UInt8(ascii: "\n")).map(Array.init)
    }
}
