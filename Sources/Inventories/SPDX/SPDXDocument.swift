// SPDX-License-Identifier: Apache-2.0

/// What is read of an SPDX document, whichever version and notation it came in.
struct SPDXDocument {
    var name: String?
    var packages: [SPDXPackage] = []
    var relationships: [SPDXRelationship] = []
    /// The elements the document is about, in its order.
    var described: [String] = []
    /// Files, snippets and everything else that has an identifier and is no package.
    var otherElements: Set<String> = []
}

/// A package of an SPDX document (SPDX 2.3 §7; SPDX 3.0 `Software/Package`). `NOASSERTION` and `NONE` are left out.
struct SPDXPackage {
    var line: Int
    var identifier: String?
    var name: String?
    var version: String?
    /// Package URLs in the document's order.
    var purls: [String] = []
    var hasCPE = false
    var downloadLocation: String?
    var hashes: [Digest] = []
    /// In the document's order, declared before concluded, repetitions included.
    var licences: [String] = []
    var attributes: [ComponentAttribute] = []
    /// Whether the document says that this package is its subject and nothing else.
    var isSubject = false

    init(line: Int) {
        self.line = line
    }

    /// Notes an external reference (SPDX 2.3 §7.21). Package URLs are found under every category: tools disagree.
    mutating func add(referenceCategory category: String, type: String, locator: String) {
        if type == "purl" || type.hasSuffix("/purl") {
            purls.append(locator)
        } else if type.hasPrefix("cpe") || type.contains("/cpe") {
            hasCPE = true
        } else if category == "OTHER", type.hasPrefix(ComponentAttribute.spdxPrefix) {
            let key = String(type.dropFirst(ComponentAttribute.spdxPrefix.count))
            if key == SPDXPackage.subjectMark {
                isSubject = true
            } else if let name = ComponentAttribute.Name(rawValue: key) {
                attributes.append(ComponentAttribute(name: name, value: PercentText.decode(locator)))
            }
        }
    }

    /// Behind `mainstay-` in the external reference that marks a document's subject.
    static let subjectMark = "subject"

    /// Takes a licence field over unless it says nothing.
    mutating func add(licence: String?) {
        if let licence = SPDXPackage.asserted(licence) { licences.append(licence) }
    }

    /// The text, unless it is empty or one of the two words for "nothing is said".
    static func asserted(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text != "NOASSERTION", text != "NONE" else { return nil }
        return text
    }
}

/// A relationship, turned so that for a dependency `from` needs `to`.
struct SPDXRelationship {
    enum Kind: Hashable {
        /// With the group the relationship's name tells, if any.
        case dependency(DependencyGroup?)
        case describes
        case contains
        /// Known and not about dependencies.
        case other
    }

    var from: String
    var to: String
    var kind: Kind
    var line: Int

    /// A relationship of SPDX 2.3 (§11.1) or 3.0 (`Core/Vocabularies/RelationshipType`); nil for a type neither knows.
    init?(_ element: String, type: String, _ related: String, line: Int) {
        guard let (kind, isInverse) = SPDXRelationship.types[type] else { return nil }
        self.init(from: isInverse ? related : element, to: isInverse ? element : related, kind: kind, line: line)
    }

    init(from: String, to: String, kind: Kind, line: Int) {
        self.from = from
        self.to = to
        self.kind = kind
        self.line = line
    }

    private static let types: [String: (kind: Kind, isInverse: Bool)] = {
        var types: [String: (kind: Kind, isInverse: Bool)] = [
            "DESCRIBES": (.describes, false), "DESCRIBED_BY": (.describes, true), "describes": (.describes, false),
            "CONTAINS": (.contains, false), "CONTAINED_BY": (.contains, true), "contains": (.contains, false),
            "PACKAGE_OF": (.contains, true),
            "DEPENDS_ON": (.dependency(nil), false), "DEPENDENCY_OF": (.dependency(nil), true),
            "STATIC_LINK": (.dependency(nil), false), "DYNAMIC_LINK": (.dependency(nil), false),
            "HAS_PREREQUISITE": (.dependency(nil), false), "PREREQUISITE_FOR": (.dependency(nil), true),
            "RUNTIME_DEPENDENCY_OF": (.dependency(.runtime), true),
            "PROVIDED_DEPENDENCY_OF": (.dependency(.runtime), true),
            "DEV_DEPENDENCY_OF": (.dependency(.development), true), "DEV_TOOL_OF": (.dependency(.development), true),
            "TEST_DEPENDENCY_OF": (.dependency(.test), true), "TEST_TOOL_OF": (.dependency(.test), true),
            "BUILD_DEPENDENCY_OF": (.dependency(.build), true), "BUILD_TOOL_OF": (.dependency(.build), true),
            "OPTIONAL_DEPENDENCY_OF": (.dependency(.optional), true),
            "OPTIONAL_COMPONENT_OF": (.dependency(.optional), true),
            "dependsOn": (.dependency(nil), false), "hasStaticLink": (.dependency(nil), false),
            "hasDynamicLink": (.dependency(nil), false), "hasPrerequisite": (.dependency(nil), false),
            "hasProvidedDependency": (.dependency(.runtime), false),
            "hasOptionalDependency": (.dependency(.optional), false),
            "hasOptionalComponent": (.dependency(.optional), false),
            "usesTool": (.dependency(.build), false),
        ]
        for name in others { types[name] = (.other, false) }
        return types
    }()

    private static let others = [
        "ANCESTOR_OF", "AMENDS", "COPY_OF", "DATA_FILE_OF", "DEPENDENCY_MANIFEST_OF",
        "DESCENDANT_OF", "DISTRIBUTION_ARTIFACT", "DOCUMENTATION_OF", "EXAMPLE_OF", "EXPANDED_FROM_ARCHIVE",
        "FILE_ADDED", "FILE_DELETED", "FILE_MODIFIED", "GENERATED_FROM", "GENERATES", "METAFILE_OF", "OTHER",
        "PATCH_APPLIED", "PATCH_FOR", "REQUIREMENT_DESCRIPTION_FOR", "SPECIFICATION_FOR", "TEST_CASE_OF", "TEST_OF",
        "VARIANT_OF",
        "affects", "amendedBy", "ancestorOf", "availableFrom", "configures", "coordinatedBy", "copiedTo", "delegatedTo",
        "descendantOf", "doesNotAffect", "expandsTo", "exploitCreatedBy", "fixedBy", "fixedIn", "foundBy", "generates",
        "hasAddedFile", "hasAssessmentFor", "hasAssociatedVulnerability", "hasConcludedLicense", "hasDataFile",
        "hasDeclaredLicense", "hasDeletedFile", "hasDependencyManifest", "hasDistributionArtifact", "hasDocumentation",
        "hasEvidence", "hasExample", "hasHost", "hasInput", "hasMetadata", "hasOutput", "hasRequirement",
        "hasResolution", "hasSpecification", "hasTest", "hasTestCase", "hasVariant", "implementedBy", "invokedBy",
        "locatedAt",
        "modifiedBy", "other", "packagedBy",
        "patchedBy", "publishedBy", "reportedBy", "republishedBy", "serializedInArtifact", "testedOn", "trainedOn",
        "underInvestigationFor",
    ]
}
