// SPDX-License-Identifier: Apache-2.0
import Notations

// Parts of components, services and metadata that are checked against the schema while they are read.

extension CycloneDXReader {
    mutating func checkComponent(_ value: CycloneDXValue) {
        if value.text("name")?.presence == nil {
            findings.note(.component, line: value.line, "The CycloneDX schema asks for the name of a component.")
        }
        switch value.attribute("type") {
        case nil:
            findings.note(.type, line: value.line, "The CycloneDX schema asks for the type of a component.")
        case .some(let type) where !CycloneDXSchema.componentTypes.contains(type):
            findings.note(
                .type, line: value.line, "The CycloneDX schema does not allow the component type '\(type.excerpt)'.")
        default: break
        }
        if let tag = value.child("swid"), tag.attribute("tagId") == nil || tag.attribute("name") == nil {
            findings.note(.identity, line: tag.line, "The CycloneDX schema asks for 'tagId' and 'name' of a SWID tag.")
        }
    }

    mutating func readHashes(of value: CycloneDXValue) -> [Digest] {
        var digests: [Digest] = []
        for hash in value.list("hashes", of: "hash", &findings) {
            let algorithm = hash.attribute("alg") ?? ""
            let content: String =
                switch hash {
                case .json(let node): node["content"]?.text ?? ""
                case .xml(let element): element.text
                }
            guard let name = DigestName.cycloneDX(algorithm) else {
                findings.note(
                    .hash, line: hash.line,
                    "The CycloneDX schema does not allow the hash algorithm '\(algorithm.excerpt)'.")
                continue
            }
            guard name.accepts(content) else {
                findings.note(
                    .hash, line: hash.line,
                    "The CycloneDX schema does not allow '\(content.excerpt)', which is no value of \(algorithm).")
                continue
            }
            digests.append(Digest(algorithm: name.name, value: content.lowercased()))
        }
        return digests
    }

    mutating func readProperties(of value: CycloneDXValue) -> [(name: String, value: String)] {
        var properties: [(name: String, value: String)] = []
        for property in value.list("properties", of: "property", &findings) {
            guard let name = property.attribute("name") else {
                findings.note(.property, line: property.line, "The CycloneDX schema asks for the name of a property.")
                continue
            }
            switch property {
            case .json(let node): properties.append((name, node["value"]?.text ?? ""))
            case .xml(let element): properties.append((name, element.text))
            }
        }
        return properties
    }

    /// A patch and the issues it resolves are only checked; what the component was made from is another name of it.
    mutating func readPedigree(of value: CycloneDXValue, into component: inout Component) {
        guard let pedigree = value.child("pedigree") else { return }
        for ancestor in pedigree.list("ancestors", of: "component", &findings) {
            checkComponent(ancestor)
            let (original, _) = Component.stated(
                purl: ancestor.text("purl")?.presence, name: ancestor.text("name") ?? "",
                version: ancestor.text("version")?.presence, location: file.location(ancestor.line))
            if original.ecosystem != nil, original.ecosystem == component.ecosystem {
                component.sources.append(SourcePackage(name: original.name, version: original.version))
            }
        }
        for patch in pedigree.list("patches", of: "patch", &findings) {
            let type = patch.attribute("type") ?? ""
            if !CycloneDXSchema.patchTypes.contains(type) {
                findings.note(
                    .pedigree, line: patch.line, "The CycloneDX schema does not allow the patch type '\(type.excerpt)'."
                )
            }
            for issue in patch.list("resolves", of: "issue", &findings) {
                let type = issue.attribute("type") ?? ""
                if !CycloneDXSchema.issueTypes.contains(type) {
                    findings.note(
                        .pedigree, line: issue.line,
                        "The CycloneDX schema does not allow the issue type '\(type.excerpt)'.")
                }
            }
        }
    }

    /// Where the component was found, if the document says so with a line; otherwise its place in the document stands.
    mutating func readEvidence(of value: CycloneDXValue, into component: inout Component) {
        guard let evidence = value.child("evidence") else { return }
        _ = readLicences(of: evidence)
        for occurrence in evidence.list("occurrences", of: "occurrence", &findings) {
            guard let path = occurrence.text("location"), SourceLocation.staysInside(path),
                let line = occurrence.text("line").flatMap({ Int($0) }), line > 0
            else { continue }
            component.location = SourceLocation(path: path, line: line)
            return
        }
    }

    // MARK: Licences

    mutating func readLicences(of value: CycloneDXValue) -> [String] {
        var licences: [String] = []
        var expressions = 0
        var choices: [CycloneDXValue] = []
        switch value {
        case .json:
            for choice in value.list("licenses", of: "", &findings) {
                let hasLicence = choice.child("license") != nil
                let expression = choice.text("expression")
                if hasLicence == (expression != nil) {
                    findings.note(
                        .licence, line: choice.line, "The CycloneDX schema asks for either a licence or an expression.")
                }
                if let expression {
                    expressions += 1
                    licences.append(expression)
                }
                if let licence = choice.child("license") { choices.append(licence) }
            }
        case .xml(let element):
            guard let list = element.child("licenses") else { return [] }
            choices = list.children("license").map { .xml($0) }
            for expression in list.children("expression") {
                expressions += 1
                licences.append(expression.text)
            }
        }
        // One expression or any number of licences, from 1.7 on any mixture; the JSON schema says so since 1.5.
        let isExclusive =
            version < CycloneDXVersion(major: 1, minor: 7)
            && (!value.isJSON || version > CycloneDXVersion(major: 1, minor: 4))
        if isExclusive, expressions > 1 || (expressions == 1 && !choices.isEmpty) {
            findings.note(
                .licence, line: value.line,
                "The CycloneDX schema allows one licence expression or several licences, not both.")
        }
        for choice in choices {
            if let licence = readLicence(choice) { licences.append(licence) }
        }
        return licences.filter { !$0.isEmpty }
    }

    mutating func readLicence(_ value: CycloneDXValue) -> String? {
        let identifier = value.text("id")
        let name = value.text("name")
        var statements = (identifier == nil ? 0 : 1) + (name == nil ? 0 : 1)
        if case .xml(let element) = value {
            statements = element.children("id").count + element.children("name").count
        }
        if statements != 1 {
            findings.note(.licence, line: value.line, "The CycloneDX schema asks for one id or one name of a licence.")
        }
        if let identifier, !SPDXLicenceList.contains(identifier) {
            findings.note(
                .licence, line: value.line,
                "The CycloneDX schema does not allow '\(identifier.excerpt)', which is no identifier of the SPDX list.")
        }
        if let encoding = value.child("text")?.attribute("encoding"), encoding != "base64" {
            findings.note(
                .licence, line: value.line, "The CycloneDX schema does not allow the encoding '\(encoding.excerpt)'.")
        }
        _ = readProperties(of: value)
        return identifier ?? name
    }
}
