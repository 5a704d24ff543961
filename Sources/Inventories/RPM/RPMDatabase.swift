// SPDX-License-Identifier: Apache-2.0
import Packages

/// rpm's database of installed packages in its SQLite form (rpm 4.16 and later): headers in the table `Packages`.
enum RPMDatabase {
    static let sqlite = InventoryReader(
        format: "rpm-sqlite", title: "rpm database (SQLite)",
        recognises: { isDatabase($0, named: ["rpmdb.sqlite"]) },
        read: read)

    /// The older forms are recognised so that a system with one of them is not taken for one without packages.
    static let legacy = InventoryReader(
        format: "rpm-legacy", title: "rpm database (Berkeley DB or ndb)",
        recognises: { isDatabase($0, named: ["Packages", "Packages.db"]) },
        read: { file, _ throws(InventoryError) in
            let kind = SubjectPath.name(file.path) == "Packages" ? "Berkeley DB" : "ndb"
            throw file.refusal(
                "The rpm database is in the \(kind) form, which is not read.",
                hint: "Convert it with 'rpmdb --rebuilddb' on rpm 4.16 or later, or scan an SBOM of the system.")
        })

    private static let folders = ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"]

    private static func isDatabase(_ path: FilePath, named names: [String]) -> Bool {
        names.contains(path.name) && systemRoot(of: path.text) != nil
    }

    private static func systemRoot(of path: String) -> String? {
        let folder = SubjectPath.folder(path)
        return folders.lazy.compactMap { SubjectPath.root(of: folder, above: $0) }.first
    }

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        try file.checkSize(context.limits)
        if file.bytes.isEmpty { throw file.refusal("The file is empty, so it is no SQLite database.") }
        var database = try SQLiteDatabase(file)
        var draft = InventoryDraft(sqlite.format, file)
        // 32 bytes are the header of a log without frames.
        if let log = context.related("\(file.path)-wal"), log.count > 32 {
            draft.warn(
                nil, "The database has a write-ahead log beside it, which is not read: its latest changes are missing.")
        }
        guard let root = try database.rootPage(ofTable: "Packages") else {
            throw file.refusal("The SQLite database has no table 'Packages', so it is no rpm database.")
        }
        let distribution = Distribution.read(below: systemRoot(of: file.path) ?? "", context, warnings: &draft)
        var needs = PackageNeeds()
        try database.forEachRow(from: root) { identifier, values in
            // hnum (null: it is the row identifier), blob
            guard values.count >= 2, case .blob(let blob) = values[1], let header = RPMHeader(blob) else {
                draft.warn(nil, "The row \(identifier) of the rpm database holds no package header.")
                return
            }
            add(header, row: identifier, distribution, &needs, &draft)
        }
        needs.connect(in: &draft)
        return draft.finished()
    }

    private static func add(
        _ header: RPMHeader, row: Int64, _ distribution: Distribution, _ needs: inout PackageNeeds,
        _ draft: inout InventoryDraft
    ) {
        guard let name = header.text(.name), let version = header.text(.version), let release = header.text(.release),
            !name.isEmpty, !version.isEmpty
        else {
            draft.warn(nil, "The row \(row) of the rpm database has no name, version or release.")
            return
        }
        // Keys that packages are verified with are kept as if they were packages.
        if name == "gpg-pubkey" { return }
        let epoch = header.number(.epoch)
        let source = header.text(.sourcePackage).flatMap { sourcePackage(of: $0, epoch) }
        let package = InstalledPackage(
            type: "rpm", name: name, version: withEpoch(epoch, "\(version)-\(release)"), epoch: epoch,
            architecture: header.text(.architecture) ?? "", sources: source.map { [$0] } ?? [],
            upstream: header.text(.sourcePackage), module: header.text(.modularityLabel),
            licences: header.text(.licence).map { [$0] } ?? [])
        let position = draft.add(package.component(of: distribution, line: nil, in: &draft))
        needs.note(package: name, at: position)
        for provided in header.strings(.provideNames) { needs.note(provided: provided, by: position) }
        for needed in Set(header.strings(.requireNames)).sorted() where !needed.hasPrefix("rpmlib(") {
            needs.note(position, needs: [needed])
        }
    }

    private static func withEpoch(_ epoch: Int?, _ version: String) -> String {
        epoch.map { $0 > 0 ? "\($0):\(version)" : version } ?? version
    }

    /// `openssl-3.0.7-1.el9.src.rpm`. The file name leaves the epoch out, which a source package and what is built from
    /// it share nearly always; the comparison needs it.
    static func sourcePackage(of fileName: String, _ epoch: Int?) -> SourcePackage? {
        let stem = fileName[...].without(suffix: ".rpm").without(suffix: ".src").without(suffix: ".nosrc")
        guard let (front, release) = stem.cut(atLast: "-"), let (name, version) = front.cut(atLast: "-"), !name.isEmpty
        else { return nil }
        return SourcePackage(name: String(name), version: withEpoch(epoch, "\(version)-\(release)"))
    }
}
