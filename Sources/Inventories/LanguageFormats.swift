// SPDX-License-Identifier: Apache-2.0

/// The readers of npm, Yarn, pnpm, Bun, Deno, Python, Go, Rust, Maven and Gradle, one folder each.
package enum LanguageFormats {
    package static let all: [InventoryReader] = [
        PackageLock.reader, PackageManifest.reader, YarnLock.reader, PNPMLock.reader, BunLock.reader,
        DenoLock.reader, DenoManifest.reader,
        Requirements.reader, PoetryLock.reader, PipfileLock.reader, PDMLock.reader, UVLock.reader, PyLock.reader,
        PyProject.reader,
        GoModule.reader, GoSum.reader, GoVendor.reader,
        CargoLock.reader, CargoManifest.reader,
        InstalledDistribution.reader,
        MavenReader.reader, GradleLock.reader, VerificationMetadata.reader, VersionCatalogue.reader,
    ].map { $0.boundingWarnings() }
}

extension InventoryReader {
    /// The most warnings one file gives; a hostile file has a reason for one on each of its lines.
    private static let mostWarnings = 1_000

    /// The same reader, whose further warnings are only counted.
    fileprivate func boundingWarnings() -> InventoryReader {
        let read = read
        var reader = self
        reader.read = { (file: SourceFile, context: ReadingContext) throws(InventoryError) -> Inventory in
            var inventory = try read(file, context)
            let excess = inventory.warnings.count - InventoryReader.mostWarnings
            if excess > 0 {
                inventory.warnings.removeLast(excess)
                inventory.warn(file.path, line: nil, "\(excess) more warnings are not listed.")
            }
            return inventory
        }
        return reader
    }
}
