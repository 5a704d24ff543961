// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Licenses

/// Recognition by licenses of our own making, so that no license is quoted here, and by what lies on the machine.
@Suite struct LicenseRecognitionTests {
    private static let grant = """
        Anybody who gets a gadget may paint it, lend it, sell it or take it apart on any weekday without asking us first,
        provided that a note with the name of the first painter stays glued to the underside of the gadget forever.
        """
    private static let clause = """
        Nobody may call a painted gadget an official gadget, nor hang it in the official gadget museum of any town,
        unless the town council has written down its consent beforehand.
        """
    private static let end = """
        Gadgets come as they are and as they fell from the shelf; if one of them floods your cellar, frightens your cat
        or turns the milk sour, then neither the painter nor the shelf has anything to answer for in any court.
        """
    private static let other = """
        Whoever bakes a cake after this recipe shall share at least one slice of it with a neighbour before sunset, and
        shall never, under any circumstances whatsoever, replace the butter with something that merely looks like it.
        """

    private static let known = fingerprints([
        ("Gadget-2", grant + end), ("Gadget-3", grant + clause + end), ("Cake-1.0-only", other),
    ])

    /// Data as the script makes it, of the whole texts in tiles of four words.
    private static func fingerprints(_ texts: [(String, String)]) -> LicenseFingerprints {
        var table: [UInt8] = []
        var tiles: [UInt8] = []
        var count = 0
        func bytes(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(value >> (8 * $0) & 255) } }
        for (place, (_, text)) in texts.enumerated() {
            var words = LicenseWords(Array(text.utf8), limit: .max)
            var all: [UInt64] = []
            while let word = words.next() { all.append(word.hash) }
            let own = stride(from: 0, through: all.count - 4, by: 4).map { start -> UInt32 in
                var rolling = RollingTile(size: 4)
                return (start..<(start + 4)).reduce(0) { _, at in rolling.push(all[at], leaving: 0) }
            }
            table += bytes(place, 2) + [0, 4] + bytes(own.count, 2) + [0, 0]
            tiles += own.flatMap { bytes(Int($0), 4) }
            count += own.count
        }
        let listing = texts.map { "\($0.0)\t1\n" }.joined()
        let head = [texts.count, 0, texts.count, count, listing.utf8.count].flatMap { bytes($0, 4) }
        return LicenseFingerprints(
            LicenseAsset(bytes: Array("MSLIC001".utf8) + head + table + tiles + Array(listing.utf8)))
    }

    private func recognized(_ text: String) -> [LicenseMatch] {
        LicenseRecognition.recognize(Array(text.utf8), known: Self.known)
    }

    @Test func `a license is told from the one that has a clause more`() {
        #expect(recognized(Self.grant + Self.end).map(\.id) == ["Gadget-2"])
        #expect(recognized(Self.grant + Self.clause + Self.end).map(\.id) == ["Gadget-3"])
        #expect(recognized(Self.grant + Self.end).map(\.confidence) == [100])
    }

    @Test func `wrapping, case, quotes, comment signs and markup change nothing`() {
        let text = Self.grant + Self.clause + Self.end
        let words = text.split(whereSeparator: \.isWhitespace)
        let wrapped = stride(from: 0, to: words.count, by: 3)
            .map { " * " + words[$0..<min($0 + 3, words.count)].joined(separator: "\t ") }.joined(separator: "\r\n")
        for variant in [
            wrapped, text.uppercased(), text.replacingOccurrences(of: ",", with: " ,<br/>\u{201C}"),
            "<p>\(text)</p>", "# " + text.replacingOccurrences(of: "\n", with: "\n# "),
        ] {
            #expect(recognized(variant).map(\.id) == ["Gadget-3"])
        }
    }

    @Test func `names put in between and small changes leave a license what it is`() throws {
        let text =
            (Self.grant + " Copyright 2001 by the Great Gadget Company of Nowhere and its heirs. " + Self.clause
            + Self.end).replacingOccurrences(of: "cellar", with: "basement")
        let match = try #require(recognized(text).first)
        #expect(match.id == "Gadget-3")
        #expect(match.confidence >= 80 && match.confidence < 100)
    }

    @Test func `several licenses are found, each with its lines`() {
        let talk = "\nThis part of the file belongs to nobody and says nothing of licenses.\n"
        let text = talk + Self.other + talk + Self.grant + "\n" + Self.end + talk + Self.other
        #expect(
            recognized(text).map { "\($0.id) \($0.startLine)-\($0.endLine)" }
                == ["Cake-1.0-only 3-4", "Gadget-2 6-9", "Cake-1.0-only 11-12"])
    }

    @Test func `a text like none gives none, and half a license neither`() {
        #expect(recognized("Here is a text of some length that nobody has ever put under any license at all.") == [])
        let half = Array((Self.grant + " And that was that.").utf8)
        #expect(LicenseRecognition.recognize(half, known: Self.known) == [])
    }

    @Test func `that a text cannot tell only from or later is said`() {
        #expect(
            recognized(Self.other).map(\.note)
                == ["The text alone does not say whether later versions are allowed; a notice in the files does."])
    }

    @Test(
        arguments: [
            ("You may redistribute it under the terms of the GNU General Public License, version 2.", "GPL-2.0-only"),
            (
                "You can redistribute and modify it on the terms of version 3 of the GNU General Public License or, if you\n"
                    + "like, any later version.", "GPL-3.0-or-later"
            ),
            (
                "distribute it by the terms of the GNU Lesser General Public Licence; version 2.1 or newer",
                "LGPL-2.1-or-later"
            ),
            ("redistribute … terms of the GNU Library General Public License, version 2", "LGPL-2.0-only"),
            ("modify it by the terms of the GNU Affero General Public License v3 or later", "AGPL-3.0-or-later"),
            ("modify it by the terms of the GNU General Public License version 2 (not later)", "GPL-2.0-only"),
            ("The GNU General Public License, version 2, is a license.", nil),
            ("redistribute it by the terms of the GNU General Public License", nil),
        ] as [(String, String?)])
    func `a notice decides version and or later`(_ text: String, _ id: String?) {
        let matches = LicenseRecognition.recognize(Array(text.utf8))
        #expect(matches.map(\.id) == (id.map { [$0] } ?? []))
        #expect(matches.allSatisfy { $0.kind == .header })
    }

    @Test func `the project's own license is recognised`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../LICENSE")
        guard let data = try? Data(contentsOf: file) else { return }
        let matches = LicenseRecognition.recognize([UInt8](data))
        #expect(matches.map(\.id) == ["Apache-2.0"])
        #expect(matches.allSatisfy { $0.confidence >= 99 })
    }

    @Test func `Debian's common licenses are recognised where they lie on the machine`() {
        let wanted = [
            "Apache-2.0": "Apache-2.0", "Artistic": "Artistic-1.0-Perl", "BSD": "BSD-3-Clause", "CC0-1.0": "CC0-1.0",
            "GFDL-1.2": "GFDL-1.2-only", "GFDL-1.3": "GFDL-1.3-only", "GPL-1": "GPL-1.0-only", "GPL-2": "GPL-2.0-only",
            "GPL-3": "GPL-3.0-only", "LGPL-2": "LGPL-2.0-only", "LGPL-2.1": "LGPL-2.1-only", "LGPL-3": "LGPL-3.0-only",
            "MPL-1.1": "MPL-1.1", "MPL-2.0": "MPL-2.0",
        ]
        var passed = 0
        var tried = 0
        for (name, id) in wanted.sorted(by: <) {
            guard let data = try? Data(contentsOf: URL(filePath: "/usr/share/common-licenses/" + name)) else {
                continue
            }
            tried += 1
            let ids = LicenseRecognition.recognize([UInt8](data)).map(\.id)
            #expect(ids == [id], "\(name)")
            passed += ids == [id] ? 1 : 0
        }
        print("common licenses: \(passed)/\(tried)")
    }

    @Test func `damaged texts are read`() {
        let text = Array((Self.grant + Self.clause + Self.end + Self.other).utf8)
        Fuzzing(seed: 23, rounds: 600, pieces: ["<a>", "&amp;", "\u{201C}", "-", "\n", "文", "\u{FEFF}", "GNU "]).run {
            _, mutator in
            let damaged = mutator.mutated(text)
            for match in LicenseRecognition.recognize(damaged, known: Self.known) {
                #expect(match.startLine >= 1 && match.startLine <= match.endLine && match.confidence <= 100)
            }
        }
    }

    @Test func `a long text is read to the limit and no further`() {
        let filler = Array(repeating: UInt8(ascii: " "), count: LicenseRecognition.byteLimit)
        let text = Array(Self.other.utf8)
        #expect(LicenseRecognition.recognize(filler + text, known: Self.known) == [])
        #expect(LicenseRecognition.recognize(text + filler, known: Self.known).map(\.id) == ["Cake-1.0-only"])
    }
}
