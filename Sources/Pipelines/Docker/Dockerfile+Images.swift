// SPDX-License-Identifier: Apache-2.0

extension Dockerfile {
    /// The images of `FROM`, `COPY --from` and `RUN --mount=from`.
    ///
    /// Scorecard's way of counting goes along: it knows `FROM` alone, substitutes `${NAME}` only, and counts a stage of
    /// the file as often as it is named. Ours takes a stage for nothing new.
    ///
    /// - Parameter isCompatible: whether Scorecard looks at the file at all.
    func images(path: String, isCompatible: Bool) -> (dependencies: [PipelineDependency], problems: [PipelineProblem]) {
        var finder = ImageFinder(path: path, isCompatible: isCompatible)
        for instruction in instructions { finder.visit(instruction) }
        return (finder.dependencies, finder.problems)
    }
}

private struct ImageFinder {
    let path: String
    let isCompatible: Bool
    var dependencies: [PipelineDependency] = []
    var problems: [PipelineProblem] = []
    /// A later value of a name takes the earlier one's place.
    private var arguments: [String: String] = [:]
    /// Stage names as they are written, with whether Scorecard takes them for pinned.
    private var compatibleStages: [String: Bool] = [:]
    /// Stage names in lower case.
    private var stages: Set<String> = ["scratch"]
    private var stageCount = 0

    init(path: String, isCompatible: Bool) {
        self.path = path
        self.isCompatible = isCompatible
    }

    mutating func visit(_ instruction: Dockerfile.Instruction) {
        switch instruction.keyword {
        case "ARG":
            for word in instruction.arguments.value.words {
                guard let (name, value) = word.cut(at: "=") else { continue }
                arguments[name] = value
            }
        case "FROM": from(instruction)
        case "COPY", "RUN", "ADD":
            for flag in instruction.flags { source(flag, instruction) }
        default: break
        }
    }

    private mutating func from(_ instruction: Dockerfile.Instruction) {
        let words = instruction.arguments.value.words.map(compatiblySubstituted)
        guard words.count == 1 || words.count == 3 && words[1].isEqualIgnoringCase("as") else {
            if words.first?.isEqualIgnoringCase("scratch") == true { return }
            problems.append(
                PipelineProblem(
                    location: location(instruction),
                    message: words.isEmpty
                        ? "FROM has no image." : "FROM takes an image, or an image, 'AS' and a name.",
                    isWhole: false))
            return
        }
        let name = words[0]
        let stage = words.count == 3 ? words[2] : nil
        defer {
            stageCount += 1
            if let stage { stages.insert(stage.lowercasedASCII) }
        }
        if name.isEqualIgnoringCase("scratch") {
            if let stage { compatibleStages[stage] = true }
            return
        }
        let isPinned = compatibleStages[name] == true || ImageFinder.isCompatiblyPinned(name)
        if let stage { compatibleStages[stage] = isPinned }
        var dependency = ImageReference(substituted(instruction.arguments.value.words[0]))
            .dependency(compatiblePin: isCompatible ? isPinned : nil, location: location(instruction))
        if stages.contains(name.lowercasedASCII) {
            dependency.pin = .pinned
            dependency.note = "A stage of the same file."
        }
        dependencies.append(dependency)
    }

    /// `--from=IMAGE`, and `from=IMAGE` of `--mount`.
    private mutating func source(_ flag: String, _ instruction: Dockerfile.Instruction) {
        var image: String?
        if instruction.keyword == "COPY", flag.hasPrefixIgnoringCase("--from=") {
            image = String(flag.dropFirst(7))
        } else if flag.hasPrefixIgnoringCase("--mount=") {
            for part in flag.dropFirst(8).split(separator: ",") where part.hasPrefix("from=") {
                image = String(part.dropFirst(5))
            }
        }
        guard let image = image.map({ substituted($0) }), !image.isEmpty, !stages.contains(image.lowercasedASCII),
            !image.utf8.allSatisfy(\.isDigit)
        else { return }
        dependencies.append(ImageReference(image).dependency(compatiblePin: nil, location: location(instruction)))
    }

