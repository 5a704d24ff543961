// SPDX-License-Identifier: Apache-2.0
import Files
import Synchronization

/// Files that readers ask for besides their own: inside the root, through no link, and as many as the budgets of the file
/// being read and of the whole scan allow. What is over a budget is as if it were not there.
struct RelatedFiles: Sendable {
    let root: String
    /// The most bytes of one file.
    let limit: Int
    /// What all files of the scan share.
    let scan: ReadingBudget
    /// What the file that is being read may ask for.
    let own = ReadingBudget(questions: 20_000, bytes: 256 << 20)

    /// Nil for what is not there, leaves the root, goes through a link or is over a budget.
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
        guard !path.hasPrefix("/"), !path.utf8.contains(0), !names.isEmpty, names.count <= 128,
            own.take(bytes: 0), scan.take(bytes: 0)
        else { return nil }
        var full = root
        for (position, name) in names.enumerated() {
            full += "/" + name
            switch FileReading.kind(of: full) {
            case .folder where position < names.count - 1: continue
            case .file(let count) where position == names.count - 1:
                guard count <= limit, own.take(bytes: count), scan.take(bytes: count) else { return nil }
                return try? FileReading.bytes(of: full, limit: limit)
            default: return nil
            }
        }
        return nil
    }
}

/// How much may be read besides the files themselves: hundreds of small files can each ask for the same large one, and
/// imports can fan out at every step.
final class ReadingBudget: Sendable {
    private let rest: Mutex<(questions: Int, bytes: Int)>

    init(questions: Int, bytes: Int) {
        rest = Mutex((questions, bytes))
    }

    /// Takes one question of so many bytes off the rest; false where there is not enough left.
    func take(bytes: Int) -> Bool {
        rest.withLock { rest in
            guard rest.questions > 0, rest.bytes >= bytes else { return false }
            rest.questions -= 1
            rest.bytes -= bytes
            return true
        }
    }
}
