// SPDX-License-Identifier: Apache-2.0
import Packages
import TestSupport
import Testing

@Suite struct PackageURLTests {
    @Test(arguments: [
        ("pkg:npm/left-pad@1.3.0", "pkg:npm/left-pad@1.3.0"),
        ("PKG:NPM/%40angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1"),
        ("pkg:npm/@angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1"),
        ("pkg:npm/%40angular%2Fanimation@12.3.1", "pkg:npm/%40angular/animation@12.3.1"),
        ("pkg:npm/@angular/animation", "pkg:npm/%40angular/animation"),
        ("pkg://npm//left-pad/", "pkg:npm/left-pad"),
        ("pkg:npm/left-pad@", "pkg:npm/left-pad"),
        ("pkg:npm/foo@file:../bar", "pkg:npm/foo@file:..%2Fbar"),
        ("pkg:golang/github.com%2Fgorilla%2Fcontext@v1", "pkg:golang/github.com/gorilla/context@v1"),
        ("pkg:golang/stdlib@1.21.0", "pkg:golang/stdlib@1.21.0"),
        ("pkg:pypi/Zope.Interface@6.0RC1", "pkg:pypi/zope.interface@6.0rc1"),
        ("pkg:pub/My-Package@1", "pkg:pub/my_package@1"),
        ("pkg:julia/Dates@1.9.0", "pkg:julia/Dates@1.9.0"),
        (
            "pkg:rpm/openEuler/booth&distro=openEuler-22.03-LTS-SP3",
            "pkg:rpm/openeuler/booth?distro=openEuler-22.03-LTS-SP3"
        ),
        ("pkg:deb/debian/x?Distro=debian-12&arch=&debug", "pkg:deb/debian/x?distro=debian-12"),
        ("pkg:generic/a/./b/x@1#/./a//../b%2Fc/", "pkg:generic/a/./b/x@1#a/b/c"),
        (
            "pkg:generic/x?vcs_url=git%2Bhttps://h/p?q=1%23f",
            "pkg:generic/x?vcs_url=git%2Bhttps:%2F%2Fh%2Fp%3Fq%3D1%23f"
        ),
        ("pkg:unheard-of.type/Name@1", "pkg:unheard-of.type/Name@1"),
        ("pkg:maven/é/ü@ß", "pkg:maven/%C3%A9/%C3%BC@%C3%9F"),
    ])
    func `equivalent spellings have one canonical form, which reads back as itself`(_ text: String, _ canonical: String)
        throws
    {
        let url = try PackageURL(parsing: text)
        #expect(url.description == canonical)
        #expect(try PackageURL(parsing: canonical) == url)
    }

    @Test(arguments: [
        ("npm/left-pad", "'npm/left-pad' does not start with 'pkg:'"),
        ("", "'' does not start with 'pkg:'"),
        ("pkg:npm", "'pkg:npm' has no name behind a type"),
        ("pkg:npm/", "a package URL of type 'npm' needs a name"),
        ("pkg:npm/@1.3.0", "a package URL of type 'npm' needs a name"),
        ("pkg:3d/x", "the package URL type '3d' does not start with a letter"),
        ("pkg:n&m/x", "'pkg:n&m/x' has no name behind a type"),
        ("pkg:n:m/x", "the package URL type 'n:m' holds a character other than letters, digits, '.', '+' and '-'"),
        ("pkg:cargo/a/b", "a package URL of type 'cargo' has no namespace, and 'a' stands in its place"),
        ("pkg:npm/a%2", "a percent sign in 'a%2' is not followed by two hexadecimal digits"),
        ("pkg:npm/a%zz", "a percent sign in 'a%zz' is not followed by two hexadecimal digits"),
        ("pkg:npm/a%FF", "'a%FF' decodes to bytes that are no UTF-8"),
        ("pkg:npm/a?b=1&b=2", "the qualifier 'b' is given twice, as '1' and as '2'"),
        ("pkg:npm/a?1b=2", "'1b' is no qualifier key"),
        ("pkg:npm/a?=2", "a qualifier has no key"),
    ])
    func `what is no package URL is refused with a sentence`(_ text: String, _ message: String) {
        let error = #expect(throws: PackagesError.self) { try PackageURL(parsing: text) }
        #expect(error?.message == message)
    }

