// SPDX-License-Identifier: Apache-2.0
import Histories
import TestSupport
import Testing

@Suite struct ReleaseVersionTests {
    /// name: product, version, pre-release; `-` for no version.
    private static let tags = """
        1.2.3| 1.2.3
        v1.2.3| 1.2.3
        V1.2| 1.2
        release-1.2.3| 1.2.3
        RELEASE_1_2_3| 1.2.3
        rel/2.17.1| 2.17.1
        refs/releases/v2.0| 2.0
        curl-8_10_1|curl 8.10.1
        tiny-curl-7_72_0|tiny-curl 7.72.0
        rc-8_22_0-2| 8.22.0-2-rc
        log4j-2.17.1|log4j 2.17.1
        log4j-2.17.1-rc1|log4j 2.17.1-rc1
        log4j-2.0-beta9|log4j 2.0-beta9
        jq-1.6|jq 1.6
        go1.21|go 1.21
        @scope/name@1.0.0|@scope/name 1.0.0
        pkg/sub/v1.2.3|pkg/sub 1.2.3
        name-v0.4.2-alpha.1|name 0.4.2-alpha.1
        1.0rc1| 1.0-rc1
        1.0a1| 1.0-a1
        5.5.2beta| 5.5.2-beta
        4.0.0M1| 4.0.0-m1
        1.2.3.Final| 1.2.3
        1.2.3-GA| 1.2.3
        1.1.1k| 1.1.1k
        1.2.3-1| 1.2.3-1
        1.2.3+build.5| 1.2.3
        1.2.post1| 1.2-post1
        2.0.0-convergence.1| 2.0.0-convergence.1
        v255| 255
        v4| 4
        boost-1.80.0.beta1|boost 1.80.0-beta1
        nightly-1.2.3| 1.2.3-nightly
        2.3.x|-
        2024-01-02|-
        nightly|-
        before_urldata_rename|-
        v|-
        123456789012345678901.1|-
        |-
        1.2.3 4|-
        """

    @Test(arguments: tags.split(separator: "\n").map(String.init))
    func `tags state versions`(line: String) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        let version = ReleaseVersion(tag: String(parts[0]))
        guard parts[1] != "-" else {
            #expect(version == nil, "\(line)")
            return
        }
        let stated = version.map { found in
            "\(found.product) \(found.numbers.map(String.init).joined(separator: "."))\(found.suffix)"
                + (found.preRelease.map { "-" + $0 } ?? "")
        }
        #expect(stated == String(parts[1]), "\(line)")
    }

    @Test(arguments: [
        ("3.3.6", "3.3.6"), ("v1.2.3", "1.2.3"), ("Release 1.2.3", "1.2.3"), ("Release: 5.2.0 (#6920)", "5.2.0"),
        ("release version 3.1.3 (#5924)", "3.1.3"), ("chore(release): 1.2.3", "1.2.3"),
        ("chore: release v4.5.0", "4.5.0"), ("Version 2.0", "2.0"), ("Bump version to 1.4.0", "1.4.0"),
        ("[maven-release-plugin] prepare release log4j-2.17.1", "2.17.1"), ("Prepare release `2.24.3`", "2.24.3"),
        ("5.0.0-beta.1", "5.0.0-beta.1"),
    ])
    func `subjects of release commits state versions`(subject: String, version: String) {
        #expect(ReleaseVersion(subject: subject)?.text == version)
    }

    @Test(arguments: [
        "Fix crash in 1.2.3", "Bump foo from 1.2 to 1.3", "Bump version to 2.24.2-SNAPSHOT",
        "Bump version for 5.5.2beta",
        "VERSIONS: 8.21.0 release", "utf-8.1", "10", "#12.3", "", "Update Readme", "Merge 1.2 into 1.3", "TLS-1.3",
        "Release 1.2.3 and 1.2.4",
    ])
    func `other subjects do not`(subject: String) {
        #expect(ReleaseVersion(subject: subject) == nil)
    }

    @Test func `damaged names do no harm`() {
        let names = Self.tags.split(separator: "\n").map(String.init)
        Fuzzing(seed: 31, rounds: 3000, pieces: ["-", "_", ".", "/", "@", "v", "rc", "9", "99999999999999999999"]).run {
            round, mutator in
            let name = mutator.mutated(names[round % names.count])
            if let version = ReleaseVersion(tag: name) {
                #expect(!version.numbers.isEmpty)
                #expect(version.numbers.allSatisfy { $0 >= 0 })
            }
            if let version = ReleaseVersion(subject: name) { #expect(!version.isLoneNumber) }
        }
    }
}
