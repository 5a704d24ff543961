// SPDX-License-Identifier: Apache-2.0

/// The phrases by which intent is recognised: data.
enum IntentPhrases {
    /// What a phrase does in a sentence.
    enum Role: Sendable, Hashable {
        /// The project is what is talked about; only what follows it at once is said of it.
        case subject(isThis: Bool)
        /// Says something of a subject before it.
        case predicate(IntentStatement.Kind)
        /// Says it all by itself.
        case sentence(IntentStatement.Kind)
    }

    static let sets: [String: [String]] = [
        "$project": [
            "project", "repository", "repo", "package", "library", "module", "plugin", "tool", "gem", "crate",
            "extension",
            "addon", "app", "application", "framework", "codebase", "component", "software", "program", "script",
            "action",
            "service", "sdk", "client", "driver", "image", "chart", "template", "cli", "toolkit", "bindings",
            "provider",
            "lib", "middleware", "wrapper", "role", "cookbook", "theme", "bot",
        ],
        // The usual slips of the pen as well.
        "$maintained": ["maintained", "maintaned", "mantained", "maintianed", "maintened", "developed"],
        "$maintainers": ["maintainer", "maintainers", "maintainership", "comaintainer", "comaintainers"],
    ]

    static let roles: [(phrase: String, role: Role)] =
        [
            ("this", .subject(isThis: false)), ("this $project", .subject(isThis: true)),
            ("this ~1 $project", .subject(isThis: true)),
            ("the/our/my $project", .subject(isThis: false)),
            ("$self $project/-", .subject(isThis: true)), ("this/these $project/- $self", .subject(isThis: true)),
            ("project/maintenance/development/package/repository/current/support status", .subject(isThis: false)),
            ("status", .subject(isThis: false)), ("stability", .subject(isThis: false)),
        ]
        + predicates.map { ($0.0, .predicate($0.1)) } + sentences.map { ($0.0, .sentence($0.1)) }

    private static let predicates: [(String, IntentStatement.Kind)] = [
        ("archived", .archived), ("in/into archive/archived mode", .archived),
        ("deprecated", .deprecated), ("obsolete", .deprecated), ("deprecation notice", .deprecated),
        ("superseded/replaced/succeeded by", .deprecated), ("no longer recommended", .deprecated),
        ("no longer necessary/needed", .deprecated), ("retired", .endOfLife),
        ("unmaintained/unmaintaned", .unmaintained), ("abandoned", .unmaintained), ("orphaned", .unmaintained),
        ("no longer being/actively/regularly/officially/really/- $maintained", .unmaintained),
        ("no longer ~2 $maintained", .unmaintained),
        ("no longer under/in active/- development/maintenance", .unmaintained),
        ("no longer active", .unmaintained), ("no longer updated", .unmaintained),
        ("not being/actively/currently/- $maintained any/anymore/- more/-", .unmaintained),
        ("not under active development/maintenance", .unmaintained), ("inactive", .unmaintained),
        ("without a maintainer", .unmaintained), ("has no maintainer", .unmaintained), ("dead", .unmaintained),
        ("discontinued", .endOfLife), ("sunset/sunsetted/sunsetting", .endOfLife),
        ("no longer officially/actively/being/- supported", .endOfLife), ("eol", .endOfLife),
        ("end of life/support", .endOfLife), ("reached its/the/- end of life/support/-", .endOfLife),
        ("end of life'd", .endOfLife),
        ("moved to", .movedElsewhere), ("moved here", .movedElsewhere), ("migrated to", .movedElsewhere),
        ("relocated to", .movedElsewhere), ("now lives at/in", .movedElsewhere), ("transferred to", .movedElsewhere),
        ("moved", .movedElsewhere), ("merged into", .movedElsewhere), ("renamed to", .movedElsewhere),
        ("looking/searching for ~3 $maintainers", .seekingMaintainers),
        ("seeking ~3 $maintainers", .seekingMaintainers),
        ("needs/need/wants ~3 $maintainers", .seekingMaintainers), ("in need of ~3 $maintainers", .seekingMaintainers),
        ("up for adoption", .seekingMaintainers), ("adoption wanted", .seekingMaintainers),
        ("maintenance mode", .maintenanceOnly), ("in maintenance only mode/-", .maintenanceOnly),
        ("maintenance only", .maintenanceOnly), ("feature complete", .maintenanceOnly),
        ("feature frozen", .maintenanceOnly),
        ("passively maintained", .maintenanceOnly), ("in maintenance", .maintenanceOnly),
        ("only receive/receives/receiving ~3 fixes/updates/patches", .maintenanceOnly),
        ("receive/receives only ~3 fixes/updates/patches", .maintenanceOnly),
        ("experimental", .experimental), ("work in progress", .experimental), ("wip", .experimental),
        ("proof of concept", .experimental), ("pre alpha", .experimental),
        ("early stage/stages ~2 development/-", .experimental),
        ("early development", .experimental), ("in alpha", .experimental),
        ("alpha quality/software/stage", .experimental),
        ("not yet/- ready for production", .experimental), ("not yet/- production ready", .experimental),
        ("not yet/- stable", .experimental), ("research prototype", .experimental), ("prototype", .experimental),
        ("actively maintained/developed/supported", .activelyMaintained),
        ("under/in active/heavy development/maintenance", .activelyMaintained),
        ("still ~1 maintained", .activelyMaintained), ("active", .activelyMaintained),
    ]

