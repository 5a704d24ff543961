// SPDX-License-Identifier: Apache-2.0

extension PackageURL {
    /// Reads `pkg:type/namespace/name@version?qualifiers#subpath`, in any equivalent spelling.
    ///
    /// Throws for anything that is no package URL, breaks a rule of its type, holds a percent sign that encodes nothing
    /// or bytes that are no UTF-8, or is longer than `byteLimit`.
    package init(parsing text: String, as reading: Reading = .tolerant) throws(PackagesError) {
        var text = text
        self = try text.withUTF8 { bytes in
            Result { () throws(PackagesError) in try Self.read(bytes, as: reading) }
        }.get()
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, as reading: Reading) throws(PackagesError)
        -> PackageURL
    {
        guard bytes.count <= byteLimit else {
            throw PackagesError("a package URL of \(bytes.count) bytes is longer than the limit of \(byteLimit)")
        }
        let path = try PathScan(bytes, as: reading)
        let typeBytes = path.slice(path.typeStart, path.typeEnd)
        try checkType(typeBytes)
        let place = PackageURLType.place(of: typeBytes)
        let knownType = place.map { PackageURLType.all[$0] }
        let rules = place.map { PackageURLType.rules[$0] } ?? PackageURLRules()

        let (nameStart, namespaceEnd) = path.nameBounds(isFirstSegmentNamespace: knownType == .git)
        var namespace: String?
        if namespaceEnd > path.typeEnd &+ 1 {
            let slice = path.slice(path.typeEnd &+ 1, namespaceEnd)
            namespace = try path.isPlain ? text(slice, rules.namespaceFold) : decoded(slice, rules.namespaceFold)
            if !path.isPlain { namespace = namespace.flatMap { cleanedPath($0, dotsRemoved: false) } }
        }
        let nameSlice = path.slice(nameStart, path.nameEnd)
        let name = try path.isPlain ? text(nameSlice, rules.nameFold) : decoded(nameSlice, rules.nameFold)
        var version: String?
        if path.versionStart < path.pathEnd {
            let slice = path.slice(path.versionStart, path.pathEnd)
            version = try path.isPlain ? text(slice, rules.versionFold) : decoded(slice, rules.versionFold)
        }
        var qualifiers: [String: String] = [:]
        var subpath: String?
        if path.pathEnd < bytes.count {
            let hash = path.firstHash
            if path.pathEnd < hash {
                qualifiers = try readQualifiers(path.slice(path.pathEnd &+ 1, hash), as: reading)
            }
            if hash < bytes.count {
                let decodedPath = try decoded(path.slice(hash &+ 1, bytes.count), .none)
                subpath = cleanedPath(decodedPath, dotsRemoved: true)
            }
        }
        let url = PackageURL(
            knownType: knownType, type: knownType?.rawValue ?? text(typeBytes, .lowercase), namespace: namespace,
            name: name, version: version, qualifiers: qualifiers, subpath: subpath)
        return try url.checked(against: rules, as: reading)
    }

    private static func readQualifiers(
        _ bytes: UnsafeBufferPointer<UInt8>, as reading: Reading
    ) throws(PackagesError) -> [String: String] {
        var qualifiers: [String: String] = [:]
        qualifiers.reserveCapacity(min(4, bytes.count { $0 == UInt8(ascii: "&") } + 1))
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let pair = UnsafeBufferPointer(rebasing: pair)
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else {
                if reading == .tolerant { continue }
                throw PackagesError("the qualifier \(PackagesError.quoted(text(pair, .none))) has no '='")
            }
            let key = try normalQualifierKey(text(.init(rebasing: pair[..<equals]), .none), as: reading)
            let value = try decoded(.init(rebasing: pair[(equals + 1)...]), .none)
            guard !value.isEmpty else { continue }
            if let other = qualifiers.updateValue(value, forKey: key), other != value {
                throw PackagesError(
                    "the qualifier '\(key)' is given twice, as \(PackagesError.quoted(other)) and as "
                        + PackagesError.quoted(value))
            }
        }
        return qualifiers
    }
}

