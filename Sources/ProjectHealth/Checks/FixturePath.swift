// SPDX-License-Identifier: Apache-2.0

/// The paths whose content Scorecard's file checks leave out.
enum FixturePath {
    /// `testdata` anywhere, or `src/test`, as whole folders.
    static func isSkipped(_ path: String) -> Bool {
        let folders = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).dropLast()
        var previous: Substring.UTF8View.SubSequence?
        for folder in folders {
            if folder.elementsEqual("testdata".utf8) { return true }
            if folder.elementsEqual("test".utf8), let previous, previous.elementsEqual("src".utf8) { return true }
            previous = folder
        }
        return false
    }
}
