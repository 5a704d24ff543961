// SPDX-License-Identifier: Apache-2.0

/// A distribution of an operating system, under the names package URLs and os-release files give it.
struct Distribution: Sendable, Hashable {
    /// Its name in messages.
    var name: String
    /// The ecosystem of its advisories; nil when no advisory source covers it.
    var ecosystem: Ecosystem?
    /// The edition its name stands for, where the ecosystem has several: `Leap`, `Server`.
    var edition: String?
    /// Whether it rebuilds packages of other distributions, which a `distro` qualifier may then name.
    var isRebuilder = false

    /// The distribution with exactly this name, in any case and with spaces or underscores for dashes; nil for an
    /// unknown one.
    static func named(_ name: String) -> Distribution? {
        guard let (distribution, rest) = leading(name), rest.isEmpty else { return nil }
        return distribution
    }

    /// The distribution a `distro` qualifier starts with, and what follows the name: `debian-12`, `SUSE Linux
    /// Enterprise Server 15 SP5`, `rhel8`. Nil when it starts with no known name, as in `bookworm` or `3.18`.
    static func leading(_ text: String) -> (distribution: Distribution, release: String)? {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.first.map(folded), first < 0x80 else { return nil }
            let range = aliases.places[Int(first)]
            for alias in aliases.sorted[range] where matches(alias.name, bytes) {
                var end = alias.name.count
                while end < bytes.count, "-_ :/".utf8.contains(bytes[end]) { end &+= 1 }
                return (alias.distribution, String(decoding: bytes[end...], as: UTF8.self))
            }
            return nil
        }
    }

    /// Whether a text starts with an alias and the name ends there: `rhel8` starts with `rhel`, `rhelia` does not.
    private static func matches(_ alias: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= alias.count else { return false }
        for offset in 1..<alias.count where alias[offset] != folded(bytes[offset]) { return false }
        guard bytes.count > alias.count, let last = alias.last else { return true }
        let next = bytes[alias.count]
        return !next.isLetter && !(next.isDigit && last.isDigit) && next != UInt8(ascii: ".")
    }

    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte.lowercased
    }

    private struct Alias: Sendable {
        var name: [UInt8]
        var distribution: Distribution
    }

    /// The aliases by their first byte, the longer ones first, and where those of each byte lie.
    private static let aliases: (sorted: [Alias], places: [Range<Int>]) = {
        let all = (covered + uncovered).flatMap { entry in
            entry.1.map { Alias(name: Array($0.utf8), distribution: entry.0) }
        }
        let groups = Dictionary(grouping: all) { $0.name[0] }
        var sorted: [Alias] = []
        let places = (0..<0x80).map { byte in
            let start = sorted.count
            sorted += (groups[UInt8(byte)] ?? []).sorted { $0.name.count > $1.name.count }
            return start..<sorted.count
        }
        return (sorted, places)
    }()

    private static let covered: [(Distribution, [String])] = [
        (.init(name: "AlmaLinux", ecosystem: .almaLinux), ["almalinux", "alma", "alma-linux"]),
        (.init(name: "Alpaquita", ecosystem: .alpaquita, isRebuilder: true), ["alpaquita", "alpaquita-linux"]),
        (.init(name: "Alpine", ecosystem: .alpine), ["alpine", "alpine-linux", "alpinelinux"]),
        (
            .init(name: "Azure Linux", ecosystem: .azureLinux),
            ["azurelinux", "azure-linux", "mariner", "cbl-mariner", "microsoft-azure-linux", "cblmariner"]
        ),
        (
            .init(name: "BellSoft Hardened Containers", ecosystem: .bellSoft, isRebuilder: true),
            ["bellsoft-hardened-containers"]
        ),
        (.init(name: "Chainguard", ecosystem: .chainguard, isRebuilder: true), ["chainguard"]),
        (.init(name: "CleanStart", ecosystem: .cleanStart, isRebuilder: true), ["cleanstart"]),
        (.init(name: "Debian", ecosystem: .debian), ["debian", "debian-gnu/linux"]),
        (
            .init(name: "Docker Hardened Images", ecosystem: .dockerHardenedImages, isRebuilder: true),
            ["dhi", "docker-hardened-images"]
        ),
        (.init(name: "Echo", ecosystem: .echo, isRebuilder: true), ["echo"]),
        (.init(name: "FreeBSD", ecosystem: .freeBSD), ["freebsd"]),
        (.init(name: "Mageia", ecosystem: .mageia), ["mageia"]),
        (.init(name: "MinimOS", ecosystem: .minimOS, isRebuilder: true), ["minimos"]),
        (.init(name: "openEuler", ecosystem: .openEuler), ["openeuler"]),
        (.init(name: "openSUSE", ecosystem: .openSUSE), ["opensuse"]),
        (.init(name: "openSUSE Leap", ecosystem: .openSUSE, edition: "Leap"), ["opensuse-leap", "opensuse.leap"]),
        (.init(name: "openSUSE Leap Micro", ecosystem: .openSUSE, edition: "Leap Micro"), ["opensuse-leap-micro"]),
        (
            .init(name: "openSUSE Tumbleweed", ecosystem: .openSUSE, edition: "Tumbleweed"),
            ["opensuse-tumbleweed", "opensuse.tumbleweed"]
        ),
        (.init(name: "Photon OS", ecosystem: .photonOS), ["photon", "photon-os", "vmware-photon-os"]),
        (
            .init(name: "Red Hat Enterprise Linux", ecosystem: .redHat),
            ["redhat", "rhel", "red-hat", "red-hat-enterprise-linux", "redhatenterprise"]
        ),
        (.init(name: "Rocky Linux", ecosystem: .rockyLinux), ["rocky", "rockylinux", "rocky-linux"]),
        (.init(name: "Root", ecosystem: .root, isRebuilder: true), ["root", "rootio", "root-io"]),
        (
            .init(name: "SUSE Linux Enterprise", ecosystem: .suse),
            ["suse", "sle"]
        ),
        (
            .init(name: "SUSE Linux Enterprise Server", ecosystem: .suse, edition: "Server"),
            ["sles"]
        ),
        (
            .init(name: "SUSE Linux Enterprise Desktop", ecosystem: .suse, edition: "Desktop"),
            ["sled"]
        ),
        (
            .init(
                name: "SUSE Linux Enterprise Server for SAP Applications", ecosystem: .suse,
                edition: "Server for SAP Applications"),
            ["sles-sap", "sles4sap", "sles-for-sap"]
        ),
        (
            .init(
                name: "SUSE Linux Enterprise High Performance Computing", ecosystem: .suse,
                edition: "High Performance Computing"),
            ["sle-hpc"]
        ),
        (
            .init(name: "SUSE Linux Enterprise Micro", ecosystem: .suse, edition: "Micro"),
            ["sle-micro", "slem", "sl-micro", "sle-micro-rancher"]
        ),
        (.init(name: "TuxCare", ecosystem: .tuxCare, isRebuilder: true), ["tuxcare"]),
        (.init(name: "Ubuntu", ecosystem: .ubuntu), ["ubuntu"]),
        (.init(name: "Wolfi", ecosystem: .wolfi, isRebuilder: true), ["wolfi"]),
    ]

    private static let uncovered: [(Distribution, [String])] = [
        ("Alibaba Cloud Linux", ["alinux"]), ("ALT Linux", ["altlinux", "alt"]),
        ("Amazon Linux", ["amazon", "amzn", "amazonlinux", "amazon-linux"]), ("Anolis OS", ["anolis"]),
        ("Arch Linux", ["arch", "archlinux", "arch-linux", "arch32", "archarm"]), ("Bottlerocket", ["bottlerocket"]),
        ("CentOS", ["centos", "centos-linux"]), ("CentOS Stream", ["centos-stream"]),
        ("Clear Linux", ["clear-linux-os"]),
        ("CloudLinux", ["cloudlinux"]), ("Container-Optimized OS", ["cos"]), ("deepin", ["deepin"]),
        ("Devuan", ["devuan"]),
        ("elementary OS", ["elementary"]), ("EndeavourOS", ["endeavouros"]), ("EuroLinux", ["eurolinux"]),
        ("Fedora", ["fedora"]), ("Flatcar", ["flatcar"]), ("Gentoo", ["gentoo"]), ("Kali", ["kali", "kali-linux"]),
        ("KDE neon", ["neon"]), ("Kylin", ["kylin"]), ("Linux Mint", ["linuxmint"]),
        ("Manjaro", ["manjaro", "manjaro-arm"]), ("MIRACLE LINUX", ["miraclelinux"]), ("MSYS2", ["msys", "msys2"]),
        ("NixOS", ["nixos", "nix"]), ("Nobara", ["nobara"]), ("OpenCloudOS", ["opencloudos"]),
        ("OpenMandriva", ["openmandriva"]), ("OpenWrt", ["openwrt"]),
        ("Oracle Linux", ["oracle", "ol", "oraclelinux", "oracle-linux"]), ("Parrot", ["parrot"]), ("Pop!_OS", ["pop"]),
        ("postmarketOS", ["postmarketos"]), ("Raspberry Pi OS", ["raspbian"]), ("RED OS", ["redos"]),
        ("ROSA", ["rosa"]),
        ("Scientific Linux", ["scientific"]), ("Slackware", ["slackware"]), ("Solus", ["solus"]), ("Talos", ["talos"]),
        ("TencentOS", ["tencentos"]), ("Termux", ["termux"]), ("Virtuozzo", ["virtuozzo"]), ("Void", ["void"]),
    ].map { (Distribution(name: $0.0), $0.1) }
}
