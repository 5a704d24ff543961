// SPDX-License-Identifier: Apache-2.0
import Packages
import TestSupport
import Testing

@Suite struct NativeRangeTests {
    static let requirements: [(ecosystem: Ecosystem, native: String, vers: String)] = [
        // node-semver
        (.npm, "", "vers:npm/*"), (.npm, "x", "vers:npm/*"), (.npm, "1.2.3", "vers:npm/1.2.3"),
        (.npm, "^1.2.3", "vers:npm/>=1.2.3|<2.0.0"), (.npm, "^0.2.3", "vers:npm/>=0.2.3|<0.3.0"),
        (.npm, "^0.0.3", "vers:npm/>=0.0.3|<0.0.4"), (.npm, "^0.0", "vers:npm/>=0.0.0|<0.1.0"),
        (.npm, "^1.x", "vers:npm/>=1.0.0|<2.0.0"), (.npm, "^0", "vers:npm/>=0.0.0|<1.0.0"),
        (.npm, "~1.2.3", "vers:npm/>=1.2.3|<1.3.0"), (.npm, "~1", "vers:npm/>=1.0.0|<2.0.0"),
        (.npm, "~> 1.2", "vers:npm/>=1.2.0|<1.3.0"), (.npm, ">1.2", "vers:npm/>=1.3.0"),
        (.npm, "<=1", "vers:npm/<2.0.0"),
        (.npm, "1.2.3 - 2.3", "vers:npm/>=1.2.3|<2.4.0"), (.npm, "1 || >=2.0.0 <3", "vers:npm/>=1.0.0|<3.0.0"),
        (.npm, ">2 <1", "vers:none/*"), (.npm, "<1.0.0 || >1.0.0", "vers:npm/!=1.0.0"),
        (.npm, "^99999999999999999999.1.0", "vers:npm/>=99999999999999999999.1.0|<100000000000000000000.0.0"),
        // Cargo
        (.cratesIO, "1.2", "vers:cargo/>=1.2.0|<2.0.0"), (.cratesIO, "0.3", "vers:cargo/>=0.3.0|<0.4.0"),
        (.cratesIO, "=1.2.3", "vers:cargo/1.2.3"), (.cratesIO, "1.*", "vers:cargo/>=1.0.0|<2.0.0"),
        (.cratesIO, ">=1.2, <1.5", "vers:cargo/>=1.2.0|<1.5.0"), (.cratesIO, "~1.2", "vers:cargo/>=1.2.0|<1.3.0"),
        // PyPI
        (.pyPI, "", "vers:pypi/*"), (.pyPI, "~=1.4.2", "vers:pypi/>=1.4.2|<1.5.dev0"),
        (.pyPI, "~= 2.2", "vers:pypi/>=2.2|<3.dev0"), (.pyPI, "~=1!2.2.post3", "vers:pypi/>=1%212.2.post3|<1%213.dev0"),
        (.pyPI, "==1.2.*", "vers:pypi/>=1.2.dev0|<1.3.dev0"), (.pyPI, "!=1.2.*", "vers:pypi/<1.2.dev0|>=1.3.dev0"),
        (.pyPI, ">=1.0,!=1.3.4,<2.0", "vers:pypi/>=1.0|!=1.3.4|<2.0"), (.pyPI, "===1.0", "vers:pypi/1.0"),
        // RubyGems
        (.rubyGems, "~> 2.2, >= 2.2.1", "vers:gem/>=2.2.1|<3"), (.rubyGems, "~> 2", "vers:gem/>=2|<3"),
        (.rubyGems, "~> 2.0.0.rc1", "vers:gem/>=2.0.0.rc1|<2.1"), (.rubyGems, "!= 1.0", "vers:gem/!=1.0"),
        // Maven, NuGet
        (.maven, "1.0", "vers:maven/1.0"), (.maven, "[1.0]", "vers:maven/1.0"), (.maven, "(,1.0]", "vers:maven/<=1.0"),
        (.maven, "[1.0,2.0)", "vers:maven/>=1.0|<2.0"), (.maven, "(,1.0],[1.2,)", "vers:maven/<=1.0|>=1.2"),
        (.maven, "(,1.1),(1.1,)", "vers:maven/!=1.1"), (.maven, "(,)", "vers:maven/*"),
        (.nuGet, "1.0", "vers:nuget/>=1.0"), (.nuGet, "(1.0,)", "vers:nuget/>1.0"),
        (.nuGet, "1.2.*", "vers:nuget/>=1.2|<1.3"), (.nuGet, "*", "vers:nuget/*"),
        // Composer
        (.packagist, "^1.2", "vers:composer/>=1.2-dev|<2-dev"),
        (.packagist, "^0.3", "vers:composer/>=0.3-dev|<0.4-dev"),
        (.packagist, "~1.2.3", "vers:composer/>=1.2.3-dev|<1.3-dev"),
        (.packagist, "~1", "vers:composer/>=1-dev|<2-dev"),
        (.packagist, "1.2.*", "vers:composer/>=1.2-dev|<1.3-dev"),
        (.packagist, "1.0 - 2.0", "vers:composer/>=1.0-dev|<2.1-dev"),
        (.packagist, ">=1.0 <1.1 | >=1.2", "vers:composer/>=1.0-dev|<1.1-dev|>=1.2-dev"),
        (.packagist, ">1.0 <=1.5", "vers:composer/>1.0|<=1.5"), (.packagist, "1.0.2", "vers:composer/1.0.2"),
        (.packagist, "^1.0-beta2", "vers:composer/>=1.0-beta2|<2-dev"), (.packagist, "@dev", "vers:composer/*"),
        // The others
        (.hex, "~> 2.0", "vers:hex/>=2.0.0|<3.0.0"), (.hex, "~> 2.0.1 and != 2.0.5", "vers:hex/>=2.0.1|!=2.0.5|<2.1.0"),
        (.hex, "== 1.0.0 or > 2.0.0", "vers:hex/1.0.0|>2.0.0"), (.pub, "^0.1.2", "vers:pub/>=0.1.2|<0.2.0"),
        (.pub, "any", "vers:pub/*"), (.pub, ">=1.2.3 <2.0.0", "vers:pub/>=1.2.3|<2.0.0"),
        (.hackage, "^>=1.2.3", "vers:hackage/>=1.2.3|<1.3"), (.hackage, "==1.2.*", "vers:hackage/>=1.2|<1.3"),
        (.hackage, ">=1 && <2 || ==3.0", "vers:hackage/>=1|<2|3.0"), (.hackage, "-any", "vers:hackage/*"),
        (.julia, "1.2, 2", "vers:julia/>=1.2.0|<3.0.0"), (.julia, "=1.2.3", "vers:julia/1.2.3"),
        (.julia, "1.2.3 - 1.5", "vers:julia/>=1.2.3|<1.6.0"), (.julia, "~0.0.3", "vers:julia/>=0.0.3|<0.1.0"),
        (.cran, "(>= 1.0-2)", "vers:cran/>=1.0-2"), (.go, "v1.2.3", "vers:golang/>=v1.2.3"),
        (.opam, ">= \"1.0\" & < \"2.0\" | = \"3.1\"", "vers:opam/>=1.0|<2.0|3.1"),
        (.debian, ">> 1:1.0-1", "vers:deb/>1:1.0-1"), (.debian, "(<< 2.0~)", "vers:deb/<2.0~"),
        (.redHat, ">= 1.0-1.el8", "vers:rpm/>=1.0-1.el8"), (.alpine, "<1.2.3-r4", "vers:apk/<1.2.3-r4"),
        (.swiftURL, "1.0.0..<2.0.0", "vers:swift/>=1.0.0|<2.0.0"),
        (.swiftURL, "1.0.0 ... 1.4.2", "vers:swift/>=1.0.0|<=1.4.2"),
        (.conanCenter, ">=1.0 <2", "vers:conan/>=1.0|<2"), (.conanCenter, "^0.1", "vers:conan/>=0.1|<0.2-"),
    ]

