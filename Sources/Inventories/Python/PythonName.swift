// SPDX-License-Identifier: Apache-2.0
import Packages

/// Names of Python's packages, and of the groups in which tools put them.
enum PythonName {
    /// PEP 503's form, under which every tool finds a package.
    static func normalised(_ name: some StringProtocol) -> String {
        Ecosystem.pyPI.normalisedName(String(name))
    }

    /// What a dependency group is for, by its name. A group is never part of what is published (PEP 735), so that
    /// one of an unknown name is for development.
    static func group(_ name: String) -> DependencyGroup {
        let name = normalised(name)
        if ["main", "default", "runtime", "prod", "production", ""].contains(name) { return .runtime }
        return known(name) ?? .development
    }

    /// What an extra is for: optional, and what its name says.
    static func extra(_ name: String) -> Set<DependencyGroup> {
        var groups: Set<DependencyGroup> = [.optional]
        if let known = known(normalised(name)) { groups.insert(known) }
        return groups
    }

    /// What a requirements file is for, by the words of its name (`requirements-dev.txt`, `test/requirements.txt`).
    static func group(ofFile path: String) -> DependencyGroup {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).suffix(2)
        for part in parts.reversed() {
            let words = part.split { !$0.isLetter }.map { Substring($0).lowercased() }
            for word in words {
                if let group = known(word) { return group }
            }
        }
        return .runtime
    }

    private static func known(_ word: String) -> DependencyGroup? {
        switch word {
        case "test", "tests", "testing", "pytest": .test
        case "dev", "develop", "development", "docs", "doc", "lint", "linting", "linters", "typing", "types",
            "typecheck", "format", "mypy", "local":
            .development
        case "build", "release", "packaging", "ci": .build
        default: nil
        }
    }
}