/// Where the parts of a package URL lie; found in one walk over its bytes.
private struct PathScan {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The first byte of the type, and the `/` behind it.
    private(set) var typeStart = 4
    private(set) var typeEnd = -1
    /// The end of the name.
    private(set) var nameEnd: Int
    /// The first byte of the version; `pathEnd` where there is none.
    private(set) var versionStart: Int
    /// The `?` or `#` that ends the path, or the end of the text.
    private(set) var pathEnd: Int
    /// Whether the path can be taken over as it is: no percent sign, no empty segment.
    private(set) var isPlain = true
    /// The `/` before the name.
    private var nameSlash = -1

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, as reading: PackageURL.Reading) throws(PackagesError) {
        self.bytes = bytes
        let count = bytes.count
        guard count > 4, bytes[0] | 0x20 == 0x70, bytes[1] | 0x20 == 0x6B, bytes[2] | 0x20 == 0x67,
            bytes[3] == UInt8(ascii: ":")
        else {
            throw PackagesError(
                "\(PackagesError.quoted(String(decoding: bytes.prefix(90), as: UTF8.self))) does not start with 'pkg:'",
                hint: "write a package URL as in pkg:npm/left-pad@1.3.0")
        }
        while typeStart < count, bytes[typeStart] == UInt8(ascii: "/") { typeStart &+= 1 }
        var cursor = typeStart
        var lastSlash = -1
        var lastAt = -1
        var slashBeforeAt = -1
        scan: while cursor < count {
            switch bytes[cursor] {
            case UInt8(ascii: "/"):
                if typeEnd < 0 {
                    typeEnd = cursor
                } else if cursor == lastSlash &+ 1 {
                    isPlain = false
                }
                lastSlash = cursor
            case UInt8(ascii: "@"):
                lastAt = cursor
                slashBeforeAt = lastSlash
            case UInt8(ascii: "%"): isPlain = false
            case UInt8(ascii: "?"), UInt8(ascii: "#"): break scan
            // SUSE's and openEuler's advisories write `pkg:rpm/suse/xen&distro=…`.
            case UInt8(ascii: "&"):
                if reading == .tolerant { break scan }
            default: break
            }
            cursor &+= 1
        }
        pathEnd = cursor
        guard typeEnd >= 0 else {
            throw PackagesError(
                "\(PackagesError.quoted(String(decoding: bytes.prefix(90), as: UTF8.self))) has no name behind a type",
                hint: "write a package URL as in pkg:npm/left-pad@1.3.0")
        }
        // An '@' right behind a slash and before another one opens an npm scope.
        let isScope = lastAt > 0 && lastAt == slashBeforeAt &+ 1 && lastSlash > lastAt
        if lastAt > typeEnd, !isScope {
            nameEnd = lastAt
            versionStart = lastAt &+ 1
            nameSlash = slashBeforeAt
        } else {
            nameEnd = cursor
            versionStart = cursor
            nameSlash = lastSlash
            while nameEnd > typeEnd &+ 1, bytes[nameEnd &- 1] == UInt8(ascii: "/") {
                isPlain = false
                nameEnd &-= 1
            }
            if nameEnd <= nameSlash {
                nameSlash = bytes[..<nameEnd].lastIndex(of: UInt8(ascii: "/")) ?? typeEnd
            }
        }
        if nameSlash < typeEnd { nameSlash = typeEnd }
    }

    /// The first `#` from the end of the path on, or the end of the text.
    var firstHash: Int {
        bytes[pathEnd...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
    }

    /// Where the name starts and the namespace ends.
    func nameBounds(isFirstSegmentNamespace: Bool) -> (nameStart: Int, namespaceEnd: Int) {
        // A name that ends in a slash is empty, whatever the type.
        guard isFirstSegmentNamespace, nameSlash > typeEnd, nameSlash &+ 1 < nameEnd else {
            return (nameSlash &+ 1, nameSlash)
        }
        let path = bytes[(typeEnd &+ 1)..<nameEnd].drop { $0 == UInt8(ascii: "/") }
        let first = path.firstIndex(of: UInt8(ascii: "/")) ?? nameSlash
        return (first &+ 1, first)
    }

    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)])
    }
}

extension PackageURL {
    /// Bytes of a text as a string, each folded.
    @inline(__always)
    static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ fold: ByteFold) -> String {
        if fold != .none, bytes.contains(where: { fold($0) != $0 }) {
            return String(unsafeUninitializedCapacity: bytes.count) { buffer in
                for (offset, byte) in bytes.enumerated() { buffer[offset] = fold(byte) }
                return bytes.count
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Percent-decoded and folded bytes as a string.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>, _ fold: ByteFold) throws(PackagesError) -> String {
        guard bytes.contains(UInt8(ascii: "%")) else { return text(bytes, fold) }
        var isWhole = true
        var isUTF8 = true
        let text = String(unsafeUninitializedCapacity: bytes.count) { buffer in
            var cursor = 0
            var end = 0
            var seen: UInt8 = 0
            while cursor < bytes.count {
                var byte = bytes[cursor]
                cursor &+= 1
                if byte == UInt8(ascii: "%") {
                    guard cursor &+ 1 < bytes.count, let high = bytes[cursor].hexadecimalValue,
                        let low = bytes[cursor &+ 1].hexadecimalValue
                    else {
                        isWhole = false
                        return 0
                    }
                    byte = high &<< 4 | low
                    cursor &+= 2
                }
                seen |= byte
                buffer[end] = fold(byte)
                end &+= 1
            }
            if seen > 0x7F { isUTF8 = String(validating: buffer[..<end], as: UTF8.self) != nil }
            return end
        }
        guard isWhole else {
            throw PackagesError(
                "a percent sign in \(PackagesError.quoted(self.text(bytes, .none))) is not followed by two hexadecimal "
                    + "digits", hint: "write a percent sign itself as %25")
        }
        guard isUTF8 else {
            throw PackagesError("\(PackagesError.quoted(self.text(bytes, .none))) decodes to bytes that are no UTF-8")
        }
        return text
    }

    static func folded(_ text: String, by fold: ByteFold) -> String {
        guard fold != .none else { return text }
        var text = text
        return text.withUTF8 { Self.text($0, fold) }
    }

    /// A path without empty segments (and without `.` and `..`); nil when nothing is left of it.
    static func cleanedPath(_ path: String, dotsRemoved: Bool) -> String? {
        var previous = UInt8(ascii: "/")
        var isClean = !path.isEmpty && path.utf8.last != previous
        for byte in path.utf8 {
            if byte == previous, byte == UInt8(ascii: "/") { isClean = false }
            // A dot after a slash may begin `..`, but most begin `.github`: what is removed is looked at below.
            if dotsRemoved, byte == UInt8(ascii: "."), previous == UInt8(ascii: "/") { isClean = false }
            previous = byte
        }
        if isClean { return path }
        let segments = path.split(separator: "/").filter { !dotsRemoved || ($0 != "." && $0 != "..") }
        return segments.isEmpty ? nil : segments.joined(separator: "/")
    }
}
