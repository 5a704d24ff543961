// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Reads the model of CycloneDX 1.2 to 1.7 (ECMA-424), whichever notation it came in.
///
/// Components come in the order of the document, nested ones behind the one they are part of; `metadata.component` is the
/// subject and no component. What departs from the schema without keeping the rest from being read is a warning.
struct CycloneDXReader {
    let root: CycloneDXValue
    let version: CycloneDXVersion
    let file: SourceFile
    var draft: InventoryDraft
    var findings: SchemaFindings
    /// What every `bom-ref` stands for.
    private(set) var references: [String: Referent] = [:]
    private var unlisted: [String: Int] = [:]
    private(set) var statesRelationship: Set<Int> = []

    enum Referent {
        case subject
        case component(Int)
        /// A service, or a component that is not listed.
        case other
    }

    init(_ root: CycloneDXValue, versionText: String?, format: String, file: SourceFile) {
        self.root = root
        self.file = file
        draft = InventoryDraft(format, file)
        findings = SchemaFindings(path: file.path)
        let stated = versionText.flatMap { CycloneDXVersion($0) }
        version = stated ?? CycloneDXVersion.known.upperBound
        if let versionText {
            if !(stated.map { CycloneDXVersion.known.contains($0) } ?? false) {
                draft.warn(
                    root.line,
                    "CycloneDX \(versionText.excerpt) is not a version that is known here; it was read like "
                        + "\(CycloneDXVersion.known.upperBound.major).\(CycloneDXVersion.known.upperBound.minor).")
            }
        } else {
            findings.note(.document, line: root.line, "The CycloneDX schema asks for a 'specVersion'.")
        }
    }

    mutating func read() -> Inventory {
        readDocument()
        readMetadata()
        readComponents(root.list("components", of: "component", &findings))
        readServices()
        readDependencies()
        noteUnread()
        var inventory = draft.finished()
        findings.append(to: &inventory)
        return inventory
    }

    // MARK: Document

    private mutating func readDocument() {
        if let serial = root.attribute("serialNumber"), !CycloneDXSchema.isSerialNumber(serial) {
            findings.note(
                .document, line: root.line, "The CycloneDX schema does not allow '\(serial.excerpt)' as serial number.")
        }
        if case .json(let node) = root {
            var seen: Set<String> = []
            for member in node.members where !seen.insert(member.key).inserted {
                findings.note(
                    .document, line: member.keyLine,
                    "The member '\(member.key.excerpt)' stands twice in the document; its last value was read.")
            }
        }
    }

    private mutating func readMetadata() {
        guard let metadata = root.child("metadata") else { return }
        if let time = metadata.text("timestamp"), !CycloneDXSchema.isDateTime(time, inJSON: metadata.isJSON) {
            findings.note(
                .document, line: metadata.line,
                "The CycloneDX schema does not allow '\(time.excerpt)' as timestamp, which is no date and time.")
        }
        _ = readLicences(of: metadata)
        _ = readProperties(of: metadata)
        guard let component = metadata.child("component") else { return }
        checkComponent(component)
        register(component.attribute("bom-ref"), .subject, line: component.line)
        let name = displayName(of: component)
        let subject =
            component.text("purl")?.presence
            ?? name.map { name in
                component.text("version")?.presence.map { "\(name)@\($0)" } ?? name
            }
        draft.describe(subject: subject)
        readComponents(component.list("components", of: "component", &findings))
    }

    // MARK: Components

    private mutating func readComponents(_ components: [CycloneDXValue]) {
        var waiting: [CycloneDXValue] = components.reversed()
        while let component = waiting.popLast() {
            readComponent(component)
            waiting.append(contentsOf: component.list("components", of: "component", &findings).reversed())
        }
    }

    private mutating func readComponent(_ value: CycloneDXValue) {
        checkComponent(value)
        let reference = value.attribute("bom-ref")
        let purl = value.text("purl")?.presence
        let name = displayName(of: value)
        let isIdentifiedOtherwise = value.text("cpe")?.presence != nil || value.child("swid") != nil
        let type = value.attribute("type") ?? ""
        guard name != nil || purl != nil else {
            register(reference, .other, line: value.line)
            return
        }
        if purl == nil, !isIdentifiedOtherwise, CycloneDXSchema.contentTypes.contains(type) {
            unlisted[type, default: 0] += 1
            register(reference, .other, line: value.line)
            return
        }
        var (component, problem) = Component.stated(
            purl: purl, name: name ?? "", version: value.text("version")?.presence, location: file.location(value.line))
        if let problem { draft.warn(value.line, problem) }
        if component.name.isEmpty {
            register(reference, .other, line: value.line)
            return
        }
        if purl == nil, isIdentifiedOtherwise {
            draft.warn(
                value.line,
                "'\(component.name.excerpt)' is identified by a CPE or SWID tag only, which no advisory is looked up by."
            )
        }
        component.requirement = value.text("versionRange")?.presence
        component.hashes = readHashes(of: value)
        component.licences = readLicences(of: value)
        readPedigree(of: value, into: &component)
        readEvidence(of: value, into: &component)
        component.groups = groups(scope: value.text("scope"), line: value.line)
        let states = apply(readProperties(of: value), to: &component)
        let position = draft.add(component)
        if states { statesRelationship.insert(position) }
        register(reference, .component(position), line: value.line)
    }

