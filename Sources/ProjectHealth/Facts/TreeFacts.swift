// SPDX-License-Identifier: Apache-2.0
package import Licenses
package import Pipelines
package import Secrets

/// What the files of one commit say, in the order of their paths.
package struct TreeFacts: Sendable {
    /// Every file, also those nobody read.
    package var files: [TreeFile] = []
    package var binaries: [BinaryFile] = []
    package var pipelines: [PipelineFileFacts] = []
    /// Files named like a licence, and what their text is.
    package var licenses: [LicenseFile] = []
    /// Prose that policies and people are looked for in: READMEs, policies, guides.
    package var documents: [TextDocument] = []
    package var fuzzers: [CodePattern] = []
    /// Code that steps outside its language's memory safety.
    package var unsafeCode: [CodePattern] = []
    package var secrets: [SecretInFile] = []
    /// What package metadata says of the project itself.
    package var metadata: [PackageMetadata] = []
    /// By language, most lines first.
    package var languages: [LanguageShare] = []
    package var headers = HeaderCount()
    /// What was not read, and why.
    package var unread: [UnreadFile] = []
    /// Of files that are not among ``files``, since there are more than are taken.
    package var omitted = 0
    /// A part of the tree is missing from the clone: there may be more files.
    package var isDamaged = false

    package init() {}

    /// What manifests at the root say: those in folders speak of parts, tests and examples.
    package var rootMetadata: [PackageMetadata] { metadata.filter { !$0.path.contains("/") } }
}

/// One file of a tree.
package struct TreeFile: Sendable, Hashable {
    package enum Kind: UInt8, Sendable, Hashable { case file, executable, link, submodule }

    package var path: String
    package var kind: Kind
    /// Bytes; 0 for submodules.
    package var size: Int

    package init(path: String, kind: Kind, size: Int) {
        self.path = path
        self.kind = kind
        self.size = size
    }
}

/// A compiled file.
package struct BinaryFile: Sendable, Hashable {
    package var path: String
    /// The type's extension in Scorecard's list: `jar`, `elf`.
    package var type: String
    package var size: Int

    package init(path: String, type: String, size: Int) {
        self.path = path
        self.type = type
        self.size = size
    }
}

package struct LicenseFile: Sendable, Hashable {
    package var path: String
    /// The name's own SPDX id: `LICENSE-MIT` is `MIT`.
    package var nameID: String?
    /// Whether Scorecard's rule takes the name for a licence.
    package var isNamedLicense: Bool
    /// From the text.
    package var matches: [LicenseMatch]

    package init(path: String, nameID: String?, isNamedLicense: Bool, matches: [LicenseMatch]) {
        self.path = path
        self.nameID = nameID
        self.isNamedLicense = isNamedLicense
        self.matches = matches
    }
}

package struct TextDocument: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case readme, securityPolicy, contributing, codeOfConduct, governance, maintainers, codeOwners, support,
            changelog
        case documentation, securityInsights, annotations, exemptions, roadmap, architecture, threatModel, vex,
            dependencyPolicy
    }

    package var path: String
    package var kind: Kind
    /// Cut at 256 KiB.
    package var text: String

    package init(path: String, kind: Kind, text: String) {
        self.path = path
        self.kind = kind
        self.text = text
    }
}

/// A line of code that a pattern was found in.
package struct CodePattern: Sendable, Hashable {
    /// `Go`, `Swift` …
    package var language: String
    /// What was found: `LLVMFuzzerTestOneInput`, `UnsafeMutablePointer`.
    package var name: String
    package var path: String
    package var line: Int
    /// How many of the name the file has.
    package var count: Int
    /// Stands behind a quotation mark: perhaps in a text that a test is about.
    package var isQuoted = false

    package init(language: String, name: String, path: String, line: Int, count: Int = 1) {
        self.language = language
        self.name = name
        self.path = path
        self.line = line
        self.count = count
    }
}

package struct SecretInFile: Sendable, Hashable {
    package var path: String
    package var finding: SecretFinding

    package init(path: String, finding: SecretFinding) {
        self.path = path
        self.finding = finding
    }
}

/// What a manifest says about the project as a package.
package struct PackageMetadata: Sendable, Hashable {
    package enum Statement: String, Sendable, Hashable {
        /// `license`, an SPDX expression or free text.
        case license
        /// A deprecation or a maintenance status.
        case status
        /// The address of the source repository.
        case repository
        case name
        /// That registries do not take it: npm's `private`, Cargo's `publish = false`, a `Private ::` classifier.
        case unpublished
    }

    package var statement: Statement
    package var text: String
    package var path: String
    package var line: Int

    package init(statement: Statement, text: String, path: String, line: Int) {
        self.statement = statement
        self.text = text
        self.path = path
        self.line = line
    }
}

package struct LanguageShare: Sendable, Hashable {
    package var language: String
    package var lines: Int
    package var files: Int

    package init(language: String, lines: Int, files: Int) {
        self.language = language
        self.lines = lines
        self.files = files
    }
}

/// How many source files state a licence and a copyright holder.
package struct HeaderCount: Sendable, Hashable {
    package var sources = 0
    package var withLicense = 0
    package var withCopyright = 0
    /// SPDX expressions of the headers with their numbers, most first.
    package var expressions: [Expression] = []

    package struct Expression: Sendable, Hashable {
        package var text: String
        package var count: Int

        package init(text: String, count: Int) {
            self.text = text
            self.count = count
        }
    }

    package init() {}
}

/// A file whose content was not looked at.
package struct UnreadFile: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        case tooLarge(limit: Int)
        /// The clone does not have its content.
        case missing
        case tooMany
    }

    package var path: String
    package var reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}
