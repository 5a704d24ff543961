// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Wire

@testable import Shells

/// The same scripts read by shfmt (mvdan.cc/sh), where it is installed: the words of all simple commands must have the
/// same text and the same number of parts.
@Suite struct ShfmtTests {
    static let executable: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/shfmt" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    private static let scripts: [String] = [
        #"""
        set -euo pipefail
        cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
        curl -fsSL "https://example.org/install?v=${V:-1}#x" | sudo -E bash -s -- --yes 2>&1 | tee log
        wget -qO- https://example.org/a.tgz | tar xz -C /opt --strip-components=1 && rm -rf /tmp/*
        bash <(curl -s https://example.org/b) > >(cat) 2> /dev/null
        """#,
        #"""
        f() { local a=$(b) c; d "$@" >&2; }
        function g() { e; } 2>x
        if [ "$1" = x ] && [[ $2 =~ ^(a|b c)$ || ! -f y ]]; then f; elif g; then :; else h; fi
        for i in a{1..3} "$@"; do j "$i" || continue; done < <(k)
        for ((i = 0; i < $(l); i++)); do m; done
        while IFS= read -r line; do n "$line"; done <<< "$(o)"
        case "$1" in (a|b) p;; c*) q ;& *) r ;;& esac
        """#,
        #"""
        cat <<EOF >a <<-'END'
        x $(s) `t` ${u:-$(v)} "
        EOF
        	$(not this)
        	END
        cat <<\E | w
        $(nor that)
        E
        x=$(cat <<F
        $(y)
        F
        ) z
        """#,
        #"""
        a=(1 "$(b)" [3]=c)
        d+=e F=g h 'i j' "k $l" $'m\'n' $"o" p\ q r$ "s$" t[u]v ${w[1]} $((x + $(y))) @(z|a) b
        declare -A c=([d]="$(e)") f; export G="$(h)" I
        ((i++)); let j+=1; (k; l) & m
        n=`o "p" q` r \
          s && # t
        u || ! v |& w
        {fd}>x y 3<&- z &>>a
        time -p b | c; coproc D { e; }
        "a\
        b" c\
        d
        """#,
        #"""
        RUN_X=1 apt-get update && \
            apt-get install -y --no-install-recommends \
                a=1.0 \
                b[c] \
            && rm -rf /var/lib/apt/lists/* ; \
            pip install 'd==1' "e[f]>=2" g[h] ; npm ci
        eval "$(i)" ; test -n "$J" -a ! -e k || { l ; m ; } > n
        echo "$(echo "$(echo "a b" | c)" `d`)" ${e#"${f%/*}"} ${g//[^a-z]/"-"} "${h[@]:1:2}"
        """#,
    ]

    @Test(.enabled(if: executable != nil), arguments: scripts.indices) func `the words are those that shfmt reads`(
        _ index: Int
    ) throws {
        let source = Array(ShfmtTests.scripts[index].utf8)
        let visits = try ShellScript(parsing: source).commands
        let ours = visits.map { visit in
            "\(visit.line): "
                + visit.command.words.map { "\($0.sourceText(in: source))/\($0.parts.count)" }
                .joined(separator: " ")
        }
        let tree = try JSONSerialization.jsonObject(with: try ShfmtTests.run(source))
        var theirs: [String] = []
        ShfmtTests.collect(tree, source, into: &theirs)
        #expect(ours.sorted() == theirs.sorted())
        #expect(!ours.isEmpty)
    }

    private static func run(_ source: [UInt8]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(executable))
        process.arguments = ["-ln", "bash", "-tojson"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(source))
        try input.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }

    private static func collect(_ value: Any, _ source: [UInt8], into lines: inout [String]) {
        if let list = value as? [Any] {
            for element in list { collect(element, source, into: &lines) }
        }
        guard let object = value as? [String: Any] else { return }
        if object["Type"] as? String == "CallExpr" {
            let words = (object["Args"] as? [[String: Any]] ?? []).map { word in
                let range = offset(word["Pos"], "Offset")..<offset(word["End"], "Offset")
                return "\(String(decoding: source[range], as: UTF8.self))/\((word["Parts"] as? [Any] ?? []).count)"
            }
            lines.append("\(offset(object["Pos"], "Line")): " + words.joined(separator: " "))
        }
        for child in object.values { collect(child, source, into: &lines) }
    }

    private static func offset(_ place: Any?, _ key: String) -> Int { (place as? [String: Any])?[key] as? Int ?? 0 }
}