    @Test(arguments: requirements)
    func `a native requirement becomes the canonical range it stands for`(
        _ ecosystem: Ecosystem, _ native: String, _ vers: String
    ) throws {
        let range = try NativeRange.parse(native, ecosystem: ecosystem)
        #expect(range.description == vers)
        #expect(try VersionRange(parsing: vers) == range)
    }

    static let refusals: [(ecosystem: Ecosystem, native: String, message: String)] = [
        (.npm, ">=", "The requirement '>=' ends without a version."),
        (.npm, "> >1", "The requirement '> >1' has two comparisons in a row."),
        (.npm, "latest", "The requirement 'latest' cannot be read."),
        (.npm, "^1.2.3.4", "The requirement '^1.2.3.4' cannot be read."),
        (.npm, "1 || (2 || 3)", "The requirement '1 || (2 || 3)' has parentheses inside, which cannot be read."),
        (.pyPI, "~=1", "The requirement '~=1' cannot be read."),
        (.pyPI, ">=foo", "'foo' is no Python version (PEP 440)."),
        (.maven, "[1.0,2.0", "The interval '[1.0,2.0' cannot be read."),
        (.maven, "(1.0)", "The interval '(1.0)' cannot be read."),
        (.packagist, "dev-main", "The requirement 'dev-main' names a branch, not versions."),
        (.linux, ">=5", "Requirements of Linux have no notation that could be read."),
    ]

    @Test(arguments: refusals)
    func `a requirement that cannot be read is refused with a sentence`(
        _ ecosystem: Ecosystem, _ native: String, _ message: String
    ) {
        let error = #expect(throws: PackagesError.self) { try NativeRange.parse(native, ecosystem: ecosystem) }
        #expect(error?.message == message)
    }

    @Test func `a requirement of too many terms or bytes is refused`() {
        let many = Array(repeating: "1.0.0", count: 2_000).joined(separator: " ")
        #expect(throws: PackagesError("A requirement has more than 500 terms.")) {
            try NativeRange.parse(many, ecosystem: .npm)
        }
        #expect(throws: PackagesError("A requirement has 70000 bytes; the most is 65536.")) {
            try NativeRange.parse(String(repeating: "1", count: 70_000), ecosystem: .npm)
        }
    }
}

extension NativeRangeTests {
    @Suite struct MutationTests {
        @Test func `damaged requirements are read into valid ranges or refused`() {
            Fuzzing(seed: 5, rounds: 4_000).run { round, mutator in
                let (ecosystem, native, _) = requirements[round % requirements.count]
                let text = mutator.mutated(native)
                guard let range = try? NativeRange.parse(text, ecosystem: ecosystem) else { return }
                #expect(throws: Never.self, "\(ecosystem.rawValue) '\(text)'") {
                    try VersionRange(parsing: range.description)
                }
            }
        }
    }
}
