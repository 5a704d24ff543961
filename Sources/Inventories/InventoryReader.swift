// SPDX-License-Identifier: Apache-2.0
package import Wire

/// One format: how its files are recognised and read. One folder a format, listed in `InventoryFormats.all`.
package struct InventoryReader: Sendable {
    /// The stable identifier, in `kebab-case`, shown in reports.
    package var format: String
    /// What people call it (`npm package-lock.json`).
    package var title: String
    /// Whether a file of this name and path is read.
    private let recognition: @Sendable (_ path: FilePath) -> Bool
    /// Reads one file. A file that is not of the format is refused with a sentence naming place and reason; an entry
    /// that is not understood becomes a warning.
    package var read: @Sendable (_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory

    package init(
        format: String, title: String, recognises: @escaping @Sendable (_ path: FilePath) -> Bool,
        read: @escaping @Sendable (_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory
    ) {
        self.format = format
        self.title = title
        recognition = recognises
        self.read = read
    }

    /// Whether a file of this name and path is read.
    package func recognises(_ path: FilePath) -> Bool { recognition(path) }

    /// Whether a file of this name and path is read; the path is relative, with `/`.
    package func recognises(_ path: String) -> Bool { recognition(FilePath(path)) }
}

/// A file's relative path and bytes.
package struct SourceFile: Sendable {
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// What a reader may ask for besides its file.
package struct ReadingContext: Sendable {
    package var limits: Limits
    /// Reads another file of the same subject by its relative path (a requirements include, a parent POM, os-release);
    /// nil where there is none. Paths that would leave the subject are nil too.
    package var related: @Sendable (_ path: String) -> [UInt8]?

    package init(
        limits: Limits = .document, related: @escaping @Sendable (_ path: String) -> [UInt8]? = { _ in nil }
    ) {
        self.limits = limits
        self.related = related
    }
}

/// Why a file could not be read.
package struct InventoryError: Error, Sendable, Hashable {
    package var location: SourceLocation
    /// A sentence without the path.
    package var message: String
    /// What to do about it.
    package var hint: String?

    package init(location: SourceLocation, message: String, hint: String? = nil) {
        self.location = location
        self.message = message
        self.hint = hint
    }
}
