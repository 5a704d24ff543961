// SPDX-License-Identifier: Apache-2.0

/// Paths relative to the root of a subject, with `/` between names.
enum SubjectPath {
    /// The last name (`a/b.txt` → `b.txt`).
    static func name(_ path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    /// Everything before the last name (`a/b.txt` → `a`, `b.txt` → empty).
    static func folder(_ path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    /// Whether one of the folders of the path has this name.
    static func isBelow(_ name: String, _ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).dropLast().contains { $0.elementsEqual(name.utf8) }
    }

    /// The path a reference means that is written in a file of `folder`; nil for an absolute one and for one that
    /// leaves the subject. `\` counts as `/`, as the tools of Windows write it.
    static func join(_ folder: String, _ reference: some StringProtocol) -> String? {
        let slash = UInt8(ascii: "/")
        let bytes = reference.utf8.map { $0 == UInt8(ascii: "\\") ? slash : $0 }
        guard bytes.first != slash, !bytes.contains(UInt8(ascii: ":")) else { return nil }
        var names = folder.utf8.split(separator: slash).map { String(Substring($0)) }
        for part in bytes.split(separator: slash) {
            let name = String(decoding: part, as: UTF8.self)
            if name == "." { continue }
            if name == ".." {
                guard names.popLast() != nil else { return nil }
                continue
            }
            names.append(name)
        }
        return names.joined(separator: "/")
    }
}