    private static let sentences: [(String, IntentStatement.Kind)] = [
        (
            "i/we/i'm/we're/i've/we've ~3 no longer ~4 maintain/maintaining/support/supporting/develop/developing ~1 this/it/$project/$self",
            .unmaintained
        ),
        ("i/we ~2 stopped ~1 maintaining/developing/supporting/working this/it/on/$project/$self", .unmaintained),
        ("i/we don't/can't/cannot ~3 maintain this/it/$project/$self", .unmaintained),
        (
            "active/- development/maintenance on/of/for this/the/$self $project/- has/is/- ceased/stopped/ended/halted/discontinued",
            .unmaintained
        ),
        (
            "development/maintenance on/of/for/- this/the/$self/- $project/- has ceased/stopped/ended/halted",
            .unmaintained
        ),
        ("no maintenance intended", .unmaintained), ("use at your own risk unmaintained", .unmaintained),
        ("development has moved to", .movedElsewhere),
        ("development has/- moved elsewhere", .movedElsewhere), ("development continues at/in/on", .movedElsewhere),
        ("development of/on/for this/$self $project/- has/- moved/continues to/at/in/on", .movedElsewhere),
        ("support for this/the $project has/is ended/discontinued/ending", .endOfLife),
        ("$maintainers wanted/needed", .seekingMaintainers),
        ("new $maintainers wanted/needed/welcome", .seekingMaintainers),
        ("i'm/we're/i/we am/are/- actively/currently/- looking/searching for ~3 $maintainers", .seekingMaintainers),
        ("i'm/we're/i/we am/are/- seeking ~3 $maintainers", .seekingMaintainers),
        ("looking for ~3 $maintainers", .seekingMaintainers), ("seeking ~2 $maintainers", .seekingMaintainers),
        ("no new features will/are be/being/- added/accepted/planned", .maintenanceOnly),
        ("only ~4 fixes will be accepted/made/considered", .maintenanceOnly),
    ]

    /// What may stand between a subject and what is said of it.
    static let fillers: Set<String> = [
        "is", "was", "are", "has", "have", "been", "now", "currently", "officially", "effectively", "being", "be",
        "will", "also",
        "a", "an", "in", "its", "still", "very", "highly", "considered", "at", "and", "or", "both", "hereby",
        "permanently",
        "formally", "completely", "fully", "already", "mostly", "unfortunately", "sadly", "soon",
        "gone", "into", "put", "marked", "under", "essentially", "basically", "fairly", "quite", "legacy", "mature",
        "old", "project", "library", "package", "tool",
        "moving", "going", "entering", "entered",
    ]

    /// What may stand before something that is said without a subject: `Note: no longer maintained`.
    static let openers: Set<String> = [
        "note", "notice", "warning", "important", "attention", "caution", "update", "please", "announcement", "alert",
        "deprecated",
        "status", "no", "now", "currently", "officially", "heads", "up", "this", "is", "project", "repo", "repository",
        "package",
        "archived", "unmaintained", "disclaimer", "danger",
    ]

    /// First words of predicates that are verbs: nothing need stand between a subject and them.
    static let verbs: Set<String> = [
        "moved", "migrated", "relocated", "transferred", "merged", "renamed", "needs", "need", "wants", "reached",
        "receive",
        "receives", "only", "now", "sunset", "has",
    ]

    /// Predicates that say nothing by themselves.
    static let bound: Set<String> = [
        "active", "inactive", "dead", "retired", "moved", "orphaned", "abandoned", "maintenance mode", "in maintenance",
        "prototype",
        "in alpha", "feature complete", "feature frozen", "moved to", "migrated to", "relocated to", "transferred to",
        "merged into", "renamed to", "no longer necessary/needed", "no longer recommended", "eol", "early development",
        "superseded/replaced/succeeded by",
    ]

    /// What may follow something that is said without a subject. Anything else makes it an adjective: `deprecated functions`.
    static let followers: Set<String> = [
        "since", "as", "and", "please", "use", "project", "repository", "repo", "package", "library", "module",
        "plugin", "notice",
        "due", "see", "this", "because", "but", "instead", "for", "to", "by", "we", "i", "it", "here", "anymore",
        "crate",
        "gem", "version", "at", "with",
    ]

    /// Words before a subject that make the sentence about something else, or about a case that need not be.
    static let conditions: Set<String> = [
        "if", "unless", "whether", "when", "until", "once", "should", "could", "may", "might", "before", "suppose",
        "why", "how",
        "would", "even", "than", "like", "unlike", "instead", "while", "original", "upstream", "previous", "old",
        "fork", "forked",
        "you",
    ]

    /// Words that make a sentence about a part of the project.
    static let parts: Set<String> = [
        "version", "versions", "branch", "branches", "series", "release", "releases", "line", "lines",
    ]

    /// Words behind a subject or a predicate that tie it to a place where it runs.
    static let platformWords: Set<String> = ["on", "under", "for"]

    /// First three letters of months and of places where projects live: no platforms.
    static let datesAndForges: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "git", "npm", "pyp", "cra",
        "cod", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ]

    /// Words right before a subject that make it part of something else: `a function of this library`.
    static let attachments: Set<String> = [
        "of", "in", "for", "with", "by", "from", "to", "on", "using", "within", "inside", "via", "not", "another",
        "other",
    ]

    static let statusHeadings: Set<String> = [
        "status", "maintenance", "maintained", "unmaintained", "deprecated", "deprecation", "maintainer", "maintainers",
        "archived",
        "eol", "notice", "support", "announcement", "warning", "future", "discontinued", "important", "attention",
        "note",
        "disclaimer", "moved", "adoption",
    ]

    static let book = PhraseBook(roles.map(\.phrase), sets: sets)
}
