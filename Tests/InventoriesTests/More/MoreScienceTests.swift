// SPDX-License-Identifier: Apache-2.0
import Packages
import Testing

@testable import Inventories

/// Haskell, R, Julia, Conda, OCaml, Perl.
@Suite struct MoreScienceTests {
    static let stackLock = """
        packages:
        - completed:
            hackage: fuzzyset-0.2.4@sha256:f1b6,1618
          original:
            hackage: fuzzyset-0.2.4
        - completed:
            name: own
            version: 1.0.0
            git: https://github.com/acme/own.git
            commit: 0123456789012345678901234567890123456789
        - original: x
        snapshots:
        - completed:
            url: https://example.com/41.yaml
          original: lts-22.41
        """

    @Test func `stack.yaml.lock says that the snapshot's packages are missing`() throws {
        let inventory = try MoreReading.read(StackLock.reader, MoreScienceTests.stackLock)
        #expect(
            MoreReading.lines(inventory) == [
                "3 fuzzyset 0.2.4 runtime unknown",
                "7 own 1.0.0 runtime unknown at https://github.com/acme/own 0123456789012345678901234567890123456789",
            ])
        #expect(
            MoreReading.warnings(inventory) == [
                "11 A package has no 'completed' part.",
                "13 The packages of the snapshot lts-22.41 are not listed in the file and not known.",
            ])
    }

    static let cabalFreeze = """
        active-repositories: hackage.haskell.org:merge
        constraints: any.Agda ==2.6.4.3,
                     Agda +debug,
                     any.range >=1.0,
                     stray,
                     any.base ==4.18.0.0
        index-state: hackage.haskell.org 2024-01-01T00:00:00Z
        """

    @Test func `cabal.project.freeze gives exact constraints and passes over flags`() throws {
        let inventory = try MoreReading.read(CabalFreeze.reader, MoreScienceTests.cabalFreeze)
        #expect(
            MoreReading.lines(inventory) == ["2 Agda 2.6.4.3 runtime unknown", "6 base 4.18.0.0 runtime unknown"])
        #expect(
            MoreReading.warnings(inventory) == [
                "4 The constraint 'any.range >=1.0' fixes no single version.",
                "5 'stray' is no constraint on a version.",
            ])
    }

    static let renvLock = """
        {"R": {"Version": "4.3.1", "Repositories": [{"Name": "CRAN", "URL": "https://cloud.r-project.org"},
                                                    {"Name": "lab", "URL": "https://lab.example.com"}]},
         "Packages": {
          "markdown": {"Package": "markdown", "Version": "1.0", "Source": "Repository", "Repository": "RSPM", "Requirements": ["mime"]},
          "mime": {"Package": "mime", "Version": "0.12.1", "Source": "GitHub", "RemoteUsername": "yihui", "RemoteRepo": "mime", "RemoteRef": "main", "RemoteSha": "1763e0dcb72fb58d97bab97bb834fc71f1e012bc"},
          "BSgenome": {"Package": "BSgenome", "Version": "1.60.0", "Source": "Bioconductor", "Imports": ["mime (>= 0.9)"]},
          "inhouse": {"Package": "inhouse", "Version": "0.1", "Source": "Repository", "Repository": "lab"},
          "morning": {"Package": "morning", "Version": "0.1.0"}}}
        """

    @Test func `renv.lock tells CRAN, Bioconductor, repositories and unknown sources apart`() throws {
        let inventory = try MoreReading.read(RenvLock.reader, MoreScienceTests.renvLock)
        #expect(
            MoreReading.lines(inventory) == [
                "4 markdown 1.0 runtime unknown",
                "5 mime 0.12.1 runtime unknown on https://github.com/yihui/mime main 1763e0dcb72fb58d97bab97bb834fc71f1e012bc",
                "6 BSgenome 1.60.0 runtime unknown", "7 inhouse 0.1 runtime unknown url https://lab.example.com",
                "8 morning 0.1.0 runtime unknown",
            ])
        #expect(
            inventory.components.map { $0.ecosystem?.description } == ["CRAN", "CRAN", "Bioconductor", "CRAN", nil])
        #expect(MoreReading.edges(inventory) == ["markdown > mime", "BSgenome > mime"])
        #expect(
            MoreReading.warnings(inventory) == ["8 The file does not say where the package 'morning' comes from."])
    }

    static let juliaManifest = """
        julia_version = "1.9.0"
        manifest_format = "2.0"

        [[deps.Dates]]
        deps = ["Printf"]
        uuid = "ade2ca70-3891-5945-98fb-dc099432e06a"

        [[deps.Printf]]
        uuid = "de0858da-6303-5e67-8744-51eddeeeb8d7"

        [[deps.JSON]]
        git-tree-sha1 = "aa"
        uuid = "682c06a0-de6a-54ab-a142-c8b1cf79cde6"
        version = "0.21.4"

            [deps.JSON.deps]
            Dates = "ade2ca70-3891-5945-98fb-dc099432e06a"

        [[deps.Far]]
        repo-rev = "main"
        repo-url = "https://github.com/a/Far.jl.git"
        uuid = "dcb67f36-efa0-11e8-0cef-2fc465ed98ae"
        version = "0.2.0"

        [[deps.Own]]
        path = "../Own"
        uuid = "864edb3b-99cc-5e75-8d2d-829cb0a9cfe8"
        version = "0.1.0"
        """

    @Test func `Julia's manifest gives the standard library, repositories and the graph`() throws {
        let inventory = try MoreReading.read(
            JuliaManifest.reader, MoreScienceTests.juliaManifest,
            related: ["folder/Project.toml": "[deps]\nJSON = \"682c06a0-de6a-54ab-a142-c8b1cf79cde6\"\n"])
        #expect(
            MoreReading.lines(inventory) == [
                "4 Dates - runtime transitive", "8 Printf - runtime transitive", "11 JSON 0.21.4 runtime direct",
                "19 Far 0.2.0 runtime transitive on https://github.com/a/Far.jl main -",
                "25 Own 0.1.0 runtime transitive path ../Own",
            ])
        #expect(MoreReading.edges(inventory) == ["Dates > Printf", "JSON > Dates"])
        #expect(MoreReading.purls(inventory)[2] == "pkg:julia/JSON@0.21.4?uuid=682c06a0-de6a-54ab-a142-c8b1cf79cde6")
    }

    @Test func `the first format of Julia's manifest has its packages at the top`() throws {
        let text = "[[JSON]]\nuuid = \"682c06a0-de6a-54ab-a142-c8b1cf79cde6\"\nversion = \"0.20.0\"\n"
        let inventory = try MoreReading.read(JuliaManifest.reader, text)
        #expect(MoreReading.lines(inventory) == ["1 JSON 0.20.0 runtime unknown"])
    }

    @Test func `Julia's project gives requirements and groups`() throws {
        let text = """
            name = "Own"
            [deps]
            JSON = "682c06a0-de6a-54ab-a142-c8b1cf79cde6"
            [weakdeps]
            Plots = "91a5bcdd-55d7-5caf-9e0b-520d859cae80"
            [compat]
            JSON = "0.21"
            julia = "1.6"
            [extras]
            Test = "8dfed614-e22c-5e08-85e1-65c5234f0b40"
            Plots = "91a5bcdd-55d7-5caf-9e0b-520d859cae80"
            """
        let inventory = try MoreReading.read(JuliaProject.reader, text)
        #expect(
            MoreReading.lines(inventory) == [
                "3 JSON - (0.21) runtime direct", "5 Plots - optional direct", "10 Test - test direct",
            ])
    }

    static let condaLock = """
        version: 1
        package:
        - name: numpy
          version: 1.26.0
          manager: conda
          platform: linux-64
          dependencies: {python: '>=3.9'}
          url: https://conda.anaconda.org/conda-forge/linux-64/numpy-1.26.0-py311h64a7726_0.conda
          hash: {md5: aa, sha256: BB}
          category: main
          optional: false
        - name: numpy
          version: 1.26.0
          manager: conda
          platform: osx-64
          dependencies: {python: '>=3.9'}
          url: https://conda.anaconda.org/conda-forge/osx-64/numpy-1.26.0-py311h_0.conda
          hash: {md5: cc}
          category: dev
          optional: false
        - name: python
          version: 3.11.6
          manager: conda
          platform: linux-64
          dependencies: {}
          url: https://conda.anaconda.org/conda-forge/linux-64/python-3.11.6-h_0.conda
          category: main
        - name: requests
          version: 2.31.0
          manager: pip
          platform: linux-64
          dependencies: {}
          url: https://files.pythonhosted.org/requests-2.31.0-py3-none-any.whl
          category: dev
        """

    @Test func `conda-lock.yml joins platforms and tells pip's packages`() throws {
        let inventory = try MoreReading.read(CondaLock.reader, MoreScienceTests.condaLock)
        #expect(
            MoreReading.lines(inventory) == [
                "3 numpy 1.26.0 runtime+development unknown", "21 python 3.11.6 runtime unknown",
                "28 requests 2.31.0 development unknown",
            ])
        #expect(
            MoreReading.purls(inventory)[0]
                == "pkg:conda/numpy@1.26.0?build=py311h64a7726_0&channel=conda-forge&subdir=linux-64")
        #expect(inventory.components.map { $0.ecosystem?.description } == [nil, nil, "PyPI"])
        #expect(inventory.components[0].hashes.map(\.value) == ["aa", "bb", "cc"])
        #expect(MoreReading.edges(inventory) == ["numpy > python"])
    }

    @Test func `environment.yml tells exact versions from requirements`() throws {
        let text = """
            name: own
            dependencies:
              - python=3.11
              - conda-forge::numpy=1.26.0=py311_0
              - scipy==1.11.3
              - pandas>=2,<3
              - pip
              - pip:
                - requests==2.31.0
                - flask[async]>=2 ; python_version > "3"
                - -r other.txt
            """
        let inventory = try MoreReading.read(CondaEnvironment.reader, text)
        #expect(
            MoreReading.lines(inventory) == [
                "3 python - (=3.11) runtime direct", "4 numpy 1.26.0 (=1.26.0=py311_0) runtime direct",
                "5 scipy 1.11.3 (==1.11.3) runtime direct", "6 pandas - (>=2,<3) runtime direct",
                "7 pip - runtime direct",
                "9 requests 2.31.0 (==2.31.0) runtime direct", "10 flask - (>=2) runtime direct",
            ])
        #expect(MoreReading.warnings(inventory) == ["11 The pip entry '-r other.txt' is not a name and a requirement."])
        #expect(inventory.subject == "own")
    }

    static let opam = """
        opam-version: "2.0"
        name: "own"
        depends: [
          "dune" {= "3.7.2" & build}
          "ocaml" {>= "4.08" & < "5.0"} (* comment *)
          "alcotest" {= "1.7.0" & with-test}
          "ocamlfind"
        ]
        depopts: ["lwt"]
        build: [["dune" "build" "-p" name]]
        url { src: "https://example.com/x.tbz" }
        """

    @Test func `opam files give exact versions, requirements and groups`() throws {
        let inventory = try MoreReading.read(OpamFile.reader, MoreScienceTests.opam)
        #expect(
            MoreReading.lines(inventory) == [
                "4 dune 3.7.2 (= \"3.7.2\") build direct", "5 ocaml - (>= \"4.08\" < \"5.0\") runtime direct",
                "6 alcotest 1.7.0 (= \"1.7.0\") test direct", "7 ocamlfind - runtime direct", "9 lwt - optional direct",
            ])
    }

    @Test func `the state of an opam switch gives what is installed`() throws {
        let text = """
            opam-version: "2.0"
            roots: ["dune.3.7.2"]
            installed: [
              "dune.3.7.2"
              "conf-libffi.2.0.0"
            ]
            """
        let inventory = try MoreReading.read(OpamFile.reader, text)
        #expect(
            MoreReading.lines(inventory) == [
                "4 dune 3.7.2 runtime direct", "5 conf-libffi 2.0.0 runtime transitive",
            ])
    }

    static let snapshot = """
        # carton snapshot format: version 1.0
        DISTRIBUTIONS
          Module-Build-0.4224
            pathname: L/LE/LEONT/Module-Build-0.4224.tar.gz
            provides:
              Module::Build 0.4224
            requirements:
              Other::Thing 0
              perl 5.006001
          Other-Thing-v1.2.3
            pathname: A/AB/ABC/Other-Thing-v1.2.3.tar.gz
            provides:
              Other::Thing v1.2.3
        """

    @Test func `cpanfile.snapshot gives distributions and their graph`() throws {
        let inventory = try MoreReading.read(CpanfileSnapshot.reader, MoreScienceTests.snapshot)
        #expect(
            MoreReading.lines(inventory) == [
                "3 Module-Build 0.4224 runtime unknown", "10 Other-Thing 1.2.3 runtime unknown",
            ])
        #expect(MoreReading.purls(inventory)[0] == "pkg:cpan/Module-Build@0.4224?author=LEONT")
        #expect(MoreReading.edges(inventory) == ["Module-Build > Other-Thing"])
    }
}
