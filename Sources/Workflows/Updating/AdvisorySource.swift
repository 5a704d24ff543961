// SPDX-License-Identifier: Apache-2.0
import Files

/// Where advisories come from.
package struct AdvisorySource: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A folder tree of records.
        case folder
        /// A `.zip`, `.tar`, `.tar.gz` or `.tar.zst` of records.
        case archive
        /// A base address in the layout of OSV's public bucket.
        case bucket
    }

    /// What reports call it.
    package var name: String
    /// An absolute path, or an address.
    package var location: String
    package var kind: Kind

    /// OSV's own bucket: every ecosystem.
    package static let osv = AdvisorySource(
        name: "osv", location: "https://osv-vulnerabilities.storage.googleapis.com", kind: .bucket)

    private init(name: String, location: String, kind: Kind) {
        self.name = name
        self.location = location
        self.kind = kind
    }

    /// From what is written behind `--from`: a path or an address, with `NAME=` before it or not. Without a name the last
    /// part of the location is the name.
    package init(parsing text: String, workingFolder: String) throws(WorkflowError) {
        var location = text[...]
        var name: String?
        if let equals = text.firstIndex(of: "="), !text[..<equals].contains("/"), !text[..<equals].contains(":") {
            name = String(text[..<equals])
            location = text[text.index(after: equals)...]
        }
        if let name, name.isEmpty || name.utf8.count > 100 || name.utf8.contains(where: { $0 < 0x20 }) {
            throw WorkflowError(
                .usage, "The name of a source has 1 to 100 characters.", hint: "Write --from NAME=PATH.")
        }
        guard !location.isEmpty else {
            throw WorkflowError(
                .usage, "A source needs a path or an address.", hint: "Write --from PATH or --from URL.")
        }
        try self.init(name: name, location: location, workingFolder: workingFolder)
    }

    /// A source as the database keeps it: its name may hold what a name on the command line may not (`host:8080`).
    init(name: String, stored location: String) throws(WorkflowError) {
        try self.init(name: name, location: location[...], workingFolder: "/")
    }

    private init(name: String?, location: Substring, workingFolder: String) throws(WorkflowError) {
        var location = location
        if location.hasPrefix("http://") || location.hasPrefix("https://") {
            while location.last == "/" { location.removeLast() }
            let last = AdvisorySource.shown(String(location)).split(separator: "/").last.map(String.init) ?? "bucket"
            self.init(name: name ?? last, location: String(location), kind: .bucket)
            return
        }
        var path = location.hasPrefix("/") ? String(location) : workingFolder + "/" + location
        while path.count > 1, path.last == "/" { path.removeLast() }
        let last = path.split(separator: "/").last { $0 != "." }.map(String.init) ?? "folder"
        switch FileReading.kind(of: path, followingLinks: true) {
        case .folder: self.init(name: name ?? last, location: path, kind: .folder)
        case .file: self.init(name: name ?? last, location: path, kind: .archive)
        case .missing:
            throw WorkflowError(
                .usage, "There is nothing at \(location).",
                hint: "A source is a folder, a .zip, .tar.gz or .tar.zst file, or an https address.")
        case .link, .special:
            throw WorkflowError(.usage, "What is at \(location) is neither a file nor a folder.")
        }
    }

    /// A location without the user, password and query of an address, for reports.
    static func shown(_ location: String) -> String {
        guard let scheme = location.firstRange(of: "://") else { return location }
        var rest = location[scheme.upperBound...]
        if let query = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<query] }
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        if let at = rest[..<end].lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        return String(location[..<scheme.upperBound] + rest)
    }
}
