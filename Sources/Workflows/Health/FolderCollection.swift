// SPDX-License-Identifier: Apache-2.0
import Files
import ProjectHealth

/// Reads the files of a folder that is no checkout, or of a work tree as it lies there, into facts.
struct FolderCollection: Sendable {
    let root: String

    func facts() throws(FilesError) -> TreeFacts {
        let listing = try FolderListing(root: root)
        var assembly = TreeAssembly()
        for path in listing.files { read(path, into: &assembly) }
        for skipped in listing.skipped {
            switch skipped.reason {
            case .link: assembly.add(TreeFile(path: skipped.path, kind: .link, size: 0))
            case .ignored: continue
            case .special, .unreadable, .tooMany:
                assembly.add(
                    TreeFile(path: skipped.path, kind: .file, size: 0),
                    unread: skipped.reason == .tooMany ? .tooMany : .missing)
            }
        }
        return assembly.facts()
    }

    private func read(_ path: String, into assembly: inout TreeAssembly) {
        let full = root + "/" + path
        guard case .file(let size) = FileReading.kind(of: full) else { return }
        let file = TreeFile(path: path, kind: .file, size: size)
        // Larger ones are left to their names: nothing reads a part of a file here.
        guard size <= FileAnalysis.largest else {
            assembly.add(file, unread: .tooLarge(limit: FileAnalysis.largest))
            return
        }
        do throws(FilesError) {
            let bytes = try FileReading.bytes(of: full, limit: FileAnalysis.largest)
            assembly.add(
                TreeFile(path: path, kind: .file, size: bytes.count),
                FileAnalysis.facts(path: path, size: bytes.count, bytes: bytes))
        } catch {
            assembly.add(file, unread: .missing)
        }
    }
}
