// SPDX-License-Identifier: Apache-2.0
package import Pipelines
package import Secrets

/// What the content of one file says.
package struct FileFacts: Sendable {
    package var binary: BinaryFile?
    package var pipeline: PipelineFileFacts?
    package var license: LicenseFile?
    package var document: TextDocument?
    package var fuzzers: [CodePattern] = []
    package var unsafeCode: [CodePattern] = []
    package var secrets: [SecretFinding] = []
    package var metadata: [PackageMetadata] = []
    package var plain = PlainFileFacts()

    package init() {}

    package init(_ plain: PlainFileFacts) { self.plain = plain }

    /// Whether there is no more to say of it than ``plain`` does.
    package var isPlain: Bool {
        binary == nil && pipeline == nil && license == nil && document == nil && fuzzers.isEmpty && unsafeCode.isEmpty
            && secrets.isEmpty && metadata.isEmpty
    }
}

/// What most files say, small enough to be kept for each: a file whose content was seen before need not be read again.
package struct PlainFileFacts: Sendable, Hashable {
    /// 0 for binary content.
    package var lines: UInt32
    /// Whether the head of a source file states a licence, and a copyright holder.
    package var statesLicense: Bool
    package var statesCopyright: Bool
    /// The expression of its `SPDX-License-Identifier`; empty where there is none.
    package var expression: String

    package init(
        lines: UInt32 = 0, statesLicense: Bool = false, statesCopyright: Bool = false, expression: String = ""
    ) {
        self.lines = lines
        self.statesLicense = statesLicense
        self.statesCopyright = statesCopyright
        self.expression = expression
    }
}
