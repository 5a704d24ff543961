// SPDX-License-Identifier: Apache-2.0

extension LicenseExpression {
    /// The longest expression that is read, in bytes, and the deepest nesting of parentheses.
    package static let byteLimit = 16_384
    package static let depthLimit = 64

    /// Reads an expression.
    ///
    /// Operators are in capitals, or all in small letters as SPDX 3 allows. Identifiers need not be on the list; `unknown`
    /// tells which are not.
    /// - Throws: a sentence that names what stands where something else must.
    package static func parse(_ text: String) throws(LicensesError) -> LicenseExpression {
        guard text.utf8.count <= byteLimit else {
            throw LicensesError("The license expression is longer than \(byteLimit) bytes.")
        }
        var parser = Parser(tokens: try tokens(text))
        let root = try parser.alternatives(depth: 0)
        if let token = parser.peek {
            throw LicensesError(
                "“\(shown(token))” stands where the license expression must end or go on with AND, OR or WITH.",
                hint: token == ")" ? "A closing parenthesis has no opening one." : "Join licenses with AND or OR.")
        }
        return LicenseExpression(root: root)
    }

    /// Parentheses and words.
    private static func tokens(_ text: String) throws(LicensesError) -> [String] {
        let bytes = Array(text.utf8)
        var tokens: [String] = []
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                at += 1
                continue
            }
            if byte == 0x28 || byte == 0x29 {
                tokens.append(byte == 0x28 ? "(" : ")")
                at += 1
                continue
            }
            let start = at
            while at < bytes.count, isIdentifier(bytes[at]) { at += 1 }
            if at < bytes.count, bytes[at] == 0x2B, at > start { at += 1 }
            guard at > start else {
                let sign = String(decoding: bytes[start...].prefix(4), as: UTF8.self).prefix(1)
                throw LicensesError(
                    "“\(sign)” cannot stand in a license expression.",
                    hint: byte == 0x2F || byte == 0x2C || byte == 0x7C ? "Join licenses with AND or OR." : nil)
            }
            tokens.append(String(decoding: bytes[start..<at], as: UTF8.self))
        }
        return tokens
    }

    /// Letters, digits, `.`, `-`, and the `:` between document and license references.
    private static func isIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A: true
        default: false
        }
    }

    private static func shown(_ token: String) -> String {
        token.utf8.count <= 60 ? token : token.prefix(60) + "…"
    }

    private struct Parser {
        let tokens: [String]
        var at = 0

        init(tokens: [String]) { self.tokens = tokens }

        var peek: String? { at < tokens.count ? tokens[at] : nil }

        private mutating func take(_ operation: String) -> Bool {
            guard let token = peek, token == operation || token == operation.lowercased() else { return false }
            at += 1
            return true
        }

        mutating func alternatives(depth: Int) throws(LicensesError) -> Node {
            var parts = [try conjunction(depth: depth)]
            while take("OR") { parts.append(try conjunction(depth: depth)) }
            return parts.count == 1 ? parts[0] : .or(parts)
        }

        private mutating func conjunction(depth: Int) throws(LicensesError) -> Node {
            var parts = [try license(depth: depth)]
            while take("AND") { parts.append(try license(depth: depth)) }
            return parts.count == 1 ? parts[0] : .and(parts)
        }

        private mutating func license(depth: Int) throws(LicensesError) -> Node {
            guard let token = peek else {
                throw LicensesError(
                    at == 0
                        ? "The license expression is empty." : "The license expression ends where a license must stand."
                )
            }
            if token == "(" {
                guard depth < depthLimit else {
                    throw LicensesError("The license expression nests deeper than \(depthLimit) parentheses.")
                }
                at += 1
                let inner = try alternatives(depth: depth + 1)
                guard peek == ")" else {
                    throw LicensesError(
                        peek.map { "“\(shown($0))” stands where a closing parenthesis or AND, OR or WITH must." }
                            ?? "An opening parenthesis has no closing one.")
                }
                at += 1
                return inner
            }
            let id = try name("a license")
            let orLater = id.hasSuffix("+")
            let license = Node.license(id: orLater ? String(id.dropLast()) : id, orLater: orLater)
            guard take("WITH") else { return license }
            let exception = try name("an exception")
            guard !exception.hasSuffix("+") else {
                throw LicensesError("“\(shown(exception))” is no exception: only a license can have a “+”.")
            }
            return .with(license: license, exception: exception)
        }

        private mutating func name(_ what: String) throws(LicensesError) -> String {
            guard let token = peek else {
                throw LicensesError("The license expression ends where \(what) must stand.")
            }
            let isOperator = ["AND", "OR", "WITH", "and", "or", "with"].contains(token)
            guard !isOperator, token != "(", token != ")" else {
                throw LicensesError("“\(token)” stands where \(what) must.")
            }
            at += 1
            return token
        }
    }
}
