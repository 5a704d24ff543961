// SPDX-License-Identifier: Apache-2.0

extension PackageURL {
    /// The rules of a type by its name in any case; those of an unknown type ask for nothing.
    static func rules(ofType type: String) throws(PackagesError) -> (PackageURLType?, PackageURLRules) {
        let bytes = Array(type.utf8)
        try bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(PackagesError) in try checkType(bytes) }
        }.get()
        guard let place = bytes.withUnsafeBufferPointer({ PackageURLType.place(of: $0) }) else {
            return (nil, PackageURLRules())
        }
        return (PackageURLType.all[place], PackageURLType.rules[place])
    }

    /// A type is made of ASCII letters, digits, `.`, `+` and `-`, and does not start with a digit (ECMA-427, 5.6.2).
    static func checkType(_ bytes: UnsafeBufferPointer<UInt8>) throws(PackagesError) {
        guard let first = bytes.first else {
            throw PackagesError("a package URL needs a type", hint: "write it as in pkg:npm/left-pad")
        }
        guard first.isLetter else {
            throw PackagesError(
                "the package URL type \(PackagesError.quoted(String(decoding: bytes, as: UTF8.self))) does not start "
                    + "with a letter")
        }
        for byte in bytes where !(byte.isAlphanumeric || byte == 0x2E || byte == 0x2D || byte == 0x2B) {
            throw PackagesError(
                "the package URL type \(PackagesError.quoted(String(decoding: bytes, as: UTF8.self))) holds a "
                    + "character other than letters, digits, '.', '+' and '-'")
        }
    }

    /// A key starts with a letter and is made of letters, digits, `.`, `-` and `_`, in lower case (ECMA-427, 5.6.6).
    ///
    /// The conformance suite requires a strict reader to refuse `Platform` and to accept `repositorY_url`; so strict
    /// reading looks at the first letter, and both readings write the key in lower case.
    static func normalQualifierKey(_ key: String, as reading: Reading) throws(PackagesError) -> String {
        var hasCapitals = false
        for (offset, byte) in key.utf8.enumerated() {
            let isLetter = byte.isLetter
            guard isLetter || (offset > 0 && (byte.isDigit || byte == 0x2E || byte == 0x2D || byte == 0x5F)) else {
                throw PackagesError(
                    "\(PackagesError.quoted(key)) is no qualifier key",
                    hint: "keys start with a letter and hold letters, digits, '.', '-' and '_'")
            }
            if byte.isASCIIUppercase {
                guard reading == .tolerant || offset > 0 else {
                    throw PackagesError(
                        "the qualifier key \(PackagesError.quoted(key)) starts with a capital",
                        hint: "write \(PackagesError.quoted(key.asciiLowercased))")
                }
                hasCapitals = true
            }
        }
        guard !key.isEmpty else { throw PackagesError("a qualifier has no key") }
        return hasCapitals ? key.asciiLowercased : key
    }

    /// The package URL when it satisfies the rules of its type, with the few rewritings that look at several parts
    /// made.
    func checked(against rules: PackageURLRules, as reading: Reading) throws(PackagesError) -> PackageURL {
        var result = self
        if reading == .tolerant, rules.splitsEncodedNames, namespace == nil, name.utf8.contains(UInt8(ascii: "/")) {
            result = result.splittingName()
        }
        guard !result.name.isEmpty else {
            throw PackagesError("a package URL of type '\(type)' needs a name")
        }
        switch rules.namespace {
        case .optional: break
        case .required:
            if result.namespace == nil, reading == .strict {
                throw PackagesError(
                    "a package URL of type '\(type)' needs a namespace before the name \(PackagesError.quoted(name))")
            }
        case .prohibited:
            if let namespace = result.namespace {
                throw PackagesError(
                    "a package URL of type '\(type)' has no namespace, and "
                        + "\(PackagesError.quoted(namespace)) stands in its place")
            }
        }
        if let key = rules.requiredQualifier, reading == .strict, qualifiers[key] == nil {
            throw PackagesError("a package URL of type '\(type)' needs the qualifier '\(key)'")
        }
        return rules.hasNotations ? try result.checkNotations(as: reading) : result
    }

    private func splittingName() -> PackageURL {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return replacing(
            namespace: Self.cleanedPath(String(name[..<slash]), dotsRemoved: false),
            name: String(name[name.utf8.index(after: slash)...]))
    }

    private func replacing(namespace: String?, name: String) -> PackageURL {
        PackageURL(
            knownType: knownType, type: type, namespace: namespace, name: name, version: version,
            qualifiers: qualifiers, subpath: subpath)
    }

    /// What single types say about the characters of their parts.
    private func checkNotations(as reading: Reading) throws(PackagesError) -> PackageURL {
        switch knownType {
        case .chromeExtension:
            guard name.utf8.count == 32, name.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x70 }) else {
                throw PackagesError(
                    "a Chrome extension is named by 32 letters from a to p, not \(PackagesError.quoted(name))")
            }
            if let version {
                let parts = version.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
                guard parts.count <= 4, parts.allSatisfy(\.isASCIINumber) else {
                    throw PackagesError(
                        "a Chrome extension's version is one to four numbers, not \(PackagesError.quoted(version))")
                }
            }
        case .cocoapods:
            let isProper = !name.hasPrefix(".") && !name.utf8.contains { $0 == 0x2B || $0 == 0x20 || $0 &- 9 < 5 }
            guard isProper else {
                throw PackagesError(
                    "\(PackagesError.quoted(name)) is no pod name: it holds a space or '+', or starts with '.'")
            }
        case .cpan:
            guard !name.contains("::") else {
                throw PackagesError(
                    "\(PackagesError.quoted(name)) is a module, and a CPAN package URL names a distribution",
                    hint: "write \(PackagesError.quoted(name.split(separator: ":").joined(separator: "-")))")
            }
        case .git:
            // GitHub and Bitbucket ignore case, as the definitions of their own types say.
            if reading == .tolerant, let namespace, Self.caseIgnoringHosts.contains(namespace.asciiLowercased) {
                return replacing(namespace: namespace.asciiLowercased, name: name.asciiLowercased)
            }
        case .mlflow:
            // Databricks ignores case, Azure ML does not (mlflow-definition.json).
            if qualifiers["repository_url"]?.asciiLowercased.containsASCII("databricks") == true {
                return replacing(namespace: namespace, name: name.asciiLowercased)
            }
        case .swid:
            let segments = namespace?.utf8.count { $0 == UInt8(ascii: "/") } ?? 0
            guard segments < 2 else {
                throw PackagesError("the namespace of a swid package URL has at most two segments")
            }
        default: break
        }
        return self
    }

    private static let caseIgnoringHosts: Set<String> = ["github", "github.com", "bitbucket.org"]
}
