// SPDX-License-Identifier: Apache-2.0
import Files

/// Files that readers ask for besides their own: inside the root, through no link, never more than a few thousand.
struct RelatedFiles: Sendable {
    let root: String
    let limit: Int

    /// Nil for what is not there, leaves the root or goes through a link.
    func bytes(of path: String) -> [UInt8]? {
        var names: [Substring] = []
        for name in path.split(separator: "/") {
            if name == "." { continue }
            if name == ".." {
                guard names.popLast() != nil else { return nil }
                continue
            }
            names.append(name)
        }
        guard !path.hasPrefix("/"), !path.utf8.contains(0), !names.isEmpty, names.count <= 128 else { return nil }
        var full = root
        for (position, name) in names.enumerated() {
            full += "/" + name
            switch FileReading.kind(of: full) {
            case .folder where position < names.count - 1: continue
            case .file where position == names.count - 1: return try? FileReading.bytes(of: full, limit: limit)
            default: return nil
            }
        }
        return nil
    }
}
