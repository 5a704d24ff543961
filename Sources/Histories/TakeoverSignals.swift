// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Observations about who gained rights in a project, how fast, and what they did with them: the patterns of xz (2024) and
/// event-stream (2018), where a newcomer took over the releases and changed what they contain.
package enum TakeoverSignals {
    /// The most attention first, then the newest, then by kind.
    package static func observations(_ history: History, asOf: Instant) -> [Observation] {
        observations(HistoryIndex(history, asOf: asOf))
    }
}

extension TakeoverSignals {
    package static func observations(_ index: HistoryIndex) -> [Observation] { [] }
}
