// SPDX-License-Identifier: Apache-2.0

/// The folders of an installed tree (`node_modules/a/node_modules/b`), and Node's way of finding a package from one of
/// them: its own `node_modules`, then that of each folder above (Node.js, "Loading from node_modules folders").
struct NodeModules {
    private var positions: [String: Int] = [:]
    private var targets: [String: String] = [:]

    /// Whether a search was given up because all searches together had looked at too much.
    private(set) var isExhausted = false
    private var remaining = NodeModules.mostBytes

    /// Longer paths, and more folders above one another, than any installed tree has are not walked; and all searches
    /// together look at paths of at most so many bytes.
    static let longestLocation = 4_096
    static let deepest = 128
    private static let mostBytes = 256 << 20

    mutating func place(_ position: Int, at location: String) {
        if positions[location] == nil { positions[location] = position }
    }

    mutating func link(_ location: String, to target: String) {
        targets[location] = target
    }

    /// The component at a location, links followed once.
    func component(at location: String) -> Int? {
        positions[location] ?? targets[location].flatMap { positions[$0] }
    }

    /// The component that `name` means to the code at `location`.
    mutating func resolve(_ name: String, from location: String) -> Int? {
        guard location.utf8.count <= NodeModules.longestLocation else { return nil }
        var folder = Substring(location)
        for _ in 0..<NodeModules.deepest {
            if folder != "node_modules", !folder.hasSuffix("/node_modules") {
                let candidate = folder.isEmpty ? "node_modules/\(name)" : "\(folder)/node_modules/\(name)"
                remaining -= candidate.utf8.count
                if remaining < 0 {
                    isExhausted = true
                    return nil
                }
                if let position = component(at: candidate) { return position }
            }
            if folder.isEmpty { return nil }
            folder = folder.cut(atLast: "/")?.before ?? ""
        }
        return nil
    }

    /// Whether a location is an installed package, not a folder of the subject.
    static func isInstalled(_ location: String) -> Bool {
        location.hasPrefix("node_modules/") || Substring(location).utf8.contains("/node_modules/")
    }

    /// The package's name by its location: what follows the last `node_modules/`, or the folder's name.
    static func name(of location: String) -> String {
        var names = location.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        guard let last = names.popLast() else { return location }
        guard isInstalled(location), let scope = names.last, scope.utf8.first == UInt8(ascii: "@") else { return last }
        return "\(scope)/\(last)"
    }
}
