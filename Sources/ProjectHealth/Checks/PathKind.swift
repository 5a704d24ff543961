// SPDX-License-Identifier: Apache-2.0

/// What a path says about a file's part in the project: whether what ships is made of it.
package enum PathKind: String, Sendable, Hashable {
    /// What the project is made of.
    case product
    /// Tests, their data, examples and benchmarks: kept for people and machines that check the product.
    case tests
    /// A copy of somebody else's project.
    case vendored

    package init(_ path: String) {
        var kind = PathKind.product
        let folders = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        for folder in folders {
            let name = folder.lowercased()
            if PathKind.vendorFolders.contains(name) {
                kind = .vendored
                break
            }
            if PathKind.testFolders.contains(name) || name.hasSuffix("tests") || name.hasSuffix("_test")
                || name.hasSuffix("-test")
            {
                kind = .tests
            }
        }
        self = kind
    }

    package static let vendorFolders: Set<String> = [
        "3rdparty", "node_modules", "third_party", "third-party", "thirdparty", "vendor", "vendored",
    ]

    private static let testFolders: Set<String> = [
        "bench", "benches", "benchmark", "benchmarks", "corpora", "corpus", "demo", "demos", "e2e", "example",
        "examples",
        "fixture", "fixtures", "fuzz", "sample", "samples", "spec", "specs", "test", "test-data", "test_data",
        "test-resources",
        "testdata", "testing", "testlib", "__fixtures__", "__tests__",
    ]
}
