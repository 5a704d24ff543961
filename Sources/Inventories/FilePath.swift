// SPDX-License-Identifier: Apache-2.0

/// The path of a file as readers recognise it: taken apart once, and then shown to all of them.
package struct FilePath: Sendable {
    /// Relative to the root of the subject, with `/` between names.
    package let text: String
    /// What stands behind the last `/`.
    let name: String
    let lowercasedName: String
    /// Everything before the name; empty for a file of the root.
    let folder: String

    package init(_ text: String) {
        self.text = text
        let slash = text.utf8.lastIndex(of: UInt8(ascii: "/"))
        name = slash.map { String(text[text.utf8.index(after: $0)...]) } ?? text
        folder = slash.map { String(text[..<$0]) } ?? ""
        lowercasedName = name.lowercased()
    }

    /// The name of the folder the file is in.
    var folderName: String { SubjectPath.name(folder) }

    /// Whether one of the folders of the path has this name.
    func isBelow(_ name: String) -> Bool { SubjectPath.isBelow(name, text) }
}
