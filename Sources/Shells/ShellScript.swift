// SPDX-License-Identifier: Apache-2.0
package import Wire

/// A shell script as a tree of statements with their places.
///
/// The grammar is that of POSIX 1003.1-2017, section 2, and of the manuals of bash 5 and mksh. A script is read as the
/// shell would read it before it runs anything: aliases and options that change the grammar on the way are not followed,
/// extended globs are always on. Carriage returns before newlines are taken as part of them, and bytes that are not UTF-8
/// are replaced in texts.
package struct ShellScript: Sendable {
    /// In order.
    package let statements: [ShellStatement]
    /// The bodies of all here-documents, in the order of their operators.
    package let hereDocuments: [ShellHereDocument]

    /// - Parameter limits: what `limits.depth` counts are commands, quotes and substitutions within each other, and what
    ///   `limits.nodes` counts are words and statements.
    package init(
        parsing bytes: [UInt8], dialect: ShellDialect = .bash, limits: Limits = .script
    ) throws(ShellSyntaxError) {
        var parser = try ShellParser(bytes, dialect: dialect, limits: limits)
        statements = try parser.script()
        hereDocuments = parser.hereDocuments
    }

    package init(
        parsing text: String, dialect: ShellDialect = .bash, limits: Limits = .script
    ) throws(ShellSyntaxError) {
        try self.init(parsing: Array(text.utf8), dialect: dialect, limits: limits)
    }

    /// The body of a here-document, where the redirection is one.
    package func hereDocument(of redirection: ShellRedirection) -> ShellHereDocument? {
        guard let index = redirection.hereDocument, hereDocuments.indices.contains(index) else { return nil }
        return hereDocuments[index]
    }
}
