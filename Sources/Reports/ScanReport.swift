// SPDX-License-Identifier: Apache-2.0
package import Inventories
package import Matching
package import Wire

/// Everything one scan found out: one value, from which every output format is written.
package struct ScanReport: Sendable, Hashable {
    /// The version of the program.
    package var version: String
    /// What was asked for, as it was written.
    package var targets: [String]
    package var data: AdvisoryData
    /// Files that were read, in the order of targets and paths.
    package var files: [ScannedFile]
    /// Every component of every file, in the same order; paths are relative to their target, with the target before them
    /// where there are several.
    package var components: [Component]
    /// One for each of ``components``, in their order.
    package var judgements: [JudgedComponent]
    /// By the id of an alias group, its records that speak of other packages: what they say of severity and kind holds for
    /// the vulnerability as a whole.
    package var related: [String: [IndexedAdvisory]]
    /// Files that could not be read, and entries that were not understood.
    package var problems: [ScanProblem]
    /// What was not looked at, and why.
    package var skipped: [SkippedPath]

    package init(
        version: String, targets: [String], data: AdvisoryData, files: [ScannedFile], components: [Component],
        judgements: [JudgedComponent], related: [String: [IndexedAdvisory]] = [:], problems: [ScanProblem],
        skipped: [SkippedPath]
    ) {
        self.version = version
        self.targets = targets
        self.data = data
        self.files = files
        self.components = components
        self.judgements = judgements
        self.related = related
        self.problems = problems
        self.skipped = skipped
    }
}

/// What is known of one component.
package struct JudgedComponent: Sendable, Hashable {
    /// Vulnerabilities that affect it or could not be judged, by their ids.
    package var matches: [MatchExplanation]
    /// Vulnerabilities of the package, one an alias group, that this version has the fix of.
    package var fixedCount: Int
    /// Vulnerabilities of the package that this version does not have.
    package var notAffectedCount: Int
    /// Why nothing, or not all, could be looked up.
    package var notJudged: UnknownReason?
    /// The nearest version that has the fix of something and that nothing known affects; nil where there is none, or nothing
    /// to fix.
    package var upgrade: String?

    package init(
        matches: [MatchExplanation] = [], fixedCount: Int = 0, notAffectedCount: Int = 0,
        notJudged: UnknownReason? = nil, upgrade: String? = nil
    ) {
        self.matches = matches
        self.fixedCount = fixedCount
        self.notAffectedCount = notAffectedCount
        self.notJudged = notJudged
        self.upgrade = upgrade
    }
}

/// The advisories a scan was made with.
package struct AdvisoryData: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The few advisories inside the binary.
        case starter
        /// Those that `mainstay update` fetched.
        case database
    }

    package var kind: Kind
    /// When the index was made; nil for the starter set.
    package var created: Instant?
    package var advisories: Int
    package var sources: [String]
    /// Of the ecosystems that the report's components are of, by name.
    package var coverage: [Coverage] = []

    /// How many advisories there are of an ecosystem.
    package struct Coverage: Sendable, Hashable {
        package var ecosystem: String
        package var advisories: Int

        package init(ecosystem: String, advisories: Int) {
            self.ecosystem = ecosystem
            self.advisories = advisories
        }
    }

    package init(kind: Kind, created: Instant?, advisories: Int, sources: [String]) {
        self.kind = kind
        self.created = created
        self.advisories = advisories
        self.sources = sources
    }
}

/// A file that was read.
package struct ScannedFile: Sendable, Hashable {
    package var path: String
    /// The identifier of its format.
    package var format: String
    package var components: Int

    package init(path: String, format: String, components: Int) {
        self.path = path
        self.format = format
        self.components = components
    }
}

/// Something that kept a scan from seeing all.
package struct ScanProblem: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// A whole file was not read.
        case unreadable
        /// An entry of a file was not understood.
        case warning
    }

    package var kind: Kind
    package var location: SourceLocation
    /// A sentence.
    package var message: String
    package var hint: String?

    package init(kind: Kind, location: SourceLocation, message: String, hint: String? = nil) {
        self.kind = kind
        self.location = location
        self.message = message
        self.hint = hint
    }
}

/// A path a scan did not look into.
package struct SkippedPath: Sendable, Hashable {
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// `.gitignore` names it.
        case ignored
        /// Links are not followed.
        case link
        case special
        case unreadable
        case tooMany
        /// A manifest whose lockfile was read instead.
        case answeredByLockfile

        /// For a count of them: "3 paths that .gitignore names".
        package var phrase: String {
            switch self {
            case .ignored: "named by .gitignore"
            case .link: "behind links, never followed"
            case .special: "neither files nor folders"
            case .unreadable: "that could not be read"
            case .tooMany: "beyond the limit of depth or number"
            case .answeredByLockfile: "answered by a lockfile beside or above"
            }
        }

        /// For one of them.
        var sentence: String {
            switch self {
            case .ignored: "named by .gitignore; --no-ignore reads it"
            case .link: "a link, never followed"
            case .special: "neither a file nor a folder"
            case .unreadable: "it cannot be read"
            case .tooMany: "beyond the limit of depth or number"
            case .answeredByLockfile: "its lockfile was read instead"
            }
        }
    }

    package var path: String
    package var reason: Reason
    /// The format it would have been read as; nil where its name tells of none.
    package var format: String?

    package init(path: String, reason: Reason, format: String? = nil) {
        self.path = path
        self.reason = reason
        self.format = format
    }
}
