// SPDX-License-Identifier: Apache-2.0

extension ScriptScan {
    /// Names that the file itself gives to images.
    mutating func visitImages(_ words: CommandWords) {
        guard ["docker", "podman", "buildah", "nerdctl"].contains(words.program), images.count < 1_000 else { return }
        let rest = Arguments(words.arguments)
        if rest.isFirst("build", "buildx", "builder", "image", "bud") {
            for (index, word) in zip(rest.all.indices, rest.all) {
                if word == "-t" || word == "--tag", index + 1 < rest.all.endIndex { images.insert(rest.all[index + 1]) }
                if word.hasPrefix("--tag=") { images.insert(String(word.dropFirst(6))) }
            }
        }
        if rest.isFirst("tag"), let last = rest.operands.last { images.insert(last) }
        if rest.isFirst("load", "import"), let last = rest.operands.last { images.insert(last) }
    }

    mutating func visitClone(_ words: CommandWords, location: () -> PipelineLocation) {
        guard words.program == "git" else { return }
        var rest = words.arguments
        var folder: String?
        while let word = rest.first, word.hasPrefix("-") {
            if word == "-C", rest.count > 1 { folder = rest[rest.startIndex + 1] }
            rest = rest.dropFirst(word == "-C" || word == "-c" ? 2 : 1)
        }
        switch rest.first {
        case "clone": clone(rest.dropFirst(), location: location())
        case "checkout", "reset", "switch", "fetch": checkOut(rest, folder: folder)
        default: return
        }
    }

    /// What is checked out in a clone: a commit fixes it, and a variable may hold one.
    private mutating func checkOut(_ words: ArraySlice<String>, folder: String?) {
        let rest = words.dropFirst()
        guard !clones.isEmpty else { return }
        let index = folder.flatMap { name in clones.lastIndex { $0.folder == name } } ?? clones.count - 1
        let dependency = clones[index].dependency
        guard dependencies.indices.contains(dependency) else { return }
        if let hash = rest.first(where: ScriptScan.isCommit) {
            dependencies[dependency].pin = .pinned
            dependencies[dependency].version = hash
            dependencies[dependency].note = "A commit is checked out behind it."
        } else if words.first == "checkout" || words.first == "reset", dependencies[dependency].pin == .unpinned,
            let operand = rest.first(where: { !$0.hasPrefix("-") }),
            let variable = ImageReference.variable(in: operand),
            !rest.contains(where: { ["-b", "-B", "--"].contains($0) })
        {
            dependencies[dependency].pin = .unknown(variable)
            dependencies[dependency].version = operand
        }
    }

    private static func isCommit(_ word: String) -> Bool {
        word.utf8.count == 40 && word.utf8.allSatisfy(\.isHexadecimal)
    }

    private mutating func clone(_ words: ArraySlice<String>, location: PipelineLocation) {
        let rest = Arguments(words)
        guard let address = words.first(where: { $0.contains("://") || $0.hasPrefix("git@") }),
            !address.hasPrefix("file:")
        else { return }
        let revision = rest.value("--revision")
        let reference = rest.value("-b") ?? rest.value("--branch") ?? revision
        let isFixed = revision.map(ScriptScan.isCommit) ?? false
        var dependency = PipelineDependency(
            kind: .gitClone, name: address, version: reference, pin: isFixed ? .pinned : .unpinned,
            compatiblePin: nil, location: location)
        // Branches and tags move, whichever a variable names.
        if !isFixed, let revision, let variable = ImageReference.variable(in: revision) {
            dependency.pin = .unknown(variable)
        }
        guard dependencies.count < ScriptScan.most else { return }
        dependencies.append(dependency)
        var folder = Fetch.base(of: address)
        if folder.hasSuffix(".git") { folder = String(folder.dropLast(4)) }
        if let last = words.last, last != address, !last.hasPrefix("-"), last != reference { folder = last }
        clones.append(Clone(folder: folder, dependency: dependencies.count - 1))
    }
}
