// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import Inventories
import Packages
import Wire
import Workflows

/// Package URLs of real packages: those of lockfiles and SBOMs, and those that advisories speak of.
struct RealPackages {
    let setting: Setting

    /// A mixed choice of so many, half of each kind, the same in every run: spread over all there are, or evenly over their
    /// types, which takes more of those with hundreds of advisories each.
    func mixed(_ count: Int, evenlyByType: Bool = false) async throws -> [String] {
        let found = try await inProjects()
        let known = try inAdvisories()
        let spread = evenlyByType ? RealPackages.spreadByType : RealPackages.spread
        let chosen = spread(count / 2, found) + spread(count - min(count / 2, found.count), known)
        guard chosen.count == count else { throw BenchmarkError("There are only \(chosen.count) real package URLs.") }
        // Mixed: neighbours of the sorted lists would help each other.
        return (0..<count).map { chosen[$0 * 7 % count] }
    }

    /// What is in the lockfiles and SBOMs of the conformance suites, where they are at hand.
    private func inProjects() async throws -> [String] {
        let folder = setting.advisories + "/../vectors/lockfiles"
        guard Scratch.exists(folder) else { return [] }
        let subject = try await InventoryWorkflow(reading: TargetReading(honoursIgnoreFiles: false)).run([folder])
        return Set(subject.components.compactMap { $0.version == nil ? nil : $0.purl?.description }).sorted()
    }

    /// A version of each package that an advisory names.
    private func inAdvisories() throws -> [String] {
        let reader = AdvisoryReader(detail: .matching)
        var versions: [EcosystemName: [String: String]] = [:]
        for folder in setting.folders(Setting.jsonSources + Setting.yamlSources) {
            for name in try FolderListing(root: folder, honouringIgnoreFiles: false).files {
                let bytes = try FileReading.bytes(of: folder + "/" + name, limit: Limits.advisory.bytes)
                let reading = name.hasSuffix(".yaml") ? try? reader.read(yaml: bytes) : try? reader.read(json: bytes)
                guard let record = reading?.advisory else { continue }
                for entry in record.affected {
                    guard let package = entry.package, let ecosystem = package.ecosystem else { continue }
                    let version = entry.versions.last ?? entry.ranges.last?.events.last?.version
                    if let version { versions[ecosystem, default: [:]][package.name] = version }
                }
            }
        }
        return versions.flatMap { ecosystem, packages in
            packages.compactMap { (try? ecosystem.packageURL(name: $0, version: $1))?.description }
        }.sorted()
    }

    private static func spread(_ count: Int, of all: [String]) -> [String] {
        guard count < all.count else { return all }
        return (0..<count).map { all[$0 * all.count / count] }
    }

    /// As many of each type as there are, up to a common number, spread over all of the type.
    private static func spreadByType(_ count: Int, of all: [String]) -> [String] {
        let byType = Dictionary(grouping: all) { $0.prefix { $0 != "/" } }.sorted { $0.key < $1.key }.map(\.value)
        var shares = [Int](repeating: 0, count: byType.count)
        var left = min(count, all.count)
        while left > 0 {
            for type in byType.indices where left > 0 && shares[type] < byType[type].count {
                shares[type] += 1
                left -= 1
            }
        }
        return zip(byType, shares).flatMap { urls, share in spread(share, of: urls) }
    }

    /// Package URLs of packages nobody has heard of, in the ecosystems that most projects use.
    static func unheardOf(_ count: Int) -> [String] {
        let forms: [(front: String, back: String)] = [
            ("pkg:npm/", "@4.17.21"), ("pkg:pypi/", "@2.31.0"), ("pkg:cargo/", "@1.0.197"),
            ("pkg:golang/github.com/example/", "@v1.9.1"), ("pkg:npm/%40scope/", "@7.24.0"),
        ]
        return (0..<count).map { number in
            let form = forms[number % forms.count]
            return "\(form.front)unheard-of-\(number)\(form.back)"
        }
    }
}
