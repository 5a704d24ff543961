// SPDX-License-Identifier: Apache-2.0
import Notations

/// The images of a compose file's services.
enum ComposeAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        guard let tree = PipelineFiles.tree(&facts, lines), let services = tree.root["services"] else { return }
        for service in services.members {
            // With `build` the image is the name of what is built.
            guard service.value["build"] == nil, let image = service.value["image"], let text = image.text else {
                continue
            }
            facts.dependencies.append(
                ImageReference(interpolated(text)).dependency(
                    kind: .composeImage, compatiblePin: nil,
                    location: PipelineLocation(path: facts.path, line: image.line, text: "image: \(text)")))
        }
    }

    /// `${NAME:-default}` and `${NAME-default}` by their defaults, the inner ones of nested ones first.
    static func interpolated(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<16 {
            guard let start = bytes.lastIndex(of: UInt8(ascii: "{")), start > 0,
                bytes[start - 1] == UInt8(ascii: "$"),
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "}"))
            else { break }
            let inner = bytes[(start + 1)..<end]
            let name = inner.prefix(while: \.isWord)
            var rest = inner.dropFirst(name.count)
            if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
            guard rest.first == UInt8(ascii: "-") else { break }
            bytes.replaceSubrange((start - 1)...end, with: Array(rest.dropFirst()))
        }
        return String(ascii: bytes)
    }
}
