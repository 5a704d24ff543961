// SPDX-License-Identifier: Apache-2.0
import Files
import Notations
import ProjectHealth
import Wire

/// OSS-Fuzz's own list of its projects (`status.json`): whether one of them is built from a repository.
enum OSSFuzzList {
    /// - Parameter repository: `github.com/owner/name`; the answer is unknown where there is none.
    static func contains(_ repository: String?, path: String) throws -> Known<Bool> {
        let bytes = try FileReading.bytes(of: path, limit: 64 << 20)
        let root: Node
        do throws(NotationError) {
            root = try Tree(json: bytes, limits: Limits(bytes: 64 << 20, depth: 32, nodes: 2_000_000)).root
        } catch {
            throw WorkflowError(
                .usage, "\(path): \(error.message)", hint: "It is OSS-Fuzz's status.json that is wanted.")
        }
        guard root["projects"]?.kind == .array else {
            throw WorkflowError(
                .usage, "\(path) has no list of projects.", hint: "It is OSS-Fuzz's status.json that is wanted.")
        }
        guard let repository else {
            return .unknown(Unknown("No remote says where the project lives, so OSS-Fuzz's list cannot be searched."))
        }
        let wanted = normal(repository)
        return .known(root["projects"]?.elements.contains { normal($0["main_repo"]?.string ?? "") == wanted } ?? false)
    }

    /// Without scheme, `www.`, `.git` and a last slash, in small letters.
    private static func normal(_ address: String) -> String {
        var text = address.lowercased()
        for scheme in ["https://", "http://", "git://", "ssh://git@"] where text.hasPrefix(scheme) {
            text.removeFirst(scheme.count)
        }
        if text.hasPrefix("www.") { text.removeFirst(4) }
        while text.hasSuffix("/") { text.removeLast() }
        if text.hasSuffix(".git") { text.removeLast(4) }
        return text
    }
}
