// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// R's `renv.lock`: `Packages` by name, each with the source it was installed from.
enum RenvLock {
    static let reader = InventoryReader(
        format: "r-renv-lock", title: "R renv.lock",
        recognises: { $0.name == "renv.lock" },
        read: read)

    /// Names under which mirrors of CRAN are entered.
    private static let mirrorsOfCRAN: Set<String> = ["CRAN", "RSPM", "PPM", "P3M", "MRAN", "CRANextra"]

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard root.kind == .object, let packages = root["Packages"] ?? root["R"] else {
            throw file.refusal("The file has neither 'Packages' nor 'R', so it is no renv.lock.")
        }
        var draft = InventoryDraft(reader.format, file)
        guard root["Packages"] != nil else { return draft.finished() }
        var repositories: [String: String] = [:]
        for repository in root["R"]?["Repositories"].map({ Array($0.elements) }) ?? [] {
            if let name = repository["Name"]?.string { repositories[name] = repository["URL"]?.string }
        }
        var positions: [String: Int] = [:]
        var needs: [(from: Int, names: [String])] = []
        for (key, line, package) in packages.members {
            let name = package["Package"]?.string ?? key
            if package["Version"]?.text == nil { draft.warn(line, "The package '\(name)' has no version.") }
            let (ecosystem, pin) = source(of: package, repositories)
            let version = package["Version"]?.text
            if let ecosystem {
                positions[key] = draft.add(ecosystem, name: name, version: version, line: line, pin: pin)
            } else {
                draft.warn(line, "The file does not say where the package '\(name)' comes from.")
                let component = Component(
                    purl: nil, name: name, version: version, ecosystem: nil, pin: pin, location: draft.location(line))
                positions[key] = draft.add(component)
            }
            if let position = positions[key] { needs.append((position, dependencies(of: package))) }
        }
        for need in needs {
            for name in need.names {
                if let to = positions[name] { draft.connect(need.from, to: to) }
            }
        }
        return draft.finished()
    }

    private static func source(of package: Node, _ repositories: [String: String]) -> (Ecosystem?, Pin) {
        let source = package["Source"]?.string ?? ""
        switch source.lowercased() {
        case "repository", "cran":
            let repository = package["Repository"]?.string ?? "CRAN"
            if repository.hasPrefix("BioC") || package["biocViews"] != nil { return (.bioconductor, .registry) }
            if mirrorsOfCRAN.contains(repository) { return (.cran, .registry) }
            return (.cran, .url(repositories[repository] ?? repository))
        case "bioconductor": return (.bioconductor, .registry)
        case "github", "gitlab", "bitbucket":
            let host = ["github": "github.com", "gitlab": "gitlab.com"][source.lowercased()] ?? "bitbucket.org"
            let path = [package["RemoteUsername"]?.string, package["RemoteRepo"]?.string].compactMap { $0 }
            return (.cran, git("https://\(host)/\(path.joined(separator: "/"))", package))
        case "git", "git2r", "xgit": return (.cran, git(package["RemoteUrl"]?.string ?? "", package))
        case "url": return (.cran, .url(package["RemoteUrl"]?.string ?? ""))
        case "local": return (.cran, .path(package["RemoteUrl"]?.string ?? ""))
        default: return (nil, .registry)
        }
    }

    private static func git(_ repository: String, _ package: Node) -> Pin {
        .git(
            repository: repository, reference: package["RemoteRef"]?.text, revision: package["RemoteSha"]?.text)
    }

    /// `Requirements` of the older form, `Depends`, `Imports` and `LinkingTo` of the newer; entries may carry a version.
    private static func dependencies(of package: Node) -> [String] {
        ["Requirements", "Depends", "Imports", "LinkingTo"].flatMap { key in
            package[key].map { $0.elements.compactMap(\.string) } ?? []
        }.map { String(Substring($0).before("(").trimmed) }
    }
}
