// SPDX-License-Identifier: Apache-2.0
import Files
package import HealthReports
import Notations
import Wire

/// Judges many projects, one after the other, holding one line of each; a run that was stopped goes on where it stopped.
package struct HealthFleetWorkflow: Sendable {
    package enum Event: Sendable {
        case begins(String, number: Int, count: Int)
        case judged(FleetLine)
        /// It is in the output already.
        case known(String)
        case failed(String, WorkflowError)
    }

    package let workflow: HealthWorkflow
    /// One line of JSON a project; nil where nothing is kept.
    package let output: String?

    package init(workflow: HealthWorkflow, output: String?) {
        self.workflow = workflow
        self.output = output
    }

    package func run(_ targets: [String], _ tell: (Event) -> Void) async throws(WorkflowError) {
        let (known, isCut) = try known()
        var log: AppendingFile?
        if let output {
            do throws(FilesError) {
                log = try AppendingFile(continuing: output)
                if isCut { try append([UInt8(ascii: "\n")], to: log) }
            } catch { throw WorkflowError(error) }
        }
        for (number, target) in targets.enumerated() {
            if known.contains(target) {
                tell(.known(target))
                continue
            }
            if Task.isCancelled { throw WorkflowError(.failure, "It was stopped.") }
            tell(.begins(target, number: number + 1, count: targets.count))
            do throws(WorkflowError) {
                let line = FleetLine(try await workflow.run(target))
                tell(.judged(line))
                do throws(FilesError) {
                    try append(line.json.bytes(.compact) + [UInt8(ascii: "\n")], to: log)
                } catch {
                    throw WorkflowError(error)
                }
            } catch {
                tell(.failed(target, error))
            }
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

    /// The targets the output has whole lines of, and whether its last line lacks its end.
    private func known() throws(WorkflowError) -> (targets: Set<String>, isCut: Bool) {
        guard let output, FileReading.kind(of: output, followingLinks: true) != .missing else { return ([], false) }
        let bytes: [UInt8]
        do { bytes = try FileReading.bytes(of: output, limit: 1 << 30) } catch { throw WorkflowError(error) }
        var known: Set<String> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            // The last line of a run that was ended by force may be cut; its project is judged again.
            guard let tree = try? Tree(json: Array(line), limits: Limits(bytes: 1 << 20, depth: 8, nodes: 10_000)),
                let target = tree.root["target"]?.string
            else { continue }
            known.insert(target)
        }
        return (known, bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false)
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
