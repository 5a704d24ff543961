// SPDX-License-Identifier: Apache-2.0

/// Compiled files, told by their first bytes, or by their extension where the content is no text: the rule of OpenSSF Scorecard's
/// Binary-Artifacts.
enum BinaryFileType {
    /// How many bytes decide.
    static let prefix = 1024

    static func type(ofPath path: String, prefix bytes: some Collection<UInt8>) -> String? {
        let head = Array(bytes.prefix(prefix))
        if let magic = magic(head), extensions.contains(magic) { return magic }
        guard let name = PathName(path).fileExtension, extensions.contains(name), !isText(head) else { return nil }
        return name
    }

    /// No byte below a blank but tabs and line ends.
    static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }

    private static let extensions: Set<String> = [
        "crx", "deb", "dex", "dey", "elf", "o", "a", "so", "macho", "iso", "class", "jar", "bundle", "dylib", "lib",
        "msi", "dll", "drv", "efi", "exe", "ocx", "pyc", "pyo", "par", "rpm", "wasm", "whl",
    ]

    private static func magic(_ head: [UInt8]) -> String? {
        func starts(_ wanted: [UInt8]) -> Bool { head.starts(with: wanted) }
        if head.count > 52, starts([0x7F, 0x45, 0x4C, 0x46]) { return "elf" }
        if starts(Array("Cr24".utf8)) { return "crx" }
        if starts(Array("!<arch>\ndebian-binary".utf8)) { return "deb" }
        if starts(Array("dex\n".utf8)) { return "dex" }
        if starts(Array("dey\n".utf8)) { return "dey" }
        if head.count > 96, starts([0xED, 0xAB, 0xEE, 0xDB]) { return "rpm" }
        if starts([0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]) { return "wasm" }
        if starts([0xCA, 0xFE, 0xBA, 0xBE]) { return "class" }
        let machO: [[UInt8]] = [
            [0xFE, 0xED, 0xFA, 0xCE], [0xFE, 0xED, 0xFA, 0xCF], [0xCE, 0xFA, 0xED, 0xFE], [0xCF, 0xFA, 0xED, 0xFE],
            [0xBE, 0xBA, 0xFE, 0xCA],
        ]
        if machO.contains(where: starts) { return "macho" }
        // Two letters are little proof: a text that begins with them is none.
        if starts(Array("MZ".utf8)), !isText(head) { return "exe" }
        return nil
    }
}
