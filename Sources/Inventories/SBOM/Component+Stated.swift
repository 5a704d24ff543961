// SPDX-License-Identifier: Apache-2.0
import Packages

extension Component {
    /// The component a bill of materials states by a package URL, a name and a version.
    ///
    /// Ecosystem, name, version and source package come from the package URL where advisories speak of its kind;
    /// otherwise the stated name and version stay, and the package URL itself keeps the reason
    /// (`PackageURL.coordinate()`). One that does not parse is the `problem`, a sentence, and the component has none.
    static func stated(
        purl text: String?, name: String, version: String?, location: SourceLocation
    ) -> (component: Component, problem: String?) {
        var component = Component(purl: nil, name: name, version: version, ecosystem: nil, location: location)
        guard let text else { return (component, nil) }
        let purl: PackageURL
        do throws(PackagesError) {
            purl = try PackageURL(parsing: text, as: .tolerant)
        } catch {
            let problem = "The package URL '\(text.excerpt)' of '\(name.excerpt)' is not used: \(error.message)."
            return (component, problem)
        }
        component.take(purl)
        return (component, nil)
    }

    /// The component again from a package URL that is known: what ``stated(purl:name:version:location:)`` makes of it.
    mutating func take(_ purl: PackageURL) {
        self.purl = purl.version == nil && version != nil ? purl.withVersion(version) : purl
        version = purl.version ?? version
        if name.isEmpty { name = purl.name }
        guard case .found(let coordinate) = purl.coordinate() else { return }
        ecosystem = coordinate.ecosystem
        name = coordinate.name
        version = coordinate.version ?? version
        if let source = coordinate.source {
            sources.append(SourcePackage(name: source.name, version: source.version))
        }
        for other in coordinate.alternatives where other.ecosystem == coordinate.ecosystem {
            sources.append(SourcePackage(name: other.name, version: other.version))
        }
    }
}

extension String {
    /// At most the first 80 characters, for a message.
    var excerpt: Substring { Substring(self).excerpt }

    /// Nil for an empty text.
    var presence: String? { isEmpty ? nil : self }
}
