// SPDX-License-Identifier: Apache-2.0
import Packages

/// The regular expressions and word lists of the JSON schema of OSV 1.7.5, matched by hand.
enum SchemaPatterns {
    /// Prefixes of ids, each followed by a hyphen.
    static let prefixes: [String] = [
        "ASB-A", "PUB-A", "ALPINE", "ALSA", "ALBA", "ALEA", "AZL", "BELL", "BIT", "CGA", "CLEANSTART", "CLSA", "CURL",
        "CVE", "DEBIAN", "DHI", "DRUPAL", "DSA", "DLA", "ELA", "DTSA", "ECHO", "EEF", "FreeBSD", "GHSA", "GO", "GSD",
        "HSEC", "JLSEC", "KUBE", "LBSEC", "LSN", "MAL", "MINI", "MGASA", "OESA", "OSEC", "OSV", "openSUSE-SU", "PHSA",
        "PSF", "PYSEC", "RHBA", "RHEA", "RHSA", "RLSA", "RXSA", "RSEC", "ROOT", "RUSTSEC", "SUSE-SU", "SUSE-RU",
        "SUSE-FU", "SUSE-OU", "UBUNTU", "USN", "V8",
    ]

    static let ubuntuPriorities = ["negligible", "low", "medium", "high", "critical"]

    /// Whether an id begins with `x_` (private databases) or a registered prefix.
    static func hasRegisteredPrefix(_ id: String) -> Bool {
        id.utf8.starts(with: "x_".utf8) || prefixes.contains { id.utf8.starts(with: "\($0)-".utf8) }
    }

    /// Whether a text is an ecosystem's name, with or without a suffix on the same line.
    static func isEcosystem(_ text: String) -> Bool {
        let name = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        let rest = text.utf8.dropFirst(name.count)
        guard rest.isEmpty || (rest.count > 1 && !rest.contains(UInt8(ascii: "\n"))) else { return false }
        return Ecosystem(rawValue: String(Substring(name))) != nil
    }

    /// `0`, or 40 or 64 small hexadecimal digits.
    static func isCommit(_ text: String) -> Bool {
        text == "0"
            || (text.utf8.count == 40 || text.utf8.count == 64)
                && text.utf8.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                }
    }

    /// Whether a timestamp in UTC stands somewhere in the text: the schema's expression has no anchors.
    static func containsTimestamp(_ text: String) -> Bool {
        let form = Array("0000-00-00T00:00:00".utf8)
        let bytes = Array(text.utf8)
        guard bytes.count > form.count else { return false }
        for start in 0..<(bytes.count - form.count) {
            let matches = form.indices.allSatisfy { offset in
                let byte = bytes[start + offset]
                return form[offset] == UInt8(ascii: "0") ? isDigit(byte) : byte == form[offset]
            }
            guard matches else { continue }
            var end = start + form.count
            if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count, isDigit(bytes[end + 1]) {
                end += 1
                while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            }
            if end < bytes.count, bytes[end] == UInt8(ascii: "Z") { return true }
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

// MARK: - Vectors

extension SchemaPatterns {
    /// Metrics of CVSS 2.0 in any order, any number of times, at least one.
    static func isVector2(_ text: String) -> Bool {
        areMetrics(text[...], of: version2)
    }

    /// The same for CVSS 3.0 and 3.1 behind their label.
    static func isVector3(_ text: String) -> Bool {
        for label in ["CVSS:3.0/", "CVSS:3.1/"] where text.utf8.starts(with: label.utf8) {
            return areMetrics(text.dropFirst(label.utf8.count), of: version3)
        }
        return false
    }

    /// The metrics of CVSS 4.0 in their order, the first eleven of them required.
    static func isVector4(_ text: String) -> Bool {
        let label = "CVSS:4.0/"
        guard text.utf8.starts(with: label.utf8) else { return false }
        var next = 0
        for metric in text.dropFirst(label.utf8.count).split(separator: "/", omittingEmptySubsequences: false) {
            while next >= 11, next < version4.count, !isMetric(metric, version4[next]) { next += 1 }
            guard next < version4.count, isMetric(metric, version4[next]) else { return false }
            next += 1
        }
        return next >= 11
    }

    private typealias Metric = (name: String, values: [String])

    private static func areMetrics(_ text: Substring, of metrics: [Metric]) -> Bool {
        text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            metrics.contains { isMetric(part, $0) }
        }
    }

    private static func isMetric(_ text: Substring, _ metric: Metric) -> Bool {
        guard text.utf8.starts(with: metric.name.utf8) else { return false }
        let rest = text.utf8.dropFirst(metric.name.utf8.count)
        guard rest.first == UInt8(ascii: ":") else { return false }
        return metric.values.contains { rest.dropFirst().elementsEqual($0.utf8) }
    }

    private static func metrics(_ lines: String) -> [Metric] {
        lines.split(separator: " ").map { line in
            let parts = line.split(separator: ":")
            return (String(parts[0]), parts[1].split(separator: ",").map(String.init))
        }
    }

    private static let version2 = metrics(
        """
        AV:N,A,L AC:L,M,H Au:M,S,N C:N,P,C I:N,P,C A:N,P,C E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND \
        CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND
        """)

    private static let version3 = metrics(
        """
        AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:N,L,H I:N,L,H A:N,L,H E:X,U,P,F,H RL:X,O,T,W,U RC:X,U,R,C \
        CR:X,L,M,H IR:X,L,M,H AR:X,L,M,H MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,N,L,H \
        MI:X,N,L,H MA:X,N,L,H
        """)

    private static let version4 = metrics(
        """
        AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N SI:H,L,N SA:H,L,N E:X,A,P,U \
        CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H MUI:X,N,P,A MVC:X,N,L,H \
        MVI:X,N,L,H MVA:X,N,L,H MSC:X,N,L,H MSI:X,N,L,H,S MSA:X,N,L,H,S S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H \
        U:X,Clear,Green,Amber,Red
        """)
}
