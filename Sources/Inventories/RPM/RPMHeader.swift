// SPDX-License-Identifier: Apache-2.0

/// A package header as rpm's database keeps it: the numbers of entries and data bytes, 16 bytes an entry, the data
/// (rpm documentation, "RPM V4 Package format", without the lead and the magic).
struct RPMHeader {
    enum Tag: Int32 {
        case name = 1000
        case version = 1001
        case release = 1002
        case epoch = 1003
        case vendor = 1011
        case licence = 1014
        case architecture = 1022
        case sourcePackage = 1044
        case provideNames = 1047
        case requireNames = 1049
        case modularityLabel = 5096
    }

    /// rpm's own bounds (`hdrchkTags`, `hdrchkData`).
    private static let mostEntries = 0xFFFF
    private static let mostData = 0x0FFF_FFFF

    private let bytes: ArraySlice<UInt8>
    private let data: Int
    private var entries: [Int32: Entry] = [:]

    private struct Entry {
        let type: Int
        let offset: Int
        let count: Int
    }

    /// Nil where the sizes do not fit the bytes.
    init?(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        let start = bytes.startIndex
        guard bytes.count >= 8 else { return nil }
        let count = RPMHeader.integer(bytes, start)
        let size = RPMHeader.integer(bytes, start + 4)
        guard count >= 1, count <= RPMHeader.mostEntries, size >= 0, size <= RPMHeader.mostData,
            8 + 16 * count + size <= bytes.count
        else { return nil }
        data = start + 8 + 16 * count
        for position in 0..<count {
            let place = start + 8 + 16 * position
            let tag = Int32(truncatingIfNeeded: RPMHeader.integer(bytes, place))
            let offset = RPMHeader.integer(bytes, place + 8)
            guard offset >= 0, offset < size, entries[tag] == nil else { continue }
            entries[tag] = Entry(
                type: RPMHeader.integer(bytes, place + 4), offset: offset, count: RPMHeader.integer(bytes, place + 12))
        }
    }

    /// A string, or the first one of several; nil where the tag is missing, of another type or not UTF-8 text.
    func text(_ tag: Tag) -> String? {
        strings(tag, atMost: 1).first
    }

    /// All strings of a tag; those that are not UTF-8 text are left out.
    func strings(_ tag: Tag) -> [String] {
        strings(tag, atMost: .max)
    }

    /// A 32-bit number.
    func number(_ tag: Tag) -> Int? {
        guard let entry = entries[tag.rawValue], entry.type == 4, entry.count >= 1,
            data + entry.offset + 4 <= bytes.endIndex
        else { return nil }
        return RPMHeader.integer(bytes, data + entry.offset)
    }

    private func strings(_ tag: Tag, atMost most: Int) -> [String] {
        // STRING, STRING_ARRAY, I18NSTRING
        guard let entry = entries[tag.rawValue], [6, 8, 9].contains(entry.type) else { return [] }
        var strings: [String] = []
        var cursor = data + entry.offset
        for _ in 0..<min(max(entry.count, 0), most) {
            guard cursor < bytes.endIndex, let end = bytes[cursor...].firstIndex(of: 0) else { break }
            if let text = String(validating: bytes[cursor..<end], as: UTF8.self) { strings.append(text) }
            cursor = end + 1
        }
        return strings
    }

    /// A big-endian number of 32 bits; the caller has checked the place.
    private static func integer(_ bytes: ArraySlice<UInt8>, _ place: Int) -> Int {
        Int(bytes[place]) << 24 | Int(bytes[place + 1]) << 16 | Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
    }
}
