// SPDX-License-Identifier: Apache-2.0
import Packages

/// Bundler's lockfile: `Gemfile.lock`, `gems.locked`, and Appraisal's `*.gemfile.lock`.
///
/// Sections stand at the margin; in `GEM`, `GIT`, `PATH` and `PLUGIN SOURCE` the gems stand at four blanks under
/// `specs:`, what each needs at six. `DEPENDENCIES` names what the Gemfile asks for; its groups are not in the lock.
enum GemfileLock {
    static let reader = InventoryReader(
        format: "ruby-gemfile-lock", title: "Bundler Gemfile.lock",
        recognises: { path in
            let name = path.name
            return name == "Gemfile.lock" || name == "gems.locked" || name.hasSuffix(".gemfile.lock")
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var parser = Parser(draft: InventoryDraft(reader.format, file))
        for line in try file.lines(context) where !line.content.isEmpty {
            parser.take(line)
        }
        guard parser.sawSection else {
            throw file.refusal(
                "The file has none of the sections of a Bundler lockfile (GEM, GIT, PATH, DEPENDENCIES).")
        }
        return parser.finished()
    }
}

extension GemfileLock {
    private struct Parser {
        var draft: InventoryDraft
        var sawSection = false
        private var section = Section.other
        private var source = Source()
        private var current: Int?
        /// One gem has several entries when its platforms resolve to different versions; no more of them are linked.
        private static let mostVersions = 16
        private var positions: [String: [Int]] = [:]
        private var seen: [String: Int] = [:]
        private var needs: [(from: Int, name: String, line: Int)] = []
        private var direct: [(name: String, line: Int)] = []

        private enum Section { case gem, git, path, plugin, dependencies, checksums, other }

        /// The attributes of the section being read.
        private struct Source {
            var remote: String?
            var isRegistry = false
            var revision: String?
            var reference: String?
        }

        init(draft: InventoryDraft) {
            self.draft = draft
        }

        mutating func take(_ line: TextLine) {
            if line.indentation == 0 {
                begin(line.content)
                return
            }
            switch (section, line.indentation) {
            case (.gem, 2), (.git, 2), (.path, 2), (.plugin, 2): takeAttribute(line.content)
            case (.gem, 4), (.git, 4), (.path, 4), (.plugin, 4): takeGem(line)
            case (.gem, 6), (.git, 6), (.path, 6), (.plugin, 6):
                if let current { needs.append((current, GemfileLock.name(of: line.content), line.number)) }
            case (.dependencies, 2): direct.append((GemfileLock.name(of: line.content), line.number))
            case (.checksums, 2): takeChecksum(line.content)
            case (.other, _): break
            default:
                draft.warn(line.number, "The line '\(line.content.excerpt)' is not indented as a lockfile's lines are.")
            }
        }

        private mutating func begin(_ header: Substring) {
            source = Source()
            current = nil
            switch header {
            case "GEM": section = .gem
            case "GIT": section = .git
            case "PATH": section = .path
            case "PLUGIN SOURCE": section = .plugin
            case "DEPENDENCIES": section = .dependencies
            case "CHECKSUMS": section = .checksums
            case "PLATFORMS", "RUBY VERSION", "BUNDLED WITH": section = .other
            default:
                section = .other
                return
            }
            sawSection = true
        }

        private mutating func takeAttribute(_ text: Substring) {
            guard let (name, value) = text.cut(at: ":") else { return }
            let content = String(value.trimmed)
            switch name {
            case "remote":
                // Several remotes of one section are searched together.
                source.isRegistry = source.isRegistry || RepositoryAddress(content).host == "rubygems.org"
                source.remote = source.remote ?? content
            case "revision": source.revision = content
            case "branch", "tag", "ref": source.reference = content
            default: break
            }
        }

        private mutating func takeGem(_ line: TextLine) {
            guard let (name, inner) = GemfileLock.entry(line.content), !name.isEmpty, !inner.isEmpty else {
                draft.warn(line.number, "The gem '\(line.content.excerpt)' has no version.")
                current = nil
                return
            }
            // The platform stands behind the first hyphen: versions of gems have none.
            let version = String(inner.before("-"))
            let key = "\(section) \(source.remote ?? "") \(name) \(version)"
            if let known = seen[key] {
                current = known
                return
            }
            let position = draft.add(.rubyGems, name: String(name), version: version, line: line.number, pin: pin)
            seen[key] = position
            let known = positions[String(name), default: []].count
            if known < Parser.mostVersions {
                positions[String(name), default: []].append(position)
            } else if known == Parser.mostVersions {
                draft.warn(
                    line.number,
                    "The gem '\(name.excerpt)' has more than \(known) versions; the graph has the first ones.")
            }
            current = position
        }

        private var pin: Pin {
            let remote = source.remote ?? ""
            switch section {
            case .git: return .git(repository: remote, reference: source.reference, revision: source.revision)
            case .path: return .path(remote)
            case .plugin: return .url(remote)
            default: return source.isRegistry || source.remote == nil ? .registry : .url(remote)
            }
        }

        private mutating func takeChecksum(_ text: Substring) {
            guard let (name, inner) = GemfileLock.entry(text), let digests = text.cut(atLast: ")")?.behind else {
                return
            }
            for digest in digests.pieces(by: ",") {
                guard let (algorithm, value) = digest.cut(at: "="), let known = positions[String(name)] else {
                    continue
                }
                let digest = Digest(algorithm: algorithm.lowercased(), value: value.lowercased())
                for position in known where draft.components[position].version == String(inner.before("-")) {
                    draft.change(position) {
                        if $0.hashes.count < 64, !$0.hashes.contains(digest) { $0.hashes.append(digest) }
                    }
                }
            }
        }

        mutating func finished() -> Inventory {
            for position in draft.components.indices {
                draft.change(position) { $0.relationship = .transitive }
            }
            for (name, line) in direct {
                // Bundler is not locked by its own lockfile.
                if positions[name] == nil, name != "bundler" {
                    draft.warn(line, "The dependency '\(name)' is not among the locked gems.")
                }
                for position in positions[name] ?? [] {
                    draft.change(position) { $0.relationship = .direct }
                }
            }
            for need in needs {
                for position in positions[need.name] ?? [] { draft.connect(need.from, to: position) }
            }
            return draft.finished()
        }
    }

    /// The name before the parenthesis or the `!` that marks a gem with a source of its own.
    private static func name(of text: Substring) -> String {
        let name = text.before("(").trimmed
        return String(name.utf8.last == UInt8(ascii: "!") ? name.dropLast() : name)
    }

    /// The name and what stands in the parentheses behind it.
    private static func entry(_ text: Substring) -> (name: Substring, inner: Substring)? {
        guard let (name, behind) = text.cut(at: "("), let inner = behind.cut(at: ")")?.before else { return nil }
        return (name.trimmed, inner.trimmed)
    }
}
