// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files below a folder, listed once: links are never followed, `.gitignore` is honoured, nothing is left out silently.
package struct FolderListing: Sendable {
    /// Paths relative to the root, `/` between names, in byte order of the whole path.
    package private(set) var files: [String] = []
    /// Paths of the folders that were looked into, the root left out, in the same order.
    package private(set) var folders: [String] = []
    /// Paths of the folders that are Git checkouts, in the same order; empty for the root itself.
    package private(set) var repositories: [String] = []
    /// What was not listed, in the same order.
    package private(set) var skipped: [Skipped] = []

    /// Something that was not listed, and why.
    package struct Skipped: Sendable, Hashable {
        package enum Reason: String, Sendable, Hashable {
            case ignored, link, special, unreadable, tooMany
        }

        /// Relative to the root; a folder ends with `/`.
        package var path: String
        package var reason: Reason
    }

    /// How much may be listed.
    package struct Bounds: Sendable {
        package var files: Int
        package var depth: Int
        /// Checkouts, the folder's own and those inside.
        package var repositories: Int

        package init(files: Int, depth: Int, repositories: Int = 256) {
            self.files = files
            self.depth = depth
            self.repositories = repositories
        }

        package static let standard = Bounds(files: 2_000_000, depth: 128)
    }

    /// Lists a folder. `honouringIgnoreFiles` false lists what `.gitignore` names as well.
    package init(
        root: String, honouringIgnoreFiles: Bool = true, bounds: Bounds = .standard
    ) throws(FilesError) {
        guard FileReading.kind(of: root, followingLinks: true) == .folder else {
            throw FilesError(path: root, message: "It is not a folder.")
        }
        var walk = Walk(root: root, honours: honouringIgnoreFiles, bounds: bounds)
        walk.run()
        if walk.rootUnreadable { throw FilesError(path: root, message: "It cannot be read.") }
        files = walk.files.sorted(by: FolderListing.precedes)
        folders = walk.folders.sorted(by: FolderListing.precedes)
        repositories = walk.repositories.sorted(by: FolderListing.precedes)
        skipped = walk.skipped.sorted { FolderListing.precedes($0.path, $1.path) }
    }

    /// The order of bytes. Paths of one folder begin alike, so that most of the work is in passing over that.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        var (left, right) = (left, right)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(first, second, min(left.count, right.count))
                return order != 0 ? order < 0 : left.count < right.count
            }
        }
    }
}

/// One walk, with a stack of its own: depth costs memory, never the thread's stack.
private struct Walk {
    struct Pending {
        var path: String
        var names: [[UInt8]]
        /// Rules in force, each with the depth of the folder it stands in.
        var rules: [(depth: Int, rules: IgnoreRules)]
    }

    let root: String
    let honours: Bool
    let bounds: FolderListing.Bounds
    var files: [String] = []
    var folders: [String] = []
    var repositories: [String] = []
    var skipped: [FolderListing.Skipped] = []
    var rootUnreadable = false

    init(root: String, honours: Bool, bounds: FolderListing.Bounds) {
        self.root = root
        self.honours = honours
        self.bounds = bounds
    }

    mutating func run() {
        var rules: [(depth: Int, rules: IgnoreRules)] = []
        if honours, let own = read(".git/info/exclude") { rules.append((0, own)) }
        var stack = [Pending(path: "", names: [], rules: rules)]
        while let folder = stack.popLast() {
            visit(folder, stack: &stack)
        }
    }

    private func read(_ path: String) -> IgnoreRules? {
        guard let bytes = try? FileReading.bytes(of: root + "/" + path, limit: 1 << 20) else { return nil }
        let rules = IgnoreRules(bytes)
        return rules.isEmpty ? nil : rules
    }

    private mutating func visit(_ folder: Pending, stack: inout [Pending]) {
        let full = folder.path.isEmpty ? root : root + "/" + folder.path
        guard let handle = opendir(full) else {
            if folder.path.isEmpty { rootUnreadable = true }
            skip(folder.path + "/", .unreadable)
            return
        }
        defer { closedir(handle) }
        var entries: [(name: [UInt8], type: UInt8)] = []
        var hasIgnoreFile = false
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                    Array(UnsafeBufferPointer(start: bytes, count: strnlen(UnsafePointer(OpaquePointer(bytes)), 256)))
                }
            }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            if name.elementsEqual(".gitignore".utf8) { hasIgnoreFile = true }
            entries.append((name, entry.pointee.d_type))
        }
        var rules = folder.rules
        if honours, hasIgnoreFile, let own = read(folder.path.isEmpty ? ".gitignore" : folder.path + "/.gitignore") {
            rules.append((folder.names.count, own))
        }
        for entry in entries {
            take(entry, of: folder, rules: rules, stack: &stack)
        }
    }

    private mutating func take(
        _ entry: (name: [UInt8], type: UInt8), of folder: Pending, rules: [(depth: Int, rules: IgnoreRules)],
        stack: inout [Pending]
    ) {
        guard let name = String(validating: entry.name, as: UTF8.self) else {
            let shown = String(decoding: entry.name, as: UTF8.self)
            skip(folder.path.isEmpty ? shown : folder.path + "/" + shown, .unreadable)
            return
        }
        let path = folder.path.isEmpty ? name : folder.path + "/" + name
        // A repository's own store, or the file that says where it is, is no part of the subject.
        if name == ".git" {
            let isStore = [.folder, .file(bytes: 0)].contains(kind(entry.type, path: path))
            if isStore, repositories.count < bounds.repositories { repositories.append(folder.path) }
            return
        }
        switch kind(entry.type, path: path) {
        case .link: skip(path, .link)
        case .special: skip(path, .special)
        case .missing: skip(path, .unreadable)
        case .folder:
            let names = folder.names + [entry.name]
            if isIgnored(names, isFolder: true, rules: rules) {
                skip(path + "/", .ignored)
            } else if names.count > bounds.depth {
                skip(path + "/", .tooMany)
            } else {
                folders.append(path)
                stack.append(Pending(path: path, names: names, rules: rules))
            }
        case .file:
            if isIgnored(folder.names + [entry.name], isFolder: false, rules: rules) {
                skip(path, .ignored)
            } else if files.count >= bounds.files {
                if skipped.last?.reason != .tooMany { skip(path, .tooMany) }
            } else {
                files.append(path)
            }
        }
    }

    private func kind(_ type: UInt8, path: String) -> FileReading.Kind {
        switch Int32(type) {
        case Int32(DT_REG): .file(bytes: 0)
        case Int32(DT_DIR): .folder
        case Int32(DT_LNK): .link
        case Int32(DT_UNKNOWN): FileReading.kind(of: root + "/" + path)
        default: .special
        }
    }

    private func isIgnored(_ names: [[UInt8]], isFolder: Bool, rules: [(depth: Int, rules: IgnoreRules)]) -> Bool {
        for (depth, own) in rules.reversed() {
            switch own.answer(for: names[depth...], isFolder: isFolder) {
            case .ignored: return true
            case .kept: return false
            case .silent: continue
            }
        }
        return false
    }

    private mutating func skip(_ path: String, _ reason: FolderListing.Skipped.Reason) {
        skipped.append(FolderListing.Skipped(path: path, reason: reason))
    }
}