    @Test(arguments: [
        ("pkg:julia/Dates@1.9.0", "a package URL of type 'julia' needs the qualifier 'uuid'"),
        ("pkg:swift/Alamofire@5", "a package URL of type 'swift' needs a namespace before the name 'Alamofire'"),
        ("pkg:gem/x?Platform=java", "the qualifier key 'Platform' starts with a capital"),
        ("pkg:gem/x?platform", "the qualifier 'platform' has no '='"),
    ])
    func `strict reading refuses what tolerant reading takes`(_ text: String, _ message: String) throws {
        let error = #expect(throws: PackagesError.self) { try PackageURL(parsing: text, as: .strict) }
        #expect(error?.message == message)
        _ = try PackageURL(parsing: text)
    }

    @Test func `more than 16 KiB are refused and 16 KiB are not`() throws {
        let longest = "pkg:npm/" + String(repeating: "a", count: PackageURL.byteLimit - 8)
        #expect(try PackageURL(parsing: longest).name.utf8.count == PackageURL.byteLimit - 8)
        let error = #expect(throws: PackagesError.self) { try PackageURL(parsing: longest + "a") }
        #expect(error?.message == "a package URL of 16385 bytes is longer than the limit of 16384")
    }

    @Test func `a message shows at most 80 characters of hostile text and no control characters`() {
        let error = #expect(throws: PackagesError.self) {
            try PackageURL(parsing: "\u{1B}[2J" + String(repeating: "x", count: 1000))
        }
        #expect(error?.message.contains("\u{1B}") == false)
        #expect((error?.message.count ?? 0) < 130)
    }

    @Test func `building folds case as the type asks and leaves out what is empty`() throws {
        let url = try PackageURL(
            type: "GitHub", namespace: "/Package-URL/", name: "Purl-Spec", version: "",
            qualifiers: ["arch": "", "vcs_url": "x"], subpath: "a/../b")
        #expect(url.description == "pkg:github/package-url/purl-spec?vcs_url=x#a/b")
        #expect(url.version == nil)
        #expect(try PackageURL(parsing: "pkg:pypi/x").withVersion("1RC1").version == "1rc1")
        #expect(url.withVersion("1").description == "pkg:github/package-url/purl-spec@1?vcs_url=x#a/b")
    }
}

extension PackageURLTests {
    @Test func `empty segments of a git address change neither its namespace nor its name`() throws {
        #expect(try PackageURL(parsing: "pkg:git//github.com/a/bDc").description == "pkg:git/github.com/a/bdc")
        #expect(throws: PackagesError.self) { try PackageURL(parsing: "pkg:git/github.com/a/b/@") }
    }

    @Suite struct MutationTests {
        @Test func `what is read of a damaged package URL has a canonical form that reads back`() throws {
            let seeds = [
                "pkg:npm/%40angular/animation@12.3.1?vcs_url=git%2Bhttps://h/p%40c#a/b",
                "pkg:deb/debian/attr@1:2.4.47-2?arch=source",
                "pkg:rpm/redhat/openssl@1.1.1-1.el8_6?distro=rhel-8.6&epoch=1&upstream=openssl-1.1.1-1.el8_6.src.rpm",
                "pkg:git/github.com/a/b@c", "pkg:mlflow/Credit?repository_url=https://databricks",
                "pkg:maven/é/ü@ß?type=jar",
                "pkg:apk/alpine/curl@7.83.0-r0?distro=alpine-3.18.4",
                "pkg:rpm/suse/x?distro=SUSE%20Linux%20Enterprise%20Server%2015%20SP5",
                "pkg:deb/ubuntu/x?distro=esm-infra/bionic", "pkg:freebsd/curl@8?arch=FreeBSD:14:amd64&origin=www/curl",
            ]
            try Fuzzing(seed: 7, rounds: 6_000).run { round, mutator in
                let text = mutator.mutated(seeds[round % seeds.count])
                for reading in [PackageURL.Reading.strict, .tolerant] {
                    guard let url = try? PackageURL(parsing: text, as: reading) else { continue }
                    let again = try PackageURL(parsing: url.description, as: reading)
                    #expect(again.description == url.description, "\(text)")
                    _ = url.coordinate()
                }
            }
        }
    }
}
