// SPDX-License-Identifier: Apache-2.0

/// A Dockerfile's facts.
enum DockerfileAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        let file = DockerfileReader.read(lines)
        let isCompatible =
            !facts.isTestData && !PipelineFiles.isVendoredForScorecard(facts.path)
            && facts.path.baseName.contains(ascii: "dockerfile", ignoringCase: true)
        let images = file.images(
            path: facts.path, isCompatible: isCompatible && !PipelineFiles.isTemplate(facts.path))
        facts.dependencies += images.dependencies
        facts.problems += images.problems
        for problem in file.problems {
            facts.problems.append(
                PipelineProblem(
                    location: PipelineLocation(path: facts.path, line: problem.line), message: problem.message,
                    isWhole: false))
        }
    }
}
