// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Notations

@Suite struct CSVTests {
    @Test func `rows have fields and lines`() throws {
        let text = "a,b\r\n\"x \"\"y\"\"\",\"two\nlines\"\n\n,\n\"\"\nlast"
        let rows = try CSVTable(csv: Array(text.utf8), limits: .document).rows
        #expect(rows.map(\.fields) == [["a", "b"], ["x \"y\"", "two\nlines"], ["", ""], [""], ["last"]])
        #expect(rows.map(\.line) == [1, 2, 5, 6, 7])
        let tabs = try CSVTable(csv: Array("a\tb,c".utf8), separator: "\t", limits: .document).rows
        #expect(tabs.map(\.fields) == [["a", "b,c"]])
    }

    @Test(arguments: [
        ("a\n\"b", 2, "A quoted field that begins here has no end."),
        ("a\"b", 1, "A quote stands inside a field that does not begin with one."),
        ("\"a\"b", 1, "Text stands behind a quoted field."),
        ("1,2,3,4,5,6", 1, "The text holds more than 5 fields, the limit."),
    ])
    func `mistakes are refused with their line`(_ text: String, _ line: Int, _ message: String) {
        #expect(throws: NotationError(line: line, message: message)) {
            try CSVTable(csv: Array(text.utf8), limits: Limits(bytes: 99, depth: 1, nodes: 5))
        }
    }
}
