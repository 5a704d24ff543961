// SPDX-License-Identifier: Apache-2.0
import Packages

/// The layout of an index file. All numbers are little-endian; every section begins at a multiple of eight.
///
/// Front (32 bytes, for ever at this place): magic (16), format version (4), zeros. Then the sections, in any order. Then
/// the directory: per section its kind (4), zeros (4), offset (8), length (8) and checksum (8). Then the trailer (48
/// bytes): offset of the directory (8), count of sections (4), zeros (4), checksum of the directory (8), length of the
/// file (8), magic (16). A file that was cut short or grew has no trailer at its end.
///
/// Invariants: (1) the same records, information and format version make the same bytes; (2) opening reads front, trailer,
/// directory and the information section, nothing that grows with the number of records; (3) nothing in a file is
/// believed: each offset and count is checked where it is used; (4) what lies in a file is what records say, grouped and
/// keyed; only names were normalised. How versions compare is asked when a package is looked up.
enum IndexFormat {
    static let magic: [UInt8] = Array("MAINSTAY INDEX\r\n".utf8)
    /// Grows with every change of the layout, of ``ByteHash`` or of `Ecosystem.normalisedName(_:)`.
    static let version: UInt32 = 1

    static let frontSize = 32
    static let directoryEntrySize = 32
    static let trailerSize = 48

    /// A part of the file. Tables are two sections: where each record ends (4 bytes each), and the records.
    enum Section: UInt32, CaseIterable {
        /// When it was made, from what, and how much of each there is.
        case information = 1
        /// The ecosystems, and where their releases are among the `release…` sections.
        case ecosystems
        /// Suffixes with the number of their advisories: `12` of `Debian:12`.
        case releaseEnds, releases
        /// Hash slots of 8 bytes: the upper half of the key's hash, and the package's number; all ones where free.
        case packageSlots
        case packageEnds, packages
        case advisoryEnds, advisories
        /// Alias groups of at least two ids.
        case groupEnds, groups
        /// Hash slots of 8 bytes: the upper half of the hash of an id in small letters, and an advisory's number, or,
        /// with the highest bit set, the number of the group that names an id without a record.
        case identifierSlots
        /// Strings that many records share: severities, severity words, defects.
        case sharedEnds, shared
    }

    static let freeSlot = UInt64.max
    static let groupMark: UInt32 = 0x8000_0000

    /// The slots for so many keys: at most two thirds are used.
    static func slotCount(for keys: Int) -> Int {
        var count = 16
        while count * 2 < keys * 3 { count *= 2 }
        return count
    }

    /// The key of a package: its ecosystem without suffix, and its normalised name.
    static func packageHash(_ ecosystem: Ecosystem, name: String) -> UInt64 {
        ByteHash.hash(name, seed: ByteHash.hash(ecosystem.rawValue))
    }

    /// The key of an advisory or alias, whatever letters it is typed in.
    static func identifierHash(_ id: UnsafeRawBufferPointer) -> UInt64 {
        let small = id.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        return small.withUnsafeBytes { ByteHash.hash($0) }
    }
}

/// The bits in front of an advisory's record.
enum AdvisoryFlag {
    static let modified = 1
    static let published = 2
    static let withdrawn = 4
    static let summary = 8
    static let severityWord = 16
    static let grouped = 32
}
