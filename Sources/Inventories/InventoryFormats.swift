// SPDX-License-Identifier: Apache-2.0

/// Every format the house reads, in the order in which they are asked.
package enum InventoryFormats {
    package static let all: [InventoryReader] = bills + languages + moreLanguages + operatingSystems

    /// The first reader that recognises a file by its path, relative and with `/`.
    package static func reader(of path: String) -> InventoryReader? {
        let path = FilePath(path)
        return all.first { $0.recognises(path) }
    }

    /// Software bills of materials.
    static let bills: [InventoryReader] = SBOMFormats.all
    /// npm, Python, Go, Rust, Maven, Gradle.
    static let languages: [InventoryReader] = LanguageFormats.all
    /// Ruby, PHP, .NET, Dart, Erlang, Haskell, R, Julia, Swift, C and C++, Conda, Git, Actions, Docker.
    static let moreLanguages: [InventoryReader] = MoreLanguageFormats.all
    /// dpkg, apk and rpm databases.
    static let operatingSystems: [InventoryReader] = OperatingSystemFormats.all
}
