// SPDX-License-Identifier: Apache-2.0
import Files
package import HealthReports
import Notations
import Wire

/// Judges many projects, one after the other, holding one line of each; a run that was stopped goes on where it stopped.
package struct HealthFleetWorkflow: Sendable {
    /// Projects have the names that may be shown, without what is secret in an address.
    package enum Event: Sendable {
        case begins(String, number: Int, count: Int)
        case judged(FleetLine)
        /// It is in the output already, with the lower end of its score in tenths; nil where it has none.
        case known(String, lowest: Int?)
        case failed(String, WorkflowError)
    }

    package let workflow: HealthWorkflow
    /// One line of JSON a project; nil where nothing is kept.
    package let output: String?

    package init(workflow: HealthWorkflow, output: String?) {
        self.workflow = workflow
        self.output = output
    }

    /// - Throws: that the output cannot be read or written, which ends the run: what was judged behind that would be lost.
    package func run(_ targets: [String], _ tell: (Event) -> Void) async throws(WorkflowError) {
        let before = try before()
        var log: AppendingFile?
        if let output {
            do throws(FilesError) {
                log = try AppendingFile(continuing: output, cutTo: before.length)
                if before.lacksEnd { try append([UInt8(ascii: "\n")], to: log) }
            } catch { throw WorkflowError(error) }
        }
        for (number, target) in targets.enumerated() {
            let name = RepositoryClones.name(of: target)
            if let lowest = before.lowest[name] {
                tell(.known(name, lowest: lowest))
                continue
            }
            if Task.isCancelled { throw WorkflowError(.failure, "It was stopped.") }
            tell(.begins(name, number: number + 1, count: targets.count))
            let line: FleetLine
            do throws(WorkflowError) {
                line = FleetLine(try await workflow.run(target))
            } catch {
                tell(.failed(name, error))
                continue
            }
            do throws(FilesError) {
                try append(line.json.bytes(.compact) + [UInt8(ascii: "\n")], to: log)
            } catch { throw WorkflowError(error) }
            tell(.judged(line))
        }
    }

    private func append(_ bytes: [UInt8], to file: AppendingFile?) throws(FilesError) {
        guard let file else { return }
        var failure: FilesError?
        bytes.withUnsafeBytes { buffer in
            do throws(FilesError) { try file.append(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// What the output holds already.
    private struct Before {
        /// By the projects' names; nil inside where a project has no score.
        var lowest: [String: Int?] = [:]
        /// How much of it stays; nil for all.
        var length: Int?
        var lacksEnd = false
    }

    private func before() throws(WorkflowError) -> Before {
        var before = Before()
        guard let output, case .file = FileReading.kind(of: output, followingLinks: true) else { return before }
        let bytes: [UInt8]
        do { bytes = try FileReading.bytes(of: output, limit: 1 << 30) } catch { throw WorkflowError(error) }
        let newline = UInt8(ascii: "\n")
        for line in bytes.split(separator: newline) {
            guard let tree = try? Tree(json: Array(line), limits: Limits(bytes: 1 << 20, depth: 8, nodes: 10_000)),
                let target = tree.root["target"]?.string
            else {
                // A run that was ended by force, or a full disk, leaves half a line; nothing else is ours to take away.
                let start = Array("{\"target\"".utf8).prefix(line.count)
                if line.endIndex == bytes.endIndex, line.starts(with: start) { before.length = line.startIndex }
                continue
            }
            before.lowest[target] = .some(tree.root["lowest"]?.text.flatMap(ScoreText.tenths))
        }
        before.lacksEnd = before.length == nil && bytes.last.map { $0 != newline } ?? false
        return before
    }
}

/// Targets, one a line; empty lines and those that begin with # are none.
package struct TargetList: Sendable {
    private let path: String
    private let input: StandardInput

    package init(path: String, input: StandardInput) {
        self.path = path
        self.input = input
    }

    package func targets() throws(WorkflowError) -> [String] {
        do {
            let bytes =
                path == "-" ? try input.bytes(limit: 64 << 20) : try FileReading.bytes(of: path, limit: 64 << 20)
            return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                .map { String($0.drop { $0 == " " || $0 == "\t" }) }
                .map { text in
                    var text = text
                    while text.last == " " || text.last == "\t" { text.removeLast() }
                    return text
                }
                .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        } catch {
            throw WorkflowError(error)
        }
    }
}
