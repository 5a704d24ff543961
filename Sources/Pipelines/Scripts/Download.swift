// SPDX-License-Identifier: Apache-2.0

/// A file that a script has fetched, until it is run.
struct Download {
    /// As the script names it.
    let file: String
    let isPinned: Bool
    /// What it was held against, in words; nil while nothing was seen.
    var check: String?
    /// Cleaned.
    let path: String

    init(file: String, isPinned: Bool) {
        self.file = file
        self.isPinned = isPinned
        path = FilePathText.clean(file)
    }

    /// Whether a word names this file, with or without `./`.
    func isNamed(by word: String) -> Bool {
        // Comparing the ends first spares cleaning most words.
        word.utf8.last == path.utf8.last && FilePathText.clean(word) == path
            || word.hasSuffix("/") && FilePathText.clean(word) == path
    }
}

/// How a command fetches something.
struct Fetch {
    /// The file it is saved in; nil when it goes to the standard output.
    var file: String?
    var isPinned: Bool

    /// - Parameter redirection: the file behind `>`.
    init?(_ command: CommandWords, redirection: String?) {
        let rest = Arguments(command.arguments)
        switch command.program {
        case "curl":
            let urls = command.arguments.filter(Fetch.isAddress)
            guard !urls.isEmpty || !command.arguments.isEmpty else { return nil }
            file = redirection ?? Fetch.curlOutput(command.arguments, urls: Array(urls))
            isPinned = Fetch.arePinned(Array(urls))
        case "wget", "wget2":
            let urls = command.arguments.filter(Fetch.isAddress)
            guard !urls.isEmpty else { return nil }
            file = redirection ?? Fetch.wgetOutput(command.arguments, rest, urls: Array(urls))
            isPinned = Fetch.arePinned(Array(urls))
        case "aria2c":
            let urls = command.arguments.filter(Fetch.isAddress)
            guard let url = urls.first else { return nil }
            file = rest.value("-o") ?? rest.value("--out") ?? Fetch.base(of: url)
            isPinned = Fetch.arePinned(Array(urls))
        case "fetch", "lwp-download", "axel":
            guard let url = command.arguments.first(where: Fetch.isAddress) else { return nil }
            file = rest.value("-o") ?? Fetch.base(of: url)
            isPinned = Fetch.arePinned([url])
        case "aws", "gsutil":
            let compatible = CompatibleCommand(command.words)
            let isCopy = command.program == "aws" ? rest.isFirst("s3") : rest.isFirst("cp")
            if isCopy, let last = rest.operands.last, let source = rest.operands.first(where: { $0.contains("://") }),
                last != source
            {
                file = last.hasSuffix("/") || last == "." ? Fetch.base(of: source) : last
            } else {
                guard compatible.isDownload else { return nil }
                file = redirection ?? compatible.outputFile
            }
            isPinned = false
        case "iwr", "invoke-webrequest", "start-bitstransfer":
            file = rest.value("-OutFile") ?? rest.value("-Destination") ?? rest.value("-o")
            isPinned = false
        default: return nil
        }
    }

    static func isAddress(_ word: String) -> Bool {
        word.contains("://") || word.hasPrefix("$") && word.contains(ascii: "url", ignoringCase: true)
    }

    /// Every address is one of a file at a commit.
    private static func arePinned(_ urls: [String]) -> Bool {
        !urls.isEmpty
            && urls.allSatisfy { url in
                if CompatibleCommand.isAtCommit(url) { return true }
                guard
                    url.hasPrefix("https://github.com/") || url.hasPrefix("https://gitlab.com/")
                        || url.hasPrefix("https://codeload.github.com/")
                        || url.hasPrefix("https://gist.githubusercontent.com/")
                else { return false }
                return url.utf8.split(whereSeparator: { !$0.isHexadecimal }).contains { $0.count == 40 }
            }
    }

    static func base(of url: String) -> String {
        let path = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        return String(ascii: path).baseName
    }

