// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// SwiftPM's `Package.resolved`, formats 1 to 3: pins with a version, or with a branch or a commit alone.
enum PackageResolved {
    static let reader = InventoryReader(
        format: "swift-package-resolved", title: "SwiftPM Package.resolved",
        recognises: { $0.name == "Package.resolved" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        // Format 1 has the pins in `object`.
        guard let pins = root["pins"] ?? root["object"]?["pins"], pins.kind == .array else {
            throw file.refusal("The file has no list 'pins', so it is no Package.resolved.")
        }
        var draft = InventoryDraft(reader.format, file)
        if let version = root["version"]?.integer, !(1...3).contains(version) {
            draft.warn(root["version"]?.line, "The file is of format \(version); formats 1 to 3 are known.")
        }
        for pin in pins.elements { add(pin, to: &draft) }
        return draft.finished()
    }

    private static func add(_ pin: Node, to draft: inout InventoryDraft) {
        let state = pin["state"]
        let version = state?["version"]?.string
        let identity = pin["identity"]?.string ?? pin["package"]?.string
        if pin["kind"]?.string == "registry" {
            // The identity is `scope.name` of a registry; advisories name packages by their repository.
            draft.warn(
                pin.line,
                "The package '\(identity ?? "")' comes from a registry; no advisory source names packages that way.")
            let component = Component(
                purl: nil, name: identity ?? "", version: version, ecosystem: nil, location: draft.location(pin.line))
            draft.add(component)
            return
        }
        guard let location = pin["location"]?.string ?? pin["repositoryURL"]?.string, !location.isEmpty else {
            draft.warn(pin.line, "The pin '\(identity ?? "")' has no location.")
            return
        }
        let address = RepositoryAddress(location)
        let revision = state?["revision"]?.string
        let isLocal = address.host == nil || pin["kind"]?.string == "localSourceControl"
        if isLocal {
            let component = Component(
                purl: nil, name: identity ?? address.path, version: version, ecosystem: nil, pin: .path(location),
                location: draft.location(pin.line))
            draft.add(component)
            return
        }
        let fixed: Pin =
            version != nil
            ? .registry : .git(repository: location, reference: state?["branch"]?.string, revision: revision)
        if version == nil, revision == nil {
            draft.warn(pin.line, "The pin '\(identity ?? "")' has neither a version nor a revision.")
        }
        draft.add(.swiftURL, name: address.name, version: version, line: pin.line, pin: fixed)
    }
}