    private func location(_ instruction: Dockerfile.Instruction) -> PipelineLocation {
        PipelineLocation(
            path: path, line: instruction.line, endLine: instruction.endLine, snippet: instruction.original)
    }

    /// `@sha256:` and 64 lower-case digits or a `${…}`, anywhere.
    private static func isCompatiblyPinned(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        let lastBrace = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
        var position = 0
        while let place = bytes.firstIndex(of: "@sha256:", from: position) {
            position = place + 8
            let rest = bytes[position...]
            if rest.prefix(64).count == 64,
                rest.prefix(64).allSatisfy({ $0.isHexadecimal && $0.lowercasedASCII == $0 })
            {
                return true
            }
            if rest.starts(with: "${".utf8), lastBrace > position { return true }
        }
        return false
    }

    /// The most bytes that a word may grow to; it stays as it is written rather than grow further.
    private static let longest = 4_000

    /// Scorecard's substitution: each `${NAME}` by the text behind `ARG NAME=`.
    private func compatiblySubstituted(_ word: String) -> String {
        var word = word
        for _ in 0..<8 where word.utf8.contains(UInt8(ascii: "$")) {
            let bytes = Array(word.utf8)
            var result: [UInt8] = []
            var position = 0
            while let start = bytes.firstIndex(of: "${", from: position) {
                guard result.count <= ImageFinder.longest else { return word }
                result.append(contentsOf: bytes[position..<start])
                let name = bytes[(start + 2)...].prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "$") }
                position = name.endIndex
                if position < bytes.count, bytes[position] == UInt8(ascii: "}"),
                    let value = arguments[String(ascii: name)]
                {
                    position += 1
                    result.append(contentsOf: value.utf8)
                } else {
                    result.append(contentsOf: bytes[start..<position])
                }
            }
            result.append(contentsOf: bytes[position...])
            let next = String(ascii: result)
            if next == word || next.utf8.count > ImageFinder.longest { break }
            word = next
        }
        return word
    }

    /// Docker's substitution: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, quotes off.
    private func substituted(_ word: String) -> String {
        var word = ImageFinder.unquoted(word)
        // A value may name another argument, a few levels deep.
        for _ in 0..<8 where word.utf8.contains(UInt8(ascii: "$")) {
            let next = substitutedOnce(word)
            if next == word || next.utf8.count > ImageFinder.longest { break }
            word = next
        }
        return word
    }

    private func substitutedOnce(_ word: String) -> String {
        let bytes = Array(word.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            guard result.count <= ImageFinder.longest else { return word }
            guard bytes[position] == UInt8(ascii: "$") else {
                result.append(bytes[position])
                position += 1
                continue
            }
            let isBraced = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "{")
            let start = position + (isBraced ? 2 : 1)
            let name = bytes[start...].prefix(while: \.isWord)
            var end = start + name.count
            var fallback: ArraySlice<UInt8>?
            if isBraced {
                guard let close = bytes[end...].firstIndex(of: UInt8(ascii: "}")) else {
                    result.append(contentsOf: bytes[position...])
                    break
                }
                var rest = bytes[end..<close]
                if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
                if rest.first == UInt8(ascii: "-") { fallback = rest.dropFirst() }
                end = close + 1
            }
            if let known = arguments[String(ascii: name)] {
                result.append(contentsOf: ImageFinder.unquoted(known).utf8)
            } else if let fallback {
                result.append(contentsOf: fallback)
            } else {
                result.append(contentsOf: bytes[position..<end])
            }
            position = end
        }
        return String(ascii: result)
    }

    private static func unquoted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > 1, let first = bytes.first, first == bytes.last,
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        else { return text }
        return String(ascii: bytes.dropFirst().dropLast())
    }
}
