// SPDX-License-Identifier: Apache-2.0
import Wire

extension AdvisoryIndex {
    /// Reads the whole file and compares its checksums: for those who suspect damage, as it takes time in proportion to the
    /// size. Accidents are found; whoever forges a file can forge the checksums too, which is why look-ups trust nothing.
    package func verify() throws(MatchingError) {
        for section in IndexFormat.Section.allCases {
            let range = sections[section]
            let sum = region.read { bytes in
                let padded = range.lowerBound..<(range.upperBound + 7) & ~7
                return ByteHash.checksum(UnsafeRawBufferPointer(rebasing: bytes[padded]), state: 0)
            }
            guard sum == sections.checksums[Int(section.rawValue) - 1] else {
                throw MatchingError.damaged("its part '\(section)'")
            }
        }
    }
}
