// SPDX-License-Identifier: Apache-2.0
import Wire

/// The file of a cache: `MSFORGE` and a zero byte; the version; the length of what follows, and its FNV-1a sum, which
/// finds accidents, not attackers; then the project, the start of a collection under way, and the answers in the order
/// of their keys. Numbers are eight bytes, least first; texts and bodies have their length before them.
///
/// A file that is cut off, changed, of another version or of another project is refused, and the cache begins empty.
extension ForgeCache {
    private static let mark: [UInt8] = Array("MSFORGE\0".utf8)
    private static let version: UInt64 = 1

    package var bytes: [UInt8] {
        var content = CacheWriter()
        content.write(project)
        content.write(started)
        content.write(UInt64(entries.count))
        for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
            content.write(key)
            content.write(entry.used)
            content.write(UInt64(clamping: entry.answer.status))
            content.write(entry.answer.received)
            content.write(UInt64(entry.answer.headers.count))
            for header in entry.answer.headers {
                content.write(header.name)
                content.write(header.value)
            }
            content.write(entry.answer.body)
        }
        var output = CacheWriter()
        output.bytes = ForgeCache.mark
        output.write(ForgeCache.version)
        output.write(UInt64(content.bytes.count))
        output.write(ForgeCache.sum(content.bytes[...]))
        return output.bytes + content.bytes
    }

    package init(reading bytes: [UInt8], project: ForgeProject) throws(ForgeError) {
        guard bytes.count <= 2 * ForgeCache.mostBytes else {
            throw ForgeError("The cache of a forge has more than \(2 * ForgeCache.mostBytes) bytes.")
        }
        guard bytes.starts(with: ForgeCache.mark) else { throw ForgeError("The file is no cache of a forge.") }
        var reader = CacheReader(bytes: bytes, position: ForgeCache.mark.count)
        let version = try reader.number()
        guard version == ForgeCache.version else {
            throw ForgeError("The cache has version \(version); version \(ForgeCache.version) is read.")
        }
        let length = try reader.number()
        let sum = try reader.number()
        guard length == UInt64(bytes.count - reader.position), sum == ForgeCache.sum(bytes[reader.position...]) else {
            throw ForgeError("The cache of a forge is cut off or damaged.")
        }
        self.init(project: try reader.text(), started: try reader.optionalTime())
        guard self.project == project.url else { throw ForgeError("The cache is that of another project.") }
        let count = try reader.number()
        guard count <= UInt64(ForgeCache.mostAnswers) else { throw CacheReader.damaged }
        for _ in 0..<count {
            let key = try reader.text()
            let used = try reader.time()
            guard let status = Int(exactly: try reader.number()), (100..<600).contains(status) else {
                throw CacheReader.damaged
            }
            let received = try reader.time()
            let headerCount = try reader.number()
            guard headerCount <= 100 else { throw CacheReader.damaged }
            var headers: [ForgeHeader] = []
            for _ in 0..<headerCount {
                headers.append(ForgeHeader(name: try reader.text(), value: try reader.text()))
            }
            let answer = ForgeAnswer(status: status, headers: headers, body: try reader.run(), received: received)
            insert(key, Entry(answer: answer, used: used))
        }
        guard reader.position == bytes.count else { throw CacheReader.damaged }
    }

    private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

private struct CacheWriter {
    var bytes: [UInt8] = []

    mutating func write(_ number: UInt64) {
        for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * place))) }
    }

    mutating func write(_ run: [UInt8]) {
        write(UInt64(run.count))
        bytes.append(contentsOf: run)
    }

    mutating func write(_ text: String) { write(Array(text.utf8)) }

    mutating func write(_ time: Instant) {
        write(UInt64(bitPattern: time.seconds))
        write(UInt64(UInt32(bitPattern: time.nanoseconds)))
    }

    mutating func write(_ time: Instant?) {
        write(UInt64(time == nil ? 0 : 1))
        if let time { write(time) }
    }
}

private struct CacheReader {
    let bytes: [UInt8]
    var position: Int

    static var damaged: ForgeError { ForgeError("The cache of a forge is damaged.") }

    mutating func number() throws(ForgeError) -> UInt64 {
        guard bytes.count - position >= 8 else { throw CacheReader.damaged }
        defer { position += 8 }
        return (0..<8).reduce(0) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
    }

    mutating func run() throws(ForgeError) -> [UInt8] {
        guard let count = Int(exactly: try number()), count <= bytes.count - position else { throw CacheReader.damaged }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func text() throws(ForgeError) -> String { String(decoding: try run(), as: UTF8.self) }

    mutating func time() throws(ForgeError) -> Instant {
        let seconds = Int64(bitPattern: try number())
        return Instant(seconds: seconds, nanoseconds: Int32(clamping: try number()))
    }

    mutating func optionalTime() throws(ForgeError) -> Instant? {
        try number() == 0 ? nil : try time()
    }
}