    private static func curlOutput(_ words: ArraySlice<String>, urls: [String]) -> String? {
        var isNext = false
        for word in words {
            if isNext { return word }
            if word == "--output" {
                isNext = true
            } else if word.hasPrefix("--output=") {
                return String(word.dropFirst(9))
            } else if word == "--remote-name" || word == "--remote-name-all" {
                return urls.first.map(base)
            } else if word.hasPrefix("-"), !word.hasPrefix("--"), word.utf8.count > 1 {
                // `-fsSLo name`, `-oname`, `-LO`.
                let letters = word.dropFirst()
                if let place = letters.firstIndex(of: "o") {
                    let rest = letters[letters.index(after: place)...]
                    if !rest.isEmpty { return String(rest) }
                    isNext = true
                } else if letters.contains("O") {
                    return urls.first.map(base)
                }
            }
        }
        return nil
    }

    private static func wgetOutput(_ words: ArraySlice<String>, _ rest: Arguments, urls: [String]) -> String? {
        var isNext = false
        for word in words {
            if isNext { return word == "-" ? nil : word }
            if word == "-O" || word == "--output-document" {
                isNext = true
            } else if word.hasPrefix("--output-document=") {
                let name = String(word.dropFirst(18))
                return name == "-" ? nil : name
            } else if word.hasPrefix("-"), !word.hasPrefix("--"), let place = word.firstIndex(of: "O") {
                let name = word[word.index(after: place)...]
                if name == "-" { return nil }
                if name.isEmpty {
                    isNext = true
                } else {
                    return String(name)
                }
            }
        }
        guard let name = urls.first.map(base) else { return nil }
        return (rest.value("-P") ?? rest.value("--directory-prefix")).map { FilePathText.clean($0 + "/" + name) }
            ?? name
    }
}

/// A command that holds a file against a checksum or a signature.
enum Verification {
    /// What it does, in words; nil for every other command.
    static func name(of command: CommandWords) -> String? {
        let rest = Arguments(command.arguments)
        func checks() -> Bool {
            command.arguments.contains { word in
                word == "--check" || word == "--strict"
                    || word.hasPrefix("-") && !word.hasPrefix("--") && word.dropFirst().contains("c")
            }
        }
        switch command.program {
        case "sha256sum", "sha512sum", "sha384sum", "sha224sum", "shasum", "gsha256sum", "b2sum", "b3sum", "sha256",
            "rhash":
            return checks() ? "Held against a checksum by \(command.program)." : nil
        case "gpg", "gpg2", "gpgv", "gpgv2":
            return command.program.hasPrefix("gpgv") || rest.has("--verify")
                ? "Its signature is verified by \(command.program)." : nil
        case "cosign":
            return rest.isFirst("verify-blob", "verify", "verify-blob-attestation")
                ? "Its signature is verified by cosign." : nil
        case "minisign": return command.arguments.contains { $0.hasPrefix("-V") } ? "Verified by minisign." : nil
        case "signify": return rest.has("-V") || rest.has("-C") ? "Verified by signify." : nil
        case "slsa-verifier": return rest.isFirst("verify-artifact") ? "Its provenance is verified." : nil
        case "gh":
            return rest.isFirst("attestation") && rest.operands.dropFirst().first == "verify"
                ? "Its attestation is verified by gh." : nil
        case "openssl":
            return rest.isFirst("dgst", "cms") && (rest.has("-verify") || rest.has("-signature"))
                ? "Its signature is verified by openssl." : nil
        default: return nil
        }
    }

    /// `sha256sum file` and the like, whose output is compared elsewhere.
    static func isDigest(_ command: CommandWords) -> Bool {
        switch command.program {
        case "sha256sum", "sha512sum", "sha384sum", "shasum", "b2sum", "sha256", "gsha256sum": true
        case "openssl": Arguments(command.arguments).isFirst("dgst", "sha256")
        default: false
        }
    }
}
