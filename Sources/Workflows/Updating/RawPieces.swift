// SPDX-License-Identifier: Apache-2.0
import Files

/// How much one worker takes at once.
private enum Piece {
    static let records = 256
    static let bytes = 4 << 20
}

/// The records of a folder tree, piece by piece, in the order of their paths.
struct FolderPieces {
    private let root: String
    private var rest: ArraySlice<String>
    private var refused: [RawRecord]
    /// Folders, each with `/` at its end, that could not be looked into.
    let unseen: [String]

    init(path: String) throws(FilesError) {
        root = path
        let listing = try FolderListing(root: path, honouringIgnoreFiles: false)
        rest = ArraySlice(listing.files.filter(RecordNotation.holdsRecord))
        unseen = listing.skipped.filter { $0.reason.hidesRecords }.map(\.path).filter { $0.hasSuffix("/") }
        refused = listing.skipped.compactMap { skipped in
            let isFolder = skipped.path.hasSuffix("/") && skipped.reason.hidesRecords
            guard isFolder || RecordNotation.holdsRecord(skipped.path) else { return nil }
            return RawRecord.refused(origin: skipped.path, reason: skipped.reason.sentence)
        }
    }

    mutating func next() -> [RawRecord]? {
        if !refused.isEmpty {
            defer { refused = [] }
            return refused
        }
        guard !rest.isEmpty else { return nil }
        let piece = rest.prefix(Piece.records).map { RawRecord.file(origin: $0, path: root + "/" + $0) }
        rest = rest.dropFirst(Piece.records)
        return piece
    }
}

extension FolderListing.Skipped.Reason {
    fileprivate var hidesRecords: Bool { self == .unreadable || self == .tooMany }

    fileprivate var sentence: String {
        switch self {
        case .ignored: "a rule names it"
        case .link: "it is a link, and links are not followed"
        case .special: "it is neither a file nor a folder"
        case .unreadable: "it cannot be read"
        case .tooMany: "it lies too deep, or there are too many"
        }
    }
}

/// The records of an archive, piece by piece, in its order.
struct ArchivePieces {
    private let reader: ArchiveReader
    private let prefix: String
    private var isAtEnd = false

    /// - Parameter prefix: put before every entry's name to make its origin.
    init(path: String, prefix: String = "") throws(FilesError) {
        reader = try ArchiveReader(path: path, wants: RecordNotation.holdsRecord)
        self.prefix = prefix
    }

    mutating func next() throws(FilesError) -> [RawRecord]? {
        var piece: [RawRecord] = []
        var size = 0
        while !isAtEnd, piece.count < Piece.records, size < Piece.bytes {
            switch try reader.next() {
            case .file(let name, let bytes):
                piece.append(.bytes(origin: prefix + name, bytes))
                size += bytes.count
            case .refused(let name, let reason):
                if RecordNotation.holdsRecord(name) { piece.append(.refused(origin: prefix + name, reason: reason)) }
            case nil: isAtEnd = true
            }
        }
        return piece.isEmpty ? nil : piece
    }
}
