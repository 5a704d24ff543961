// SPDX-License-Identifier: Apache-2.0

/// `yarn.lock`: Yarn 1's own notation, or the YAML that Yarn 2 and later (berry) write, told apart by its `__metadata`.
enum YarnLock {
    static let format = "yarn-lock"
    static let reader = InventoryReader(
        format: format, title: "Yarn yarn.lock",
        recognises: { $0.name == "yarn.lock" && !$0.isBelow("node_modules") },
        read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let lines = try file.lines(context)
        let isBerry = lines.contains { line in
            line.text.hasPrefix("__metadata:") || line.text.hasPrefix("\"__metadata\":")
        }
        if isBerry { return try YarnBerry.read(file, context) }
        return try YarnClassic.read(file, lines, context)
    }
}
