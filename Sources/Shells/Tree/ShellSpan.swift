// SPDX-License-Identifier: Apache-2.0

/// Where something stands in the source: lines and columns from 1, columns in bytes, offsets in bytes from 0.
package struct ShellSpan: Sendable, Hashable {
    let start: UInt32
    let end: UInt32
    let startLine: UInt32
    let startColumn: UInt32
    let lastLine: UInt32

    package var line: Int { Int(startLine) }
    package var column: Int { Int(startColumn) }
    /// The line of the last byte.
    package var endLine: Int { Int(lastLine) }
    /// The bytes of the source it is made of.
    package var range: Range<Int> { Int(start)..<Int(Swift.max(start, end)) }
}

/// What has a place in the source.
package protocol ShellPlaced {
    var span: ShellSpan { get }
}

extension ShellPlaced {
    /// The line of the first byte, from 1.
    package var line: Int { span.line }
    /// The column of the first byte, from 1, in bytes.
    package var column: Int { span.column }
    /// The line of the last byte.
    package var endLine: Int { span.endLine }
    /// The bytes of the source it is made of.
    package var range: Range<Int> { span.range }

    /// The text as it is written, line continuations and all.
    ///
    /// - Parameter source: the bytes the script was parsed from; other bytes give what they have there, or less.
    package func sourceText(in source: [UInt8]) -> String {
        String(decoding: source[range.clamped(to: 0..<source.count)], as: UTF8.self)
    }
}
