// SPDX-License-Identifier: Apache-2.0

/// pip's requirements files (pip, "Requirements File Format"), with the files they include and the constraints they
/// name.
enum Requirements {
    static let format = "python-requirements"
    static let reader = InventoryReader(
        format: format, title: "pip requirements.txt", recognises: recognises, read: read)

    /// `requirements*.txt`, `*requirements.txt`, and every `.txt` in a folder `requirements`.
    static func recognises(_ path: FilePath) -> Bool {
        let name = path.lowercasedName
        guard name.hasSuffix(".txt") else { return false }
        return name.hasPrefix("requirements") || name.hasSuffix("-requirements.txt")
            || name.hasSuffix("_requirements.txt") || name.hasSuffix(".requirements.txt")
            || path.folderName == "requirements"
    }

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        var reading = RequirementsReading(context: context)
        try reading.read(file)
        return reading.finished()
    }
}
