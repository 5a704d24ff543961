// SPDX-License-Identifier: Apache-2.0

extension PipelineFacts {
    /// How far people from outside reach a called workflow by way of its callers in the repository.
    private enum CallerReach: Int, Comparable {
        /// Every caller is seen, and none is started from outside.
        case none
        /// No caller is seen.
        case unseen
        /// A caller from outside names a file of this path in some commit, by the repository's name.
        case named
        /// A caller from outside names the file itself.
        case certain

        static func < (left: CallerReach, right: CallerReach) -> Bool { left.rawValue < right.rawValue }
    }

    /// The most levels that called workflows nest, as GitHub has it.
    private static let deepestCall = 10

    /// The project's own runner in a called workflow is reached where a caller is started from outside; where all callers
    /// are seen and none is, it is not.
    mutating func joinRunners() {
        var places: [String: Int] = [:]
        for (index, file) in files.enumerated() where !file.isTestData && !file.isVendored {
            guard file.kind == .githubWorkflow || file.kind == .forgejoWorkflow else { continue }
            places[file.path] = index
        }
        var reaches: [Int: (reach: CallerReach, location: PipelineLocation?)] = [:]
        var edges: [(caller: Int, callee: Int, call: PipelineCall)] = []
        for caller in places.values.sorted() {
            for call in files[caller].calls {
                guard let callee = call.path.flatMap({ places[$0] }), callee != caller else { continue }
                edges.append((caller, callee, call))
                // A name may be another repository's: it shuts nothing out.
                let reach: CallerReach =
                    call.isLocal
                    ? call.isFromOutside ? .certain : .none : call.isFromOutside ? .named : .unseen
                if let known = reaches[callee]?.reach, known >= reach { continue }
                reaches[callee] = (reach, call.location)
            }
        }
        for _ in 0..<PipelineFacts.deepestCall {
            var isChanged = false
            for (caller, callee, call) in edges where TriggerReach(events: Set(files[caller].events)).isCalled {
                let before = reaches[caller]?.reach ?? .unseen
                let reach = call.isLocal ? before : min(before, .named)
                if reach > reaches[callee]?.reach ?? .none {
                    reaches[callee] = (reach, call.location)
                    isChanged = true
                }
            }
            if !isChanged { break }
        }
        for (index, (reach, location)) in reaches {
            files[index].dangers = files[index].dangers.compactMap { danger in
                guard danger.kind == .selfHostedRunner, danger.note == TriggerReach.callerDecides else { return danger }
                if reach == .none { return nil }
                var danger = danger
                guard let location, reach != .unseen else { return danger }
                danger.trace = [location]
                danger.certainty = reach == .certain ? .certain : .possible
                danger.note = reach == .certain ? nil : "The call names a workflow of this path, of whatever commit."
                return danger
            }
        }
    }
}
