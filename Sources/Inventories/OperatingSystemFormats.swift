// SPDX-License-Identifier: Apache-2.0

/// The databases of dpkg, opkg, apk and rpm below the root of a system.
package enum OperatingSystemFormats {
    package static let all: [InventoryReader] = [
        DpkgDatabase.status, DpkgDatabase.statusFolder, DpkgDatabase.opkg,
        ApkDatabase.reader,
        RPMDatabase.sqlite, RPMDatabase.legacy,
    ]
}
