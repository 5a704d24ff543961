// SPDX-License-Identifier: Apache-2.0

/// What a `replace` directive, or its record in `vendor/modules.txt`, puts in a module's place.
enum GoReplacement: Hashable {
    /// Another module, or another version of the same.
    case module(name: String, version: String)
    /// A folder beside the subject.
    case path(String)

    /// The words behind `=>`: a path, or a module and its version; nil for anything else.
    init?(_ words: some Sequence<String>) {
        let words = Array(words)
        guard let first = words.first else { return nil }
        let isPath =
            first.hasPrefix("./") || first.hasPrefix("../") || first.hasPrefix("/") || first == "." || first == ".."
            || first.hasPrefix(".\\") || first.hasPrefix("..\\")
            || (first.utf8.count > 2 && first.utf8.dropFirst().first == UInt8(ascii: ":"))
        if words.count == 1, isPath {
            self = .path(first)
        } else if words.count == 2, !isPath, GoReplacement.isVersion(words[1]) {
            self = .module(name: first, version: words[1])
        } else {
            return nil
        }
    }

    /// `v1.2.3`, with what semantic versions allow behind it.
    static func isVersion(_ text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "v") else { return false }
        return text.utf8.dropFirst().first?.isDigit == true
    }
}
