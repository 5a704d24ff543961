// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Licenses

@Suite struct LicenseExpressionTests {
    @Test(arguments: [
        ("MIT", "MIT"),
        ("  MIT\n", "MIT"),
        ("Apache-2.0 OR MIT", "Apache-2.0 OR MIT"),
        ("MIT AND (ISC OR 0BSD)", "MIT AND (ISC OR 0BSD)"),
        ("MIT AND ISC OR 0BSD", "MIT AND ISC OR 0BSD"),
        ("(MIT AND ISC) OR 0BSD", "MIT AND ISC OR 0BSD"),
        ("GPL-2.0-or-later WITH GCC-exception-3.1 AND MIT", "GPL-2.0-or-later WITH GCC-exception-3.1 AND MIT"),
        ("LGPL-2.1+", "LGPL-2.1+"),
        ("mit or apache-2.0", "mit OR apache-2.0"),
        ("((MIT))", "MIT"),
        ("DocumentRef-other:LicenseRef-23 AND LicenseRef-a.b", "DocumentRef-other:LicenseRef-23 AND LicenseRef-a.b"),
    ])
    func `an expression is read and written`(_ text: String, _ written: String) throws {
        let expression = try LicenseExpression.parse(text)
        #expect(expression.description == written)
        #expect(try LicenseExpression.parse(written).description == written)
    }

    @Test func `WITH binds before AND, AND before OR`() throws {
        let expression = try LicenseExpression.parse("A OR B AND C WITH D")
        #expect(
            expression.root
                == .or([
                    .license(id: "A", orLater: false),
                    .and([
                        .license(id: "B", orLater: false),
                        .with(license: .license(id: "C", orLater: false), exception: "D"),
                    ]),
                ]))
        #expect(expression.identifiers == ["A", "B", "C"])
        #expect(expression.exceptions == ["D"])
    }

    @Test(arguments: [
        ("", "The license expression is empty."),
        ("MIT OR", "The license expression ends where a license must stand."),
        ("OR MIT", "“OR” stands where a license must."),
        (
            "MIT ISC",
            "“ISC” stands where the license expression must end or go on with AND, OR or WITH."
        ),
        ("MIT/Apache-2.0", "“/” cannot stand in a license expression."),
        ("(MIT", "An opening parenthesis has no closing one."),
        ("MIT)", "“)” stands where the license expression must end or go on with AND, OR or WITH."),
        ("(MIT ISC)", "“ISC” stands where a closing parenthesis or AND, OR or WITH must."),
        ("GPL-2.0 WITH x+", "“x+” is no exception: only a license can have a “+”."),
        ("GPL-2.0 WITH", "The license expression ends where an exception must stand."),
        ("+", "“+” cannot stand in a license expression."),
        (
            String(repeating: "(", count: 65) + "MIT" + String(repeating: ")", count: 65),
            "The license expression nests deeper than 64 parentheses."
        ),
        (String(repeating: "M", count: 16_385), "The license expression is longer than 16384 bytes."),
    ])
    func `what is no expression is refused with a sentence`(_ text: String, _ message: String) {
        let error = #expect(throws: LicensesError.self) { try LicenseExpression.parse(text) }
        #expect(error?.message == message)
    }

    @Test func `a slash has a hint`() {
        let error = #expect(throws: LicensesError.self) { try LicenseExpression.parse("MIT / ISC") }
        #expect(error?.hint == "Join licenses with AND or OR.")
    }

    @Test(arguments: [
        ("MIT", true), ("mit", true), ("SSPL-1.0", false), ("MIT OR SSPL-1.0", true), ("MIT AND SSPL-1.0", false),
        ("LicenseRef-own", false), ("LicenseRef-own OR ISC", true), ("GPL-2.0+", true), ("Apache-2.0+", true),
        ("GPL-2.0-only WITH Classpath-exception-2.0", true), ("SSPL-1.0 WITH Classpath-exception-2.0", false),
        ("NOASSERTION", false), ("WTFPL", true), ("JSON", false),
    ])
    func `all of an AND and one of an OR make an expression free`(_ text: String, _ isFree: Bool) throws {
        #expect(try LicenseExpression.parse(text).isFree() == isFree)
    }

    @Test func `what the list does not have is named`() throws {
        let text = "MIT OR Gadget-1.0 OR LicenseRef-x OR GPL-2.0-only WITH Gadget-exception OR GPL-2.0+"
        #expect(try LicenseExpression.parse(text).unknown(in: .standard) == ["Gadget-1.0", "Gadget-exception"])
    }

    @Test func `damaged expressions are read or refused`() throws {
        let text = Array("(MIT OR Apache-2.0+) AND GPL-2.0-only WITH GCC-exception-3.1 AND LicenseRef-a".utf8)
        Fuzzing(seed: 17, rounds: 3_000, pieces: ["(", ")", " AND ", " OR ", " WITH ", "+", "MIT", "é", "\0"]).run {
            _, mutator in
            let damaged = String(decoding: mutator.mutated(text), as: UTF8.self)
            guard let expression = try? LicenseExpression.parse(damaged) else { return }
            let again = try? LicenseExpression.parse(expression.description)
            #expect(again?.description == expression.description)
        }
    }
}

@Suite struct LicenseListTests {
    @Test func `the list is embedded whole`() {
        let list = LicenseList.standard
        #expect(list.licenses.count > 700)
        #expect(list.exceptions.count > 80)
        #expect(list.licenses.count { $0.isOSIApproved } > 140)
        #expect(list.licenses.count { $0.isFSFLibre } > 120)
        #expect(LicenseFingerprints.standard.texts.count > 800)
    }

    @Test func `an identifier is found whatever its case`() throws {
        let license = try #require(LicenseList.standard["apache-2.0"])
        #expect(
            license
                == LicenseIdentifier(id: "Apache-2.0", isOSIApproved: true, isFSFLibre: true, isDeprecated: false))
        #expect(LicenseList.standard["GPL-2.0"]?.isDeprecated == true)
        #expect(LicenseList.standard["JSON"]?.isFree == false)
        #expect(LicenseList.standard["Gadget"] == nil)
        #expect(LicenseList.standard.exception("classpath-EXCEPTION-2.0") == "Classpath-exception-2.0")
        #expect(LicenseList.standard["Classpath-exception-2.0"] == nil)
    }

    @Test func `damaged data gives an empty list or a smaller one, never a crash`() {
        let bytes =
            Array("MSLIC001".utf8) + [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 6, 0, 0, 0]
            + [0, 0, 0, 4, 1, 0, 0, 0, 1, 2, 3, 4] + Array("MIT\t3\n".utf8)
        #expect(LicenseAsset(bytes: bytes).licenses.map(\.id) == ["MIT"])
        Fuzzing(seed: 5, rounds: 3_000).run { _, mutator in
            let asset = LicenseAsset(bytes: mutator.mutated(bytes))
            _ = LicenseFingerprints(asset).texts
        }
    }
}
