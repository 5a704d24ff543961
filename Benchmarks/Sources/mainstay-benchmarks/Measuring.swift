// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Seconds, medians and lines of output.
enum Measuring {
    /// The seconds `body` takes.
    static func seconds(_ body: () async throws -> Void) async rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await body()
        return (clock.now - start).inSeconds
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let last = sorted.last else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1
            ? sorted[middle] : (sorted[middle - 1] + (middle < sorted.count ? sorted[middle] : last)) / 2
    }

    /// Measures two things in turns, so that what disturbs the machine disturbs both, and gives the median of each.
    static func alternating(
        rounds: Int, _ first: () async throws -> Void, _ second: () async throws -> Void
    ) async rethrows -> (first: Double, second: Double) {
        var (left, right): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            left.append(try await seconds(first))
            right.append(try await seconds(second))
        }
        return (median(left), median(right))
    }

    /// `name value unit`
    static func say(_ name: String, _ value: Double, _ unit: String) {
        print("\(name) \(shown(value)) \(unit)")
        fflush(nil)
    }

    /// A value that should be at most `goal`.
    static func goal(_ name: String, _ value: Double, atMost goal: Double, _ unit: String) {
        say(name, value, unit)
        print("\(name)-goal \(shown(goal)) \(unit) at-most \(value <= goal ? "yes" : "no")")
        fflush(nil)
    }

    /// A value that should be at least `goal`.
    static func goal(_ name: String, _ value: Double, atLeast goal: Double, _ unit: String) {
        say(name, value, unit)
        print("\(name)-goal \(shown(goal)) \(unit) at-least \(value >= goal ? "yes" : "no")")
        fflush(nil)
    }

    /// Four significant digits.
    private static func shown(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return "\(value)" }
        var scale = 1.0
        while abs(value) * scale < 1_000, scale < 1e9 { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
