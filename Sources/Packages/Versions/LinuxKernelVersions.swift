// SPDX-License-Identifier: Apache-2.0

/// Release numbers of the Linux kernel (kernel.org): `6.1`, `6.1.12`, `6.2-rc3`. A distribution's suffix is not of the
/// kernel's order, so `5.4.0-42-generic` is not evaluable.
enum LinuxKernelVersions {
    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "release number of the Linux kernel") }
        guard let b = parts(second) else { return notEvaluable(second, is: "release number of the Linux kernel") }
        let order = SemanticVersions.numbersOrder(first, a.numbers, second, b.numbers)
        guard case .equal = order else { return order.comparison }
        switch (a.candidate, b.candidate) {
        case (nil, nil): return .equal
        case (_?, nil): return .less
        case (nil, _?): return .greater
        case (let x?, let y?): return numericOrder(first, x, second, y).comparison
        }
    }

    private static func parts(_ text: VersionBytes) -> (numbers: Range<Int>, candidate: Range<Int>?)? {
        let start = text.byte(0) == UInt8(ascii: "v") ? 1 : 0
        guard let end = SemanticVersions.endOfNumbers(text, start, most: .max) else { return nil }
        guard end < text.count else { return (start..<end, nil) }
        guard text.has("-rc", at: end, limit: text.count), text.isNumber((end &+ 3)..<text.count) else { return nil }
        return (start..<end, (end &+ 3)..<text.count)
    }
}
