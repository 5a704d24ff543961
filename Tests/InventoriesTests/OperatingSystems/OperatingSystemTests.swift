// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages
import TestSupport
import Testing

@testable import Inventories

@Suite struct OperatingSystemTests {
    static let debian = """
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        VERSION_ID="12"
        ID=debian
        """

    static let dpkgStatus = """
        Package: libc6
        Status: install ok installed
        Maintainer: Someone
        Architecture: amd64
        Source: glibc
        Version: 2.36-9+deb12u4
        Provides: libc-abi (= 1)
        Description: first line
         Status: not a field

        Package: util-linux-extra
        Status: install ok installed
        Architecture: amd64
        Source: util-linux (2.38.1-5)
        Version: 2.38.1-5+b1
        Pre-Depends: libc6:any (>= 2.34)
        Depends: missing | libc-abi,
         libc6

        Package: gone
        Status: deinstall ok config-files
        Version: 1.0

        Package: unpacked
        Status: install ok unpacked
        Version: 1.0

        Package: half
        Status: install reinstreq half-installed
        Version: 1.0

        Package: stateless
        Version: 1.0

        Status: install ok installed
        Version: 1.0

        Package: versionless
        Status: install ok installed
        """

    @Test func `dpkg gives what is on the disk with sources, release and graph`() throws {
        let inventory = try MoreReading.read(
            DpkgDatabase.status, OperatingSystemTests.dpkgStatus, path: "image/var/lib/dpkg/status",
            related: [
                "image/etc/os-release": OperatingSystemTests.debian,
                "image/var/lib/apt/extended_states": "Package: libc6\nArchitecture: amd64\nAuto-Installed: 1\n",
            ])
        #expect(
            MoreReading.lines(inventory) == [
                "1 libc6 2.36-9+deb12u4 runtime transitive", "11 util-linux-extra 2.38.1-5+b1 runtime direct",
                "24 unpacked 1.0 runtime direct",
            ])
        #expect(
            MoreReading.purls(inventory) == [
                "pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12&upstream=glibc",
                "pkg:deb/debian/util-linux-extra@2.38.1-5%2Bb1?arch=amd64&distro=debian-12&upstream=util-linux%402.38.1-5",
                "pkg:deb/debian/unpacked@1.0?distro=debian-12",
            ])
        #expect(inventory.components.map { $0.ecosystem?.description } == ["Debian:12", "Debian:12", "Debian:12"])
        #expect(inventory.components[0].sources == [SourcePackage(name: "glibc", version: "2.36-9+deb12u4")])
        #expect(inventory.components[1].sources == [SourcePackage(name: "util-linux", version: "2.38.1-5")])
        #expect(MoreReading.edges(inventory) == ["util-linux-extra > libc6"])
        #expect(
            MoreReading.warnings(inventory) == [
                "24 The package 'unpacked' is unpacked but not configured; its files count as installed.",
                "28 The package 'half' is half installed; which of its files are there is not known.",
                "32 The record of 'stateless' has no status; dpkg does not count it as installed.",
                "35 A record names no package.", "38 The package 'versionless' has no version.",
            ])
    }

    @Test func `without os-release the packages have no ecosystem, and a warning says why`() throws {
        let inventory = try MoreReading.read(
            DpkgDatabase.status, OperatingSystemTests.dpkgStatus, path: "var/lib/dpkg/status")
        #expect(inventory.components[0].ecosystem == nil)
        #expect(inventory.components[0].purl == nil)
        #expect(
            inventory.warnings[0].message
                == "There is no etc/os-release beside the database, so the distribution of its packages is not known.")
    }

    @Test func `a distribution without advisories is named`() throws {
        let inventory = try MoreReading.read(
            DpkgDatabase.status, OperatingSystemTests.dpkgStatus, path: "var/lib/dpkg/status",
            related: ["usr/lib/os-release": "ID=kali\nVERSION_ID=\"2024.1\"\nID_LIKE=debian\n"])
        #expect(inventory.components[0].ecosystem == nil)
        #expect(inventory.components[0].purl?.description.hasPrefix("pkg:deb/kali/libc6@") == true)
        #expect(inventory.warnings[0].message.contains("Kali"))
    }

    @Test func `a record of status.d needs no status`() throws {
        let inventory = try MoreReading.read(
            DpkgDatabase.statusFolder, "Package: base-files\nVersion: 12.4\n", path: "var/lib/dpkg/status.d/base-files")
        #expect(MoreReading.lines(inventory) == ["1 base-files 12.4 runtime unknown"])
        #expect(!DpkgDatabase.statusFolder.recognises("var/lib/dpkg/status.d/base-files.md5sums"))
    }

    @Test func `a field that is not text does not lose the others`() throws {
        let bytes =
            Array("Package: a\nVersion: 1\nDescription: ".utf8) + [0xE9, 0x0A] + Array("Source: ".utf8) + [0xFF]
        let inventory = try MoreReading.read(DpkgDatabase.statusFolder, bytes: bytes, path: "var/lib/dpkg/status.d/a")
        #expect(MoreReading.lines(inventory) == ["1 a 1 runtime unknown"])
        #expect(MoreReading.warnings(inventory).contains("1 The field 'source' is not UTF-8 text and was not read."))
    }

    static let apkInstalled = """
        C:Q1zwvKMnYs1b6ZdPTBJ0Z7D5P3jyA=
        P:musl
        V:1.2.4-r2
        A:x86_64
        L:MIT
        o:musl
        p:so:libc.musl-x86_64.so.1=1
        F:lib

        P:busybox-binsh
        V:1.36.1-r5
        A:x86_64
        o:busybox
        D:so:libc.musl-x86_64.so.1 !conflict nowhere>1
        """

    @Test func `apk gives origins and the graph through what packages provide`() throws {
        let inventory = try MoreReading.read(
            ApkDatabase.reader, OperatingSystemTests.apkInstalled, path: "lib/apk/db/installed",
            related: ["etc/os-release": "ID=alpine\nVERSION_ID=3.18.4\n", "etc/apk/world": "busybox-binsh\n"])
        #expect(
            MoreReading.lines(inventory) == [
                "1 musl 1.2.4-r2 runtime transitive", "10 busybox-binsh 1.36.1-r5 runtime direct",
            ])
        #expect(
            MoreReading.purls(inventory) == [
                "pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64&distro=alpine-3.18.4",
                "pkg:apk/alpine/busybox-binsh@1.36.1-r5?arch=x86_64&distro=alpine-3.18.4&upstream=busybox",
            ])
        #expect(inventory.components[1].ecosystem?.description == "Alpine:v3.18")
        #expect(inventory.components[1].sources == [SourcePackage(name: "busybox", version: "1.36.1-r5")])
        #expect(MoreReading.edges(inventory) == ["busybox-binsh > musl"])
    }

    @Test(arguments: ["lib/apk/db/installed", "usr/lib/apk/db/installed", "image/usr/lib/apk/db/installed"])
    func `the os-release of apk's own root is read`(path: String) throws {
        let root = path.hasPrefix("image/") ? "image/" : ""
        let inventory = try MoreReading.read(
            ApkDatabase.reader, OperatingSystemTests.apkInstalled, path: path,
            related: ["\(root)etc/os-release": "ID=wolfi\nVERSION_ID=20230201\n"])
        #expect(inventory.components[0].ecosystem?.ecosystem == .wolfi)
    }

    @Test func `opkg's own field tells what was installed for others`() throws {
        let text =
            "Package: ubus\nVersion: 1-r1\nStatus: install ok installed\nArchitecture: x86_64\nAuto-Installed: yes\n"
        let inventory = try MoreReading.read(
            DpkgDatabase.opkg, text, path: "usr/lib/opkg/status",
            related: ["etc/os-release": "ID=openwrt\nVERSION_ID=23.05\n"])
        #expect(MoreReading.lines(inventory) == ["1 ubus 1-r1 runtime transitive"])
        #expect(MoreReading.purls(inventory) == ["pkg:opkg/openwrt/ubus@1-r1?arch=x86_64&distro=openwrt-23.05"])
    }

    @Test func `a package URL of a system means the component's own ecosystem and source`() throws {
        let inventory = try MoreReading.read(
            DpkgDatabase.status, OperatingSystemTests.dpkgStatus, path: "var/lib/dpkg/status",
            related: ["etc/os-release": OperatingSystemTests.debian])
        for component in inventory.components {
            guard case .found(let coordinate)? = component.purl?.coordinate() else {
                Issue.record("\(component.name) has no coordinate")
                continue
            }
            #expect(coordinate.ecosystem == component.ecosystem)
            #expect(coordinate.source?.name == component.sources.first?.name)
            #expect(coordinate.version == component.version)
        }
    }

    @Test func `this system's own packages are read where it is Debian's`() throws {
        guard let status = FileManager.default.contents(atPath: "/var/lib/dpkg/status") else { return }
        let inventory = try DpkgDatabase.status.read(
            SourceFile(path: "var/lib/dpkg/status", bytes: Array(status)),
            ReadingContext(related: { FileManager.default.contents(atPath: "/\($0)").map { Array($0) } }))
        let installed = status.split(separator: UInt8(ascii: "\n")).count {
            $0.elementsEqual("Status: install ok installed".utf8)
        }
        #expect(inventory.components.count == installed)
        print(
            "dpkg: \(inventory.components.count) packages, \(inventory.edges.count) edges, \(inventory.warnings.count) warnings"
        )
    }
}
