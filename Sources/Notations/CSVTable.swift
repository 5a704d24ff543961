// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Comma-separated values (RFC 4180): rows of fields with their lines.
package struct CSVTable: Sendable {
    package struct Row: Sendable, Hashable {
        /// From 1: the line on which the row begins.
        package var line: Int
        package var fields: [String]
    }

    /// Every row, a heading included; empty lines are left out.
    package let rows: [Row]

    /// `separator` is an ASCII character, `;` or a tab where a comma is not used.
    package init(
        csv input: [UInt8], separator: Unicode.Scalar = ",", limits: Limits
    ) throws(NotationError) {
        let bytes = try SourceText(input, limits: limits).bytes
        let separator = UInt8(truncatingIfNeeded: separator.value)
        var rows: [Row] = []
        var row = Row(line: 1, fields: [])
        var field: [UInt8] = []
        var (line, position, count) = (1, 0, 0)
        var wasQuoted = false

        func endField() throws(NotationError) {
            count += 1
            guard count <= limits.nodes else {
                throw NotationError(line: line, message: "The text holds more than \(limits.nodes) fields, the limit.")
            }
            row.fields.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        func endRow() throws(NotationError) {
            if !row.fields.isEmpty || !field.isEmpty || wasQuoted {
                try endField()
                rows.append(row)
            }
            row = Row(line: line, fields: [])
        }

        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard field.isEmpty, !wasQuoted else {
                    throw NotationError(
                        line: line, message: "A quote stands inside a field that does not begin with one.")
                }
                let start = line
                wasQuoted = true
                while true {
                    guard position < bytes.count else {
                        throw NotationError(line: start, message: "A quoted field that begins here has no end.")
                    }
                    let inner = bytes[position]
                    position += 1
                    if inner == UInt8(ascii: "\"") {
                        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { break }
                        position += 1
                    } else if inner == UInt8(ascii: "\n") {
                        line += 1
                    }
                    field.append(inner)
                }
            case separator: try endField()
            case UInt8(ascii: "\r") where position < bytes.count && bytes[position] == UInt8(ascii: "\n"): break
            case UInt8(ascii: "\n"):
                line += 1
                try endRow()
            default:
                guard !wasQuoted else {
                    throw NotationError(line: line, message: "Text stands behind a quoted field.")
                }
                field.append(byte)
            }
        }
        try endRow()
        self.rows = rows
    }
}
