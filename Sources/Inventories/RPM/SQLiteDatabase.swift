// SPDX-License-Identifier: Apache-2.0

/// Reads the rows of a table out of the bytes of an SQLite 3 database ("Database File Format", sqlite.org), and nothing
/// else: no SQL runs, so that a hostile database can at worst be refused.
///
/// 1. Every offset is checked against the page it is in and every page number against the file.
/// 2. A page is visited once: a database that shares or loops pages is refused, and the work is linear in the file.
struct SQLiteDatabase {
    enum Value {
        case null
        case integer(Int64)
        /// A floating-point number; none is of interest here.
        case real
        case text(ArraySlice<UInt8>)
        case blob(ArraySlice<UInt8>)
    }

    private let file: SourceFile
    private let pageSize: Int
    /// The bytes of a page without the space reserved at its end.
    private let usableSize: Int
    private let pageCount: Int
    private var visited: [Bool]

    init(_ file: SourceFile) throws(InventoryError) {
        self.file = file
        guard file.bytes.starts(with: "SQLite format 3\0".utf8) else {
            throw file.refusal("The file does not begin as an SQLite database does.")
        }
        guard file.bytes.count >= 100 else { throw file.refusal("The SQLite database ends inside its header.") }
        let stated = Int(file.bytes[16]) << 8 | Int(file.bytes[17])
        pageSize = stated == 1 ? 65_536 : stated
        guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else {
            throw file.refusal("The SQLite database states a page size of \(stated), which is none.")
        }
        usableSize = pageSize - Int(file.bytes[20])
        guard usableSize >= 480 else { throw file.refusal("The pages of the SQLite database have no room to use.") }
        pageCount = file.bytes.count / pageSize
        guard pageCount >= 1 else { throw file.refusal("The SQLite database ends inside its first page.") }
        // Text encodings other than UTF-8 (1) would need names decoded; 0 is a database without a table.
        guard file.bytes[56...59].elementsEqual([0, 0, 0, 1]) || file.bytes[56...59].elementsEqual([0, 0, 0, 0]) else {
            throw file.refusal("The SQLite database holds text that is not UTF-8.")
        }
        visited = Array(repeating: false, count: pageCount + 1)
    }

    /// The first page of a table; nil where the database has no table of the name.
    mutating func rootPage(ofTable name: String) throws(InventoryError) -> Int? {
        var root: Int?
        try forEachRow(from: 1) { _, values in
            // type, name, tbl_name, rootpage, sql
            guard values.count >= 4, case .text(let type) = values[0], type.elementsEqual("table".utf8),
                case .text(let table) = values[1], table.elementsEqual(name.utf8),
                case .integer(let page) = values[3]
            else { return }
            root = Int(clamping: page)
        }
        return root
    }

    /// Calls `body` for each row of the table that begins at a page, in the order of the row identifiers.
    mutating func forEachRow(
        from root: Int, _ body: (_ identifier: Int64, _ values: [Value]) -> Void
    ) throws(InventoryError) {
        var waiting = [root]
        while let number = waiting.popLast() {
            let page = try visit(number)
            // The first page begins with the header of the file.
            let header = number == 1 ? 100 : 0
            let kind = page.bytes[page.start + header]
            let count = page.integer16(at: header + 3)
            switch kind {
            case 0x0D:
                for cell in try cells(of: page, count: count, from: header + 8) {
                    let (identifier, payload) = try leafPayload(page, at: cell)
                    body(identifier, try values(of: payload, page: number))
                }
            case 0x05:
                var children: [Int] = []
                for cell in try cells(of: page, count: count, from: header + 12) {
                    guard cell + 4 <= pageSize else { throw damage(number) }
                    children.append(page.integer32(at: cell))
                }
                children.append(page.integer32(at: header + 8))
                waiting.append(contentsOf: children.reversed())
            default: throw file.refusal("Page \(number) of the SQLite database is no page of a table.")
            }
        }
    }

    private struct Page {
        let number: Int
        let bytes: [UInt8]
        let start: Int

        /// Big-endian; the caller has checked the offset against the page size.
        func integer16(at offset: Int) -> Int {
            Int(bytes[start + offset]) << 8 | Int(bytes[start + offset + 1])
        }

        func integer32(at offset: Int) -> Int {
            integer16(at: offset) << 16 | integer16(at: offset + 2)
        }
    }

    private mutating func visit(_ number: Int) throws(InventoryError) -> Page {
        guard number >= 1, number <= pageCount else {
            throw file.refusal("The SQLite database refers to page \(number); it has \(pageCount). Is it cut off?")
        }
        guard !visited[number] else {
            throw file.refusal("The SQLite database refers to page \(number) more than once.")
        }
        visited[number] = true
        return Page(number: number, bytes: file.bytes, start: (number - 1) * pageSize)
    }

