// SPDX-License-Identifier: Apache-2.0

/// Tells `pip install .`, which builds what is in the tree, from `pip install flask`, which fetches what was built elsewhere.
enum InstallCommand {
    private static let tools: Set<String> = ["pip", "pip3", "npm", "pnpm", "yarn", "cargo", "go"]
    private static let sourceOptions: Set<String> = [
        "-e", "--editable", "-r", "--requirement", "--requirements", "--path", "--group",
    ]
    private static let endings = "`&;|#)".utf8

    /// Whether a command of a package manager names a package.
    /// - Parameters:
    ///   - text: one line.
    ///   - command: the bytes from the tool's name to the command's, as in `npm install`.
    static func installsPackage(_ text: String, _ command: Range<Int>) -> Bool {
        let bytes = Array(text.utf8)
        guard command.upperBound <= bytes.count else { return false }
        let words = bytes[command].split { $0 <= 0x20 }.map {
            String(decoding: Array($0).map(\.loweredLetter), as: UTF8.self)
        }
        guard words.last == "install", let tool = words.first, tools.contains(tool) else { return false }
        let rest = bytes[command.upperBound...].prefix { !endings.contains($0) }
        for part in rest.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }) {
            let word = String(decoding: Array(part), as: UTF8.self)
            if sourceOptions.contains(where: { word == $0 || word.hasPrefix($0 + "=") }) { return false }
            if word.hasPrefix("-") { continue }
            return !word.hasPrefix(".")
        }
        return false
    }
}
