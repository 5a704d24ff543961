// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Licenses

@Suite struct LicenseHeaderTests {
    /// The tag in two pieces, so that tools do not take these for this file's own.
    private static let tag = "SPDX-License-" + "Identifier:"

    @Test(arguments: [
        ("// \(tag) MIT", "MIT"),
        ("#!/bin/sh\n# \(tag) Apache-2.0 OR MIT  \n", "Apache-2.0 OR MIT"),
        ("/* \(tag) GPL-2.0-only WITH Linux-syscall-note */", "GPL-2.0-only WITH Linux-syscall-note"),
        ("<!-- \(tag) CC0-1.0 -->", "CC0-1.0"),
        ("{# \(tag) (MIT OR ISC) #}", "(MIT OR ISC)"),
        ("print(\"\(tag) LGPL-2.1+\")", "LGPL-2.1+"),
        ("\r\n.. \(tag) ISC\r\n", "ISC"),
    ])
    func `a tag is read without what closes its comment`(_ text: String, _ value: String) throws {
        let found = try #require(LicenseHeader.identifier(in: Array(text.utf8)))
        #expect(found.text == value)
        #expect(found.expression == (try LicenseExpression.parse(value)))
    }

    @Test func `the line is told`() {
        #expect(LicenseHeader.identifier(in: Array("a\nb\n// \(Self.tag) MIT\n".utf8))?.line == 3)
    }

    @Test func `a value that is no expression is kept as text`() throws {
        let found = try #require(LicenseHeader.identifier(in: Array("// \(Self.tag) MIT/ISC\n".utf8)))
        #expect(found.text == "MIT/ISC")
        #expect(found.expression == nil)
    }

    @Test func `only the first lines count`() {
        let text = String(repeating: "x\n", count: 64) + "// \(Self.tag) MIT\n"
        #expect(LicenseHeader.identifier(in: Array(text.utf8)) == nil)
        #expect(LicenseHeader.identifier(in: Array("\(Self.tag)\n".utf8)) == nil)
    }

    @Test(arguments: [
        ("// Copyright 2024 The Gadget Authors", true), ("# Copyright (c) Gadget Ltd", true),
        ("/* \u{A9} 2023 Gadget */", true), ("// SPDX-FileCopyrightText: Gadget", true),
        ("// Copyright The Gadget Authors.", true), ("COPYRIGHT: 1999-2001 G", true),
        ("// keep the copyright notice in place", false), ("let copyright = owner", false), ("", false),
        ("// the copyright holder is not liable", false),
    ])
    func `a copyright notice is told from talk of copyright`(_ line: String, _ isNotice: Bool) {
        #expect(LicenseHeader.hasCopyrightNotice(in: Array(("\n" + line + "\n").utf8)) == isNotice)
    }

    @Test func `damaged headers are read`() {
        let text = Array("#!/bin/sh\n# Copyright 2020 G\n# \(Self.tag) MIT OR (ISC AND 0BSD) */\n".utf8)
        Fuzzing(seed: 3, rounds: 3_000).run { _, mutator in
            let damaged = mutator.mutated(text)
            _ = LicenseHeader.identifier(in: damaged)
            _ = LicenseHeader.hasCopyrightNotice(in: damaged)
        }
    }
}
