// SPDX-License-Identifier: Apache-2.0
import Files
import Matching
import Wire

/// Heaps of a large index build, a file each; what an earlier build left behind is removed.
final class SpillFiles {
    private let folder: String
    private var heaps: [Heap]

    private enum Heap {
        case empty
        case open(AppendingFile)
        /// Read before, so that nothing more is appended.
        case closed
    }

    init(folder: String) throws(FilesError) {
        self.folder = folder
        try Folders.make(folder)
        try Folders.removeFiles(in: folder, startingWith: "heap-")
        heaps = Array(repeating: .empty, count: SpillArea.heapCount)
    }

    var area: SpillArea {
        SpillArea(
            append: { [self] heap, bytes in
                if case .open(let file) = heaps[heap] { return try file.append(bytes) }
                let file = try AppendingFile(path: path(heap))
                heaps[heap] = .open(file)
                try file.append(bytes)
            },
            read: { [self] heap, body in
                if case .empty = heaps[heap] { return }
                heaps[heap] = .closed
                // A heap is read more than once.
                try FileReading.map(path(heap)).read(body)
            })
    }

    /// Removes the files.
    func remove() throws(FilesError) {
        heaps = Array(repeating: .empty, count: SpillArea.heapCount)
        for heap in 0..<SpillArea.heapCount { try Folders.removeFile(path(heap)) }
    }

    private func path(_ heap: Int) -> String { "\(folder)/heap-\(heap)" }
}
