// SPDX-License-Identifier: Apache-2.0
import Packages
import Wire

extension AdvisoryDecoder {
    mutating func affected(_ value: JSONValue) -> [Affected] {
        var entries: [Affected] = []
        entries.reserveCapacity(value.count)
        var position = 0
        for element in array(value, at: "/affected") {
            if element.kind == .object {
                entries.append(affected(element, position))
            } else {
                report("/affected/\(position)", "This is \(element.kind.words), not an object.")
            }
            position += 1
        }
        return entries
    }

    private mutating func affected(_ value: JSONValue, _ position: Int) -> Affected {
        var affected = Affected()
        for member in value.members where !member.value.isNull {
            switch member.key {
            case "package": affected.package = self.package(member.value, "/affected/\(position)/package")
            case "severity": affected.severity = severity(member.value, at: "/affected/\(position)/severity")
            case "ranges":
                if member.value.kind != .array { affected.defect = "The ranges of this entry are not an array." }
                affected.ranges = ranges(member.value, position)
            case "versions":
                affected.versions = strings(member.value, at: "/affected/\(position)/versions")
                if affected.versions.count < Swift.max(member.value.count, member.value.kind == .array ? 0 : 1) {
                    affected.defect = "Not all versions of this entry are strings."
                }
            case "ecosystem_specific":
                affected.severityWord = member.value["severity"]?.string ?? affected.severityWord
                if detail == .full { affected.ecosystemSpecific = JSON(member.value) }
            case "database_specific":
                // RustSec's word for records that report no weakness stands where others have a severity.
                affected.severityWord =
                    affected.severityWord ?? member.value["severity"]?.string ?? member.value["informational"]?.string
                if detail == .full { affected.databaseSpecific = JSON(member.value) }
            default: break
            }
        }
        if affected.package == nil, !affected.ranges.contains(where: { $0.kind == .git }) {
            report("/affected/\(position)", "The entry names neither a package nor a repository.")
        }
        return affected
    }

    private mutating func package(_ value: JSONValue, _ place: @autoclosure () -> String) -> AffectedPackage? {
        guard value.kind == .object else {
            report(place(), "This is \(value.kind.words), not an object.")
            return nil
        }
        var ecosystemText: JSONText?
        var name: String?
        var purl: JSONValue?
        for member in value.members {
            switch member.key {
            case "ecosystem": ecosystemText = member.value.text
            case "name": name = member.value.string
            case "purl": purl = member.value
            default: break
            }
        }
        guard let ecosystemText, let name else {
            report(place(), "The package lacks its \"ecosystem\" or its \"name\".")
            return package(purl: purl?.string)
        }
        let (text, ecosystem) = ecosystems.meaning(of: ecosystemText)
        if ecosystem == nil {
            report(
                "\(place())/ecosystem",
                "The ecosystem \(PackagesError.quoted(text)) is not known; nothing is matched against it.")
        }
        return AffectedPackage(
            ecosystemText: text, ecosystem: ecosystem, name: name, purl: detail == .full ? purl?.string : nil)
    }

    /// The package of a purl, for an entry that has nothing else.
    private func package(purl text: String?) -> AffectedPackage? {
        guard let text, let url = try? PackageURL(parsing: text), case .found(let coordinate) = url.coordinate() else {
            return nil
        }
        return AffectedPackage(
            ecosystemText: coordinate.ecosystem.description, ecosystem: coordinate.ecosystem, name: coordinate.name,
            purl: detail == .full ? text : nil)
    }

    private mutating func ranges(_ value: JSONValue, _ entry: Int) -> [AffectedRange] {
        var ranges: [AffectedRange] = []
        ranges.reserveCapacity(value.count)
        var position = 0
        for element in array(value, at: "/affected/\(entry)/ranges") {
            ranges.append(range(element, "/affected/\(entry)/ranges/\(position)"))
            position += 1
        }
        return ranges
    }

    private mutating func range(_ value: JSONValue, _ place: @autoclosure () -> String) -> AffectedRange {
        var range = AffectedRange(kind: nil, events: [])
        var type: JSONText?
        for member in value.members where !member.value.isNull {
            switch member.key {
            case "type": type = member.value.text
            case "repo": range.repository = string(member.value, at: "\(place())/repo")
            case "events": range.events = events(member.value, place(), &range.defect)
            case "database_specific" where detail == .full: range.databaseSpecific = JSON(member.value)
            default: break
            }
        }
        switch type {
        case .some("ECOSYSTEM"): range.kind = .ecosystem
        case .some("SEMVER"): range.kind = .semver
        case .some("GIT"): range.kind = .git
        default:
            range.defect = "The range's type is none of GIT, SEMVER and ECOSYSTEM."
        }
        if range.defect == nil, !range.events.contains(where: { $0.kind == .introduced }) {
            range.defect = "The range does not say where it begins: it has no \"introduced\" event."
        }
        if let defect = range.defect { report(place(), defect) }
        return range
    }

    private mutating func events(
        _ value: JSONValue, _ place: @autoclosure () -> String, _ defect: inout String?
    ) -> [RangeEvent] {
        var events: [RangeEvent] = []
        events.reserveCapacity(value.count)
        if value.kind != .array { defect = "The range's events are not an array." }
        for element in value.elements {
            var found = 0
            for member in element.members {
                guard let kind = RangeEvent.Kind(member.key) else { continue }
                found += 1
                if let version = member.value.string {
                    events.append(RangeEvent(kind, version))
                } else {
                    defect = "The range has an event whose version is not a string."
                }
            }
            if found == 0 {
                defect = "The range has an event that is none of introduced, fixed, last_affected and limit."
            }
            // Several in one object are read as several events: their meaning does not depend on their order.
        }
        return events
    }
}

extension RangeEvent.Kind {
    fileprivate init?(_ key: JSONText) {
        switch key {
        case "introduced": self = .introduced
        case "fixed": self = .fixed
        case "last_affected": self = .lastAffected
        case "limit": self = .limit
        default: return nil
        }
    }
}
