// SPDX-License-Identifier: Apache-2.0

/// Files of a tree that nobody could look into, or that there are too many of. What was found elsewhere stands; that something was
/// found nowhere is not known.
struct UnseenFiles {
    /// A sentence.
    let reason: String

    /// Nil where everything that may say something was seen.
    ///
    /// - Parameter tells: whether a file's content may say what is asked for.
    init?(_ tree: TreeFacts, tells: (UnreadFile) -> Bool) {
        if tree.omitted > 0 {
            reason = "The tree has more files than are looked at."
        } else if tree.isDamaged {
            reason = "A part of the tree is missing from the clone."
        } else {
            let telling = tree.unread.filter(tells)
            guard let first = telling.first else { return nil }
            let more = telling.count > 1 ? " and \(Words.count(telling.count - 1, "other file"))" : ""
            reason = "The content of \(first.path)\(more) was not read."
        }
    }

    /// The finding, or that it is not known, where it says that nothing was found.
    func doubted(_ finding: ProbeFinding) -> ProbeFinding {
        guard [.no, .notApplicable].contains(finding.outcome), finding.location == nil else { return finding }
        var finding = finding
        finding.outcome = .notAvailable
        finding.isBad = false
        finding.message += " " + reason
        return finding
    }
}

extension TreeFacts {
    /// Why there may be workflows though none was found, a sentence; nil where all were seen.
    package var workflowDoubt: String? { UnseenFiles(self) { FileAnalysis.isWorkflow($0.path) }?.reason }

    /// The same of credentials, which stand in any text.
    package var secretDoubt: String? {
        UnseenFiles(self) { file in
            // Guides beyond those that are kept were read.
            if file.reason == .tooMany, TextDocument.Kind.kind(ofPath: file.path) != nil { return false }
            let isText = !(PathName(file.path.lowercased()).fileExtension.map(noTexts.contains) ?? false)
            return isText && PathKind(file.path) == .product
        }?.reason
    }

    /// Files of which not even the beginning was seen: they may be compiled.
    package var unopened: [UnreadFile] {
        unread.filter { file in
            switch file.reason {
            case .missing: true
            // Guides beyond those that are kept were read.
            case .tooMany: TextDocument.Kind.kind(ofPath: file.path) == nil
            case .tooLarge: false
            }
        }
    }
}

/// Endings of pictures, sounds, fonts, archives and programs.
private let noTexts: Set<String> = [
    "7z", "apk", "avi", "avif", "bin", "bmp", "bz2", "class", "dll", "dmg", "dylib", "eot", "exe", "flac", "gif", "gz",
    "icns", "ico", "iso", "jar", "jpeg", "jpg", "lz4", "m4a", "mkv", "mov", "mp3", "mp4", "o", "ogg", "otf", "parquet",
    "pdf", "png", "pptx", "psd", "rar", "so", "tar", "tgz", "tif", "tiff", "ttf", "wasm", "wav", "webm", "webp", "woff",
    "woff2", "xlsx", "xz", "zip", "zst",
]
