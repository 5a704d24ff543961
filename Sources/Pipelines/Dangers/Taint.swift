// SPDX-License-Identifier: Apache-2.0

/// Text that people from outside write, on its way through variables and outputs.
struct Taint {
    /// Where it came from.
    struct Origin {
        var reference: Expression.Reference
        /// From its source to here.
        var trace: [PipelineLocation]

        var mayHoldLines: Bool { UntrustedText.mayHoldLines(reference) }
    }

    /// By the name of the environment variable.
    var variables: [String: Origin] = [:]
    /// By `steps.id.outputs.name` and `needs.job.outputs.name`, in lower case.
    var outputs: [String: Origin] = [:]

    /// Where a reference of an expression comes from: a context that is untrusted itself, or a variable or output that
    /// carries one.
    func origin(of reference: Expression.Reference) -> Origin? {
        if UntrustedText.isUntrusted(reference) { return Origin(reference: reference, trace: []) }
        let path = reference.path
        if path.count == 2, path[0] == "env" {
            return variables.first { $0.key.isEqualIgnoringCase(path[1]) }?.value
        }
        return outputs[reference.name]
    }

    /// The first untrusted text that comes out of a text's expressions.
    func origin(of text: PlacedText, path: String) -> Origin? {
        let bytes = Array(text.value.utf8)
        for range in Expression.places(in: bytes).ranges {
            for reference in Expression(bytes[(range.lowerBound + 3)..<(range.upperBound - 2)]).yields {
                guard var origin = origin(of: reference) else { continue }
                origin.trace.append(
                    PipelineLocation(
                        path: path, line: text.line(at: range.lowerBound), text: String(ascii: bytes[range])))
                return origin
            }
        }
        return nil
    }

    mutating func add(_ environment: [Workflow.Variable], path: String) {
        for variable in environment {
            variables[variable.name] = origin(of: variable.value, path: path)
        }
    }
}
