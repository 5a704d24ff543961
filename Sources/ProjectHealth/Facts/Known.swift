// SPDX-License-Identifier: Apache-2.0

/// Something that is known, or why it is not: never a silent zero.
package enum Known<Value: Sendable>: Sendable {
    case known(Value)
    case unknown(Unknown)

    package var value: Value? {
        guard case .known(let value) = self else { return nil }
        return value
    }

    package var unknown: Unknown? {
        guard case .unknown(let unknown) = self else { return nil }
        return unknown
    }
}

/// Why something is not known, and what would make it known.
package struct Unknown: Sendable, Hashable {
    /// A sentence.
    package var reason: String
    package var hint: String?

    package init(_ reason: String, hint: String? = nil) {
        self.reason = reason
        self.hint = hint
    }
}
