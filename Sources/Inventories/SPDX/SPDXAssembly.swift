// SPDX-License-Identifier: Apache-2.0
import Packages

/// Turns an SPDX document into an inventory: its packages in their order, except the one it is about.
///
/// A document's subject is the one package it describes, if there are others; where it describes several, or holds only one,
/// all are components. Containment says nothing about needs, so that only dependencies and links are edges.
struct SPDXAssembly {
    private let document: SPDXDocument
    private let file: SourceFile
    private var draft: InventoryDraft
    private var findings: SchemaFindings
    private var positions: [String: Int] = [:]
    private var identifiers: Set<String> = []
    private var subject: String?
    private var attributes: [(position: Int, attributes: [ComponentAttribute])] = []

    init(_ document: SPDXDocument, file: SourceFile, draft: InventoryDraft, findings: SchemaFindings) {
        self.document = document
        self.file = file
        self.draft = draft
        self.findings = findings
    }

    mutating func inventory() -> Inventory {
        let subjectPackage = findSubject()
        subject = subjectPackage?.identifier
        draft.describe(subject: subjectPackage.map { $0.name ?? $0.purls.first ?? "" } ?? document.name)
        for package in document.packages { readPackage(package) }
        readRelationships()
        applyAttributes()
        if document.packages.isEmpty { draft.warn(nil, "The document names no packages.") }
        var inventory = draft.finished()
        findings.append(to: &inventory)
        return inventory
    }

    private func findSubject() -> SPDXPackage? {
        if let marked = document.packages.first(where: \.isSubject) { return marked }
        let described = Set(
            document.described + document.relationships.lazy.filter { $0.kind == .describes }.map(\.to))
        let packages = document.packages.filter { $0.identifier.map(described.contains) ?? false }
        guard let first = packages.first, packages.count == 1, document.packages.count > 1 else { return nil }
        return first
    }

    // MARK: Packages

    private mutating func readPackage(_ package: SPDXPackage) {
        let line = package.line
        guard let identifier = package.identifier?.presence else {
            findings.note(.component, line: line, "The SPDX schema asks for the identifier of a package.")
            addPackage(package, identifier: nil)
            return
        }
        guard identifiers.insert(identifier).inserted else {
            findings.note(
                .reference, line: line,
                "The identifier '\(identifier.excerpt)' stands more than once, which SPDX does not allow.")
            addPackage(package, identifier: nil)
            return
        }
        if package.name?.presence == nil {
            findings.note(.component, line: line, "The SPDX schema asks for the name of a package.")
        }
        if identifier != subject { addPackage(package, identifier: identifier) }
    }

    private mutating func addPackage(_ package: SPDXPackage, identifier: String?) {
        var (component, problem) = Component.stated(
            purl: package.purls.first, name: package.name ?? "", version: SPDXPackage.asserted(package.version),
            location: file.location(package.line))
        if let problem { draft.warn(package.line, problem) }
        guard !component.name.isEmpty else { return }
        if package.purls.dropFirst().contains(where: { $0 != package.purls.first }) {
            draft.warn(
                package.line, "'\(component.name.excerpt)' has several package URLs; the first one was read.")
        }
        if package.purls.isEmpty {
            if package.hasCPE {
                draft.warn(
                    package.line,
                    "'\(component.name.excerpt)' is identified by a CPE only, which no advisory is looked up by.")
            }
            if let pin = package.downloadLocation.flatMap({ Pin(spdxDownloadLocation: $0) }) { component.pin = pin }
        }
        component.hashes = package.hashes
        var seen: Set<String> = []
        component.licences = package.licences.filter { seen.insert($0).inserted }
        let position = draft.add(component)
        if let identifier { positions[identifier] = position }
        if !package.attributes.isEmpty { attributes.append((position, package.attributes)) }
    }

    /// Attributes come last: they win over what the relationships tell.
    private mutating func applyAttributes() {
        var warnings: [Inventory.Warning] = []
        for (position, attributes) in attributes {
            draft.change(position) { $0.apply(attributes, warnings: &warnings) }
        }
        for warning in warnings { draft.warn(warning.location.line, warning.message) }
    }

    // MARK: Relationships

    private mutating func readRelationships() {
        var direct: [Int] = []
        var groups: [Int: Set<DependencyGroup>] = [:]
        for relationship in document.relationships {
            check(relationship)
            guard case .dependency(let group) = relationship.kind, let to = positions[relationship.to] else { continue }
            if let group { groups[to, default: []].insert(group) }
            if let from = positions[relationship.from] {
                draft.connect(from, to: to)
            } else if relationship.from == subject {
                direct.append(to)
            }
        }
        for (position, groups) in groups { draft.change(position) { $0.groups = groups } }
        let relationships = DependencyGraph.relationships(
            count: draft.components.count, edges: draft.inventory.edges, direct: direct)
        for (position, relationship) in relationships.enumerated() where relationship != .unknown {
            draft.change(position) { $0.relationship = relationship }
        }
    }

    /// Elements of other documents (`DocumentRef-…`), and the two words for none, are no mistakes.
    private mutating func check(_ relationship: SPDXRelationship) {
        for element in [relationship.from, relationship.to] where !isKnown(element) {
            findings.note(
                .relationship, line: relationship.line,
                "A relationship names '\(element.excerpt)', which is no element of the document.")
        }
    }

    private func isKnown(_ element: String) -> Bool {
        identifiers.contains(element) || document.otherElements.contains(element) || element == "NOASSERTION"
            || element == "NONE" || element.hasPrefix("DocumentRef-")
    }
}

extension Pin {
    /// A repository of an SPDX download location (SPDX 2.3 §7.7, `git+https://HOST/PATH@REVISION#SUBPATH`); nil for
    /// everything else.
    init?(spdxDownloadLocation text: String) {
        guard text.hasPrefix("git+") else { return nil }
        let address = Substring(text).before("#")
        // An `@` before the path is a user name's.
        guard let (before, revision) = address.cut(atLast: "@"), !revision.utf8.contains(UInt8(ascii: "/")) else {
            self = .git(address, committish: String?.none)
            return
        }
        self = .git(before, committish: revision)
    }
}
