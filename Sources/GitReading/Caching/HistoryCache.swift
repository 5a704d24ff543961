// SPDX-License-Identifier: Apache-2.0
internal import Crypto
package import Histories

/// A ``History`` as bytes, to be kept until the repository is read again.
///
/// Layout: 8 bytes that name format and version, the SHA-256 of the rest, the rest. The rest is numbers of variable length (seven
/// bits a byte, the lowest first) and strings behind their lengths. Ids come in one run, so that parents are told as distances.
package enum HistoryCache {
    /// Raised whenever what a history holds, or how it is recognised, changes.
    static let name: [UInt8] = Array("mnsthis3".utf8)
    private static let digestLength = 32

    /// Nil for a history whose ids are not all of one length, which no repository has.
    package static func encoded(_ history: History) -> [UInt8]? {
        var writer = HistoryWriter()
        guard writer.write(history) else { return nil }
        return name + SHA256.hash(data: writer.bytes) + writer.bytes
    }

    /// - Throws: that the bytes are of another version, or damaged.
    package static func decoded(_ bytes: [UInt8]) throws(GitError) -> History {
        guard bytes.starts(with: name), bytes.count >= name.count + digestLength else {
            throw GitError(message: "The kept history is of another version.", hint: "The repository is read anew.")
        }
        let digest = bytes[name.count..<name.count + digestLength]
        let rest = bytes[(name.count + digestLength)...]
        let isWhole = rest.withUnsafeBytes { buffer in
            var hash = SHA256()
            hash.update(bufferPointer: buffer)
            return hash.finalize().elementsEqual(digest)
        }
        guard isWhole, let history = history(rest) else {
            throw GitError(message: "The kept history is damaged.", hint: "The repository is read anew.")
        }
        return history
    }

    /// Without a look at the digest; nil for what cannot be.
    static func history(_ bytes: ArraySlice<UInt8>) -> History? {
        bytes.withUnsafeBytes { buffer in
            var reader = HistoryReader(buffer)
            return try? reader.history()
        }
    }
}
