// SPDX-License-Identifier: Apache-2.0

/// Which shell runs a step: by the step, the job's default, and the system it runs on.
enum StepShell: Hashable {
    /// As it is written (`bash`, `bash -e {0}`), or the default.
    case named(String)
    /// The systems are taken from a matrix that cannot be read.
    case unknown

    /// The program alone: `bash` of `/bin/bash -e {0}`.
    var program: String? {
        guard case .named(let text) = self else { return nil }
        return text.words.first?.baseName.lowercasedASCII
    }

    /// Whether Scorecard reads its scripts.
    var isCompatible: Bool {
        guard case .named(let text) = self else { return false }
        return ["sh", "bash", "mksh"].contains(text.baseName.lowercasedASCII)
    }
}

extension Workflow.Job {
    /// What Scorecard takes a step's shell for: it does not look at the workflow's own `defaults`.
    ///
    /// - Parameter isOnWindows: the job's own, which is worked out once.
    func compatibleShell(of step: Workflow.Step, isOnWindows: Bool?) -> StepShell {
        if let shell = step.shell, !shell.isEmpty { return .named(shell) }
        if let shell, !shell.isEmpty { return .named(shell) }
        if step.isForWindows { return .named("pwsh") }
        guard let isOnWindows else { return .unknown }
        return .named(isOnWindows ? "pwsh" : "bash")
    }

    /// What the runner takes.
    func shell(of step: Workflow.Step, in workflow: Workflow, isOnWindows: Bool?) -> StepShell {
        if step.shell == nil, shell == nil {
            if let shell = workflow.shell, !shell.isEmpty { return .named(shell) }
            if step.isOnWindowsOfMatrix { return .named("pwsh") }
        }
        return compatibleShell(of: step, isOnWindows: isOnWindows)
    }

    /// Whether every system it runs on is Windows; nil where they cannot be told.
    var isOnWindows: Bool? { systems?.allSatisfy { $0.hasPrefixIgnoringCase("windows") } }

    /// The labels of `runs-on`, or the matrix's `os` values where it points there; nil when there are none of them.
    private var systems: [String]? {
        guard runsOn.count == 1, let label = runsOn.first, label.contains(ascii: "matrix.os") else { return runsOn }
        let values = (matrix.values["os"] ?? []).filter { !$0.isEmpty }
        return values.isEmpty ? nil : values
    }
}

extension Workflow.Step {
    /// Whether its `if` asks for Windows in the matrix, by whatever key: `matrix.config.platform == 'Windows'`.
    /// Scorecard knows `matrix.os` alone.
    fileprivate var isOnWindowsOfMatrix: Bool {
        guard let text = condition?.value.lowercasedASCII else { return false }
        return text.contains(ascii: "matrix.")
            && (text.contains(ascii: "'windows") || text.contains(ascii: "\"windows"))
            && !text.contains(ascii: "!") && !text.contains(ascii: "||")
    }

    /// Whether its `if` says that it runs on Windows.
    fileprivate var isForWindows: Bool {
        guard let condition else { return false }
        let text = Array(condition.value.utf8.map(\.lowercasedASCII))
        return ["runner.os", "matrix.os", "${{"].contains { start in
            var position = 0
            while let place = text.firstIndex(ofBytes: Array(start.utf8), from: position) {
                position = place + 1
                let rest = text[(place + start.utf8.count)...]
                if start == "${{" ? Self.startsWithWindows(rest) : Self.comparesWithWindows(rest, start) { return true }
            }
            return false
        }
    }

    /// `== 'windows'`; of `matrix.os` `== 'windows-`.
    private static func comparesWithWindows(_ text: ArraySlice<UInt8>, _ name: String) -> Bool {
        var rest = text.drop(while: \.isSpace)
        guard rest.starts(with: "==".utf8) else { return false }
        rest = rest.dropFirst(2).drop(while: \.isSpace)
        guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return false }
        rest = rest.dropFirst()
        guard rest.starts(with: "windows".utf8) else { return false }
        let end = rest.dropFirst(7).first
        return name == "matrix.os"
            ? end == UInt8(ascii: "-") : end == UInt8(ascii: "'") || end == UInt8(ascii: "\"")
    }

    /// `startsWith(runner.os, 'windows')` right behind the braces.
    private static func startsWithWindows(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text.drop(while: \.isSpace)
        guard rest.starts(with: "startswith(runner.os,".utf8) else { return false }
        rest = rest.dropFirst(21).drop(while: \.isSpace).dropFirst()
        return rest.starts(with: "windows".utf8)
    }
}
