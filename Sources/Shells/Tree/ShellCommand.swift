// SPDX-License-Identifier: Apache-2.0

/// What a statement does.
package enum ShellCommand: Sendable {
    /// `A=1 name argument …`
    case simple(ShellSimpleCommand)
    /// `a | b |& c`
    case pipeline(ShellPipeline)
    /// `a && b || c`
    indirect case andOr(ShellAndOrList)
    /// `( … )`
    case subshell([ShellStatement])
    /// `{ …; }`
    case group([ShellStatement])
    /// `if …; then …; elif …; else …; fi`
    case conditional(ShellConditional)
    /// `while …; do …; done`, `until …; do …; done`
    case loop(ShellLoop)
    /// `for name in …; do …; done`, `select name in …; do …; done`
    indirect case iteration(ShellIteration)
    /// `for ((a; b; c)); do …; done`: the parts of the three expressions, then the body.
    case arithmeticLoop([ShellWordPart], body: [ShellStatement])
    /// `case word in …) …;; esac`
    indirect case choice(ShellChoice)
    /// `name() …`, `function name …`
    indirect case function(ShellFunction)
    /// `declare`, `typeset`, `local`, `export`, `readonly`, `nameref` with their words and assignments.
    indirect case declaration(ShellDeclaration)
    /// `let expression …`: the expressions.
    case letClause([ShellWord])
    /// `(( … ))`: the parts of the expression.
    case arithmetic([ShellWordPart])
    /// `[[ … ]]`
    indirect case test(ShellTest)
    /// `coproc [name] command`
    indirect case coprocess(name: String?, ShellStatement)
}

/// Assignments and words, the first of which names what is run.
package struct ShellSimpleCommand: Sendable, ShellPlaced {
    package var assignments: [ShellAssignment]
    /// Empty where there is nothing but assignments.
    package var words: [ShellWord]
    /// From the first assignment or word to the last word; redirections behind it do not count.
    package var span: ShellSpan
}

/// Commands that read what the one before writes.
package struct ShellPipeline: Sendable {
    /// How one stage is joined to the next.
    package enum Joint: String, Sendable {
        case output = "|"
        case outputAndErrors = "|&"
    }
    /// Two or more.
    package var stages: [ShellStatement]
    /// One less than there are stages.
    package var joints: [Joint]
}

/// Commands that run depending on how the one before ended; `&&` and `||` bind equally, from the left.
package struct ShellAndOrList: Sendable {
    /// When a command runs.
    package enum Condition: String, Sendable {
        case success = "&&"
        case failure = "||"
    }
    package var first: ShellStatement
    package var rest: [(condition: Condition, statement: ShellStatement)]
}

/// `if` with its branches.
package struct ShellConditional: Sendable {
    /// `if` and each `elif`.
    package var branches: [(condition: [ShellStatement], body: [ShellStatement])]
    /// After `else`; nil where there is none.
    package var otherwise: [ShellStatement]?
}

/// `while` or `until`.
package struct ShellLoop: Sendable {
    package var isUntil: Bool
    package var condition: [ShellStatement]
    package var body: [ShellStatement]
}

/// `for` or `select` over words.
package struct ShellIteration: Sendable {
    package var isSelect: Bool
    package var variable: String
    /// Nil without `in`: the positional parameters.
    package var words: [ShellWord]?
    package var body: [ShellStatement]
}

/// `case`.
package struct ShellChoice: Sendable {
    /// What happens after a branch.
    package enum Ending: String, Sendable {
        case leave = ";;"
        case fallThrough = ";&"
        case goOn = ";;&"
    }
    package struct Branch: Sendable {
        package var patterns: [ShellWord]
        package var body: [ShellStatement]
        package var ending: Ending
    }
    package var subject: ShellWord
    package var branches: [Branch]
}

/// A function and what it does when called.
package struct ShellFunction: Sendable {
    package var name: String
    package var body: ShellStatement
}

/// A command that declares variables.
package struct ShellDeclaration: Sendable, ShellPlaced {
    /// `export`, `local`, …
    package var variant: String
    /// Options, bare names and assignments, in order.
    package var arguments: [ShellDeclarationArgument]
    package var span: ShellSpan
}

/// An argument of a declaration.
package enum ShellDeclarationArgument: Sendable, ShellPlaced {
    case word(ShellWord)
    case assignment(ShellAssignment)

    package var span: ShellSpan {
        switch self {
        case .word(let word): word.span
        case .assignment(let assignment): assignment.span
        }
    }
}

/// `name=value`, `name+=value`, `name[subscript]=value`, `name=(word …)`.
package struct ShellAssignment: Sendable, ShellPlaced {
    package var name: String
    /// The parts between `[` and `]`.
    package var subscripts: [ShellWordPart]?
    /// `+=`.
    package var isAppending: Bool
    /// Nil where nothing follows the `=`, and for arrays.
    package var value: ShellWord?
    /// The words of an array; `[key]=value` is one word.
    package var elements: [ShellWord]?
    package var span: ShellSpan
}

/// The expression of `[[ … ]]`.
package indirect enum ShellTest: Sendable {
    /// A word alone: whether it is not empty.
    case word(ShellWord)
    /// `-f word`
    case unary(String, ShellWord)
    /// `word == word`; the operator as it is written.
    case binary(ShellWord, String, ShellWord)
    case not(ShellTest)
    case group(ShellTest)
    case all([ShellTest])
    case any([ShellTest])

    /// What is compared with each other, in the order of the source.
    var comparands: [ShellWord] {
        switch self {
        case .word, .unary: []
        case .binary(let left, _, let right): [left, right]
        case .not(let inner), .group(let inner): inner.comparands
        case .all(let tests), .any(let tests): tests.flatMap(\.comparands)
        }
    }
}
