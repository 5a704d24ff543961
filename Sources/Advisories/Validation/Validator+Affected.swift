// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages
import Severities

/// The rules about packages, ranges and scores: PKG, RNG and SEV.
extension Validator {
    mutating func checkAffected(_ root: Spot) {
        checkVectors(root["severity"])
        for entry in root["affected"]?.elements ?? [] {
            checkVectors(entry["severity"])
            let package = entry["package"]
            let ecosystem = package.flatMap { checkPackage($0) }
            for range in entry["ranges"]?.elements ?? [] {
                checkRange(range, hasPackage: package != nil, ecosystem: ecosystem)
            }
            // Listed versions are compared for equality before anything else, so only those that name nothing are
            // wrong.
            for (spot, version) in entry["versions"]?.strings ?? [] where version.isEmpty {
                report(.versionReadable, at: spot, "A version is empty.")
            }
        }
    }

    // MARK: PKG

    /// Gives the ecosystem, if it is known.
    private mutating func checkPackage(_ package: Spot) -> EcosystemName? {
        let name = package["name"]?.string
        var ecosystem: EcosystemName?
        if let spot = package["ecosystem"], let text = spot.string, SchemaPatterns.isEcosystem(text) {
            do {
                ecosystem = try EcosystemName(parsing: text)
            } catch {
                report(.ecosystemValid, at: spot, "The ecosystem is not valid: \(error.message).", hint: error.hint)
            }
        }
        if let ecosystem, let name, let exists = context.packageExists?(ecosystem, name), !exists,
            let spot = package["name"]
        {
            report(
                .packageExists, at: spot,
                "The package \(PackagesError.quoted(name)) is not known in \(ecosystem.ecosystem.rawValue).")
        }
        if let spot = package["purl"], let text = spot.string {
            checkPackageURL(text, spot, ecosystem: ecosystem, name: name)
        }
        return ecosystem
    }

    private mutating func checkPackageURL(_ text: String, _ spot: Spot, ecosystem: EcosystemName?, name: String?) {
        let url: PackageURL
        do {
            url = try PackageURL(parsing: text)
        } catch {
            // Some types require a version, which the schema forbids here.
            if (try? PackageURL(parsing: text + "@0")) != nil { return }
            return report(
                .purlValid, at: spot, "The package URL \(PackagesError.quoted(text)) is not valid: \(error.message).",
                hint: error.hint)
        }
        if url.version != nil {
            report(
                .purlWithoutVersion, at: spot, "The package URL names a version; ranges and versions do that here.")
        }
        guard let ecosystem, let name, case .found(let coordinate) = url.coordinate() else { return }
        let own = ecosystem.ecosystem.normalisedName(name)
        let named = coordinate.ecosystem.ecosystem.normalisedName(coordinate.name)
        if coordinate.ecosystem.ecosystem != ecosystem.ecosystem || own != named {
            report(
                .purlNamesPackage, at: spot,
                """
                The package URL names \(PackagesError.quoted(coordinate.name)) of \
                \(coordinate.ecosystem.ecosystem.rawValue), the entry \(PackagesError.quoted(name)) of \(ecosystem.ecosystem.rawValue).
                """)
        }
    }

    // MARK: RNG

    private mutating func checkRange(_ range: Spot, hasPackage: Bool, ecosystem: EcosystemName?) {
        guard let kind = range["type"]?.string.flatMap(AffectedRange.Kind.init(rawValue:)) else { return }
        if !hasPackage, kind != .git {
            report(
                .rangeFitsPackage, at: range, "The range is of type \(kind.rawValue), but the entry names no package.",
                hint: "Versions belong to a package; without one only GIT ranges have a meaning.")
        }
        var events: [(kind: RangeEvent.Kind, version: String, spot: Spot)] = []
        for event in range["events"]?.elements ?? [] {
            if event.node.count > 1 {
                report(.eventHasOneKey, at: event, "The event has \(event.node.count) members instead of one.")
            }
            for kind in RangeEvent.Kind.allCases {
                if let spot = event[kind.rawValue], let version = spot.string { events.append((kind, version, spot)) }
            }
        }
        let introduced = Set(events.filter { $0.kind == .introduced }.map(\.version))
        for event in events where event.kind == .fixed && introduced.contains(event.version) {
            report(
                .rangeDistinct, at: event.spot,
                "\(PackagesError.quoted(event.version)) both introduces and fixes the vulnerability.")
        }
        guard kind != .git else { return }
        let scheme: VersionScheme? = kind == .semver ? .semver : ecosystem?.versionScheme
        guard let scheme else { return }
        let readable = events.filter { event in
            // "0" is before every version, "*" behind every limit; neither is a version.
            if event.version == "0" && event.kind == .introduced || event.version == "*" && event.kind == .limit {
                return event.kind == .introduced
            }
            let isStrict = kind != .semver || StrictSemanticVersion.matches(event.version)
            let problem = scheme.problem(with: event.version)
            if let problem {
                report(.versionReadable, at: event.spot, problem)
            } else if !isStrict {
                report(
                    .versionReadable, at: event.spot,
                    "\(PackagesError.quoted(event.version)) is not a version of SemVer 2.0.0.",
                    hint: "SEMVER ranges want three numbers and no leading v, such as 1.2.0 or 1.2.0-rc.1.")
            }
            return problem == nil
        }
        checkOrder(readable, scheme)
    }

    /// Every end must lie behind the earliest beginning.
    private mutating func checkOrder(
        _ events: [(kind: RangeEvent.Kind, version: String, spot: Spot)], _ scheme: VersionScheme
    ) {
        let beginnings = events.filter { $0.kind == .introduced }.map(\.version)
        guard !beginnings.contains("0"), var first = beginnings.first else { return }
        for version in beginnings where scheme.compare(version, first) == .less { first = version }
        for event in events where event.kind == .fixed || event.kind == .lastAffected {
            guard scheme.compare(event.version, first) == .less else { continue }
            report(
                .rangeEndsAfterBeginning, at: event.spot,
                """
                The range ends at \(PackagesError.quoted(event.version)), before it begins at \
                \(PackagesError.quoted(first)).
                """
            )
        }
    }

    // MARK: SEV

    /// The schema looks at the metrics one by one; a vector can still lack some, or have one twice.
    private mutating func checkVectors(_ severity: Spot?) {
        for entry in severity?.elements ?? [] {
            guard let score = entry["score"], let text = score.string else { continue }
            // What is not even made of the version's metrics has been said by the schema.
            let isOfItsType =
                switch entry["type"]?.string {
                case "CVSS_V2": SchemaPatterns.isVector2(text)
                case "CVSS_V3": SchemaPatterns.isVector3(text)
                case "CVSS_V4": SchemaPatterns.isVector4(text)
                default: false
                }
            guard isOfItsType else { continue }
            do {
                _ = try CVSSVector(parsing: text)
            } catch {
                report(.vectorValid, at: score, error.message, hint: error.hint)
            }
        }
    }
}
