// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// What a commit's message says: its subject, marks and trailers, found in one pass over its lines.
struct MessageText {
    /// A trailer as it stands: `Reviewed-by: NAME <E-MAIL>`.
    struct Trailer {
        var kind: CommitTrailer.Kind
        var name: UnsafeRawBufferPointer
        /// Empty where none is given.
        var email: UnsafeRawBufferPointer
    }

    private(set) var subject: UnsafeRawBufferPointer
    private(set) var marks: CommitMarks = []
    private(set) var trailers: [Trailer] = []

    /// At most so much of a message is looked at.
    private static let lengthLimit = 1 << 20
    private static let trailerLimit = 128
    static let subjectLimit = 256

    init(_ message: UnsafeRawBufferPointer) {
        let text = message.part(0, min(message.count, MessageText.lengthLimit))
        subject = text.part(0, 0)
        var isReviewedOn = false
        var start = 0
        var isFirst = true
        while start < text.count {
            let end = text.position(of: 0x0A, from: start, to: text.count) ?? text.count
            let line = text.part(start, end)
            start = end + 1
            if isFirst {
                // Empty lines before the subject are passed over, as git does.
                let trimmed = line.trimmed
                if trimmed.isEmpty { continue }
                subject = trimmed.part(0, min(trimmed.count, MessageText.subjectLimit))
                readSubject(trimmed)
                readWords(line, isSubject: true)
                isFirst = false
                continue
            }
            if line.isEmpty { continue }
            readWords(line, isSubject: false)
            readLine(line, &isReviewedOn)
        }
        if isReviewedOn, trailers.contains(where: { $0.kind == .reviewedBy }) { marks.insert(.gerrit) }
    }

    mutating func add(_ mark: CommitMarks) { marks.formUnion(mark) }

    /// Takes the words' mark back, unless an advisory is named as well.
    mutating func drop(_ mark: CommitMarks) {
        if !marks.contains(.namesAdvisory) { marks.subtract(mark) }
    }

    private mutating func readSubject(_ line: UnsafeRawBufferPointer) {
        if line.hasPrefix("Revert \"") || line.hasPrefix("revert: ") || line.hasPrefix("Revert: ")
            || line.hasPrefix("revert(") || line.hasPrefix("Reapply \"")
        {
            marks.insert(.revert)
        }
        if line.hasPrefix("Merge pull request ") || line.hasPrefix("Merged pull request ")
            || (line.hasPrefix("Merged in ") && line.holds("(pull request #")) || MessageText.endsWithNumber(line)
        {
            marks.insert(.changeRequest)
        }
    }

    /// Ends in `(#123)` or `(!123)`.
    private static func endsWithNumber(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.last == UInt8(ascii: ")") else { return false }
        var position = line.count - 2
        while position >= 0, isDigit(line[position]) { position -= 1 }
        return position >= 1 && position < line.count - 2 && line[position - 1] == UInt8(ascii: "(")
            && (line[position] == UInt8(ascii: "#") || line[position] == UInt8(ascii: "!"))
    }

    private mutating func readLine(_ line: UnsafeRawBufferPointer, _ isReviewedOn: inout Bool) {
        guard let first = line.first else { return }
        switch first {
        case UInt8(ascii: "C"), UInt8(ascii: "c"):
            if MessageText.closesRequest(line) { marks.insert(.changeRequest) }
        case UInt8(ascii: "S"), UInt8(ascii: "s"):
            if line.hasPrefix("See merge request "), line.holds("!") { marks.insert(.changeRequest) }
        case UInt8(ascii: "T"), UInt8(ascii: "t"):
            if line.hasPrefix("This reverts commit ") { marks.insert(.revert) }
        case UInt8(ascii: "D"):
            if line.hasPrefix("Differential Revision:"), MessageText.hasRevision(line.part(22, line.count)) {
                marks.insert(.phabricator)
            }
        case UInt8(ascii: "P"):
            if line.hasPrefix("PiperOrigin-RevId:"),
                line.part(18, line.count).trimmed.prefix(while: MessageText.isDigit).count >= 3
            {
                marks.insert(.piper)
            }
        case UInt8(ascii: "R"), UInt8(ascii: "r"):
            if line.hasPrefix("Reviewed-on:") { isReviewedOn = true }
        default: break
        }
        readTrailer(line)
    }

    /// `Closes #12`, `Closes: https://…/pull/12`: a line by which who lands a change by hand has the forge close it. The number may
    /// be an issue's; but that nobody looked at the change cannot be said of it.
    private static func closesRequest(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.count > 8, isEqual(line.part(0, 6), "closes") else { return false }
        let rest = line.part(line[6] == UInt8(ascii: ":") ? 7 : 6, line.count).trimmed
        if rest.first == UInt8(ascii: "#") { return rest.count > 1 && isDigit(rest[1]) }
        guard rest.hasPrefix("https://"), let last = rest.last, isDigit(last) else { return false }
        return rest.holds("/pull/") || rest.holds("/pulls/") || rest.holds("/merge_requests/")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// `D123`, perhaps at the end of an address.
    private static func hasRevision(_ text: UnsafeRawBufferPointer) -> Bool {
        text.indices.contains { place in
            text[place] == UInt8(ascii: "D") && place + 1 < text.count && isDigit(text[place + 1])
        }
    }

    private static let keys: [(word: StaticString, kind: CommitTrailer.Kind)] = [
        ("signed-off-by", .signedOffBy), ("reviewed-by", .reviewedBy), ("approved-by", .approvedBy),
        ("acked-by", .ackedBy), ("tested-by", .testedBy), ("co-authored-by", .coAuthoredBy),
        ("reported-by", .reportedBy),
    ]

    /// A whole line `KEY: PERSON`, wherever in the message it stands: squashed changes bring theirs into the middle.
    private mutating func readTrailer(_ line: UnsafeRawBufferPointer) {
        guard trailers.count < MessageText.trailerLimit,
            let colon = line.part(0, min(line.count, 20)).position(
                of: UInt8(ascii: ":"), from: 0, to: min(line.count, 20)),
            colon >= 8, colon <= 14
        else { return }
        let key = line.part(0, colon)
        guard let kind = MessageText.keys.first(where: { MessageText.isEqual(key, $0.word) })?.kind else { return }
        let value = line.part(colon + 1, line.count).trimmed
        guard !value.isEmpty else { return }
        if let open = value.position(of: UInt8(ascii: "<"), from: 0, to: value.count) {
            let close = value.position(of: UInt8(ascii: ">"), from: open, to: value.count) ?? value.count
            trailers.append(
                Trailer(kind: kind, name: value.part(0, open).trimmed, email: value.part(open + 1, close).trimmed))
        } else {
            trailers.append(Trailer(kind: kind, name: value, email: value.part(0, 0)))
        }
    }

    /// Compares without regard to ASCII case; `word` is in lower case.
    private static func isEqual(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        for position in bytes.indices {
            let byte = bytes[position]
            let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if small != word.utf8Start[position] { return false }
        }
        return true
    }
}
