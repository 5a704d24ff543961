// SPDX-License-Identifier: Apache-2.0

/// What installed packages provide and need, resolved to edges once all are known.
struct PackageNeeds {
    private var packages: [String: Int] = [:]
    private var providers: [String: Int] = [:]
    private var needs: [(from: Int, alternatives: [String])] = []

    /// A package's own name comes before what others provide.
    mutating func note(package name: String, at position: Int) {
        packages[name] = packages[name] ?? position
    }

    mutating func note(provided name: String, by position: Int) {
        providers[name] = providers[name] ?? position
    }

    /// One of the alternatives is needed.
    mutating func note(_ from: Int, needs alternatives: [String]) {
        needs.append((from, alternatives))
    }

    func position(of name: String) -> Int? {
        packages[name] ?? providers[name]
    }

    /// An edge for every need something installed meets.
    func connect(in draft: inout InventoryDraft) {
        for need in needs {
            if let to = need.alternatives.lazy.compactMap({ position(of: $0) }).first {
                draft.connect(need.from, to: to)
            }
        }
    }
}
