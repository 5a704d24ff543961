// SPDX-License-Identifier: Apache-2.0

/// A dependency specifier of Python (PEP 508): `name[extras] (specifiers) ; marker` or `name[extras] @ address ;
/// marker`.
struct PythonRequirement {
    /// As written.
    var name: String
    var extras: [String] = []
    /// The version specifiers as written, without the brackets around them; nil where there are none.
    var specifiers: String?
    /// The address behind `@`.
    var address: String?
    var marker: String?

    /// Nil where the text is no specifier.
    init?(_ text: some StringProtocol) {
        var rest = Substring(text).trimmed
        let name = rest.utf8.prefix { PythonRequirement.isNameByte($0) }
        guard let first = name.first, let last = name.last, first.isLetter || first.isDigit,
            last.isLetter || last.isDigit
        else { return nil }
        self.name = String(Substring(name))
        rest = Substring(rest.utf8.dropFirst(name.count)).trimmed
        if rest.utf8.first == UInt8(ascii: "[") {
            guard let (list, behind) = rest.dropFirst().cut(at: "]") else { return nil }
            extras = list.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0).trimmed) }
            rest = behind.trimmed
        }
        if rest.utf8.first == UInt8(ascii: "@") {
            guard let (address, marker) = PythonRequirement.address(rest.dropFirst().trimmed) else { return nil }
            (self.address, self.marker) = (address, marker)
            return
        }
        if let (before, marker) = rest.cut(at: ";") {
            self.marker = String(marker.trimmed)
            rest = before.trimmed
        }
        if rest.utf8.first == UInt8(ascii: "("), rest.utf8.last == UInt8(ascii: ")") {
            rest = rest.dropFirst().dropLast().trimmed
        }
        guard !rest.isEmpty else { return }
        guard PythonRequirement.areSpecifiers(rest) else { return nil }
        specifiers = String(rest)
    }

    /// The one version that `==` or `===` allows; nil for every other specifier and for `== 2.8.*`.
    var pinnedVersion: String? {
        for specifier in (specifiers.map { Substring($0) } ?? "").utf8.split(separator: UInt8(ascii: ",")) {
            let text = Substring(specifier).trimmed
            let version = (text.dropping("===") ?? text.dropping("=="))?.trimmed
            if let version, !version.hasSuffix(".*"), PythonRequirement.looksLikeVersion(version) {
                return String(version)
            }
        }
        return nil
    }

    /// What fixes the package when an address stands in its specifier.
    var pin: Pin { address.map { PythonRequirement.pin(address: $0) } ?? .registry }

    /// `git+https://host/repository@revision#egg=name`, `file:…`, or the address of an archive (pip, "VCS Support").
    static func pin(address: some StringProtocol) -> Pin {
        let text = Substring(address).cut(at: "#")?.before ?? Substring(address)
        if let path = text.dropping("file:") {
            return .path(String(path.dropping("///").map { "/\($0)" } ?? path.dropping("//") ?? path))
        }
        guard text.hasPrefix("git+") || text.hasPrefix("git:") || text.hasPrefix("git@") else {
            return text.utf8.contains("://") ? .url(GitAddress.withoutUser(text)) : .path(String(text))
        }
        // The reference is behind an `@` of the path, not of the user.
        guard let (before, reference) = text.cut(atLast: "@"), !reference.isEmpty,
            before.utf8.contains("://")
                ? before.utf8.split(separator: UInt8(ascii: "/")).count > 2 : before.utf8.contains(UInt8(ascii: ":"))
        else { return .git(text, committish: String?.none) }
        return .git(before, committish: reference)
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }

    /// Begins with a digit, perhaps behind a `v`, and holds only what versions hold; a variable (`${NAME}`) does not.
    static func looksLikeVersion(_ text: Substring) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "v") ? text.dropFirst() : text
        return digits.utf8.first?.isDigit == true
            && digits.utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "!") }
    }

    /// A marker stands behind a blank and `;`, since an address may hold `;` itself.
    private static func address(_ text: Substring) -> (address: String, marker: String?)? {
        guard let end = text.utf8.firstIndex(where: \.isBlank) else {
            return text.isEmpty ? nil : (String(text), nil)
        }
        let rest = text[end...].trimmed
        guard rest.utf8.first == UInt8(ascii: ";") else { return nil }
        return (String(text[..<end]), String(rest.dropFirst().trimmed))
    }

    /// Operator and version, between commas.
    private static func areSpecifiers(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        for (position, part) in parts.enumerated() {
            let part = Substring(part).trimmed
            if part.isEmpty, position == parts.count - 1, position > 0 { continue }
            let symbols = part.utf8.prefix { "<>=!~".utf8.contains($0) }
            guard ["==", "===", "!=", "<=", ">=", "<", ">", "~="].contains(String(Substring(symbols))) else {
                return false
            }
            let version = Substring(part.utf8.dropFirst(symbols.count)).trimmed
            if version.isEmpty || version.utf8.contains(where: { $0.isBlank || "<>=~;".utf8.contains($0) }) {
                return false
            }
        }
        return true
    }
}