    private func cells(of page: Page, count: Int, from offset: Int) throws(InventoryError) -> [Int] {
        guard offset + 2 * count <= usableSize else { throw damage(page.number) }
        var cells: [Int] = []
        cells.reserveCapacity(count)
        for position in 0..<count {
            let cell = page.integer16(at: offset + 2 * position)
            guard cell < usableSize else { throw damage(page.number) }
            cells.append(cell)
        }
        return cells
    }

    /// The row identifier and payload of a leaf's cell, gathered from overflow pages where it is long.
    private mutating func leafPayload(
        _ page: Page, at cell: Int
    ) throws(InventoryError) -> (identifier: Int64, payload: ArraySlice<UInt8>) {
        var cursor = page.start + cell
        let end = page.start + usableSize
        guard let size = variableInteger(at: &cursor, before: end),
            let identifier = variableInteger(at: &cursor, before: end),
            size >= 0, size <= Int64(file.bytes.count)
        else { throw damage(page.number) }
        let total = Int(size)
        let local = localSize(of: total)
        guard cursor + local <= end else { throw damage(page.number) }
        if local == total { return (identifier, file.bytes[cursor..<cursor + local]) }
        guard cursor + local + 4 <= end else { throw damage(page.number) }
        var payload = Array(file.bytes[cursor..<cursor + local])
        payload.reserveCapacity(total)
        var next = page.integer32(at: cursor + local - page.start)
        while payload.count < total {
            let overflow = try visit(next)
            let length = min(total - payload.count, usableSize - 4)
            payload.append(contentsOf: file.bytes[overflow.start + 4..<overflow.start + 4 + length])
            next = overflow.integer32(at: 0)
        }
        return (identifier, payload[...])
    }

    /// How much of a payload of `total` bytes stands in the leaf itself (§1.6 of the format).
    private func localSize(of total: Int) -> Int {
        let most = usableSize - 35
        if total <= most { return total }
        let least = (usableSize - 12) * 32 / 255 - 23
        let filled = least + (total - least) % (usableSize - 4)
        return filled <= most ? filled : least
    }

    /// The columns of a record (§2.1 of the format).
    private func values(of payload: ArraySlice<UInt8>, page: Int) throws(InventoryError) -> [Value] {
        var cursor = payload.startIndex
        guard let headerSize = variableInteger(in: payload, at: &cursor, before: payload.endIndex),
            headerSize >= 1, headerSize <= Int64(payload.count)
        else { throw damage(page) }
        let headerEnd = payload.startIndex + Int(headerSize)
        var body = headerEnd
        var values: [Value] = []
        while cursor < headerEnd {
            guard let type = variableInteger(in: payload, at: &cursor, before: headerEnd), type >= 0 else {
                throw damage(page)
            }
            guard let length = SQLiteDatabase.length(ofType: type), length <= payload.endIndex - body else {
                throw damage(page)
            }
            let bytes = payload[body..<body + length]
            body += length
            switch type {
            case 0: values.append(.null)
            case 1...6: values.append(.integer(signed(bytes)))
            case 7: values.append(.real)
            case 8, 9: values.append(.integer(type - 8))
            default: values.append(type % 2 == 0 ? .blob(bytes) : .text(bytes))
            }
        }
        return values
    }

    /// Nil for the two reserved types and for lengths beyond any file.
    private static func length(ofType type: Int64) -> Int? {
        switch type {
        case 0, 8, 9: 0
        case 1...4: Int(type)
        case 5: 6
        case 6, 7: 8
        case 10, 11: nil
        default: Int(exactly: (type - 12) / 2)
        }
    }

    private func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
        var value: Int64 = bytes.first.map { $0 >= 0x80 } ?? false ? -1 : 0
        for byte in bytes { value = value << 8 | Int64(byte) }
        return value
    }

    private func variableInteger(at cursor: inout Int, before end: Int) -> Int64? {
        variableInteger(in: file.bytes[...], at: &cursor, before: end)
    }

    /// Seven bits a byte, the ninth byte whole; nil where it runs over the end.
    private func variableInteger(in bytes: ArraySlice<UInt8>, at cursor: inout Int, before end: Int) -> Int64? {
        var value: UInt64 = 0
        for position in 0..<9 {
            guard cursor < end else { return nil }
            let byte = bytes[cursor]
            cursor += 1
            if position == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 { break }
        }
        return Int64(bitPattern: value)
    }

    private func damage(_ page: Int) -> InventoryError {
        file.refusal("Page \(page) of the SQLite database is damaged.")
    }
}
