// SPDX-License-Identifier: Apache-2.0

/// A simple command where it stands, or what is looked at like one.
package struct ShellCommandVisit: Sendable, ShellPlaced {
    package enum Form: Sendable, Hashable {
        case simple
        /// `export A=b`: the assignments alone, no words.
        case declaration
        /// `[[ a == b && -f c ]]`: what is compared (`a`, `b`), in order, as the words.
        case test
    }

    package let form: Form
    package let command: ShellSimpleCommand
    /// Of the command itself, not of what it stands in.
    package let redirections: [ShellRedirection]
    /// What its redirections `<<` bring, in order.
    package let hereDocuments: [ShellHereDocument]
    package let pipeline: ShellPipelinePosition
    /// The innermost function that it is part of.
    package let functionName: String?
    /// How many commands, substitutions and functions it stands in.
    package let depth: Int
    /// Whether it stands behind `&&` or `||`, or in what does: it runs or not depending on how another command ended.
    package let isConditional: Bool

    /// Of the command, without redirections behind it.
    package var span: ShellSpan { command.span }
}

/// Which stage of which pipeline a command is.
package struct ShellPipelinePosition: Sendable, ShellPlaced {
    /// Counts the pipelines of a script in the order of their beginnings, from 0. A command that is piped nowhere is a
    /// pipeline of its own.
    package let id: Int
    /// From 0.
    package let position: Int
    /// How many stages there are.
    package let count: Int
    /// How the stage before is joined to this one; nil for the first.
    package let joint: ShellPipeline.Joint?
    /// The command of the stage before, where that is a simple command.
    package let previous: ShellSimpleCommand?
    /// Of the whole pipeline.
    package let span: ShellSpan
}

extension ShellScript {
    /// Calls `body` for every simple command, in the order of the source, a command before what is substituted in it:
    /// those in functions, in all kinds of substitutions, in arrays and in the bodies of here-documents as well.
    ///
    /// `declare`, `export` and their like are ``ShellDeclaration`` and not simple commands, and neither is `[[`; what is
    /// substituted in them is visited.
    ///
    /// - Parameter forms: whether declarations and tests are visited themselves as well.
    package func forEachCommand(
        _ forms: Set<ShellCommandVisit.Form> = [.simple], _ body: (ShellCommandVisit) -> Void
    ) {
        withoutActuallyEscaping(body) { body in
            var walk = ShellWalk(hereDocuments: hereDocuments, forms: forms, body: body)
            walk.visit(statements)
        }
    }

    /// What ``forEachCommand(_:_:)`` visits.
    package func commands(_ forms: Set<ShellCommandVisit.Form>) -> [ShellCommandVisit] {
        var visits: [ShellCommandVisit] = []
        forEachCommand(forms) { visits.append($0) }
        return visits
    }

    /// The simple commands.
    package var commands: [ShellCommandVisit] { commands([.simple]) }
}
