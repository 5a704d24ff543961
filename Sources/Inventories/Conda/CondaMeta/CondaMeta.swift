// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// The record of one installed package in `conda-meta/` of an environment.
enum CondaMeta {
    static let reader = InventoryReader(
        format: "conda-meta", title: "Conda conda-meta record",
        recognises: { path in
            path.text.hasSuffix(".json") && path.folderName == "conda-meta"
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard let name = root["name"]?.string, !name.isEmpty, let version = root["version"]?.string, !version.isEmpty
        else { throw file.refusal("The record has no 'name' or no 'version'.") }
        var draft = InventoryDraft(reader.format, file)
        let subdirectory = root["subdir"]?.string ?? ""
        let package = CondaPackage(
            name: name, version: version, build: root["build"]?.string ?? root["build_string"]?.string ?? "",
            channel: CondaPackage.channel(of: root["channel"]?.string ?? "", subdirectory: subdirectory),
            subdirectory: subdirectory)
        let hashes = ["md5", "sha256"].compactMap { algorithm in
            root[algorithm]?.string.flatMap { Digest.hexadecimal(algorithm, $0) }
        }
        let requested = root["requested_spec"]?.string
        draft.add(
            package.component(
                line: root["name"]?.line ?? 1,
                relationship: requested.map { $0.isEmpty ? .transitive : .direct } ?? .unknown,
                hashes: hashes, licences: root["license"]?.string.map { [$0] } ?? [], in: &draft))
        return draft.finished()
    }
}
