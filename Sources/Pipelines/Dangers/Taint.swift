// SPDX-License-Identifier: Apache-2.0

/// Text that people from outside write, on its way through variables and outputs.
struct Taint {
    /// Where it came from.
    struct Origin {
        var reference: Expression.Reference
        /// From its source to here; of a long way its beginning.
        private(set) var trace: [PipelineLocation]

        init(reference: Expression.Reference, trace: [PipelineLocation]) {
            self.reference = reference
            self.trace = trace
        }

        mutating func pass(_ location: PipelineLocation) {
            if trace.count < 32 { trace.append(location) }
        }

        var mayHoldLines: Bool { UntrustedText.mayHoldLines(reference) }
    }

    /// What one `env` says, or a script wrote for later steps; nil inside for text that others do not write.
    private struct Variables {
        /// As they are written: shells tell cases apart.
        var exact: [String: Origin?] = [:]
        /// In lower case: expressions do not. The last definition wins.
        var folded: [String: Origin?] = [:]

        subscript(name: String) -> Origin?? { exact[name] ?? folded[name.lowercasedASCII] }

        mutating func set(_ name: String, _ origin: Origin?) {
            exact[name] = .some(origin)
            folded[name.lowercasedASCII] = .some(origin)
        }
    }

    /// The outer ones first. Each is shared by all that is inside it and never copied.
    private var levels: [Variables] = []
    /// By `steps.id.outputs.name`, in lower case.
    private(set) var outputs: [String: Origin] = [:]
    /// By `needs.job.outputs.name`, in lower case.
    var needs: [String: Origin] = [:]

    /// By a variable's exact name.
    func variable(_ name: String) -> Origin? {
        for level in levels.reversed() {
            if let found = level.exact[name] { return found }
        }
        return nil
    }

    /// Where a reference of an expression comes from: a context that is untrusted itself, or a variable or output that
    /// carries one.
    func origin(of reference: Expression.Reference) -> Origin? {
        if UntrustedText.isUntrusted(reference) { return Origin(reference: reference, trace: []) }
        let path = reference.path
        if path.count == 2, path[0] == "env" {
            for level in levels.reversed() {
                if let found = level[path[1]] { return found }
            }
            return nil
        }
        return outputs[reference.name] ?? needs[reference.name]
    }

    /// The first untrusted text that comes out of a text's expressions.
    func origin(of text: PlacedText, path: String) -> Origin? {
        let bytes = Array(text.value.utf8)
        for range in Expression.places(in: bytes).ranges {
            for reference in Expression(bytes[(range.lowerBound + 3)..<(range.upperBound - 2)]).yields {
                guard var origin = origin(of: reference) else { continue }
                origin.pass(
                    PipelineLocation(
                        path: path, line: text.line(at: range.lowerBound), text: String(ascii: bytes[range])))
                return origin
            }
        }
        return nil
    }

    /// Adds an `env` inside those that are there.
    mutating func enter(_ environment: [Workflow.Variable], path: String) {
        levels.append(Variables())
        for variable in environment {
            levels[levels.count - 1].set(variable.name, origin(of: variable.value, path: path))
        }
    }

    /// Text that a step left for those behind it.
    enum Left {
        /// By the name of the environment variable.
        case variable(String, Origin)
        /// By `steps.id.outputs.name`, in lower case.
        case output(String, Origin)
    }

    /// What is left to the environment counts more than what the innermost `env` says.
    mutating func add(_ left: Left) {
        switch left {
        case .variable(let name, let origin):
            if levels.isEmpty { levels.append(Variables()) }
            levels[levels.count - 1].set(name, origin)
        case .output(let name, let origin): outputs[name] = origin
        }
    }
}
