// SPDX-License-Identifier: Apache-2.0
import Notations
package import Packages
package import Wire

/// Strict validation of OSV records: the JSON schema of OSV 1.7.5, osv-linter's rules, and stricter ones of our own.
package enum AdvisoryValidation {
    /// How the text is written.
    package enum Notation: Sendable, Hashable {
        case json
        /// The schema's strings may then be written as plain numbers (`1.10`).
        case yaml
    }

    /// What the record's text does not say.
    package struct Context: Sendable {
        /// The present, for timestamps; nil leaves them unchecked.
        package var now: Instant?
        /// Whether an ecosystem has a package; nil, here or as an answer, where nobody knows.
        package var packageExists: (@Sendable (EcosystemName, String) -> Bool?)?
        package var limits: Limits

        package init(
            now: Instant?, packageExists: (@Sendable (EcosystemName, String) -> Bool?)? = nil,
            limits: Limits = .advisory
        ) {
            self.now = now
            self.packageExists = packageExists
            self.limits = limits
        }
    }

    /// Everything found, in the order of the text and then of the rules. No finding at all means a sound record.
    package static func findings(
        in bytes: [UInt8], notation: Notation = .json, context: Context
    ) -> [ValidationFinding] {
        let tree: Tree
        do {
            tree =
                switch notation {
                case .json: try Tree(json: bytes, limits: context.limits)
                case .yaml: try Tree(yaml: bytes, limits: context.limits)
                }
        } catch {
            return [
                ValidationFinding(
                    rule: .readable, pointer: "", line: error.line, column: error.column, message: error.message,
                    hint: error.hint, violatesSchema: true)
            ]
        }
        var validator = Validator(context: context, notation: notation)
        let root = Spot(node: tree.root, pointer: "", notation: notation)
        validator.checkSchema(root)
        validator.checkNames(root)
        validator.checkRecord(root)
        validator.checkAffected(root)
        return validator.sortedFindings
    }
}

/// Collects findings; the rules are its extensions.
struct Validator {
    let context: AdvisoryValidation.Context
    let notation: AdvisoryValidation.Notation
    private var findings: [ValidationFinding] = []
    private var unlisted = 0

    /// A record with more findings than this is not worth reading on.
    private static let most = 1_000

    init(context: AdvisoryValidation.Context, notation: AdvisoryValidation.Notation) {
        self.context = context
        self.notation = notation
    }

    mutating func report(
        _ rule: ValidationRule, at spot: Spot, _ message: @autoclosure () -> String,
        hint: @autoclosure () -> String? = nil, violatesSchema: Bool = false
    ) {
        guard findings.count < Validator.most else {
            unlisted += 1
            return
        }
        findings.append(
            ValidationFinding(
                rule: rule, pointer: spot.pointer, line: spot.node.line, column: spot.node.column, message: message(),
                hint: hint(), violatesSchema: violatesSchema || rule == .schema))
    }

    var sortedFindings: [ValidationFinding] {
        let sorted = findings.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            return (first.line ?? 0, first.column ?? 0, left.offset) < (
                second.line ?? 0, second.column ?? 0, right.offset
            )
        }
        let listed = sorted.map(\.element)
        guard unlisted > 0 else { return listed }
        let rest = ValidationFinding(
            rule: .findingsCounted, pointer: "", line: nil, column: nil,
            message: "\(unlisted) more findings are not listed.", hint: nil, violatesSchema: false)
        return listed + [rest]
    }
}
