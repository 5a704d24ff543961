// SPDX-License-Identifier: Apache-2.0
import Advisories

// The numbers by which a contribution and the index write the cases of the advisory model. They never change their
// meaning; a new case gets a new number.

extension RangeEvent.Kind {
    var code: Int {
        switch self {
        case .introduced: 0
        case .fixed: 1
        case .lastAffected: 2
        case .limit: 3
        }
    }

    init(code: Int) throws(Damage) {
        switch code {
        case 0: self = .introduced
        case 1: self = .fixed
        case 2: self = .lastAffected
        case 3: self = .limit
        default: throw Damage()
        }
    }
}

extension AffectedRange.Kind? {
    /// Of two bits.
    var code: Int {
        switch self {
        case .git: 0
        case .semver: 1
        case .ecosystem: 2
        case nil: 3
        }
    }

    init(code: Int) {
        switch code {
        case 0: self = .git
        case 1: self = .semver
        case 2: self = .ecosystem
        default: self = nil
        }
    }
}

extension SeverityEntry.Kind {
    /// The code of a type that is written out behind it.
    static let otherCode = 4

    var code: Int {
        switch self {
        case .cvssV2: 0
        case .cvssV3: 1
        case .cvssV4: 2
        case .ubuntu: 3
        case .other: SeverityEntry.Kind.otherCode
        }
    }

    /// - Parameter other: the name of the type, for ``otherCode``.
    init(code: Int, other: String?) throws(Damage) {
        switch (code, other) {
        case (0, _): self = .cvssV2
        case (1, _): self = .cvssV3
        case (2, _): self = .cvssV4
        case (3, _): self = .ubuntu
        case (SeverityEntry.Kind.otherCode, .some(let other)): self = .other(other)
        default: throw Damage()
        }
    }
}
