// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs every benchmark, or those that are named, each in a process of its own: what one leaves in memory is no part of
/// what the next one measures.
@main
struct Benchmarks {
    static func main() async {
        do {
            try await run(Array(CommandLine.arguments.dropFirst()))
        } catch let error as BenchmarkError {
            fail(error.message)
        } catch {
            fail("\(error)")
        }
    }

    private static func run(_ arguments: [String]) async throws {
        let setting = try Setting(arguments)
        guard let part = setting.part else {
            for part in Part.allCases {
                let status = try ChildProcess.run(
                    [try ownPath(), part.rawValue] + setting.arguments, output: .inherited
                ).status
                if status != 0 { throw BenchmarkError("The benchmark '\(part.rawValue)' ended with \(status).") }
            }
            return
        }
        try await part.run(setting)
    }

    static func ownPath() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { throw BenchmarkError("The path of this program is not known.") }
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func fail(_ message: String) -> Never {
        let line = Array("error: \(message)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(1)
    }
}

/// What can be measured by itself.
enum Part: String, CaseIterable {
    case updateJSON = "update-json"
    case updateYAML = "update-yaml"
    case lookUps = "look-ups"
    case manyAdvisories = "many-advisories"
    case largeBills = "large-sboms"
    case smallProject = "small-project"
    case largeCheckout = "large-checkout"
    case health

    func run(_ setting: Setting) async throws {
        switch self {
        case .updateJSON: try await UpdateBenchmark(setting: setting).json()
        case .updateYAML: try await UpdateBenchmark(setting: setting).yaml()
        case .lookUps: try await LookUpBenchmark(setting: setting).run()
        case .manyAdvisories: try await ManyAdvisoriesBenchmark(setting: setting).run()
        case .largeBills: try await ScanBenchmark(setting: setting).largeBills()
        case .smallProject: try await ScanBenchmark(setting: setting).smallProject()
        case .largeCheckout: try await ScanBenchmark(setting: setting).largeCheckout()
        case .health: try await HealthBenchmark(setting: setting).run()
        }
    }
}

/// Where everything is: `PART? --advisories FOLDER --work FOLDER --mainstay PATH [--repository CLONE]`.
struct Setting {
    var part: Part?
    /// Holds one folder a source.
    var advisories = ""
    /// Written to; removed by whoever made it.
    var work = ""
    /// The release binary.
    var mainstay = ""
    /// A clone to measure `health` on; nil for one that is made up.
    var repository: String?
    /// Prepares something for a part instead of measuring it.
    var isHelper = false

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                guard let part = Part(rawValue: word) else {
                    let names = Part.allCases.map(\.rawValue).joined(separator: ", ")
                    throw BenchmarkError("There is no benchmark '\(word)'. There are: \(names).")
                }
                self.part = part
                continue
            }
            guard let value = rest.popFirst() else { throw BenchmarkError("\(word) needs a value.") }
            switch word {
            case "--advisories": advisories = value
            case "--work": work = value
            case "--mainstay": mainstay = value
            case "--repository": repository = value
            case "--helper": isHelper = value == "yes"
            default: throw BenchmarkError("There is no option \(word).")
            }
        }
        guard !advisories.isEmpty, !work.isEmpty, !mainstay.isEmpty else {
            throw BenchmarkError("--advisories, --work and --mainstay are needed; Benchmarks/run gives them.")
        }
    }

    var arguments: [String] {
        ["--advisories", advisories, "--work", work, "--mainstay", mainstay]
            + (repository.map { ["--repository", $0] } ?? [])
    }

    /// The sources whose records are JSON.
    static let jsonSources = [
        "almalinux", "bitnami", "drupal", "ghsa-lookups", "govulndb-osv", "haskell-osv", "julia-osv", "osv-mixed",
        "psf",
        "rustsec-osv",
    ]
    /// The sources whose records are YAML.
    static let yamlSources = ["pypa", "oss-fuzz", "rconsortium"]

    func folders(_ sources: [String]) -> [String] { sources.map { advisories + "/" + $0 } }
}

struct BenchmarkError: Error {
    var message: String

    init(_ message: String) {
        self.message = message
    }
}
