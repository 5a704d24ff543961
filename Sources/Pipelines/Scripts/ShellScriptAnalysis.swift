// SPDX-License-Identifier: Apache-2.0

/// A shell script's facts.
enum ShellScriptAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        let text = String(ascii: lines.bytes)
        let marks = (1...lines.count).map { PlacedText.Mark(offset: lines.offset(ofLine: $0), line: $0) }
        // Broken bytes are longer once they are replaced; then lines are counted anew.
        let isSound = text.utf8.count == lines.bytes.count
        let placed = isSound ? PlacedText(text, marks: marks) : PlacedText(text, lineByLine: 1)
        let isCompatible = !facts.isTestData && Shebang.isCompatible(lines.bytes[...], path: facts.path)
        var scan = ScriptScan(path: facts.path)
        scan.visit(placed, isWorkflow: false, isCompatible: isCompatible)
        scan.fill(&facts)
    }
}
