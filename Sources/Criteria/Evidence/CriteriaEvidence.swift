// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Pipelines
import ProjectHealth

/// The facts of a project, prepared once for every criterion: prose read, names surveyed, releases and automation gathered.
struct CriteriaEvidence: Sendable {
    /// Documents that are read, and bytes of all of them together; policies first.
    static let mostDocuments = 400
    static let mostBytes = 6 << 20

    let facts: ProjectFacts
    let survey: TreeSurvey
    let documents: [ReadDocument]
    let insights: SecurityInsights?
    let intent: [IntentStatement]
    /// Nil where the history is unknown.
    let history: HistoryIndex?
    let releases: ReleaseEvidence
    let pipelines: PipelineEvidence
    let addresses: ProjectAddresses
    /// ``addresses``, else what the root's manifests say of the repository: enough to tell other people's links.
    private let home: ProjectAddresses

    init(_ facts: ProjectFacts) {
        self.facts = facts
        survey = TreeSurvey(facts.tree.files)
        documents = CriteriaEvidence.read(facts)
        insights = CriteriaEvidence.insights(facts)
        intent = MaintainerIntent.statements(facts)
        history = facts.history.value.map { HistoryIndex($0, asOf: facts.asOf) }
        releases = ReleaseEvidence(facts, history: history)
        pipelines = PipelineEvidence(facts.tree.pipelines, survey: survey)
        addresses = ProjectAddresses(facts.subject)
        let declared = facts.tree.rootMetadata.first { $0.statement == .repository }?.text
        home = addresses.repository == nil ? ProjectAddresses(declared: declared) : addresses
    }

    // MARK: Documents

    private static let foreignFolders: Set<String> = [
        "vendor", "third_party", "node_modules", "testdata", "fixtures", "test", "tests", "examples", "example",
        "samples",
    ]

    private static func read(_ facts: ProjectFacts) -> [ReadDocument] {
        var documents = facts.tree.documents.filter { document in
            switch document.kind {
            case .securityInsights, .annotations, .exemptions, .codeOwners, .vex: return false
            default:
                return !document.path.lowercased().utf8.split(separator: UInt8(ascii: "/")).dropLast().contains {
                    folder in
                    foreignFolders.contains(String(decoding: Array(folder), as: UTF8.self))
                }
            }
        }
        if let policy = facts.forge.value?.ownerSecurityPolicy.value ?? nil,
            !documents.contains(where: { $0.kind == .securityPolicy })
        {
            documents.append(
                TextDocument(path: "owner's .github: \(policy.path)", kind: .securityPolicy, text: policy.text))
        }
        documents.sort { rank($0) == rank($1) ? $0.path < $1.path : rank($0) < rank($1) }
        var read: [ReadDocument] = []
        var bytes = 0
        for document in documents.prefix(mostDocuments) {
            bytes += document.text.utf8.count
            guard bytes <= mostBytes || read.isEmpty else { break }
            read.append(ReadDocument(document))
        }
        return read
    }

    private static func rank(_ document: TextDocument) -> Int {
        let depth = document.path.utf8.count { $0 == UInt8(ascii: "/") }
        let kind =
            switch document.kind {
            case .readme: depth <= 1 ? 0 : 60
            case .securityPolicy: 1
            case .contributing: 2
            case .governance, .maintainers, .support, .codeOfConduct: 3
            case .threatModel, .dependencyPolicy, .roadmap, .architecture: 4
            case .changelog: 5
            default: 50
            }
        return kind * 10 + min(depth, 9)
    }

    private static func insights(_ facts: ProjectFacts) -> SecurityInsights? {
        let found = facts.tree.documents.filter { $0.kind == .securityInsights && SecurityInsights.isPlace($0.path) }
        let document = found.min { ($0.path.utf8.count, $0.path) < ($1.path.utf8.count, $1.path) }
        return document.map { SecurityInsights($0, asOf: facts.asOf) }
    }

    func documents(_ kind: TextDocument.Kind) -> [ReadDocument] { documents.filter { $0.document.kind == kind } }

    /// The first of a kind: the one nearest to the root.
    func document(_ kind: TextDocument.Kind) -> ReadDocument? { documents.first { $0.document.kind == kind } }

    /// The root's README.
    var readme: ReadDocument? {
        documents.first { $0.document.kind == .readme && $0.document.path.utf8.count { $0 == UInt8(ascii: "/") } <= 1 }
    }

    // MARK: Prose