    /// Group and name as one, as a purl's path would join them.
    private func displayName(of component: CycloneDXValue) -> String? {
        guard let name = component.text("name")?.presence else { return nil }
        return component.text("group")?.presence.map { "\($0)/\(name)" } ?? name
    }

    private mutating func groups(scope: String?, line: Int) -> Set<DependencyGroup> {
        switch scope {
        case nil, "required": return [.runtime]
        case "optional": return [.optional]
        case "excluded": return [.development]
        case .some(let scope):
            findings.note(.scope, line: line, "The CycloneDX schema does not allow the scope '\(scope.excerpt)'.")
            return [.runtime]
        }
    }

    /// Takes over what properties say about a component; whether they state its relationship.
    private mutating func apply(_ properties: [(name: String, value: String)], to component: inout Component) -> Bool {
        var attributes: [ComponentAttribute] = []
        for (name, value) in properties {
            if name.hasPrefix(ComponentAttribute.cycloneDXPrefix) {
                let key = String(name.dropFirst(ComponentAttribute.cycloneDXPrefix.count))
                if let name = ComponentAttribute.Name(rawValue: key) {
                    attributes.append(ComponentAttribute(name: name, value: value))
                }
            } else if CycloneDXSchema.developmentProperties.contains(name), value == "true" {
                component.groups = [.development]
            }
        }
        var warnings: [Inventory.Warning] = []
        component.apply(attributes, warnings: &warnings)
        for warning in warnings { draft.warn(warning.location.line, warning.message) }
        return attributes.contains { $0.name == .relationship }
    }

    private mutating func register(_ reference: String?, _ referent: Referent, line: Int) {
        guard let reference else { return }
        if reference.isEmpty {
            findings.note(.reference, line: line, "The CycloneDX schema does not allow an empty 'bom-ref'.")
        } else if references[reference] != nil {
            findings.note(
                .reference, line: line,
                "The 'bom-ref' '\(reference.excerpt)' stands more than once, which the CycloneDX schema does not allow."
            )
        } else {
            references[reference] = referent
        }
    }

    // MARK: Services

    private mutating func readServices() {
        var waiting = Array(root.list("services", of: "service", &findings).reversed())
        guard let first = waiting.last else { return }
        var count = 0
        while let service = waiting.popLast() {
            count += 1
            register(service.attribute("bom-ref"), .other, line: service.line)
            checkService(service)
            waiting.append(contentsOf: service.list("services", of: "service", &findings).reversed())
        }
        draft.warn(first.line, count == 1 ? "1 service is not listed." : "\(count) services are not listed.")
    }

    private mutating func checkService(_ service: CycloneDXValue) {
        _ = readLicences(of: service)
        _ = readProperties(of: service)
        var flows: [CycloneDXValue] = []
        if service.isJSON {
            flows = service.list("data", of: "", &findings)
        } else {
            flows = service.list("data", of: "classification", &findings)
            for flow in service.list("data", of: "dataflow", &findings) {
                flows += [flow.child("classification")].compactMap { $0 }
            }
        }
        for data in flows {
            let flow = data.attribute("flow") ?? ""
            if !CycloneDXSchema.dataFlows.contains(flow) {
                findings.note(
                    .service, line: data.line, "The CycloneDX schema does not allow the data flow '\(flow.excerpt)'.")
            }
        }
    }

    // MARK: What is left

    private mutating func noteUnread() {
        for (type, count) in unlisted.sorted(by: { $0.key < $1.key }) {
            draft.warn(
                nil, "\(count) components of the type '\(type)' without a package URL are no packages and not listed.")
        }
        let aggregates = root.list("compositions", of: "composition", &findings).filter {
            $0.text("aggregate")?.hasPrefix("incomplete") ?? false
        }
        if let first = aggregates.first {
            draft.warn(first.line, "The document says of itself that it is not complete.")
        }
        let vulnerabilities = root.list("vulnerabilities", of: "vulnerability", &findings)
        if let first = vulnerabilities.first {
            draft.warn(first.line, "The vulnerabilities that the document states are not read.")
        }
    }
}
