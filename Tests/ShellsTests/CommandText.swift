// SPDX-License-Identifier: Apache-2.0
import Shells

/// The simple commands of a script, one a line: `@function pipeline.position/count name=value word … >redirection`, the
/// first two only where they say something.
func commandLines(_ text: String, dialect: ShellDialect = .bash) throws -> [String] {
    let source = Array(text.utf8)
    return try ShellScript(parsing: source, dialect: dialect).commands.map { visit in
        var line: [String] = []
        if let name = visit.functionName { line.append("@\(name)") }
        if visit.pipeline.count > 1 { line.append("\(visit.pipeline.position + 1)/\(visit.pipeline.count)") }
        line += visit.command.assignments.map { $0.sourceText(in: source) }
        line += visit.command.words.map { $0.sourceText(in: source) }
        line += visit.redirections.map { $0.sourceText(in: source) }
        return line.joined(separator: " ")
    }
}

/// Why a script is refused, with its place; nil where it is not.
func refusal(_ text: String, dialect: ShellDialect = .bash) -> String? {
    do {
        _ = try ShellScript(parsing: text, dialect: dialect)
        return nil
    } catch {
        return "\(error.line):\(error.column): \(error.message)"
    }
}
