// SPDX-License-Identifier: Apache-2.0
import Packages
import Testing

@testable import Inventories

@Suite struct MoreRubyPHPTests {
    static let gemfileLock = """
        GIT
          remote: https://github.com/example/tool.git
          revision: 027DBE2e56397b534e859fc283990cad1b6addd6
          branch: next
          specs:
            tool (2.0.0.alpha1)
              rack (~> 2.0)

        PATH
          remote: engines/own
          specs:
            own (0.1.0)
              tool

        GEM
          remote: https://rubygems.org/
          specs:
            nokogiri (1.13.3)
              racc (~> 1.4)
            nokogiri (1.13.3-x86_64-linux)
              racc (~> 1.4)
            racc (1.6.0)
            rack (2.2.3)

        GEM
          remote: https://gems.example.com/
          specs:
            paid (4.0.0)

        PLATFORMS
          x86_64-linux

        DEPENDENCIES
          missing
          nokogiri (~> 1.13)
          own!
          paid!

        CHECKSUMS
          rack (2.2.3) sha256=AB12

        BUNDLED WITH
           2.2.28
        """

    @Test func `Gemfile.lock gives sources, platforms once, direct dependencies and the graph`() throws {
        let inventory = try MoreReading.read(GemfileLock.reader, MoreRubyPHPTests.gemfileLock)
        #expect(
            MoreReading.lines(inventory) == [
                "6 tool 2.0.0.alpha1 runtime transitive on https://github.com/example/tool next 027dbe2e56397b534e859fc283990cad1b6addd6",
                "12 own 0.1.0 runtime direct path engines/own",
                "18 nokogiri 1.13.3 runtime direct",
                "22 racc 1.6.0 runtime transitive",
                "23 rack 2.2.3 runtime transitive",
                "28 paid 4.0.0 runtime direct url https://gems.example.com/",
            ])
        #expect(MoreReading.edges(inventory) == ["tool > rack", "own > tool", "nokogiri > racc"])
        #expect(MoreReading.purls(inventory)[2] == "pkg:gem/nokogiri@1.13.3")
        #expect(inventory.components[4].hashes == [Digest(algorithm: "sha256", value: "ab12")])
        #expect(MoreReading.warnings(inventory) == ["34 The dependency 'missing' is not among the locked gems."])
    }

    @Test func `a text without Bundler's sections is refused`() {
        #expect(
            MoreReading.refusal(GemfileLock.reader, "hello\n")
                == "0 The file has none of the sections of a Bundler lockfile (GEM, GIT, PATH, DEPENDENCIES).")
    }

    static let composerLock = """
        {
          "packages": [
            {
              "name": "acme/base", "version": "v1.2.3",
              "dist": {"shasum": "ABCD"},
              "require": {"php": ">=8", "acme/Log-Implementation": "1"}, "license": ["MIT"]
            },
            {
              "name": "acme/log", "version": "dev-main",
              "source": {"type": "git", "url": "https://github.com/acme/log.git", "reference": "AAAA"},
              "provide": {"acme/log-implementation": "1.0"}
            },
            {"name": "acme/here", "version": "1.x-dev", "dist": {"type": "path", "url": "../here"}}
          ],
          "packages-dev": [
            {"name": "drupal/tfa", "version": "2.0.0", "notification-url": "https://packages.drupal.org/8/downloads"},
            {"version": "1"}
          ]
        }
        """

    @Test func `composer.lock gives groups, branches, paths and Drupal's registry`() throws {
        let inventory = try MoreReading.read(
            ComposerLock.reader, MoreRubyPHPTests.composerLock,
            related: ["folder/composer.json": #"{"require": {"Acme/base": "^1"}, "require-dev": {"drupal/tfa": "^2"}}"#]
        )
        #expect(
            MoreReading.lines(inventory) == [
                "3 acme/base v1.2.3 runtime direct",
                "8 acme/log dev-main runtime transitive on https://github.com/acme/log.git main aaaa",
                "13 acme/here 1.x-dev runtime transitive path ../here",
                "16 drupal/tfa 2.0.0 development direct",
            ])
        #expect(MoreReading.edges(inventory) == ["acme/base > acme/log"])
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha1", value: "abcd")])
        #expect(inventory.components[0].licences == ["MIT"])
        #expect(inventory.components[3].ecosystem?.description == "Packagist:https://packages.drupal.org/8")
        #expect(MoreReading.warnings(inventory) == ["17 An entry of 'packages-dev' has no name or no version."])
    }

    @Test func `without composer.json it is not known what is direct`() throws {
        let inventory = try MoreReading.read(ComposerLock.reader, MoreRubyPHPTests.composerLock)
        #expect(inventory.components.allSatisfy { $0.relationship == .unknown })
    }
}