    /// Quotations that answer any of the queries: those of the first query first, at most three of each and ten in all.
    func quotes(_ queries: ProseQuery...) -> [EvidenceLocation] { quotes(queries) }

    /// - Parameter counts: whether a passage of a document may be quoted.
    func quotes(
        _ queries: [ProseQuery], where counts: (ReadDocument, Int) -> Bool = { _, _ in true }
    ) -> [EvidenceLocation] {
        var found: [EvidenceLocation] = []
        for query in queries {
            var count = 0
            var passedOver = 0
            // How something is used is the business of every page; how the project is run only of its guides.
            let isOfUse = !query.all.isDisjoint(with: CriteriaEvidence.topicsOfUse)
            let policy = PolicyTitle.words(query)
            for read in inOrder(query.kinds)
            where isOfUse && policy == nil || read.isGuide(ofProject: projectName, policy: policy) {
                for passage in read.passages(query) where counts(read, passage) {
                    if query.all.contains(.defectReport),
                        read.links(in: passage).contains(where: { isElsewhere($0.target) })
                    {
                        passedOver += 1
                        if passedOver == 50 { break }
                        continue
                    }
                    let evidence = read.evidence(passage)
                    guard !found.contains(evidence) else { continue }
                    found.append(evidence)
                    count += 1
                    if count == 3 || found.count == Judgement.mostEvidence { break }
                }
                if count == 3 || found.count == Judgement.mostEvidence { break }
            }
            if found.count == Judgement.mostEvidence { break }
        }
        return found
    }

    /// Whether a link leads to the repository of somebody else.
    func isElsewhere(_ link: String) -> Bool { home.isElsewhere(link) }

    private static let topicsOfUse: ProseTopics = [
        ProseTopics(ProseTopic.interface), ProseTopics(ProseTopic.usage), ProseTopics(ProseTopic.quickStart),
    ]

    /// The last part of its address.
    private var projectName: String {
        let name = facts.subject.repository ?? facts.subject.name
        return name.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: Array($0), as: UTF8.self) }
            ?? ""
    }

    private func inOrder(_ kinds: [TextDocument.Kind]) -> [ReadDocument] {
        kinds.isEmpty ? documents : kinds.flatMap { kind in documents.filter { $0.document.kind == kind } }
    }

    // MARK: The project

    var forge: ForgeSnapshot? { facts.forge.value }
    var project: ForgeSnapshot.Project? { forge?.project.value }
    /// The default branch's rules.
    var branch: ForgeSnapshot.BranchRules? { forge?.branches.value?.first }

    func forgeEvidence(_ text: String) -> EvidenceLocation {
        EvidenceLocation(.url, forge?.url ?? addresses.web ?? facts.subject.name, snippet: Quotation.line(text))
    }

    /// What would let settings of the forge be seen.
    static let askForge =
        "Give --forge, or a saved answer with --forge-snapshot FILE, with a token that may see the setting."

    /// Why a setting of the forge is not known.
    var unseenForge: String {
        if let unknown = facts.forge.unknown { return unknown.reason }
        return forge?.project.reason ?? "The forge did not show it."
    }

    /// The project has come to an end: said by the forge, or by its people where a machine reads it; a plain sentence counts only
    /// where the history is known and shows that little happens any more.
    var ending: IntentStatement? {
        intent.first {
            switch $0.kind {
            case .archived, .unmaintained, .endOfLife:
                $0.certainty == .certain || $0.certainty == .likely && facts.isActive == false
            default: false
            }
        }
    }

    /// There is source code in a language.
    var isSoftware: Bool { !facts.tree.languages.isEmpty }

    func languages(_ names: Set<String>) -> [LanguageShare] {
        facts.tree.languages.filter { names.contains($0.language) }
    }

    /// Where no use of a test tool was recognised: what may run tests all the same.
    var unseenTests: Judgement {
        let calls = CalledPipelines.named(["test"], in: facts).filter {
            $0.dependency.name.contains("/.github/workflows/")
        }
        guard let call = calls.first ?? CalledPipelines.firstUnread(in: facts) else {
            return .unknown("Nothing that runs tests was recognised in the automation.", pipelines.unread)
        }
        let places = (calls.isEmpty ? [call] : calls).map { PipelineEvidence.location($0.dependency.location) }
        return .unknown(
            calls.isEmpty
                ? "\(call.sentence), which was not read; it may run tests."
                : "\(call.sentence), which tests by its name; whether it does, and before a change is accepted, was not seen.",
            places)
    }
}
