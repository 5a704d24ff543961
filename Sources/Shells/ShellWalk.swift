// SPDX-License-Identifier: Apache-2.0

/// One walk over a script; as deep as the script, whose depth the parser has bounded.
struct ShellWalk {
    private let hereDocuments: [ShellHereDocument]
    private let forms: Set<ShellCommandVisit.Form>
    private let body: (ShellCommandVisit) -> Void
    private var functionName: String?
    private var nextPipeline = 0
    private var depth = 0
    private var isConditional = false

    init(
        hereDocuments: [ShellHereDocument], forms: Set<ShellCommandVisit.Form>,
        body: @escaping (ShellCommandVisit) -> Void
    ) {
        self.hereDocuments = hereDocuments
        self.forms = forms
        self.body = body
    }

    mutating func visit(_ statements: [ShellStatement]) {
        for statement in statements { visit(statement) }
    }

    private mutating func visitDeeper(_ statements: [ShellStatement]) {
        depth += 1
        visit(statements)
        depth -= 1
    }

    private mutating func visit(_ statement: ShellStatement) {
        switch statement.command {
        case .andOr(let list):
            visit(list.first)
            let outer = isConditional
            isConditional = true
            for (_, statement) in list.rest { visit(statement) }
            isConditional = outer
        case .pipeline(let pipeline):
            let id = nextPipeline
            nextPipeline += 1
            var previous: ShellSimpleCommand?
            for (position, stage) in pipeline.stages.enumerated() {
                let place = ShellPipelinePosition(
                    id: id, position: position, count: pipeline.stages.count,
                    joint: position > 0 ? pipeline.joints[position - 1] : nil, previous: previous,
                    span: statement.span)
                visit(stage, at: place)
                if case .simple(let command) = stage.command { previous = command } else { previous = nil }
            }
        default:
            visit(statement, at: nil)
            return
        }
        visit(statement.redirections)
    }

    /// - Parameter place: nil where the statement is no stage among others.
    private mutating func visit(_ statement: ShellStatement, at place: ShellPipelinePosition?) {
        guard case .simple(let command) = statement.command else {
            if let command = statement.command {
                announce(command, statement)
                visit(command)
            }
            visit(statement.redirections)
            return
        }
        announce(command, .simple, statement, at: place)
        for assignment in command.assignments { visit(assignment) }
        for word in command.words { visit(word.parts) }
        visit(statement.redirections)
    }

    private mutating func announce(
        _ command: ShellSimpleCommand, _ form: ShellCommandVisit.Form, _ statement: ShellStatement,
        at place: ShellPipelinePosition?
    ) {
        var place = place
        if place == nil {
            place = ShellPipelinePosition(
                id: nextPipeline, position: 0, count: 1, joint: nil, previous: nil, span: statement.span)
            nextPipeline += 1
        }
        guard let place else { return }
        let documents = statement.redirections.compactMap { $0.hereDocument.map { hereDocuments[$0] } }
        body(
            ShellCommandVisit(
                form: form, command: command, redirections: statement.redirections, hereDocuments: documents,
                pipeline: place, functionName: functionName, depth: depth, isConditional: isConditional))
    }

    /// A declaration or test that is wanted, as a simple command.
    private mutating func announce(_ command: ShellCommand, _ statement: ShellStatement) {
        switch command {
        case .declaration(let declaration) where forms.contains(.declaration):
            let assignments = declaration.arguments.compactMap { argument in
                if case .assignment(let assignment) = argument { return assignment }
                return nil
            }
            let simple = ShellSimpleCommand(assignments: assignments, words: [], span: declaration.span)
            announce(simple, .declaration, statement, at: nil)
        case .test(let test) where forms.contains(.test):
            let simple = ShellSimpleCommand(assignments: [], words: test.comparands, span: statement.span)
            announce(simple, .test, statement, at: nil)
        default: return
        }
    }

    private mutating func visit(_ command: ShellCommand) {
        switch command {
        case .simple, .pipeline, .andOr: break
        case .subshell(let list), .group(let list): visitDeeper(list)
        case .conditional(let conditional):
            for (condition, body) in conditional.branches {
                visitDeeper(condition)
                visitDeeper(body)
            }
            visitDeeper(conditional.otherwise ?? [])
        case .loop(let loop):
            visitDeeper(loop.condition)
            visitDeeper(loop.body)
        case .iteration(let iteration):
            for word in iteration.words ?? [] { visit(word.parts) }
            visitDeeper(iteration.body)
        case .arithmeticLoop(let parts, let body):
            visit(parts)
            visitDeeper(body)
        case .choice(let choice):
            visit(choice.subject.parts)
            for branch in choice.branches {
                for pattern in branch.patterns { visit(pattern.parts) }
                visitDeeper(branch.body)
            }
        case .function(let function):
            let outer = functionName
            functionName = function.name
            visitDeeper([function.body])
            functionName = outer
        case .declaration(let declaration):
            for argument in declaration.arguments {
                switch argument {
                case .word(let word): visit(word.parts)
                case .assignment(let assignment): visit(assignment)
                }
            }
        case .letClause(let words): for word in words { visit(word.parts) }
        case .arithmetic(let parts): visit(parts)
        case .test(let test): visit(test)
        case .coprocess(_, let inner): visitDeeper([inner])
        }
    }

    private mutating func visit(_ assignment: ShellAssignment) {
        visit(assignment.subscripts ?? [])
        visit(assignment.value?.parts ?? [])
        for element in assignment.elements ?? [] { visit(element.parts) }
    }

    private mutating func visit(_ redirections: [ShellRedirection]) {
        for redirection in redirections {
            visit(redirection.target.parts)
            if let index = redirection.hereDocument { visit(hereDocuments[index].parts) }
        }
    }

    private mutating func visit(_ test: ShellTest) {
        switch test {
        case .word(let word), .unary(_, let word): visit(word.parts)
        case .binary(let left, _, let right):
            visit(left.parts)
            visit(right.parts)
        case .not(let inner), .group(let inner): visit(inner)
        case .all(let tests), .any(let tests): for test in tests { visit(test) }
        }
    }

    private mutating func visit(_ parts: [ShellWordPart]) {
        for part in parts {
            switch part {
            case .literal, .singleQuoted, .ansiQuoted, .parameter: break
            case .doubleQuoted(let inner), .arithmetic(let inner), .extendedGlob(let inner): visit(inner)
            case .expansion(let expansion):
                visit(expansion.subscripts ?? [])
                visit(expansion.operand)
            case .commandSubstitution(let list), .processSubstitution(_, let list): visitDeeper(list)
            }
        }
    }
}
