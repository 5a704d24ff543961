// SPDX-License-Identifier: Apache-2.0
internal import Forges

/// What a forge gave somebody to be recognised by. It goes to the one forge it is for, and into no text.
package struct ForgeToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String
    /// The forge's address, as ``ForgeProject/base`` has it.
    private let base: String

    /// - Parameter base: the forge it is for: `https://github.com`, or the base of a project there.
    /// - Throws: `OutboundError` when it holds anything but visible ASCII: a line break would end the header it goes into.
    package init(_ text: String, for base: String) throws(OutboundError) {
        guard !text.isEmpty, text.utf8.count <= 4_096, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw OutboundError(
                address: base, message: "The token is empty, or holds a character that no token has.",
                hint: "Check for blanks and line breaks around it.")
        }
        self.text = text
        self.base = base
    }

    package var description: String { "(a token)" }
    package var debugDescription: String { "(a token)" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The header for requests to this project.
    ///
    /// - Throws: `OutboundError` where the project is at another forge, or its connection is open to readers on the way.
    func header(for project: ForgeProject) throws(OutboundError) -> (name: String, value: String) {
        guard project.base == base else {
            throw OutboundError(
                address: project.url, message: "The token is for \(base), and is not sent elsewhere.",
                hint: "Give one for \(project.base), or none.")
        }
        guard base.hasPrefix("https://") || ForgeToken.isThisMachine(base) else {
            throw OutboundError(
                address: project.url, message: "A token is not sent over http: anybody on the way could read it.",
                hint: "Give the forge's https address.")
        }
        return switch project.forge {
        case .github, .gitlab: ("Authorization", "Bearer " + text)
        case .forgejo: ("Authorization", "token " + text)
        }
    }

    private static func isThisMachine(_ base: String) -> Bool {
        ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { own in
            base == own || base.hasPrefix(own + ":") || base.hasPrefix(own + "/")
        }
    }
}
