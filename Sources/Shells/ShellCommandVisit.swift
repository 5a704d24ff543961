// SPDX-License-Identifier: Apache-2.0

/// A simple command where it stands.
package struct ShellCommandVisit: Sendable, ShellPlaced {
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
    /// `declare`, `export` and their like are ``ShellDeclaration`` and not simple commands; what is substituted in them
    /// is visited.
    package func forEachCommand(_ body: (ShellCommandVisit) -> Void) {
        withoutActuallyEscaping(body) { body in
            var walk = ShellWalk(hereDocuments: hereDocuments, body: body)
            walk.visit(statements)
        }
    }

    /// What ``forEachCommand(_:)`` visits.
    package var commands: [ShellCommandVisit] {
        var visits: [ShellCommandVisit] = []
        forEachCommand { visits.append($0) }
        return visits
    }
}
