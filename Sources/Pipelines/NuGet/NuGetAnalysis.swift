// SPDX-License-Identifier: Apache-2.0
import Notations

/// What `Directory.*.props` and `*.csproj` say about fixed versions.
enum NuGetAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        let root: Element
        do {
            root = try XMLTree(xml: lines.bytes, limits: PipelineFiles.limits).root
        } catch {
            facts.problems.append(PipelineFiles.whole(facts.path, error.line ?? 1, error.message))
            return
        }
        guard root.name == "Project" else {
            facts.problems.append(PipelineFiles.whole(facts.path, root.line, "The file has no 'Project' element."))
            return
        }
        var nuget = NuGetFacts()
        let groups = root.all("PropertyGroup")
        if facts.path.lowercasedASCII.hasSuffix(".csproj") {
            nuget.restoresLocked = groups.contains { $0.all("RestoreLockedMode").contains { isTrue($0.text) } }
        } else {
            nuget.managesCentrally = groups.contains {
                $0.all("ManagePackageVersionsCentrally").contains { isTrue($0.text) }
            }
            nuget.fixesEveryVersion = root.all("ItemGroup").flatMap { $0.all("PackageVersion") }.allSatisfy {
                isFixed($0[attribute: "Version"] ?? "")
            }
        }
        facts.nuget = nuget
    }

    private static func isTrue(_ text: String) -> Bool { text == "1" || text.isEqualIgnoringCase("true") }

    /// `[1.2.3]`: exactly that version.
    private static func isFixed(_ version: String) -> Bool {
        guard version.hasPrefix("["), version.hasSuffix("]"), version.utf8.count > 2 else { return false }
        return !version.dropFirst().dropLast().contains { $0 == "[" || $0 == "," }
    }
}

/// What a `pom.xml` says about analysis.
enum MavenAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        guard let start = lines.bytes.firstIndex(of: "<sonar.host.url>"),
            let end = lines.bytes.firstIndex(of: "</sonar.host.url>", from: start)
        else { return }
        let value = lines.bytes[(start + 16)..<end].trimmed
        guard !value.isEmpty, !value.contains(where: \.isSpace) else { return }
        facts.tools.append(
            PipelineTool(
                purpose: .staticAnalysis, name: "sonar.host.url",
                location: PipelineLocation(
                    path: facts.path, line: lines.line(at: start), endLine: lines.line(at: end),
                    text: String(ascii: value))))
    }
}
