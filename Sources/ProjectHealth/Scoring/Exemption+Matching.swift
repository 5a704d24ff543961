// SPDX-License-Identifier: Apache-2.0
package import Wire

extension Exemption {
    /// Whether it covers a finding of a check: its probe, and its place where the waiver names paths.
    package func covers(_ finding: ProbeFinding, of check: String) -> Bool {
        guard self.check == "*" || self.check == check, probe == nil || probe == finding.probe else { return false }
        guard !paths.isEmpty else { return true }
        guard let location = finding.location, location.kind != .url, location.kind != .commit else { return false }
        return paths.contains { PathGlob($0).matches(location.path) }
    }

    /// Whether its last day is over.
    package func isExpired(at instant: Instant) -> Bool { expires < Day.text(instant) }
}

/// What became of a waiver.
package struct ExemptionUse: Sendable, Hashable {
    package enum State: Sendable, Hashable {
        /// It covers so many findings.
        case used(findings: Int)
        /// Its last day is over: it changes nothing.
        case expired
        /// No finding is there for it to cover.
        case unmatched
    }

    package var exemption: Exemption
    package var state: State

    package init(exemption: Exemption, state: State) {
        self.exemption = exemption
        self.state = state
    }

    /// A sentence.
    package var message: String {
        let place = exemption.location.place
        let what = exemption.probe.map { "\(exemption.check), \($0)" } ?? exemption.check
        return switch state {
        case .used(let count):
            "\(place): the waiver for \(what) by \(exemption.owner) covers \(Words.count(count, "finding"))."
        case .expired:
            "\(place): the waiver for \(what) by \(exemption.owner) ended on \(exemption.expires) and changes nothing."
        case .unmatched: "\(place): the waiver for \(what) by \(exemption.owner) covers nothing and can go."
        }
    }
}

extension [CheckResult] {
    /// What became of each waiver of a file, in the file's order.
    package func uses(of exemptions: [Exemption], at instant: Instant) -> [ExemptionUse] {
        exemptions.map { exemption in
            if exemption.isExpired(at: instant) { return ExemptionUse(exemption: exemption, state: .expired) }
            let count = reduce(0) { $0 + $1.findings.count { $0.exemption == exemption } }
            return ExemptionUse(exemption: exemption, state: count > 0 ? .used(findings: count) : .unmatched)
        }
    }
}
