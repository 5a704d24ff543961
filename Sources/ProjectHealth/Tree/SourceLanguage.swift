// SPDX-License-Identifier: Apache-2.0

/// A programming language, told by a file's extension.
package struct SourceLanguage: Sendable {
    let name: String
    let extensions: [String]
    /// How its fuzz tests are recognised; the names of files they may be in, where only some count.
    var fuzzing: [LinePattern] = []
    var fuzzingSuffix: String?
    /// What steps outside its memory safety.
    var unsafety: [LinePattern] = []

    package static func language(ofPath path: String) -> SourceLanguage? {
        guard let name = PathName(path).fileExtension else { return nil }
        return byExtension[name]
    }

    private static let byExtension: [String: SourceLanguage] = {
        var table: [String: SourceLanguage] = [:]
        for language in all {
            for name in language.extensions { table[name] = language }
        }
        return table
    }()

    private static let libFuzzer = [LinePattern("LLVMFuzzerTestOneInput")]

    private static let fastCheck: [LinePattern] = [
        LinePattern(
            "from", [.blanks, .quote, .oneOf(fastCheckModules), .quote], name: "fast-check"),
        LinePattern(
            "require(", [.anyBlanks, .quote, .oneOf(fastCheckModules), .quote, .anyBlanks, ")"], name: "fast-check"),
    ]
    private static let fastCheckModules = [
        "fast-check", "@fast-check/ava", "@fast-check/jest", "@fast-check/vitest",
    ]
    private static let fsCheckModules = ["FsCheck", "FsCheck.NUnit", "FsCheck.Xunit", "Expecto.ExpectoFsCheck"]

    private static let all: [SourceLanguage] = [
        SourceLanguage(name: "Ada", extensions: ["adb", "ads"]),
        SourceLanguage(name: "Assembly", extensions: ["s", "S", "asm"]),
        SourceLanguage(name: "C", extensions: ["c", "h"], fuzzing: libFuzzer),
        SourceLanguage(
            name: "C#", extensions: ["cs"],
            fuzzing: [LinePattern("using", [.blanks, .oneOf(fsCheckModules), ";"], name: "FsCheck")]),
        SourceLanguage(
            name: "C++", extensions: ["cc", "cpp", "cxx", "hpp", "hh", "hxx"], fuzzing: libFuzzer),
        SourceLanguage(name: "Clojure", extensions: ["clj", "cljc", "cljs"]),
        SourceLanguage(name: "D", extensions: ["d"]),
        SourceLanguage(name: "Dart", extensions: ["dart"]),
        SourceLanguage(
            name: "Elixir", extensions: ["ex", "exs"],
            fuzzing: [
                LinePattern("use", [.blanks, .oneOf(["PropCheck", "ExUnitProperties"])], name: "property tests")
            ]),
        SourceLanguage(
            name: "Erlang", extensions: ["erl", "hrl"],
            fuzzing: [
                LinePattern(
                    "-include_lib(\"",
                    [.oneOf(["eqc", "proper"]), "/include/", .oneOf(["eqc", "proper"]), .any, "hrl\")."],
                    name: "property tests")
            ]),
        SourceLanguage(
            name: "F#", extensions: ["fs", "fsx"],
            fuzzing: [LinePattern("open", [.blanks, .oneOf(fsCheckModules)], name: "FsCheck")]),
        SourceLanguage(name: "Fortran", extensions: ["f90", "f95", "f"]),
        SourceLanguage(
            name: "Gleam", extensions: ["gleam"],
            fuzzing: [LinePattern("import", [.blanks, "qcheck"], name: "qcheck")]),
        SourceLanguage(
            name: "Go", extensions: ["go"],
            fuzzing: [
                LinePattern(
                    "func", [.blanks, "Fuzz", .word, .anyBlanks, "(", .word, .blanks, "*testing", .any, "F)"],
                    name: "testing.F")
            ],
            fuzzingSuffix: "_test.go",
            unsafety: [LinePattern("\"unsafe\"", name: "unsafe")]),
        SourceLanguage(name: "Groovy", extensions: ["groovy", "gradle"]),
        SourceLanguage(
            name: "Haskell", extensions: ["hs", "lhs"],
            fuzzing: [
                LinePattern(
                    "import",
                    [
                        .blanks, .optional(["qualified", .blanks]), "Test.",
                        .optional([.oneOf(["Hspec.", "Tasty."])]),
                        .oneOf(["QuickCheck", "Hedgehog", "Validity", "SmallCheck"]),
                    ],
                    name: "property tests")
            ]),
        SourceLanguage(
            name: "Java", extensions: ["java"],
            fuzzing: [LinePattern("com.code_intelligence.jazzer.api.FuzzedDataProvider;", name: "Jazzer")],
            unsafety: [
                LinePattern("sun.misc.Unsafe"), LinePattern("jdk.internal.misc.Unsafe"),
            ]),
        SourceLanguage(name: "JavaScript", extensions: ["js", "jsx", "mjs", "cjs"], fuzzing: fastCheck),
        SourceLanguage(name: "Julia", extensions: ["jl"]),
        SourceLanguage(name: "Kotlin", extensions: ["kt", "kts"]),
        SourceLanguage(name: "Lua", extensions: ["lua"]),
        SourceLanguage(name: "OCaml", extensions: ["ml", "mli"]),
        SourceLanguage(name: "Objective-C", extensions: ["m", "mm"]),
        SourceLanguage(name: "PHP", extensions: ["php"]),
        SourceLanguage(name: "Perl", extensions: ["pl", "pm"]),
        SourceLanguage(name: "PowerShell", extensions: ["ps1", "psm1"]),
        SourceLanguage(
            name: "Python", extensions: ["py", "pyi"], fuzzing: [LinePattern("import atheris", name: "Atheris")]),
        SourceLanguage(name: "R", extensions: ["r", "R"]),
        SourceLanguage(name: "Ruby", extensions: ["rb"]),
        SourceLanguage(
            name: "Rust", extensions: ["rs"], fuzzing: [LinePattern("libfuzzer_sys")],
            unsafety: [
                LinePattern("unsafe", [.blanks, .oneOf(["{", "fn", "impl", "trait", "extern"])], name: "unsafe")
            ]),
        SourceLanguage(name: "SQL", extensions: ["sql"]),
        SourceLanguage(name: "Scala", extensions: ["scala", "sc"]),
        SourceLanguage(name: "Shell", extensions: ["sh", "bash", "zsh", "ksh"]),
        SourceLanguage(
            name: "Swift", extensions: ["swift"], fuzzing: libFuzzer,
            unsafety: [
                LinePattern("UnsafeMutable", [.word], name: "unsafe pointers"),
                LinePattern("UnsafePointer", name: "unsafe pointers"),
                LinePattern("UnsafeRaw", [.word], name: "unsafe pointers"),
                LinePattern("UnsafeBufferPointer", name: "unsafe pointers"),
                LinePattern("withUnsafe", [.word], name: "unsafe pointers"),
                LinePattern("unsafeBitCast"), LinePattern("unsafeDowncast"), LinePattern("Unmanaged", [.any]),
                LinePattern("@unchecked Sendable"), LinePattern("nonisolated(unsafe)"), LinePattern("-Ounchecked"),
            ]),
        SourceLanguage(name: "TypeScript", extensions: ["ts", "tsx", "mts", "cts"], fuzzing: fastCheck),
        SourceLanguage(name: "Vala", extensions: ["vala"]),
        SourceLanguage(name: "Zig", extensions: ["zig"]),
    ]
}

/// The parts of a path that rules ask for.
struct PathName: Sendable {
    let path: String

    init(_ path: String) { self.path = path }

    /// After the last `/`.
    var name: Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// Up to the last `/`, without it; empty at the root.
    var folder: Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    }

    /// After the name's last dot; nil where there is none, or nothing before it but the dot.
    var fileExtension: String? {
        let name = name
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
        return String(name[name.utf8.index(after: dot)...])
    }
}
