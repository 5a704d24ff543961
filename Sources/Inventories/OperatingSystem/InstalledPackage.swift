// SPDX-License-Identifier: Apache-2.0
import Packages

/// A package of an operating system's package manager, as its database has it.
struct InstalledPackage {
    /// The package URL type: `deb`, `apk`, `rpm`, `opkg`.
    var type: String
    var name: String
    /// As advisories compare it: of rpm with the epoch before a colon where there is one.
    var version: String
    var epoch: Int?
    var architecture: String
    var sources: [SourcePackage]
    /// The source package in the spelling of the `upstream` qualifier.
    var upstream: String?
    var module: String?
    var relationship = Relationship.unknown
    var licences: [String] = []

    /// A component with a package URL such as `pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc`.
    ///
    /// Without a known distribution there is no package URL: a package URL of these types says whose package it is.
    func component(of distribution: Distribution, line: Int?, in draft: inout InventoryDraft) -> Component {
        var purl: PackageURL?
        if let namespace = distribution.namespace {
            var qualifiers = [
                "arch": architecture, "distro": distribution.qualifier, "upstream": upstream ?? "",
                "rpmmod": module ?? "",
            ]
            var purlVersion = version
            if let epoch, type == "rpm", epoch > 0 {
                // The definition of the type has the epoch beside the version.
                qualifiers["epoch"] = String(epoch)
                purlVersion = String(version[...].cut(at: ":")?.behind ?? version[...])
            }
            purl = draft.packageURL(
                type, namespace: namespace, name: name, version: purlVersion, qualifiers: qualifiers, line: line)
        }
        return Component(
            purl: purl, name: name, version: version, ecosystem: distribution.ecosystem, relationship: relationship,
            location: draft.location(line), sources: sources, licences: licences)
    }
}
