// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// An empty repository in a temporary folder that reads the objects of another one: git then sees neither the other's
/// configuration nor its hooks, attributes, grafts and replacements. Removed when the value goes.
final class BorrowedObjects: Sendable {
    /// The temporary repository.
    let gitDirectory: String
    /// The other's `objects`, absolute.
    let objectDirectory: String
    private let folder: PrivateFolder

    /// - Parameters:
    ///   - format: of object names, as `git rev-parse --show-object-format` says it.
    ///   - boundary: the commits whose parents a shallow clone left out.
    init(objectDirectory: String, format: ObjectFormat, boundary: Set<ObjectID>) throws(GitError) {
        folder = try PrivateFolder()
        gitDirectory = folder.path
        self.objectDirectory = objectDirectory
        try folder.makeFolder("refs")
        try folder.makeFolder("objects")
        try folder.save("ref: refs/heads/none\n", as: "HEAD")
        let extensions = format == .sha1 ? "" : "[extensions]\n\tobjectFormat = \(format.rawValue)\n"
        let version = format == .sha1 ? 0 : 1
        try folder.save("[core]\n\trepositoryFormatVersion = \(version)\n\tbare = true\n\(extensions)", as: "config")
        if !boundary.isEmpty {
            try folder.save(boundary.sorted().map { $0.hexadecimal + "\n" }.joined(), as: "shallow")
        }
    }
}
